//! Our own tap, through our own PC/SC reader.

use kyotaku_core::card::{
    CertificateRead, Digit, LastTry, Limits, Pin,
    pcsc::{PcscReader, list_readers},
    read_card,
};

use crate::{
    Failure,
    contender::{Brought, Place},
};

pub(crate) fn short(place: &Place) -> Result<Brought, Failure> {
    let mut pin = Pin::default();
    for digit in [1, 2, 3, 4] {
        pin.push(Digit::new(digit).ok_or("no digit")?);
    }
    let reader = PcscReader::named(&place.reader);
    let limits = Limits::default();
    let tap = read_card(&reader, &pin, &place.message, LastTry::Ask, &limits, &|_| {});
    let proof = runtime()?.block_on(tap)?;
    Ok(Brought {
        certificate: match proof.certificate {
            CertificateRead::Whole(der) => Some(der),
            CertificateRead::Known(_) => None,
        },
        signature: proof.signature,
    })
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
