-- Re-inquiries (再照会): the eligibility asked again without the card, only within a continuing relationship. A table of its own:
-- nothing can be registered under one, because a registration names a row of `checks`.

CREATE TABLE re_inquiries (
    re_inquiry TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    patient TEXT NOT NULL REFERENCES patients (patient),
    -- The consent of 訪問診療等 on which the relationship rests.
    registration TEXT NOT NULL REFERENCES registrations (registration),
    idempotency_key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    validity TEXT NOT NULL,
    insurances_found INTEGER NOT NULL,
    -- The answer as it was given, so that the same request gets the same answer again.
    answer TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL,
    credential TEXT NOT NULL,
    UNIQUE (institution, idempotency_key)
);

CREATE TRIGGER re_inquiries_are_not_changed BEFORE UPDATE ON re_inquiries
BEGIN SELECT RAISE(ABORT, 're_inquiries is append-only'); END;

CREATE TRIGGER re_inquiries_are_not_deleted BEFORE DELETE ON re_inquiries
BEGIN SELECT RAISE(ABORT, 're_inquiries is append-only'); END;

-- Whatever the code does: clinic, person and mode are those of the consent that it rests on.
CREATE TRIGGER re_inquiries_rest_on_a_home_visit_consent_of_the_same_person BEFORE INSERT ON re_inquiries
WHEN NOT EXISTS (
    SELECT 1 FROM registrations
    JOIN checks ON checks.check_number = registrations.check_number
    JOIN patients ON patients.institution = checks.institution AND patients.insured = checks.insured
    WHERE registrations.registration = NEW.registration AND registrations.mode = 'home-visit'
        AND registrations.institution = NEW.institution AND checks.institution = NEW.institution
        AND patients.patient = NEW.patient
)
BEGIN SELECT RAISE(ABORT, 'a re-inquiry rests on a home-visit consent of the same person and clinic'); END;
