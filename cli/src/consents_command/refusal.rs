//! What went wrong, in words: what happened, that nothing was changed or that it is not known, and what to do.

use kyotaku_core::eligibility::{ProblemKind, ServiceFault};

use crate::failure::Failure;

/// What was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To see something.
    Look,
    /// To ask for an eligibility again.
    Renew,
    /// To revoke.
    Revoke,
}

/// What the office may be refused, what that means, and what to do. Anything else is said by its name.
const REFUSALS: [(ProblemKind, &str, &str); 9] = [
    (
        ProblemKind::NotFound,
        "この医療機関には、その番号の患者がいません。",
        "「kyotaku consents list」で患者番号を確かめてください。",
    ),
    (
        ProblemKind::Unauthorized,
        "この端末は、医療機関の端末として登録されていません。",
        "端末のトークン（--token-file）を確かめてください。",
    ),
    (
        ProblemKind::OriginOfAnotherChannel,
        "この端末のトークンは、マイナ資格確認アプリのものではありません。",
        "マイナ資格確認アプリの端末のトークンを使ってください。",
    ),
    (
        ProblemKind::ModeNotEnabled,
        "環境設定情報で、訪問診療等が「利用する」になっていません。",
        "オン資WEBの環境設定情報を確かめてください。",
    ),
    (
        ProblemKind::NoContinuingRelationship,
        "訪問診療等の有効な同意がないため、カードなしでは照会できません。",
        "患者のマイナンバーカードを読み取ってください。",
    ),
    (
        ProblemKind::NotAsked,
        "この登録では、その質問をしていません。",
        "「kyotaku consents show」で質問を確かめてください。診療情報と薬剤情報は、一つの質問のときは一緒に取り消します。",
    ),
    (
        ProblemKind::NothingToRevoke,
        "取り消す同意がありません。同意していないか、すでに取り消されたか、期限切れか、新しい登録に置き換わっています。",
        "「kyotaku consents show」で、いまの同意の内容を確かめてください。",
    ),
    (
        ProblemKind::ConsentContradictory,
        "登録されている同意の内容が矛盾しています。この同意では何も提供されません。",
        "取り消すときは --question を付けずに全部を取り消し、コールセンターに連絡してください。",
    ),
    (
        ProblemKind::StorageUnavailable,
        "オンライン資格確認等システムが、いま使えません。",
        "しばらくしてから、もう一度実行してください。",
    ),
];

/// What is said of the consents where nothing was stored.
const UNCHANGED: &str = "登録済みの同意は元のままです。";

/// It failed, and nothing was stored.
pub(super) fn failed(wanted: Wanted, fault: &ServiceFault) -> Failure {
    match fault {
        ServiceFault::Unreachable => Failure::new(
            format_args!("オンライン資格確認等システムに接続できませんでした。{UNCHANGED}"),
            "ネットワークと --service を確かめ、もう一度実行してください。",
        ),
        ServiceFault::NoAnswer | ServiceFault::Garbled => unknown(wanted),
        ServiceFault::Refused(problem) => {
            let kind = problem.kind();
            if let Some((_, what, to_do)) = REFUSALS.iter().find(|(refused, _, _)| Some(*refused) == kind) {
                return Failure::new(format_args!("{what}{UNCHANGED}"), to_do);
            }
            let reason = kind.map_or("unknown", ProblemKind::name);
            let number = problem.instance.as_deref().unwrap_or("-");
            Failure::new(
                format_args!(
                    "要求が受け付けられませんでした（理由 {reason}、問い合わせ番号 {number}）。{UNCHANGED}"
                ),
                "理由と問い合わせ番号をコールセンターに伝えてください。",
            )
        }
    }
}

/// No answer came that says what became of it.
pub(super) fn unknown(wanted: Wanted) -> Failure {
    match wanted {
        Wanted::Look | Wanted::Renew => Failure::new(
            format_args!("オンライン資格確認等システムから応答がありませんでした。{UNCHANGED}"),
            "しばらくしてから、もう一度実行してください。",
        ),
        Wanted::Revoke => Failure::new(
            "未確認：取り消しを送りましたが、取り消されたかどうかを確かめられていません。",
            "同じコマンドをもう一度実行してください。同じ取り消しとして扱われ、二重に取り消されることはありません。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use kyotaku_core::eligibility::Problem;

    use super::*;

    #[test]
    fn what_may_have_been_stored_is_never_called_unchanged_where_it_could_have_been_revoked() {
        for fault in [ServiceFault::NoAnswer, ServiceFault::Garbled] {
            let said = failed(Wanted::Revoke, &fault).to_string();
            assert!(said.contains("未確認") && !said.contains(UNCHANGED), "{said}");
        }
        for &kind in ProblemKind::ALL.iter().filter(|kind| kind.status() < 500) {
            let fault = ServiceFault::Refused(Problem::new(kind));
            for wanted in [Wanted::Look, Wanted::Renew, Wanted::Revoke] {
                let said = failed(wanted, &fault).to_string();
                assert!(said.contains(UNCHANGED) && !said.contains("未確認"), "{said}");
            }
        }
    }
}
