//! What a card is that does not have the application that was wanted.

use super::file_read::{File, FileRead};
use crate::card::{
    CardFault, OtherCard, Phase,
    apdu::Command,
    exchange::Link,
    names::{Application, TOKEN},
    status::Meaning,
};

const PHASE: Phase = Phase::IdentifyCard;

/// The first 32 of the 160 bytes of token information: its label.
const LABEL: File = File {
    id: TOKEN,
    phase: PHASE,
    longest: LABEL_LENGTH,
    length: |_| Some(LABEL_LENGTH),
    absent: None,
};
const LABEL_LENGTH: usize = 32;
/// The labels of the certificates in phones, Android and iPhone, as myna-card's source has them.
const PHONES: [&[u8]; 2] = [b"JPKIAPGPSETOKEN", b"JPKIAPIOSTOKEN"];

/// Of a card without the JPKI application. Whatever goes wrong while it is asked, that much is known.
pub(super) async fn without_jpki(mut link: Link<'_>) -> CardFault {
    for (application, card) in [
        (Application::ResidenceCard, OtherCard::ResidenceCard),
        (Application::DrivingLicence, OtherCard::DrivingLicence),
    ] {
        match has(&mut link, application).await {
            Ok(true) => return CardFault::NotMyNumberCard { card },
            Ok(false) => {}
            Err(_) => break,
        }
    }
    CardFault::NotMyNumberCard {
        card: OtherCard::Unknown,
    }
}

/// Of a card without the surface application: a phone, if the label of its JPKI application says so.
pub(super) async fn without_surface(mut link: Link<'_>) -> CardFault {
    match has(&mut link, Application::Jpki).await {
        Ok(true) => {}
        Ok(false) => return without_jpki(link).await,
        Err(fault) => return fault,
    }
    match FileRead::begin(&mut link, &LABEL).await {
        Ok(label) if PHONES.iter().any(|phone| label.bytes().starts_with(phone)) => CardFault::PhoneNeedsPin,
        Ok(_) | Err(CardFault::Refused { .. }) => CardFault::NotMyNumberCard {
            card: OtherCard::Unknown,
        },
        Err(fault) => fault,
    }
}

async fn has(link: &mut Link<'_>, application: Application) -> Result<bool, CardFault> {
    let answer = link.ask(PHASE, Command::select(application)).await?;
    // A card says in many ways that it does not have something.
    Ok(answer.meaning() == Meaning::Done)
}
