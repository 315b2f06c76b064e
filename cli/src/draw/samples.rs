//! A made-up view of each screen, for tests. Longer than 300 lines because it is nothing but data.

use kyotaku_core::{
    card::{Digit, NumberPart},
    consent::{Decision, PrescriptionForm, Question, RevocationReason},
    visit::{
        compare::CompareEvent, confirm::ConfirmEvent, done::DoneEvent, eligibility::EligibilityEvent,
        input::InputEvent, mode::ModeEvent, notice::NoticeEvent, number::NumberEvent, pin::PinEvent, *,
    },
};

pub(crate) fn button(label: &str, event: Event, weight: Weight) -> Button {
    Button {
        label: label.to_owned(),
        event,
        weight,
    }
}

fn field(label: &str, value: &str) -> Field {
    Field {
        label: label.to_owned(),
        value: value.to_owned(),
        note: None,
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

pub(crate) fn view(heading: &str, audience: Audience, step: Option<u32>, screen: Screen) -> View {
    View {
        heading: heading.to_owned(),
        audience,
        steps: step.map(|current| Steps {
            labels: strings(&["入力", "確認", "完了"]),
            current,
            spoken: "3つの段階の1つ目、入力".to_owned(),
        }),
        screen,
        back: Some(button("戻る", Event::Back, Weight::Secondary)),
        cancel: Some(button("中止する", Event::Cancel, Weight::Secondary)),
        footer: Footer {
            channel: "マイナ資格確認アプリ（居宅同意取得用）".to_owned(),
            app: "kyotaku-terminal 0.1.0".to_owned(),
            device: "端末 terminal".to_owned(),
            clinic: Some("サンプル医療機関".to_owned()),
        },
    }
}

pub(crate) fn mode() -> View {
    let mode = ModeView {
        lead: "どの診療で資格確認をするか、選んでください。".to_owned(),
        modes: vec![
            button(
                "訪問診療等",
                Event::Mode(ModeEvent::Choose(CareMode::HomeVisit)),
                Weight::Secondary,
            ),
            button(
                "オンライン診療等・外来診療等（通常とは異なる動線）",
                Event::Mode(ModeEvent::Choose(CareMode::OnlineOutpatient)),
                Weight::Secondary,
            ),
        ],
    };
    View {
        back: None,
        cancel: None,
        ..view("資格確認", Audience::Staff, None, Screen::Mode(mode))
    }
}

pub(crate) fn pin(entered: u32) -> View {
    let pin = PinView {
        lead:
            "マイナンバーカードの利用者証明用電子証明書の暗証番号（4桁の数字）を、患者さんが押してください。"
                .to_owned(),
        notice: Some("暗証番号が違います。あと2回間違えると、使えなくなります。".to_owned()),
        entered,
        length: 4,
        spoken: format!("4桁のうち{entered}桁を入力しました"),
        digits: (0..=9)
            .filter_map(Digit::new)
            .map(|digit| Key {
                label: digit.value().to_string(),
                event: Event::Pin(PinEvent::Digit(digit)),
            })
            .collect(),
        delete: button("1文字消す", Event::Pin(PinEvent::Delete), Weight::Secondary),
        next: button("次へ", Event::Pin(PinEvent::Next), Weight::Primary),
        without_pin: Some(button(
            "暗証番号を使わずに確認する（目視）",
            Event::Pin(PinEvent::WithoutPin),
            Weight::Secondary,
        )),
        hint: (entered == 3).then(|| "4桁すべてを入力してください。".to_owned()),
    };
    view("暗証番号の入力", Audience::Patient, None, Screen::Pin(pin))
}

pub(crate) fn tap(done: u32) -> View {
    let tap = TapView {
        lead: "カードをリーダーに置き、そのまま動かさないでください。".to_owned(),
        position: "カードの中央に、スマートフォンの裏側の上端（カメラのある側）を当ててください。".to_owned(),
        progress: "電子証明書を読んでいます".to_owned(),
        done,
        steps: 5,
        tries: (done == 2).then(|| "暗証番号の残り回数：3回".to_owned()),
        limit: "カードを待つのは60秒までです。".to_owned(),
        advice: "反応がないときは、ケースから出し、位置を変えて、数秒そのままにしてください。".to_owned(),
    };
    view("カードの読み取り", Audience::Patient, None, Screen::Tap(tap))
}

/// 照合番号B with the first fields full, and one selected.
pub(crate) fn number(selected: usize, hint: bool) -> View {
    let parts = [
        ("生まれた年（和暦）", "15", NumberPart::BirthYear),
        ("生まれた月", "05", NumberPart::BirthMonth),
        ("生まれた日", "1＿", NumberPart::BirthDay),
        ("有効期限の西暦年", "＿＿＿＿", NumberPart::ExpiryYear),
        ("セキュリティコード", "＿＿＿＿", NumberPart::SecurityCode),
    ];
    let fields = parts
        .into_iter()
        .enumerate()
        .map(|(position, (label, shown, part))| NumberField {
            label: label.to_owned(),
            shown: shown.to_owned(),
            selected: position == selected,
            spoken: format!("{label}、入力中"),
            choose: button(label, Event::Number(NumberEvent::Select(part)), Weight::Secondary),
        });
    let number = NumberView {
        lead: "カードの表面を見て、照合番号Bを入力してください。".to_owned(),
        notice: hint.then(|| "あと 2 回まちがえると、照合番号Bがロックされます。".to_owned()),
        fields: fields.collect(),
        digits: (0..=9)
            .filter_map(Digit::new)
            .map(|digit| Key {
                label: digit.value().to_string(),
                event: Event::Number(NumberEvent::Digit(digit)),
            })
            .collect(),
        delete: button("1文字消す", Event::Number(NumberEvent::Delete), Weight::Secondary),
        next: button("次へ", Event::Number(NumberEvent::Next), Weight::Primary),
        hint: hint.then(|| "まだ入力が終わっていません：有効期限の西暦年".to_owned()),
    };
    view("照合番号Bの入力", Audience::Staff, None, Screen::Number(number))
}

/// A drawn face: a light oval on dark, with eyes and a mouth.
pub(crate) fn compare() -> View {
    let (width, height) = (60_i32, 80_i32);
    let inside = |x: i32, y: i32, middle: (i32, i32), half: (i32, i32)| {
        let (x, y) = ((x - middle.0) * half.1, (y - middle.1) * half.0);
        x * x + y * y <= half.0 * half.0 * half.1 * half.1
    };
    let pixel = |x: i32, y: i32| {
        let feature = inside(x, y, (20, 34), (5, 3))
            || inside(x, y, (40, 34), (5, 3))
            || inside(x, y, (30, 58), (9, 2));
        match (feature, inside(x, y, (30, 40), (22, 32))) {
            (true, _) => 40,
            (false, true) => 220,
            (false, false) => 90,
        }
    };
    let compare = CompareView {
        lead: "カードの顔写真と、目の前の患者を見比べてください。".to_owned(),
        portrait: Picture {
            width: width.unsigned_abs(),
            height: height.unsigned_abs(),
            grey: (0..height)
                .flat_map(|y| (0..width).map(move |x| pixel(x, y)))
                .collect(),
            spoken: "カードの顔写真".to_owned(),
        },
        fields: vec![field("カードの有効期限", "令和17年5月12日（2035年）")],
        buttons: vec![
            button("本人です", Event::Compare(CompareEvent::Same), Weight::Secondary),
            button(
                "本人ではありません",
                Event::Compare(CompareEvent::Different),
                Weight::Secondary,
            ),
            button(
                "判断できません",
                Event::Compare(CompareEvent::CannotTell),
                Weight::Secondary,
            ),
        ],
    };
    view("顔写真の確認", Audience::Staff, None, Screen::Compare(compare))
}

pub(crate) fn waiting() -> View {
    let waiting = WaitingView {
        message: "同意の内容を登録しています。終わるまでお待ちください。".to_owned(),
        buttons: vec![button(
            "待つのをやめる（登録は取り消されません）",
            Event::Storing(StoringEvent::StopWaiting),
            Weight::Secondary,
        )],
    };
    view("資格確認", Audience::Staff, None, Screen::Waiting(waiting))
}

pub(crate) fn eligibility(standing: Option<StandingView>) -> View {
    let mut name = field("氏名", "見本　●太郎");
    name.note = Some("●は、保険者のシステムで表示できない文字です。".to_owned());
    let eligibility = EligibilityView {
        status: "資格は有効です".to_owned(),
        tone: Tone::Good,
        explanation: strings(&["新しい資格が登録されるまでに、日数がかかることがあります。"]),
        person: vec![
            name,
            field("氏名（カナ）", "ﾐﾎﾝ ﾀﾛｳ"),
            field("生年月日", "昭和30年4月1日（1955年4月1日）"),
            field(
                "住所",
                "東京都千代田区霞が関一丁目2番3号 見本マンション弐番館1234号室",
            ),
        ],
        insurances: vec![FieldGroup {
            title: "後期高齢者医療".to_owned(),
            fields: vec![
                field("保険者", "見本県後期高齢者医療広域連合"),
                field("保険者番号", "39130000"),
                field("負担割合", "1割"),
            ],
        }],
        standing,
        buttons: vec![
            button(
                "同意の登録に進む",
                Event::Eligibility(EligibilityEvent::OpenForm),
                Weight::Primary,
            ),
            button(
                "資格確認だけで終わる",
                Event::Eligibility(EligibilityEvent::Finish),
                Weight::Secondary,
            ),
        ],
    };
    view(
        "資格情報",
        Audience::Staff,
        None,
        Screen::Eligibility(eligibility),
    )
}

/// What stands of a consent of which one answer was revoked.
pub(crate) fn standing() -> StandingView {
    let row = |label: &str, answer: &str, items: Vec<Field>| Row {
        label: label.to_owned(),
        answer: answer.to_owned(),
        items,
    };
    let revoked = vec![field(
        "患者の希望による取り消し",
        "令和8年11月20日（2026年） 9時05分",
    )];
    StandingView {
        title: "この医療機関に登録済みの同意（訪問診療等）".to_owned(),
        status: "同意の一部が有効です".to_owned(),
        tone: Tone::Caution,
        rows: vec![
            row("手術情報の提供", "同意する（取消済）", revoked),
            row("診療情報および薬剤情報の提供", "同意する（有効）", Vec::new()),
            row("特定健診等情報の提供", "同意しない", Vec::new()),
        ],
        fields: vec![
            field("有効期限", "取り消すまで"),
            field("登録日時", "令和8年11月10日（2026年） 10時00分"),
            field("登録経路", "顔認証付きカードリーダー"),
        ],
        remark: Some("登録し直すと、上の同意の全部が新しい内容に置き換わります。".to_owned()),
    }
}

/// What is to be revoked; nothing is chosen.
pub(crate) fn revoke(hint: bool) -> View {
    let choice = |label: &str, event| Choice {
        label: label.to_owned(),
        event: Event::Revoke(event),
        selected: false,
    };
    let question = |label: &str, choices| QuestionView {
        label: label.to_owned(),
        choices,
        state: "未選択".to_owned(),
        missing: hint,
    };
    let only = RevokeEvent::Only;
    let because = RevokeEvent::Because;
    let what = vec![
        choice("すべての同意", RevokeEvent::All),
        choice("手術情報の提供", only(Question::Surgery)),
        choice(
            "診療情報および薬剤情報の提供",
            only(Question::DiagnosisAndMedication),
        ),
    ];
    let why = vec![
        choice("患者の希望による取り消し", because(RevocationReason::ByPatient)),
        choice("医療機関による取り消し", because(RevocationReason::ByClinic)),
        choice(
            "利用目的の変更による取り消し",
            because(RevocationReason::ChangeOfUse),
        ),
        choice("その他の理由による取り消し", because(RevocationReason::Other)),
    ];
    let revoke = RevokeView {
        lead: "取り消す同意と、取り消しの理由を選んでください。".to_owned(),
        questions: vec![question("取り消す同意", what), question("取り消しの理由", why)],
        hint: hint.then(|| "まだ選んでいない項目があります：取り消す同意、取り消しの理由".to_owned()),
        next: button("確認へ進む", Event::Revoke(RevokeEvent::Review), Weight::Primary),
    };
    view("同意の取り消し", Audience::Staff, None, Screen::Revoke(revoke))
}

/// 1 入力; the joint question has this answer, the others none.
pub(crate) fn input(joint: Option<Decision>, hint: bool) -> View {
    let words = |decision| match decision {
        Decision::Agree => "同意する",
        Decision::Decline => "同意しない",
    };
    let question = |label: &str, question: Question, answer: Option<Decision>| QuestionView {
        label: label.to_owned(),
        choices: Decision::ALL
            .into_iter()
            .map(|decision| Choice {
                label: words(decision).to_owned(),
                event: Event::Input(InputEvent::Answer(question, decision)),
                selected: answer == Some(decision),
            })
            .collect(),
        state: answer.map_or("未回答", words).to_owned(),
        missing: hint && answer.is_none(),
    };
    let forms = [
        ("電子処方箋", PrescriptionForm::Electronic),
        ("紙の処方箋", PrescriptionForm::Paper),
    ];
    let input = InputView {
        lead: "あなたの情報を、この医療機関に提供することに同意するか、項目ごとに選んでください。".to_owned(),
        all: vec![
            button(
                "すべての項目に同意する",
                Event::Input(InputEvent::AnswerAll(Decision::Agree)),
                Weight::Secondary,
            ),
            button(
                "すべての項目に同意しない",
                Event::Input(InputEvent::AnswerAll(Decision::Decline)),
                Weight::Secondary,
            ),
        ],
        questions: vec![
            question("手術情報の提供", Question::Surgery, None),
            question(
                "診療情報および薬剤情報の提供",
                Question::DiagnosisAndMedication,
                joint,
            ),
            question("特定疾病療養受療証情報の提供", Question::SpecificDisease, None),
            QuestionView {
                label: "処方箋の発行方法".to_owned(),
                choices: forms
                    .into_iter()
                    .map(|(label, form)| Choice {
                        label: label.to_owned(),
                        event: Event::Input(InputEvent::ChooseForm(form)),
                        selected: false,
                    })
                    .collect(),
                state: "未選択".to_owned(),
                missing: hint,
            },
        ],
        hint: hint.then(|| "まだ選ばれていない項目があります：手術情報の提供".to_owned()),
        next: button("確認に進む", Event::Input(InputEvent::Review), Weight::Primary),
    };
    view("同意登録", Audience::Patient, Some(0), Screen::Input(input))
}

fn rows() -> Vec<Row> {
    let row = |label: &str, answer: &str, items: &[&str]| Row {
        label: label.to_owned(),
        answer: answer.to_owned(),
        items: items.iter().map(|item| field(item, answer)).collect(),
    };
    vec![
        row("手術情報の提供", "同意する", &["手術情報"]),
        row(
            "診療情報および薬剤情報の提供",
            "同意しない",
            &["診療情報", "薬剤情報"],
        ),
        row("処方箋の発行方法", "電子", &[]),
    ]
}

pub(crate) fn confirm() -> View {
    let confirm = ConfirmView {
        lead: "この内容で登録します。違うところがあれば「修正する」を押してください。".to_owned(),
        rows_title: "登録内容".to_owned(),
        rows: rows(),
        reference: field("確認番号", "3fa9 12c0"),
        accept: button(
            "この内容で登録する",
            Event::Confirm(ConfirmEvent::Register),
            Weight::Primary,
        ),
        change: button(
            "修正する",
            Event::Confirm(ConfirmEvent::Change),
            Weight::Secondary,
        ),
    };
    view(
        "同意登録内容の確認",
        Audience::Patient,
        Some(1),
        Screen::Confirm(confirm),
    )
}

pub(crate) fn done(tone: Tone) -> View {
    let done = DoneView {
        message: "登録しました".to_owned(),
        tone,
        explanation: Vec::new(),
        rows_title: "登録された内容".to_owned(),
        rows: rows(),
        receipt: vec![
            field("登録番号", "R-20261122-000001"),
            field("登録日時", "2026年11月22日 16時05分"),
            field("受付経路", "マイナ資格確認アプリ（居宅同意取得用）"),
        ],
        finish: button("終わる", Event::Done(DoneEvent::Finish), Weight::Primary),
    };
    View {
        back: None,
        cancel: None,
        ..view("同意登録の完了", Audience::Patient, Some(2), Screen::Done(done))
    }
}

pub(crate) fn notice(tone: Tone) -> View {
    let notice = NoticeView {
        tone,
        happened: "暗証番号はあと1回で使えなくなります。".to_owned(),
        unchanged: "同意の登録は変わっていません。".to_owned(),
        to_do:
            "患者さんが番号を確かに覚えているときだけ、もう一度入力してください。分からないときは、市区町村の\
                窓口で再設定できます。"
                .to_owned(),
        details: vec![field("問い合わせ番号", "7b1e-22")],
        buttons: vec![
            button(
                "最後の1回を使う",
                Event::Notice(NoticeEvent::SpendLastTry),
                Weight::Secondary,
            ),
            button(
                "番号を入力し直す",
                Event::Notice(NoticeEvent::TypePin),
                Weight::Secondary,
            ),
        ],
    };
    view("暗証番号", Audience::Staff, None, Screen::Notice(notice))
}

/// Every screen, in its several states.
pub(crate) fn all() -> Vec<View> {
    let mut views = vec![
        mode(),
        tap(0),
        tap(2),
        tap(5),
        number(2, false),
        number(3, true),
        compare(),
        waiting(),
        eligibility(None),
        eligibility(Some(standing())),
        revoke(false),
        revoke(true),
        confirm(),
    ];
    views.extend((0..=4).map(pin));
    for tone in [Tone::Plain, Tone::Good, Tone::Caution, Tone::Alarm] {
        views.extend([done(tone), notice(tone)]);
    }
    for joint in [None, Some(Decision::Agree), Some(Decision::Decline)] {
        views.extend([input(joint, false), input(joint, true)]);
    }
    views
}
