//! What the card forgets when power goes.

use crate::files::File;

/// Which application is selected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Application {
    /// The issuer domain, as after power-on.
    #[default]
    IssuerDomain,
    /// 公的個人認証.
    Jpki,
}

/// The volatile state.
#[derive(Debug, Default)]
pub(super) struct Session {
    pub(super) powered: bool,
    pub(super) awaits_first_command: bool,
    pub(super) application: Application,
    pub(super) file: Option<File>,
    /// The PIN of the authentication key was presented.
    pub(super) authentication: bool,
    /// The password of the signature key was presented.
    pub(super) signature: bool,
    /// Data that waits for GET RESPONSE.
    pub(super) pending: Vec<u8>,
}

impl Session {
    pub(super) fn powered_on() -> Self {
        Self {
            powered: true,
            awaits_first_command: true,
            ..Self::default()
        }
    }

    /// Selects an application. Selecting another one ends a login; selecting the same one again does not.
    pub(super) fn enter(&mut self, application: Application) {
        if self.application != application {
            self.authentication = false;
            self.signature = false;
        }
        self.application = application;
        self.file = None;
    }
}
