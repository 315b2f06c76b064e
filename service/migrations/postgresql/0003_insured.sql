-- Insured people, found by the certificate of their card.

CREATE TABLE insured (
    insured exact_text PRIMARY KEY,
    -- 006 資格有効性
    validity exact_text NOT NULL,
    -- Since when an insurer's change is reported but not registered (登録の遅れ); a date.
    registration_lag_since exact_text
);

-- The root is named by the SHA-256 of its public key (SubjectPublicKeyInfo), because several generations of the
-- JPKI root share one name. The serial is upper-case hexadecimal without leading zeros.
CREATE TABLE certificates (
    root exact_text NOT NULL,
    serial exact_text NOT NULL,
    insured exact_text NOT NULL REFERENCES insured (insured),
    PRIMARY KEY (root, serial)
);

-- Certificates that were revoked before they expired (失効). A revoked certificate stays revoked.
CREATE TABLE revocations (
    root exact_text NOT NULL,
    serial exact_text NOT NULL,
    revoked_at exact_text NOT NULL,
    PRIMARY KEY (root, serial)
);

CALL append_only('revocations');

-- One row for each insurance (資格). `answer` is its JSON as it is answered; the columns beside it are for asking.
CREATE TABLE insurances (
    insured exact_text NOT NULL REFERENCES insured (insured),
    place BIGINT NOT NULL,
    insurer_number exact_text NOT NULL,
    classification exact_text NOT NULL,
    answer exact_text NOT NULL,
    PRIMARY KEY (insured, place)
);

-- What may be given out: JSON, as it is given out.
CREATE TABLE information (
    insured exact_text NOT NULL REFERENCES insured (insured),
    item exact_text NOT NULL CHECK (item IN ('SHJ', 'SRJ', 'YZK', 'TKK', '療養情報', 'TSR')),
    document exact_text NOT NULL,
    PRIMARY KEY (insured, item)
);

-- A clinic's own name for a person whom it has checked: a number that says nothing, and means nothing at another clinic.
CREATE TABLE patients (
    patient exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    insured exact_text NOT NULL REFERENCES insured (insured),
    first_seen_at exact_text NOT NULL,
    UNIQUE (institution, insured)
);

CALL append_only('patients');

-- The patient's own side. From the secret, nonces of challenges are made: a challenge that nobody uses is stored nowhere.
CREATE TABLE holder_secrets (
    purpose exact_text PRIMARY KEY CHECK (purpose = 'challenges'),
    -- 32 random bytes, lower-case hexadecimal.
    secret exact_text NOT NULL CHECK (length(secret) = 64),
    made_at exact_text NOT NULL
);

CALL rule('holder_secrets_are_not_changed', 'UPDATE', 'holder_secrets', 'a secret is made once', 'TRUE');

-- Challenges that a card has answered: none opens a second session. Removed once they have expired.
CREATE TABLE holder_challenges (
    challenge exact_text PRIMARY KEY,
    expires_at exact_text NOT NULL
);

-- A session's token is kept as its SHA-256 alone. Removed at sign-out, and once it has expired.
CREATE TABLE holder_sessions (
    token_sha256 exact_text PRIMARY KEY,
    -- Opened by the card itself, or by a code, for the page. A token of the one kind is none of the other.
    kind exact_text NOT NULL CHECK (kind IN ('card', 'page')),
    insured exact_text NOT NULL REFERENCES insured (insured),
    opened_at exact_text NOT NULL,
    expires_at exact_text NOT NULL,
    -- Who speaks: it stands with whatever is taken back in this session.
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL
);

CALL rule('holder_sessions_are_not_changed', 'UPDATE', 'holder_sessions',
    'a session is not prolonged and not given to another', 'TRUE');

-- One-time codes that open the page: one for each person, removed when it is used, tried too often, or over.
CREATE TABLE holder_page_codes (
    insured exact_text PRIMARY KEY REFERENCES insured (insured),
    -- The first four characters, by which a code is found, so that wrong tries are counted against it.
    name exact_text NOT NULL UNIQUE,
    code_sha256 exact_text NOT NULL,
    tries_left BIGINT NOT NULL CHECK (tries_left > 0),
    expires_at exact_text NOT NULL
);
