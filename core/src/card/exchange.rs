//! One command and its answer, under a time limit; the two answers that only ask for another command, 61xx and 6Cxx;
//! and extended length, which is tried where nothing speaks against it. VERIFY has a way of its own,
//! [`Link::present`], which sends once and follows nothing.

use std::{sync::Arc, time::Duration};

use tracing::debug;
use zeroize::Zeroizing;

use super::{
    CardChannel, CardFault, Generations, LinkProperties, Phase,
    apdu::{Answer, Command, MOST_DATA},
    status::Meaning,
};

/// 6982: the file is there, and closed.
const NOT_AUTHORISED: u16 = 0x6982;

/// A channel, with the limits that keep a silent or a talkative card from holding us.
pub(super) struct Link<'a> {
    channel: Arc<dyn CardChannel>,
    properties: LinkProperties,
    generations: &'a Generations,
    limit: Duration,
    left: u32,
}

/// Why an exchange brought no answer.
enum Unanswered {
    /// The link failed: why is in the log, and makes no difference to the tap.
    Lost,
    /// The time limit passed.
    Silent,
}

impl<'a> Link<'a> {
    /// Over `channel`, every exchange within `limit`: a phone's channel may never answer. After `most` commands that
    /// are not VERIFY, a card that asks for more is leading us in circles.
    pub(super) fn new(
        channel: Arc<dyn CardChannel>,
        limit: Duration,
        generations: &'a Generations,
        most: u32,
    ) -> Self {
        Self {
            properties: channel.properties(),
            channel,
            generations,
            limit,
            left: most,
        }
    }

    /// Sends `command`. Fetches what the card announces with 61xx; on 6Cxx sends the command once more, with
    /// the Le that the card named. The answer holds all the data and the last status word.
    pub(super) async fn ask(&mut self, phase: Phase, mut command: Command) -> Result<Answer, CardFault> {
        let mut data = Vec::new();
        let mut corrected = false;
        loop {
            let answer = self.ask_once(phase, &command).await?;
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
                | Meaning::EndOfFile
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

    /// Sends `command`, which reads, asking for `wanted` bytes in extended length. `None` if that was not tried, or the
    /// card refused: then the short form is to be sent. An answer that is about the file, and not about the length, is
    /// given back as it came.
    pub(super) async fn ask_extended(
        &mut self,
        phase: Phase,
        command: Command,
        wanted: usize,
    ) -> Result<Option<Answer>, CardFault> {
        if !self.generations.try_extended(&self.properties) {
            return Ok(None);
        }
        let answer = match self.ask_once(phase, &command.extended(wanted)).await {
            Ok(answer) => answer,
            Err(fault) => {
                self.generations.broke_at_extended(&self.properties);
                return Err(fault);
            }
        };
        let about_the_length = match answer.meaning() {
            Meaning::Done
            | Meaning::EndOfFile
            | Meaning::NotFound
            | Meaning::PastTheEnd
            | Meaning::TriesLeft(_) => false,
            Meaning::OtherRefusal => answer.status.code() != NOT_AUTHORISED,
            Meaning::MoreData(_) | Meaning::RightLe(_) | Meaning::Blocked | Meaning::NoReasonGiven => true,
        };
        if about_the_length {
            debug!(?phase, "no extended length");
            self.generations.refused_extended(&self.properties);
            return Ok(None);
        }
        if answer.data.len() > MOST_DATA {
            self.generations.took_extended(&self.properties);
        }
        Ok(Some(answer))
    }

    /// What the card gave to an extended command was cut to what a short one brings: extended length is of no use.
    pub(super) fn was_cut(&self) {
        self.generations.refused_extended(&self.properties);
    }

    async fn ask_once(&mut self, phase: Phase, command: &Command) -> Result<Answer, CardFault> {
        self.left = self.left.checked_sub(1).ok_or_else(|| {
            debug!(?phase, "too many exchanges");
            CardFault::Malformed { phase }
        })?;
        let bytes =
            self.exchange(phase, command.to_bytes())
                .await
                .map_err(|unanswered| match unanswered {
                    Unanswered::Lost => CardFault::Lost { phase },
                    Unanswered::Silent => CardFault::Silent { phase },
                })?;
        split(phase, bytes, command.most_data()).ok_or(CardFault::Malformed { phase })
    }

    /// Sends VERIFY. Once: whatever comes back, or does not, nothing is sent after it here. Anything but a
    /// bare status word leaves it open whether the card counted a try.
    pub(super) async fn present(&mut self, mut verify: Zeroizing<Vec<u8>>) -> Result<Answer, CardFault> {
        let phase = Phase::Verify;
        // The channel gets the only copy, and has to wipe it: see `CardChannel::transceive`.
        let bytes = self.exchange(phase, std::mem::take(&mut *verify)).await;
        let answer = bytes.ok().and_then(|bytes| split(phase, bytes, MOST_DATA));
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
fn split(phase: Phase, bytes: Vec<u8>, most: usize) -> Option<Answer> {
    let answer = Answer::split(bytes, most);
    match &answer {
        Some(answer) => debug!(?phase, status = %answer.status, "answer"),
        None => debug!(?phase, "no status word"),
    }
    answer
}
