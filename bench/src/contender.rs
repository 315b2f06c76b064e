//! Who takes part. Each gets the same card, new, in the same reader, and has to bring a certificate and a signature.

use kyotaku_card::{Exchanged, FaultPlan, pcscd::Stack, sample, vpcd::Plugged};
use kyotaku_core::{card::ChallengeMessage, visit::CareMode};

use crate::{Failure, opensc, ours, peers};

/// The sample card that everybody taps. Its certificate is as long as one of a J-LIS test card, to a few bytes.
const SLUG: &str = "valid";
/// What the service would have made up.
const NONCE: &str = "bWFkZSB1cA==";

/// A program, or one way of ours.
pub(crate) struct Contender {
    /// As it stands in the table.
    pub(crate) name: &'static str,
    /// What it does beyond the task, or leaves out.
    pub(crate) remark: &'static str,
    task: Task,
    run: fn(&Place) -> Result<Brought, Failure>,
}

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Task {
    /// PIN, certificate, signature.
    Pin,
    /// Without the PIN (目視): 照合番号B, the surface record, a signature by the card's surface key, certificate.
    Visual,
}

/// What a run works with.
pub(crate) struct Place {
    /// The full name of the reader with the card.
    pub(crate) reader: String,
    /// What is to be signed.
    pub(crate) message: ChallengeMessage,
    /// 照合番号B of the card.
    pub(crate) number: String,
    /// The card, to look at and to record from.
    pub(crate) card: Plugged,
    /// Somewhere for files.
    pub(crate) folder: tempfile::TempDir,
}

/// What a run must bring.
pub(crate) struct Brought {
    /// The certificate, DER; `None` where the point is that it is not read whole.
    pub(crate) certificate: Option<Vec<u8>>,
    /// The signature over [`Place::message`].
    pub(crate) signature: Vec<u8>,
}

/// A run, measured.
pub(crate) struct Line {
    /// As it stands in the table.
    pub(crate) name: &'static str,
    /// What it does beyond the task, or leaves out.
    pub(crate) remark: &'static str,
    /// What crossed the card's end of the link.
    pub(crate) exchanges: Vec<Exchanged>,
    task: Task,
    signature: Vec<u8>,
}

/// Everybody, in the order of the table.
pub(crate) fn all() -> Vec<Contender> {
    let contender = |task| {
        move |name, remark, run| Contender {
            name,
            remark,
            task,
            run,
        }
    };
    let (with_pin, visual) = (contender(Task::Pin), contender(Task::Visual));
    vec![
        with_pin(
            "Kyotaku, extended lengths",
            "asks the tries left first",
            ours::extended,
        ),
        with_pin("Kyotaku, short lengths", "asks the tries left first", ours::short),
        with_pin(
            "Kyotaku, short lengths, certificate known to the service",
            "asks the tries left first; reads 256 bytes of the certificate",
            ours::short_known,
        ),
        with_pin(
            "myna-card 3.3.4",
            "asked for the tries left; its ordinary calls",
            peers::myna_card,
        ),
        with_pin(
            "jpki 0.4.3",
            "not asked for the tries left; its PC/SC layer sends every command twice, VERIFY too",
            peers::jpki,
        ),
        with_pin(
            "OpenSC: pkcs11-tool",
            "one process: login, certificate, signature",
            opensc::pkcs11_tool,
        ),
        with_pin(
            "OpenSC: pkcs15-tool and pkcs15-crypt",
            "two processes: certificate, signature",
            opensc::pkcs15_tools,
        ),
        visual(
            "Kyotaku, 目視, extended lengths",
            "asks the tries left first",
            ours::visual_extended,
        ),
        visual(
            "Kyotaku, 目視, short lengths",
            "asks the tries left first",
            ours::visual_short,
        ),
        visual(
            "myna-card 3.3.4, 目視",
            "asked for the tries left; its ordinary calls",
            peers::myna_card_visual,
        ),
    ]
}

impl Contender {
    /// Runs it on a new card, and counts.
    pub(crate) fn measured(self, stack: &Stack) -> Result<Line, Failure> {
        let card = sample::card(SLUG, jiff::Timestamp::now())?;
        let certificate = card.authentication_certificate().to_vec();
        let card = stack.plug(card, FaultPlan::none())?;
        let institution = "1312345678".parse().map_err(|_| "the institution's code")?;
        let place = Place {
            reader: ours::full_reader_name(stack.reader_name())?,
            message: match self.task {
                Task::Pin => ChallengeMessage::new(&institution, CareMode::HomeVisit, NONCE),
                Task::Visual => ChallengeMessage::without_pin(&institution, CareMode::HomeVisit, NONCE),
            },
            number: sample::find(SLUG).ok_or("no such sample")?.matching_number(),
            card,
            folder: tempfile::tempdir()?,
        };
        place.card.record();
        let brought = (self.run)(&place).map_err(|why| format!("{}: {why}", self.name))?;
        if brought.certificate.is_some_and(|read| read != certificate) {
            return Err(format!("{}: that is not the card's certificate", self.name).into());
        }
        Ok(Line {
            name: self.name,
            remark: self.remark,
            exchanges: place.card.recorded(),
            task: self.task,
            signature: brought.signature,
        })
    }
}

/// An error if somebody brought another signature than the first of the same task did.
pub(crate) fn did_the_same(lines: &[Line]) -> Result<(), Failure> {
    for line in lines {
        let first = lines.iter().find(|first| first.task == line.task);
        if first.is_some_and(|first| first.signature != line.signature) || line.signature.len() != 256 {
            return Err(format!("{}: the signature is another", line.name).into());
        }
    }
    Ok(())
}
