//! `/mine/disclosures`: who was given what, the newest first; what was given in an emergency is marked as such.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
    routing,
};
use kyotaku_core::holder::{Basis, Disclosure};

use super::{visitor::Patient, words};
use crate::{
    app::App,
    holder::seen,
    pages::{Fields, Frame, PageFault, draw},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/mine/disclosures", routing::get(get))
}

#[derive(Template)]
#[template(path = "mine/disclosures.html")]
struct DisclosuresPage {
    frame: Frame,
    entries: Vec<Entry>,
    is_first: bool,
    older: Option<String>,
}

/// One disclosure, in words.
struct Entry {
    when: String,
    clinic: String,
    institution: String,
    program: String,
    basis: EntryBasis,
}

enum EntryBasis {
    Consent {
        item: String,
        code: &'static str,
        mode: String,
        registered: String,
        registration: String,
    },
    Emergency {
        reason: String,
    },
}

impl From<Disclosure> for Entry {
    fn from(disclosure: Disclosure) -> Self {
        Self {
            when: words::moment(&disclosure.disclosed_at),
            clinic: disclosure.clinic.name,
            institution: disclosure.clinic.institution.as_str().to_owned(),
            program: disclosure.program,
            basis: match disclosure.basis {
                Basis::Emergency { reason } => EntryBasis::Emergency { reason },
                Basis::Consent {
                    item,
                    item_name,
                    mode,
                    registration,
                    registered_at,
                } => EntryBasis::Consent {
                    item: item_name,
                    code: item.code(),
                    mode: mode.label(),
                    registered: words::moment(&registered_at),
                    registration,
                },
            },
        }
    }
}

async fn get(
    State(app): State<Arc<App>>,
    patient: Patient,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFault> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let before = fields.get("before");
    let disclosures = seen::disclosures(&app, &patient.insured, before).await?;
    let page = DisclosuresPage {
        frame: patient.frame("情報を見た医療機関の記録").below(&[]),
        entries: disclosures.disclosures.into_iter().map(Entry::from).collect(),
        is_first: before.is_none(),
        older: disclosures.older,
    };
    draw(StatusCode::OK, &page)
}
