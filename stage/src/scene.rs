//! A scene: the service with a database of its own, the wire in front of it, and the card on the reader. Its clock stands
//! still and its random numbers are known, so that every day, age, time and number on a screen is known beforehand.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::ToSpan;
use kyotaku_card::{
    pki::{auth_root_der, surface_root},
    sample::{self, SampleError},
};
use kyotaku_service::{
    Config, Database, Ports, Running, Service, StartError, StoreError, StoredConsent, all_registered,
    ports::{Clock, StoppedClock},
    proof::SurfaceAuthority,
    sample::TOKEN,
    save_settings,
};
use serde::Serialize;
use tempfile::TempDir;
use tokio::sync;

use crate::{
    card::SceneCard,
    card_fault::CardFault,
    given::{Awaited, Direction, Given, Wire},
    given_card::GivenCard,
    known_numbers::KnownNumbers,
    mishap::ServiceMishap,
    wire::FaultyWire,
};

/// The time at which every scene begins, in its service and for its card: 09:05 in Japan.
pub const BEGINNING: &str = "2026-11-23T00:05:00Z";

/// A scene that is set.
pub struct Scene {
    address: String,
    database: Database,
    clock: Arc<StoppedClock>,
    card: SceneCard,
    /// Whose card lies on the reader.
    patient: Mutex<String>,
    wire: sync::Mutex<Option<FaultyWire>>,
    /// What was planned on the wire, happened or not: how each mishap is written.
    mishaps: Vec<ServiceMishap>,
    /// None when it is struck.
    service: Mutex<Option<(Running, TempDir)>>,
}

/// Why a scene cannot be set, directed or looked at. It is the machine's fault, not the scenario's.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// The folder or the wire.
    #[error("the scene's folder or wire failed: {0}")]
    Machine(#[from] io::Error),
    /// The service did not start.
    #[error(transparent)]
    Service(#[from] StartError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// There is no such card.
    #[error(transparent)]
    Card(#[from] SampleError),
    /// The service could not have checked the patient before: it does not take the certificate.
    #[error("the service cannot know this patient's certificate")]
    Unknowable,
    /// It was struck meanwhile.
    #[error("the scene was struck")]
    Struck,
}

/// What is to happen and has not happened yet, each written as it was given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub enum Pending {
    /// On the way to the service.
    Service(ServiceMishap),
    /// At the card.
    Card(CardFault),
}

impl Scene {
    /// Sets a scene. It needs a tokio runtime.
    pub async fn set(given: &Given) -> Result<Self, SceneError> {
        let now = BEGINNING.parse().expect("the beginning is a time");
        let clock = Arc::new(StoppedClock::at(now));
        let card = SceneCard::new(&given.patient, &given.card, now)?;
        let folder = tempfile::Builder::new().prefix("kyotaku-scene-").tempdir()?;
        let mut config = Config::new(folder.path().join("kyotaku.db"), vec![auth_root_der().to_vec()]);
        config.surface_authorities = vec![surface_authority()];
        config.accept_test_policy = given.accept_test_cards;
        config.sample = true;
        let ports = Ports {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            random: Arc::new(KnownNumbers::default()),
        };
        let running = Service::start_with(config, ports).await?;
        if let Some(settings) = &given.settings {
            save_settings(&running.database, &settings.of_the_clinic(), now).await?;
        }
        if given.known {
            let card = sample::card(&given.patient, now)?;
            let saved = running
                .save_certificate(card.authentication_certificate(), now)
                .await?;
            saved.then_some(()).ok_or(SceneError::Unknowable)?;
        }
        let mut wire = FaultyWire::to(&running.address.to_string())?;
        for mishap in &given.service {
            wire.plan(mishap.call.path(), mishap.mishap);
        }
        turn(&mut wire, given.wire).await?;
        Ok(Self {
            address: wire.address(),
            database: running.database.clone(),
            clock,
            card,
            patient: Mutex::new(given.patient.clone()),
            wire: sync::Mutex::new(Some(wire)),
            mishaps: given.service.clone(),
            service: Mutex::new(Some((running, folder))),
        })
    }

    /// Where the visit's service is, behind the wire: `http://127.0.0.1:<port>`.
    pub fn service(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The token of the visit's device.
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// The reader with the card on it.
    pub fn card(&self) -> &SceneCard {
        &self.card
    }

    /// Does what is directed, in the order of [`Direction`]'s fields; when this returns it has taken effect.
    pub async fn direct(&self, direction: &Direction) -> Result<(), SceneError> {
        {
            let mut wire = self.wire.lock().await;
            let wire = wire.as_mut().ok_or(SceneError::Struck)?;
            if direction.patient.is_some() || direction.card.is_some() {
                self.lay(direction.patient.as_deref(), direction.card.as_ref())?;
            }
            if let Some(settings) = &direction.settings {
                save_settings(&self.database, &settings.of_the_clinic(), self.clock.now()).await?;
            }
            if let Some(hours) = direction.hours_pass {
                let later = self.clock.now().checked_add(i64::from(hours.get()).hours());
                self.clock.set(later.map_err(io::Error::other)?);
            }
            turn(wire, direction.wire).await?;
        }
        match direction.awaited {
            Some(Awaited::Mishaps) => self.until_nothing_is_pending().await,
            None => Ok(()),
        }
    }

    /// Lays another card on the reader.
    fn lay(&self, patient: Option<&str>, card: Option<&GivenCard>) -> Result<(), SceneError> {
        let mut whose = self.patient.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(patient) = patient {
            patient.clone_into(&mut whose);
        }
        let own = GivenCard::default();
        Ok(self
            .card
            .replace(&whose, card.unwrap_or(&own), self.clock.now())?)
    }

    async fn until_nothing_is_pending(&self) -> Result<(), SceneError> {
        let mut at_the_card = self.card.happenings();
        let mut on_the_wire = match &*self.wire.lock().await {
            Some(wire) => wire.happenings(),
            None => return Err(SceneError::Struck),
        };
        loop {
            // Marked as seen before the look, so that what happens during the look is not missed.
            at_the_card.mark_unchanged();
            on_the_wire.mark_unchanged();
            if self.pending().await.is_empty() {
                break;
            }
            tokio::select! {
                _ = at_the_card.changed() => {}
                happened = on_the_wire.changed() => happened.map_err(|_| SceneError::Struck)?,
            }
        }
        // A scene that was struck has nothing pending either.
        match &*self.wire.lock().await {
            Some(_) => Ok(()),
            None => Err(SceneError::Struck),
        }
    }

    /// Everything that is registered, the oldest first.
    pub async fn registered(&self) -> Result<Vec<StoredConsent>, SceneError> {
        Ok(all_registered(&self.database).await?)
    }

    /// What is to happen and has not happened yet: first on the wire, then at the card.
    pub async fn pending(&self) -> Vec<Pending> {
        let planned = match &*self.wire.lock().await {
            Some(wire) => wire.planned(),
            None => Vec::new(),
        };
        let on_the_wire = planned.into_iter().filter_map(|(path, mishap)| {
            let mut known = self.mishaps.iter();
            known.find(|known| known.call.path() == path && known.mishap == mishap)
        });
        let at_the_card = self.card.faults().into_iter().map(Pending::Card);
        on_the_wire
            .copied()
            .map(Pending::Service)
            .chain(at_the_card)
            .collect()
    }

    /// Ends the service and everything that hangs, and removes the scene's files. Once is enough.
    pub async fn strike(&self) -> Result<(), SceneError> {
        self.card.strike();
        // The wire first: what it holds open would keep the service from ending.
        drop(self.wire.lock().await.take());
        let service = self.service.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((running, folder)) = service {
            running.shutdown().await;
            folder.close()?;
        }
        Ok(())
    }
}

/// The authority of the sample cards' surface records.
fn surface_authority() -> SurfaceAuthority {
    let root = surface_root();
    SurfaceAuthority {
        key_id: root.key_id,
        key: root.key(),
    }
}

async fn turn(wire: &mut FaultyWire, to: Option<Wire>) -> io::Result<()> {
    match to {
        Some(Wire::Down) => wire.down().await,
        Some(Wire::Up) => wire.up()?,
        None => {}
    }
    Ok(())
}
