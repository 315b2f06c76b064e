//! The files of visits, read strictly: an unknown key, a step that is no step, and a folder without a visit are errors,
//! so that nothing is passed over in silence.

use std::{fs, path::Path};

use serde::Deserialize;
use serde_json::Value;

/// A visit, and the file that it stands in.
#[derive(Clone)]
pub(crate) struct Placed {
    pub(crate) file: String,
    pub(crate) visit: Visit,
}

/// A visit as data.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Visit {
    pub(crate) name: String,
    pub(crate) why: String,
    /// What the scene starts from: the stage's business.
    pub(crate) given: Value,
    pub(crate) steps: Vec<Step>,
    pub(crate) registered: Vec<Value>,
    /// How many commands reached the card; not judged where it is not written.
    pub(crate) commands: Option<u32>,
}

/// One step of a visit.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Written")]
pub(crate) enum Step {
    /// Wait until this screen stands.
    Screen(Expected),
    /// Press the one control with these words; of a question's own buttons, where a question is named.
    Press { label: String, of: Option<String> },
    /// Type the PIN by the pad's keys.
    Pin(String),
    /// Type the 照合番号B by the keys of its screen.
    Number(String),
    /// A stage direction: the stage's business.
    Direct(Value),
}

/// What a screen must be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expected {
    /// The variant of the core's `Screen`.
    pub(crate) screen: String,
    /// Lines of the reading, each there as a whole, in this order.
    pub(crate) shows: Vec<String>,
    /// Texts that no line of the reading has in it.
    pub(crate) hides: Vec<String>,
    /// The labels of all controls, in order; not judged where it is not written.
    pub(crate) offers: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    visits: Vec<Visit>,
}

/// A step as it is written: the keys of all kinds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    screen: Option<String>,
    shows: Option<Vec<String>>,
    hides: Option<Vec<String>>,
    offers: Option<Vec<String>>,
    press: Option<String>,
    of: Option<String>,
    pin: Option<String>,
    number: Option<String>,
    direct: Option<Value>,
}

impl TryFrom<Written> for Step {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let of_a_screen = written.shows.is_some() || written.hides.is_some() || written.offers.is_some();
        let step = match written {
            Written {
                screen: Some(screen),
                shows,
                hides,
                offers,
                press: None,
                of: None,
                pin: None,
                number: None,
                direct: None,
            } => Self::Screen(Expected {
                screen,
                shows: shows.unwrap_or_default(),
                hides: hides.unwrap_or_default(),
                offers,
            }),
            Written {
                press: Some(label),
                of,
                screen: None,
                pin: None,
                number: None,
                direct: None,
                ..
            } if !of_a_screen => Self::Press { label, of },
            Written {
                pin: Some(digits),
                screen: None,
                press: None,
                of: None,
                number: None,
                direct: None,
                ..
            } if !of_a_screen => Self::Pin(digits),
            Written {
                number: Some(digits),
                screen: None,
                press: None,
                of: None,
                pin: None,
                direct: None,
                ..
            } if !of_a_screen => Self::Number(digits),
            Written {
                direct: Some(direct),
                screen: None,
                press: None,
                of: None,
                pin: None,
                number: None,
                ..
            } if !of_a_screen => Self::Direct(direct),
            _ => {
                return Err(
                    "a step is one of `screen` (with `shows`, `hides`, `offers`), `press` (with `of`), `pin`, \
                     `number` and `direct`"
                        .to_owned(),
                );
            }
        };
        Ok(step)
    }
}

/// Every visit of every file in a folder, in the order of the files' names. An error names the file.
pub(crate) fn folder(folder: &Path) -> Result<Vec<Placed>, String> {
    let entries = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|why| why.to_string())?.path());
    }
    paths.sort();
    let mut visits = Vec::new();
    for path in paths {
        let file = file_name(&path);
        if path.extension().is_none_or(|extension| extension != "json") {
            return Err(format!(
                "{file}: this folder is for visits, in files that end in .json"
            ));
        }
        let text = fs::read_to_string(&path).map_err(|why| format!("{file}: {why}"))?;
        visits.extend(visits_of(&file, &text)?);
    }
    if visits.is_empty() {
        return Err(format!("{}: there is no visit", folder.display()));
    }
    Ok(visits)
}

/// The visits of one file's text.
pub(crate) fn visits_of(file: &str, text: &str) -> Result<Vec<Placed>, String> {
    let read: File = serde_json::from_str(text).map_err(|why| format!("{file}: {why}"))?;
    if read.visits.is_empty() || read.about.is_empty() {
        return Err(format!("{file}: it is about nothing, or has no visit"));
    }
    let placed = |visit| Placed {
        file: file.to_owned(),
        visit,
    };
    Ok(read.visits.into_iter().map(placed).collect())
}

pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
