//! Whose browser sent a request: by the session that a one-time code opened. A page that asks for [`Patient`] is given to nobody
//! else, and everything on it is theirs.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{
    app::App,
    pages::{Fields, Frame, PageFault, Secret, Site, Visitor, cookie},
    store::holders::{self, Kind, Speaker},
};

/// The cookie of the patient's pages.
pub(super) const COOKIE: &str = "__Host-kyotaku-mine";

/// A patient who is signed in.
pub(super) struct Patient {
    pub(super) insured: String,
    pub(super) speaker: Speaker,
    pub(super) secret: Secret,
}

impl Patient {
    /// The frame of a page of theirs. No page says their name: whoever looks over their shoulder need not learn it.
    pub(super) fn frame(&self, title: &str) -> Frame {
        let visitor = Visitor {
            name: "ご本人として利用中".to_owned(),
            sign_out: "/mine/sign-out",
            form_token: self.secret.form_token(),
        };
        Frame::of(Site::Patient, title, visitor)
    }

    /// Lets no form pass that was not drawn for this session.
    pub(super) fn must_have_drawn(&self, fields: &Fields) -> Result<(), PageFault> {
        if self.secret.has_drawn(fields.form_token()) {
            Ok(())
        } else {
            Err(PageFault::ForeignForm)
        }
    }
}

impl FromRequestParts<Arc<App>> for Patient {
    type Rejection = PageFault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageFault> {
        let secret = cookie::read(&parts.headers, COOKIE).ok_or(PageFault::SignIn("/mine/sign-in"))?;
        let mut connection = app.database.read().await?;
        let now = app.clock.now();
        let session = holders::session(&mut connection, Kind::Page, secret.expose(), now).await?;
        let session = session.ok_or(PageFault::SignIn("/mine/sign-in?ended"))?;
        Ok(Self {
            insured: session.insured,
            speaker: session.speaker,
            secret,
        })
    }
}
