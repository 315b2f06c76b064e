//! What holds for every screen at every width; what one screen shows is tested on small pieces beside their code.

use kyotaku_core::{
    consent::Decision,
    visit::{Audience, Screen, Tone, View},
};

use super::{wrap::columns, *};

/// All letters of a text, without spaces, frames and signs.
fn letters(text: &str) -> String {
    let sign =
        |character: &char| ('\u{2500}'..='\u{25ff}').contains(character) || "【】✓✕".contains(*character);
    text.chars()
        .filter(|character| !character.is_whitespace() && !sign(character))
        .collect()
}

/// The columns of a line that a place covers.
fn within(line: &str, from: usize, width: usize) -> String {
    let mut column = 0;
    let mut inside = String::new();
    for character in line.chars() {
        if (from..from + width).contains(&column) {
            inside.push(character);
        }
        column += columns(character.encode_utf8(&mut [0; 4]));
    }
    inside
}

fn covered(drawing: &Drawing, control: usize) -> String {
    let place = drawing.place_of(control).unwrap();
    drawing.lines[place.line..place.line + place.height]
        .iter()
        .map(|line| within(&line.to_text(), place.column, place.width))
        .collect()
}

/// Every text of a view, as far as all screens have it or it is long.
fn texts(view: &View) -> Vec<&str> {
    let mut texts = vec![view.heading.as_str(), &view.footer.channel, &view.footer.app];
    match &view.screen {
        Screen::Mode(mode) => texts.push(&mode.lead),
        Screen::Pin(pin) => {
            texts.extend([pin.lead.as_str(), &pin.spoken]);
            texts.extend(pin.notice.iter().chain(&pin.hint).map(String::as_str));
        }
        Screen::Number(number) => {
            texts.push(&number.lead);
            texts.extend(number.notice.iter().chain(&number.hint).map(String::as_str));
            texts.extend(number.fields.iter().map(|field| field.shown.as_str()));
        }
        Screen::Compare(compare) => {
            texts.extend([compare.lead.as_str(), &compare.portrait.spoken]);
        }
        Screen::Tap(tap) => {
            texts.extend([
                tap.lead.as_str(),
                &tap.position,
                &tap.progress,
                &tap.limit,
                &tap.advice,
            ]);
            texts.extend(tap.tries.as_deref());
        }
        Screen::Waiting(waiting) => texts.push(&waiting.message),
        Screen::Eligibility(eligibility) => {
            texts.push(&eligibility.status);
            texts.extend(eligibility.explanation.iter().map(String::as_str));
            if let Some(standing) = &eligibility.standing {
                texts.extend([standing.title.as_str(), &standing.status]);
                texts.extend(standing.remark.as_deref());
            }
        }
        Screen::Input(input) => {
            texts.push(&input.lead);
            texts.extend(input.questions.iter().map(|question| question.label.as_str()));
            texts.extend(input.hint.as_deref());
        }
        Screen::Confirm(confirm) => texts.extend([confirm.lead.as_str(), &confirm.rows_title]),
        Screen::Done(done) => texts.extend([done.message.as_str(), &done.rows_title]),
        Screen::Revoke(revoke) => {
            texts.push(&revoke.lead);
            let questions = revoke.questions.iter();
            texts.extend(questions.flat_map(|question| [question.label.as_str(), &question.state]));
            texts.extend(revoke.hint.as_deref());
        }
        Screen::Notice(notice) => texts.extend([notice.happened.as_str(), &notice.unchanged, &notice.to_do]),
    }
    texts
}

#[test]
fn at_every_width_the_lines_are_as_wide_as_the_screen_and_nothing_is_left_out() {
    for view in samples::all() {
        for width in 40..=120 {
            let drawing = draw(&view, width, None, Palette::Plain);
            for line in &drawing.lines {
                assert_eq!(line.width(), usize::from(width), "{}", line.to_text());
            }
            let drawn = letters(&drawing.to_text());
            for text in texts(&view) {
                assert!(
                    drawn.contains(&letters(text)),
                    "{text} at {width}:\n{}",
                    drawing.to_text()
                );
            }
        }
    }
}

#[test]
fn at_every_width_every_control_stands_at_its_place_under_its_own_words() {
    for view in samples::all() {
        let controls = view.controls();
        for width in 40..=120 {
            let drawing = draw(&view, width, None, Palette::Plain);
            assert_eq!(drawing.places.len(), controls.len());
            for (index, (label, _)) in controls.iter().enumerate() {
                assert_eq!(letters(&covered(&drawing, index)), letters(label), "at {width}");
            }
        }
    }
}

#[test]
fn the_focus_moves_nothing() {
    for view in samples::all() {
        let without = draw(&view, 72, None, Palette::Plain);
        for focus in 0..view.controls().len() {
            let with = draw(&view, 72, Some(focus), Palette::Plain);
            assert_eq!(with.places, without.places);
            assert_eq!(letters(&with.to_text()), letters(&without.to_text()));
            assert!(covered(&with, focus).contains('▸'));
        }
    }
}

#[test]
fn agreeing_and_declining_have_one_size_and_look_alike_until_one_is_chosen() {
    for width in 40..=120 {
        let view = samples::input(None, false);
        let drawing = draw(&view, width, None, Palette::Colour);
        // 0 and 1 are the two buttons for all, 2 and 3 the answers to the first question.
        for (agree, decline) in [(0, 1), (2, 3)] {
            let (agree, decline) = (
                drawing.place_of(agree).unwrap(),
                drawing.place_of(decline).unwrap(),
            );
            assert_eq!((agree.width, agree.height), (decline.width, decline.height));
        }
    }
    let style_of = |answer, word: &str| {
        let drawing = draw(&samples::input(Some(answer), false), 72, None, Palette::Colour);
        let spans = drawing.lines.into_iter().flat_map(|line| line.spans);
        spans
            .into_iter()
            .find(|span| span.text == word)
            .map(|span| span.style)
    };
    // Chosen or not, either answer speaks as loudly as the other.
    let agree = style_of(Decision::Agree, "● 同意する");
    assert!(agree.is_some());
    assert_eq!(agree, style_of(Decision::Decline, "● 同意しない"));
    assert_eq!(
        style_of(Decision::Decline, "○ 同意する"),
        style_of(Decision::Agree, "○ 同意しない")
    );
}

#[test]
fn without_colour_the_chosen_answer_the_current_step_and_the_tone_are_still_told() {
    let input = draw(
        &samples::input(Some(Decision::Decline), true),
        72,
        None,
        Palette::Plain,
    )
    .to_text();
    assert_eq!(input.matches('●').count(), 1);
    assert!(input.contains("┃        ● 同意しない        ┃"), "{input}");
    assert!(input.contains("【1 入力】 ──────── 2 確認 ──────── 3 完了"));
    assert!(input.contains("▲ 未回答"));
    for (tone, told) in [
        (Tone::Good, "✓"),
        (Tone::Caution, "【注意】"),
        (Tone::Alarm, "✕【警告】"),
    ] {
        assert!(
            draw(&samples::notice(tone), 72, None, Palette::Plain)
                .to_text()
                .contains(told)
        );
    }
}

#[test]
fn the_pad_shows_how_many_digits_were_typed_and_stands_as_on_a_telephone() {
    let text = draw(&samples::pin(2), 72, None, Palette::Plain).to_text();
    assert!(text.contains("│ ● │ │ ● │ │   │ │   │"), "{text}");
    assert!(text.contains("│   7   │  │   8   │  │   9   │"));
    let drawing = draw(&samples::pin(0), 72, None, Palette::Plain);
    let (zero, eight) = (drawing.place_of(0).unwrap(), drawing.place_of(8).unwrap());
    assert_eq!(zero.column, eight.column);
    assert!(zero.line > eight.line);
}

#[test]
fn what_stands_of_a_consent_is_told_without_colour() {
    // From here on an answer and what stands of it stand on one line.
    for width in [48, 80] {
        let view = samples::eligibility(Some(samples::standing()));
        let text = draw(&view, width, None, Palette::Plain).to_text();
        for told in ["【注意】", "（有効）", "（取消済）"] {
            assert!(text.contains(told), "{told} at {width}:\n{text}");
        }
    }
}

#[test]
fn the_three_answers_to_the_portrait_have_one_size_and_one_look() {
    for width in 40..=120 {
        let drawing = draw(&samples::compare(), width, None, Palette::Plain);
        let sizes: Vec<_> = (0..3)
            .map(|answer| drawing.place_of(answer).unwrap())
            .map(|place| (place.width, place.height, place.column))
            .collect();
        assert!(sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
    }
}

#[test]
fn the_field_that_the_next_digit_goes_to_is_told_without_colour() {
    let text = draw(&samples::number(2, false), 40, None, Palette::Plain).to_text();
    assert_eq!(text.matches('【').count(), 1, "{text}");
    assert!(
        text.contains("【1＿】") && text.contains("● 生まれた日"),
        "{text}"
    );
}

#[test]
fn the_patients_screens_have_more_air_than_the_staffs() {
    let lines = |audience| {
        let mut view = samples::confirm();
        view.audience = audience;
        draw(&view, 72, None, Palette::Plain).lines.len()
    };
    assert!(lines(Audience::Patient) > lines(Audience::Staff));
}

/// `cargo test -p kyotaku -- --ignored --nocapture look` prints every screen.
#[test]
#[ignore = "prints the screens for a person to look at; it asserts nothing"]
#[allow(clippy::print_stdout, reason = "printing is all it does")]
fn look_at_every_screen() {
    let width = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    for view in samples::all() {
        print!(
            "{}",
            draw(&view, width.unwrap_or(DEFAULT_WIDTH), Some(1), Palette::Plain).to_ansi()
        );
    }
}
