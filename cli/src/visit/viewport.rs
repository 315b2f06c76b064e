//! What part of a drawing is seen, and which control has the focus. The focus never starts on a control and never
//! jumps over what was not seen yet: Enter presses only what somebody moved to, and what stands above a button has
//! been on the screen before the button can be pressed.

use crate::draw::{
    Drawing,
    drawing::{Line, Place},
};

/// Lines that stay in sight when a page is turned.
const OVERLAP: usize = 2;

/// Where the focus or the sight is to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    Next,
    Previous,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Top,
    End,
}

/// What is seen of a screen.
#[derive(Debug, Default)]
pub(crate) struct Viewport {
    screen: String,
    focus: Option<usize>,
    offset: usize,
    rows: usize,
}

impl Viewport {
    /// The control that has the focus.
    pub(crate) fn focus(&self) -> Option<usize> {
        self.focus
    }

    /// The control that has the focus, if it is in sight.
    pub(crate) fn seen_focus(&self, drawing: &Drawing) -> Option<usize> {
        let place = drawing.place_of(self.focus?)?;
        self.sees(place).then_some(place.control)
    }

    /// Takes up a drawing, of which `rows` lines are seen. `screen` tells one screen from another: a new one is seen
    /// from its top and has no focus.
    pub(crate) fn show(&mut self, screen: String, drawing: &Drawing, rows: usize) {
        let turned = self.rows != rows;
        self.rows = rows;
        if self.screen != screen {
            self.screen = screen;
            self.focus = None;
            self.offset = 0;
        }
        self.focus = self.focus.filter(|&control| drawing.place_of(control).is_some());
        self.offset = self.offset.min(self.last_offset(drawing));
        if turned && let Some(place) = self.focus.and_then(|control| drawing.place_of(control)) {
            self.offset = self.offset_for(place, drawing);
        }
    }

    /// The lines in sight.
    pub(crate) fn lines<'a>(&self, drawing: &'a Drawing) -> &'a [Line] {
        let end = (self.offset + self.rows).min(drawing.lines.len());
        &drawing.lines[self.offset.min(end)..end]
    }

    /// Whether there is more above and below.
    pub(crate) fn more(&self, drawing: &Drawing) -> (bool, bool) {
        (self.offset > 0, self.offset < self.last_offset(drawing))
    }

    /// Moves the focus; or the sight only, if the next control is more than a page away or there is none.
    pub(crate) fn go(&mut self, to: Move, drawing: &Drawing) {
        let page = self.page();
        let end = self.last_offset(drawing);
        match to {
            Move::PageUp => self.offset = self.offset.saturating_sub(page),
            Move::PageDown => self.offset = (self.offset + page).min(end),
            Move::Top => self.offset = 0,
            Move::End => self.offset = end,
            Move::Next | Move::Previous | Move::Up | Move::Down | Move::Left | Move::Right => {
                self.step(to, drawing);
            }
        }
    }

    fn step(&mut self, to: Move, drawing: &Drawing) {
        let forward = matches!(to, Move::Next | Move::Down | Move::Right);
        let target = match self.seen_focus(drawing).and_then(|focus| drawing.place_of(focus)) {
            Some(from) => neighbour(from, to, &drawing.places),
            // Nothing in sight has the focus: the first control in sight, from the side one comes from.
            None if forward => drawing.places.iter().find(|place| place.line >= self.offset),
            None => {
                let bottom = self.offset + self.rows;
                drawing
                    .places
                    .iter()
                    .rev()
                    .find(|place| place.line + place.height <= bottom)
            }
        };
        let page = self.page();
        match target {
            Some(place) => {
                let wanted = self.offset_for(place, drawing);
                // What is above was seen; what is below is seen page by page.
                if wanted <= self.offset + page {
                    self.focus = Some(place.control);
                    self.offset = wanted;
                } else {
                    self.offset += page;
                }
            }
            None if matches!(to, Move::Down | Move::Next) => {
                self.offset = (self.offset + page).min(self.last_offset(drawing));
            }
            None if matches!(to, Move::Up | Move::Previous) => {
                self.offset = self.offset.saturating_sub(page);
            }
            None => {}
        }
    }

    fn page(&self) -> usize {
        self.rows.saturating_sub(OVERLAP).max(1)
    }

    fn last_offset(&self, drawing: &Drawing) -> usize {
        drawing.lines.len().saturating_sub(self.rows)
    }

    fn sees(&self, place: &Place) -> bool {
        self.offset <= place.line && place.line + place.height <= self.offset + self.rows
    }

    /// The offset next to the present one at which this place is in sight.
    fn offset_for(&self, place: &Place, drawing: &Drawing) -> usize {
        let bottom = place.line + place.height;
        let lowest = bottom.saturating_sub(self.rows);
        let offset = self.offset.clamp(lowest.min(place.line), place.line);
        offset.min(self.last_offset(drawing))
    }
}

/// The control next to another; after the last comes the first. The places stand in reading order.
fn neighbour<'a>(from: &Place, to: Move, places: &'a [Place]) -> Option<&'a Place> {
    let index = places.iter().position(|place| place.control == from.control)?;
    let below = |place: &&Place| place.line >= from.line + from.height;
    let above = |place: &&Place| place.line + place.height <= from.line;
    let aside = |place: &Place| place.middle().abs_diff(from.middle());
    match to {
        Move::Next => places.get(index + 1).or(places.first()),
        Move::Previous => places[..index].last(),
        Move::Down => places
            .iter()
            .filter(below)
            .min_by_key(|place| (place.line, aside(place))),
        Move::Up => places
            .iter()
            .filter(above)
            .min_by_key(|place| (std::cmp::Reverse(place.line), aside(place))),
        Move::Right => places
            .iter()
            .filter(|place| place.line == from.line && place.column > from.column)
            .min_by_key(|place| place.column),
        Move::Left => places
            .iter()
            .filter(|place| place.line == from.line && place.column < from.column)
            .max_by_key(|place| place.column),
        Move::PageUp | Move::PageDown | Move::Top | Move::End => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Palette, draw, samples};

    fn seen(drawing: &Drawing, rows: usize) -> Viewport {
        let mut viewport = Viewport::default();
        viewport.show("a screen".to_owned(), drawing, rows);
        viewport
    }

    fn input() -> Drawing {
        draw(&samples::input(None, false), 72, None, Palette::Plain)
    }

    #[test]
    fn a_new_screen_has_no_focus_and_is_seen_from_its_top() {
        let drawing = input();
        let mut viewport = seen(&drawing, 20);
        viewport.go(Move::End, &drawing);
        viewport.go(Move::Previous, &drawing);
        assert!(viewport.focus().is_some());
        viewport.show("another".to_owned(), &drawing, 20);
        assert_eq!(viewport.focus(), None);
        assert_eq!(viewport.more(&drawing), (false, true));
    }

    #[test]
    fn the_focus_reaches_every_control_and_every_line_was_seen_on_the_way() {
        for view in samples::all() {
            let drawing = draw(&view, 72, None, Palette::Plain);
            for rows in [12, 24, 39, 80] {
                let mut viewport = seen(&drawing, rows);
                let mut lines_seen = 0;
                let mut controls = Vec::new();
                let first = drawing.places.first().map(|place| place.control);
                for _ in 0..200 {
                    viewport.go(Move::Next, &drawing);
                    assert!(viewport.offset <= lines_seen.max(rows), "a line was jumped over");
                    lines_seen = lines_seen.max(viewport.offset + rows);
                    let Some(focus) = viewport.seen_focus(&drawing) else {
                        continue;
                    };
                    if Some(focus) == first && controls.len() > 1 {
                        break;
                    }
                    if controls.last() != Some(&focus) {
                        controls.push(focus);
                    }
                }
                let all: Vec<_> = drawing.places.iter().map(|place| place.control).collect();
                assert_eq!(controls, all, "{rows} rows");
            }
        }
    }

    #[test]
    fn a_button_further_down_than_a_page_is_scrolled_to_before_it_has_the_focus() {
        let drawing = draw(&samples::confirm(), 72, None, Palette::Plain);
        let mut viewport = seen(&drawing, 10);
        viewport.go(Move::Down, &drawing);
        assert_eq!(viewport.focus(), None);
        assert_eq!(viewport.more(&drawing), (true, true));
        while viewport.focus().is_none() {
            viewport.go(Move::Down, &drawing);
        }
        assert_eq!(viewport.seen_focus(&drawing), Some(0));
    }

    #[test]
    fn arrows_go_to_the_control_that_stands_there() {
        let drawing = draw(&samples::pin(0), 72, None, Palette::Plain);
        let mut viewport = seen(&drawing, 60);
        let mut went = Vec::new();
        for to in [
            Move::Next,
            Move::Right,
            Move::Down,
            Move::Left,
            Move::Down,
            Move::Down,
            Move::Up,
        ] {
            viewport.go(to, &drawing);
            went.push(viewport.focus().unwrap());
        }
        assert_eq!(went, [1, 2, 5, 4, 7, 0, 8]);
    }

    #[test]
    fn a_focus_that_was_paged_out_of_sight_presses_nothing() {
        let drawing = input();
        let mut viewport = seen(&drawing, 20);
        viewport.go(Move::Next, &drawing);
        assert_eq!(viewport.seen_focus(&drawing), Some(0));
        viewport.go(Move::End, &drawing);
        assert_eq!(viewport.seen_focus(&drawing), None);
    }
}
