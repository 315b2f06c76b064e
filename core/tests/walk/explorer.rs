//! A breadth-first walk over models. What a person can do is what the view offers, nothing else; what can come from
//! outside is what an effect asked for and nobody stopped.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    io::Write,
    rc::Rc,
};

use kyotaku_core::visit::{
    Event, Happening, Ignored, Model, View,
    effect::{Call, Effect, Outcome},
    update, view,
};

/// A model, and which calls are under way outside.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct State {
    pub(crate) model: Model,
    pub(crate) calls: BTreeSet<Call>,
}

/// One step from one state to another.
pub(crate) struct Edge<'a> {
    pub(crate) from: &'a View,
    pub(crate) happening: &'a Happening,
    pub(crate) effects: &'a [Effect],
    pub(crate) to: &'a View,
    pub(crate) before: &'a State,
    pub(crate) after: &'a State,
}

/// What was found.
pub(crate) struct Walked {
    /// Every state's view, in the order of discovery.
    pub(crate) views: Vec<View>,
    /// For each state, the model and the calls that are under way.
    pub(crate) states: Vec<Rc<State>>,
    /// For each state, the states one step on.
    pub(crate) next: Vec<Vec<usize>>,
}

impl State {
    /// The state after some effects were asked for.
    pub(crate) fn new(model: Model, calls: BTreeSet<Call>, effects: &[Effect]) -> Self {
        let mut state = Self { model, calls };
        for effect in effects {
            match effect {
                Effect::Stop(call) => state.calls.remove(call),
                asked => state.calls.insert(asked.call()),
            };
        }
        state
    }

    /// Takes a step that must not be ignored.
    pub(crate) fn step(&self, happening: Happening) -> (Self, Vec<Effect>) {
        let mut calls = self.calls.clone();
        if let Happening::Came(outcome) = &happening
            && !matches!(outcome, Outcome::CardNews(_))
        {
            calls.remove(&outcome.call());
        }
        let step = update(self.model.clone(), happening);
        match step.ignored {
            // A stale answer is a call that the screens forgot to stop: harmless, and it must change nothing.
            Some(Ignored::Stale { .. }) => assert!(step.model == self.model && step.effects.is_empty()),
            Some(ignored @ Ignored::OutOfPlace { .. }) => {
                panic!("a control of the view was refused: {ignored}")
            }
            None => {}
        }
        (Self::new(step.model, calls, &step.effects), step.effects)
    }
}

/// Walks everything that is reachable from `start`. `presses` says which of the view's controls are pressed, `answers`
/// what can come for a call; `seen` is shown every step.
pub(crate) fn walk(
    start: State,
    presses: impl Fn(&View) -> Vec<Event>,
    answers: impl Fn(Call, &State) -> Vec<Outcome>,
    mut seen: impl FnMut(&Edge<'_>),
) -> Walked {
    let start = Rc::new(start);
    let mut walked = Walked {
        views: vec![view(&start.model)],
        states: vec![Rc::clone(&start)],
        next: vec![Vec::new()],
    };
    let mut numbers = HashMap::from([(Rc::clone(&start), 0)]);
    let mut waiting = VecDeque::from([(0, start)]);
    while let Some((number, state)) = waiting.pop_front() {
        let pressed = presses(&walked.views[number]).into_iter().map(Happening::Pressed);
        let came = state
            .calls
            .iter()
            .flat_map(|&call| answers(call, &state))
            .map(Happening::Came);
        for happening in pressed.chain(came).collect::<Vec<_>>() {
            let (after, effects) = state.step(happening.clone());
            let known = numbers.get(&after).copied();
            let target = known.unwrap_or(walked.views.len());
            if known.is_none() {
                walked.views.push(view(&after.model));
                walked.next.push(Vec::new());
                let after = Rc::new(after);
                walked.states.push(Rc::clone(&after));
                numbers.insert(Rc::clone(&after), target);
                waiting.push_back((target, after));
            }
            seen(&Edge {
                from: &walked.views[number],
                happening: &happening,
                effects: &effects,
                to: &walked.views[target],
                before: &state,
                after: &walked.states[target],
            });
            if target != number {
                walked.next[number].push(target);
            }
        }
    }
    walked
}

impl Walked {
    /// The states from which none of the `goals` can be reached.
    pub(crate) fn dead_ends(&self, goal: impl Fn(&View) -> bool) -> Vec<&View> {
        let mut before = vec![Vec::new(); self.views.len()];
        for (from, targets) in self.next.iter().enumerate() {
            for &to in targets {
                before[to].push(from);
            }
        }
        let mut reaches = vec![false; self.views.len()];
        let mut waiting: Vec<usize> = (0..self.views.len())
            .filter(|&at| goal(&self.views[at]))
            .collect();
        while let Some(at) = waiting.pop() {
            if !std::mem::replace(&mut reaches[at], true) {
                waiting.extend(&before[at]);
            }
        }
        self.views
            .iter()
            .zip(&reaches)
            .filter(|(_, reaches)| !**reaches)
            .map(|(view, _)| view)
            .collect()
    }
}

/// Every control that the view offers.
pub(crate) fn every_control(view: &View) -> Vec<Event> {
    view.controls()
        .into_iter()
        .map(|(_, event)| event.clone())
        .collect()
}

/// Says what a walk found, past the test harness, which would keep it to itself when all is well.
pub(crate) fn say(found: &str) {
    // If nobody reads it, the pinned counts still hold.
    let _ = writeln!(std::io::stderr(), "{found}");
}
