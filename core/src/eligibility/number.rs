//! Institution codes and insurer numbers.

use serde::{Deserialize, Serialize};

/// 医療機関コード: ten digits, as on the settings screen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, pattern = "^[0-9]{10}$", example = "1234567890"))]
pub struct InstitutionCode(String);

/// The text was not ten ASCII digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an institution code has ten digits")]
pub struct NotAnInstitutionCode;

impl InstitutionCode {
    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for InstitutionCode {
    type Error = NotAnInstitutionCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let ten_digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        if ten_digits {
            Ok(Self(text))
        } else {
            Err(NotAnInstitutionCode)
        }
    }
}

impl std::str::FromStr for InstitutionCode {
    type Err = NotAnInstitutionCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.to_owned().try_into()
    }
}

impl From<InstitutionCode> for String {
    fn from(code: InstitutionCode) -> Self {
        code.0
    }
}

/// 保険者番号: 8 digits, or 6 for 国民健康保険. Systems pad the short form to eight characters, some with
/// spaces (`"  123456"`), some with zeros (`"00123456"`); the two are the same number here. A number that is
/// none of these is kept as it came, and shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, example = "06139999"))]
pub struct InsurerNumber(String);

impl InsurerNumber {
    /// Without padding: how it stands on a certificate.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Padded with zeros to eight digits, as FHIR and newer systems want it.
    pub fn zero_padded(&self) -> String {
        format!("{:0>8}", self.0)
    }
}

impl From<String> for InsurerNumber {
    fn from(text: String) -> Self {
        let trimmed = text.trim();
        // Two leading zeros are padding: the first two digits of an eight-digit number are its 法別番号, and there
        // is no 00. One leading zero is not (01 is 協会けんぽ).
        let unpadded = match trimmed.strip_prefix("00") {
            Some(six) if six.len() == 6 => six,
            _ => trimmed,
        };
        Self(unpadded.to_owned())
    }
}

impl From<&str> for InsurerNumber {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<InsurerNumber> for String {
    fn from(number: InsurerNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_zeros_are_the_same_padding() {
        assert_eq!(InsurerNumber::from("  123456"), InsurerNumber::from("00123456"));
        assert_eq!(InsurerNumber::from("00123456").as_str(), "123456");
        assert_eq!(InsurerNumber::from("123456").zero_padded(), "00123456");
    }

    #[test]
    fn a_leading_zero_that_belongs_to_the_number_stays() {
        assert_eq!(InsurerNumber::from("01130012").as_str(), "01130012");
    }

    #[test]
    fn a_malformed_number_is_kept_and_shown() {
        assert_eq!(InsurerNumber::from("12A").as_str(), "12A");
    }

    #[test]
    fn an_institution_code_is_ten_digits_and_nothing_else() {
        assert!("1234567890".parse::<InstitutionCode>().is_ok());
        for wrong in [
            "",
            "123456789",
            "12345678901",
            "12345abcde",
            "１２３４５６７８９０",
        ] {
            assert_eq!(
                wrong.parse::<InstitutionCode>(),
                Err(NotAnInstitutionCode),
                "{wrong:?}"
            );
            assert!(serde_json::from_value::<InstitutionCode>(wrong.into()).is_err());
        }
    }
}
