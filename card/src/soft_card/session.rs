//! What the card forgets when power goes.

use crate::files::AnyFile;

/// Which application is selected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Application {
    /// The issuer domain, as after power-on.
    #[default]
    IssuerDomain,
    /// 公的個人認証.
    Jpki,
    /// 券面事項確認.
    Surface,
}

/// What can be presented to the card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Credential {
    /// The PIN of the authentication key.
    Pin,
    /// The password of the signature key.
    Password,
    /// The birth date, to the surface application.
    BirthDate,
    /// 照合番号B.
    NumberB,
    /// 照合番号A.
    NumberA,
}

/// The volatile state.
#[derive(Debug, Default)]
pub(super) struct Session {
    pub(super) powered: bool,
    pub(super) awaits_first_command: bool,
    pub(super) application: Application,
    pub(super) file: Option<AnyFile>,
    /// What was presented, and was right.
    pub(super) presented: Vec<Credential>,
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
            self.presented.clear();
        }
        self.application = application;
        self.file = None;
    }

    pub(super) fn has(&self, credential: Credential) -> bool {
        self.presented.contains(&credential)
    }

    pub(super) fn set(&mut self, credential: Credential, right: bool) {
        self.presented.retain(|presented| *presented != credential);
        if right {
            self.presented.push(credential);
        }
    }
}
