-- A clinic's own name for a person whom it has checked: a number that says nothing, and means nothing at another clinic.

CREATE TABLE patients (
    patient TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    insured TEXT NOT NULL REFERENCES insured (insured),
    first_seen_at TEXT NOT NULL,
    UNIQUE (institution, insured)
);

CREATE TRIGGER patients_are_not_changed BEFORE UPDATE ON patients
BEGIN SELECT RAISE(ABORT, 'patients is append-only'); END;

CREATE TRIGGER patients_are_not_deleted BEFORE DELETE ON patients
BEGIN SELECT RAISE(ABORT, 'patients is append-only'); END;

CREATE INDEX checks_by_insured ON checks (institution, insured);
