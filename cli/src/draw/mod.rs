//! Draws a [`View`] as lines of text. It reads the view and nothing else, and decides nothing: what can be pressed,
//! in which words and what it does all stand in the view.
//!
//! - [`drawing`]: what comes out: styled lines, and the place of each control.
//! - [`wrap`]: widths and line breaks of Japanese text.
//! - [`block`]: boxes, things beside and below each other.
//! - [`control`]: what can be pressed.
//! - [`table`]: labels with values, questions with their items.
//! - [`frame`]: heading, steps, 戻る and 中止する, footer.
//! - one file for the body of each screen.
//! - [`office`]: what the clinic's office sees, which is no screen.

pub(crate) mod block;
pub(crate) mod control;
pub(crate) mod drawing;
pub(crate) mod frame;
#[cfg(test)]
pub(crate) mod samples;
mod table;
pub(crate) mod wrap;

mod compare;
mod confirm;
mod done;
mod eligibility;
mod input;
mod keypad;
mod mode;
mod notice;
mod number;
pub(crate) mod office;
mod pin;
mod revoke;
mod tap;
mod waiting;

use kyotaku_core::visit::{Button, Screen, View, Weight};

use self::{
    control::{Controls, Label, Look},
    frame::Air,
};
pub(crate) use drawing::{Drawing, Palette};

/// The width of a screen where no terminal says otherwise.
pub(crate) const DEFAULT_WIDTH: u16 = 72;
/// Below this width a screen is drawn as if it had this width.
pub(crate) const NARROWEST: u16 = 40;

/// Draws a view, `width` columns wide, with the focus on the control that has this index in [`View::controls`].
/// No line is wider than `width`, and nothing of the view is left out.
pub(crate) fn draw(view: &View, width: u16, focus: Option<usize>, palette: Palette) -> Drawing {
    let width = usize::from(width.max(NARROWEST));
    let air = Air::of(view.audience, width);
    let inner = air.content_width(width);
    let mut controls = Controls::new(focus);
    let body = match &view.screen {
        Screen::Mode(mode) => mode::body(mode, inner, air, &mut controls),
        Screen::Pin(pin) => pin::body(pin, inner, air, &mut controls),
        Screen::Number(number) => number::body(number, inner, air, &mut controls),
        Screen::Compare(compare) => compare::body(compare, inner, air, &mut controls),
        Screen::Tap(tap) => tap::body(tap, inner, air),
        Screen::Waiting(waiting) => waiting::body(waiting, inner, air, &mut controls),
        Screen::Eligibility(eligibility) => eligibility::body(eligibility, inner, air, &mut controls),
        Screen::Input(input) => input::body(input, inner, air, &mut controls),
        Screen::Confirm(confirm) => confirm::body(confirm, inner, air, &mut controls),
        Screen::Done(done) => done::body(done, inner, air, &mut controls),
        Screen::Revoke(revoke) => revoke::body(revoke, inner, air, &mut controls),
        Screen::Notice(notice) => notice::body(notice, inner, air, &mut controls),
    };
    frame::frame(view, body, width, air, &mut controls, palette)
}

/// The labels of these buttons, with the next controls.
fn labels<'a>(buttons: &'a [Button], controls: &mut Controls) -> Vec<Label<'a>> {
    buttons.iter().map(|button| label(button, controls)).collect()
}

/// The label of a button, with the next control.
fn label<'a>(button: &'a Button, controls: &mut Controls) -> Label<'a> {
    Label {
        text: &button.label,
        look: match button.weight {
            Weight::Primary => Look::Primary,
            Weight::Secondary => Look::Secondary,
        },
        control: controls.take(),
    }
}

#[cfg(test)]
mod tests;
