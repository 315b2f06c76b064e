-- Challenges, and the eligibility checks that used them. Every row says which channel, app, version and device
-- it came from, and `credential`: the name that the device's token was enrolled under.

CREATE TABLE challenges (
    challenge TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    mode TEXT NOT NULL,
    nonce TEXT NOT NULL UNIQUE,
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    -- Set once, in the transaction that stores the check.
    used_at TEXT,
    channel TEXT NOT NULL,
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL,
    credential TEXT NOT NULL
);

CREATE TRIGGER challenges_are_used_once BEFORE UPDATE ON challenges
WHEN OLD.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a challenge is used once'); END;

CREATE TABLE checks (
    check_number TEXT PRIMARY KEY,
    challenge TEXT NOT NULL UNIQUE REFERENCES challenges (challenge),
    institution TEXT NOT NULL REFERENCES clinics (institution),
    idempotency_key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    mode TEXT NOT NULL,
    root TEXT NOT NULL,
    serial TEXT NOT NULL,
    certificate_not_after TEXT NOT NULL,
    -- Of whom the check found anything; null where the serial is not known.
    insured TEXT REFERENCES insured (insured),
    validity TEXT NOT NULL,
    insurances_found INTEGER NOT NULL,
    -- The answer as it was given, so that the same request gets the same answer again.
    answer TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL,
    credential TEXT NOT NULL,
    UNIQUE (institution, idempotency_key)
);

CREATE TRIGGER checks_are_not_changed BEFORE UPDATE ON checks
BEGIN SELECT RAISE(ABORT, 'checks is append-only'); END;

CREATE TRIGGER checks_are_not_deleted BEFORE DELETE ON checks
BEGIN SELECT RAISE(ABORT, 'checks is append-only'); END;
