//! `/web/settings`: the screen. `GET` draws it of the settings in force; `POST` of what was put in before, for who goes
//! back to it.

use std::sync::Arc;

use askama::Template;
use axum::{Router, extract::RawQuery, http::StatusCode, response::Response, routing};

use super::{
    PATH, TITLE,
    draft::{Draft, Wrong},
    effect,
    screen::{Choice, GROUPS, Group, Setting},
};
use crate::{
    app::App,
    pages::{Fields, Frame, PageFault, Site, clinic::staff::Staff, draw},
    store::accounts::Role,
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route(PATH, routing::get(get).post(post))
}

/// What stands above the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    /// The settings were saved just now.
    Saved,
    /// What was put in is what is in force.
    Unchanged,
}

#[derive(Template)]
#[template(path = "clinic/settings/form.html")]
struct FormPage {
    frame: Frame,
    form_token: String,
    institution: String,
    institution_name: String,
    version: u32,
    said: Said,
    wrong: Vec<Wrong>,
    draft: Draft,
    asked: Vec<&'static str>,
}

impl FormPage {
    fn groups(&self) -> &'static [Group] {
        GROUPS
    }

    fn is_chosen(&self, setting: &Setting, choice: &Choice) -> bool {
        self.draft.value(setting.name) == choice.value
    }

    fn complaint(&self, setting: &Setting) -> Option<&'static str> {
        let wrong = self.wrong.iter().find(|wrong| wrong.name == setting.name);
        wrong.map(|wrong| wrong.words)
    }

    /// The label of the setting with this name.
    fn label(&self, name: &str) -> &'static str {
        let setting = super::screen::settings().find(|setting| setting.name == name);
        setting.map_or("", |setting| setting.label)
    }

    /// Where a link to a setting leads: its first control.
    fn first_control(&self, name: &'static str) -> String {
        let setting = super::screen::settings().find(|setting| setting.name == name);
        match setting.and_then(|setting| setting.choices.first()) {
            Some(choice) => format!("{name}-{}", choice.value),
            None => name.to_owned(),
        }
    }

    /// The ids of what describes a setting, for `aria-describedby`.
    fn described_by(&self, setting: &Setting) -> String {
        let mut ids = Vec::new();
        if !setting.effect.is_empty() {
            ids.push(format!("{}-effect", setting.name));
        }
        if self.complaint(setting).is_some() {
            ids.push(format!("{}-error", setting.name));
        }
        ids.join(" ")
    }
}

/// The screen with this draft in it.
pub(super) fn page(
    staff: &Staff,
    draft: Draft,
    wrong: Vec<Wrong>,
    said: Said,
) -> Result<Response, PageFault> {
    let frame = Frame::of(Site::Clinic, TITLE, staff.visitor()).below(&[]);
    let (status, frame) = match wrong.is_empty() {
        true => (StatusCode::OK, frame),
        false => (StatusCode::UNPROCESSABLE_ENTITY, frame.with_errors()),
    };
    let page = FormPage {
        frame,
        form_token: staff.secret.form_token(),
        institution: staff.account.institution.as_str().to_owned(),
        institution_name: staff.settings.institution_name.clone(),
        version: staff.settings.version,
        said,
        wrong,
        draft,
        asked: effect::rows(&staff.settings),
    };
    draw(status, &page)
}

async fn get(staff: Staff, RawQuery(query): RawQuery) -> Result<Response, PageFault> {
    staff.must_be(Role::Administrator)?;
    let saved = format!("saved={}", staff.settings.version);
    let said = if query == Some(saved) {
        Said::Saved
    } else {
        Said::Nothing
    };
    page(&staff, Draft::of(&staff.settings), Vec::new(), said)
}

async fn post(staff: Staff, fields: Fields) -> Result<Response, PageFault> {
    staff.must_be(Role::Administrator)?;
    staff.must_have_drawn(&fields)?;
    page(&staff, Draft::sent(&fields)?, Vec::new(), Said::Nothing)
}
