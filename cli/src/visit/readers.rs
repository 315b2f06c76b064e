//! Which reader to use: the only one at once, one of several by choice; without one, a line that says so until one is
//! plugged in.

use kyotaku_core::{card::LinkError, visit::Audience};

use crate::{
    draw::{
        Drawing, NARROWEST, Palette,
        block::Block,
        control::{Controls, Label, Look, column_of},
        drawing::Style,
        frame::{Air, stack},
    },
    words,
};

/// What is known of the readers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Readers {
    /// This one is used.
    One(String),
    /// One of these is to be chosen.
    Several(Vec<String>),
    /// There is none yet, for this reason.
    Wait(String),
}

impl Readers {
    /// Of the readers that are attached, those whose name contains `wanted`.
    pub(super) fn of(listed: Result<Vec<String>, LinkError>, wanted: Option<&str>) -> Self {
        let mut names = match listed {
            Ok(names) => names,
            Err(LinkError::NoReader | LinkError::ReaderGone) => Vec::new(),
            Err(LinkError::NoService) => return Self::Wait(words::NO_CARD_SERVICE.to_owned()),
            Err(
                LinkError::CardGone
                | LinkError::Mute
                | LinkError::Busy
                | LinkError::Collision
                | LinkError::OtherTechnology
                | LinkError::Failed,
            ) => {
                return Self::Wait(words::READERS_UNKNOWN.to_owned());
            }
        };
        if let Some(wanted) = wanted {
            if names.iter().any(|name| name == wanted) {
                return Self::One(wanted.to_owned());
            }
            names.retain(|name| name.contains(wanted));
        }
        match (names.len(), wanted) {
            (0, None) => Self::Wait(words::CONNECT_READER.to_owned()),
            (0, Some(wanted)) => Self::Wait(words::connect_named_reader(wanted)),
            (1, _) => Self::One(names.remove(0)),
            _ => Self::Several(names),
        }
    }

    /// The names to choose from, which are the controls of the drawing.
    pub(super) fn choices(&self) -> &[String] {
        match self {
            Self::Several(names) => names,
            Self::One(_) | Self::Wait(_) => &[],
        }
    }

    /// The list, or why there is none.
    pub(super) fn draw(&self, width: u16, focus: Option<usize>, palette: Palette) -> Drawing {
        let width = usize::from(width.max(NARROWEST));
        let air = Air::of(Audience::Staff, width);
        let inner = air.content_width(width);
        let heading = Block::text(inner, words::READERS_HEADING, Style::default().bold());
        let mut body = Block::new(inner);
        body.add_blank(1);
        let lead = match self {
            Self::Wait(reason) => reason,
            Self::One(name) => name,
            Self::Several(_) => words::CHOOSE_READER,
        };
        body.add_text(lead, Style::default());
        body.add_blank(1);
        let mut controls = Controls::new(focus);
        let labels: Vec<_> = self
            .choices()
            .iter()
            .map(|name| Label {
                text: name,
                look: Look::Secondary,
                control: controls.take(),
            })
            .collect();
        if !labels.is_empty() {
            body.add(column_of(inner, &labels));
            body.add_blank(1);
        }
        stack(vec![heading, body], width, air, palette)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: &[&str]) -> Result<Vec<String>, LinkError> {
        Ok(names.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn the_only_reader_is_used_and_of_several_one_is_chosen() {
        assert_eq!(
            Readers::of(listed(&["A 00"]), None),
            Readers::One("A 00".to_owned())
        );
        let several = Readers::of(listed(&["A 00", "B 00"]), None);
        let drawing = several.draw(60, None, Palette::Plain);
        assert_eq!(several.choices().len(), drawing.places.len());
        assert!(drawing.to_text().contains("B 00"));
    }

    #[test]
    fn a_reader_can_be_named_in_part_and_its_whole_name_wins() {
        let two = listed(&["ACS 00", "ACS 00 01"]);
        assert_eq!(
            Readers::of(two.clone(), Some("ACS 00")),
            Readers::One("ACS 00".to_owned())
        );
        assert_eq!(
            Readers::of(two.clone(), Some("01")),
            Readers::One("ACS 00 01".to_owned())
        );
        assert!(matches!(Readers::of(two, Some("Sony")), Readers::Wait(reason) if reason.contains("Sony")));
    }

    #[test]
    fn without_a_reader_or_a_card_service_it_waits_and_says_for_what() {
        for (listed, word) in [
            (Ok(Vec::new()), "リーダーを接続してください"),
            (Err(LinkError::NoReader), "リーダーを接続してください"),
            (Err(LinkError::NoService), "pcscd"),
        ] {
            let readers = Readers::of(listed, None);
            let drawing = readers.draw(80, None, Palette::Plain);
            assert!(drawing.to_text().contains(word));
            assert!(drawing.places.is_empty());
        }
    }
}
