//! 1 入力: the two buttons for all, then each question with its answers, then why it did not go on.

use kyotaku_core::visit::{InputView, QuestionView, Tone};

use super::{
    block::Block,
    control::{Controls, Label, Look, row_of},
    drawing::{Ink, Line, Style},
    frame::{Air, toned},
    label, labels,
    wrap::columns,
};

pub(super) fn body(view: &InputView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add_text(&view.lead, Style::default());
    body.add_blank(1);
    body.add(row_of(width, &labels(&view.all, controls)));
    for question in &view.questions {
        body.add_blank(1);
        body.add(of_question(question, width, controls));
    }
    body.add_blank(air.between);
    if let Some(hint) = &view.hint {
        body.add(toned(width, Tone::Caution, hint));
    }
    body.add(row_of(width, &[label(&view.next, controls)]));
    body
}

/// The question and its answer in words on one line, if there is room; the answers below.
pub(super) fn of_question(question: &QuestionView, width: usize, controls: &mut Controls) -> Block {
    let mut block = Block::new(width);
    let state = if question.missing {
        format!("▲ {}", question.state)
    } else {
        question.state.clone()
    };
    let (label_style, state_style) = match question.missing {
        true => (Style::ink(Ink::Caution).bold(), Style::ink(Ink::Caution).bold()),
        false => (Style::default().bold(), Style::default()),
    };
    let needed = columns(&question.label) + columns(&state) + 2;
    if needed <= width {
        let mut line = Line::new(&question.label, label_style);
        line.pad_to(width - columns(&state));
        line.push(&state, state_style);
        block.lines.push(line);
    } else {
        block.add_text(&question.label, label_style);
        block.add_text(&state, state_style);
    }
    let choices: Vec<_> = question
        .choices
        .iter()
        .map(|choice| Label {
            text: &choice.label,
            look: Look::Choice {
                selected: choice.selected,
            },
            control: controls.take(),
        })
        .collect();
    block.add(row_of(width, &choices));
    block
}
