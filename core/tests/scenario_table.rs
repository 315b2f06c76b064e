//! `scenarios/consent.json` judges the core. The table was written from the notice and not by this code; here every
//! case of it is pressed through the pure machine, by the words on the screen, and what comes out is compared.
//!
//! A disagreement is never mended in the table without a look at the texts that the case names under `why`.

use kyotaku_core::{
    consent::RegistrationRequest,
    visit::{ConfirmView, InputView, Row, effect::Effect},
};
use serde_json::json;

use table::{ButtonPress, Case, Expected, PrescriptionRow, Press, Registered, Stopped, Table};
use visit::Visit;

#[path = "scenario_table/consistency.rs"]
mod consistency;
#[path = "scenario_table/table.rs"]
mod table;
#[path = "scenario_table/visit.rs"]
mod visit;

#[test]
fn the_core_does_what_every_case_of_the_table_says() {
    let table = Table::read();
    let verdicts: Vec<_> = table
        .cases
        .iter()
        .map(|case| (case, judge(&table, case)))
        .collect();
    assert_eq!(verdicts.len(), table.cases.len());
    let disagreements: Vec<_> = verdicts
        .into_iter()
        .filter_map(|(case, verdict)| Some(format!("{}\n  {}\n  {}", case.name, verdict.err()?, case.why)))
        .collect();
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

/// What the machine did otherwise than the table says.
type Verdict = Result<(), String>;

fn agree<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Verdict {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: found {found:?}, the table says {expected:?}"))
    }
}

fn judge(table: &Table, case: &Case) -> Verdict {
    let mut visit = Visit::at_the_form(case.settings.clinic())?;
    the_form_asks(table, case, &visit.form()?)?;
    for press in &case.presses {
        match press {
            Press::Button(ButtonPress { button }) => visit.press_button(button)?,
            Press::Answer(answer) => visit.press_answer(answer)?,
        }
        if !visit.effects.is_empty() {
            return Err("something was sent before 「同意内容に登録する」 was pressed".into());
        }
    }
    match &case.expected {
        Expected::Registered(expected) => {
            the_confirmation_shows(table, case, expected, &visit.confirmation()?)?;
            visit.press_button(table.word("register"))?;
            match &visit.effects[..] {
                [Effect::Register(request)] => the_request_says(table, case, expected, request),
                _ => Err("「同意内容に登録する」 does not register, or does more".into()),
            }
        }
        Expected::Stopped(expected) => the_form_misses(table, case, expected, &visit.form()?),
    }
}

fn the_form_asks(table: &Table, case: &Case, form: &InputView) -> Verdict {
    let labels: Vec<_> = form.questions.iter().map(|row| row.label.as_str()).collect();
    agree("the form asks", labels, table.rows_of(case))?;
    let all: Vec<_> = form.all.iter().map(|button| button.label.as_str()).collect();
    let both = ["すべての項目に同意する", "すべての項目に同意しない"];
    let there = if case.asked.is_empty() { &[] } else { &both[..] };
    agree("the 一括ボタン", &all[..], there)?;
    for row in &form.questions {
        let choices: Vec<_> = row.choices.iter().map(|choice| choice.label.as_str()).collect();
        let expected = if row.label != table.word("prescription") {
            vec![table.word("agree"), table.word("decline")]
        } else if case.prescription == PrescriptionRow::Choice {
            vec![table.word("electronic"), table.word("paper")]
        } else {
            agree("the fixed form", row.state.as_str(), table.word("electronic"))?;
            vec![]
        };
        agree(&format!("the choices of {}", row.label), choices, expected)?;
        if row.choices.iter().any(|choice| choice.selected) {
            return Err(format!("{} is preselected", row.label));
        }
    }
    Ok(())
}

fn the_form_misses(table: &Table, case: &Case, expected: &Stopped, form: &InputView) -> Verdict {
    let marked: Vec<_> = form.questions.iter().filter(|row| row.missing).collect();
    let marked: Vec<_> = marked.iter().map(|row| row.label.as_str()).collect();
    let missing: Vec<_> = expected.missing.iter().map(String::as_str).collect();
    agree("marked as missing", &marked, &missing)?;
    let hint = form.hint.as_deref().ok_or("nothing says what is missing")?;
    for row in table.rows_of(case) {
        agree(
            &format!("the hint names {row}"),
            hint.contains(row),
            missing.contains(&row),
        )?;
    }
    Ok(())
}

fn the_confirmation_shows(table: &Table, case: &Case, expected: &Registered, shown: &ConfirmView) -> Verdict {
    let labels: Vec<_> = shown.rows.iter().map(|row| row.label.as_str()).collect();
    agree("2 確認 shows", labels, table.rows_of(case))?;
    for row in &shown.rows {
        let Row { label, answer, items } = row;
        let shown: Vec<_> = items
            .iter()
            .map(|item| (item.label.as_str(), item.value.as_str()))
            .collect();
        if label == table.word("prescription") {
            let form = expected
                .form
                .as_deref()
                .ok_or("2 確認 shows a prescription form")?;
            agree("the form shown", answer.as_str(), table.word(form))?;
            agree("the items of the form", shown, vec![])?;
        } else {
            let codes = table.items_of(label);
            let decided: Vec<_> = codes
                .iter()
                .map(|code| (table.word(code), table.word(&expected.items[code])))
                .collect();
            agree(&format!("the answer to {label}"), answer.as_str(), decided[0].1)?;
            agree(&format!("the items of {label}"), shown, decided)?;
        }
    }
    Ok(())
}

fn the_request_says(
    table: &Table,
    case: &Case,
    expected: &Registered,
    request: &RegistrationRequest,
) -> Verdict {
    let statement = serde_json::to_value(&request.statement).expect("a statement is JSON");
    let in_order = case.asked.iter().flat_map(|question| table.items_of(question));
    let items: Vec<_> = in_order
        .map(|code| json!({ "item": code, "decision": expected.items[code] }))
        .collect();
    agree("the items sent", &statement["items"], &json!(items))?;
    agree(
        "the form sent",
        &statement["prescription_form"],
        &json!(expected.form),
    )?;
    let answers: Vec<_> = case
        .asked
        .iter()
        .map(|question| json!(expected.items[&table.items_of(question)[0]]))
        .collect();
    let sent = statement["answers"].as_array().expect("answers are a list");
    let sent: Vec<_> = sent.iter().map(|answer| answer["decision"].clone()).collect();
    agree("the answers sent", sent, answers)
}
