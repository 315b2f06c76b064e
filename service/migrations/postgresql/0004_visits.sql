-- Visits: challenges, the eligibility checks that used them, and consent registrations (同意登録). Every row says which channel,
-- app, version and device it came from, and `credential`: the name that the device's token was enrolled under.
--
-- `rowid` is the order in which rows were written at a clinic, which holds its turn meanwhile: SQLite numbers its rows by itself.

CREATE TABLE challenges (
    challenge exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    mode exact_text NOT NULL,
    nonce exact_text NOT NULL UNIQUE,
    issued_at exact_text NOT NULL,
    expires_at exact_text NOT NULL,
    -- Set once, in the transaction that stores the check.
    used_at exact_text,
    channel exact_text NOT NULL,
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL,
    credential exact_text NOT NULL
);

CALL rule('challenges_are_used_once', 'UPDATE', 'challenges', 'a challenge is used once', 'OLD.used_at IS NOT NULL');

CREATE TABLE checks (
    check_number exact_text PRIMARY KEY,
    challenge exact_text NOT NULL UNIQUE REFERENCES challenges (challenge),
    institution exact_text NOT NULL REFERENCES clinics (institution),
    idempotency_key exact_text NOT NULL,
    request_sha256 exact_text NOT NULL,
    mode exact_text NOT NULL,
    root exact_text NOT NULL,
    serial exact_text NOT NULL,
    certificate_not_after exact_text NOT NULL,
    -- Of whom the check found anything; null where the serial is not known.
    insured exact_text REFERENCES insured (insured),
    validity exact_text NOT NULL,
    insurances_found BIGINT NOT NULL,
    -- The answer as it was given, so that the same request gets the same answer again.
    answer exact_text NOT NULL,
    checked_at exact_text NOT NULL,
    expires_at exact_text NOT NULL,
    channel exact_text NOT NULL,
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL,
    credential exact_text NOT NULL,
    -- How it was made sure that the card's holder is there (本人確認の方法).
    identity exact_text NOT NULL DEFAULT 'pin' CHECK (identity IN ('pin', 'visual')),
    rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    UNIQUE (institution, idempotency_key)
);

CREATE INDEX checks_by_insured ON checks (institution, insured);
-- The clinic's own programs ask for the newest checks, again and again.
CREATE INDEX checks_by_time ON checks (institution, checked_at, check_number);

CALL append_only('checks');

-- Certificates that a card has proved itself by: one of them need not be read from its card again to be known.
CREATE TABLE known_certificates (
    -- SHA-256 of the whole certificate, lower-case hexadecimal.
    certificate_sha256 exact_text PRIMARY KEY,
    -- SHA-256 of its first 256 bytes, by which it is asked for. Two that share it are known by it no more.
    head exact_text NOT NULL,
    der BYTEA NOT NULL,
    root exact_text NOT NULL,
    serial exact_text NOT NULL,
    first_seen_at exact_text NOT NULL,
    -- The check that it was sent whole with; null where it came otherwise.
    first_check exact_text REFERENCES checks (check_number)
);

CREATE INDEX known_certificates_by_head ON known_certificates (head);

CALL append_only('known_certificates');

CREATE TABLE registrations (
    registration exact_text PRIMARY KEY,
    -- One registration for each check.
    check_number exact_text NOT NULL UNIQUE REFERENCES checks (check_number),
    institution exact_text NOT NULL REFERENCES clinics (institution),
    idempotency_key exact_text NOT NULL,
    request_sha256 exact_text NOT NULL,
    mode exact_text NOT NULL,
    settings_version BIGINT NOT NULL,
    -- The statement exactly as it was received: the JSON text itself.
    statement exact_text NOT NULL,
    -- SHA-256 of the canonical text that the guard wrote from it.
    digest exact_text NOT NULL,
    -- 処方箋の発行方法: electronic, paper, or null where the form had no such row.
    prescription_form exact_text CHECK (prescription_form IN ('electronic', 'paper')),
    -- How many rows in registration_items belong to it; no more can be added later.
    item_count BIGINT NOT NULL CHECK (item_count >= 0),
    registered_at exact_text NOT NULL,
    channel exact_text NOT NULL,
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL,
    credential exact_text NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    UNIQUE (institution, idempotency_key),
    FOREIGN KEY (institution, settings_version) REFERENCES settings_versions (institution, version)
);

-- A registration whose outcome stayed unknown is asked for by the first digits of its digest (控え番号).
CREATE INDEX registrations_by_digest ON registrations (institution, digest);

CALL append_only('registrations');
CALL one_writer_for_each_clinic('registrations');

-- The items, from the guard's own derivation. `place` is the order of the screen, from 0.
CREATE TABLE registration_items (
    registration exact_text NOT NULL REFERENCES registrations (registration),
    place BIGINT NOT NULL,
    item exact_text NOT NULL CHECK (item IN ('SHJ', 'SRJ', 'YZK', 'TKK', '療養情報', 'TSR')),
    decision exact_text NOT NULL CHECK (decision IN ('agree', 'decline')),
    PRIMARY KEY (registration, place),
    UNIQUE (registration, item)
);

CALL append_only('registration_items');

-- A registration whose last item is not there cannot be committed. Its items come in order, so that the last one is there
-- after all others.
CREATE TABLE registration_ends (
    registration exact_text PRIMARY KEY REFERENCES registrations (registration),
    last_place BIGINT NOT NULL,
    FOREIGN KEY (registration, last_place) REFERENCES registration_items (registration, place)
        DEFERRABLE INITIALLY DEFERRED
);

CREATE FUNCTION registrations_end_with_their_last_item() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
    INSERT INTO registration_ends (registration, last_place) VALUES (NEW.registration, NEW.item_count - 1);
    RETURN NULL;
END $function$;

CREATE TRIGGER registrations_end_with_their_last_item AFTER INSERT ON registrations
    FOR EACH ROW WHEN (NEW.item_count > 0) EXECUTE FUNCTION registrations_end_with_their_last_item();

CALL append_only('registration_ends');
