-- PostgreSQL's schema. It holds what SQLite's holds (../sqlite), in the state that its migrations have come to: the same tables,
-- columns and rules, by the same names and sentences, which a test compares (service/tests/http/on_postgresql/alike.rs).
--
-- What SQLite has by itself stands here in words: texts compared by their bytes, a row number (`rowid`), one writer at a time.

-- Compared by its bytes, whatever collation the database was made with.
CREATE DOMAIN exact_text AS TEXT COLLATE "C";

-- A rule: a trigger that refuses with a sentence where `broken` is true of the row. PostgreSQL asks a trigger's own condition
-- without a look at other rows, so the condition stands in a function of the rule's name. A name is kept to 63 bytes.
CREATE PROCEDURE rule(name TEXT, event TEXT, on_table TEXT, sentence TEXT, broken TEXT) LANGUAGE plpgsql AS $procedure$
BEGIN
    name := left(name, 63);
    EXECUTE format('CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS %L', name, format(
        'BEGIN IF %s THEN RAISE EXCEPTION USING ERRCODE = ''integrity_constraint_violation'', MESSAGE = %L; END IF; RETURN NEW; END',
        broken, sentence));
    EXECUTE format('CREATE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()', name, event, on_table, name);
END $procedure$;

-- Rows of the table are written and never changed, deleted or, what SQLite does not know, emptied at a stroke.
CREATE PROCEDURE append_only(on_table TEXT) LANGUAGE plpgsql AS $procedure$
BEGIN
    CALL rule(on_table || '_are_not_changed', 'UPDATE', on_table, on_table || ' is append-only', 'TRUE');
    CALL rule(on_table || '_are_not_deleted', 'DELETE', on_table, on_table || ' is append-only', 'TRUE');
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION %I()',
        on_table || '_are_not_emptied', on_table, on_table || '_are_not_deleted');
END $procedure$;

-- One writer at a time, of those who write about the same: the turn lasts until the transaction ends. Under another isolation a
-- transaction would go on seeing what stood before its turn.
CREATE FUNCTION wait_for_turn(about TEXT) RETURNS VOID LANGUAGE plpgsql AS $function$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'a writer sees what the one before has written';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(about, 0));
END $function$;

-- For whoever writes past the service, too: rules that look at other rows of a clinic hold of what is committed together.
-- Triggers fire in the order of their names: `a_turn_is_waited_for` before every rule. The row's number was drawn before that wait,
-- and is drawn anew: whoever waited stands after whom they waited for. Settings are numbered by their versions.
CREATE FUNCTION waits_for_the_turn_of_its_clinic() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
    PERFORM wait_for_turn('clinic ' || NEW.institution);
    IF TG_TABLE_NAME <> 'settings_versions' THEN
        NEW.rowid := nextval(pg_get_serial_sequence(TG_TABLE_NAME, 'rowid'));
    END IF;
    RETURN NEW;
END $function$;

CREATE PROCEDURE one_writer_for_each_clinic(on_table TEXT) LANGUAGE plpgsql AS $procedure$
BEGIN
    EXECUTE format('CREATE TRIGGER a_turn_is_waited_for BEFORE INSERT ON %I
        FOR EACH ROW EXECUTE FUNCTION waits_for_the_turn_of_its_clinic()', on_table);
END $procedure$;
