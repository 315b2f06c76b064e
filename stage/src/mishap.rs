//! What happens to a call on its way to the service and back, as a scenario writes it: which call, and what.

use kyotaku_core::eligibility::ProblemKind;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::wire::Mishap;

/// A call of the protocol, by the name that scenarios give it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Call {
    /// `GET /v1/settings`.
    Settings,
    /// `POST /v1/challenges`.
    Challenge,
    /// `POST /v1/certificate-lookups`.
    Lookup,
    /// `POST /v1/eligibility-checks`.
    Check,
    /// `POST /v1/registrations`.
    Register,
    /// `POST /v1/revocations`.
    Revoke,
}

impl Call {
    /// Its path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Settings => "/v1/settings",
            Self::Challenge => "/v1/challenges",
            Self::Lookup => "/v1/certificate-lookups",
            Self::Check => "/v1/eligibility-checks",
            Self::Register => "/v1/registrations",
            Self::Revoke => "/v1/revocations",
        }
    }
}

/// What happens to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// [`Mishap::RequestLost`].
    RequestLost,
    /// [`Mishap::RequestHeld`].
    RequestHeld,
    /// [`Mishap::AnswerLost`].
    AnswerLost,
    /// [`Mishap::AnswerHeld`].
    AnswerHeld,
    /// [`Mishap::AnswerCut`], after [`CUT_AFTER`] bytes.
    AnswerCut,
    /// [`Mishap::AnswerReplaced`] with [`SIGN_IN`].
    AnswerGarbage,
    /// [`Mishap::ReceiptDiffers`]; of [`Call::Register`] and [`Call::Revoke`] only.
    ReceiptDiffers,
    /// [`Mishap::Refused`].
    Refused,
}

/// How many bytes of an answer that is cut come through: some of its head, nothing of its body.
pub const CUT_AFTER: usize = 40;

/// The page of a Wi-Fi that wants a password first.
pub const SIGN_IN: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 14\r\n\r\n<html>Sign in!";

/// The problem of a refusal for which the scenario names none: whether such a request was stored, the protocol leaves open.
pub const USUAL_PROBLEM: ProblemKind = ProblemKind::StorageUnavailable;

/// A mishap, once, to the next call of this name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ServiceMishap {
    /// Which call.
    pub call: Call,
    /// What happens to it.
    pub mishap: Mishap,
}

/// The same as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    call: Call,
    fault: Fault,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl<'de> Deserialize<'de> for ServiceMishap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { call, fault, problem } = Written::deserialize(deserializer)?;
        let problem = problem
            .map(|name| problem_of(&name))
            .transpose()
            .map_err(D::Error::custom)?;
        if problem.is_some() && fault != Fault::Refused {
            return Err(D::Error::custom("`problem` belongs to the fault `refused` only"));
        }
        if fault == Fault::ReceiptDiffers && ![Call::Register, Call::Revoke].contains(&call) {
            return Err(D::Error::custom(
                "`call`: only `register` and `revoke` read back what could differ",
            ));
        }
        let mishap = match fault {
            Fault::RequestLost => Mishap::RequestLost,
            Fault::RequestHeld => Mishap::RequestHeld,
            Fault::AnswerLost => Mishap::AnswerLost,
            Fault::AnswerHeld => Mishap::AnswerHeld,
            Fault::AnswerCut => Mishap::AnswerCut(CUT_AFTER),
            Fault::AnswerGarbage => Mishap::AnswerReplaced(SIGN_IN),
            Fault::ReceiptDiffers => Mishap::ReceiptDiffers,
            Fault::Refused => Mishap::Refused(problem.unwrap_or(USUAL_PROBLEM)),
        };
        Ok(Self { call, mishap })
    }
}

fn problem_of(name: &str) -> Result<ProblemKind, String> {
    let mut known = ProblemKind::ALL.iter().copied();
    known
        .find(|kind| kind.name() == name)
        .ok_or_else(|| format!("`problem`: the service has no problem `{name}`; docs/protocol.md lists them"))
}

impl Serialize for ServiceMishap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (fault, problem) = match self.mishap {
            Mishap::RequestLost => (Fault::RequestLost, None),
            Mishap::RequestHeld => (Fault::RequestHeld, None),
            Mishap::AnswerLost => (Fault::AnswerLost, None),
            Mishap::AnswerHeld => (Fault::AnswerHeld, None),
            Mishap::AnswerCut(_) => (Fault::AnswerCut, None),
            Mishap::AnswerReplaced(_) => (Fault::AnswerGarbage, None),
            Mishap::ReceiptDiffers => (Fault::ReceiptDiffers, None),
            Mishap::Refused(kind) => (Fault::Refused, Some(kind.name().to_owned())),
        };
        let written = Written {
            call: self.call,
            fault,
            problem,
        };
        written.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(written: Value) -> Result<ServiceMishap, String> {
        serde_json::from_value(written).map_err(|error| error.to_string())
    }

    #[test]
    fn each_call_and_each_fault_is_read_and_written_by_the_same_name() {
        for call in ["settings", "challenge", "check", "register", "revoke"] {
            for fault in [
                "request-lost",
                "request-held",
                "answer-lost",
                "answer-held",
                "answer-cut",
                "answer-garbage",
            ] {
                let written = json!({ "call": call, "fault": fault });
                let mishap = read(written.clone()).unwrap();
                assert_eq!(serde_json::to_value(mishap).unwrap(), written);
            }
        }
    }

    #[test]
    fn only_what_stores_reads_back_what_can_differ() {
        for call in ["settings", "challenge", "check", "register", "revoke"] {
            let written = json!({ "call": call, "fault": "receipt-differs" });
            match read(written.clone()) {
                Ok(mishap) => assert_eq!(serde_json::to_value(mishap).unwrap(), written),
                Err(why) => {
                    let stores = ["register", "revoke"].contains(&call);
                    assert!(!stores && why.contains("`register` and `revoke`"), "{why}");
                }
            }
        }
    }

    #[test]
    fn a_refusal_is_by_the_problem_that_is_named_or_by_the_usual_one() {
        for kind in ProblemKind::ALL {
            let written = json!({ "call": "register", "fault": "refused", "problem": kind.name() });
            let mishap = read(written.clone()).unwrap();
            assert_eq!(mishap.mishap, Mishap::Refused(*kind));
            assert_eq!(serde_json::to_value(mishap).unwrap(), written);
        }
        let usual = read(json!({ "call": "check", "fault": "refused" })).unwrap();
        assert_eq!(usual.mishap, Mishap::Refused(ProblemKind::StorageUnavailable));
    }

    #[test]
    fn what_is_no_mishap_is_refused_by_its_name() {
        for (written, named) in [
            (json!({ "call": "ring", "fault": "answer-lost" }), "`ring`"),
            (json!({ "call": "check", "fault": "bored" }), "`bored`"),
            (json!({ "call": "check" }), "`fault`"),
            (
                json!({ "call": "check", "fault": "refused", "problem": "tired" }),
                "`tired`",
            ),
            (
                json!({ "call": "check", "fault": "answer-lost", "problem": "internal" }),
                "`problem`",
            ),
            (
                json!({ "call": "check", "fault": "answer-lost", "when": 2 }),
                "`when`",
            ),
        ] {
            let why = read(written).unwrap_err();
            assert!(why.contains(named), "{why}");
        }
    }
}
