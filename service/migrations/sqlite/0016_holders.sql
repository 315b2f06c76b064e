-- The patient's own side: whoever has proved by card and PIN that they are the insured person, for some minutes.

-- From which nonces of challenges are made. A challenge that nobody uses is stored nowhere, so nobody can fill the disk.
CREATE TABLE holder_secrets (
    purpose TEXT PRIMARY KEY CHECK (purpose = 'challenges'),
    -- 32 random bytes, lower-case hexadecimal.
    secret TEXT NOT NULL CHECK (length(secret) = 64),
    made_at TEXT NOT NULL
);

CREATE TRIGGER holder_secrets_are_not_changed BEFORE UPDATE ON holder_secrets
BEGIN SELECT RAISE(ABORT, 'a secret is made once'); END;

-- Challenges that a card has answered: none opens a second session. Removed once they have expired.
CREATE TABLE holder_challenges (
    challenge TEXT PRIMARY KEY,
    expires_at TEXT NOT NULL
);

-- A session's token is kept as its SHA-256 alone. Removed at sign-out, and once it has expired.
CREATE TABLE holder_sessions (
    token_sha256 TEXT PRIMARY KEY,
    -- Opened by the card itself, or by a code, for the page. A token of the one kind is none of the other.
    kind TEXT NOT NULL CHECK (kind IN ('card', 'page')),
    insured TEXT NOT NULL REFERENCES insured (insured),
    opened_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    -- Who speaks: it stands with whatever is taken back in this session.
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL
);

CREATE TRIGGER holder_sessions_are_not_changed BEFORE UPDATE ON holder_sessions
BEGIN SELECT RAISE(ABORT, 'a session is not prolonged and not given to another'); END;

-- One-time codes that open the page: one for each person, removed when it is used, tried too often, or over.
CREATE TABLE holder_page_codes (
    insured TEXT PRIMARY KEY REFERENCES insured (insured),
    -- The first four characters, by which a code is found, so that wrong tries are counted against it.
    name TEXT NOT NULL UNIQUE,
    code_sha256 TEXT NOT NULL,
    tries_left INTEGER NOT NULL CHECK (tries_left > 0),
    expires_at TEXT NOT NULL
);
