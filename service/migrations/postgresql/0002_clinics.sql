-- Clinics: their devices and programs, every version of their settings (環境設定情報), and the staff who work with オン資WEB.
-- Times are text in one form throughout: RFC 3339 in Japan's time, whole seconds (2026-11-22T09:30:00+09:00).

CREATE TABLE clinics (
    institution exact_text PRIMARY KEY,
    enrolled_at exact_text NOT NULL
);

-- A device, or a program, proves itself by a token, of which only the SHA-256 is kept (lower-case hexadecimal).
CREATE TABLE devices (
    token_sha256 exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    enrolled_as exact_text NOT NULL,
    enrolled_at exact_text NOT NULL,
    channel exact_text NOT NULL DEFAULT 'visit-app' CHECK (channel IN ('visit-app', 'reception-web', 'face-reader')),
    UNIQUE (institution, enrolled_as)
);

CREATE TABLE programs (
    token_sha256 exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    enrolled_as exact_text NOT NULL,
    enrolled_at exact_text NOT NULL,
    UNIQUE (institution, enrolled_as)
);

-- The highest version is the one in force. A registration names the version its form was drawn from.
CREATE TABLE settings_versions (
    institution exact_text NOT NULL REFERENCES clinics (institution),
    version BIGINT NOT NULL CHECK (version >= 1),
    settings exact_text NOT NULL,
    saved_at exact_text NOT NULL,
    -- The login of the account that saved the version; null where no account did: at enrolment.
    saved_by exact_text,
    PRIMARY KEY (institution, version)
);

CALL append_only('settings_versions');
CALL one_writer_for_each_clinic('settings_versions');

CREATE TABLE accounts (
    institution exact_text NOT NULL REFERENCES clinics (institution),
    login exact_text NOT NULL,
    -- What pages and the history call the account: a job or a desk of the clinic.
    name exact_text NOT NULL,
    role exact_text NOT NULL CHECK (role IN ('administrator', 'privacy-officer')),
    -- Argon2id, as a PHC string: it says what it cost.
    password_hash exact_text NOT NULL,
    enrolled_at exact_text NOT NULL,
    PRIMARY KEY (institution, login)
);

-- Of the secret in the browser's cookie only the SHA-256 is kept. A row is removed when the session has ended.
CREATE TABLE web_sessions (
    secret_sha256 exact_text PRIMARY KEY,
    institution exact_text NOT NULL,
    login exact_text NOT NULL,
    signed_in_at exact_text NOT NULL,
    last_seen_at exact_text NOT NULL,
    FOREIGN KEY (institution, login) REFERENCES accounts (institution, login)
);

-- Each attempt, written before its password is looked at. What was typed may be no account's, or a password in the wrong field, so it
-- is kept as a hash.
CREATE TABLE sign_in_attempts (
    attempt exact_text PRIMARY KEY,
    login_sha256 exact_text NOT NULL,
    attempted_at exact_text NOT NULL,
    succeeded BIGINT NOT NULL DEFAULT 0 CHECK (succeeded IN (0, 1))
);

CREATE INDEX sign_in_attempts_by_login ON sign_in_attempts (login_sha256, attempted_at);
