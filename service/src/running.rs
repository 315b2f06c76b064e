//! The running service: started on a loopback address, stopped when what is under way has ended.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use jiff::Timestamp;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{
    app::App,
    config::Config,
    http::connection::{self, Limits},
    password::Comparing,
    ports::{Clock, RandomSource, SystemRandom},
    proof::{AuthorityError, RootError, Trust},
    routes, sample,
    store::{self, Database, StoreError, known::NewKnown},
};

/// How long a stop waits for requests that are under way.
const PATIENCE: Duration = Duration::from_secs(15);

/// Starts the service.
#[derive(Clone, Copy, Debug)]
pub struct Service;

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// It speaks HTTP without TLS, so it listens on the loopback interface and nowhere else.
    #[error("the service listens on a loopback address only, not on {0}")]
    NotLoopback(SocketAddr),
    /// The address cannot be listened on.
    #[error("the service cannot listen on {address}: {cause}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// No root: no card could be trusted.
    #[error("no root certificate is configured")]
    NoRoot,
    /// A root cannot be used.
    #[error(transparent)]
    Root(#[from] RootError),
    /// An authority for surface records cannot be used.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What comes into the service from outside, beside requests.
#[derive(Clone)]
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub random: Arc<dyn RandomSource>,
}

/// A running service. Dropped, it stops without being waited for.
#[derive(Debug)]
pub struct Running {
    /// Where it listens; with port 0 in the configuration, on the port that was free.
    pub address: SocketAddr,
    /// Its database, for those who look into it from the same process.
    pub database: Database,
    trust: Trust,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Service {
    /// Starts with this clock and the operating system's random source.
    pub async fn start(config: Config, clock: Arc<dyn Clock>) -> Result<Running, StartError> {
        let random = Arc::new(SystemRandom::default());
        Self::start_with(config, Ports { clock, random }).await
    }

    /// Starts with these ports.
    pub async fn start_with(config: Config, ports: Ports) -> Result<Running, StartError> {
        if !config.listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(config.listen));
        }
        if config.roots.is_empty() {
            return Err(StartError::NoRoot);
        }
        let trust = Trust::new(&config.roots, config.accept_test_policy)?
            .with_surfaces(&config.surface_authorities)?;
        let refused = |cause| StartError::Listen {
            address: config.listen,
            cause,
        };
        let listener = TcpListener::bind(config.listen).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let database = Database::open(&config.database).await?;
        if config.sample && !sample::load(&database, &trust.root_ids(), ports.clock.now()).await? {
            tracing::info!("the database is not empty; the sample was not loaded");
        }
        let app = Arc::new(App {
            database: database.clone(),
            trust: trust.clone(),
            clock: ports.clock,
            random: ports.random,
            passwords: Comparing::default(),
            challenge_life: config.challenge_life,
            check_life: config.check_life,
            request_time: config.request_time,
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let router = routes::router(app);
        let limits = Limits {
            head_time: config.head_time,
            answer_time: config.answer_time,
            longest_head: config.longest_head,
            connections: config.connections,
        };
        // It ends on `stop`, or when `Running` is dropped.
        let served = tokio::spawn(connection::serve(listener, router, limits, stopped));
        tracing::info!(%address, "the service listens");
        Ok(Running {
            address,
            database,
            trust,
            stop,
            served,
        })
    }
}

impl Running {
    /// Keeps a certificate (DER) as a check with it does, so that it is known by its head. False, and nothing changes, if
    /// no check could be made with it at `now`.
    pub async fn save_certificate(&self, der: &[u8], now: Timestamp) -> Result<bool, StoreError> {
        let Ok(certificate) = self.trust.certificate(der, now) else {
            return Ok(false);
        };
        let new = NewKnown {
            der,
            root: &certificate.root,
            serial: &certificate.serial,
            check: None,
            seen_at: now,
        };
        let mut transaction = self.database.write(&[]).await?;
        store::known::remember(&mut transaction, &new).await?;
        self.database.commit(transaction).await?;
        Ok(true)
    }

    /// Stops: takes no new request, waits for those under way (15 seconds at most), closes the database.
    pub async fn shutdown(self) {
        drop(self.stop);
        let mut served = self.served;
        if tokio::time::timeout(PATIENCE, &mut served).await.is_err() {
            served.abort();
        }
        self.database.close().await;
    }
}
