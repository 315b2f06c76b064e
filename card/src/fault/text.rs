//! Faults as text. The grammar, which the command line, the line to the server and scenarios share:
//!
//! ```text
//! plan   = "none" | fault *( "," fault )
//! fault  = what "@" where [ ":" hex ]             hex only after noise: the bytes in place of the answer
//! where  = a number from 1 | connect | select | tries-left | verify | identify-card
//!        | read-certificate | read-surface | sign | sign-surface
//! what   = removed-before | removed-after | hangs | noise | no-reader | reader-gone | card-gone | mute | busy
//!        | no-service | collision | other-technology | failed
//! ```
//!
//! `hang` and `silent` are read as `hangs`.

use std::{fmt, str::FromStr};

use kyotaku_core::card::LinkError;

use super::{Fault, FaultPlan, NOISE, Phase, Place};

/// Why a text is no fault. The message says which part, and what could stand there.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FaultTextError {
    /// There is no `@`.
    #[error("`{0}` is no fault: write what and where, for example removed-after@verify")]
    NoPlace(String),
    /// What is before the `@` is no fault.
    #[error(
        "`{0}` does not go wrong; what does is removed-before, removed-after, hangs, noise, or a link error: collision, \
         other-technology, mute, card-gone, busy, no-reader, reader-gone, no-service, failed"
    )]
    NoSuchFault(String),
    /// What is after the `@` is no place.
    #[error(
        "`{0}` is no place; places are the numbers of exchanges from 1 and connect, select, tries-left, verify, \
         identify-card, read-certificate, read-surface, sign, sign-surface"
    )]
    NoSuchPlace(String),
    /// Bytes after something that is not noise.
    #[error("`:` and bytes belong to `noise` only")]
    BytesWithoutNoise,
    /// What is after the `:` is not hexadecimal.
    #[error("`{0}` is not one byte or more in hexadecimal")]
    NotHexadecimal(String),
    /// There is no card yet.
    #[error("at `connect` there is no card yet: what goes wrong there is hangs, or a link error")]
    NoCardYet,
}

/// All link errors with their names, in fault texts, scenarios and over HTTP.
const LINK_ERRORS: [LinkError; 9] = [
    LinkError::NoReader,
    LinkError::ReaderGone,
    LinkError::CardGone,
    LinkError::Mute,
    LinkError::Busy,
    LinkError::NoService,
    LinkError::Collision,
    LinkError::OtherTechnology,
    LinkError::Failed,
];

/// The name of a link error.
pub fn name_of(error: LinkError) -> &'static str {
    match error {
        LinkError::NoReader => "no-reader",
        LinkError::ReaderGone => "reader-gone",
        LinkError::CardGone => "card-gone",
        LinkError::Mute => "mute",
        LinkError::Busy => "busy",
        LinkError::NoService => "no-service",
        LinkError::Collision => "collision",
        LinkError::OtherTechnology => "other-technology",
        LinkError::Failed => "failed",
    }
}

impl Fault {
    /// Its word, before the `@`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::PulledBefore => "removed-before",
            Self::PulledAfter => "removed-after",
            Self::Silent => "hangs",
            Self::Noise(_) => "noise",
            Self::Link(error) => name_of(*error),
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "removed-before" => Self::PulledBefore,
            "removed-after" => Self::PulledAfter,
            "hangs" | "hang" | "silent" => Self::Silent,
            "noise" => Self::Noise(NOISE.to_vec()),
            _ => Self::Link(LINK_ERRORS.into_iter().find(|error| name_of(*error) == word)?),
        })
    }
}

impl FromStr for Place {
    type Err = FaultTextError;

    fn from_str(text: &str) -> Result<Self, FaultTextError> {
        let phase = Phase::ALL.into_iter().find(|phase| phase.word() == text);
        // Digits only: `parse` would take a sign, and another way of writing the same number.
        let number = || {
            let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
            text.parse().ok().filter(|_| plain)
        };
        phase
            .map(Self::Phase)
            .or_else(|| number().map(Self::Exchange))
            .ok_or_else(|| FaultTextError::NoSuchPlace(text.to_owned()))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exchange(number) => write!(f, "{number}"),
            Self::Phase(phase) => f.write_str(phase.word()),
        }
    }
}

impl FromStr for FaultPlan {
    type Err = FaultTextError;

    fn from_str(text: &str) -> Result<Self, FaultTextError> {
        let text = text.trim();
        if text == "none" {
            return Ok(Self::none());
        }
        let faults = text
            .split(',')
            .map(|fault| read_one(fault.trim()))
            .collect::<Result<_, _>>()?;
        Ok(Self { faults })
    }
}

impl fmt::Display for FaultPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.faults.is_empty() {
            return f.write_str("none");
        }
        for (index, (place, fault)) in self.faults.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            write!(f, "{separator}{}@{place}", fault.word())?;
            match fault {
                Fault::Noise(bytes) if *bytes != NOISE => {
                    f.write_str(":")?;
                    bytes.iter().try_for_each(|byte| write!(f, "{byte:02X}"))?;
                }
                Fault::Noise(_)
                | Fault::PulledBefore
                | Fault::PulledAfter
                | Fault::Silent
                | Fault::Link(_) => {}
            }
        }
        Ok(())
    }
}

/// One fault, `WHAT@WHERE[:HEX]`.
pub fn read_one(text: &str) -> Result<(Place, Fault), FaultTextError> {
    let (what, place) = text
        .split_once('@')
        .ok_or_else(|| FaultTextError::NoPlace(text.to_owned()))?;
    let (place, bytes) = match place.split_once(':') {
        Some((place, bytes)) => (place, Some(bytes)),
        None => (place, None),
    };
    let fault = Fault::of_word(what).ok_or_else(|| FaultTextError::NoSuchFault(what.to_owned()))?;
    let place: Place = place.parse()?;
    let fault = match (fault, bytes) {
        (fault, None) => fault,
        (Fault::Noise(_), Some(bytes)) => {
            Fault::Noise(hexadecimal(bytes).ok_or_else(|| FaultTextError::NotHexadecimal(bytes.to_owned()))?)
        }
        (_, Some(_)) => return Err(FaultTextError::BytesWithoutNoise),
    };
    if place == Place::Phase(Phase::Connect) && !fault.fits_connect() {
        return Err(FaultTextError::NoCardYet);
    }
    Ok((place, fault))
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2).map(|pair| {
        let [high, low] = *pair else { return None };
        u8::try_from(digit(high)? << 4 | digit(low)?).ok()
    });
    pairs
        .collect::<Option<Vec<u8>>>()
        .filter(|bytes| !bytes.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_faults() -> Vec<Fault> {
        let mut faults = vec![
            Fault::PulledBefore,
            Fault::PulledAfter,
            Fault::Silent,
            Fault::Noise(NOISE.to_vec()),
            Fault::Noise(vec![0x6F, 0x00]),
            Fault::Noise(vec![0xFF]),
        ];
        faults.extend(LINK_ERRORS.map(Fault::Link));
        faults
    }

    #[test]
    fn every_fault_at_every_place_is_written_as_it_is_read() {
        let numbers = [1, 3, 11, u32::MAX].map(Place::Exchange);
        for place in numbers.into_iter().chain(Phase::ALL.map(Place::Phase)) {
            for fault in all_faults() {
                let plan = FaultPlan {
                    faults: vec![(place, fault.clone()), (Place::Exchange(7), Fault::Silent)],
                };
                let read = plan.to_string().parse();
                if place == Place::Phase(Phase::Connect) && !fault.fits_connect() {
                    assert_eq!(read, Err(FaultTextError::NoCardYet));
                } else {
                    assert_eq!(read, Ok(plan));
                }
            }
        }
        assert_eq!("none".parse(), Ok(FaultPlan::none()));
        assert_eq!(FaultPlan::none().to_string(), "none");
    }

    #[test]
    fn a_hang_and_a_silent_card_are_one_and_spaces_and_small_digits_are_taken() {
        for text in ["hangs@sign", "hang@sign", "silent@sign", " silent@sign "] {
            assert_eq!(
                text.parse(),
                Ok(FaultPlan::when(Phase::Sign, Fault::Silent)),
                "{text}"
            );
        }
        let noise = FaultPlan::when(Phase::Select, Fault::Noise(vec![0x6F, 0x00]));
        assert_eq!("noise@select:6f00".parse(), Ok(noise.clone()));
        assert_eq!(
            "noise@select:6F00, removed-before@3".parse(),
            Ok(noise.and_at(3, Fault::PulledBefore))
        );
    }

    #[test]
    fn what_is_no_fault_is_refused_and_the_part_is_named() {
        for (text, named) in [
            ("", "``"),
            ("hangs", "`hangs`"),
            ("yawns@sign", "`yawns`"),
            ("hangs@lunch", "`lunch`"),
            ("hangs@0", "`0`"),
            ("hangs@03", "`03`"),
            ("hangs@+3", "`+3`"),
            ("hangs@4294967296", "`4294967296`"),
            ("hangs@sign:00", "`noise`"),
            ("noise@sign:", "``"),
            ("noise@sign:6F0", "`6F0`"),
            ("noise@sign:+1", "`+1`"),
            ("noise@sign:６", "`６`"),
            ("noise@connect", "`connect`"),
            ("hangs@sign,,", "``"),
            ("hangs@sign,none", "`none`"),
        ] {
            let why = text.parse::<FaultPlan>().unwrap_err().to_string();
            assert!(why.contains(named), "{text}: {why}");
        }
    }
}
