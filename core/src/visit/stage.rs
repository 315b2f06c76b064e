//! Which screen a visit is on, and the one place where the next is opened, from what the one before it said.

use super::{
    asking::AskingScreen,
    checking::Checking,
    compare::CompareScreen,
    confirm::ConfirmScreen,
    done::DoneScreen,
    eligibility::EligibilityScreen,
    input::InputScreen,
    mode::ModeScreen,
    notice::Notice,
    number::NumberScreen,
    pads::AnyPad,
    pin::PinScreen,
    registering::Registering,
    tap::TapScreen,
    way::{Turn, Way},
};

/// Which screen the visit is on, with that screen's state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    Mode(ModeScreen),
    Pin(PinScreen),
    Number(NumberScreen),
    Tap(TapScreen),
    Asking(AskingScreen),
    Compare(CompareScreen),
    Checking(Checking),
    Eligibility(EligibilityScreen),
    Input(InputScreen),
    Confirm(ConfirmScreen),
    Registering(Registering),
    Done(DoneScreen),
    Notice(Notice),
}

impl Stage {
    /// Opens the screen that a way leads to. That may lead on at once.
    pub(super) fn open(way: Way) -> Turn<Self> {
        match way {
            Way::Start => ModeScreen::start().on(Self::Mode),
            Way::Modes(settings) => ModeScreen::again(settings).on(Self::Mode),
            Way::Pad(AnyPad::Pin(pad)) => PinScreen::open(pad).on(Self::Pin),
            Way::Pad(AnyPad::Number(pad)) => NumberScreen::open(pad).on(Self::Number),
            Way::PadAwaiting(AnyPad::Pin(pad)) => PinScreen::open_awaiting(pad).on(Self::Pin),
            Way::PadAwaiting(AnyPad::Number(pad)) => NumberScreen::open_awaiting(pad).on(Self::Number),
            Way::Tap(typed, last_try) => TapScreen::start(typed, last_try).on(Self::Tap),
            Way::TapAwaiting(typed) => TapScreen::prepare(typed).on(Self::Tap),
            Way::AskTries(pad) => AskingScreen::start(pad).on(Self::Asking),
            Way::Compare(comparing) => CompareScreen::open(comparing).on(Self::Compare),
            Way::Check(check) => Checking::ask(check).on(Self::Checking),
            Way::Eligibility(found, sheet) => EligibilityScreen::open(found, sheet).on(Self::Eligibility),
            Way::Form(filling) => InputScreen::open(filling).on(Self::Input),
            Way::NewForm(found) => InputScreen::redraw(found).on(Self::Input),
            Way::Confirm(confirming) => ConfirmScreen::open(confirming).on(Self::Confirm),
            Way::Register(registration) => Registering::ask(registration).on(Self::Registering),
            Way::Done(confirming, receipt) => DoneScreen::open(confirming, receipt).on(Self::Done),
            Way::Notice(cause, resume) => Notice::open(cause, resume).on(Self::Notice),
        }
    }

    /// Its name, for logs.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Mode(_) => "Mode",
            Self::Pin(_) => "Pin",
            Self::Number(_) => "Number",
            Self::Tap(_) => "Tap",
            Self::Asking(_) => "Asking",
            Self::Compare(_) => "Compare",
            Self::Checking(_) => "Checking",
            Self::Eligibility(_) => "Eligibility",
            Self::Input(_) => "Input",
            Self::Confirm(_) => "Confirm",
            Self::Registering(_) => "Registering",
            Self::Done(_) => "Done",
            Self::Notice(_) => "Notice",
        }
    }
}
