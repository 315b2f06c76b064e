//! `cargo xtask screens`: draws every screen of the Android app into `docs/screens`, light, dark and in letters of twice the size,
//! with a page that shows them all. An unchanged tree changes no byte: the stage's clock stands still and its numbers are known.
//!
//! The pictures are those that the accessibility rules are checked on; a screen that breaks one is drawn all the same, so that
//! it can be looked at, and the command then fails.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs, io,
    path::Path,
    process::{Command, ExitCode},
};

use crate::{
    android, kotlin,
    kotlin::property,
    leaks::Run,
    root,
    setup::{Purpose, prepare},
    stage::Stage,
};

/// Each screen by the name of its picture, in the order of a visit, and what it shows.
const SCREENS: [(&str, &str); 34] = [
    ("mode", "The mode of the visit"),
    ("pin", "The PIN, nothing typed"),
    ("pin-partly", "Two digits typed"),
    ("pin-hint", "「次へ」 with two of four digits"),
    ("tap", "A card is waited for"),
    ("tap-reading", "The card is being read"),
    ("number", "照合番号B, where the PIN cannot be had"),
    ("number-whole", "All of it typed"),
    (
        "compare",
        "目視: the portrait that the card holds, of a made-up person",
    ),
    ("eligibility", "有効: the form is offered"),
    ("eligibility-invalid", "無効: no form is offered"),
    ("eligibility-several", "複数該当"),
    ("eligibility-standing", "A consent stands already"),
    ("input", "1 入力, nothing answered"),
    ("input-missing", "「確認へ進む」 with nothing answered"),
    (
        "input-notice",
        "The notice's case: all agreed, then the joint row declined",
    ),
    ("input-prescription", "電子 or 紙: the patient chooses"),
    ("confirm", "2 確認 of it"),
    ("waiting", "The registration is under way"),
    ("done", "3 完了, read back from the service"),
    ("done-differs", "What the service holds is not what was confirmed"),
    ("revoke", "What is to be revoked, and why"),
    ("revoke-chosen", "Everything, at the patient's wish"),
    ("revoke-confirm", "The confirmation of it"),
    ("revoke-done", "What stands after it"),
    ("notice-pin", "A wrong PIN"),
    (
        "notice-last-try",
        "One try of the PIN is left: it is not spent unasked",
    ),
    ("notice-cannot-tell", "Nobody can tell whether it is the patient"),
    ("notice-unconfirmed", "未確認"),
    ("notice-unreachable", "The service is not reached"),
    ("nfc-off", "NFC is switched off on the phone"),
    ("nfc-off-pin", "It is, and the phone is in the patient's hands"),
    ("nfc-absent", "The phone has no NFC"),
    (
        "covered",
        "The phone was left alone: nothing of the visit is shown",
    ),
];

/// Screens that no visit leads to.
const BESIDE: [(&str, &str); 1] = [("not-enrolled", "The device is not set up")];

/// How each is drawn; and how those are whose layout changes with the shape of the screen.
const WORN: [&str; 3] = ["", "-dark", "-large"];
const ACROSS: [&str; 2] = ["pin", "input-notice"];
const WORN_ACROSS: [&str; 2] = ["-landscape", "-tablet"];

/// Draws them all.
pub(crate) fn run() -> ExitCode {
    if !(prepare(Purpose::Test) && kotlin::prepare()) {
        return ExitCode::FAILURE;
    }
    match drawn() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask screens: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether they are drawn and keep every rule.
fn drawn() -> io::Result<bool> {
    let run = Run::new(&root())?;
    let fresh = run.temporary().join("screens");
    fs::create_dir_all(&fresh)?;
    let Some(stage) = Stage::start(&run) else {
        return Ok(false);
    };
    let kept = android::generated(&run) && kotlin::offline_first(|| tests(&run, stage.address(), &fresh));
    let ended = stage.end();
    let there = pictures(&fresh)?;
    let expected = expected();
    for missing in expected.difference(&there) {
        eprintln!("xtask screens: {missing} was not drawn");
    }
    for unknown in there.difference(&expected) {
        eprintln!("xtask screens: {unknown} was drawn, and xtask/src/screens.rs does not know it");
    }
    if there != expected {
        return Ok(false);
    }
    put(&fresh, &root().join("docs/screens"))?;
    eprintln!("xtask screens: {} pictures in docs/screens", there.len());
    Ok(kept && ended)
}

/// Maven's `test` of the one class that draws.
fn tests(run: &Run, stage: &str, into: &Path) -> Command {
    let mut command = android::maven_test(run, stage);
    command
        .args(["-Dtest=ScreensTest", "-Dsurefire.failIfNoSpecifiedTests=false"])
        .arg(property("kyotaku.screens", into));
    command
}

/// The names of the pictures in a folder.
fn pictures(folder: &Path) -> io::Result<BTreeSet<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names
        .filter(|name| name.as_ref().map_or(true, |name| name.ends_with(".png")))
        .collect()
}

/// The names of all that is to be drawn.
fn expected() -> BTreeSet<String> {
    let all = SCREENS.iter().chain(&BESIDE);
    let worn = all.flat_map(|(name, _)| WORN.map(|worn| format!("{name}{worn}.png")));
    let across = ACROSS
        .iter()
        .flat_map(|name| WORN_ACROSS.map(|worn| format!("{name}{worn}.png")));
    worn.chain(across).collect()
}

/// In place of what stood there.
fn put(fresh: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for old in pictures(folder)? {
        fs::remove_file(folder.join(old))?;
    }
    for name in pictures(fresh)? {
        fs::copy(fresh.join(&name), folder.join(&name))?;
    }
    fs::write(folder.join("README.md"), page())
}

/// The page that shows them all.
fn page() -> String {
    let mut page = String::from(
        "# Screens of the Android app\n\n\
         Written by `cargo xtask screens`, as all pictures here: every screen, in the states that look most different, played on the\n\
         stage (`scenarios/README.md`) through the app's real screens under Robolectric, on a phone of 360 x 780 dp. What has to be\n\
         scrolled to is drawn, too. The people are made up, and so is the portrait.\n\n\
         | | light | dark | letters of twice the size |\n|---|---|---|---|\n",
    );
    for (name, shows) in SCREENS.iter().chain(&BESIDE) {
        let cells = WORN.map(|worn| picture(&format!("{name}{worn}"), shows, 200));
        let _ = writeln!(page, "| {shows} | {} |", cells.join(" | "));
    }
    page.push_str("\n| across, 780 x 360 dp | on a tablet, 800 x 1280 dp |\n|---|---|\n");
    for name in ACROSS {
        let cells = WORN_ACROSS.map(|worn| picture(&format!("{name}{worn}"), name, 400));
        let _ = writeln!(page, "| {} |", cells.join(" | "));
    }
    page
}

fn picture(name: &str, shows: &str, width: u32) -> String {
    format!("<img src=\"{name}.png\" width=\"{width}\" alt=\"{shows}\">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_every_picture_and_each_is_in_the_tree() {
        let page = page();
        for name in expected() {
            assert!(page.contains(&format!("\"{name}\"")), "{name}");
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screens");
        assert_eq!(pictures(&folder).unwrap(), expected());
        assert_eq!(fs::read_to_string(folder.join("README.md")).unwrap(), page);
    }

    #[test]
    fn every_screen_has_one_name() {
        let all: BTreeSet<_> = SCREENS.iter().chain(&BESIDE).map(|(name, _)| name).collect();
        assert_eq!(all.len(), SCREENS.len() + BESIDE.len());
    }
}
