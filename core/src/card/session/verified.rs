//! A card that accepted the secret: it reads and signs.

use std::marker::PhantomData;

use super::refused;
use crate::card::{CardFault, Phase, apdu::Command, exchange::Link, names::KeyId, status::Meaning};

/// The lengths that a signature may have, in bytes: 96 for ECDSA with P-384, which the next card is announced
/// to have, to 512 for RSA-4096. Today's cards give 256 (RSA-2048). Whether it is the right length for the
/// certificate's key, the service finds by verifying it.
const SIGNATURE_LENGTHS: std::ops::RangeInclusive<usize> = 96..=512;

/// A card that accepted the secret `S`.
pub(super) struct Verified<'a, S> {
    pub(super) link: Link<'a>,
    secret: PhantomData<fn(&S)>,
}

impl<'a, S> Verified<'a, S> {
    pub(super) fn new(link: Link<'a>) -> Self {
        Self {
            link,
            secret: PhantomData,
        }
    }
}

/// Has the card sign a hash.
pub(super) async fn sign(
    link: &mut Link<'_>,
    phase: Phase,
    key: KeyId,
    hash: &[u8; 32],
) -> Result<Vec<u8>, CardFault> {
    let answer = link.ask(phase, Command::sign_sha_256(key, hash)).await?;
    match answer.meaning() {
        Meaning::Done if SIGNATURE_LENGTHS.contains(&answer.data.len()) => Ok(answer.data),
        Meaning::Done => Err(CardFault::Malformed { phase }),
        Meaning::EndOfFile
        | Meaning::MoreData(_)
        | Meaning::RightLe(_)
        | Meaning::TriesLeft(_)
        | Meaning::Blocked
        | Meaning::NotFound
        | Meaning::PastTheEnd
        | Meaning::NoReasonGiven
        | Meaning::OtherRefusal => Err(refused(phase, answer.status)),
    }
}
