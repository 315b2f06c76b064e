//! The portrait: in half blocks of grey where there is colour, in shades elsewhere; what it is, in words below it; then the
//! three answers, all alike.

use kyotaku_core::visit::{CompareView, Picture};

use super::{
    block::Block,
    control::{Controls, column_of},
    drawing::{Greys, Ink, Line, Style},
    frame::Air,
    labels, table,
};

/// No portrait is wider, so that it stands on one screen with its answers.
const WIDEST: usize = 36;

pub(super) fn body(view: &CompareView, width: usize, air: Air, controls: &mut Controls) -> Block {
    let mut body = Block::new(width);
    body.add_text(&view.lead, Style::default());
    body.add_blank(air.between);
    body.add(portrait(&view.portrait, width.min(WIDEST)).centre(width));
    let size = format!(
        "{} {}×{}",
        view.portrait.spoken, view.portrait.width, view.portrait.height
    );
    body.add_text(&size, Style::ink(Ink::Quiet));
    body.add_blank(air.between);
    body.add(table::fields(width, &view.fields));
    body.add_blank(air.between);
    body.add(column_of(width, &labels(&view.buttons, controls)));
    body
}

/// A cell is twice as high as it is wide: it shows two pixels, one above the other.
fn portrait(picture: &Picture, columns: usize) -> Block {
    let mut block = Block::new(columns);
    let (width, height) = (picture.width as usize, picture.height as usize);
    if width == 0 || height == 0 || picture.grey.len() < width * height {
        return block;
    }
    let rows = (columns * height).div_ceil(2 * width);
    for row in 0..rows {
        let mut line = Line::default();
        for column in 0..columns {
            let pixel = |half: usize| mean(picture, (column, columns), (2 * row + half, 2 * rows));
            let greys = Greys {
                upper: pixel(0),
                lower: pixel(1),
            };
            line.push(greys.shade(), Style::greys(greys));
        }
        block.lines.push(line);
    }
    block
}

/// The mean grey of one of so many columns and rows of a picture.
fn mean(picture: &Picture, (column, columns): (usize, usize), (row, rows): (usize, usize)) -> u8 {
    let part = |at: usize, of: usize, size: usize| {
        let from = (at * size / of).min(size - 1);
        from..((at + 1) * size / of).clamp(from + 1, size)
    };
    let width = picture.width as usize;
    let across = part(column, columns, width);
    let (mut sum, mut count) = (0_usize, 0_usize);
    for y in part(row, rows, picture.height as usize) {
        for pixel in &picture.grey[y * width + across.start..y * width + across.end] {
            sum += usize::from(*pixel);
            count += 1;
        }
    }
    u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portrait_keeps_its_shape_and_its_light_and_dark_stand_where_they_are() {
        let picture = Picture {
            width: 4,
            height: 4,
            // The left half is black, the right white.
            grey: [0, 0, 255, 255].repeat(4),
            spoken: String::new(),
        };
        let block = portrait(&picture, 4);
        let text: Vec<_> = block.lines.iter().map(Line::to_text).collect();
        assert_eq!(text, ["  ██", "  ██"]);
    }
}
