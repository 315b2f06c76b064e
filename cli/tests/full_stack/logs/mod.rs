//! No PIN and no patient data in any log at the most talkative level. The test plays the visits whose logs it
//! searches: good ones and failed ones, over pcscd and in process; the service's log and the client's, of every
//! library in both.
//!
//! - `search`: what is searched for, and how.

mod search;

use std::{
    io::{Read, Seek},
    sync::{Arc, Mutex},
};

use jiff::Timestamp;
use kyotaku_card::{
    Fault, FaultPlan, NewCard, SoftCard, SoftReader,
    pki::Validity,
    sample::{PASSWORD, SAMPLES},
};
use kyotaku_core::{
    card::CardReader,
    eligibility::{ClinicSettings, Use},
};
use kyotaku_service::sample::TOKEN;
use kyotaku_stage::{FaultyWire, Mishap};

use self::search::{HANAKO_IN_A_URL, PIN, WRONG_PIN, fixed_secrets, has};
use crate::{
    bad_requests::{post, send},
    pcscd_card::PcscdCard,
    screens::{done, eligibility, notice},
    stage::{Stage, reader_with, visit_at},
    steps::{OPEN_FORM, TYPE_PIN, TYPE_PIN_AGAIN, fill_in, register, tap},
};

/// Something between client and service answers with a person's data in the wrong place.
const GARBLED: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 53\r\n\r\n\
    {\"validity\":\"1\",\"insurances\":[{\"name\":\"居宅　花子\"}]}";

/// The sample person's card with a PIN of this test's own.
fn card(slug: &str) -> SoftCard {
    let sample = SAMPLES.iter().find(|sample| sample.slug == slug).unwrap();
    let validity = Validity::current(Timestamp::now()).unwrap();
    let card = NewCard::new(sample.serial.parse().unwrap(), validity, PIN, PASSWORD).unwrap();
    SoftCard::in_memory(&card.with_committed_keys(0)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_log_of_whole_visits_has_a_pin_a_person_a_certificate_or_a_token_in_it() {
    let mut log = start_the_clients_log();
    let stage = Stage::set_with_log().await;
    let wire = FaultyWire::to(stage.address()).unwrap();
    play_visits(&stage, &wire).await;

    let mut secrets = fixed_secrets();
    for carried in wire
        .carried()
        .iter()
        .filter(|carried| carried.call.contains("eligibility-checks"))
    {
        let check: serde_json::Value = serde_json::from_slice(&carried.body).unwrap();
        // A certificate that the service has is only named, by a digest that names a person's card all the same.
        let certificate = ["/certificate/whole", "/certificate/known"].map(|part| check.pointer(part));
        let certificate = certificate.into_iter().flatten().next().unwrap();
        for text in [certificate, check.pointer("/identity/pin/signature").unwrap()] {
            let text = text.as_str().unwrap();
            secrets.extend([text[..32].to_owned(), text[text.len() / 2..][..32].to_owned()]);
        }
    }
    assert!(secrets.len() > 80);

    let service_log = std::fs::read_to_string(stage.service_log()).unwrap();
    stage.strike().await;
    let mut client_log = String::new();
    log.rewind().unwrap();
    log.read_to_string(&mut client_log).unwrap();
    // What each must have, or it was not the log that was searched: our own lines, and those of the libraries, which
    // log by `tracing` or by `log`.
    for (whose, log, innocuous) in [
        (
            "service",
            service_log,
            [
                "/v1/eligibility-checks",
                "status=201",
                "settings-changed",
                "certificate-expired",
                "no route",
                "TRACE mio::poll",
            ],
        ),
        (
            "client",
            client_log,
            [
                "the card has signed",
                "operation=\"registration\"",
                "phase=Verify status=63C2",
                "no answer phase=Verify",
                "DEBUG reqwest::connect",
                "TRACE hyper_util::client",
            ],
        ),
    ] {
        for expected in innocuous {
            assert!(
                log.contains(expected),
                "{whose}: {expected} was not logged: {} bytes",
                log.len()
            );
        }
        let found: Vec<_> = log
            .lines()
            .flat_map(|line| {
                secrets
                    .iter()
                    .filter(|secret| has(line, secret))
                    .map(move |it| (it, line))
            })
            .collect();
        assert!(found.is_empty(), "{whose}: {found:#?}");
    }
}

/// Visits that end well, and visits that fail in the ways in which something is most likely to be said.
async fn play_visits(stage: &Stage, wire: &FaultyWire) {
    // A wrong PIN, a card pulled while it looks at the right one, and a registration in doubt; behind pcscd.
    let card_in_reader = PcscdCard::take(card("valid")).await;
    let mut player = visit_at(&wire.address(), card_in_reader.reader());
    notice(&tap(&mut player, WRONG_PIN).await, "暗証番号が違います");
    card_in_reader.plan(FaultPlan::at(card_in_reader.exchanges() + 3, Fault::PulledAfter));
    player.press(TYPE_PIN).unwrap();
    player.type_pin(PIN).unwrap();
    notice(
        &player.settled().await.unwrap(),
        "暗証番号の照合中にカードが離れました",
    );
    card_in_reader.insert();
    player.press(TYPE_PIN_AGAIN).unwrap();
    player.type_pin(PIN).unwrap();
    eligibility(&player.settled().await.unwrap());
    fill_in(&player);
    wire.plan("/v1/registrations", Mishap::AnswerReplaced(GARBLED));
    notice(&register(&mut player).await, "未確認");
    player.press("登録結果をもう一度問い合わせる").unwrap();
    done(&player.settled().await.unwrap());
    drop((player, card_in_reader));

    let in_process = |slug| -> Arc<dyn CardReader> { Arc::new(SoftReader::new(card(slug))) };
    // Every state of eligibility and a card that is refused, and a consent where one can be given.
    for sample in SAMPLES {
        let mut player = visit_at(&wire.address(), in_process(sample.slug));
        let view = tap(&mut player, PIN).await;
        if sample.slug == "revoked" {
            notice(&view, "電子証明書が失効しています");
            continue;
        }
        eligibility(&view);
        if view.controls().iter().any(|(label, _)| *label == OPEN_FORM) {
            fill_in(&player);
            done(&register(&mut player).await);
        }
    }

    // An expired certificate, a garbled eligibility, settings that changed.
    let mut player = visit_at(&wire.address(), Arc::new(reader_with("certificate-expired")));
    notice(
        &tap(&mut player, kyotaku_card::sample::PIN).await,
        "電子証明書の有効期限が切れています",
    );
    let mut player = visit_at(&wire.address(), in_process("valid"));
    wire.plan("/v1/eligibility-checks", Mishap::AnswerReplaced(GARBLED));
    notice(&tap(&mut player, PIN).await, "応答を読み取れません");
    player.press("もう一度問い合わせる").unwrap();
    eligibility(&player.settled().await.unwrap());
    fill_in(&player);
    stage
        .save_settings(|settings: &mut ClinicSettings| settings.checkups = Use::Off)
        .await;
    notice(&register(&mut player).await, "医療機関の設定が変わりました");
    wire.assert_all_happened();

    // Requests with a person's data where none belongs.
    let named = "{\"name\":\"居宅　花子\",\"birth_date\":\"1940-05-12\"}".as_bytes();
    for path in [
        &*format!("/v1/{HANAKO_IN_A_URL}"),
        "/v1/registrations",
        "/v1/challenges",
    ] {
        assert!(
            send(stage.address(), post(path, "", TOKEN, named))
                .await
                .is_some()
        );
    }
}

/// Everything that this process logs from now on, whatever its other tests do meanwhile.
fn start_the_clients_log() -> std::fs::File {
    let file = tempfile::tempfile().unwrap();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(Mutex::new(file.try_clone().unwrap()))
        .try_init()
        .unwrap();
    file
}
