//! Lines of 80 columns. What stands in a register came from other machines: nothing of it commands the terminal.

use crate::draw::wrap::{columns, readable, wrap};

const WIDTH: usize = 80;

/// A text after a margin, and further in wherever it has to be broken: between words, so that a number or code can be copied.
pub(super) fn hanging(margin: usize, text: &str) -> String {
    let further = margin + 4;
    let mut lines = vec![format!("{:margin$}", "")];
    let mut is_begun = false;
    for word in readable(text).split_whitespace() {
        let width = WIDTH - if is_begun { further } else { margin };
        for piece in wrap(word, width) {
            match lines.last_mut() {
                Some(line) if !is_begun => *line += &piece,
                Some(line) if columns(line) + 1 + columns(&piece) <= WIDTH => *line += &format!(" {piece}"),
                Some(_) | None => lines.push(format!("{:further$}{piece}", "")),
            }
            is_begun = true;
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_80_columns_and_nothing_readable_is_lost() {
        let number = "0123456789abcdef0123456789abcdef";
        let text = format!("10 registrations 同意: {}", [number; 9].join(", "));
        let printed = hanging(2, &text);
        assert!(printed.lines().count() > 3);
        for (place, line) in printed.lines().enumerate() {
            assert!(columns(line) <= WIDTH, "{line}");
            assert!(
                line.starts_with(if place == 0 { "  1" } else { "      0" }),
                "{line}"
            );
        }
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&printed), letters(&text));
    }

    #[test]
    fn what_commands_a_terminal_is_left_out() {
        assert_eq!(hanging(2, "app \u{1b}[2J\u{202e}x"), "  app [2Jx\n");
    }
}
