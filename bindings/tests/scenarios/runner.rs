//! A visit from its first step to what is registered, and many of them side by side.

use std::sync::Arc;

use kyotaku_stage::{Direction, Given, Scene};
use serde_json::{Map, Value, json};
use tokio::{sync::Semaphore, task::JoinSet};

use crate::{
    actor::{Actor, Pad},
    load::{Placed, Step},
    reading::{offers, reading, screen_name},
};

/// How many visits are played side by side. Most of the time they wait: for the core's own time limits in the slow
/// ones, for the service's database in the others.
const SIDE_BY_SIDE: usize = 8;

/// Plays every visit to its end, whatever becomes of the others.
///
/// # Panics
///
/// If one does not go as it is written, with the reports of all that do not.
pub(crate) async fn play_all(visits: Vec<Placed>) {
    let count = visits.len();
    let places = Arc::new(Semaphore::new(SIDE_BY_SIDE));
    let mut playing = JoinSet::new();
    for visit in visits {
        let places = Arc::clone(&places);
        playing.spawn(async move {
            let _place = places.acquire_owned().await.expect("nobody closes it");
            play(&visit).await
        });
    }
    let mut ended = 0;
    let mut reports = Vec::new();
    while let Some(played) = playing.join_next().await {
        ended += 1;
        // A panic is a report like any other: the visits beside it go on, and their scenes are struck.
        let played = played.unwrap_or_else(|panicked| Err(panicked.to_string()));
        reports.extend(played.err());
    }
    assert_eq!(ended, count, "every visit was played");
    assert!(
        reports.is_empty(),
        "{} of {count} visits did not go as they are written\n\n{}",
        reports.len(),
        reports.join("\n\n")
    );
}

/// Plays a visit on a scene of its own. An error is a report: file, visit, step, what was wrong, and the whole screen.
pub(crate) async fn play(placed: &Placed) -> Result<(), String> {
    let Placed { file, visit } = placed;
    let report = |why: String| {
        format!(
            "{file}: {}\n  why it is expected: {}\n{why}",
            visit.name, visit.why
        )
    };
    let given =
        Given::read(visit.given.to_string().as_bytes()).map_err(|why| report(format!("  given: {why}")))?;
    let scene = Scene::set(&given)
        .await
        .map_err(|why| report(format!("  the scene: {why}")))?;
    let played = on_scene(&scene, placed).await;
    let struck = scene.strike().await.map_err(|why| format!("  the scene: {why}"));
    played.and(struck).map_err(report)
}

async fn on_scene(scene: &Scene, Placed { visit, .. }: &Placed) -> Result<(), String> {
    let mut actor = Actor::start(scene).map_err(|why| format!("  the start: {why}"))?;
    for (number, step) in (1..).zip(&visit.steps) {
        let taken = match step {
            Step::Screen(expected) => actor.look(expected).await,
            Step::Press { label, of: None } => actor.press(label),
            Step::Press {
                label,
                of: Some(question),
            } => actor.answer(question, label),
            Step::Pin(digits) => actor.type_digits(Pad::Pin, digits),
            Step::Number(digits) => actor.type_digits(Pad::Number, digits),
            Step::Direct(direct) => direct_scene(scene, direct).await,
        };
        taken.map_err(|why| at_step(number, step, &why, &actor))?;
    }
    actor.close();
    let left = scene.pending().await;
    if !left.is_empty() {
        return Err(format!(
            "  at the end, what was to happen and did not: {}",
            json!(left)
        ));
    }
    let registered = registered(scene).await?;
    if registered != visit.registered {
        return Err(format!(
            "  at the end\n    registered: {}\n    expected:   {}",
            Value::from(registered),
            Value::from(visit.registered.clone()),
        ));
    }
    let reached = scene
        .card()
        .look()
        .map_err(|why| format!("  the card: {why}"))?
        .commands;
    match visit.commands {
        Some(expected) if expected != reached => Err(format!(
            "  at the end\n    commands that reached the card: {reached}\n    expected: {expected}"
        )),
        _ => Ok(()),
    }
}

async fn direct_scene(scene: &Scene, direct: &Value) -> Result<(), String> {
    let direction = Direction::read(direct.to_string().as_bytes()).map_err(|why| why.to_string())?;
    scene.direct(&direction).await.map_err(|why| why.to_string())
}

/// Everything that is registered, in the form of a visit's `registered`.
async fn registered(scene: &Scene) -> Result<Vec<Value>, String> {
    let registered = scene
        .registered()
        .await
        .map_err(|why| format!("  the register: {why}"))?;
    let written = registered.into_iter().map(|consent| {
        let items = consent.items.into_iter();
        let items: Map<_, _> = items.map(|held| (held.item, held.decision.into())).collect();
        json!({ "items": items, "form": consent.prescription_form })
    });
    Ok(written.collect())
}

/// What was wrong at a step, with all that stood on the screen.
fn at_step(number: usize, step: &Step, why: &str, actor: &Actor) -> String {
    let view = actor.view();
    let lines = reading(&view);
    format!(
        "  step {number}: {step:?}\n  {why}\n  the screen {} stands:\n    {}\n  it offers: {}",
        screen_name(&view),
        lines.join("\n    "),
        offers(&view).join(" | "),
    )
}
