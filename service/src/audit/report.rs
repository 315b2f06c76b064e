//! The notice's table, and what stands behind it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    case::Case,
    condition::Condition,
    scan::{Apart, Of},
};

/// What an audit found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What was looked for.
    pub condition: Looked,
    /// How much was gone through.
    pub scanned: Scanned,
    /// The notice's table.
    pub table: Table,
    /// Registrations that match and under which something was given out, the oldest first.
    pub cases: Vec<Case>,
    /// Registrations that match, and nothing was given out under them.
    pub nothing_given_out: Vec<Case>,
    /// What could not be judged, counted apart: none of it is in the table.
    pub not_judged: Vec<Noted>,
    /// Of the cases, those that one row of the table is without: what it would count cannot be read.
    pub counted_in_part: Vec<Noted>,
}

/// What was looked for.
#[derive(Clone, Debug, Serialize)]
pub struct Looked {
    /// The condition's short name.
    pub name: String,
    /// In words.
    pub title: String,
    /// SHA-256 of its file, lower-case hexadecimal.
    pub sha256: String,
}

/// How much was gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Scanned {
    /// Registrations.
    pub registrations: u64,
    /// Disclosures, of whatever item.
    pub disclosures: u64,
}

/// The notice's table. What is not confirmed is suspected: `suspected` is the rest of each number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// All.
    pub total: Totals,
    /// Of it, confirmed.
    pub confirmed: Totals,
    /// Of it, suspected.
    pub suspected: Totals,
}

/// A row of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// 提供された人数.
    pub persons: usize,
    /// 情報提供件数.
    pub disclosures: usize,
    /// 医療機関等数.
    pub institutions: usize,
    /// 医療保険者数.
    pub insurers: usize,
    /// The first disclosure's time.
    pub first: Option<String>,
    /// The last one's.
    pub last: Option<String>,
}

/// Rows of the register that stand apart for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// `registration` or `disclosure`.
    pub of: &'static str,
    /// Why.
    pub why: String,
    /// How many.
    pub count: usize,
    /// How many disclosures of the condition's items were made under them.
    pub disclosed: u64,
    /// Their numbers; a number that cannot be read is missing.
    pub numbers: Vec<String>,
}

impl Report {
    pub(super) fn of(
        condition: &Condition,
        scanned: Scanned,
        mut cases: Vec<Case>,
        apart: Vec<Apart>,
    ) -> Self {
        cases.sort_by(|one, other| {
            (&one.registered_at, &one.registration).cmp(&(&other.registered_at, &other.registration))
        });
        let (cases, nothing_given_out): (Vec<_>, Vec<_>) =
            cases.into_iter().partition(|case| !case.disclosures.is_empty());
        Self {
            condition: Looked {
                name: condition.name().to_owned(),
                title: condition.title().to_owned(),
                sha256: condition.sha256.clone(),
            },
            scanned,
            table: Table::of(&cases),
            not_judged: not_judged(apart),
            counted_in_part: without_insurer(&cases).into_iter().collect(),
            cases,
            nothing_given_out,
        }
    }

    /// Every registration that matches.
    pub fn matched(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().chain(&self.nothing_given_out)
    }
}

impl Table {
    fn of(cases: &[Case]) -> Self {
        let total = Totals::of(cases.iter());
        let confirmed = Totals::of(cases.iter().filter(|case| case.confirmed));
        let rest = Totals::of(cases.iter().filter(|case| !case.confirmed));
        let suspected = Totals {
            persons: total.persons - confirmed.persons,
            disclosures: total.disclosures - confirmed.disclosures,
            institutions: total.institutions - confirmed.institutions,
            insurers: total.insurers - confirmed.insurers,
            ..rest
        };
        Self {
            total,
            confirmed,
            suspected,
        }
    }
}

impl Totals {
    fn of<'a>(cases: impl Iterator<Item = &'a Case>) -> Self {
        let (mut persons, mut institutions, mut insurers) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut times = BTreeSet::new();
        let mut disclosures = 0;
        for case in cases {
            insurers.extend(&case.insurers);
            for disclosed in &case.disclosures {
                disclosures += 1;
                persons.insert(&disclosed.insured);
                institutions.insert(&disclosed.institution);
                times.insert(&disclosed.disclosed_at);
            }
        }
        Self {
            persons: persons.len(),
            disclosures,
            institutions: institutions.len(),
            insurers: insurers.len(),
            first: times.first().map(|time| (*time).clone()),
            last: times.last().map(|time| (*time).clone()),
        }
    }
}

fn not_judged(apart: Vec<Apart>) -> Vec<Noted> {
    let mut reasons: BTreeMap<_, Noted> = BTreeMap::new();
    for one in apart {
        let reason = reasons.entry((one.of, one.why.clone())).or_insert_with(|| Noted {
            of: match one.of {
                Of::Registration => "registration",
                Of::Disclosure => "disclosure",
            },
            why: one.why.to_string(),
            count: 0,
            disclosed: 0,
            numbers: Vec::new(),
        });
        reason.count += 1;
        reason.disclosed += one.disclosed;
        reason.numbers.extend(one.number);
    }
    reasons.into_values().collect()
}

/// Cases whose insurer cannot be read: the number of insurers may be too small by them.
fn without_insurer(cases: &[Case]) -> Option<Noted> {
    let found = cases.iter().filter(|case| case.insurers.is_empty());
    let found: Vec<_> = found.collect();
    (!found.is_empty()).then(|| Noted {
        of: "registration",
        why: "unreadable: insurer".to_owned(),
        count: found.len(),
        disclosed: found.iter().map(|case| case.disclosures.len() as u64).sum(),
        numbers: found.iter().map(|case| case.registration.clone()).collect(),
    })
}
