//! Somebody who holds the phone: one visit on a scene of its own. Reads what the view says, and presses what it holds.

use std::{sync::Arc, time::Duration};

use kyotaku_bindings::{Kyotaku, Observer, ObserverError, Settings};
use kyotaku_core::{
    card::Antenna,
    origin::{Channel, Origin},
    visit::{Event, Screen, View},
};
use kyotaku_stage::Scene;
use tokio::{sync::watch, time::timeout};

use crate::{
    judge::{Verdict, judge},
    load::Expected,
    scene_reader::SceneReader,
};

/// How long a screen is waited for: longer than every time limit of the core's, the longest of which is the minute that
/// it waits for a card.
const PATIENCE: Duration = Duration::from_secs(180);

/// What digits are typed on.
#[derive(Clone, Copy)]
pub(crate) enum Pad {
    /// That of the PIN.
    Pin,
    /// That of the 照合番号B.
    Number,
}

pub(crate) struct Actor {
    visit: Kyotaku,
    changes: watch::Receiver<()>,
}

impl Actor {
    /// Starts a visit on this scene.
    pub(crate) fn start(scene: &Scene) -> Result<Self, String> {
        let (sender, changes) = watch::channel(());
        let settings = Settings {
            service: scene.service(),
            token: scene.token().to_owned(),
            // The same in every runner, for it stands on the screens.
            origin: Origin {
                channel: Channel::VisitApp,
                app: "kyotaku-scenarios".to_owned(),
                version: "1".to_owned(),
                device: "phone-1".to_owned(),
            },
            trusted_roots: None,
            // The same in every runner, too.
            antenna: Antenna::UpperEdge,
            interrupted: None,
        };
        let reader = Arc::new(SceneReader(scene.card().clone()));
        let visit =
            Kyotaku::new(settings, reader, Arc::new(Changes(sender))).map_err(|why| why.to_string())?;
        Ok(Self { visit, changes })
    }

    /// The view as it is now.
    pub(crate) fn view(&self) -> View {
        self.visit.view()
    }

    /// Ends the visit.
    pub(crate) fn close(&self) {
        self.visit.close();
    }

    /// Waits until the expected screen stands; else says in what way the one that stands is another.
    pub(crate) async fn look(&mut self, expected: &Expected) -> Result<(), String> {
        let visit = &self.visit;
        let changes = &mut self.changes;
        let fits = timeout(PATIENCE, async {
            loop {
                // Marked as seen before the look, so that a change during the look is not missed.
                changes.mark_unchanged();
                match judge(expected, &visit.view()) {
                    Verdict::Fits => return Ok(()),
                    Verdict::Never(why) => return Err(why),
                    Verdict::NotYet(_) => {}
                }
                if changes.changed().await.is_err() {
                    return Err("nobody tells of changes any more".to_owned());
                }
            }
        });
        match fits.await {
            Ok(judged) => judged,
            Err(_) => match judge(expected, &self.view()) {
                Verdict::Fits => Ok(()),
                Verdict::NotYet(why) | Verdict::Never(why) => {
                    Err(format!("{why}; waited {} seconds", PATIENCE.as_secs()))
                }
            },
        }
    }

    /// Presses the one control with these words.
    pub(crate) fn press(&self, label: &str) -> Result<(), String> {
        let view = self.view();
        let controls = view.controls().into_iter();
        let found: Vec<_> = controls.filter(|(words, _)| *words == label).collect();
        match found[..] {
            [(_, event)] => self.dispatch(&view, event),
            [] => Err(format!("there is no 「{label}」 to press")),
            _ => Err(format!(
                "there are {} 「{label}」: say `of` which question",
                found.len()
            )),
        }
    }

    /// Presses a question's own button.
    pub(crate) fn answer(&self, question: &str, label: &str) -> Result<(), String> {
        let view = self.view();
        let questions = match &view.screen {
            Screen::Input(form) => &form.questions,
            Screen::Revoke(revoke) => &revoke.questions,
            Screen::Mode(_)
            | Screen::Pin(_)
            | Screen::Number(_)
            | Screen::Tap(_)
            | Screen::Waiting(_)
            | Screen::Compare(_)
            | Screen::Eligibility(_)
            | Screen::Confirm(_)
            | Screen::Done(_)
            | Screen::Notice(_) => return Err("there are no questions on it".to_owned()),
        };
        let questions = questions.iter().filter(|row| row.label == question);
        let choices = questions.flat_map(|row| &row.choices);
        let found: Vec<_> = choices.filter(|choice| choice.label == label).collect();
        match found[..] {
            [choice] => self.dispatch(&view, &choice.event),
            _ => Err(format!("「{question}」 has {} buttons 「{label}」", found.len())),
        }
    }

    /// Types digits by the keys of a pad.
    pub(crate) fn type_digits(&self, pad: Pad, digits: &str) -> Result<(), String> {
        for digit in digits.chars() {
            let view = self.view();
            let keys = match (pad, &view.screen) {
                (Pad::Pin, Screen::Pin(pin)) => &pin.digits,
                (Pad::Number, Screen::Number(number)) => &number.digits,
                (Pad::Pin, _) => return Err("there is no PIN pad".to_owned()),
                (Pad::Number, _) => return Err("there is no pad for the 照合番号B".to_owned()),
            };
            let key = keys.iter().find(|key| key.label.chars().eq([digit]));
            let key = key.ok_or_else(|| format!("the pad has no key 「{digit}」"))?;
            self.dispatch(&view, &key.event)?;
        }
        Ok(())
    }

    /// The only place where something is pressed: an event that the view itself holds.
    fn dispatch(&self, view: &View, event: &Event) -> Result<(), String> {
        if !view.controls().into_iter().any(|(_, held)| held == event) {
            return Err(format!("the view has no control for {event:?}"));
        }
        self.visit.dispatch(event.clone());
        Ok(())
    }
}

struct Changes(watch::Sender<()>);

impl Observer for Changes {
    fn changed(&self) -> Result<(), ObserverError> {
        self.0.send_replace(());
        Ok(())
    }
}
