//! How often is killed, and by which chance: both can be given again.

use std::{env, fmt::Write as _, io::Write as _, thread};

use kyotaku_service::splitmix64;

use crate::ledger::Ledger;

/// How many kills a run has, if nothing is said: with three runs, more than 200.
const KILLS: u32 = 70;
const KILLS_OF_THE_ENVIRONMENT: &str = "KYOTAKU_KILLS";
/// The seed, if nothing is said.
const SEED: u64 = 20_241_016;
const SEED_OF_THE_ENVIRONMENT: &str = "KYOTAKU_KILLS_SEED";

/// One run. When it fails, it says by which seed.
pub(crate) struct Run {
    name: String,
    pub(crate) kills: u32,
    seed: u64,
}

impl Run {
    pub(crate) fn of_the_environment(name: &str) -> Self {
        let number = |name| env::var(name).ok().map(|text| text.parse::<u64>().expect(name));
        Self {
            name: name.to_owned(),
            kills: number(KILLS_OF_THE_ENVIRONMENT).map_or(KILLS, |kills| kills.try_into().unwrap()),
            seed: number(SEED_OF_THE_ENVIRONMENT).unwrap_or(SEED),
        }
    }

    pub(crate) fn chance(&self) -> Chance {
        Chance(self.seed)
    }

    /// Says what was done, for whoever runs it with `--nocapture`.
    #[expect(clippy::print_stdout, reason = "shown only where it is asked for")]
    pub(crate) fn tell(&self, ledger: &Ledger) {
        let mut told = format!("{}: {} kills, seed {}", self.name, self.kills, self.seed);
        for (what, count) in ledger.counts() {
            write!(told, "; {what}: {count}").unwrap();
        }
        println!("{told}");
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = writeln!(
                std::io::stderr(),
                "{}: again by {KILLS_OF_THE_ENVIRONMENT}={} {SEED_OF_THE_ENVIRONMENT}={}",
                self.name,
                self.kills,
                self.seed
            );
        }
    }
}

/// Numbers that look like chance and are the same for the same seed.
#[derive(Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// Another one, for whoever has this number.
    pub(crate) fn of(&self, number: u64) -> Self {
        Self(Self(self.0 ^ number.rotate_left(32)).next())
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn next(&mut self) -> u64 {
        splitmix64::next(&mut self.0)
    }
}
