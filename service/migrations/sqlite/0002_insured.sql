-- Insured people, found by the certificate of their card.

CREATE TABLE insured (
    insured TEXT PRIMARY KEY,
    -- 006 資格有効性
    validity TEXT NOT NULL,
    -- Since when an insurer's change is reported but not registered (登録の遅れ); a date.
    registration_lag_since TEXT
);

-- The root is named by the SHA-256 of its public key (SubjectPublicKeyInfo), because several generations of the
-- JPKI root share one name. The serial is upper-case hexadecimal without leading zeros.
CREATE TABLE certificates (
    root TEXT NOT NULL,
    serial TEXT NOT NULL,
    insured TEXT NOT NULL REFERENCES insured (insured),
    PRIMARY KEY (root, serial)
);

-- One row for each insurance (資格). `answer` is its JSON as it is answered; the columns beside it are for asking.
CREATE TABLE insurances (
    insured TEXT NOT NULL REFERENCES insured (insured),
    place INTEGER NOT NULL,
    insurer_number TEXT NOT NULL,
    classification TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (insured, place)
);
