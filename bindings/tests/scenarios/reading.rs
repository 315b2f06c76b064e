//! The reading of a view: the lines that a person reads, from top to bottom, in the form that `scenarios/README.md` gives
//! them. Written from the view's fields, as a shell draws them.

use kyotaku_core::visit::{
    CompareView, ConfirmView, DoneView, EligibilityView, Field, InputView, NoticeView, NumberView, PinView,
    QuestionView, RevokeView, Row, Screen, Steps, TapView, View,
};

/// The name of the view's screen.
pub(crate) fn screen_name(view: &View) -> &'static str {
    match &view.screen {
        Screen::Mode(_) => "Mode",
        Screen::Pin(_) => "Pin",
        Screen::Number(_) => "Number",
        Screen::Tap(_) => "Tap",
        Screen::Waiting(_) => "Waiting",
        Screen::Compare(_) => "Compare",
        Screen::Eligibility(_) => "Eligibility",
        Screen::Input(_) => "Input",
        Screen::Confirm(_) => "Confirm",
        Screen::Done(_) => "Done",
        Screen::Revoke(_) => "Revoke",
        Screen::Notice(_) => "Notice",
    }
}

/// The labels of all controls, in order.
pub(crate) fn offers(view: &View) -> Vec<&str> {
    view.controls().into_iter().map(|(label, _)| label).collect()
}

/// Every line, in order.
pub(crate) fn reading(view: &View) -> Vec<String> {
    let mut page = Page::default();
    page.line(&view.heading);
    if let Some(steps) = &view.steps {
        page.line(&steps_line(steps));
    }
    match &view.screen {
        Screen::Mode(mode) => page.line(&mode.lead),
        Screen::Pin(pin) => page.pin(pin),
        Screen::Number(number) => page.number(number),
        Screen::Tap(tap) => page.tap(tap),
        Screen::Waiting(waiting) => page.line(&waiting.message),
        Screen::Compare(compare) => page.compare(compare),
        Screen::Eligibility(eligibility) => page.eligibility(eligibility),
        Screen::Input(input) => page.input(input),
        Screen::Confirm(confirm) => page.confirm(confirm),
        Screen::Done(done) => page.done(done),
        Screen::Revoke(revoke) => page.revoke(revoke),
        Screen::Notice(notice) => page.notice(notice),
    }
    page.line(&view.footer.channel);
    page.line(&view.footer.app);
    page.line(&view.footer.device);
    page.perhaps(view.footer.clinic.as_deref());
    page.0
}

fn steps_line(steps: &Steps) -> String {
    let current = usize::try_from(steps.current).unwrap_or(usize::MAX);
    let labels = steps.labels.iter().enumerate().map(|(place, label)| {
        if place == current {
            format!("【{label}】")
        } else {
            label.clone()
        }
    });
    labels.collect::<Vec<_>>().join(" > ")
}

#[derive(Default)]
struct Page(Vec<String>);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push(text.to_owned());
    }

    fn lines(&mut self, texts: &[String]) {
        self.0.extend(texts.iter().cloned());
    }

    fn perhaps(&mut self, text: Option<&str>) {
        self.0.extend(text.map(str::to_owned));
    }

    fn fields(&mut self, fields: &[Field]) {
        for Field { label, value, note } in fields {
            let note = note
                .as_ref()
                .map(|note| format!("（{note}）"))
                .unwrap_or_default();
            self.0.push(format!("{label}: {value}{note}"));
        }
    }

    fn rows(&mut self, rows: &[Row]) {
        for Row { label, answer, items } in rows {
            self.0.push(format!("{label}: {answer}"));
            self.fields(items);
        }
    }

    fn question(&mut self, question: &QuestionView) {
        let missing = if question.missing { " ！" } else { "" };
        self.0
            .push(format!("{}: {}{missing}", question.label, question.state));
        for choice in &question.choices {
            let mark = if choice.selected { "●" } else { "○" };
            self.0.push(format!("{mark} {}", choice.label));
        }
    }

    fn pin(&mut self, pin: &PinView) {
        self.line(&pin.lead);
        self.perhaps(pin.notice.as_deref());
        self.0.push(format!("{}/{}", pin.entered, pin.length));
        self.perhaps(pin.hint.as_deref());
    }

    fn tap(&mut self, tap: &TapView) {
        self.line(&tap.lead);
        self.line(&tap.position);
        self.line(&tap.progress);
        self.0.push(format!("{}/{}", tap.done, tap.steps));
        self.perhaps(tap.tries.as_deref());
        self.line(&tap.limit);
        self.line(&tap.advice);
    }

    fn number(&mut self, number: &NumberView) {
        self.line(&number.lead);
        self.perhaps(number.notice.as_deref());
        for field in &number.fields {
            let (label, shown) = (&field.label, &field.shown);
            self.0.push(if field.selected {
                format!("【{label}】: {shown}")
            } else {
                format!("{label}: {shown}")
            });
        }
        self.perhaps(number.hint.as_deref());
    }

    fn compare(&mut self, compare: &CompareView) {
        self.line(&compare.lead);
        let portrait = &compare.portrait;
        self.0
            .push(format!("顔写真 {}×{}", portrait.width, portrait.height));
        self.fields(&compare.fields);
    }

    fn eligibility(&mut self, eligibility: &EligibilityView) {
        self.line(&eligibility.status);
        self.lines(&eligibility.explanation);
        self.fields(&eligibility.person);
        for group in &eligibility.insurances {
            self.line(&group.title);
            self.fields(&group.fields);
        }
        if let Some(standing) = &eligibility.standing {
            self.line(&standing.title);
            self.line(&standing.status);
            self.rows(&standing.rows);
            self.fields(&standing.fields);
            self.perhaps(standing.remark.as_deref());
        }
    }

    fn revoke(&mut self, revoke: &RevokeView) {
        self.line(&revoke.lead);
        for question in &revoke.questions {
            self.question(question);
        }
        self.perhaps(revoke.hint.as_deref());
    }

    fn input(&mut self, input: &InputView) {
        self.line(&input.lead);
        for question in &input.questions {
            self.question(question);
        }
        self.perhaps(input.hint.as_deref());
    }

    fn confirm(&mut self, confirm: &ConfirmView) {
        self.line(&confirm.lead);
        self.line(&confirm.rows_title);
        self.rows(&confirm.rows);
        self.fields(std::slice::from_ref(&confirm.reference));
    }

    fn done(&mut self, done: &DoneView) {
        self.line(&done.message);
        self.lines(&done.explanation);
        self.line(&done.rows_title);
        self.rows(&done.rows);
        self.fields(&done.receipt);
    }

    fn notice(&mut self, notice: &NoticeView) {
        self.line(&notice.happened);
        self.line(&notice.unchanged);
        self.line(&notice.to_do);
        self.fields(&notice.details);
    }
}
