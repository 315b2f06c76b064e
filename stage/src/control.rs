//! Scenes over HTTP, for runners in any language. `scenarios/README.md` specifies it.

use std::{
    collections::HashMap,
    fmt::Display,
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use kyotaku_core::card::{CardChannel, LinkError};
use kyotaku_service::StoredConsent;
use serde_json::{Map, Value, json};

use crate::{
    card::{CardLook, SceneChannel},
    card_fault::name_of,
    given::{Direction, Given, Wrong},
    scene::{Pending, Scene, SceneError},
};

/// Says, on an empty command, that the stage presents the patient's PIN.
pub const PRESENT_PIN: &str = "kyotaku-present-pin";

/// All scenes that are set. Clones are the same.
#[derive(Clone, Default)]
pub struct Control(Arc<Scenes>);

#[derive(Default)]
struct Scenes {
    latest: AtomicU64,
    set: Mutex<HashMap<String, Arc<Open>>>,
}

/// A scene, and the channels to its card that were opened over HTTP.
struct Open {
    scene: Scene,
    channels: Mutex<HashMap<String, Arc<SceneChannel>>>,
}

/// Why a request is not answered as it was asked.
enum Refusal {
    /// A `given` or a `direct` is wrong: 422.
    Wrong(Wrong),
    /// What presents the PIN is no command: 422.
    PinBesideCommand,
    /// No such scene or channel: 404.
    Unknown(&'static str),
    /// The link to the card: 409.
    Link(LinkError),
    /// The stage itself: 500.
    Failed(String),
}

impl Control {
    /// The control API.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/scenes", post(set))
            .route("/scenes/{scene}", delete(strike))
            .route("/scenes/{scene}/directions", post(direct))
            .route("/scenes/{scene}/registered", get(registered))
            .route("/scenes/{scene}/mishaps", get(mishaps))
            .route("/scenes/{scene}/card", get(look))
            .route("/scenes/{scene}/card/connect", post(connect))
            .route("/scenes/{scene}/card/{channel}", delete(release))
            .route("/scenes/{scene}/card/{channel}/transceive", post(transceive))
            .with_state(self.clone())
    }

    /// Strikes every scene.
    pub async fn strike_all(&self) -> io::Result<()> {
        let all: Vec<_> = locked(&self.0.set).drain().collect();
        for (_, open) in all {
            open.scene.strike().await.map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn scene(&self, number: &str) -> Result<Arc<Open>, Refusal> {
        let set = locked(&self.0.set);
        set.get(number).cloned().ok_or(Refusal::Unknown("scene"))
    }

    fn channel(&self, scene: &str, number: &str) -> Result<Arc<SceneChannel>, Refusal> {
        let open = self.scene(scene)?;
        let channels = locked(&open.channels);
        channels.get(number).cloned().ok_or(Refusal::Unknown("channel"))
    }
}

async fn set(State(control): State<Control>, body: Bytes) -> Result<(StatusCode, Json<Value>), Refusal> {
    let scene = Scene::set(&Given::read(&body)?).await?;
    let number = (control.0.latest.fetch_add(1, Ordering::Relaxed) + 1).to_string();
    let answer = json!({ "scene": number, "service": scene.service(), "token": scene.token() });
    let open = Open {
        scene,
        channels: Mutex::default(),
    };
    locked(&control.0.set).insert(number, Arc::new(open));
    Ok((StatusCode::CREATED, Json(answer)))
}

async fn strike(State(control): State<Control>, Path(scene): Path<String>) -> Result<StatusCode, Refusal> {
    let open = locked(&control.0.set).remove(&scene);
    open.ok_or(Refusal::Unknown("scene"))?.scene.strike().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn direct(
    State(control): State<Control>,
    Path(scene): Path<String>,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let open = control.scene(&scene)?;
    open.scene.direct(&Direction::read(&body)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn registered(
    State(control): State<Control>,
    Path(scene): Path<String>,
) -> Result<Json<Vec<Value>>, Refusal> {
    let registered = control.scene(&scene)?.scene.registered().await?;
    Ok(Json(registered.iter().map(written).collect()))
}

/// A registration as a scenario writes it.
fn written(consent: &StoredConsent) -> Value {
    let items = consent.items.iter();
    let items: Map<String, Value> = items
        .map(|held| (held.item.clone(), held.decision.clone().into()))
        .collect();
    json!({ "items": items, "form": consent.prescription_form })
}

async fn mishaps(
    State(control): State<Control>,
    Path(scene): Path<String>,
) -> Result<Json<Vec<Pending>>, Refusal> {
    Ok(Json(control.scene(&scene)?.scene.pending().await))
}

async fn look(State(control): State<Control>, Path(scene): Path<String>) -> Result<Json<CardLook>, Refusal> {
    let look = control.scene(&scene)?.scene.card().look();
    look.map(Json).map_err(failed)
}

async fn connect(
    State(control): State<Control>,
    Path(scene): Path<String>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let open = control.scene(&scene)?;
    let channel = open.scene.card().open().await.map_err(Refusal::Link)?;
    let number = channel.number().to_string();
    let properties = channel.properties();
    let generation = properties.generation.iter().map(|byte| format!("{byte:02X}"));
    let answer = json!({
        "channel": number,
        "generation": generation.collect::<String>(),
        "extended_length": properties.extended_length,
    });
    locked(&open.channels).insert(number, Arc::new(channel));
    Ok((StatusCode::CREATED, Json(answer)))
}

async fn transceive(
    State(control): State<Control>,
    Path((scene, channel)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let channel = control.channel(&scene, &channel)?;
    let answered = match (headers.get(PRESENT_PIN), body.is_empty()) {
        (None, _) => channel.transceive(body.to_vec()).await,
        (Some(said), true) if said == "yes" => channel.present_pin().await,
        (Some(_), _) => return Err(Refusal::PinBesideCommand),
    };
    let answer = answered.map_err(Refusal::Link)?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], answer).into_response())
}

async fn release(
    State(control): State<Control>,
    Path((scene, channel)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let open = control.scene(&scene)?;
    let released = locked(&open.channels).remove(&channel);
    released.ok_or(Refusal::Unknown("channel"))?.release();
    Ok(StatusCode::NO_CONTENT)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Wrong(why) => (StatusCode::UNPROCESSABLE_ENTITY, why.to_string()).into_response(),
            Self::PinBesideCommand => {
                let why = format!("{PRESENT_PIN} is `yes`, with an empty body");
                (StatusCode::UNPROCESSABLE_ENTITY, why).into_response()
            }
            Self::Unknown(what) => {
                let why = format!("there is no such {what}");
                (StatusCode::NOT_FOUND, why).into_response()
            }
            Self::Link(error) => {
                (StatusCode::CONFLICT, Json(json!({ "link": name_of(error) }))).into_response()
            }
            Self::Failed(why) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
        }
    }
}

impl From<Wrong> for Refusal {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

impl From<SceneError> for Refusal {
    fn from(error: SceneError) -> Self {
        match error {
            SceneError::Struck => Self::Unknown("scene"),
            SceneError::Machine(_)
            | SceneError::Service(_)
            | SceneError::Database(_)
            | SceneError::Card(_)
            | SceneError::Unknowable => failed(error),
        }
    }
}

fn failed(error: impl Display) -> Refusal {
    Refusal::Failed(error.to_string())
}

/// Nothing here panics while it holds a lock.
fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
