//! One registration as the register has it, read without trusting anything: columns may be of another kind, texts cut off, codes new. What
//! cannot be read for sure is not judged, and says why.

use std::{borrow::Cow, fmt};

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Decision, Item, Question},
    origin::Channel,
    visit::CareMode,
};
use serde::Deserialize;
use sqlx::{Any, ColumnIndex, Decode, Row, Type, any::AnyRow};

/// What an audit reads of a registration. Items are added up to one text, `SRJ decline,YZK agree`, in whatever order.
pub(super) const SELECT: &str =
    "SELECT r.registration, r.check_number, r.institution, r.mode, r.settings_version, r.statement,
    r.prescription_form, r.item_count, r.registered_at, r.channel, r.app, r.version, r.device,
    (SELECT string_agg(i.item || ' ' || i.decision, ',') FROM registration_items i
        WHERE i.registration = r.registration) AS items
    FROM registrations r";

/// A registration that can be judged.
#[derive(Clone)]
pub(super) struct Stored {
    pub(super) registration: String,
    pub(super) check: String,
    pub(super) institution: String,
    pub(super) mode: CareMode,
    pub(super) settings_version: i64,
    pub(super) registered_at: Timestamp,
    pub(super) channel: Channel,
    pub(super) app: String,
    pub(super) version: String,
    pub(super) device: String,
    pub(super) answers: Vec<(Question, Decision)>,
    /// In the order of the screen.
    pub(super) items: Vec<(Item, Decision)>,
}

/// Why something of the register was not judged. Its text is what the report counts it under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unjudged {
    /// Older clients sent none.
    WithoutStatement,
    /// A column cannot be read, or is empty.
    Column(&'static str),
    /// Some text of it is none.
    Text,
    /// The statement is not of its shape.
    Statement,
    /// A code that no table has.
    Code(&'static str),
    /// The items' own rows are not those that the statement has.
    ItemRows,
    /// The statement is another row's.
    AnotherRow,
    /// A disclosure under a registration that is not there.
    NoRegistration,
    /// There is no such version of the settings, or it cannot be read.
    Settings,
}

impl fmt::Display for Unjudged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WithoutStatement => f.write_str("without a statement"),
            Self::Column(name) => write!(f, "unreadable: {name}"),
            Self::Text => f.write_str("unreadable: a text that is no UTF-8"),
            Self::NoRegistration => f.write_str("damaged: there is no such registration"),
            Self::Statement => f.write_str("unreadable: the statement's text"),
            Self::Code(of) => write!(f, "unknown code: {of}"),
            Self::ItemRows => f.write_str("damaged: items differ from the statement"),
            Self::AnotherRow => f.write_str("damaged: the statement is of another row"),
            Self::Settings => f.write_str("unreadable: settings of the version named"),
        }
    }
}

/// A column as this kind, whatever is in it.
pub(super) fn column<'r, T>(row: &'r AnyRow, name: &'static str) -> Result<T, Unjudged>
where
    T: Decode<'r, Any> + Type<Any>,
    &'static str: ColumnIndex<AnyRow>,
{
    let value: Option<T> = row.try_get(name).map_err(|_| Unjudged::Column(name))?;
    value.ok_or(Unjudged::Column(name))
}

/// The statement, with whatever words stand in it. Members that are new to this program do no harm here.
#[derive(Deserialize)]
struct Said<'a> {
    #[serde(borrow)]
    institution: Cow<'a, str>,
    #[serde(borrow)]
    check: Cow<'a, str>,
    #[serde(borrow)]
    mode: Cow<'a, str>,
    settings_version: i64,
    #[serde(borrow)]
    answers: Vec<Answered<'a>>,
    #[serde(borrow)]
    items: Vec<Held<'a>>,
}

#[derive(Deserialize)]
struct Answered<'a> {
    #[serde(borrow)]
    question: Cow<'a, str>,
    #[serde(borrow)]
    decision: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Held<'a> {
    #[serde(borrow)]
    item: Cow<'a, str>,
    #[serde(borrow)]
    decision: Cow<'a, str>,
}

/// Reads a row of [`SELECT`].
pub(super) fn read(row: &AnyRow) -> Result<Stored, Unjudged> {
    let registration: String = column(row, "registration")?;
    let statement: &str = column(row, "statement")?;
    if matches!(statement.trim(), "" | "null") {
        return Err(Unjudged::WithoutStatement);
    }
    let said: Said<'_> = serde_json::from_str(statement).map_err(|_| Unjudged::Statement)?;
    let institution: String = column(row, "institution")?;
    let check: String = column(row, "check_number")?;
    let mode: &str = column(row, "mode")?;
    let settings_version: i64 = column(row, "settings_version")?;
    if said.institution != institution
        || said.check != check
        || said.mode != mode
        || said.settings_version != settings_version
    {
        return Err(Unjudged::AnotherRow);
    }
    let answers = said.answers.iter().map(|answer| {
        let question = Question::ALL
            .into_iter()
            .find(|known| known.wire_name() == answer.question)
            .ok_or(Unjudged::Code("question"))?;
        Ok((question, decision(&answer.decision)?))
    });
    let answers = answers.collect::<Result<_, _>>()?;
    let items = said.items.iter().map(|held| pair(&held.item, &held.decision));
    let mut items: Vec<_> = items.collect::<Result<_, _>>()?;
    items.sort_by_key(order);
    let count: i64 = column(row, "item_count")?;
    if rows_of_items(row)? != items || i64::try_from(items.len()) != Ok(count) {
        return Err(Unjudged::ItemRows);
    }
    let registered_at: &str = column(row, "registered_at")?;
    let channel: &str = column(row, "channel")?;
    Ok(Stored {
        registration,
        check,
        institution,
        mode: CareMode::ALL
            .into_iter()
            .find(|known| known.wire_name() == mode)
            .ok_or(Unjudged::Code("mode"))?,
        settings_version,
        registered_at: registered_at
            .parse()
            .map_err(|_| Unjudged::Column("registered_at"))?,
        channel: Channel::from_wire_name(channel).ok_or(Unjudged::Code("channel"))?,
        app: column(row, "app")?,
        version: column(row, "version")?,
        device: column(row, "device")?,
        answers,
        items,
    })
}

fn rows_of_items(row: &AnyRow) -> Result<Vec<(Item, Decision)>, Unjudged> {
    let text: Option<&str> = row.try_get("items").map_err(|_| Unjudged::Column("items"))?;
    let pairs = text.into_iter().flat_map(|text| text.split(','));
    let pairs = pairs.map(|text| {
        let (item, decision) = text.split_once(' ').ok_or(Unjudged::Column("items"))?;
        pair(item, decision)
    });
    let mut pairs: Vec<_> = pairs.collect::<Result<_, _>>()?;
    pairs.sort_by_key(order);
    Ok(pairs)
}

fn order(&(item, decision): &(Item, Decision)) -> (Item, &'static str) {
    (item, decision.wire_name())
}

fn pair(item: &str, decided: &str) -> Result<(Item, Decision), Unjudged> {
    let item = Item::ALL.into_iter().find(|known| known.code() == item);
    Ok((item.ok_or(Unjudged::Code("item"))?, decision(decided)?))
}

fn decision(name: &str) -> Result<Decision, Unjudged> {
    let known = Decision::ALL.into_iter().find(|known| known.wire_name() == name);
    known.ok_or(Unjudged::Code("decision"))
}
