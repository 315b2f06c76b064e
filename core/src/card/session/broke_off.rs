//! What every tap that breaks off leaves behind it, whichever kind of tap it was.

use super::scripted::{Ended, SELECT, TRIES_LEFT, VERIFY};
use crate::card::{CardFault, Tries};

/// The tap, of whichever kind, broke off at the command at `position`: nothing was sent after it, and VERIFY as often as was its
/// turn.
#[track_caller]
pub(super) fn assert_broke_off_at<T>(ended: &Ended<T>, position: usize, fault: CardFault) {
    assert_eq!(ended.fault(), fault);
    assert_eq!(ended.commands.len(), position + 1, "{fault}");
    assert_eq!(
        ended.secrets_presented(),
        usize::from(position >= VERIFY),
        "{fault}"
    );
    let tries = match position {
        SELECT | TRIES_LEFT => Tries::Untouched,
        VERIFY => Tries::Unknown,
        _ => Tries::Full,
    };
    assert_eq!(fault.tries(), tries, "{fault}");
}
