//! What a clinic's office sees in its terminal: text for a page, with nothing to press.

use kyotaku_core::{
    consent::{RevocationReason, Standing, StandingAnswer, StandingConsent},
    eligibility::{KnownPatient, ReInquiry},
    text::channel_name,
    visit::{Field, Row, Tone, found_again, question_label},
};

use super::{
    DEFAULT_WIDTH, Palette,
    block::Block,
    drawing::{Ink, Style},
    frame::toned,
    table,
};

/// What is printed.
pub(crate) struct Page(Block);

impl Page {
    fn new() -> Self {
        Self(Block::new(usize::from(DEFAULT_WIDTH)))
    }

    fn heading(text: &str) -> Self {
        let mut page = Self::new();
        page.0.add_text(text, Style::default().bold());
        page
    }

    /// Its lines.
    pub(crate) fn text(&self, palette: Palette) -> String {
        let lines = self.0.lines.iter().map(|line| match palette {
            Palette::Plain => line.to_text(),
            Palette::Colour => line.to_ansi(palette),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn add_fields(&mut self, fields: &[Field]) {
        self.0.add(table::fields(self.0.width, fields));
    }
}

/// `kyotaku consents list`.
pub(crate) fn patients(known: &[KnownPatient]) -> Page {
    let mut page = Page::heading(&format!("訪問診療等の同意が有効な患者　{}人", known.len()));
    for known in known {
        page.0.add_blank(1);
        page.add_fields(&person(&known.patient, Some(known)));
        page.0.add(consent(page.0.width, &known.standing));
    }
    page
}

/// `kyotaku consents show`.
pub(crate) fn consents(consents: &[StandingConsent]) -> Page {
    let mut page = Page::heading("登録済みの同意");
    if consents.is_empty() {
        page.0
            .add_text("この医療機関に登録された同意はありません。", Style::default());
    }
    for consent_of_mode in consents {
        page.0.add_blank(1);
        page.0.add(consent(page.0.width, consent_of_mode));
    }
    page
}

/// `kyotaku consents renew`.
pub(crate) fn re_inquiry(answer: &ReInquiry) -> Page {
    let mut page = Page::heading("資格の再照会（カードなし）");
    let found = found_again(&answer.eligibility);
    page.0.add(toned(page.0.width, found.tone, &found.status));
    for explanation in &found.explanation {
        page.0.add_text(explanation, Style::default());
    }
    page.0.add_blank(1);
    page.add_fields(&found.person);
    for insurance in &found.insurances {
        page.0.add_blank(1);
        page.0.add(table::group(page.0.width, insurance));
    }
    page.0.add_blank(1);
    page.0.add(consent(page.0.width, &answer.standing));
    page.0.add_text(
        "この照会では、新しい同意は登録できません。登録するときはカードを読み取ってください。",
        Style::ink(Ink::Quiet),
    );
    page
}

/// `kyotaku consents revoke`, before it is asked.
pub(crate) fn to_be_revoked(
    patient: &str,
    known: Option<&KnownPatient>,
    stands: &StandingConsent,
    what: &str,
    reason: RevocationReason,
) -> Page {
    let mut page = Page::heading("取り消す内容の確認");
    page.add_fields(&person(patient, known));
    page.0.add(consent(page.0.width, stands));
    page.0.add_blank(1);
    page.add_fields(&[
        field("取り消す同意", what.to_owned()),
        field("取り消しの理由", reason_words(reason).to_owned()),
    ]);
    page
}

/// `kyotaku consents revoke`, from what was read back.
pub(crate) fn revoked(stands: &StandingConsent) -> Page {
    let mut page = Page::heading("取り消した後の同意");
    page.0.add(consent(page.0.width, stands));
    page.0.add_text(
        "上の内容は、登録先のシステムから読み出したものです。すでに提供された情報は、取り消しても戻りません。",
        Style::ink(Ink::Quiet),
    );
    page
}

fn person(patient: &str, known: Option<&KnownPatient>) -> Vec<Field> {
    let number = Some(field("患者番号", patient.to_owned()));
    let name = known.map(|known| field("氏名", known.name.name.clone()));
    let kana = known.and_then(|known| known.name.kana.clone());
    let birth_date = known.map(|known| known.birth_date.strftime("%Y年%-m月%-d日").to_string());
    [
        name,
        kana.map(|kana| field("氏名カナ", kana)),
        birth_date.map(|day| field("生年月日", day)),
        number,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One consent: whether it is in force, each answer and what stands of it, until when, registered when and how.
fn consent(width: usize, consent: &StandingConsent) -> Block {
    let mut block = Block::new(width);
    let (tone, status) = status(consent);
    block.add(toned(width, tone, &format!("{}：{status}", consent.mode.label())));
    if !consent.answers.is_empty() {
        let rows: Vec<Row> = consent.answers.iter().map(row).collect();
        block.add(table::rows(width, "登録内容", &rows));
    }
    let until = match &consent.until {
        Some(until) => Some(format!("{}まで", moment(until))),
        // Of what is revoked nobody would say "until it is revoked".
        None => consent.is_in_force().then(|| "取り消すまで".to_owned()),
    };
    let fields: Vec<_> = [
        until.map(|until| field("有効期限", until)),
        Some(field("登録日時", moment(&consent.registered_at))),
        Some(field("登録経路", channel_name(consent.origin.channel))),
        Some(field("登録番号", consent.registration.clone())),
    ]
    .into_iter()
    .flatten()
    .collect();
    block.add(table::fields(width, &fields));
    block
}

fn status(consent: &StandingConsent) -> (Tone, &'static str) {
    let any = |standing| consent.answers.iter().any(|answer| answer.standing == standing);
    let some_ended = any(Standing::Expired) || any(Standing::Revoked);
    match (consent.is_in_force(), some_ended) {
        (true, false) => (Tone::Good, "同意は有効です"),
        (true, true) => (Tone::Caution, "同意の一部が有効です"),
        (false, _) if any(Standing::Expired) => (Tone::Caution, "同意は期限切れです"),
        (false, true) => (Tone::Caution, "同意は取消済です"),
        (false, false) if consent.answers.is_empty() => (
            Tone::Alarm,
            "有効な同意はありません。登録された回答を確かめられません",
        ),
        (false, false) => (Tone::Plain, "同意している項目はありません"),
    }
}

fn row(answer: &StandingAnswer) -> Row {
    let revocation = answer
        .revocation
        .as_ref()
        .map(|revocation| field(reason_words(revocation.reason), moment(&revocation.revoked_at)));
    Row {
        label: question_label(answer.question),
        answer: match answer.standing {
            Standing::Given => "同意する（有効）",
            Standing::Declined => "同意しない",
            Standing::Expired => "同意する（期限切れ）",
            Standing::Revoked => "同意する（取消済）",
        }
        .to_owned(),
        items: revocation.into_iter().collect(),
    }
}

/// Who wished a revocation, or why it was made (031).
fn reason_words(reason: RevocationReason) -> &'static str {
    match reason {
        RevocationReason::ByPatient => "患者の希望による取り消し",
        RevocationReason::ByClinic => "医療機関による取り消し",
        RevocationReason::ChangeOfUse => "利用目的の変更による取り消し",
        RevocationReason::Other => "その他の理由による取り消し",
    }
}

/// A time as the service wrote it, in words; one of another form as it came.
fn moment(written: &str) -> String {
    // It is written in Japan's time: the offset is dropped, not converted.
    written.parse::<jiff::civil::DateTime>().map_or_else(
        |_| written.to_owned(),
        |time| time.strftime("%Y年%-m月%-d日 %-H時%M分").to_string(),
    )
}

fn field(label: &str, value: String) -> Field {
    Field {
        label: label.to_owned(),
        value,
        note: None,
    }
}
