//! What a shell draws: finished text, and on every control the event to dispatch when it is pressed. A shell
//! decides nothing from a view; it has no item, no code and no rule in it.

use super::Event;

/// One whole screen.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct View {
    /// Its heading.
    pub heading: String,
    /// Who should be looking at it.
    pub audience: Audience,
    /// 1 入力, 2 確認, 3 完了, on the screens of the consent form.
    pub steps: Option<Steps>,
    /// What stands under the heading.
    pub screen: Screen,
    /// 戻る, where there is a way back.
    pub back: Option<Button>,
    /// 中止する, while there is something to cancel.
    pub cancel: Option<Button>,
    /// Channel, app and version.
    pub footer: Footer,
}

/// Who should be looking at a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The clinic's staff.
    Staff,
    /// The patient: the phone is turned to them; words are large and plain.
    Patient,
}

/// The three steps of the consent form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Steps {
    /// Their labels, in order.
    pub labels: Vec<String>,
    /// Which one is now, from 0.
    pub current: u32,
    /// The same in words, for a screen reader.
    pub spoken: String,
}

/// Where this came from; at the foot of every screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Footer {
    /// The channel's name, for example マイナ資格確認アプリ.
    pub channel: String,
    /// App and version.
    pub app: String,
    /// The clinic's name, once it is known.
    pub clinic: Option<String>,
}

/// The body of a screen; a shell has one file for each variant.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Choose the mode of the visit.
    Mode(ModeView),
    /// The PIN pad.
    Pin(PinView),
    /// Hold the card to the reader.
    Tap(TapView),
    /// A call to the service is under way.
    Waiting(WaitingView),
    /// The eligibility.
    Eligibility(EligibilityView),
    /// 1 入力.
    Input(InputView),
    /// 2 確認.
    Confirm(ConfirmView),
    /// 3 完了.
    Done(DoneView),
    /// Something happened that a person must read and act on.
    Notice(NoticeView),
}

/// How strongly a control or a message speaks. Never the only sign: the words say it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// It went well.
    Good,
    /// Look before going on.
    Caution,
    /// It failed, or must not go on.
    Alarm,
}

/// A control.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Button {
    /// Its words.
    pub label: String,
    /// What to dispatch when it is pressed.
    pub event: Event,
    /// Whether it is the screen's main way on.
    pub weight: Weight,
}

impl Button {
    pub(super) fn primary(label: String, event: Event) -> Self {
        Self {
            label,
            event,
            weight: Weight::Primary,
        }
    }

    pub(super) fn secondary(label: String, event: Event) -> Self {
        Self {
            label,
            event,
            weight: Weight::Secondary,
        }
    }
}

/// How a control stands out from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// The main way on; at most one a screen.
    Primary,
    /// Any other.
    Secondary,
}

/// A button of a pair or a list of which one can be chosen.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// What to dispatch when it is pressed.
    pub event: Event,
    /// Whether it is the one chosen.
    pub selected: bool,
}

/// A label and its value; a note where the value needs one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// What it is.
    pub label: String,
    /// The value, as it is to be read.
    pub value: String,
    /// A remark, for example that a character is missing.
    pub note: Option<String>,
}

/// Choose the mode.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ModeView {
    /// What to do.
    pub lead: String,
    /// One for each mode that the clinic uses.
    pub modes: Vec<Button>,
}

/// The PIN pad. The digits themselves are never in a view.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PinView {
    /// What to do.
    pub lead: String,
    /// What happened on the tap before, for example how many tries are left.
    pub notice: Option<String>,
    /// How many digits were typed.
    pub entered: u32,
    /// How many there must be.
    pub length: u32,
    /// The same in words, for a screen reader.
    pub spoken: String,
    /// 0 to 9.
    pub digits: Vec<Key>,
    /// Takes back the last digit.
    pub delete: Button,
    /// On to the tap.
    pub next: Button,
    /// Why it did not go on, after a press that could not.
    pub hint: Option<String>,
}

/// A key that a keyboard may have too.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Its label, one character; a shell with a keyboard takes it as the key to press.
    pub label: String,
    /// What to dispatch.
    pub event: Event,
}

/// Hold the card to the reader.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TapView {
    /// What to do with the card.
    pub lead: String,
    /// How far it is, in words.
    pub progress: String,
    /// Steps done, for a bar; of [`TapView::steps`].
    pub done: u32,
    /// Steps in all.
    pub steps: u32,
    /// Advice for a card that does not answer.
    pub advice: String,
}

/// A call to the service is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WaitingView {
    /// For what.
    pub message: String,
}

/// The eligibility.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EligibilityView {
    /// Valid, or what else, in large words.
    pub status: String,
    /// How strongly.
    pub tone: Tone,
    /// What it means and what to do, where there is something to do.
    pub explanation: Vec<String>,
    /// The person.
    pub person: Vec<Field>,
    /// Each insurance, under its own title.
    pub insurances: Vec<FieldGroup>,
    /// The ways on.
    pub buttons: Vec<Button>,
}

/// Fields under a title.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FieldGroup {
    /// The title.
    pub title: String,
    /// The fields.
    pub fields: Vec<Field>,
}

/// 1 入力.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct InputView {
    /// What is asked.
    pub lead: String,
    /// すべての項目に同意する and すべての項目に同意しない; none where no consent is asked.
    pub all: Vec<Button>,
    /// The questions, in order; the prescription form last.
    pub questions: Vec<QuestionView>,
    /// Why it did not go on: which questions are unanswered.
    pub hint: Option<String>,
    /// On to 2 確認.
    pub next: Button,
}

/// One question with its buttons.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct QuestionView {
    /// The question.
    pub label: String,
    /// Its answers, of the same size and weight; none where there is nothing to choose.
    pub choices: Vec<Choice>,
    /// The answer as it stands, in words: "not answered" is one of them.
    pub state: String,
    /// Whether it still waits for an answer after the patient tried to go on.
    pub missing: bool,
}

/// 2 確認.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ConfirmView {
    /// What to do.
    pub lead: String,
    /// The title over the rows.
    pub rows_title: String,
    /// Each question, its answer and its items.
    pub rows: Vec<Row>,
    /// The digest's first characters, by which screen and receipt can be compared.
    pub reference: Field,
    /// Registers what is shown.
    pub register: Button,
    /// 修正する.
    pub change: Button,
}

/// A question, its answer and the items that follow.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// The question.
    pub label: String,
    /// The answer.
    pub answer: String,
    /// Each item and what holds for it; none for the prescription form.
    pub items: Vec<Field>,
}

/// 3 完了.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DoneView {
    /// What happened.
    pub message: String,
    /// Good; or an alarm, if what the service holds is not what was confirmed.
    pub tone: Tone,
    /// What to do, if so.
    pub explanation: Vec<String>,
    /// The title over the rows.
    pub rows_title: String,
    /// What the service holds, drawn from the receipt.
    pub rows: Vec<Row>,
    /// Registration number, time, channel, app, version.
    pub receipt: Vec<Field>,
    /// Ends the visit.
    pub finish: Button,
}

/// Something a person must read: what happened, what was not changed, what to do.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NoticeView {
    /// How strongly.
    pub tone: Tone,
    /// What happened.
    pub happened: String,
    /// What was not changed; or that it is not known yet.
    pub unchanged: String,
    /// What to do next.
    pub to_do: String,
    /// Details for a support report, for example a problem's number; never personal data.
    pub details: Vec<Field>,
    /// The ways on.
    pub buttons: Vec<Button>,
}

impl View {
    /// Every control that can be pressed now, in the order in which it stands on the screen, with its label.
    pub fn controls(&self) -> Vec<(&str, &Event)> {
        fn of(button: &Button) -> (&str, &Event) {
            (&button.label, &button.event)
        }
        let mut controls: Vec<(&str, &Event)> = match &self.screen {
            Screen::Mode(view) => view.modes.iter().map(of).collect(),
            Screen::Pin(view) => {
                let digits = view.digits.iter().map(|key| (key.label.as_str(), &key.event));
                digits.chain([of(&view.delete), of(&view.next)]).collect()
            }
            Screen::Tap(_) | Screen::Waiting(_) => Vec::new(),
            Screen::Eligibility(view) => view.buttons.iter().map(of).collect(),
            Screen::Input(view) => {
                let choices = view.questions.iter().flat_map(|question| &question.choices);
                let choices = choices.map(|choice| (choice.label.as_str(), &choice.event));
                view.all
                    .iter()
                    .map(of)
                    .chain(choices)
                    .chain([of(&view.next)])
                    .collect()
            }
            Screen::Confirm(view) => vec![of(&view.register), of(&view.change)],
            Screen::Done(view) => vec![of(&view.finish)],
            Screen::Notice(view) => view.buttons.iter().map(of).collect(),
        };
        controls.extend(self.back.iter().chain(&self.cancel).map(of));
        controls
    }
}
