//! Every settings combination × every press sequence on the consent form.

use std::collections::HashSet;

use kyotaku_core::{
    consent::{Decision, Form, Item, PrescriptionForm, PrescriptionRow, RegistrationRequest, Statement},
    eligibility::{ClinicSettings, ServiceFault},
    visit::{
        Audience, ConfirmView, Event, Happening, QuestionView, Screen, View,
        effect::{Call, Effect, Outcome},
        view,
    },
};

use crate::{
    explorer::{Edge, State, every_control, say, walk},
    world::{at_eligibility, every_settings, press, receipt},
};

/// Pinned: a change that adds or loses states has to say so here.
const STATES: usize = 113_978;

#[test]
fn over_every_settings_and_press_sequence_the_form_keeps_its_promises() {
    let mut states = 0;
    let mut registered_sheets = 0;
    let mut possible_sheets = 0;
    for settings in every_settings() {
        let form = Form::of(&settings);
        let start = at_eligibility(settings.clone());
        if form.is_empty() {
            let labels: Vec<_> = view(&start.model)
                .controls()
                .into_iter()
                .map(|(label, _)| label.to_owned())
                .collect();
            assert_eq!(
                labels,
                ["最初に戻る", "戻る", "中止する"],
                "an empty form is not opened"
            );
            continue;
        }
        possible_sheets += 2_usize.pow(form.questions.len() as u32)
            * if form.prescription == PrescriptionRow::Choice {
                2
            } else {
                1
            };
        nothing_is_preselected(&start);
        let mut registered = HashSet::new();
        let walked = walk(start, form_presses, answers, |edge| {
            the_last_press_wins(edge);
            agree_all_leaves_the_prescription_form_alone(edge);
            if let Some(request) = registration(edge) {
                what_is_registered_was_shown(edge, request);
                items_follow_from_the_settings(&settings, &request.statement);
                registered.insert(request.statement.clone());
            }
        });
        assert!(
            walked.dead_ends(is_a_new_visit).is_empty(),
            "no state is a dead end"
        );
        registered_sheets += registered.len();
        states += walked.views.len();
    }
    say(&format!(
        "form walk: {states} states, {registered_sheets} different sheets registered"
    ));
    assert_eq!(
        registered_sheets, possible_sheets,
        "sheets of every answer set are registered"
    );
    assert_eq!(states, STATES);
}

/// Everything the form's screens offer. The walk ends where the form is left: at a new visit or a cancelled one.
fn form_presses(view: &View) -> Vec<Event> {
    match view.screen {
        Screen::Mode(_) | Screen::Pin(_) | Screen::Tap(_) => Vec::new(),
        _ => every_control(view),
    }
}

/// The registration is stored, or its answer is lost; nothing else is waited for here.
fn answers(call: Call, state: &State) -> Vec<Outcome> {
    match call {
        Call::Registration => {
            let stored = receipt(&request_under_way(state));
            let lost = ServiceFault::NoAnswer;
            vec![
                Outcome::Registration(Box::new(Ok(stored))),
                Outcome::Registration(Box::new(Err(lost))),
            ]
        }
        Call::Settings
        | Call::Challenge
        | Call::ChallengeWatch
        | Call::Card
        | Call::Check
        | Call::Revocation => Vec::new(),
    }
}

/// What a state that awaits a receipt has asked for: asking again asks for the same.
pub(crate) fn request_under_way(state: &State) -> RegistrationRequest {
    let (doubt, _) = state.step(Happening::Came(Outcome::Registration(Box::new(Err(
        ServiceFault::NoAnswer,
    )))));
    let again = view(&doubt.model).controls()[0].1.clone();
    let (_, effects) = doubt.step(Happening::Pressed(again));
    match &effects[..] {
        [Effect::Register(request)] => (**request).clone(),
        _ => panic!("asking again asks for the registration"),
    }
}

fn is_a_new_visit(view: &View) -> bool {
    matches!(view.screen, Screen::Mode(_)) || view.heading == "資格確認"
}

fn registration<'a>(edge: &Edge<'a>) -> Option<&'a RegistrationRequest> {
    edge.effects.iter().find_map(|effect| match effect {
        Effect::Register(request) => Some(&**request),
        _ => None,
    })
}

/// A form that is opened for the first time; where the patient went back from it, it has the answers that they left.
fn nothing_is_preselected(start: &State) {
    let opened = press(start, "同意登録へ進む（患者に画面を向ける）");
    let Screen::Input(form) = view(&opened.model).screen else {
        panic!("the form opens")
    };
    for question in form
        .questions
        .iter()
        .filter(|question| !question.choices.is_empty())
    {
        assert!(question.choices.iter().all(|choice| !choice.selected));
        assert_eq!(question.state, "未選択");
    }
    if !form.all.is_empty() {
        let answered = press(&opened, "すべての項目に同意する");
        let again = press(&press(&answered, "戻る"), "同意登録へ進む（患者に画面を向ける）");
        assert!(
            view(&again.model) == view(&answered.model),
            "answers are kept on the way back and forth"
        );
    }
}

/// A press on one question's button selects it, and leaves every other question as it was.
fn the_last_press_wins(edge: &Edge<'_>) {
    let (Screen::Input(before), Screen::Input(after)) = (&edge.from.screen, &edge.to.screen) else {
        return;
    };
    let Happening::Pressed(pressed) = edge.happening else {
        return;
    };
    let of_this = |question: &QuestionView| question.choices.iter().any(|choice| choice.event == *pressed);
    if !before.questions.iter().any(of_this) {
        return;
    }
    for (before, after) in before.questions.iter().zip(&after.questions) {
        if of_this(before) {
            assert!(
                after
                    .choices
                    .iter()
                    .all(|choice| choice.selected == (choice.event == *pressed))
            );
        } else {
            assert!(before.choices == after.choices && before.state == after.state);
        }
    }
}

fn agree_all_leaves_the_prescription_form_alone(edge: &Edge<'_>) {
    let (Screen::Input(before), Screen::Input(after)) = (&edge.from.screen, &edge.to.screen) else {
        return;
    };
    let Happening::Pressed(pressed) = edge.happening else {
        return;
    };
    let Some(all) = before.all.iter().find(|button| button.event == *pressed) else {
        return;
    };
    let answer = all.label.replace("すべての項目に", "");
    for (before, after) in before.questions.iter().zip(&after.questions) {
        if after.label == "処方箋の発行方法" {
            assert!(before.choices == after.choices && before.state == after.state);
        } else {
            assert_eq!(after.state, answer, "{} after {}", after.label, all.label);
        }
    }
}

/// Only 2 確認 registers (or 未確認, the same again), and what it registers is what it shows, item by item.
fn what_is_registered_was_shown(edge: &Edge<'_>, request: &RegistrationRequest) {
    assert_eq!(request.digest, request.statement.digest());
    match &edge.from.screen {
        Screen::Confirm(shown) => {
            assert!(edge.from.audience == Audience::Patient);
            assert_eq!(shown_items(shown), stated_items(&request.statement));
            assert_eq!(shown_form(shown), request.statement.prescription_form);
            assert!(request.digest.starts_with(&shown.reference.value));
        }
        Screen::Notice(notice) => assert!(notice.unchanged.contains("未確認")),
        _ => panic!("registered from a screen that shows no confirmation"),
    }
}

fn shown_items(shown: &ConfirmView) -> Vec<(&str, Decision)> {
    let decision = |words: &str| match words {
        "同意する" => Decision::Agree,
        "同意しない" => Decision::Decline,
        other => panic!("{other}"),
    };
    let mut items = Vec::new();
    for row in &shown.rows {
        for item in &row.items {
            assert_eq!(
                row.answer, item.value,
                "an item says what its question's answer says"
            );
            items.push((item.label.as_str(), decision(&item.value)));
        }
    }
    items
}

fn shown_form(shown: &ConfirmView) -> Option<PrescriptionForm> {
    let row = shown.rows.iter().find(|row| row.label == "処方箋の発行方法")?;
    Some(if row.answer == "電子" {
        PrescriptionForm::Electronic
    } else {
        PrescriptionForm::Paper
    })
}

fn stated_items(statement: &Statement) -> Vec<(&'static str, Decision)> {
    let label = |item| match item {
        Item::Surgery => "手術情報",
        Item::Diagnosis => "診療情報",
        Item::Medication => "薬剤情報",
        Item::Checkups => "特定健診等情報",
        Item::MedicalCare => "療養情報",
        Item::SpecificDisease => "特定疾病療養受療証情報",
    };
    statement
        .items
        .iter()
        .map(|held| (label(held.item), held.decision))
        .collect()
}

/// Exactly the items that are switched on, each once, and the two of the joint question alike.
fn items_follow_from_the_settings(settings: &ClinicSettings, statement: &Statement) {
    let on = [
        (Item::Surgery, settings.surgery),
        (Item::Diagnosis, settings.diagnosis),
        (Item::Medication, settings.medication),
        (Item::Checkups, settings.checkups),
        (Item::MedicalCare, settings.record_sharing),
        (Item::SpecificDisease, settings.specific_disease),
    ];
    let expected: Vec<_> = on
        .into_iter()
        .filter(|(_, switch)| switch.is_on())
        .map(|(item, _)| item)
        .collect();
    assert_eq!(
        statement.items.iter().map(|held| held.item).collect::<Vec<_>>(),
        expected
    );
    let decided = |item| {
        statement
            .items
            .iter()
            .find(|held| held.item == item)
            .map(|held| held.decision)
    };
    if let (Some(diagnosis), Some(medication)) = (decided(Item::Diagnosis), decided(Item::Medication)) {
        assert_eq!(
            diagnosis, medication,
            "both items of the joint question are alike"
        );
    }
}
