//! Labels with their values, and the rows of 2 確認 and 3 完了.

use kyotaku_core::visit::{Field, FieldGroup, Row};

use super::{
    block::Block,
    drawing::{Ink, Line, Style},
    wrap::{columns, wrap},
};

/// Label and value side by side; a remark below its value.
pub(super) fn fields(width: usize, fields: &[Field]) -> Block {
    let widest = fields.iter().map(|field| columns(&field.label)).max();
    let label_width = widest.unwrap_or(0).min(width * 2 / 5);
    let value_width = width - label_width - 2;
    let mut block = Block::new(width);
    for field in fields {
        let label = Block::text(label_width, &field.label, Style::ink(Ink::Quiet));
        let mut value = Block::text(value_width, &field.value, Style::default());
        if let Some(note) = &field.note {
            value.add_text(&format!("※ {note}"), Style::ink(Ink::Quiet));
        }
        block.add(Block::beside(vec![label, value], 2));
    }
    block
}

/// Fields under their title.
pub(super) fn group(width: usize, group: &FieldGroup) -> Block {
    let mut block = Block::new(width);
    block.add_text(&format!("■ {}", group.title), Style::default().bold());
    block.add(fields(width - 2, &group.fields).indent(2));
    block
}

/// Each question with its answer, its items below it, in a ruled table under its title, where it has one.
pub(super) fn rows(width: usize, title: &str, rows: &[Row]) -> Block {
    let answers = rows
        .iter()
        .flat_map(|row| std::iter::once(&row.answer).chain(row.items.iter().map(|item| &item.value)));
    let widest = answers.map(|answer| columns(answer)).max();
    // Three lines and four spaces stand between and around the two columns.
    let answer_width = widest.unwrap_or(0).clamp(2, (width - 7) / 2);
    let label_width = width - 7 - answer_width;
    let rule = |left: char, middle: char, right: char| {
        let (label, answer) = ("─".repeat(label_width + 2), "─".repeat(answer_width + 2));
        Line::new(format!("{left}{label}{middle}{answer}{right}"), quiet())
    };
    let mut block = Block::new(width);
    if !title.is_empty() {
        block.add_text(title, Style::default().bold());
    }
    let mut edge = rule('┌', '┬', '┐');
    for row in rows {
        block.lines.push(edge);
        let cells = cells(&row.label, &row.answer, label_width, answer_width);
        block
            .lines
            .extend(cells.map(|cells| ruled(cells, label_width, answer_width, Style::default().bold())));
        let last = row.items.len().saturating_sub(1);
        for (index, item) in row.items.iter().enumerate() {
            block
                .lines
                .extend(item_lines(item, index == last, label_width, answer_width));
        }
        edge = rule('├', '┼', '┤');
    }
    if !rows.is_empty() {
        block.lines.push(rule('└', '┴', '┘'));
    }
    block
}

/// An item, hung on its question by a branch.
fn item_lines(item: &Field, last: bool, label_width: usize, answer_width: usize) -> Vec<Line> {
    let (first, further) = if last { ("└ ", "  ") } else { ("├ ", "│ ") };
    let narrower = label_width - 2;
    let mut lines: Vec<_> = cells(&item.label, &item.value, narrower, answer_width)
        .enumerate()
        .map(|(index, (label, value))| {
            let branch = if index == 0 { first } else { further };
            (format!("{branch}{label}"), value)
        })
        .collect();
    if let Some(note) = &item.note {
        let note = wrap(&format!("※ {note}"), narrower);
        lines.extend(
            note.into_iter()
                .map(|note| (format!("{further}{note}"), String::new())),
        );
    }
    lines
        .into_iter()
        .map(|cells| ruled(cells, label_width, answer_width, Style::default()))
        .collect()
}

/// Two texts broken into the lines of their columns.
fn cells(
    left: &str,
    right: &str,
    left_width: usize,
    right_width: usize,
) -> impl Iterator<Item = (String, String)> + use<> {
    let (left, right) = (wrap(left, left_width), wrap(right, right_width));
    (0..left.len().max(right.len())).map(move |index| {
        let line = |lines: &[String]| lines.get(index).cloned().unwrap_or_default();
        (line(&left), line(&right))
    })
}

fn ruled((left, right): (String, String), left_width: usize, right_width: usize, style: Style) -> Line {
    let mut line = Line::default();
    for (text, width) in [(left, left_width), (right, right_width)] {
        let end = line.width() + width + 3;
        line.push("│ ", quiet());
        line.push(text, style);
        line.pad_to(end);
    }
    line.push("│", quiet());
    line
}

fn quiet() -> Style {
    Style::ink(Ink::Quiet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(label: &str, value: &str) -> Field {
        Field {
            label: label.to_owned(),
            value: value.to_owned(),
            note: None,
        }
    }

    fn text(block: Block) -> Vec<String> {
        block.lines.iter().map(Line::to_text).collect()
    }

    #[test]
    fn the_items_of_a_question_hang_on_it_with_their_own_answers() {
        let joint = Row {
            label: "診療情報および薬剤情報の提供".to_owned(),
            answer: "同意しない".to_owned(),
            items: vec![field("診療情報", "同意しない"), field("薬剤情報", "同意しない")],
        };
        assert_eq!(
            text(rows(48, "登録内容", &[joint])),
            [
                "登録内容",
                "┌─────────────────────────────────┬────────────┐",
                "│ 診療情報および薬剤情報の提供    │ 同意しない │",
                "│ ├ 診療情報                      │ 同意しない │",
                "│ └ 薬剤情報                      │ 同意しない │",
                "└─────────────────────────────────┴────────────┘",
            ]
        );
    }

    #[test]
    fn a_long_value_goes_on_below_itself_and_a_remark_below_that() {
        let mut name = field("氏名", "見本　太郎左衛門之介");
        name.note = Some("●は表示できない文字です".to_owned());
        assert_eq!(
            text(fields(22, &[name, field("性別", "男性")])),
            [
                "氏名  見本　太郎左衛門",
                "      之介",
                "      ※ ●は表示できな",
                "      い文字です",
                "性別  男性",
            ]
        );
    }
}
