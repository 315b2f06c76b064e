-- The clinic's staff who work with オン資WEB: their accounts, who is signed in, and who tried to.

CREATE TABLE accounts (
    institution TEXT NOT NULL REFERENCES clinics (institution),
    login TEXT NOT NULL,
    -- What pages and the history call the account: a job or a desk of the clinic.
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'privacy-officer')),
    -- Argon2id, as a PHC string: it says what it cost.
    password_hash TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    PRIMARY KEY (institution, login)
);

-- Of the secret in the browser's cookie only the SHA-256 is kept. A row is removed when the session has ended.
CREATE TABLE web_sessions (
    secret_sha256 TEXT PRIMARY KEY,
    institution TEXT NOT NULL,
    login TEXT NOT NULL,
    signed_in_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    FOREIGN KEY (institution, login) REFERENCES accounts (institution, login)
);

-- Each attempt, written before its password is looked at. What was typed may be no account's, or a password in the wrong field, so it
-- is kept as a hash.
CREATE TABLE sign_in_attempts (
    attempt TEXT PRIMARY KEY,
    login_sha256 TEXT NOT NULL,
    attempted_at TEXT NOT NULL,
    succeeded INTEGER NOT NULL DEFAULT 0 CHECK (succeeded IN (0, 1))
);

CREATE INDEX sign_in_attempts_by_login ON sign_in_attempts (login_sha256, attempted_at);

-- The login of the account that saved the version; null where no account did: at enrolment.
ALTER TABLE settings_versions ADD COLUMN saved_by TEXT;
