//! For the fuzz targets in `fuzz/`, and compiled for nobody else: the parsers of what a card says, which are not public.

use super::{Portrait, certificate, surface_record};

/// The length that the beginning of a certificate announces.
pub fn certificate_length(first: &[u8]) -> Option<usize> {
    certificate::announced_length(first)
}

/// The lengths that the beginnings of the record and of its issuer's certificate announce.
pub fn surface_lengths(first: &[u8]) -> [Option<usize>; 2] {
    [
        surface_record::record_length(first),
        surface_record::issuer_certificate_length(first),
    ]
}

/// The holder's objects and the portrait's bytes, of a record that is one.
pub fn surface_record(record: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let record = surface_record::SurfaceRecord::parse(record)?;
    Some((record.holder, record.portrait.to_vec()))
}

/// The picture.
pub fn portrait(jpeg_2000: &[u8]) -> Option<Portrait> {
    Portrait::decode(jpeg_2000)
}
