//! The people of the notice: who visited whom, what was pressed and how often the clinic asked afterwards. Their numbers are the notice's
//! because as many visits were made; what was registered and given out is for client, intake and gate to say. Which of them is where is
//! by chance.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Decision, Item, Question},
    visit::CareMode,
};

use super::{
    calendar::{self, DAYS},
    old_client::{Client, Press},
    people::{Insurer, Person},
    script::{Part, Script, What},
    seeded::Seeded,
};
use crate::ports::in_japan;

/// Institutions of the confirmed cases, which come first in the list of clinics, and of all.
pub(super) const CLINICS: (usize, usize) = (25, 36);
/// Insurers, likewise.
pub(super) const INSURERS: (usize, usize) = (20, 27);
const PEOPLE: (usize, usize) = (26, 37);
const DISCLOSURES: (usize, usize) = (52, 73);

const JOINT: Question = Question::DiagnosisAndMedication;

/// A visit with the fault, and how often 薬剤 is asked for after it.
struct Case {
    clinic: usize,
    insurer: Insurer,
    asked: usize,
}

/// The scripts of the 37. One of the confirmed has two cases, at two clinics, under two insurers; two have one name.
pub(super) fn scripts(seeded: &mut Seeded) -> Vec<Script> {
    let confirmed = confirmed(seeded);
    let suspected = suspected(seeded);
    let home = CareMode::HomeVisit;
    let mut scripts: Vec<Script> = Vec::new();
    let mut confirmed = confirmed.into_iter();
    // The first is the one who changes the insurer between two visits, and is asked for on the last day.
    let changes = [confirmed.next(), confirmed.next()];
    if let [Some(before), Some(after)] = changes {
        let mut person = Person::new(seeded, before.insurer);
        person
            .insurers
            .push((after.insurer, jiff::civil::date(2024, 12, 1)));
        let mut script = Script::new(Part::Confirmed, person);
        let day = seeded.below(40);
        add(&mut script, seeded, &before, home, day, DAYS - 2);
        let day = 50 + seeded.below(20);
        add(&mut script, seeded, &after, home, day, DAYS - 2);
        scripts.push(script);
    }
    for case in confirmed {
        let person = Person::new(seeded, case.insurer);
        scripts.push(alone(Script::new(Part::Confirmed, person), seeded, &case));
    }
    // Two people of one name.
    if let [_, one, other, ..] = &mut scripts[..] {
        other.person = one.person.namesake(seeded, other.person.insurers[0].0);
    }
    for case in suspected {
        let person = Person::new(seeded, case.insurer);
        scripts.push(alone(Script::new(Part::Suspected, person), seeded, &case));
    }
    first_and_last_day(&mut scripts, seeded);
    for script in &mut scripts {
        around(script, seeded);
    }
    scripts
}

/// 27 cases of 26 people.
fn confirmed(seeded: &mut Seeded) -> Vec<Case> {
    let cases = PEOPLE.0 + 1;
    let clinics = covering(seeded, (0..CLINICS.0).collect(), cases);
    let insurers = covering(seeded, (0..INSURERS.0).collect(), cases);
    let asked = seeded.parts(DISCLOSURES.0, cases);
    built(clinics, insurers, asked)
}

/// 11 cases of 11 people, at clinics of their own, with 7 insurers of their own.
fn suspected(seeded: &mut Seeded) -> Vec<Case> {
    let cases = PEOPLE.1 - PEOPLE.0;
    let clinics = seeded.shuffled((CLINICS.0..CLINICS.1).collect());
    let mut insurers: Vec<_> = (INSURERS.0..INSURERS.1).collect();
    while insurers.len() < cases {
        insurers.push(seeded.below(INSURERS.0));
    }
    let asked = seeded.parts(DISCLOSURES.1 - DISCLOSURES.0, cases);
    let insurers = seeded.shuffled(insurers);
    built(clinics, insurers, asked)
}

fn built(clinics: Vec<usize>, insurers: Vec<usize>, asked: Vec<usize>) -> Vec<Case> {
    let cases = clinics.into_iter().zip(insurers).zip(asked);
    cases
        .map(|((clinic, insurer), asked)| Case {
            clinic,
            insurer: Insurer(insurer),
            asked,
        })
        .collect()
}

/// Each of these at least once, the first two apart, in `count` places.
fn covering(seeded: &mut Seeded, all: Vec<usize>, count: usize) -> Vec<usize> {
    let mut places = seeded.shuffled(all.clone());
    while places.len() < count {
        places.push(*seeded.one(&all));
    }
    places
}

fn alone(mut script: Script, seeded: &mut Seeded, case: &Case) -> Script {
    let mode = match seeded.below(6) {
        0 => CareMode::OnlineOutpatient,
        _ => CareMode::HomeVisit,
    };
    let day = seeded.below(DAYS - 2);
    add(&mut script, seeded, case, mode, day, DAYS - 2);
    script
}

/// Agree to all, then decline the joint row, somehow; then the clinic's program asks.
fn add(script: &mut Script, seeded: &mut Seeded, case: &Case, mode: CareMode, day: usize, last_day: usize) {
    let at = calendar::working(seeded, day);
    let place = (case.clinic, mode);
    let client = Client::Faulty(u8::try_from(seeded.below(4)).unwrap_or(0));
    let logs = script.part == Part::Confirmed;
    script.visits(at, place, (client, fault(seeded)), logs);
    let last_day = match mode {
        CareMode::HomeVisit => last_day,
        CareMode::OnlineOutpatient | CareMode::Outpatient => day,
    };
    for at in calendar::after(seeded, at, last_day, case.asked) {
        script.then(at, place, What::Asks(Item::Medication));
    }
}

/// The presses of the notice, among others that change nothing about them.
pub(super) fn fault(seeded: &mut Seeded) -> Vec<Press> {
    let decline = Press::Row(JOINT, Decision::Decline);
    let agree = Press::Row(JOINT, Decision::Agree);
    let presses: &[Press] = match seeded.below(5) {
        0 => &[
            Press::AgreeAll,
            Press::Row(Question::Surgery, Decision::Agree),
            decline,
        ],
        1 => &[agree, Press::AgreeAll, decline],
        2 => &[Press::AgreeAll, decline, agree, decline],
        _ => &[Press::AgreeAll, decline],
    };
    presses.to_vec()
}

/// One case begins on the first day and is asked for on it; another is asked for on the last.
fn first_and_last_day(scripts: &mut [Script], seeded: &mut Seeded) {
    let places = seeded.shuffled((1..scripts.len()).collect());
    let first_asked = |script: &Script| script.deeds.iter().map(|deed| deed.at).min();
    if let Some(script) = places.first().and_then(|place| scripts.get_mut(*place))
        && let Some(start) = first_asked(script)
    {
        let shift = start.duration_since(calendar::moment(0, 9 * 3600 + 600));
        let opening = calendar::moment(0, 9 * 3600 + 600);
        for (place, deed) in script.deeds.iter_mut().enumerate() {
            // The visit and the first question are of the first day; the rest keep their distance from the visit.
            deed.at = if place == 1 {
                calendar::later(seeded, opening)
            } else {
                deed.at - shift
            };
        }
        let first = script.deeds.get(1).map_or(opening, |deed| deed.at);
        for deed in script.deeds.iter_mut().skip(2) {
            deed.at = deed.at.max(first);
        }
    }
    if let Some(deed) = scripts.first_mut().and_then(|script| script.deeds.last_mut()) {
        deed.at = calendar::moment(DAYS - 1, 10 * 3600);
    }
}

/// What is asked for beside 薬剤: given or refused, it is no part of the notice's number.
fn around(script: &mut Script, seeded: &mut Seeded) {
    let Some((place, visited)) = script
        .deeds
        .first()
        .map(|deed| ((deed.clinic, deed.mode), deed.at))
    else {
        return;
    };
    // Before the visit nothing was agreed; 診療 was declined and withheld; 手術 was agreed.
    if in_japan(visited).date() > jiff::civil::date(2024, 10, 17) {
        let before: Timestamp = visited - jiff::SignedDuration::from_hours(1);
        script.then(before, place, What::Asks(Item::Medication));
    }
    for item in [Item::Diagnosis, Item::Surgery] {
        let at = calendar::later(seeded, visited);
        script.then(at, place, What::Asks(item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn as_many_visits_are_made_as_the_notice_counts_by_whatever_seed() {
        for seed in 0..200 {
            let scripts = scripts(&mut Seeded::new(seed));
            let people: BTreeSet<_> = scripts.iter().map(|script| &script.person.number).collect();
            assert_eq!(people.len(), PEOPLE.1);
            let mut clinics = BTreeSet::new();
            for script in &scripts {
                let places: Vec<_> = script
                    .deeds
                    .iter()
                    .filter(|deed| matches!(deed.what, What::Visits { .. }))
                    .map(|deed| deed.clinic)
                    .collect();
                let mut apart = places.clone();
                apart.dedup();
                assert_eq!(places, apart);
                clinics.extend(places);
                let days = script.deeds.iter().map(|deed| deed.at);
                assert!(days.clone().all(|at| at >= calendar::moment(0, 0)), "{seed}");
                assert!(days.clone().all(|at| at < calendar::moment(DAYS, 0)), "{seed}");
            }
            assert_eq!(clinics.len(), CLINICS.1);
        }
    }
}
