//! The two schemas say the same: neither can lose a table, a column, a key or a rule, or have one said otherwise.

use std::collections::BTreeSet;

use kyotaku_postgresql::Server;
use kyotaku_service::{Database, Place};
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

use super::empty;

/// PostgreSQL keeps so many bytes of a name.
const LONGEST_NAME: usize = 63;

type Lines = BTreeSet<String>;

async fn ask(database: &mut AnyConnection, sql: &str) -> Lines {
    let lines: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
        .fetch_all(database)
        .await
        .unwrap();
    let count = lines.len();
    let lines: Lines = lines.into_iter().collect();
    assert!(!lines.is_empty() && lines.len() == count, "{sql}");
    lines
}

/// The text between the first `from` and the next `to`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or("", |(part, _)| part)
}

/// Each rule: its table, when it is asked, its name and its sentence.
fn rule(table: &str, when: &str, name: &str, sentence: &str) -> String {
    format!(
        "{table} {when} {}: {sentence}",
        &name[..name.len().min(LONGEST_NAME)]
    )
}

async fn rules_of_sqlite(database: &mut AnyConnection) -> Lines {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
            .fetch_all(database)
            .await
            .unwrap();
    let rows = rows.iter().map(|(table, name, sql)| {
        let when = between(sql, &format!("{name} "), &format!(" ON {table}"));
        rule(table, when, name, between(sql, "RAISE(ABORT, '", "')"))
    });
    rows.collect()
}

async fn rules_of_postgresql(database: &mut AnyConnection) -> Lines {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT relname::TEXT, tgname::TEXT, pg_get_triggerdef(pg_trigger.oid), pg_get_functiondef(tgfoid)
         FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
         WHERE NOT tgisinternal AND tgname NOT LIKE '%_are_not_emptied' AND tgname <> 'a_turn_is_waited_for'",
    )
    .fetch_all(database)
    .await
    .unwrap();
    let rows = rows.iter().map(|(table, name, trigger, function)| {
        let when = between(trigger, &format!("{name} "), &format!(" ON public.{table}"));
        rule(table, when, name, between(function, "MESSAGE = '", "'"))
    });
    rows.collect()
}

#[tokio::test]
async fn tables_columns_keys_and_rules_are_the_same_by_name_and_sentence() {
    let server = Server::start().unwrap();
    let place = empty(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kyotaku.db");
    for place in [Place::named(place.url()), Place::named(&file)] {
        Database::open(&place).await.unwrap().close().await;
    }
    let mut sqlite = AnyConnection::connect(&format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    let mut server = AnyConnection::connect(&place.url()).await.unwrap();

    let rules = rules_of_sqlite(&mut sqlite).await;
    assert!(rules.len() > 50 && rules.iter().all(|rule| !rule.contains("  ")));
    assert_eq!(rules_of_postgresql(&mut server).await, rules);

    let ours = "m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '_sqlx%'";
    for (what, of_sqlite, of_postgresql) in [
        (
            "columns, in their order",
            format!(
                "SELECT m.name || ' ' || c.cid || ' ' || c.name || ' ' || CASE c.type WHEN 'TEXT' THEN 'text' WHEN 'BLOB'
                     THEN 'bytea' ELSE 'bigint' END || CASE WHEN c.\"notnull\" OR c.pk > 0 THEN ' not null' ELSE '' END
                 FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND {ours}"
            ),
            "SELECT table_name || ' ' || ordinal_position - 1 || ' ' || column_name || ' ' || data_type
                 || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
             FROM information_schema.columns JOIN pg_tables ON tablename = table_name AND schemaname = table_schema
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%' AND column_name <> 'rowid'"
                .to_owned(),
        ),
        (
            "views",
            "SELECT name FROM sqlite_master WHERE type = 'view'".to_owned(),
            "SELECT viewname::TEXT FROM pg_views WHERE schemaname = 'public'".to_owned(),
        ),
        (
            "indexes",
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL".to_owned(),
            "SELECT relname::TEXT FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
             WHERE NOT indisunique AND relnamespace = 'public'::REGNAMESPACE"
                .to_owned(),
        ),
        (
            "keys",
            format!(
                "SELECT m.name || ' ' || (SELECT string_agg(c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) c)
                 FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.\"unique\" AND {ours}"
            ),
            "SELECT conrelid::REGCLASS || ' ' || (SELECT string_agg(attname, ', ' ORDER BY place)
                 FROM unnest(conkey) WITH ORDINALITY k (attnum, place) JOIN pg_attribute USING (attnum)
                 WHERE attrelid = conrelid)
             FROM pg_constraint WHERE contype IN ('p', 'u') AND connamespace = 'public'::REGNAMESPACE
                 AND conname NOT LIKE '%_rowid_key' AND conrelid::REGCLASS::TEXT NOT LIKE '\\_sqlx%'"
                .to_owned(),
        ),
        (
            "keys into other tables",
            "SELECT m.name || ' ' || string_agg(f.\"from\", ', ' ORDER BY f.seq) || ' -> ' || f.\"table\" || ' '
                 || string_agg(f.\"to\", ', ' ORDER BY f.seq)
             FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
             GROUP BY m.name, f.id, f.\"table\""
                .to_owned(),
            "SELECT conrelid::REGCLASS || ' ' || (SELECT string_agg(attname, ', ' ORDER BY place)
                 FROM unnest(conkey) WITH ORDINALITY k (attnum, place) JOIN pg_attribute USING (attnum)
                 WHERE attrelid = conrelid) || ' -> ' || confrelid::REGCLASS || ' '
                 || (SELECT string_agg(attname, ', ' ORDER BY place)
                 FROM unnest(confkey) WITH ORDINALITY k (attnum, place) JOIN pg_attribute USING (attnum)
                 WHERE attrelid = confrelid)
             FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::REGNAMESPACE"
                .to_owned(),
        ),
        (
            "how many conditions of values each table has",
            "SELECT name || ' ' || ((length(sql) - length(replace(sql, 'CHECK (', ''))) / 7) FROM sqlite_master
             WHERE type = 'table' AND sql LIKE '%CHECK (%'"
                .to_owned(),
            "SELECT conrelid::REGCLASS || ' ' || count(*) FROM pg_constraint
             WHERE contype = 'c' AND connamespace = 'public'::REGNAMESPACE GROUP BY conrelid"
                .to_owned(),
        ),
    ] {
        let expected = ask(&mut sqlite, &of_sqlite).await;
        assert_eq!(ask(&mut server, &of_postgresql).await, expected, "{what}");
    }

    // What only PostgreSQL has to be told.
    let kept = "SELECT relname::TEXT FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE '%_are_not_";
    let undeleted = ask(&mut server, &format!("{kept}deleted'")).await;
    assert_eq!(ask(&mut server, &format!("{kept}emptied'")).await, undeleted);
    let by_bytes = "SELECT DISTINCT collname::TEXT FROM pg_attribute JOIN pg_collation ON pg_collation.oid = attcollation
        JOIN pg_tables ON attrelid = format('%I', tablename)::REGCLASS
        WHERE schemaname = 'public' AND tablename NOT LIKE '\\_sqlx%' AND attnum > 0";
    assert_eq!(ask(&mut server, by_bytes).await, Lines::from(["C".to_owned()]));
}
