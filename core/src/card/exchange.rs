//! One command and its answer, under a time limit; and the two answers that only ask for another command,
//! 61xx and 6Cxx. VERIFY has a way of its own, [`Link::present`], which sends once and follows nothing.

use std::{sync::Arc, time::Duration};

use tracing::debug;
use zeroize::Zeroizing;

use super::{
    CardChannel, CardFault, Phase,
    apdu::{Answer, Command},
    status::Meaning,
};

/// The most commands of one tap that are not VERIFY. A tap needs 10; [`super::certificate::LONGEST`] in
/// pieces of 128 bytes, every one announced by 61xx, would need 68. A card that asks for more is leading us
/// in circles.
const MOST_COMMANDS: u32 = 80;

/// A channel, with the limits that keep a silent or a talkative card from holding us.
pub(super) struct Link {
    channel: Arc<dyn CardChannel>,
    limit: Duration,
    sent: u32,
}

/// Why an exchange brought no answer.
enum Unanswered {
    /// The link failed: why is in the log, and makes no difference to the tap.
    Lost,
    /// The time limit passed.
    Silent,
}

impl Link {
    /// Over `channel`, every exchange within `limit`: a phone's channel may never answer.
    pub(super) fn new(channel: Arc<dyn CardChannel>, limit: Duration) -> Self {
        Self {
            channel,
            limit,
            sent: 0,
        }
    }

    /// Sends `command`. Fetches what the card announces with 61xx; on 6Cxx sends the command once more, with
    /// the Le that the card named. The answer holds all the data and the last status word.
    pub(super) async fn ask(&mut self, phase: Phase, mut command: Command) -> Result<Answer, CardFault> {
        let mut data = Vec::new();
        let mut corrected = false;
        loop {
            if self.sent == MOST_COMMANDS {
                debug!(?phase, "too many exchanges");
                return Err(CardFault::Malformed { phase });
            }
            self.sent += 1;
            let bytes =
                self.exchange(phase, command.to_bytes())
                    .await
                    .map_err(|unanswered| match unanswered {
                        Unanswered::Lost => CardFault::Lost { phase },
                        Unanswered::Silent => CardFault::Silent { phase },
                    })?;
            let answer = split(phase, bytes).ok_or(CardFault::Malformed { phase })?;
            match answer.meaning() {
                Meaning::RightLe(le) if command.follow() && !corrected => {
                    corrected = true;
                    command = command.with_le(le);
                }
                Meaning::MoreData(waiting) if command.follow() => {
                    data.extend(answer.data);
                    corrected = false;
                    command = Command::get_response(waiting);
                }
                Meaning::RightLe(_)
                | Meaning::MoreData(_)
                | Meaning::Done
                | Meaning::TriesLeft(_)
                | Meaning::Blocked
                | Meaning::NotFound
                | Meaning::PastTheEnd
                | Meaning::NoReasonGiven
                | Meaning::OtherRefusal => {
                    data.extend(answer.data);
                    return Ok(Answer {
                        data,
                        status: answer.status,
                    });
                }
            }
        }
    }

    /// Sends VERIFY. Once: whatever comes back, or does not, nothing is sent after it here. Anything but a
    /// bare status word leaves it open whether the card counted a try.
    pub(super) async fn present(&mut self, mut verify: Zeroizing<Vec<u8>>) -> Result<Answer, CardFault> {
        let phase = Phase::Verify;
        // The channel gets the only copy, and has to wipe it: see `CardChannel::transceive`.
        let bytes = self.exchange(phase, std::mem::take(&mut *verify)).await;
        let answer = bytes.ok().and_then(|bytes| split(phase, bytes));
        answer
            .filter(|answer| answer.data.is_empty())
            .ok_or(CardFault::LostDuringVerify)
    }

    async fn exchange(&self, phase: Phase, command: Vec<u8>) -> Result<Vec<u8>, Unanswered> {
        match tokio::time::timeout(self.limit, self.channel.transceive(command)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => {
                debug!(?phase, %error, "no answer");
                Err(Unanswered::Lost)
            }
            Err(_) => {
                debug!(?phase, "no answer in time");
                Err(Unanswered::Silent)
            }
        }
    }
}

/// Splits an answer, and logs its status word: no other byte of a command or an answer is ever logged.
fn split(phase: Phase, bytes: Vec<u8>) -> Option<Answer> {
    let answer = Answer::split(bytes);
    match &answer {
        Some(answer) => debug!(?phase, status = %answer.status, "answer"),
        None => debug!(?phase, "no status word"),
    }
    answer
}
