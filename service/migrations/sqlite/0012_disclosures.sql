-- What may be given out, and what was: a row for each disclosure (情報提供), on disk before its first byte leaves.

CREATE TABLE information (
    insured TEXT NOT NULL REFERENCES insured (insured),
    item TEXT NOT NULL CHECK (item IN ('SHJ', 'SRJ', 'YZK', 'TKK', '療養情報', 'TSR')),
    -- JSON, as it is given out.
    document TEXT NOT NULL,
    PRIMARY KEY (insured, item)
);

CREATE TABLE disclosures (
    disclosure TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    insured TEXT NOT NULL REFERENCES insured (insured),
    item TEXT NOT NULL CHECK (item IN ('SHJ', 'SRJ', 'YZK', 'TKK', '療養情報', 'TSR')),
    mode TEXT NOT NULL,
    -- Under which consent.
    registration TEXT NOT NULL REFERENCES registrations (registration),
    -- The name that the program is enrolled under.
    program TEXT NOT NULL,
    disclosed_at TEXT NOT NULL
);

CREATE INDEX disclosures_by_insured ON disclosures (insured);

-- 救急時医療情報: given out without a consent, for a stated reason, and logged apart.
CREATE TABLE emergency_disclosures (
    disclosure TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    insured TEXT NOT NULL REFERENCES insured (insured),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    program TEXT NOT NULL,
    disclosed_at TEXT NOT NULL
);

CREATE INDEX emergency_disclosures_by_insured ON emergency_disclosures (insured);

-- Raised when what is stored of a consent contradicts itself.
CREATE TABLE alarms (
    alarm TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    registration TEXT NOT NULL REFERENCES registrations (registration),
    -- Which contradiction, by its name.
    contradiction TEXT NOT NULL,
    raised_at TEXT NOT NULL
);

CREATE TRIGGER disclosures_are_not_changed BEFORE UPDATE ON disclosures
BEGIN SELECT RAISE(ABORT, 'disclosures is append-only'); END;
CREATE TRIGGER disclosures_are_not_deleted BEFORE DELETE ON disclosures
BEGIN SELECT RAISE(ABORT, 'disclosures is append-only'); END;
CREATE TRIGGER emergency_disclosures_are_not_changed BEFORE UPDATE ON emergency_disclosures
BEGIN SELECT RAISE(ABORT, 'emergency_disclosures is append-only'); END;
CREATE TRIGGER emergency_disclosures_are_not_deleted BEFORE DELETE ON emergency_disclosures
BEGIN SELECT RAISE(ABORT, 'emergency_disclosures is append-only'); END;
CREATE TRIGGER alarms_are_not_changed BEFORE UPDATE ON alarms
BEGIN SELECT RAISE(ABORT, 'alarms is append-only'); END;
CREATE TRIGGER alarms_are_not_deleted BEFORE DELETE ON alarms
BEGIN SELECT RAISE(ABORT, 'alarms is append-only'); END;
