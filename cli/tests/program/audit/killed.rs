//! A correction that is killed under way, in a file and on PostgreSQL.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
};

use kyotaku_postgresql::{Server, TestDatabase};
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

use super::{super::kyotaku, Register};

/// Matches so many that there is something left to do when it is killed.
const WIDE: &str = r#"{
  "format": "kyotaku-audit-condition-1", "name": "wide", "title": "薬剤情報に同意",
  "registration": { "items": { "YZK": "agree" } }, "disclosed_items": ["YZK"],
  "correction": { "item": "YZK", "reason": "0", "text": "試験のための修正" }
}"#;

/// How many corrections there are before each more of them takes its time.
const FREE: usize = 100;

/// Makes corrections slow, so that whoever kills one comes in time, however slow the machine is itself.
struct Brake(AnyConnection);

impl Brake {
    async fn on(register: &Register) -> Self {
        sqlx::any::install_default_drivers();
        let (url, sql) = match &register.database {
            None => (
                format!("sqlite:{}", register.file()),
                format!(
                    "CREATE TRIGGER brake AFTER INSERT ON corrections WHEN (SELECT count(*) FROM corrections) > {FREE}
                     BEGIN SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
                         SELECT i FROM n); END"
                ),
            ),
            Some(database) => (
                database.url.clone(),
                format!(
                    "CREATE FUNCTION brake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                         IF (SELECT count(*) FROM corrections) > {FREE} THEN PERFORM pg_sleep(0.05); END IF; RETURN NULL; END $$;
                     CREATE TRIGGER brake AFTER INSERT ON corrections FOR EACH ROW EXECUTE FUNCTION brake()"
                ),
            ),
        };
        let mut connection = AnyConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
        Self(connection)
    }

    async fn off(mut self, register: &Register) {
        let sql = match &register.database {
            None => "DROP TRIGGER brake",
            Some(_) => "DROP FUNCTION brake CASCADE",
        };
        sqlx::raw_sql(sql).execute(&mut self.0).await.unwrap();
        self.0.close().await.unwrap();
    }
}

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
        .arg(register.name())
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

/// Kills the correction of one of two registers that are alike, and runs it again.
async fn it_does_the_rest_and_no_more(register: Register, whole: Register) {
    let condition = register.path("wide.json");
    fs::write(&condition, WIDE).unwrap();
    let condition = condition.to_str().unwrap();
    let look = ["--condition", condition];
    let write = [
        "--condition",
        condition,
        "--fix",
        "--write",
        "--author",
        "operator-1",
        "--letters",
    ];
    let into = |letters: &Path| {
        [
            &write.map(str::to_owned)[..],
            &[letters.to_str().unwrap().to_owned()],
        ]
        .concat()
    };
    let letters = register.path("letters");
    let arguments = into(&letters);
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();

    let brake = Brake::on(&register).await;
    let said = killed_under_way(&register, &arguments);
    brake.off(&register).await;
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
    let uninterrupted = into(&whole.path("letters"));
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

#[tokio::test]
async fn killed_under_way_what_it_said_is_there_and_run_again_it_does_the_rest_and_no_more() {
    let register = Register::of("1000");
    let whole = Register {
        folder: tempfile::tempdir().unwrap(),
        database: None,
    };
    fs::copy(register.file(), whole.file()).unwrap();
    it_does_the_rest_and_no_more(register, whole).await;
}

#[tokio::test]
async fn on_postgresql_too_killed_under_way_it_does_the_rest_and_no_more() {
    let server = Server::start().unwrap();
    let register = Register::made(
        Some(TestDatabase::make(server.folder(), None).await.unwrap()),
        "1000",
    );
    let copy = register.database.as_ref().unwrap().copied(server.folder());
    let whole = Register {
        folder: tempfile::tempdir().unwrap(),
        database: Some(copy.await.unwrap()),
    };
    it_does_the_rest_and_no_more(register, whole).await;
}
