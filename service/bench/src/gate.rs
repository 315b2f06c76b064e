//! How long the gate takes for one item of a patient's information: from the request of the clinic's program until the whole answer is
//! there, next to the smallest request that also reads the database. All kinds of requests take turns, one by one.

use std::{fmt, time::Instant};

use kyotaku_service::sample;

use crate::{
    Failure, bare,
    figures::{median, milliseconds, quantile, ratio},
    ground::Ground,
    http::{Caller, Client},
    sizes::Sizes,
    visit::{Clinic, MODE},
};

/// An item that the patient has agreed to, and one that they have declined.
const AGREED: &str = "TKK";
const DECLINED: &str = "YZK";
const HEALTH: &str = "/v1/health";

/// What was measured.
#[derive(Clone, Debug)]
pub struct Gate {
    /// How many disclosures the service answered with.
    pub given: usize,
    /// How many were written without it.
    pub bare: usize,
    /// Health, given, declined, the bare row: in milliseconds, as they came.
    took: [Vec<f64>; 4],
    /// Of each round's medians.
    rounds: [Vec<f64>; 4],
}

const KINDS: [&str; 4] = [
    "`GET /v1/health`: reads one row",
    "the gate, item agreed to: given out, and logged on disk before",
    "the gate, item declined: refused, nothing written",
    "bare insert of the disclosure's row, on disk",
];

/// Measures, and makes sure that each disclosure is logged.
pub async fn measure(ground: &Ground, sizes: &Sizes) -> Result<Gate, Failure> {
    let client = Client::new(ground.running.address)?;
    let device = Caller::Device(sample::OTHER_TOKEN, None);
    let (_, settings) = client.get("/v1/settings", device).await?;
    let settings = serde_json::from_slice(&settings)?;
    let clinic = Clinic::with_check(ground, sample::OTHER_TOKEN.to_owned(), settings).await?;
    let ready = clinic.first()?;
    let device = Caller::Device(&clinic.token, Some(&ready.key));
    client.post("/v1/registrations", device, &ready.body).await?;
    let patient: String = sqlx::query_scalar("SELECT patient FROM patients WHERE institution = $1")
        .bind(sample::OTHER_CLINIC)
        .fetch_one(&ground.past.pool)
        .await?;
    let path = |item| {
        format!(
            "/v1/patients/{patient}/information/{item}?mode={}",
            MODE.wire_name()
        )
    };
    let program = Caller::Program(sample::OTHER_PROGRAM_TOKEN);
    let asked = [
        (HEALTH.to_owned(), Caller::Nobody, 200),
        (path(AGREED), program, 200),
        (path(DECLINED), program, 403),
    ];

    let mut gate = Gate {
        given: 0,
        bare: 0,
        took: Default::default(),
        rounds: Default::default(),
    };
    let mut disclosure = String::new();
    for _ in 0..sizes.rounds {
        let mut round: [Vec<f64>; 4] = Default::default();
        for _ in 0..sizes.asked {
            for ((path, caller, expected), took) in asked.iter().zip(&mut round) {
                let start = Instant::now();
                let (status, answer) = client.get(path, *caller).await?;
                took.push(milliseconds(start.elapsed()));
                if status != *expected {
                    return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&answer)).into());
                }
                if path.contains(AGREED) {
                    gate.given += 1;
                    let answer: serde_json::Value = serde_json::from_slice(&answer)?;
                    disclosure = answer["disclosure"].as_str().ok_or("no number")?.to_owned();
                }
            }
            let start = Instant::now();
            bare::write_disclosure(&ground.past, &disclosure, &gate.bare.to_string()).await?;
            round[3].push(milliseconds(start.elapsed()));
            gate.bare += 1;
        }
        for ((took, rounds), round) in gate.took.iter_mut().zip(&mut gate.rounds).zip(&round) {
            rounds.push(median(round));
            took.extend(round);
        }
    }
    let logged = ground.past.count("SELECT count(*) FROM disclosures").await?;
    if logged != gate.given + gate.bare {
        return Err(format!(
            "{} were disclosed, and {logged} are logged",
            gate.given + gate.bare
        )
        .into());
    }
    Ok(gate)
}

/// The table, in Markdown.
impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| one client, one after the other | median, ms | 99th percentile, ms | × health |\n|---|---:|---:|---:|"
        )?;
        for (kind, (took, rounds)) in KINDS.iter().zip(self.took.iter().zip(&self.rounds)) {
            writeln!(
                f,
                "| {kind} | {:.2} | {:.2} | **{:.1}** |",
                median(took),
                quantile(took, 99),
                ratio(rounds, &self.rounds[0])
            )?;
        }
        write!(
            f,
            "\nOf {} each; the multiple is the median of that of {} rounds' medians.\n",
            self.given,
            self.rounds[0].len()
        )
    }
}
