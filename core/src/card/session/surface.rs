//! The surface application: the record, what signed it, and a signature by the application's own key, which needs no
//! secret; then the certificate, from the other application.

use tokio::task::spawn_blocking;

use super::{
    Reading,
    certificate_read::CERTIFICATE,
    file_read::{File, FileRead},
    refused,
    verified::{Verified, sign},
};
use crate::{
    card::{
        CardFault, MatchingNumberB, Phase, Portrait, SurfaceProof, SurfaceReading,
        apdu::Command,
        exchange::Link,
        names::{Application, ISSUER_CERTIFICATE, SURFACE_KEY, SURFACE_RECORD},
        status::Meaning,
        surface_record::{self, LONGEST_ISSUER_CERTIFICATE, LONGEST_RECORD, SurfaceRecord},
    },
    eligibility::date::Date,
};

const PHASE: Phase = Phase::ReadSurface;
const MALFORMED: CardFault = CardFault::Malformed { phase: PHASE };

const RECORD: File = File {
    id: SURFACE_RECORD,
    phase: PHASE,
    longest: LONGEST_RECORD,
    length: surface_record::record_length,
    absent: None,
};

const ISSUER: File = File {
    id: ISSUER_CERTIFICATE,
    phase: PHASE,
    longest: LONGEST_ISSUER_CERTIFICATE,
    length: surface_record::issuer_certificate_length,
    absent: None,
};

impl Verified<'_, MatchingNumberB> {
    /// Reads the record, unless the card has expired by `today`, and has the application's key sign `hash`.
    pub(super) async fn prove(
        mut self,
        reading: &Reading<'_>,
        hash: &[u8; 32],
        today: Date,
    ) -> Result<SurfaceReading, CardFault> {
        let link = &mut self.link;
        reading.phase(PHASE);
        let record = FileRead::whole(link, &RECORD).await?;
        let mut record = SurfaceRecord::parse(&record).ok_or(MALFORMED)?;
        if record.expires_on < today {
            return Err(CardFault::CardExpired {
                on: record.expires_on,
            });
        }
        let issuer_certificate = FileRead::whole(link, &ISSUER).await?.to_vec();

        reading.phase(Phase::SignSurface);
        let signature = sign(link, Phase::SignSurface, SURFACE_KEY, hash).await?;

        reading.phase(Phase::ReadCertificate);
        select_jpki(link).await?;
        let certificate = std::mem::take(&mut *FileRead::whole(link, &CERTIFICATE).await?);
        // The card is let go before the portrait is decoded.
        drop(self);

        let portrait = std::mem::take(&mut record.portrait);
        // On a thread for work that blocks; and should the decoder panic, it is no more than a portrait that is none.
        let portrait = spawn_blocking(move || Portrait::decode(&portrait)).await;
        Ok(SurfaceReading {
            portrait: portrait.ok().flatten().ok_or(MALFORMED)?,
            expires_on: record.expires_on,
            proof: SurfaceProof {
                certificate,
                holder: record.holder,
                images_digest: record.images_digest,
                portrait_digest: record.portrait_digest,
                record_signature: record.signature,
                issuer_certificate,
                signature,
            },
        })
    }
}

/// Selecting another application ends what the secret opened, which is not needed any more.
async fn select_jpki(link: &mut Link<'_>) -> Result<(), CardFault> {
    let phase = Phase::ReadCertificate;
    let answer = link.ask(phase, Command::select(Application::Jpki)).await?;
    match answer.meaning() {
        Meaning::Done => Ok(()),
        Meaning::NotFound => Err(CardFault::NoCertificate),
        Meaning::EndOfFile
        | Meaning::MoreData(_)
        | Meaning::RightLe(_)
        | Meaning::TriesLeft(_)
        | Meaning::Blocked
        | Meaning::PastTheEnd
        | Meaning::NoReasonGiven
        | Meaning::OtherRefusal => Err(refused(phase, answer.status)),
    }
}
