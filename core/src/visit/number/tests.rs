use super::*;
use crate::visit::bench::{left, stayed, visiting};

fn empty() -> NumberScreen {
    let pad = NumberPad::new(visiting(), None, None);
    stayed(NumberScreen::open_awaiting(pad)).0
}

fn press(screen: NumberScreen, event: NumberEvent) -> NumberScreen {
    let (screen, effects) = stayed(screen.press(event));
    assert!(effects.is_empty());
    screen
}

fn type_on(screen: NumberScreen, digits: &str) -> NumberScreen {
    digits.bytes().fold(screen, |screen, digit| {
        let digit = Digit::new(digit - b'0').expect("a digit");
        press(screen, NumberEvent::Digit(digit))
    })
}

fn shown(screen: &NumberScreen) -> Vec<String> {
    let fields = screen.face().view.fields.into_iter();
    fields
        .map(|field| {
            if field.selected {
                format!("【{}】", field.shown)
            } else {
                field.shown
            }
        })
        .collect()
}

fn hint(screen: NumberScreen) -> String {
    press(screen, NumberEvent::Next)
        .face()
        .view
        .hint
        .expect("it does not go on, and says why")
}

#[test]
fn digits_fill_a_field_and_go_on_to_the_next() {
    assert_eq!(
        shown(&type_on(empty(), "1505")),
        ["15", "05", "【＿＿】", "＿＿＿＿", "＿＿＿＿"]
    );
}

#[test]
fn delete_goes_back_over_the_fields() {
    let mut screen = type_on(empty(), "150");
    for _ in 0..2 {
        screen = press(screen, NumberEvent::Delete);
    }
    assert_eq!(shown(&screen)[..2], ["【1＿】", "＿＿"]);
    for _ in 0..3 {
        screen = press(screen, NumberEvent::Delete);
    }
    assert_eq!(shown(&screen)[0], "【＿＿】");
}

#[test]
fn a_field_that_is_chosen_again_begins_anew_with_the_next_digit_and_the_others_stay() {
    let screen = type_on(empty(), "15051220351234");
    let screen = press(screen, NumberEvent::Select(NumberPart::BirthMonth));
    assert_eq!(shown(&screen)[1], "【05】", "choosing alone takes nothing away");
    assert_eq!(
        shown(&type_on(screen, "06")),
        ["15", "【06】", "12", "2035", "1234"]
    );
}

#[test]
fn a_fifteenth_digit_is_dropped() {
    let screen = type_on(empty(), "150512203512349");
    assert_eq!(shown(&screen), ["15", "05", "12", "2035", "【1234】"]);
}

#[test]
fn missing_digits_and_dates_that_there_are_not_are_said_and_nothing_goes_on() {
    assert_eq!(
        hint(type_on(empty(), "150512")),
        "まだ入力が終わっていません：有効期限の西暦年、セキュリティコード"
    );
    for (digits, field) in [
        ("00051220351234", "生まれた年（和暦）"),
        ("15131220351234", "生まれた月"),
        ("15000120351234", "生まれた月"),
        ("15053220351234", "生まれた日"),
        ("15023020351234", "生まれた日"),
        ("15051219991234", "有効期限の西暦年"),
    ] {
        let said = hint(type_on(empty(), digits));
        assert!(said.starts_with(&format!("「{field}」")), "{digits}: {said}");
    }
}

#[test]
fn the_remark_goes_as_soon_as_the_number_can_be_right() {
    let screen = press(type_on(empty(), "15051220351"), NumberEvent::Next);
    assert!(screen.face().view.hint.is_some());
    assert!(type_on(screen, "234").face().view.hint.is_none());
}

#[test]
fn fourteen_digits_move_on_to_the_tap() {
    let (way, effects) = left(type_on(empty(), "15051220351234").press(NumberEvent::Next));
    assert!(
        matches!(way, Way::TapAwaiting(typed) if typed.secret.kind() == Secret::MatchingNumberB),
        "the challenge is on its way already"
    );
    assert!(effects.is_empty());
}

#[test]
fn what_is_left_alone_is_left_for_a_notice_without_the_number() {
    let (way, effects) = left(type_on(empty(), "150512").left_alone());
    assert!(matches!(way, Way::Notice(_, Resume::Type(AnyPad::Number(pad))) if pad.secret.is_empty()));
    assert!(effects.is_empty());
}

#[test]
fn back_is_the_pin_pad_and_the_number_is_gone() {
    let (way, _) = left(type_on(empty(), "150512").back());
    assert!(matches!(way, Way::PadAwaiting(AnyPad::Pin(_))));
}
