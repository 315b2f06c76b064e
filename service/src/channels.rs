//! Which channel serves what: its modes, and how it may make sure that the card's holder is there. Asked when a challenge is
//! given, when a card is checked, and by the guard when a consent is registered.

use kyotaku_core::{eligibility::ProblemKind, origin::Channel, visit::CareMode};

use crate::{http::Refusal, proof::sent::Proof};

/// The modes that a channel serves. That the 顔認証付きカードリーダー, which stands at the clinic's counter, serves 外来 and nothing
/// else, and the two others everything else, is our reading `[I]`.
fn modes(channel: Channel) -> &'static [CareMode] {
    match channel {
        Channel::VisitApp | Channel::ReceptionWeb => &[CareMode::HomeVisit, CareMode::OnlineOutpatient],
        Channel::FaceReader => &[CareMode::Outpatient],
    }
}

/// Refuses a mode that the channel does not serve.
pub(crate) fn mode_is_served(channel: Channel, mode: CareMode) -> Result<(), Refusal> {
    if modes(channel).contains(&mode) {
        Ok(())
    } else {
        Err(Refusal::new(
            ProblemKind::ModeNotOfChannel,
            "Another channel serves this mode.",
        ))
    }
}

/// Refuses a proof that the channel does not take. マイナ在宅受付Web always asks for the PIN: nobody of the clinic need be there to
/// compare a face. That staff may at the 顔認証付きカードリーダー is our reading `[I]`.
pub(crate) fn identity_is_allowed(channel: Channel, proof: &Proof) -> Result<(), Refusal> {
    match (channel, proof) {
        (Channel::VisitApp | Channel::FaceReader, Proof::Pin(_) | Proof::Visual(_))
        | (Channel::ReceptionWeb, Proof::Pin(_)) => Ok(()),
        (Channel::ReceptionWeb, Proof::Visual(_)) => Err(Refusal::new(
            ProblemKind::IdentityNotOfChannel,
            "This channel always asks for the PIN.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mode_is_served_by_the_channels_that_the_table_says_and_by_no_other() {
        use Channel::{FaceReader, ReceptionWeb, VisitApp};
        for (mode, served_by) in [
            (CareMode::HomeVisit, &[VisitApp, ReceptionWeb][..]),
            (CareMode::OnlineOutpatient, &[VisitApp, ReceptionWeb]),
            (CareMode::Outpatient, &[FaceReader]),
        ] {
            for channel in Channel::ALL {
                let refusal = mode_is_served(channel, mode).err().map(|refusal| refusal.kind);
                let expected = (!served_by.contains(&channel)).then_some(ProblemKind::ModeNotOfChannel);
                assert_eq!(refusal, expected, "{channel:?} {mode:?}");
            }
        }
    }
}
