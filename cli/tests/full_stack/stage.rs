//! The service as a process of its own, its database, and clients of it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;
use kyotaku::play::{Player, ServiceProcess};
use kyotaku_card::{SoftCard, SoftReader, sample};
use kyotaku_core::{
    card::CardReader,
    eligibility::{ClinicSettings, DeviceToken, EligibilityService, HttpConfig, HttpService},
    origin::{Channel, Origin},
};
use kyotaku_service::{
    Database, Place, count_registrations, items_of_latest_registration,
    sample::{CLINIC, TOKEN},
    save_settings,
};
use tempfile::TempDir;

/// The program that was built for this test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_kyotaku");

/// What a patient who declines 診療情報および薬剤情報の提供 and agrees to the rest leaves in the database.
pub(crate) const JOINT_DECLINED: [(&str, &str); 6] = [
    ("SHJ", "agree"),
    ("SRJ", "decline"),
    ("YZK", "decline"),
    ("TKK", "agree"),
    ("療養情報", "agree"),
    ("TSR", "agree"),
];

pub(crate) struct Stage {
    /// None while it is killed.
    service: Option<ServiceProcess>,
    database: Database,
    folder: TempDir,
}

impl Stage {
    pub(crate) async fn set() -> Self {
        Self::start(false).await
    }

    /// The same, with the service's log at its most talkative in [`Stage::service_log`].
    pub(crate) async fn set_with_log() -> Self {
        Self::start(true).await
    }

    async fn start(logs: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("service.log");
        let file = folder.path().join("service.db");
        let service = ServiceProcess::start(Path::new(PROGRAM), &file, logs.then_some(&*log))
            .await
            .unwrap();
        let database = Database::open(&Place::named(&file)).await.unwrap();
        Self {
            service: Some(service),
            database,
            folder,
        }
    }

    /// Kills the service, as a power cut would.
    pub(crate) async fn kill(&mut self) {
        if let Some(service) = self.service.take() {
            service.kill().await.unwrap();
        }
    }

    /// Starts the service anew on the same database. It has another port then.
    pub(crate) async fn restart(&mut self) {
        self.kill().await;
        let file = self.folder.path().join("service.db");
        let service = ServiceProcess::start(Path::new(PROGRAM), &file, None).await;
        self.service = Some(service.unwrap());
    }

    /// Where the service listens: `127.0.0.1:<port>`.
    pub(crate) fn address(&self) -> &str {
        let service = self.service.as_ref().expect("the service is not killed");
        service.address().trim_start_matches("http://")
    }

    pub(crate) fn service_log(&self) -> PathBuf {
        self.folder.path().join("service.log")
    }

    /// A visit with this reader, over HTTP straight to the service.
    pub(crate) fn visit(&self, reader: Arc<dyn CardReader>) -> Player {
        visit_at(self.address(), reader)
    }

    /// How many registrations the database holds.
    pub(crate) async fn rows(&self) -> u64 {
        count_registrations(&self.database).await.unwrap()
    }

    /// Asserts that so many registrations are stored, and what the latest holds.
    pub(crate) async fn assert_latest(&self, rows: u64, expected: &[(&str, &str)]) {
        assert_eq!(self.rows().await, rows);
        let items = items_of_latest_registration(&self.database).await.unwrap();
        let held: Vec<_> = items
            .iter()
            .map(|item| (item.item.as_str(), item.decision.as_str()))
            .collect();
        assert_eq!(held, expected);
    }

    /// Saves the notice's settings with a change, as the clinic's next version.
    pub(crate) async fn save_settings(&self, change: impl FnOnce(&mut ClinicSettings)) {
        let mut settings = ClinicSettings::of_the_notice(CLINIC.parse().unwrap(), "サンプル医療機関");
        change(&mut settings);
        save_settings(&self.database, &settings, Timestamp::now())
            .await
            .unwrap();
    }

    /// Ends the service and removes its files.
    pub(crate) async fn strike(mut self) {
        self.database.close().await;
        self.kill().await;
        self.folder.close().unwrap();
    }
}

/// A visit with this reader and a service at `127.0.0.1:<port>`.
pub(crate) fn visit_at(address: &str, reader: Arc<dyn CardReader>) -> Player {
    visit_with(client(address, |_| {}), reader)
}

pub(crate) fn visit_with(client: HttpService, reader: Arc<dyn CardReader>) -> Player {
    Player::start(origin(), reader, Arc::new(client) as Arc<dyn EligibilityService>)
}

pub(crate) fn client(address: &str, change: impl FnOnce(&mut HttpConfig)) -> HttpService {
    let token = DeviceToken::new(TOKEN.to_owned()).unwrap();
    let mut config = HttpConfig::new(format!("http://{address}"), token, origin());
    change(&mut config);
    HttpService::new(config).unwrap()
}

/// A client that gives up on an answer soon. Still long enough for every answer that comes at all.
pub(crate) fn client_in_a_hurry(address: &str) -> HttpService {
    client(address, |config| {
        config.connect_timeout = Duration::from_secs(2);
        config.answer_timeout = Duration::from_secs(4);
    })
}

fn origin() -> Origin {
    Origin {
        channel: Channel::VisitApp,
        app: "kyotaku-full-stack".to_owned(),
        version: "0.0.1".to_owned(),
        device: "test".to_owned(),
    }
}

/// A sample card as it stands now.
pub(crate) fn sample_card(slug: &str) -> SoftCard {
    sample::card(slug, Timestamp::now()).unwrap()
}

/// A reader in process with a sample card on it.
pub(crate) fn reader_with(slug: &str) -> SoftReader {
    SoftReader::new(sample_card(slug))
}
