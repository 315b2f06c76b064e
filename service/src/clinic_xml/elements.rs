//! How an element gets into a file. Every value passes here, so none can hold a character that the file cannot have.

use kyotaku_core::eligibility::settings::CharacterCode;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{ClinicXml, shift_jis};

/// What stands in place of a character that a file cannot have, as it does for one that an insurer's system lacks.
pub(super) const MISSING: char = '●';

/// The file could not be made: the XML writer or the encoder refused. Neither has a reason to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotWritten {
    /// The writer refused.
    #[error("the XML was not written")]
    Xml(#[from] std::io::Error),
    /// What was written is not text of the character code.
    #[error("the XML has no bytes in its character code")]
    Encoding,
}

/// A file in the making.
pub(super) struct Elements {
    writer: Writer<Vec<u8>>,
    code: CharacterCode,
    replaced: usize,
}

impl Elements {
    /// A file with nothing but its declaration.
    pub(super) fn new(code: CharacterCode) -> Result<Self, NotWritten> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 4);
        let encoding = match code {
            CharacterCode::Utf8 => "UTF-8",
            CharacterCode::ShiftJis => "Shift_JIS",
        };
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some(encoding), None)))?;
        Ok(Self {
            writer,
            code,
            replaced: 0,
        })
    }

    /// 005 文字コード, as the header says it.
    pub(super) fn character_code(&self) -> &'static str {
        match self.code {
            CharacterCode::Utf8 => "0",
            CharacterCode::ShiftJis => "1",
        }
    }

    /// An element with a value; no element where there is none. An empty value is none.
    pub(super) fn value<'v>(
        &mut self,
        name: &'static str,
        value: impl Into<Option<&'v str>>,
    ) -> Result<(), NotWritten> {
        let Some(value) = value.into().filter(|value| !value.is_empty()) else {
            return Ok(());
        };
        let text: String = value.chars().map(|character| self.writable(character)).collect();
        self.writer
            .create_element(name)
            .write_text_content(BytesText::new(&text))?;
        Ok(())
    }

    /// An element with elements in it.
    pub(super) fn within(
        &mut self,
        name: &'static str,
        inner: impl FnOnce(&mut Self) -> Result<(), NotWritten>,
    ) -> Result<(), NotWritten> {
        let element = quick_xml::events::BytesStart::new(name);
        self.writer.write_event(Event::Start(element.borrow()))?;
        inner(self)?;
        self.writer.write_event(Event::End(element.to_end()))?;
        Ok(())
    }

    /// The file, in its character code.
    pub(super) fn finish(self) -> Result<ClinicXml, NotWritten> {
        let utf8 = self.writer.into_inner();
        let bytes = match self.code {
            CharacterCode::Utf8 => utf8,
            CharacterCode::ShiftJis => {
                let text = String::from_utf8(utf8).map_err(|_| NotWritten::Encoding)?;
                shift_jis::encode(&text).ok_or(NotWritten::Encoding)?
            }
        };
        Ok(ClinicXml {
            bytes,
            replaced: self.replaced,
        })
    }

    /// The character as the file can have it. A value is one line of text: line ends and other control characters, most of
    /// which XML forbids, are none.
    fn writable(&mut self, character: char) -> char {
        let has_no_place = character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}');
        let written = match self.code {
            _ if has_no_place => None,
            CharacterCode::Utf8 => Some(character),
            CharacterCode::ShiftJis => shift_jis::writable(character),
        };
        written.unwrap_or_else(|| {
            self.replaced += 1;
            MISSING
        })
    }
}
