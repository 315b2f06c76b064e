//! Durable registrations per second: sent to the service over HTTP, and next to it the same rows written into the same database
//! without it. Both take turns, round by round.

use std::{
    fmt,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::{
    Failure,
    bare::{self, Row},
    figures::{median, per_second, ratio},
    ground::{Ground, Past},
    http::{self, Caller, Client},
    sizes::Sizes,
    visit::{Clinic, Ready},
};

/// How many clients there are at once, and whether each is another clinic's.
const CROWDS: [(usize, bool); 5] = [(1, false), (4, false), (16, false), (4, true), (16, true)];
/// How many registrations share a commit, to see what would be had by that.
const TOGETHER: usize = 16;

/// What was measured.
#[derive(Clone, Debug)]
pub struct Registrations {
    /// How many the service gave a receipt for.
    pub by_http: usize,
    /// How many were written without it.
    pub bare: usize,
    lines: Vec<Line>,
}

/// Registrations per second, a figure for each round.
#[derive(Clone, Debug)]
struct Line {
    clients: usize,
    of_several_clinics: bool,
    by_http: Vec<f64>,
    bare: Vec<f64>,
    together: Vec<f64>,
}

/// Measures, and makes sure that what was answered and written is there.
pub async fn measure(ground: &Ground, sizes: &Sizes) -> Result<Registrations, Failure> {
    let mut clinics = Vec::new();
    let mut clients = Vec::new();
    for number in 0..CROWDS.iter().map(|crowd| crowd.0).max().unwrap_or(0) {
        clinics.push(Clinic::enrol(ground, number).await?);
        clients.push(Client::new(ground.running.address)?);
    }
    let lines = CROWDS.map(|(clients, of_several_clinics)| Line {
        clients,
        of_several_clinics,
        by_http: Vec::new(),
        bare: Vec::new(),
        together: Vec::new(),
    });
    let mut measured = Registrations {
        by_http: 0,
        bare: 0,
        lines: lines.into(),
    };
    for round in 0..sizes.rounds {
        for line in &mut measured.lines {
            let each = sizes.registrations / line.clients;
            let count = each * line.clients;
            let mut loads = Vec::new();
            for _ in 0..3 {
                loads.push(line.loads(ground, &mut clinics, each).await?);
            }
            for turn in 0..3 {
                let load = loads.pop().unwrap_or_default();
                // Whoever comes first finds other caches than who comes last.
                match (round + turn) % 3 {
                    0 => {
                        let took = sent(&clients, load).await?;
                        line.by_http.push(per_second(count, took));
                        measured.by_http += count;
                    }
                    1 => {
                        let took = written(&ground.past, load, 1).await?;
                        line.bare.push(per_second(count, took));
                        measured.bare += count;
                    }
                    _ => {
                        let load = vec![load.into_iter().flatten().collect()];
                        let took = written(&ground.past, load, TOGETHER).await?;
                        line.together.push(per_second(count, took));
                        measured.bare += count;
                    }
                }
            }
        }
    }
    measured.are_there(ground).await?;
    Ok(measured)
}

impl Line {
    /// What each client has to register, and its device's token.
    async fn loads(
        &self,
        ground: &Ground,
        clinics: &mut [Clinic],
        each: usize,
    ) -> Result<Vec<Vec<(String, Ready)>>, Failure> {
        let mut loads = Vec::new();
        for client in 0..self.clients {
            let clinic = &mut clinics[if self.of_several_clinics { client } else { 0 }];
            let ready = clinic.ready(ground, each).await?.into_iter();
            loads.push(ready.map(|ready| (clinic.token.clone(), ready)).collect());
        }
        Ok(loads)
    }
}

/// How long it takes until each client has a receipt for each of its registrations.
async fn sent(clients: &[Client], loads: Vec<Vec<(String, Ready)>>) -> Result<Duration, Failure> {
    // A connection that was idle for long has been closed.
    for client in &clients[..loads.len()] {
        client.get("/v1/health", Caller::Nobody).await?;
    }
    let start = Instant::now();
    let mut all = JoinSet::new();
    for (client, load) in clients.iter().zip(loads) {
        let client = client.clone();
        all.spawn(async move {
            for (token, ready) in load {
                let caller = Caller::Device(&token, Some(&ready.key));
                client.post("/v1/registrations", caller, &ready.body).await?;
            }
            Ok::<(), Failure>(())
        });
    }
    all_ended(all).await?;
    Ok(start.elapsed())
}

/// How long it takes until each writer has committed its rows, so many registrations at a time.
async fn written(
    past: &Past,
    loads: Vec<Vec<(String, Ready)>>,
    together: usize,
) -> Result<Duration, Failure> {
    let rows = |load: Vec<(String, Ready)>| load.into_iter().map(|(_, ready)| Row::of(ready)).collect();
    let loads: Vec<Vec<Row>> = loads.into_iter().map(rows).collect::<Result<_, Failure>>()?;
    let start = Instant::now();
    let mut all = JoinSet::new();
    for load in loads {
        let past = past.clone();
        all.spawn(async move {
            for rows in load.chunks(together) {
                bare::write(&past, rows).await?;
            }
            Ok::<(), Failure>(())
        });
    }
    all_ended(all).await?;
    Ok(start.elapsed())
}

async fn all_ended(mut all: JoinSet<Result<(), Failure>>) -> Result<(), Failure> {
    while let Some(ended) = all.join_next().await {
        ended??;
    }
    Ok(())
}

impl Registrations {
    /// An error if the database holds another number of them than was said, or one without an item.
    async fn are_there(&self, ground: &Ground) -> Result<(), Failure> {
        for (app, said) in [(http::APP, self.by_http), (bare::APP, self.bare)] {
            let stored = format!("SELECT count(*) FROM registrations WHERE app = '{app}'");
            let items = format!(
                "SELECT count(*) FROM registration_items JOIN registrations USING (registration) WHERE app = '{app}'"
            );
            let stored = ground.past.count(&stored).await?;
            // The notice's form has six.
            let items = ground.past.count(&items).await?;
            if (stored, items) != (said, 6 * said) {
                let wrong =
                    format!("{app}: {said} were registered, and {stored} with {items} items are there");
                return Err(wrong.into());
            }
        }
        Ok(())
    }
}

/// The table, in Markdown.
impl fmt::Display for Registrations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| clients at once | by the service | bare insert | service / bare | bare, {TOGETHER} to a commit |\n\
             |---|---:|---:|---:|---:|"
        )?;
        for line in &self.lines {
            let who = match (line.clients, line.of_several_clinics) {
                (1, _) => "1".to_owned(),
                (clients, false) => format!("{clients} of one clinic"),
                (clients, true) => format!("{clients} of as many clinics"),
            };
            writeln!(
                f,
                "| {who} | {:.0} | {:.0} | **{:.2}** | {:.0} |",
                median(&line.by_http),
                median(&line.bare),
                ratio(&line.by_http, &line.bare),
                median(&line.together),
            )?;
        }
        write!(
            f,
            "\nRegistrations per second, each on disk when it counts; medians of {} rounds, the ratio's too. {} by the \
             service and {} without it, all of them in the database.\n",
            self.lines.first().map_or(0, |line| line.by_http.len()),
            self.by_http,
            self.bare,
        )
    }
}
