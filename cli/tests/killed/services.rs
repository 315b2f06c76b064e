//! The program's processes: started, killed as `kill -9` does, and started again.

use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use kyotaku::play::ServiceProcess;
use tokio::{sync::watch, task, time};

use crate::{ledger::Ledger, run::Chance};

const PROGRAM: &str = env!("CARGO_BIN_EXE_kyotaku");
/// Within this time after its start a service is killed that is not to come up. On an empty database it takes about as long to be
/// ready; none has to be.
const START: u64 = 300_000;
/// At most so many answers are given before a kill: with several clients, some of each kind.
const ANSWERS: u64 = 16;
/// A kill comes so many microseconds at most after the last of these answers: about as long as a request takes. Most come sooner,
/// when an answer that was given too early would not be on disk yet.
const AFTER_AN_ANSWER: u64 = 10_000;

/// Where each service listens, while it is there.
pub(crate) type Addresses = Vec<Option<String>>;

/// Services on one database.
pub(crate) struct Services {
    database: PathBuf,
    processes: Vec<Option<ServiceProcess>>,
    addresses: watch::Sender<Addresses>,
    killed: u32,
}

impl Services {
    /// So many services, none of them started.
    pub(crate) fn on(database: &str, count: usize) -> Self {
        Self {
            database: database.into(),
            processes: (0..count).map(|_| None).collect(),
            addresses: watch::Sender::new(vec![None; count]),
            killed: 0,
        }
    }

    pub(crate) fn addresses(&self) -> watch::Receiver<Addresses> {
        self.addresses.subscribe()
    }

    pub(crate) fn killed(&self) -> u32 {
        self.killed
    }

    /// All at once.
    pub(crate) async fn start_all(&mut self) {
        let starts = self.processes.iter().map(|_| {
            let database = self.database.clone();
            tokio::spawn(async move { start(&database).await })
        });
        let starts: Vec<_> = starts.collect();
        for (place, start) in starts.into_iter().enumerate() {
            self.is_up(place, start.await.unwrap());
        }
    }

    /// Starts one and kills it before it is ready, or little later.
    pub(crate) async fn kill_in_start(&mut self, place: usize, chance: &mut Chance) {
        assert!(self.processes[place].is_none());
        let life = Duration::from_micros(chance.below(START));
        // What is dropped is killed.
        drop(time::timeout(life, start(&self.database)).await);
        self.killed += 1;
    }

    /// Kills one of them while it works, and starts it again; now and then only after it was killed in its start, too. Any others go
    /// on meanwhile.
    pub(crate) async fn kill_under_load(&mut self, ledger: &Ledger, chance: &mut Chance) {
        let place = usize::try_from(chance.below(self.processes.len() as u64)).unwrap();
        ledger.wait_for_answers(1 + chance.below(ANSWERS)).await;
        let longest = AFTER_AN_ANSWER >> chance.below(6);
        let moment = Duration::from_micros(chance.below(longest));
        // The runtime's own sleep knows milliseconds only.
        task::block_in_place(|| thread::sleep(moment));
        let process = self.processes[place].take().expect("it was started");
        process.kill().await.unwrap();
        self.killed += 1;
        self.addresses.send_modify(|addresses| addresses[place] = None);
        if chance.once_in(4) {
            self.kill_in_start(place, chance).await;
        }
        let process = start(&self.database).await;
        self.is_up(place, process);
    }

    /// Kills what is left of them.
    pub(crate) async fn stop(self) {
        for process in self.processes.into_iter().flatten() {
            process.kill().await.unwrap();
        }
    }

    fn is_up(&mut self, place: usize, process: ServiceProcess) {
        let address = process.address().to_owned();
        self.processes[place] = Some(process);
        self.addresses
            .send_modify(|addresses| addresses[place] = Some(address));
    }
}

async fn start(database: &Path) -> ServiceProcess {
    // Nobody else has a service's exit to look for: what it says of a failure stands in the test's output.
    ServiceProcess::start(Path::new(PROGRAM), database, None)
        .await
        .expect("a service starts on what a killed one has left")
}
