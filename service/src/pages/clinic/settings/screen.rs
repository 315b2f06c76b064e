//! The screen 環境設定情報, as the notice shows it (発生条件①): groups, labels and notes in its order and words. A setting is
//! named as [`ClinicSettings`](kyotaku_core::eligibility::ClinicSettings) names it, and its values are those of its
//! JSON.

/// Settings under one heading.
pub(super) struct Group {
    pub(super) title: &'static str,
    /// What stands between the heading and the settings.
    pub(super) notes: &'static [&'static str],
    pub(super) settings: &'static [Setting],
}

/// One setting.
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// Whether the screen marks it with `*`. 医療費助成情報 alone has no mark; a choice stands there nevertheless.
    pub(super) is_required: bool,
    /// What a patient will notice of it.
    pub(super) effect: &'static str,
    /// Empty: a text.
    pub(super) choices: &'static [Choice],
}

/// One value of a setting.
pub(super) struct Choice {
    pub(super) value: &'static str,
    pub(super) label: &'static str,
}

const fn choice(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}

/// 037.
const USE: &[Choice] = &[choice("1", "利用する"), choice("0", "利用しない")];

const fn used(name: &'static str, label: &'static str, effect: &'static str) -> Setting {
    Setting {
        name,
        label,
        is_required: true,
        effect,
        choices: USE,
    }
}

const JOINT: &str = "「診療…検査情報」と「薬剤・処方情報」をどちらも利用する場合、患者には両方をまとめて1つの質問で尋ねます。";

/// The whole screen.
pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "環境依存項目",
        notes: &[],
        settings: &[Setting {
            name: "character_code",
            label: "利用文字コード",
            is_required: true,
            effect: "",
            choices: &[choice("UTF-8", "UTF-8"), choice("Shift_JIS", "Shift_JIS")],
        }],
    },
    Group {
        title: "閲覧同意の利用有無(情報の利用有無)",
        notes: &[],
        settings: &[
            used("surgery", "手術・傷病名・感染症情報", ""),
            used(
                "diagnosis",
                "診療・その他アレルギー等・薬剤アレルギー等・検査情報",
                JOINT,
            ),
            used("medication", "薬剤・処方情報", JOINT),
            used("checkups", "健診情報", ""),
            used("specific_disease", "特定疾病療養受療証", ""),
        ],
    },
    Group {
        title: "電子カルテ情報共有サービス関連項目",
        notes: &[],
        settings: &[used("record_sharing", "電子カルテ情報共有サービス", "")],
    },
    Group {
        title: "救急時医療情報関連項目",
        notes: &[],
        settings: &[used("emergency", "救急時医療情報", "")],
    },
    Group {
        title: "電子処方箋管理サービス関連項目",
        notes: &[],
        settings: &[
            // 038.
            Setting {
                name: "prescription_use",
                label: "電子処方箋利用区分",
                is_required: true,
                effect: "",
                choices: &[
                    choice("0", "利用しない"),
                    choice("1", "電子処方箋のみ"),
                    choice("2", "電子・紙 併用"),
                    choice("3", "紙のみ"),
                ],
            },
            // 039.
            Setting {
                name: "prescription_timing",
                label: "発行形態選択タイミング",
                is_required: true,
                effect: "",
                choices: &[choice("1", "資格確認時以外"), choice("2", "資格確認時に確認する")],
            },
        ],
    },
    Group {
        title: "医療扶助関連項目",
        notes: &[],
        settings: &[used("medical_assistance", "医療扶助情報", "")],
    },
    Group {
        title: "医療費助成(医療扶助以外のもの)利用関連項目",
        notes: &[],
        settings: &[Setting {
            is_required: false,
            ..used("medical_subsidy", "医療費助成情報", "")
        }],
    },
    Group {
        title: "訪問診療等・オンライン診療等・外来診療等(通常とは異なる動線)関連項目",
        notes: &[
            "事前に「オンライン資格確認等システム利用規約」をご確認ください。「利用する」を選択した場合、同利用規約に同意したものとみなします。",
            "「利用する」を選択した場合、医療費助成のオンライン資格確認導入医療機関等として、デジタル庁又は厚生労働省HPに公表します。",
        ],
        settings: &[
            used("home_visit", "訪問診療等機能", ""),
            used(
                "online_outpatient",
                "オンライン診療等・外来診療等(通常とは異なる動線)機能",
                "",
            ),
        ],
    },
    Group {
        title: "訪問診療等・オンライン診療等・外来診療等(通常とは異なる動線)の医療機関名称等情報",
        notes: &[],
        settings: &[Setting {
            name: "institution_name",
            label: "医療機関名称",
            is_required: true,
            effect: "",
            choices: &[],
        }],
    },
];

/// Each setting, in the order of the screen.
pub(super) fn settings() -> impl Iterator<Item = &'static Setting> {
    GROUPS.iter().flat_map(|group| group.settings)
}

impl Setting {
    /// What the screen says for a value.
    pub(super) fn words(&self, value: &str) -> String {
        let choice = self.choices.iter().find(|choice| choice.value == value);
        choice.map_or(value, |choice| choice.label).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The screen's words, from the end of the notice.
    const NOTICE: &str = "環境依存項目
*利用文字コード
閲覧同意の利用有無(情報の利用有無)
*手術・傷病名・感染症情報
*診療・その他アレルギー等・薬剤アレルギー等・検査情報
*薬剤・処方情報
*健診情報
*特定疾病療養受療証
電子カルテ情報共有サービス関連項目
*電子カルテ情報共有サービス
救急時医療情報関連項目
*救急時医療情報
電子処方箋管理サービス関連項目
*電子処方箋利用区分
*発行形態選択タイミング
医療扶助関連項目
*医療扶助情報
医療費助成(医療扶助以外のもの)利用関連項目
医療費助成情報
訪問診療等・オンライン診療等・外来診療等(通常とは異なる動線)関連項目
*訪問診療等機能
*オンライン診療等・外来診療等(通常とは異なる動線)機能
訪問診療等・オンライン診療等・外来診療等(通常とは異なる動線)の医療機関名称等情報";

    #[test]
    fn the_screen_has_the_notices_settings_in_the_notices_order_and_words() {
        let mut lines = Vec::new();
        for group in GROUPS {
            lines.push(group.title.to_owned());
            for setting in group
                .settings
                .iter()
                .filter(|setting| !setting.choices.is_empty())
            {
                let mark = if setting.is_required { "*" } else { "" };
                lines.push(format!("{mark}{}", setting.label));
            }
        }
        assert_eq!(lines, NOTICE.lines().collect::<Vec<_>>());
    }
}
