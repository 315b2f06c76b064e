//! The code tables of the clinic-side XML, as far as public. The wire carries the code itself (`"1"`, `"A01"`).
//! A code that is not in its table is kept as [`Unknown`](Validity::Unknown) and shown: a new code must not
//! hide a patient's eligibility.

/// Defines an enum over a code table: codes in, codes out, unknown ones kept.
macro_rules! code_table {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
            /// A code that this table does not have, as it came.
            Unknown(String),
        }

        impl $name {
            /// Every known value.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];

            /// The code on the wire.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Unknown(code) => code,
                }
            }
        }

        impl From<String> for $name {
            fn from(code: String) -> Self {
                match code.as_str() {
                    $($code => Self::$variant,)+
                    _ => Self::Unknown(code),
                }
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                // No closed `enum`: a code that is new tomorrow is no error.
                <String as utoipa::PartialSchema>::schema()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.code().to_owned()
            }
        }
    };
}

code_table! {
    /// 006 資格有効性.
    Validity {
        /// 有効.
        Valid = "1",
        /// 無効.
        Invalid = "2",
        /// 無効（新しい資格あり）.
        InvalidNewExists = "3",
        /// 該当資格なし.
        NoneFound = "4",
        /// 複数該当.
        Several = "5",
        /// 有効（未登録）, of 医療扶助.
        ValidUnregistered = "6",
    }
}

code_table! {
    /// 007 性別.
    Sex {
        /// 男.
        Male = "1",
        /// 女.
        Female = "2",
        /// 未設定.
        NotSet = "3",
    }
}

code_table! {
    /// 008 喪失事由.
    LossReason {
        /// 死亡.
        Death = "01",
        /// 生活保護の開始.
        PublicAssistance = "02",
        /// 他の保険の取得.
        OtherInsurance = "03",
        /// その他.
        Other = "99",
    }
}

code_table! {
    /// 009 本人・家族の別.
    Relationship {
        /// 本人.
        Insured = "1",
        /// 家族.
        Family = "2",
    }
}

code_table! {
    /// 010 被保険者証区分.
    CardClassification {
        /// 一般.
        General = "01",
        /// 退職.
        Retired = "02",
        /// 短期 (03).
        ShortTerm03 = "03",
        /// 短期 (04).
        ShortTerm04 = "04",
        /// 特別療養費.
        SpecialMedicalExpense = "05",
        /// 特例退職.
        SpecialRetired = "06",
        /// 自衛官.
        SelfDefenceForces = "07",
        /// 医療扶助.
        MedicalAssistance = "A1",
    }
}

code_table! {
    /// 011 限度額適用認定証区分.
    LimitCertificate {
        /// 限度額.
        Limit = "01",
        /// 限度額・標準負担減額.
        LimitAndReduction = "02",
        /// 標準負担減額.
        Reduction = "03",
    }
}

code_table! {
    /// 012 限度額適用区分. A01-A06: ア, イ, ウ, エ, オ, オ（境）. What each of B01-B10 is called is not in the
    /// public sources we have `[?]`; they are kept apart and shown by their code.
    LimitClassification {
        /// 区分ア.
        A01 = "A01",
        /// 区分イ.
        A02 = "A02",
        /// 区分ウ.
        A03 = "A03",
        /// 区分エ.
        A04 = "A04",
        /// 区分オ.
        A05 = "A05",
        /// 区分オ（境）.
        A06 = "A06",
        /// Code B01.
        B01 = "B01",
        /// Code B02.
        B02 = "B02",
        /// Code B03.
        B03 = "B03",
        /// Code B04.
        B04 = "B04",
        /// Code B05.
        B05 = "B05",
        /// Code B06.
        B06 = "B06",
        /// Code B07.
        B07 = "B07",
        /// Code B08.
        B08 = "B08",
        /// Code B09.
        B09 = "B09",
        /// Code B10.
        B10 = "B10",
    }
}

code_table! {
    /// 013 特定疾病療養受療証の疾病.
    SpecificDisease {
        /// 人工透析.
        Dialysis = "1",
        /// 血液凝固因子.
        CoagulationFactor = "2",
        /// HIV.
        Hiv = "3",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends every known code of a table through JSON, and one that the table does not have.
    macro_rules! keeps_every_code {
        ($($table:ident: $count:literal),+) => {$(
            assert_eq!($table::KNOWN.len(), $count, stringify!($table));
            for value in $table::KNOWN {
                let json = serde_json::to_string(value).unwrap();
                assert_eq!(json, format!("\"{}\"", value.code()));
                assert_eq!(&serde_json::from_str::<$table>(&json).unwrap(), value);
            }
            let unknown: $table = serde_json::from_str("\"Z9\"").unwrap();
            assert_eq!(unknown, $table::Unknown("Z9".into()));
            assert_eq!(serde_json::to_string(&unknown).unwrap(), "\"Z9\"");
        )+};
    }

    #[test]
    fn every_code_goes_out_as_it_came_in_and_an_unknown_one_is_kept() {
        keeps_every_code!(
            Validity: 6, Sex: 3, LossReason: 4, Relationship: 2, CardClassification: 8,
            LimitCertificate: 3, LimitClassification: 16, SpecificDisease: 3
        );
    }
}
