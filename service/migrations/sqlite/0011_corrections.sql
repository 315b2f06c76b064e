-- What was taken back of a registration (取消): a row of its own, never a change. It takes a whole question's answer away, or all
-- of them, so that linked items stay alike; none gives anything.

CREATE TABLE corrections (
    correction TEXT PRIMARY KEY,
    registration TEXT NOT NULL REFERENCES registrations (registration),
    institution TEXT NOT NULL REFERENCES clinics (institution),
    -- Null: all of them.
    question TEXT CHECK (question IN ('surgery', 'diagnosis-and-medication', 'diagnosis', 'medication', 'checkups',
        'medical-care', 'specific-disease')),
    -- 031: 0 other, 1 clinic, 2 patient, 3 change of use.
    reason TEXT NOT NULL CHECK (reason IN ('0', '1', '2', '3')),
    -- Who did it: a device or an account of the clinic, the patient, or the operator of the service.
    author_kind TEXT NOT NULL CHECK (author_kind IN ('device', 'account', 'patient', 'operator')),
    -- The name that the device, account or operator is enrolled under; of a patient nothing but 'patient'.
    author TEXT NOT NULL,
    -- The check that showed that the patient was there, where a device recorded the patient's wish.
    check_number TEXT REFERENCES checks (check_number),
    idempotency_key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    corrected_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL,
    credential TEXT NOT NULL,
    UNIQUE (institution, idempotency_key)
);

CREATE INDEX corrections_by_registration ON corrections (registration);

CREATE TRIGGER corrections_are_not_changed BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only'); END;

CREATE TRIGGER corrections_are_not_deleted BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only'); END;
