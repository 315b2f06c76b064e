//! Names as the insurer's system has them. 77 % of institutions see ● in place of a character that the
//! insurer's system lacks; the name is kept as it came and shown with its kana, and never matched on.

use serde::{Deserialize, Serialize};

/// A person's name in kanji (or Latin letters) and kana. Its `Debug` says nothing of either.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonName {
    /// 氏名, possibly with ●.
    pub name: String,
    /// 氏名カナ, half-width on the wire.
    pub kana: Option<String>,
}

impl PersonName {
    /// Whether a character is missing, so that staff must go by the kana.
    pub fn has_missing_character(&self) -> bool {
        self.name.contains('●')
    }
}

impl std::fmt::Debug for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonName")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_black_circle_is_kept_and_noticed_and_debug_tells_no_name() {
        let name = PersonName {
            name: "見本　●子".into(),
            kana: Some("ﾐﾎﾝ ﾖｼｺ".into()),
        };
        assert!(name.has_missing_character());
        assert_eq!(format!("{name:?}"), "PersonName");
        let again: PersonName = serde_json::from_str(&serde_json::to_string(&name).unwrap()).unwrap();
        assert_eq!(again.name, "見本　●子");
    }
}
