//! The two visits of the demo, what the clinic is given after them, and what is checked of each.

use std::sync::Arc;

use kyotaku_card::sample::PIN;
use kyotaku_core::{
    consent::Item,
    eligibility::EligibilityService,
    visit::{Screen, Tone, View},
};
use kyotaku_service::{Database, StoredItem, count_registrations, items_of_latest_registration};

use super::{
    card_stack::CardStack, clinic_program::ClinicProgram, database_failed, faulty_client, origin,
    verdict::Verdict,
};
use crate::{
    draw::{DEFAULT_WIDTH, Palette, draw, wrap::columns},
    failure::Failure,
    output::say,
    play::{CountedService, Player},
};

/// SELECT, tries left, VERIFY, seven READ BINARY, sign.
const MOST_EXCHANGES: u32 = 11;
/// Settings, challenge, eligibility check, registration.
const REQUESTS: u32 = 4;

const ASK_AGREE_ALL: &str = "すべての項目に同意する";
const JOINT_QUESTION: &str = "診療情報および薬剤情報の提供";
const DECLINE: &str = "同意しない";
const REGISTER: &str = "同意内容に登録する";

/// What the database must hold after the notice's case, in the order of the screen.
const EXPECTED: [(&str, &str); 6] = [
    ("SHJ", "agree"),
    ("SRJ", "decline"),
    ("YZK", "decline"),
    ("TKK", "agree"),
    ("療養情報", "agree"),
    ("TSR", "agree"),
];

/// What the codes stand for, for a reader who does not know table 036.
const NAMES: [(&str, &str); 5] = [
    ("SHJ", "手術情報"),
    ("SRJ", "診療情報"),
    ("YZK", "薬剤情報"),
    ("TKK", "特定健診等情報"),
    ("TSR", "特定疾病療養受療証情報"),
];

/// What the acts are played with.
pub(super) struct Stage<'a> {
    pub(super) card: &'a CardStack,
    pub(super) client: &'a Arc<CountedService>,
    pub(super) database: &'a Database,
    pub(super) palette: Palette,
}

impl Stage<'_> {
    /// 「すべての項目に同意する」, then 「同意しない」 on the joint row, confirmed and registered.
    pub(super) async fn the_notices_case(&self, verdict: &mut Verdict) -> Result<(), Failure> {
        let mut player = self.visit_up_to_eligibility(true).await?;
        self.pressed(
            "同意登録へ進む（患者に画面を向ける）",
            &player.press("同意登録へ進む（患者に画面を向ける）")?,
        )?;
        self.pressed(ASK_AGREE_ALL, &player.press(ASK_AGREE_ALL)?)?;
        self.pressed(
            &format!("{JOINT_QUESTION}: {DECLINE}"),
            &player.answer(JOINT_QUESTION, DECLINE)?,
        )?;
        let confirm = player.press("確認へ進む")?;
        self.pressed("確認へ進む", &confirm)?;
        verdict.check(
            "2 確認 shows 診療情報 and 薬剤情報 both as 同意しない",
            joint_items_declined(&confirm),
        );
        player.passed();
        self.pressed(REGISTER, &player.press(REGISTER)?)?;
        let done = player.settled().await?;
        self.passed_by(&player)?;
        let read_back = matches!(&done.screen, Screen::Done(done) if done.tone == Tone::Good);
        verdict.check(
            "3 完了 is drawn from what the service read back, and it is what was confirmed",
            read_back,
        );

        let items = items_of_latest_registration(self.database)
            .await
            .map_err(database_failed)?;
        self.show_items(&items)?;
        let held: Vec<_> = items
            .iter()
            .map(|item| (item.item.as_str(), item.decision.as_str()))
            .collect();
        verdict.check(
            "the database holds 診療情報 (SRJ) and 薬剤情報 (YZK) as decline, the rest as agree",
            held == EXPECTED,
        );
        let (exchanges, requests) = (self.card.exchanges(), self.client.requests());
        say(&format!(
            "\nOne visit took {exchanges} exchanges with the card and {requests} requests to the service."
        ))?;
        verdict.check(
            &format!("at most {MOST_EXCHANGES} exchanges with the card"),
            exchanges <= MOST_EXCHANGES,
        );
        verdict.check(
            &format!("{REQUESTS} requests to the service"),
            requests == REQUESTS,
        );
        let rows = count_registrations(self.database)
            .await
            .map_err(database_failed)?;
        verdict.check("one registration is stored", rows == 1);
        Ok(())
    }

    /// The same presses, on a client with the fault.
    pub(super) async fn the_fault_of_october_2024(&self, verdict: &mut Verdict) -> Result<(), Failure> {
        say("\n━━ The same visit with the fault of October 2024 ━━\n")?;
        say(
            "A client that keeps two flags behind one button now reads the card again, and sends 薬剤情報 as agreed\nbeside 診療情報 as declined, with a digest that fits:\n",
        )?;
        let _player = self.visit_up_to_eligibility(false).await?;
        let check = self.client.newest_check().ok_or_else(|| {
            Failure::new(
                "the eligibility check was not answered",
                "Run the demo again with --log FILE.",
            )
        })?;
        let request = faulty_client::registration(&check);
        say(&request
            .statement
            .canonical_text()
            .lines()
            .map(|line| format!("    {line}\n"))
            .collect::<String>())?;
        let answer = self
            .client
            .register(&request, &faulty_client::key(&request))
            .await;
        let refusal = faulty_client::refusal(&answer);
        say(&format!("The service: {}", refusal.text))?;
        verdict.check(
            "the guard refuses linked items that differ",
            refusal.is_linked_items_differ,
        );
        let rows = count_registrations(self.database)
            .await
            .map_err(database_failed)?;
        let items = items_of_latest_registration(self.database)
            .await
            .map_err(database_failed)?;
        let held: Vec<_> = items
            .iter()
            .map(|item| (item.item.as_str(), item.decision.as_str()))
            .collect();
        verdict.check("nothing was stored by it", rows == 1 && held == EXPECTED);
        Ok(())
    }

    /// The clinic's 電子カルテ asks for all six items.
    pub(super) async fn what_the_clinic_is_given(
        &self,
        program: &ClinicProgram,
        verdict: &mut Verdict,
    ) -> Result<(), Failure> {
        say("\n━━ What the clinic's 電子カルテ is given ━━\n")?;
        let patient = program.newest_patient().await?;
        let (mut given, mut not_consented) = (Vec::new(), Vec::new());
        for item in Item::ALL {
            let answer = program.ask(&patient, item).await?;
            say(&named(item.code(), &answer.text()))?;
            if answer.is_given() {
                given.push(item.code());
            } else if answer.is_not_consented() {
                not_consented.push(item.code());
            }
        }
        let decided = |decision| {
            let held = EXPECTED.iter().filter(move |(_, held)| *held == decision);
            held.map(|(item, _)| *item).collect::<Vec<_>>()
        };
        verdict.check(
            "電子カルテ is refused 診療情報 and 薬剤情報, because the patient declined, and given the rest",
            given == decided("agree") && not_consented == decided("decline"),
        );
        Ok(())
    }

    /// From the choice of mode to the eligibility, drawn if wanted.
    async fn visit_up_to_eligibility(&self, drawn: bool) -> Result<Player, Failure> {
        let show = |press: &str, view: &View| if drawn { self.pressed(press, view) } else { Ok(()) };
        let client = Arc::clone(self.client) as Arc<dyn EligibilityService>;
        let mut player = Player::start(origin(), self.card.reader(), client);
        let mode = player.settled().await?;
        show("", &mode)?;
        show("訪問診療等", &player.press("訪問診療等")?)?;
        for digit in PIN.chars() {
            player.press(&digit.to_string())?;
        }
        // The digits are the patient's: the picture shows that four were pressed, and not which.
        show("••••", &player.view())?;
        player.press("次へ（カードをかざす）")?;
        let waiting = player
            .wait_for(
                "the wait for a card",
                |view| matches!(&view.screen, Screen::Tap(tap) if tap.progress.contains("待って")),
            )
            .await?;
        show("次へ（カードをかざす）", &waiting)?;
        player.passed();
        self.card.insert()?;
        player.settled().await?;
        if drawn {
            say("\n▶ (the card is laid down)\n")?;
            self.passed_by(&player)?;
        }
        self.card.remove()?;
        Ok(player)
    }

    /// The screens that came by themselves, one after another; some stand for the blink of an eye.
    fn passed_by(&self, player: &Player) -> Result<(), Failure> {
        player.passed().iter().try_for_each(|view| self.pressed("", view))
    }

    /// A screen as a person would see it, under what they pressed to get there.
    fn pressed(&self, press: &str, view: &View) -> Result<(), Failure> {
        if !press.is_empty() {
            say(&format!("\n▶ {press}\n"))?;
        }
        let drawing = draw(view, DEFAULT_WIDTH, None, self.palette);
        say(&match self.palette {
            Palette::Plain => drawing.to_text(),
            Palette::Colour => drawing.to_ansi(),
        })
    }

    fn show_items(&self, items: &[StoredItem]) -> Result<(), Failure> {
        say("\n━━ What the database holds ━━\n")?;
        for item in items {
            say(&named(&item.item, &item.decision))?;
        }
        Ok(())
    }
}

/// A line about an item: its code, its name, and what is said of it.
fn named(item: &str, said: &str) -> String {
    let known = NAMES.iter().find(|(code, _)| *code == item);
    // 療養情報 has no public code: its own word stands in the database.
    let (code, name) = known.copied().unwrap_or(("—", item));
    let padded =
        |text: &str, width: usize| text.to_owned() + &" ".repeat(width.saturating_sub(columns(text)));
    format!("    {}{}{said}", padded(code, 6), padded(name, 24))
}

fn joint_items_declined(view: &View) -> bool {
    let Screen::Confirm(confirm) = &view.screen else {
        return false;
    };
    let Some(row) = confirm.rows.iter().find(|row| row.label == JOINT_QUESTION) else {
        return false;
    };
    let items: Vec<_> = row
        .items
        .iter()
        .map(|item| (item.label.as_str(), item.value.as_str()))
        .collect();
    items == [("診療情報", DECLINE), ("薬剤情報", DECLINE)]
}
