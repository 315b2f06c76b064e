-- Consent registrations (同意登録): appended, never changed.

CREATE TABLE registrations (
    registration TEXT PRIMARY KEY,
    -- One registration for each check.
    check_number TEXT NOT NULL UNIQUE REFERENCES checks (check_number),
    institution TEXT NOT NULL REFERENCES clinics (institution),
    idempotency_key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    mode TEXT NOT NULL,
    settings_version INTEGER NOT NULL,
    -- The statement exactly as it was received: the JSON text itself.
    statement TEXT NOT NULL,
    -- SHA-256 of the canonical text that the guard wrote from it.
    digest TEXT NOT NULL,
    -- 処方箋の発行方法: electronic, paper, or null where the form had no such row.
    prescription_form TEXT CHECK (prescription_form IN ('electronic', 'paper')),
    -- How many rows in registration_items belong to it; no more can be added later.
    item_count INTEGER NOT NULL CHECK (item_count >= 0),
    registered_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL,
    credential TEXT NOT NULL,
    UNIQUE (institution, idempotency_key),
    FOREIGN KEY (institution, settings_version) REFERENCES settings_versions (institution, version)
);

-- The items, from the guard's own derivation. `place` is the order of the screen, from 0.
CREATE TABLE registration_items (
    registration TEXT NOT NULL REFERENCES registrations (registration),
    place INTEGER NOT NULL,
    item TEXT NOT NULL CHECK (item IN ('SHJ', 'SRJ', 'YZK', 'TKK', '療養情報', 'TSR')),
    decision TEXT NOT NULL CHECK (decision IN ('agree', 'decline')),
    PRIMARY KEY (registration, place),
    UNIQUE (registration, item)
);

CREATE TRIGGER registrations_are_not_changed BEFORE UPDATE ON registrations
BEGIN SELECT RAISE(ABORT, 'registrations is append-only'); END;

CREATE TRIGGER registrations_are_not_deleted BEFORE DELETE ON registrations
BEGIN SELECT RAISE(ABORT, 'registrations is append-only'); END;

CREATE TRIGGER registration_items_are_not_changed BEFORE UPDATE ON registration_items
BEGIN SELECT RAISE(ABORT, 'registration_items is append-only'); END;

CREATE TRIGGER registration_items_are_not_deleted BEFORE DELETE ON registration_items
BEGIN SELECT RAISE(ABORT, 'registration_items is append-only'); END;

-- No item can be added to a registration that has all of its own.
CREATE TRIGGER registration_items_are_complete BEFORE INSERT ON registration_items
WHEN (SELECT count(*) FROM registration_items WHERE registration = NEW.registration)
    >= (SELECT item_count FROM registrations WHERE registration = NEW.registration)
BEGIN SELECT RAISE(ABORT, 'the registration has all of its items'); END;

-- The last line against the fault of October 2024: where both 診療情報 and 薬剤情報 are registered, they were one
-- question, and are alike.
CREATE TRIGGER registration_items_that_are_linked_are_alike BEFORE INSERT ON registration_items
WHEN NEW.item IN ('SRJ', 'YZK') AND EXISTS (
    SELECT 1 FROM registration_items
    WHERE registration = NEW.registration AND item IN ('SRJ', 'YZK') AND decision <> NEW.decision
)
BEGIN SELECT RAISE(ABORT, 'SRJ and YZK of one registration are alike'); END;
