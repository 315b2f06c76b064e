//! A visit over the pure machine, led by the words on the screen.

use kyotaku_core::{
    card::CardProof,
    eligibility::{Challenge, ClinicSettings, Eligibility},
    origin::{Channel, Origin},
    visit::{
        ConfirmView, Event, Happening, InputView, Model, Screen, View,
        effect::{Effect, Outcome, Tap},
        update, view,
    },
};
use serde_json::json;

use crate::{Verdict, table::AnswerPress};

/// A visit, and the effects of the last step.
pub(crate) struct Visit {
    model: Model,
    pub(crate) effects: Vec<Effect>,
}

impl Visit {
    /// A visit at a clinic with these settings, up to the consent form.
    pub(crate) fn at_the_form(settings: ClinicSettings) -> Result<Self, String> {
        let origin = Origin {
            channel: Channel::VisitApp,
            app: "scenario-table".into(),
            version: "0".into(),
            device: "test".into(),
        };
        let (model, effects) = Model::start(origin, kyotaku_core::card::Antenna::Unknown, None);
        let mut visit = Self { model, effects };
        visit.came(Outcome::Settings(Ok(settings)))?;
        visit.press_button("訪問診療等")?;
        visit.came(Outcome::Challenge(Ok(Challenge {
            challenge: "challenge-1".into(),
            nonce: "AAAA".into(),
            expires_in: 300,
            today: kyotaku_core::eligibility::date::Date::constant(2026, 11, 23),
        })))?;
        for digit in ["1", "2", "3", "4"] {
            visit.press_button(digit)?;
        }
        let Screen::Pin(pad) = visit.view().screen else {
            return Err("there is no PIN pad".into());
        };
        visit.press(pad.next.event)?;
        if !matches!(visit.effects[..], [Effect::ReadCard { .. }]) {
            return Err("no card is read".into());
        }
        let proof = CardProof {
            certificate: kyotaku_core::card::CertificateRead::Whole(vec![0x30]),
            signature: vec![0; 256],
        };
        visit.came(Outcome::Card(Tap::Proved(proof)))?;
        visit.came(Outcome::Check(Ok(valid_eligibility())))?;
        let Screen::Eligibility(found) = visit.view().screen else {
            return Err("no eligibility is shown".into());
        };
        let open = found.buttons.into_iter().next();
        visit.press(open.ok_or("there is no way on to the form")?.event)?;
        Ok(visit)
    }

    pub(crate) fn view(&self) -> View {
        view(&self.model)
    }

    fn happen(&mut self, happening: Happening) -> Verdict {
        let step = update(self.model.clone(), happening);
        self.model = step.model;
        self.effects = step.effects;
        step.ignored
            .map_or(Ok(()), |ignored| Err(format!("ignored: {ignored}")))
    }

    fn came(&mut self, outcome: Outcome) -> Verdict {
        self.happen(Happening::Came(outcome))
    }

    fn press(&mut self, event: Event) -> Verdict {
        self.happen(Happening::Pressed(event))
    }

    /// Presses the one control with these words.
    pub(crate) fn press_button(&mut self, label: &str) -> Verdict {
        let view = self.view();
        let controls = view.controls();
        let mut found = controls.iter().filter(|(words, _)| *words == label);
        match (found.next(), found.next()) {
            (Some((_, event)), None) => self.press((*event).clone()),
            (None, _) => Err(format!("no control says {label} on 「{}」", view.heading)),
            (Some(_), Some(_)) => Err(format!("two controls say {label}")),
        }
    }

    /// Presses an answer of a question on 1 入力.
    pub(crate) fn press_answer(&mut self, press: &AnswerPress) -> Verdict {
        let AnswerPress { question, answer } = press;
        let form = self.form()?;
        let row = form.questions.iter().find(|row| row.label == *question);
        let choices = &row.ok_or_else(|| format!("{question} is not asked"))?.choices;
        let choice = choices.iter().find(|choice| choice.label == *answer);
        let choice = choice.ok_or_else(|| format!("{question} has no answer {answer}"))?;
        self.press(choice.event.clone())
    }

    pub(crate) fn form(&self) -> Result<InputView, String> {
        match self.view().screen {
            Screen::Input(form) => Ok(form),
            _ => Err(format!("1 入力 is not shown but 「{}」", self.view().heading)),
        }
    }

    pub(crate) fn confirmation(&self) -> Result<ConfirmView, String> {
        match self.view().screen {
            Screen::Confirm(shown) => Ok(shown),
            _ => Err(format!("2 確認 is not shown but 「{}」", self.view().heading)),
        }
    }
}

fn valid_eligibility() -> Eligibility {
    serde_json::from_value(json!({
        "check": "check-1",
        "confirmed_on": "2026-11-22",
        "validity": "1",
        "insurances": [{
            "insured": {
                "name": {"name": "見本　花子", "kana": null},
                "other_name": null, "sex": "2", "birth_date": "1940-05-12", "post_number": null, "address": null,
            },
            "classification": "01", "insurer_number": "99999999", "insurer_name": "見本健康保険組合",
            "symbol": null, "number": null, "branch": null, "relationship": null, "qualified_on": null,
            "disqualified_on": null, "loss_reason": null, "valid_from": null, "valid_until": null,
            "contribution_ratio": null, "elderly": null, "limit": null, "specific_diseases": [],
        }],
        "registration_lag_since": null,
        "certificate_expired_on": null,
    }))
    .expect("an eligibility has this form")
}
