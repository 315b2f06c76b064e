//! What the client gets: the service's answer, or what a mishap makes of it.

use kyotaku_core::eligibility::{Problem, ProblemKind, problem::CONTENT_TYPE};
use serde_json::Value;

use super::{Mishap, message::Message};

/// 薬剤情報: the item that was registered otherwise than it was answered, in October 2024.
const ITEM: &str = "YZK";

/// What the client gets.
pub(super) enum Reply {
    /// These bytes, and the connection is closed.
    Bytes(Vec<u8>),
    /// Nothing, and the connection is closed.
    Nothing,
    /// Nothing, and the connection stays open.
    Silence,
}

/// The reply to a request that does not reach the service; none if it is to reach it.
pub(super) fn instead_of_the_service(mishap: Option<Mishap>) -> Option<Reply> {
    match mishap? {
        Mishap::RequestLost => Some(Reply::Nothing),
        Mishap::RequestHeld => Some(Reply::Silence),
        Mishap::Refused(kind) => Some(Reply::Bytes(refusal(kind))),
        Mishap::AnswerLost
        | Mishap::AnswerHeld
        | Mishap::AnswerCut(_)
        | Mishap::AnswerReplaced(_)
        | Mishap::ReceiptDiffers => None,
    }
}

/// The reply to a request that the service answered; none if the mishap cannot happen to this answer.
pub(super) fn in_place_of(answer: &Message, mishap: Mishap) -> Option<Reply> {
    Some(match mishap {
        Mishap::AnswerLost | Mishap::RequestLost => Reply::Nothing,
        Mishap::AnswerHeld | Mishap::RequestHeld => Reply::Silence,
        Mishap::AnswerCut(length) => Reply::Bytes(answer.bytes[..length.min(answer.bytes.len())].to_vec()),
        Mishap::AnswerReplaced(other) => Reply::Bytes(other.as_bytes().to_vec()),
        Mishap::ReceiptDiffers => Reply::Bytes(read_back_that_differs(answer)?),
        Mishap::Refused(kind) => Reply::Bytes(refusal(kind)),
    })
}

/// A problem as the service would answer with it.
fn refusal(kind: ProblemKind) -> Vec<u8> {
    // A problem is text and numbers only; it always has a JSON form.
    let body = serde_json::to_vec(&Problem::new(kind)).unwrap_or_default();
    let head = format!("HTTP/1.1 {} \r\ncontent-type: {CONTENT_TYPE}\r\n", kind.status());
    with_body(&head, &body)
}

/// What was read back, changed in one thing; none if it has nothing that this mishap changes.
fn read_back_that_differs(answer: &Message) -> Option<Vec<u8>> {
    let mut read_back: Value = serde_json::from_slice(&answer.body).ok()?;
    twist_receipt(&mut read_back).or_else(|| twist_standing(&mut read_back))?;
    let head = answer.head.trim_end().lines();
    let head: String = head
        .filter(|line| !line.to_ascii_lowercase().starts_with("content-length:"))
        .flat_map(|line| [line, "\r\n"])
        .collect();
    Some(with_body(&head, read_back.to_string().as_bytes()))
}

/// The other decision in a receipt's row of one item.
fn twist_receipt(receipt: &mut Value) -> Option<()> {
    let mut items = receipt.get_mut("items")?.as_array_mut()?.iter_mut();
    let decision = items.find(|held| held["item"] == ITEM)?.get_mut("decision")?;
    let other = match decision.as_str()? {
        "agree" => "decline",
        _ => "agree",
    };
    *decision = other.into();
    Some(())
}

/// The first answer that was revoked is in force.
fn twist_standing(standing: &mut Value) -> Option<()> {
    let mut answers = standing.get_mut("answers")?.as_array_mut()?.iter_mut();
    let answer = answers.find(|answer| answer["standing"] == "revoked")?;
    answer["standing"] = "given".into();
    answer["revocation"] = Value::Null;
    Some(())
}

/// `head` is every line of it but the length, each with its end.
fn with_body(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("{head}content-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}
