//! `kyotaku mine`: the patient's own side. The holder of a card proves themselves by card and PIN, and sees who was given what of
//! theirs and what stands; or gets a code for the page, where a consent can be taken back.
//!
//! - [`pin`]: the PIN, typed unseen or from standard input.
//! - [`list`]: what is seen, as text.

mod list;
mod pin;

use std::sync::Arc;

use kyotaku_card::{SoftCard, SoftReader};
use kyotaku_core::{
    card::{
        CardFault, CardReader, Generations, LastTry, Limits, News, Phase, Reading,
        pcsc::{PcscReader, list_readers},
    },
    eligibility::{
        ProblemKind, ServiceFault,
        http::{HolderHttp, TrustedRoots},
    },
    holder::{Consents, Disclosure, HolderSession, ProofFault, prove},
};
use serde_json::json;

use crate::{args::MineArguments, card_command::unopened, failure::Failure, output::say};

/// Proves who the patient is, and shows what is theirs.
pub(crate) async fn run(arguments: MineArguments) -> Result<(), Failure> {
    let speaker = ["kyotaku-terminal", env!("CARGO_PKG_VERSION"), "terminal"];
    let service = HolderHttp::new(&arguments.service, &TrustedRoots::Platform, speaker)
        .map_err(|fault| Failure::new(fault, "Check --service."))?;
    let reader: Arc<dyn CardReader> = match &arguments.card {
        Some(file) => {
            let card = SoftCard::open(file).map_err(|error| unopened(file, &error))?;
            Arc::new(SoftReader::new(card))
        }
        None => Arc::new(connected(arguments.reader.as_deref()).await?),
    };
    let pin = pin::ask(arguments.pin_stdin).await?;
    let reading = Reading {
        reader: &*reader,
        limits: &Limits::default(),
        generations: &Generations::default(),
        progress: &|news| {
            if news == News::Phase(Phase::Waiting) && arguments.card.is_none() {
                pin::tell("カードをリーダーに置いてください。");
            }
        },
    };
    let last_try = match arguments.last_try {
        true => LastTry::Agreed,
        false => LastTry::Ask,
    };
    let session = prove(&service, reading, &pin, last_try).await.map_err(unproved)?;
    drop(pin);
    let shown = match arguments.page {
        true => page(&service, &session, arguments.json).await,
        false => lists(&service, &session, arguments.json).await,
    };
    // The session would end by itself; that it could not be ended at once is no reason to hide what was seen.
    let ended = service.end_session(&session).await;
    say(&shown?)?;
    ended.map_err(failed)
}

/// The one reader that is meant.
async fn connected(wanted: Option<&str>) -> Result<PcscReader, Failure> {
    let missing = |what: String| Failure::missing(what, "Connect one, or give a software card with --card.");
    let mut names = list_readers()
        .await
        .map_err(|error| missing(format!("the card readers cannot be listed: {error}")))?;
    if let Some(wanted) = wanted {
        names.retain(|name| name.contains(wanted));
    }
    match names.as_slice() {
        [] => Err(missing("no such card reader is connected".to_owned())),
        [only] => Ok(PcscReader::named(only)),
        several => Err(Failure::new(
            format_args!("there are several card readers: {}", several.join(", ")),
            "Name one with --reader.",
        )),
    }
}

async fn lists(service: &HolderHttp, session: &HolderSession, json: bool) -> Result<String, Failure> {
    let mut disclosures: Vec<Disclosure> = Vec::new();
    let mut before = None;
    loop {
        let answer = service
            .disclosures(session, before.as_deref())
            .await
            .map_err(failed)?;
        disclosures.extend(answer.disclosures);
        before = answer.older;
        if before.is_none() {
            break;
        }
    }
    let Consents { consents } = service.consents(session).await.map_err(failed)?;
    Ok(match json {
        true => json!({ "disclosures": disclosures, "consents": consents }).to_string(),
        false => list::text(&disclosures, &consents),
    })
}

async fn page(service: &HolderHttp, session: &HolderSession, json: bool) -> Result<String, Failure> {
    let code = service.page_code(session).await.map_err(failed)?;
    let page = service.page(&code.page);
    let page = page.ok_or_else(|| failed(ServiceFault::Garbled))?;
    Ok(match json {
        true => json!({ "page": page, "code": code.code, "expires_at": code.expires_at }).to_string(),
        false => format!(
            "ブラウザーで次のページを開き、コードを入力してください。\n\n  ページ  {page}\n  コード  {code}\n\n\
             コードは {until} まで、1回だけ使えます。次のリンクからも開けます。\n\n  {page}?code={code}",
            code = code.code,
            until = list::moment(&code.expires_at),
        ),
    })
}

fn unproved(fault: ProofFault) -> Failure {
    let fault = match fault {
        ProofFault::Service(fault) => return failed(fault),
        ProofFault::Card(fault) => fault,
    };
    let to_do = match fault {
        CardFault::PinIncomplete | CardFault::WrongPin { .. } => {
            "The PIN has four digits; it is the one of the user-authentication certificate."
        }
        CardFault::LastTryNotAgreed => {
            "If you are certain of the PIN, say so with --last-try; a wrong one blocks it."
        }
        CardFault::Blocked => "The PIN is set anew at the municipal office.",
        CardFault::NotMyNumberCard { .. } | CardFault::NoCertificate => {
            "Use a My Number card with its certificate."
        }
        CardFault::NumberIncomplete
        | CardFault::NoCardInTime
        | CardFault::Reader(_)
        | CardFault::Collision
        | CardFault::PhoneNeedsPin
        | CardFault::CardExpired { .. }
        | CardFault::Lost { .. }
        | CardFault::LostDuringVerify
        | CardFault::Silent { .. }
        | CardFault::Refused { .. }
        | CardFault::Malformed { .. } => "Put the card on the reader, leave it there, and try again.",
    };
    Failure::new(fault, to_do)
}

fn failed(fault: ServiceFault) -> Failure {
    let kind = match &fault {
        ServiceFault::Refused(problem) => problem.kind(),
        ServiceFault::Unreachable | ServiceFault::NoAnswer | ServiceFault::Garbled => None,
    };
    let to_do = match kind {
        Some(ProblemKind::NotEligible) => "No insurer knows this card, so nothing is kept of its holder.",
        Some(ProblemKind::Unauthorized) => "The session is over; try again.",
        Some(_) => "See what it says of the card's certificate; the municipal office renews it.",
        None => "Check --service, and whether it runs.",
    };
    Failure::new(fault, to_do)
}
