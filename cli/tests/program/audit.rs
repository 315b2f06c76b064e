//! `kyotaku audit`: the table, the evidence, the correction, and a correction that is killed.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use kyotaku_postgresql::{Server, TestDatabase};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::{kyotaku, run};

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

struct Register {
    folder: tempfile::TempDir,
}

impl Register {
    fn of(ordinary: &str) -> Self {
        let register = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let made = run(&["audit", "--generate", &register.file(), "--ordinary", ordinary]);
        assert!(made.status.success(), "{}", stderr(&made));
        register
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self) -> String {
        self.path("register.db").to_str().unwrap().to_owned()
    }

    fn audit(&self, more: &[&str]) -> Output {
        let file = self.file();
        run(&[&["audit", "--database", &file][..], more].concat())
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
    let folder = tempfile::tempdir().unwrap();
    let letters = folder.path().join("letters");
    let made = run(&["audit", "--generate", &database.url, "--ordinary", "200"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let again = run(&["audit", "--generate", &database.url, "--ordinary", "1"]);
    assert!(stderr(&again).contains("there is something already"));

    let report = |more: &[&str]| -> Value {
        let output = run(&[&["audit", "--database", &database.url, "--json"], more].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
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

/// Matches so many that there is time to kill it under way.
const WIDE: &str = r#"{
  "format": "kyotaku-audit-condition-1", "name": "wide", "title": "薬剤情報に同意",
  "registration": { "items": { "YZK": "agree" } }, "disclosed_items": ["YZK"],
  "correction": { "item": "YZK", "reason": "0", "text": "試験のための修正" }
}"#;

/// How often something of a registration was taken back by the operator.
fn taken_back(report: &Value) -> BTreeMap<String, usize> {
    let report = &report["report"];
    let cases = ["cases", "nothing_given_out"]
        .iter()
        .flat_map(|list| report[list].as_array().unwrap());
    let taken = cases.map(|case| {
        let corrections = case["corrections"].as_array().unwrap().iter();
        let by_operator = corrections.filter(|correction| correction["author_kind"] == "operator");
        (
            case["registration"].as_str().unwrap().to_owned(),
            by_operator.count(),
        )
    });
    taken.filter(|(_, count)| *count > 0).collect()
}

/// Starts the correction, and kills it (SIGKILL) when it says that some, and not all, are taken back. How many it said.
fn killed_under_way(register: &Register, arguments: &[&str]) -> usize {
    let mut child = kyotaku(&["audit", "--table", "--database"])
        .arg(register.file())
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .find_map(|line| line.strip_prefix("taken back: ").map(str::to_owned));
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    let said = said.unwrap();
    let (done, of) = said.split_once(" of ").unwrap();
    let (done, of): (usize, usize) = (done.parse().unwrap(), of.parse().unwrap());
    assert!(done > 0 && done < of, "{said}");
    done
}

#[test]
fn killed_under_way_what_it_said_is_there_and_run_again_it_does_the_rest_and_no_more() {
    let register = Register::of("3000");
    let whole = Register {
        folder: tempfile::tempdir().unwrap(),
    };
    fs::copy(register.file(), whole.file()).unwrap();
    let condition = register.path("wide.json");
    fs::write(&condition, WIDE).unwrap();
    let letters = register.path("letters");
    let condition = condition.to_str().unwrap();
    let look = ["--condition", condition];
    let write = |letters: &Path| {
        let letters = letters.to_str().unwrap().to_owned();
        [
            "--condition",
            condition,
            "--fix",
            "--write",
            "--author",
            "operator-1",
            "--letters",
        ]
        .map(str::to_owned)
        .into_iter()
        .chain([letters])
        .collect::<Vec<_>>()
    };
    let arguments = write(&letters);
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();

    let said = killed_under_way(&register, &arguments);
    let after_kill = taken_back(&register.report(&look));
    assert!(after_kill.len() >= said, "what it said is on disk");
    assert!(!letters.exists());
    let rest = register.report(&arguments);
    assert_eq!(rest["fix"]["taken_back"], rest["fix"]["due"]);
    let all = taken_back(&register.report(&look));
    assert!(all.len() > after_kill.len(), "it was killed under way");
    assert!(all.values().all(|count| *count == 1), "nothing twice");
    assert_eq!(register.report(&arguments)["fix"]["taken_back"], 0);

    // The same as if nobody had killed it, lists and all.
    let uninterrupted = write(&whole.path("letters"));
    let uninterrupted: Vec<_> = uninterrupted.iter().map(String::as_str).collect();
    whole.report(&uninterrupted);
    assert_eq!(taken_back(&whole.report(&look)), all);
    for name in ["persons.jsonl", "institutions.jsonl", "insurers.jsonl"] {
        assert_eq!(
            fs::read(letters.join(name)).unwrap(),
            fs::read(whole.path("letters").join(name)).unwrap()
        );
    }
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
