//! Two services with one database, each a process of its own. What one of them must refuse is refused whichever of them is asked,
//! and whatever the other does at the same moment.

use std::{fmt::Debug, net::SocketAddr, time::Duration};

use kyotaku_core::{consent::Item, eligibility::ProblemKind, origin::Channel, visit::CareMode};
use serde_json::Value;
use sqlx::{Any, Transaction};

use crate::{
    durability::Process,
    ehr::{asks, gives_nothing},
    past_the_guard::{Rows, insert},
    rows_of_consents::correction,
    stage::{Answer, Request, Stage, check, registration},
};

/// How often two requests meet. Each time either may be the first.
const MEETINGS: usize = 6;
/// How long a request is seen to wait: too short a time makes no test fail.
const A_WHILE: Duration = Duration::from_millis(100);

/// The stage's own service, and another.
struct Two {
    stage: Stage,
    other: Process,
    address: SocketAddr,
}

impl Two {
    async fn set() -> Self {
        let stage = Stage::set().await;
        let (other, address) = Process::start(&stage.place);
        Self {
            stage,
            other,
            address,
        }
    }

    /// Sends one request to each at once: the answer that has this status, and the other.
    async fn meet(&self, first: Request, second: Request, status: u16) -> (Answer, Answer) {
        let (one, two) = tokio::join!(self.stage.send(first), self.stage.send_to(self.address, second));
        if one.status == status {
            (one, two)
        } else {
            (two, one)
        }
    }

    async fn end(self) {
        self.other.kill();
        self.stage.running.shutdown().await;
    }
}

/// The same request under the key of its first or second sender.
fn under(sender: &str, meeting: usize, request: Request) -> Request {
    request.header("idempotency-key", &format!("key-of-the-{sender}-{meeting}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_registrations_of_one_check_at_once_one_is_stored() {
    let two = Two::set().await;
    for meeting in 1..=MEETINGS {
        let body = two.stage.statement(&two.stage.check_number().await).await;
        let sent = |sender| under(sender, meeting, registration(&body));
        let (stored, refused) = two.meet(sent("first"), sent("second"), 201).await;
        assert_eq!(stored.status, 201, "{stored:?}");
        assert_eq!(refused.problem(), ProblemKind::CheckUsed);
        let stored = i64::try_from(meeting).unwrap();
        assert_eq!(two.stage.rows().await[3..5], [stored, 6 * stored]);
    }
    two.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_registration_sent_to_both_at_once_is_stored_once_and_has_one_receipt() {
    let two = Two::set().await;
    for meeting in 1..=MEETINGS {
        let body = two.stage.statement(&two.stage.check_number().await).await;
        let (stored, again) = two.meet(registration(&body), registration(&body), 201).await;
        assert_eq!((stored.status.as_u16(), again.status.as_u16()), (201, 200));
        assert_eq!(stored.text, again.text);
        let stored = i64::try_from(meeting).unwrap();
        assert_eq!(two.stage.rows().await[3..5], [stored, 6 * stored]);
    }
    two.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_challenge_that_both_are_sent_at_once_is_used_once() {
    let two = Two::set().await;
    for meeting in 1..=MEETINGS {
        let proof = two.stage.proof("valid", CareMode::HomeVisit).await;
        let sent = |sender| under(sender, meeting, check(&proof));
        let (stored, refused) = two.meet(sent("first"), sent("second"), 200).await;
        assert_eq!(stored.status, 200, "{stored:?}");
        assert_eq!(refused.problem(), ProblemKind::ChallengeUsed);
        let stored = i64::try_from(meeting).unwrap();
        assert_eq!(two.stage.rows().await[1..3], [stored, stored]);
    }
    let proof = two.stage.proof("valid", CareMode::HomeVisit).await;
    let (one, same) = two.meet(check(&proof), check(&proof), 200).await;
    assert_eq!((one.status.as_u16(), same.status.as_u16()), (200, 200));
    assert_eq!(one.text, same.text);
    two.end().await;
}

/// What comes of work that has to wait until this turn is committed.
async fn once_it_has_ended<T: Debug>(turn: Transaction<'_, Any>, work: impl Future<Output = T>) -> T {
    tokio::pin!(work);
    let early = tokio::time::timeout(A_WHILE, &mut work).await;
    assert!(early.is_err(), "{early:?}");
    turn.commit().await.unwrap();
    work.await
}

/// Saves the settings once more, in the turn of whoever does so.
const NEXT_SETTINGS: &str = "INSERT INTO settings_versions (institution, version, settings, saved_at)
    SELECT institution, 2, replace(settings, '\"version\":1', '\"version\":2'), saved_at FROM settings_versions
    WHERE institution = '1234567890'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_sent_while_the_settings_are_being_saved_waits_and_is_refused() {
    let two = Two::set().await;
    let body = two.stage.statement(&two.stage.check_number().await).await;
    let mut turn = two.stage.turn().await;
    sqlx::query(NEXT_SETTINGS).execute(&mut *turn).await.unwrap();
    let answer = once_it_has_ended(turn, two.stage.send_to(two.address, registration(&body))).await;
    assert_eq!(answer.problem(), ProblemKind::SettingsChanged);
    assert_eq!(two.stage.rows().await[3..5], [0, 0]);
    assert_eq!(two.stage.settings().await.version, 2);
    two.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_being_revoked_is_not_given_out_meanwhile() {
    let (channel, mode) = (Channel::VisitApp, CareMode::HomeVisit);
    let two = Two::set().await;
    let patient = two.stage.patient(channel, mode).await;
    let number = two.stage.consented((channel, mode), &[]).await;
    let mut turn = two.stage.turn().await;
    let revoked = correction(&number, Value::Null, "1");
    insert(&mut turn, "corrections", &revoked).await.unwrap();
    let answer = once_it_has_ended(
        turn,
        two.stage
            .send_to(two.address, asks(&patient, Item::Checkups, mode)),
    )
    .await;
    gives_nothing(&answer);
    assert_eq!(answer.problem(), ProblemKind::ConsentRevoked);
    assert!(two.stage.disclosures().await.is_empty());
    two.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_writes_past_the_services_waits_too_and_keeps_the_rules() {
    let (channel, mode) = (Channel::VisitApp, CareMode::HomeVisit);
    let stage = Stage::set().await;
    let check = stage.check_by(channel, mode).await;
    let rows = Rows::of(
        &stage.statement_in(mode, &check).await,
        "r",
        channel,
        mode,
        &check,
    );
    let mut turn = stage.turn().await;
    sqlx::query(NEXT_SETTINGS).execute(&mut *turn).await.unwrap();
    let mut database = stage.past_the_guard().await;
    let written = once_it_has_ended(turn, rows.write(&mut database)).await;
    let refusal = written.unwrap_err();
    assert_eq!(refusal, "a registration is under the settings in force");
    assert_eq!(stage.rows().await[3..5], [0, 0]);
    stage.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_registrations_the_one_that_waited_for_the_other_counts() {
    let (channel, mode) = (Channel::VisitApp, CareMode::HomeVisit);
    let stage = Stage::set().await;
    let mut rows = Vec::new();
    for number in ["waited", "waited-for"] {
        let check = stage.check_by(channel, mode).await;
        let body = stage.statement_in(mode, &check).await;
        rows.push(Rows::of(&body, number, channel, mode, &check));
    }
    let mut turn = stage.turn().await;
    let mut database = stage.past_the_guard().await;
    let waiting = rows[0].write(&mut database);
    tokio::pin!(waiting);
    assert!(tokio::time::timeout(A_WHILE, &mut waiting).await.is_err());
    rows[1].write(&mut turn).await.unwrap();
    once_it_has_ended(turn, waiting).await.unwrap();
    let order: Vec<String> = sqlx::query_scalar("SELECT registration FROM registrations ORDER BY rowid")
        .fetch_all(&stage.database().await)
        .await
        .unwrap();
    assert_eq!(order, ["waited-for", "waited"]);
    stage.running.shutdown().await;
}
