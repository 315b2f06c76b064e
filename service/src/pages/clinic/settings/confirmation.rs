//! `POST /web/settings/confirmation`: what will change, before it does. Nothing is stored here.

use std::sync::Arc;

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing};
use kyotaku_core::eligibility::ClinicSettings;

use super::{
    PATH, TITLE,
    draft::{Change, Draft, changes},
    effect,
    form::{self, Said},
};
use crate::{
    app::App,
    pages::{
        Fields, Frame, PageFault, Site,
        clinic::{moment_words, staff::Staff},
        draw,
    },
    store::{self, accounts::Role},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/settings/confirmation", routing::post(post))
}

#[derive(Template)]
#[template(path = "clinic/settings/confirmation.html")]
struct ConfirmationPage {
    frame: Frame,
    form_token: String,
    changes: Vec<Change>,
    hidden: Vec<(&'static str, String)>,
    asked_now: Vec<&'static str>,
    asked_then: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "clinic/settings/conflict.html")]
struct ConflictPage {
    frame: Frame,
    form_token: String,
    /// Who saved the version in force, and when.
    saved_by: String,
    saved_at: String,
    theirs: Vec<Change>,
    mine: Vec<Change>,
    hidden: Vec<(&'static str, String)>,
}

/// What is to be done with a draft that was sent.
pub(super) enum Next {
    /// It can be saved, as these settings.
    Save(Box<ClinicSettings>),
    /// It cannot; this says why.
    Answer(Response),
}

async fn post(State(app): State<Arc<App>>, staff: Staff, fields: Fields) -> Result<Response, PageFault> {
    let settings = match judge(&app, &staff, &fields).await? {
        Next::Save(settings) => settings,
        Next::Answer(response) => return Ok(response),
    };
    let page = ConfirmationPage {
        frame: Frame::of(Site::Clinic, "変更内容の確認", staff.visitor()).below(&[(TITLE, PATH)]),
        form_token: staff.secret.form_token(),
        changes: changes(&staff.settings, &settings),
        hidden: Draft::sent(&fields)?.hidden(),
        asked_now: effect::rows(&staff.settings),
        asked_then: effect::rows(&settings),
    };
    draw(StatusCode::OK, &page)
}

/// Judges a draft, for the confirmation and once more for the saving: nothing that was not shown is saved.
pub(super) async fn judge(app: &App, staff: &Staff, fields: &Fields) -> Result<Next, PageFault> {
    staff.must_be(Role::Administrator)?;
    staff.must_have_drawn(fields)?;
    let draft = Draft::sent(fields)?;
    if draft.version != staff.settings.version {
        return conflict(app, staff, &draft).await.map(Next::Answer);
    }
    match draft.read(&staff.settings) {
        Err(wrong) => form::page(staff, draft, wrong, Said::Nothing).map(Next::Answer),
        Ok(settings) if settings == staff.settings => {
            form::page(staff, draft, Vec::new(), Said::Unchanged).map(Next::Answer)
        }
        Ok(settings) => Ok(Next::Save(Box::new(settings))),
    }
}

/// Somebody else has saved since the draft's screen was drawn.
pub(super) async fn conflict(app: &App, staff: &Staff, draft: &Draft) -> Result<Response, PageFault> {
    let mut connection = app.database.read().await?;
    let institution = &staff.account.institution;
    let current = store::settings::current(&mut connection, institution).await?;
    let in_force = store::settings::versions(&mut connection, institution, current.version, 1).await?;
    let base = store::settings::versions(&mut connection, institution, draft.version, 1).await?;
    let (Some(base), Some(in_force)) = (base.into_iter().next(), in_force.into_iter().next()) else {
        return Err(PageFault::NoForm);
    };
    if base.settings.version != draft.version {
        return Err(PageFault::NoForm);
    }
    // What was put in wrong is not shown as a change; going on with the form says what is wrong.
    let mine = draft
        .read(&base.settings)
        .map(|mine| changes(&base.settings, &mine));
    let page = ConflictPage {
        frame: Frame::of(Site::Clinic, "ほかの人が更新しました", staff.visitor())
            .below(&[(TITLE, PATH)])
            .with_errors(),
        form_token: staff.secret.form_token(),
        saved_by: in_force.saved_by.unwrap_or_else(|| "運用者".to_owned()),
        saved_at: moment_words(in_force.saved_at),
        theirs: changes(&base.settings, &current),
        mine: mine.unwrap_or_default(),
        hidden: draft.moved(&base.settings, &current).hidden(),
    };
    draw(StatusCode::CONFLICT, &page)
}
