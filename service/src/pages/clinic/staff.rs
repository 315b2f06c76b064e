//! Who of a clinic's staff sent a request: by the session whose secret the browser's cookie holds. A page that asks for
//! [`Staff`] is given to nobody else, and everything on it is of their clinic.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use kyotaku_core::eligibility::ClinicSettings;

use crate::{
    app::App,
    pages::{Fields, PageFault, Secret, Visitor, cookie},
    store::{
        self,
        accounts::{Account, Role},
        web_sessions,
    },
};

/// The cookie of オン資WEB.
pub(super) const COOKIE: &str = "__Host-kyotaku-web";

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    pub(super) account: Account,
    /// The clinic's settings in force.
    pub(super) settings: ClinicSettings,
    pub(super) secret: Secret,
}

impl Staff {
    /// What the head of each page says of them.
    pub(super) fn visitor(&self) -> Visitor {
        Visitor {
            name: format!("{} {}", self.settings.institution_name, self.account.name),
            sign_out: "/web/sign-out",
            form_token: self.secret.form_token(),
        }
    }

    /// Whether the account has this role.
    pub(super) fn is(&self, role: Role) -> bool {
        self.account.role == role
    }

    /// Lets nobody but this role pass.
    pub(super) fn must_be(&self, role: Role) -> Result<(), PageFault> {
        if self.is(role) {
            Ok(())
        } else {
            Err(PageFault::NotAllowed)
        }
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

impl FromRequestParts<Arc<App>> for Staff {
    type Rejection = PageFault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageFault> {
        let secret = cookie::read(&parts.headers, COOKIE).ok_or(PageFault::SignIn("/web/sign-in"))?;
        let now = app.clock.now();
        let mut connection = app.database.read().await?;
        let found = web_sessions::account_of_session(&mut connection, &secret.sha256(), now).await?;
        let (account, is_to_be_noted) = found.ok_or(PageFault::SignIn("/web/sign-in?ended"))?;
        let settings = store::settings::current(&mut connection, &account.institution).await?;
        drop(connection);
        if is_to_be_noted {
            let mut transaction = app.database.write(&[]).await?;
            web_sessions::seen(&mut transaction, &secret.sha256(), now).await?;
            app.database.commit(transaction).await?;
        }
        Ok(Self {
            account,
            settings,
            secret,
        })
    }
}
