//! Our own tap, through our own PC/SC reader.

use async_trait::async_trait;
use kyotaku_core::card::{
    CardChannel, CardReader, CertificateHead, CertificateRead, Digit, Generations, KnownCertificates,
    LastTry, Limits, LinkError, LinkProperties, MatchingNumberB, NumberPart, Pin, Reading,
    pcsc::{PcscReader, list_readers},
};
use std::sync::Arc;

use crate::{
    Failure,
    contender::{Brought, Place},
};

/// The link takes extended lengths, and the card, too.
pub(crate) fn extended(place: &Place) -> Result<Brought, Failure> {
    with_pin(place, PcscReader::named(&place.reader), false)
}

/// The link is one for short lengths.
pub(crate) fn short(place: &Place) -> Result<Brought, Failure> {
    with_pin(place, Short(PcscReader::named(&place.reader)), false)
}

/// The same, and the service has the certificate: it is not read whole.
pub(crate) fn short_known(place: &Place) -> Result<Brought, Failure> {
    with_pin(place, Short(PcscReader::named(&place.reader)), true)
}

fn with_pin(place: &Place, reader: impl CardReader, known: bool) -> Result<Brought, Failure> {
    let mut pin = Pin::default();
    for digit in [1, 2, 3, 4] {
        pin.push(Digit::new(digit).ok_or("no digit")?);
    }
    let reading = Reading {
        reader: &reader,
        limits: &Limits::default(),
        generations: &Generations::default(),
        progress: &|_news| {},
    };
    let known = Known(known);
    let tap = reading.with_pin(&pin, &place.message, LastTry::Ask, &known);
    let proof = runtime()?.block_on(tap)?;
    Ok(Brought {
        certificate: match proof.certificate {
            CertificateRead::Whole(der) => Some(der),
            CertificateRead::Known(_) => None,
        },
        signature: proof.signature,
    })
}

/// Without the PIN, with extended lengths.
pub(crate) fn visual_extended(place: &Place) -> Result<Brought, Failure> {
    visual(place, PcscReader::named(&place.reader))
}

/// The same, over a link for short lengths.
pub(crate) fn visual_short(place: &Place) -> Result<Brought, Failure> {
    visual(place, Short(PcscReader::named(&place.reader)))
}

fn visual(place: &Place, reader: impl CardReader) -> Result<Brought, Failure> {
    let mut number = MatchingNumberB::default();
    let mut digits = place.number.bytes();
    for part in NumberPart::ALL {
        for digit in digits.by_ref().take(part.length()) {
            number.push(part, Digit::new(digit.wrapping_sub(b'0')).ok_or("no digit")?);
        }
    }
    let reading = Reading {
        reader: &reader,
        limits: &Limits::default(),
        generations: &Generations::default(),
        progress: &|_news| {},
    };
    let today = jiff::Zoned::now().date();
    let tap = reading.without_pin(&number, &place.message, LastTry::Ask, today);
    let seen = runtime()?.block_on(tap)?;
    Ok(Brought {
        certificate: Some(seen.proof.certificate),
        signature: seen.proof.signature,
    })
}

/// What the service says of every certificate.
struct Known(bool);

#[async_trait]
impl KnownCertificates for Known {
    async fn knows(&self, _head: CertificateHead) -> bool {
        self.0
    }
}

/// A reader whose link carries short lengths only, as some phones' do.
struct Short(PcscReader);

#[async_trait]
impl CardReader for Short {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        Ok(Arc::new(ShortChannel(self.0.connect().await?)))
    }
}

struct ShortChannel(Arc<dyn CardChannel>);

#[async_trait]
impl CardChannel for ShortChannel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        self.0.transceive(command).await
    }

    fn properties(&self) -> LinkProperties {
        LinkProperties {
            extended_length: false,
            ..self.0.properties()
        }
    }
}

/// The full name of the reader that begins so: pcscd appends numbers.
pub(crate) fn full_reader_name(beginning: &str) -> Result<String, Failure> {
    let names = runtime()?.block_on(list_readers())?;
    names
        .into_iter()
        .find(|name| name.starts_with(beginning))
        .ok_or_else(|| format!("no reader {beginning}").into())
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?)
}
