//! Cases that look like the notice's and are none, each for one reason. What each lacks is a clause of the condition; leave the clause out and
//! it is counted.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Decision, Item, Question},
    visit::CareMode,
};

use super::{
    calendar::{self, DAYS},
    cast::{self, fault},
    clinics::Places,
    old_client::{Client, Press},
    people::{Insurer, Person},
    script::{Part, Script, What},
    seeded::Seeded,
};

const JOINT: Question = Question::DiagnosisAndMedication;
const HOME: CareMode = CareMode::HomeVisit;
/// How many of each kind.
const OF_EACH: usize = 4;

/// Every kind.
pub(super) const KINDS: [&str; 16] = [
    "only-medication-on",
    "only-diagnosis-on",
    "settings-changed",
    "form-of-earlier-settings",
    "reception-web",
    "face-reader",
    "later-version",
    "renewed-before-any-disclosure",
    "revoked-before-any-disclosure",
    "only-other-items-disclosed",
    "disclosed-elsewhere",
    "emergency",
    "changed-their-mind",
    "declined-by-the-row-alone",
    "without-statement",
    "same-name",
];

/// All of them. `concerned` are the scripts of the 37, whose names some bear.
pub(super) fn scripts(seeded: &mut Seeded, places: &Places, concerned: &[Script]) -> Vec<Script> {
    let mut scripts = Vec::new();
    for kind in KINDS {
        for _ in 0..OF_EACH {
            let insurer = Insurer(seeded.below(cast::INSURERS.1 + 40));
            let person = match kind {
                "same-name" => {
                    let other = seeded.below(concerned.len());
                    concerned[other].person.namesake(seeded, insurer)
                }
                _ => Person::new(seeded, insurer),
            };
            scripts.push(script(kind, person, seeded, places));
        }
    }
    scripts
}

fn script(kind: &'static str, person: Person, seeded: &mut Seeded, places: &Places) -> Script {
    let mut script = Script::new(Part::LookAlike(kind), person);
    let day = 10 + seeded.below(40);
    let at = calendar::working(seeded, day);
    let logs = seeded.percent(50);
    let faulty = Client::Faulty(u8::try_from(seeded.below(4)).unwrap_or(0));
    let both_on = (*seeded.one(&places.both_on), HOME);
    let apart = vec![
        Press::AgreeAll,
        Press::Row(Question::Diagnosis, Decision::Decline),
    ];
    match kind {
        "only-medication-on" => {
            let place = (*seeded.one(&places.only_medication), HOME);
            script.visits(at, place, (faulty, vec![Press::AgreeAll]), logs);
            asks(&mut script, seeded, place, at, Item::Medication);
        }
        "only-diagnosis-on" => {
            let place = (*seeded.one(&places.only_diagnosis), HOME);
            script.visits(at, place, (faulty, vec![Press::AgreeAll]), logs);
            asks(&mut script, seeded, place, at, Item::Diagnosis);
        }
        "settings-changed" => {
            // 診療 was switched on at the end of the months: then, they were alike.
            let place = (*seeded.one(&places.changed), HOME);
            script.visits(at, place, (faulty, vec![Press::AgreeAll]), logs);
            asks(&mut script, seeded, place, at, Item::Medication);
        }
        "form-of-earlier-settings" => {
            let place = (*seeded.one(&places.just_changed), HOME);
            let what = What::Visits {
                client: faulty,
                presses: vec![Press::AgreeAll],
                opened_under: Some(1),
                logs,
            };
            script.then(at, place, what);
            asks(&mut script, seeded, place, at, Item::Medication);
        }
        "reception-web" => {
            script.visits(at, both_on, (Client::Web, apart), logs);
            asks(&mut script, seeded, both_on, at, Item::Medication);
        }
        "face-reader" => {
            let place = (both_on.0, CareMode::Outpatient);
            script.visits(at, place, (Client::Counter, apart), logs);
            let soon = calendar::later(seeded, at);
            script.then(soon, place, What::Asks(Item::Medication));
        }
        "later-version" => {
            script.visits(at, both_on, (Client::Later, apart), logs);
            asks(&mut script, seeded, both_on, at, Item::Medication);
        }
        "renewed-before-any-disclosure" => {
            script.visits(at, both_on, (faulty, fault(seeded)), logs);
            let again = calendar::later(seeded, at);
            script.visits(again, both_on, (faulty, vec![Press::AgreeAll]), logs);
            asks(&mut script, seeded, both_on, again, Item::Medication);
        }
        "revoked-before-any-disclosure" => {
            script.visits(at, both_on, (faulty, fault(seeded)), logs);
            let question = seeded.percent(50).then_some(JOINT);
            let again = calendar::later(seeded, at);
            script.then(again, both_on, What::TakesBack(question));
            asks(&mut script, seeded, both_on, again, Item::Medication);
        }
        "only-other-items-disclosed" => {
            script.visits(at, both_on, (faulty, fault(seeded)), logs);
            asks(&mut script, seeded, both_on, at, Item::Surgery);
        }
        "disclosed-elsewhere" => {
            script.visits(at, both_on, (faulty, fault(seeded)), logs);
            let other = (places.other_than(seeded, both_on.0), HOME);
            let again = calendar::later(seeded, at);
            script.visits(again, other, (faulty, vec![Press::AgreeAll]), logs);
            asks(&mut script, seeded, other, again, Item::Medication);
        }
        "emergency" => {
            script.visits(at, both_on, (faulty, fault(seeded)), logs);
            let soon = calendar::later(seeded, at);
            script.then(soon, both_on, What::AsksInAnEmergency);
        }
        "changed-their-mind" => {
            let mut presses = vec![Press::AgreeAll, Press::Row(JOINT, Decision::Decline)];
            presses.push(Press::Row(JOINT, Decision::Agree));
            script.visits(at, both_on, (faulty, presses), logs);
            asks(&mut script, seeded, both_on, at, Item::Medication);
        }
        "declined-by-the-row-alone" => {
            script.visits(at, both_on, (faulty, row_by_row(Decision::Decline)), logs);
            asks(&mut script, seeded, both_on, at, Item::Medication);
        }
        "without-statement" => {
            script.visits(at, both_on, (Client::WithoutStatement, fault(seeded)), logs);
            asks(&mut script, seeded, both_on, at, Item::Medication);
        }
        // "same-name", at one of the 36 clinics.
        _ => {
            let place = (seeded.below(cast::CLINICS.1), HOME);
            script.visits(at, place, (faulty, vec![Press::AgreeAll]), logs);
            asks(&mut script, seeded, place, at, Item::Medication);
        }
    }
    script
}

/// Each row by its own button, all agreed but 診療 and 薬剤.
fn row_by_row(joint: Decision) -> Vec<Press> {
    let agree = [
        Question::Surgery,
        Question::Checkups,
        Question::MedicalCare,
        Question::SpecificDisease,
    ];
    let mut presses = agree
        .map(|question| Press::Row(question, Decision::Agree))
        .to_vec();
    presses.push(Press::Row(JOINT, joint));
    presses
}

fn asks(script: &mut Script, seeded: &mut Seeded, place: (usize, CareMode), than: Timestamp, item: Item) {
    let count = 1 + seeded.below(3);
    for at in calendar::after(seeded, than, DAYS - 2, count) {
        script.then(at, place, What::Asks(item));
    }
}
