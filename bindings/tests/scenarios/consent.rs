//! A case of `scenarios/consent.json` as a whole visit: its settings given, patient `valid`, up to the form, its presses,
//! and then what the case expects. The words that the table does not have are those of the screens.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::load::{Expected, Placed, Step, Visit, file_name};

const ALL: [&str; 2] = ["すべての項目に同意する", "すべての項目に同意しない"];
const REVIEW: &str = "確認へ進む";
const FRAME: [&str; 2] = ["戻る", "中止する"];
const NOT_ANSWERED: &str = "未選択";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    questions: Vec<Question>,
    words: BTreeMap<String, String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    label: String,
    items: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    why: String,
    settings: Value,
    asked: Vec<String>,
    prescription: PrescriptionRow,
    presses: Vec<Press>,
    expected: Outcome,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum PrescriptionRow {
    Absent,
    ElectronicOnly,
    Choice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Press {
    button: Option<String>,
    question: Option<String>,
    answer: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcome {
    items: Option<BTreeMap<String, String>>,
    #[serde(default)]
    form: Option<String>,
    missing: Option<Vec<String>>,
}

/// Every case of the table in this file.
pub(crate) fn file(path: &Path) -> Result<Vec<Placed>, String> {
    let file = file_name(path);
    let text = fs::read_to_string(path).map_err(|why| format!("{file}: {why}"))?;
    let table: Table = serde_json::from_str(&text).map_err(|why| format!("{file}: {why}"))?;
    if table.cases.is_empty() {
        return Err(format!("{file}: there is no case"));
    }
    let placed = |case| {
        let visit = table.visit(case)?;
        Ok(Placed {
            file: file.clone(),
            visit,
        })
    };
    table.cases.iter().map(placed).collect()
}

impl Table {
    fn visit(&self, case: &Case) -> Result<Visit, String> {
        let mut steps = vec![
            screen("Mode", &[]),
            press("訪問診療等"),
            Step::Pin("1234".to_owned()),
            press("次へ（カードをかざす）"),
            screen("Eligibility", &["資格は有効です"]),
            press("同意登録へ進む（患者に画面を向ける）"),
            self.form(case)?,
        ];
        for pressed in &case.presses {
            steps.push(pressed.step(&case.name)?);
        }
        let registered = match &case.expected {
            Outcome {
                items: Some(items),
                form,
                missing: None,
            } => {
                let rows = self.rows(case, items, form.as_deref())?;
                steps.push(Step::Screen(Expected {
                    offers: Some(strings(&[self.word("register")?, "修正する", FRAME[0], FRAME[1]])),
                    ..self.rows_on("Confirm", &rows)
                }));
                steps.push(press(self.word("register")?));
                let mut done = self.rows_on("Done", &rows);
                done.shows.insert(0, "登録が完了しました。".to_owned());
                steps.push(Step::Screen(done));
                vec![json!({ "items": items, "form": form })]
            }
            Outcome {
                items: None,
                form: None,
                missing: Some(missing),
            } => {
                steps.push(Step::Screen(self.stopped(case, missing)));
                Vec::new()
            }
            _ => {
                return Err(format!(
                    "{}: either something is registered or something is missing",
                    case.name
                ));
            }
        };
        Ok(Visit {
            name: case.name.clone(),
            why: case.why.clone(),
            given: json!({ "patient": "valid", "settings": case.settings }),
            steps,
            registered,
            commands: None,
        })
    }

    /// The opened form: what it asks, nothing selected, and what can be pressed.
    fn form(&self, case: &Case) -> Result<Step, String> {
        let (agree, decline) = (self.word("agree")?, self.word("decline")?);
        let (electronic, paper) = (self.word("electronic")?, self.word("paper")?);
        let mut shows = Vec::new();
        let mut offers = if case.asked.is_empty() {
            Vec::new()
        } else {
            strings(&ALL)
        };
        let mut question = |label: &str, choices: &[&str]| {
            shows.push(format!("{label}: {NOT_ANSWERED}"));
            shows.extend(choices.iter().map(|choice| format!("○ {choice}")));
            offers.extend(strings(choices));
        };
        for label in &case.asked {
            question(label, &[agree, decline]);
        }
        match case.prescription {
            PrescriptionRow::Absent => {}
            PrescriptionRow::ElectronicOnly => {
                shows.push(format!("{}: {electronic}", self.word("prescription")?));
            }
            PrescriptionRow::Choice => question(self.word("prescription")?, &[electronic, paper]),
        }
        offers.extend(strings(&[REVIEW, FRAME[0], FRAME[1]]));
        let mut hides = self.not_asked(case)?;
        hides.push("●".to_owned());
        Ok(Step::Screen(Expected {
            screen: "Input".to_owned(),
            shows,
            hides,
            offers: Some(offers),
        }))
    }

    /// The rows that are not on this case's form, as they would begin.
    fn not_asked(&self, case: &Case) -> Result<Vec<String>, String> {
        let mut hidden: Vec<_> = self
            .questions
            .iter()
            // 「診療情報および薬剤情報の提供」 ends like 「薬剤情報の提供」: an own row is told by the list of what is offered.
            .filter(|known| !case.asked.iter().any(|asked| asked.ends_with(&known.label)))
            .map(|known| known.label.clone())
            .collect();
        if case.prescription == PrescriptionRow::Absent {
            hidden.push(self.word("prescription")?.to_owned());
        }
        Ok(hidden)
    }

    /// The lines of 2 確認 and 3 完了: every question, its answer and its items, in the table's words.
    fn rows(
        &self,
        case: &Case,
        items: &BTreeMap<String, String>,
        form: Option<&str>,
    ) -> Result<Vec<String>, String> {
        let mut rows = Vec::new();
        for label in &case.asked {
            let question = self.questions.iter().find(|known| known.label == *label);
            let question = question.ok_or_else(|| format!("{}: no question {label}", case.name))?;
            for (place, item) in question.items.iter().enumerate() {
                let decision = items
                    .get(item)
                    .ok_or_else(|| format!("{}: no {item}", case.name))?;
                let decision = self.word(decision)?;
                if place == 0 {
                    rows.push(format!("{label}: {decision}"));
                }
                rows.push(format!("{}: {decision}", self.word(item)?));
            }
        }
        if let Some(form) = form {
            rows.push(format!("{}: {}", self.word("prescription")?, self.word(form)?));
        }
        Ok(rows)
    }

    /// A screen with these rows, on which no item is said to be decided in another way.
    fn rows_on(&self, screen: &str, rows: &[String]) -> Expected {
        let known = self.questions.iter().flat_map(|question| &question.items);
        let decisions = ["agree", "decline"];
        let all = known.flat_map(|item| decisions.map(|decision| (item, decision)));
        let lines = all.filter_map(|(item, decision)| {
            let line = format!("{}: {}", self.word(item).ok()?, self.word(decision).ok()?);
            (!rows.iter().any(|row| row.contains(&line))).then_some(line)
        });
        Expected {
            screen: screen.to_owned(),
            shows: rows.to_vec(),
            hides: lines.collect(),
            offers: None,
        }
    }

    /// 1 入力 still stands, and names exactly these.
    fn stopped(&self, case: &Case, missing: &[String]) -> Expected {
        let marked = missing.iter().map(|label| format!("{label}: {NOT_ANSWERED} ！"));
        let hint = format!("まだ選んでいない項目があります：{}", missing.join("、"));
        let answered = case.asked.iter().filter(|asked| !missing.contains(asked));
        Expected {
            screen: "Input".to_owned(),
            shows: marked.chain([hint]).collect(),
            hides: answered.map(|label| format!("{label}: {NOT_ANSWERED}")).collect(),
            offers: None,
        }
    }

    fn word(&self, code: &str) -> Result<&str, String> {
        let word = self.words.get(code).map(String::as_str);
        word.ok_or_else(|| format!("the table has no word for {code}"))
    }
}

impl Press {
    fn step(&self, case: &str) -> Result<Step, String> {
        match (&self.button, &self.question, &self.answer) {
            (Some(button), None, None) => Ok(press(button)),
            (None, Some(question), Some(answer)) => Ok(Step::Press {
                label: answer.clone(),
                of: Some(question.clone()),
            }),
            _ => Err(format!(
                "{case}: a press is a `button`, or a `question` and its `answer`"
            )),
        }
    }
}

fn screen(name: &str, shows: &[&str]) -> Step {
    Step::Screen(Expected {
        screen: name.to_owned(),
        shows: strings(shows),
        ..Expected::default()
    })
}

fn press(label: &str) -> Step {
    Step::Press {
        label: label.to_owned(),
        of: None,
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
