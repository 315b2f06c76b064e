//! What a page says when it cannot be given: what happened and what to do, in fixed words.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kyotaku_core::eligibility::ProblemKind;

use super::{Frame, Site};
use crate::{http::Refusal, ports::RandomUnavailable, store::StoreError};

/// Why a page is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageFault {
    /// Nobody is signed in, or not any more: the browser is sent to this page.
    SignIn(&'static str),
    /// The account's role does not allow it.
    NotAllowed,
    /// The form was not drawn for this browser's session.
    ForeignForm,
    /// The body is not a form of this page's.
    NoForm,
    /// The body is longer than the service reads.
    TooLarge,
    /// The path names nothing that the visitor may see.
    NotFound,
    /// The database cannot be used; of what was to be stored it is not known whether it was.
    Unavailable,
    /// A fault of the service's own.
    Internal,
    /// What the service refuses to programs and browsers alike.
    Refused(ProblemKind),
    /// The request was sent by another site's page.
    ForeignSite,
    /// The request names a host that is not this one.
    ForeignHost,
}

/// Marks an answer whose page is still to be drawn: only the entrance knows whose it is.
#[derive(Clone, Debug)]
pub(super) struct Undrawn(pub(super) PageFault);

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    happened: &'static str,
    to_do: &'static str,
}

impl PageFault {
    fn status(&self) -> StatusCode {
        match self {
            Self::SignIn(_) => StatusCode::SEE_OTHER,
            Self::NotAllowed | Self::ForeignForm | Self::ForeignSite => StatusCode::FORBIDDEN,
            Self::NoForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Refused(kind) => {
                StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// The page's title, what happened, and what to do.
    fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self.status() {
            StatusCode::FORBIDDEN if *self == Self::NotAllowed => (
                "この画面は利用できません",
                "サインインしているアカウントの権限では、この画面を開けません。",
                "必要な場合は、権限のあるアカウントでサインインしてください。",
            ),
            StatusCode::FORBIDDEN => (
                "受け付けられませんでした",
                "この操作は、お使いの画面から送られたものと確認できませんでした。何も変更されていません。",
                "メニューから画面を開き直し、もう一度操作してください。ブラウザーでCookieが無効になっている場合は、有効にしてください。",
            ),
            StatusCode::NOT_FOUND => (
                "ページが見つかりません",
                "お探しのページはありません。",
                "アドレスを確かめるか、メニューから開いてください。",
            ),
            StatusCode::METHOD_NOT_ALLOWED => (
                "この方法では開けません",
                "このページは、直接開くことができません。",
                "メニューから開いてください。",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => (
                "送られた内容が大きすぎます",
                "入力された内容が、受け付けられる大きさを超えています。何も変更されていません。",
                "内容を短くして、もう一度送信してください。",
            ),
            StatusCode::MISDIRECTED_REQUEST => (
                "このアドレスでは開けません",
                "お使いのアドレスは、このサービスのものではありません。",
                "正しいアドレスで開いてください。",
            ),
            StatusCode::SERVICE_UNAVAILABLE => (
                "ただいま利用できません",
                "サービスが一時的に利用できません。送信した操作が保存されたかどうかは、確認できていません。",
                "しばらくしてから開き直し、画面の内容を確かめてください。",
            ),
            status if status.is_client_error() => (
                "受け付けられませんでした",
                "送られた内容を読み取れませんでした。何も変更されていません。",
                "メニューから画面を開き直し、もう一度操作してください。",
            ),
            _ => (
                "エラーが起きました",
                "サービスの不具合です。送信した操作が保存されたかどうかは、確認できていません。",
                "しばらくしてから開き直し、画面の内容を確かめてください。",
            ),
        }
    }

    /// The whole answer, on the pages of this site.
    pub(super) fn page(&self, site: Site) -> Response {
        if let Self::SignIn(path) = self {
            return super::see_other(path);
        }
        let (title, happened, to_do) = self.words();
        let frame = Frame::open(site, title);
        let text = FaultPage {
            frame,
            happened,
            to_do,
        }
        .render()
        .unwrap_or_default();
        let content_type = HeaderValue::from_static("text/html; charset=utf-8");
        (self.status(), [(header::CONTENT_TYPE, content_type)], text).into_response()
    }
}

/// Hands the fault to the entrance; until then it is an empty answer of its status.
impl IntoResponse for PageFault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Undrawn(self));
        response
    }
}

impl From<StoreError> for PageFault {
    fn from(error: StoreError) -> Self {
        // The texts of SQLite name tables and constraints, never a value.
        tracing::error!(%error, "the database cannot be used");
        Self::Unavailable
    }
}

impl From<RandomUnavailable> for PageFault {
    fn from(_: RandomUnavailable) -> Self {
        tracing::error!("the random source failed");
        Self::Internal
    }
}

impl From<Refusal> for PageFault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.kind)
    }
}
