//! SELECT: applications by name, files by identifier. No file control information is given.

use super::{SoftCard, session::Application};
use crate::{
    apdu::{Command, StatusWord},
    contents::Applications,
    files::{AnyFile, File, ISSUER_DOMAIN_AID, JPKI_AID, SURFACE_AID, SurfaceFile},
};

impl SoftCard {
    /// `00 A4 04 0C <AID>` or `00 A4 02 0C <file>`; P2 00 is taken too, and gets no more data \[inferred\].
    pub(super) fn select(&mut self, command: &Command<'_>) -> Result<(), StatusWord> {
        if !matches!(command.p2, 0x00 | 0x0C) {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        match command.p1 {
            0x04 => self.select_application(command.data),
            0x02 => self.select_file(command.data),
            _ => Err(StatusWord::WRONG_PARAMETERS),
        }
    }

    /// A name that is not there leaves the selected application, and a login, as they are.
    fn select_application(&mut self, name: &[u8]) -> Result<(), StatusWord> {
        let application = match name {
            name if name == JPKI_AID => Application::Jpki,
            name if name == SURFACE_AID && self.has_surface() => Application::Surface,
            [] => Application::IssuerDomain,
            name if name.len() <= 8 && name.starts_with(&ISSUER_DOMAIN_AID) => Application::IssuerDomain,
            _ => return Err(StatusWord::NOT_FOUND),
        };
        self.session.enter(application);
        Ok(())
    }

    fn has_surface(&self) -> bool {
        match &self.contents.applications {
            Applications::MyNumber(card) => card.surface.is_some(),
            Applications::Other(_) => false,
        }
    }

    fn select_file(&mut self, identifier: &[u8]) -> Result<(), StatusWord> {
        let &[high, low] = identifier else {
            return Err(StatusWord::WRONG_LENGTH);
        };
        self.session.file = Some(self.file_of(u16::from_be_bytes([high, low]))?);
        Ok(())
    }

    /// The file that P2 names: `80` the current one, `80|sfi` by its short identifier, which makes it the
    /// current one (ISO/IEC 7816-4).
    pub(super) fn file_in_p2(&mut self, p2: u8) -> Result<AnyFile, StatusWord> {
        if p2 & 0xE0 != 0x80 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        self.file_by(p2 & 0x1F)
    }

    /// The file of a short identifier, which is the low five bits of the full one; 0 is the current file.
    pub(super) fn file_by(&mut self, short_identifier: u8) -> Result<AnyFile, StatusWord> {
        if short_identifier != 0 {
            self.session.file = Some(self.file_of(u16::from(short_identifier & 0x1F))?);
        }
        self.session.file.ok_or(StatusWord::NO_CURRENT_FILE)
    }

    /// The file of an identifier in the selected application.
    fn file_of(&self, identifier: u16) -> Result<AnyFile, StatusWord> {
        match self.session.application {
            Application::IssuerDomain => None,
            Application::Jpki => File::by_identifier(identifier).map(AnyFile::Jpki),
            Application::Surface => SurfaceFile::by_identifier(identifier).map(AnyFile::Surface),
        }
        .ok_or(StatusWord::NOT_FOUND)
    }
}
