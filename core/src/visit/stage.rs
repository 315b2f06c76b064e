//! Which screen a visit is on, and the one place where the next is opened, from what the one before it said.

use super::{
    asking::AskingScreen,
    carried::Stored,
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
    revoke::RevokeScreen,
    revoke_confirm::ConfirmRevocationScreen,
    revoked::RevokedScreen,
    storing::StoringScreen,
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
    Revoke(RevokeScreen),
    ConfirmRevocation(ConfirmRevocationScreen),
    Storing(StoringScreen),
    Done(DoneScreen),
    Revoked(RevokedScreen),
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
            Way::Revoke(found, chosen) => RevokeScreen::open(found, chosen).on(Self::Revoke),
            Way::ConfirmRevocation(revocation) => {
                ConfirmRevocationScreen::open(revocation).on(Self::ConfirmRevocation)
            }
            Way::Store(storing) => StoringScreen::ask(storing).on(Self::Storing),
            Way::Done(confirming, receipt) => DoneScreen::open(confirming, receipt).on(Self::Done),
            Way::Revoked(revocation, standing) => RevokedScreen::open(revocation, standing).on(Self::Revoked),
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
            Self::Revoke(_) => "Revoke",
            Self::ConfirmRevocation(_) => "ConfirmRevocation",
            Self::Storing(screen) => match screen.storing.kind() {
                Stored::Registration => "Registering",
                Stored::Revocation => "Revoking",
            },
            Self::Done(_) => "Done",
            Self::Revoked(_) => "Revoked",
            Self::Notice(_) => "Notice",
        }
    }
}
