//! What a key does. It is found through the view: a key presses a control that the view has, or moves the focus, or
//! leaves the program.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use kyotaku_core::visit::{Event, Key, Screen, View};

use super::viewport::Move;

/// What a key does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Action {
    /// Dispatches the event of a control.
    Press(Event),
    /// Moves the focus.
    Move(Move),
    /// Leaves the program, once it is asked for twice.
    Leave,
    /// Nothing.
    Nothing,
}

/// The action of a key on a view whose control `focus` has the focus and is in sight.
pub(crate) fn action(key: &KeyEvent, view: &View, focus: Option<usize>) -> Action {
    if let Some(to) = movement(key) {
        return Action::Move(to);
    }
    if cancels(key) {
        return view
            .cancel
            .as_ref()
            .map_or(Action::Leave, |cancel| Action::Press(cancel.event.clone()));
    }
    if !key.modifiers.difference(KeyModifiers::SHIFT).is_empty() {
        return Action::Nothing;
    }
    let focused = || {
        let controls = view.controls();
        let event = focus
            .and_then(|focus| controls.get(focus))
            .map(|(_, event)| *event);
        event.cloned()
    };
    let event = match (key.code, &view.screen) {
        (KeyCode::Esc, _) => view.back.as_ref().map(|back| back.event.clone()),
        // Enter on the pad without a focus is the Enter of a keypad.
        (KeyCode::Enter, Screen::Pin(pin)) => focused().or(Some(pin.next.event.clone())),
        (KeyCode::Enter, Screen::Number(number)) => focused().or(Some(number.next.event.clone())),
        (KeyCode::Enter | KeyCode::Char(' ' | '\u{3000}'), _) => focused(),
        (KeyCode::Backspace | KeyCode::Delete, Screen::Pin(pin)) => Some(pin.delete.event.clone()),
        (KeyCode::Backspace | KeyCode::Delete, Screen::Number(number)) => Some(number.delete.event.clone()),
        (KeyCode::Char(character), Screen::Pin(pin)) => digit(character, &pin.digits),
        (KeyCode::Char(character), Screen::Number(number)) => digit(character, &number.digits),
        _ => None,
    };
    event.map_or(Action::Nothing, Action::Press)
}

/// Where a key moves the focus or the sight, on any screen.
pub(crate) fn movement(key: &KeyEvent) -> Option<Move> {
    match key.code {
        KeyCode::BackTab => Some(Move::Previous),
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Some(Move::Previous),
        KeyCode::Tab => Some(Move::Next),
        KeyCode::Up => Some(Move::Up),
        KeyCode::Down => Some(Move::Down),
        KeyCode::Left => Some(Move::Left),
        KeyCode::Right => Some(Move::Right),
        KeyCode::PageUp => Some(Move::PageUp),
        KeyCode::PageDown => Some(Move::PageDown),
        KeyCode::Home => Some(Move::Top),
        KeyCode::End => Some(Move::End),
        _ => None,
    }
}

/// Ctrl-C, or q.
pub(crate) fn cancels(key: &KeyEvent) -> bool {
    match key.code {
        KeyCode::Char('c') => key.modifiers.contains(KeyModifiers::CONTROL),
        KeyCode::Char(character) => key.modifiers.is_empty() && half_width(character) == 'q',
        _ => false,
    }
}

/// The key with this character on it.
fn digit(character: char, keys: &[Key]) -> Option<Event> {
    let label = half_width(character).to_string();
    let key = keys.iter().find(|key| key.label == label);
    key.map(|key| key.event.clone())
}

/// A letter or digit that was typed while a Japanese keyboard was in its full-width mode.
fn half_width(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    fn press(code: KeyCode, view: &View, focus: Option<usize>) -> Action {
        action(&KeyEvent::from(code), view, focus)
    }

    #[test]
    fn a_digit_presses_the_key_of_its_label_wherever_the_focus_is() {
        let view = samples::pin(0);
        let controls = view.controls();
        for focus in [None, Some(3), Some(11)] {
            for digit in '0'..='9' {
                let (_, event) = controls
                    .iter()
                    .find(|(label, _)| *label == digit.to_string())
                    .unwrap();
                let pressed = press(KeyCode::Char(digit), &view, focus);
                assert!(pressed == Action::Press((*event).clone()));
            }
        }
        assert!(press(KeyCode::Char('７'), &view, None) == press(KeyCode::Char('7'), &view, None));
        assert!(press(KeyCode::Char('x'), &view, None) == Action::Nothing);
    }

    #[test]
    fn digits_press_nothing_off_the_pad() {
        for view in [samples::mode(), samples::confirm(), samples::input(None, false)] {
            assert!(press(KeyCode::Char('1'), &view, Some(0)) == Action::Nothing);
        }
    }

    #[test]
    fn enter_and_space_press_the_control_in_focus_and_without_one_nothing() {
        let view = samples::confirm();
        let (_, register) = view.controls()[0];
        for code in [KeyCode::Enter, KeyCode::Char(' ')] {
            assert!(press(code, &view, Some(0)) == Action::Press(register.clone()));
            assert!(press(code, &view, None) == Action::Nothing);
        }
    }

    #[test]
    fn on_the_pad_enter_goes_on_and_backspace_takes_back() {
        let view = samples::pin(4);
        let Screen::Pin(pin) = &view.screen else {
            unreachable!()
        };
        assert!(press(KeyCode::Enter, &view, None) == Action::Press(pin.next.event.clone()));
        assert!(press(KeyCode::Backspace, &view, None) == Action::Press(pin.delete.event.clone()));
        assert!(press(KeyCode::Char(' '), &view, None) == Action::Nothing);
    }

    #[test]
    fn escape_goes_back_and_control_c_cancels_where_the_view_has_a_way() {
        let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        let form = samples::input(None, false);
        assert!(press(KeyCode::Esc, &form, None) == Action::Press(form.back.clone().unwrap().event));
        let cancel = Action::Press(form.cancel.clone().unwrap().event);
        assert!(action(&control_c, &form, None) == cancel);
        assert!(press(KeyCode::Char('q'), &form, None) == cancel);
        let first = samples::mode();
        assert!(press(KeyCode::Esc, &first, None) == Action::Nothing);
        assert!(action(&control_c, &first, None) == Action::Leave);
    }

    #[test]
    fn a_letter_with_control_or_alt_is_no_digit_and_no_press() {
        let view = samples::pin(0);
        let control_1 = KeyEvent::new(KeyCode::Char('1'), KeyModifiers::CONTROL);
        assert!(action(&control_1, &view, None) == Action::Nothing);
        let alt_q = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::ALT);
        assert!(action(&alt_q, &view, None) == Action::Nothing);
    }
}
