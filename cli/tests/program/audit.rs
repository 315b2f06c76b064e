//! `kyotaku audit`: the table, the evidence, the correction, and a correction that is killed.

mod killed;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use kyotaku_postgresql::{Server, TestDatabase};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::run;

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A register, and a folder for what is made of it. The register is a file in it, or a database.
struct Register {
    folder: tempfile::TempDir,
    database: Option<TestDatabase>,
}

impl Register {
    fn of(ordinary: &str) -> Self {
        Self::made(None, ordinary)
    }

    fn made(database: Option<TestDatabase>, ordinary: &str) -> Self {
        let register = Self {
            folder: tempfile::tempdir().unwrap(),
            database,
        };
        let made = run(&["audit", "--generate", &register.name(), "--ordinary", ordinary]);
        assert!(made.status.success(), "{}", stderr(&made));
        register
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> String {
        self.path("register.db").to_str().unwrap().to_owned()
    }

    fn name(&self) -> String {
        let database = self.database.as_ref();
        database.map_or_else(|| self.file(), |database| database.url.clone())
    }

    fn audit(&self, more: &[&str]) -> Output {
        let name = self.name();
        run(&[&["audit", "--database", &name][..], more].concat())
    }

    fn report(&self, more: &[&str]) -> Value {
        let output = self.audit(&[&["--json"], more].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn bytes(file: &str) -> Vec<u8> {
    fs::read(file).unwrap()
}

#[test]
fn the_notices_table_is_printed_then_the_evidence_and_no_name_and_the_register_stays_as_it_was() {
    let register = Register::of("200");
    let before = bytes(&register.file());
    let output = register.audit(&[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    // Where lines are broken does not matter.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for row in [
        "     total   confirmed   suspected",
        "        37          26          11  persons (人数)",
        "        73          52          21  disclosures (情報提供件数)",
        "        36          25          11  institutions (医療機関等数)",
        "        27          20           7  insurers (医療保険者数)",
        "period (提供された期間): 2024-10-16 to 2025-01-15",
        "without a statement",
        "press log of 2025-01-17T10:00:00+09:00: agree-all → decline diagnosis-and-medication",
        "press log: none was uploaded",
        "diagnosis 1, medication 1; now: diagnosis 0, medication 1",
        "before the guard",
    ] {
        assert!(words(&text).contains(&words(row)), "{row}\n{text}");
    }
    assert_eq!(text.matches("\ncase ").count(), 38);
    assert_eq!(text.matches("  disclosure ").count(), 73);
    for personal in ["花子", "太郎", "ﾐﾎﾝ", "見本県", "見本　"] {
        assert!(!text.contains(personal), "{personal}");
    }
    assert!(stderr(&output).contains("audited: "));
    let table = stdout(&register.audit(&["--table"]));
    assert!(text.starts_with(table.trim_end()) && !table.contains("case 1"));
    assert_eq!(bytes(&register.file()), before);
}

#[test]
fn the_correction_is_dry_unless_said_and_written_once() {
    let register = Register::of("200");
    let before = bytes(&register.file());
    let dry = stdout(&register.audit(&["--table", "--fix"]));
    assert!(
        dry.contains("Nothing was written; --write, with --author and --letters, does it."),
        "{dry}"
    );
    assert_eq!(bytes(&register.file()), before);
    let letters = register.path("letters");
    assert!(!letters.exists());

    let write = [
        "--fix",
        "--write",
        "--author",
        "operator-1",
        "--letters",
        letters.to_str().unwrap(),
    ];
    let first = register.report(&write);
    let due = first["fix"]["due"].as_u64().unwrap();
    assert!(due > 38 && first["fix"]["taken_back"] == due, "{}", first["fix"]);
    assert_eq!(
        fs::read_to_string(letters.join("persons.jsonl"))
            .unwrap()
            .lines()
            .count(),
        37
    );
    let second = register.report(&write);
    assert_eq!(second["fix"]["taken_back"], 0);
    assert_eq!(second["fix"]["due"], 0);
    assert_eq!(second["report"]["table"], first["report"]["table"]);
}

/// The same program on a PostgreSQL server: looked at, taken back, and taken back once.
#[tokio::test]
async fn on_postgresql_the_notices_numbers_are_found_and_taken_back_once() {
    let server = Server::start().unwrap();
    let database = TestDatabase::make(server.folder(), None).await.unwrap();
    let register = Register::made(Some(database), "200");
    let letters = register.path("letters");
    let again = run(&["audit", "--generate", &register.name(), "--ordinary", "1"]);
    assert!(stderr(&again).contains("there is something already"));

    let report = |more: &[&str]| register.report(more);
    let first = report(&[]);
    let total = &first["report"]["table"]["total"];
    let numbers = ["persons", "disclosures", "institutions", "insurers"].map(|name| total[name].as_u64());
    assert_eq!(numbers, [37, 73, 36, 27].map(Some));
    let author = ["--author", "operator-1", "--letters", letters.to_str().unwrap()];
    let write = [&["--fix", "--write"][..], &author].concat();
    let fixed = report(&write);
    assert!(fixed["fix"]["due"].as_u64().unwrap() > 38);
    assert_eq!(fixed["fix"]["taken_back"], fixed["fix"]["due"]);
    let twice = report(&write);
    assert_eq!(twice["fix"]["taken_back"], 0);
    assert_eq!(twice["report"]["table"], first["report"]["table"]);
    assert!(letters.join("insurers.jsonl").exists());
}

#[test]
fn what_is_no_register_or_no_condition_is_said_and_nothing_is_made_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let missing = run(&["audit", "--database", &path("missing.db")]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("no such register"));
    assert!(!Path::new(&path("missing.db")).exists());

    fs::write(path("note.txt"), "not a register, only a note").unwrap();
    let note = run(&["audit", "--database", &path("note.txt")]);
    assert_eq!(note.status.code(), Some(1));
    assert_eq!(bytes(&path("note.txt")), b"not a register, only a note");
    let over = run(&["audit", "--generate", &path("note.txt"), "--ordinary", "1"]);
    assert!(stderr(&over).contains("there is something already"));
    assert_eq!(bytes(&path("note.txt")), b"not a register, only a note");

    let printed = stdout(&run(&["audit", "--print-condition"]));
    assert!(printed.contains("\"YZK\": \"agree\""));
    fs::write(path("condition.json"), printed.replace("channels", "chanels")).unwrap();
    let register = Register::of("10");
    let wrong = register.audit(&["--condition", &path("condition.json")]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(stderr(&wrong).contains("chanels") && stdout(&wrong).is_empty());
}
