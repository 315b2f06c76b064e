//! What was learnt of cards' lengths, by generation.
//!
//! Whether a card takes a READ BINARY of extended length, the sources dispute `[?]`. It is tried once, and what came
//! of it is remembered for all cards of that generation: trying costs one exchange, or, where the link breaks at it,
//! one tap.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::LinkProperties;

/// The most generations that are remembered. There are a handful; a reader that makes up ever new ones must not fill
/// the memory.
const MOST: usize = 64;

/// What a card did with extended length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extended {
    /// It answered with more than a short answer holds.
    Taken,
    /// It refused, gave no more than a short answer holds, or the link broke.
    Refused,
}

/// What was learnt of cards' lengths. It lives as long as the program, and holds nothing of a person.
#[derive(Debug, Default)]
pub struct Generations {
    learnt: Mutex<HashMap<Vec<u8>, Extended>>,
}

impl Generations {
    /// Whether extended length is to be tried with a card behind this link.
    pub(super) fn try_extended(&self, link: &LinkProperties) -> bool {
        link.extended_length && self.lock().get(&link.generation) != Some(&Extended::Refused)
    }

    /// It worked.
    pub(super) fn took_extended(&self, link: &LinkProperties) {
        self.learn(link, Extended::Taken);
    }

    /// The card refused it, or cut its answer.
    pub(super) fn refused_extended(&self, link: &LinkProperties) {
        self.learn(link, Extended::Refused);
    }

    /// The link broke at it. A generation that took it before lost a card, no more.
    pub(super) fn broke_at_extended(&self, link: &LinkProperties) {
        if self.lock().get(&link.generation) != Some(&Extended::Taken) {
            self.learn(link, Extended::Refused);
        }
    }

    fn learn(&self, link: &LinkProperties, what: Extended) {
        let mut learnt = self.lock();
        if learnt.len() < MOST || learnt.contains_key(&link.generation) {
            learnt.insert(link.generation.clone(), what);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Extended>> {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(generation: u8) -> LinkProperties {
        LinkProperties {
            generation: vec![generation],
            extended_length: true,
        }
    }

    #[test]
    fn each_generation_is_tried_until_it_refuses() {
        let generations = Generations::default();
        assert!(generations.try_extended(&link(1)));
        generations.refused_extended(&link(1));
        assert!(!generations.try_extended(&link(1)));
        assert!(generations.try_extended(&link(2)));
    }

    #[test]
    fn a_link_that_breaks_at_the_first_try_is_not_tried_again() {
        let generations = Generations::default();
        generations.broke_at_extended(&link(1));
        assert!(!generations.try_extended(&link(1)));
    }

    #[test]
    fn a_card_lost_where_it_worked_before_unlearns_nothing() {
        let generations = Generations::default();
        generations.took_extended(&link(1));
        generations.broke_at_extended(&link(1));
        assert!(generations.try_extended(&link(1)));
    }

    #[test]
    fn a_link_for_short_lengths_is_never_tried() {
        let short = LinkProperties {
            extended_length: false,
            ..link(1)
        };
        assert!(!Generations::default().try_extended(&short));
    }

    #[test]
    fn ever_new_generations_do_not_fill_the_memory() {
        let generations = Generations::default();
        for generation in 0..=255 {
            generations.refused_extended(&link(generation));
        }
        assert_eq!(generations.lock().len(), MOST);
    }
}
