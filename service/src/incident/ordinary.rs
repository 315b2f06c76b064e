//! Everybody else: visits by every channel, in every mode, at every kind of clinic, with whatever presses but the notice's. Those are in [`cast`](super::cast)
//! and [`look_alikes`](super::look_alikes) alone, or the notice's numbers would not come out.

use kyotaku_core::{
    consent::{Decision, Item, Question},
    visit::CareMode,
};

use super::{
    calendar::{self, DAYS},
    cast,
    clinics::Places,
    old_client::{Client, Press},
    people::{Clinic, Insurer, Person},
    script::{Part, Script, What},
    seeded::Seeded,
};

const JOINT: Question = Question::DiagnosisAndMedication;
/// How many insurers there are.
const INSURERS: usize = cast::INSURERS.1 + 300;

/// A person with `most` visits or fewer; one at least.
pub(super) fn script(seeded: &mut Seeded, clinics: &[Clinic], places: &Places, most: usize) -> Script {
    let insurer = Insurer(seeded.below(INSURERS));
    let mut script = Script::new(Part::Ordinary, Person::new(seeded, insurer));
    let visits = (1 + seeded.below(6)).min(most);
    let clinic = *seeded.one(&places.ordinary);
    for _ in 0..visits {
        let clinic = if seeded.percent(20) {
            *seeded.one(&places.ordinary)
        } else {
            clinic
        };
        let (client, mode) = way(seeded);
        let day = seeded.below(DAYS - 1);
        let at = calendar::working(seeded, day);
        let settings = clinics[clinic].settings(at);
        let asked = client.asks(settings);
        let presses = presses(seeded, client, &asked);
        let logs = seeded.below(500) == 0;
        let place = (clinic, mode);
        script.visits(at, place, (client, presses), logs);
        if seeded.percent(30) {
            let last_day = if mode == CareMode::HomeVisit {
                DAYS - 1
            } else {
                day
            };
            let count = 1 + seeded.below(3);
            for at in calendar::after(seeded, at, last_day, count) {
                let item = *seeded.one(&Item::ALL);
                script.then(at, place, What::Asks(item));
            }
        }
        if seeded.percent(2) {
            let question = asked.get(seeded.below(asked.len().max(1))).copied();
            let later = calendar::later(seeded, at);
            script.then(later, place, What::TakesBack(question));
        }
        if seeded.below(1000) == 0 {
            let later = calendar::later(seeded, at);
            script.then(later, place, What::AsksInAnEmergency);
        }
    }
    script
}

fn way(seeded: &mut Seeded) -> (Client, CareMode) {
    let version = u8::try_from(seeded.below(4)).unwrap_or(0);
    match seeded.below(100) {
        0..60 => (Client::Faulty(version), CareMode::HomeVisit),
        60..70 => (Client::Faulty(version), CareMode::OnlineOutpatient),
        70..72 => (Client::Later, CareMode::HomeVisit),
        72..84 => (Client::Web, CareMode::HomeVisit),
        84..85 if seeded.percent(5) => (Client::WithoutStatement, CareMode::HomeVisit),
        _ => (Client::Counter, CareMode::Outpatient),
    }
}

/// Presses that answer all that is asked.
fn presses(seeded: &mut Seeded, client: Client, asked: &[Question]) -> Vec<Press> {
    let mut presses = Vec::new();
    let decision = |seeded: &mut Seeded| {
        if seeded.percent(70) {
            Decision::Agree
        } else {
            Decision::Decline
        }
    };
    match seeded.below(10) {
        0..5 => presses.push(Press::AgreeAll),
        5..7 => {
            presses.push(Press::AgreeAll);
            for &question in asked.iter().filter(|question| **question != JOINT) {
                if seeded.percent(25) {
                    presses.push(Press::Row(question, Decision::Decline));
                }
            }
        }
        // Somebody who declines the joint row after 一括, and then takes that back.
        7 => {
            presses.extend([Press::AgreeAll, Press::Row(JOINT, Decision::Decline)]);
            presses.push(match seeded.below(2) {
                0 => Press::AgreeAll,
                _ => Press::Row(JOINT, Decision::Agree),
            });
        }
        _ => {
            for &question in asked {
                presses.push(Press::Row(question, decision(seeded)));
            }
        }
    }
    if matches!(client, Client::Web | Client::Counter | Client::Later) && seeded.percent(10) {
        presses = vec![
            Press::AgreeAll,
            Press::Row(Question::Diagnosis, Decision::Decline),
        ];
    }
    presses
}
