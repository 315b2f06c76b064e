-- What follows a registration: re-inquiries, corrections, disclosures, alarms.

-- Re-inquiries (再照会): the eligibility asked again without the card, only within a continuing relationship. A table of its own:
-- nothing can be registered under one, because a registration names a row of `checks`.
CREATE TABLE re_inquiries (
    re_inquiry exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    patient exact_text NOT NULL REFERENCES patients (patient),
    -- The consent of 訪問診療等 on which the relationship rests.
    registration exact_text NOT NULL REFERENCES registrations (registration),
    idempotency_key exact_text NOT NULL,
    request_sha256 exact_text NOT NULL,
    validity exact_text NOT NULL,
    insurances_found BIGINT NOT NULL,
    -- The answer as it was given, so that the same request gets the same answer again.
    answer exact_text NOT NULL,
    asked_at exact_text NOT NULL,
    channel exact_text NOT NULL,
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL,
    credential exact_text NOT NULL,
    UNIQUE (institution, idempotency_key)
);

CALL append_only('re_inquiries');

-- What was taken back of a registration (取消): a row of its own, never a change. It takes a whole question's answer away, or all
-- of them, so that linked items stay alike; none gives anything.
CREATE TABLE corrections (
    correction exact_text PRIMARY KEY,
    registration exact_text NOT NULL REFERENCES registrations (registration),
    institution exact_text NOT NULL REFERENCES clinics (institution),
    -- Null: all of them.
    question exact_text CHECK (question IN ('surgery', 'diagnosis-and-medication', 'diagnosis', 'medication', 'checkups',
        'medical-care', 'specific-disease')),
    -- 031: 0 other, 1 clinic, 2 patient, 3 change of use.
    reason exact_text NOT NULL CHECK (reason IN ('0', '1', '2', '3')),
    -- Who did it: a device or an account of the clinic, the patient, or the operator of the service.
    author_kind exact_text NOT NULL CHECK (author_kind IN ('device', 'account', 'patient', 'operator')),
    -- The name that the device, account or operator is enrolled under; of a patient nothing but 'patient'.
    author exact_text NOT NULL,
    -- The check that showed that the patient was there, where a device recorded the patient's wish.
    check_number exact_text REFERENCES checks (check_number),
    idempotency_key exact_text NOT NULL,
    request_sha256 exact_text NOT NULL,
    corrected_at exact_text NOT NULL,
    channel exact_text NOT NULL,
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL,
    credential exact_text NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    UNIQUE (institution, idempotency_key)
);

CREATE INDEX corrections_by_registration ON corrections (registration);

CALL append_only('corrections');
CALL one_writer_for_each_clinic('corrections');

-- A row for each disclosure (情報提供), on disk before its first byte leaves.
CREATE TABLE disclosures (
    disclosure exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    insured exact_text NOT NULL REFERENCES insured (insured),
    item exact_text NOT NULL CHECK (item IN ('SHJ', 'SRJ', 'YZK', 'TKK', '療養情報', 'TSR')),
    mode exact_text NOT NULL,
    -- Under which consent.
    registration exact_text NOT NULL REFERENCES registrations (registration),
    -- The name that the program is enrolled under.
    program exact_text NOT NULL,
    disclosed_at exact_text NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

CREATE INDEX disclosures_by_insured ON disclosures (insured);

CALL append_only('disclosures');
CALL one_writer_for_each_clinic('disclosures');

-- 救急時医療情報: given out without a consent, for a stated reason, and logged apart.
CREATE TABLE emergency_disclosures (
    disclosure exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    insured exact_text NOT NULL REFERENCES insured (insured),
    reason exact_text NOT NULL CHECK (length(reason) > 0),
    program exact_text NOT NULL,
    disclosed_at exact_text NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

CREATE INDEX emergency_disclosures_by_insured ON emergency_disclosures (insured);

CALL append_only('emergency_disclosures');
CALL one_writer_for_each_clinic('emergency_disclosures');

-- Raised when what is stored of a consent contradicts itself.
CREATE TABLE alarms (
    alarm exact_text PRIMARY KEY,
    institution exact_text NOT NULL REFERENCES clinics (institution),
    registration exact_text NOT NULL REFERENCES registrations (registration),
    -- Which contradiction, by its name.
    contradiction exact_text NOT NULL,
    raised_at exact_text NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

CALL append_only('alarms');
