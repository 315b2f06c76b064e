-- What the database itself refuses of re-inquiries, corrections and disclosures: docs/decisions/0019.

CALL rule('re_inquiries_rest_on_a_home_visit_consent_of_the_same_person', 'INSERT', 're_inquiries',
    'a re-inquiry rests on a home-visit consent of the same person and clinic', $$
    NOT EXISTS (
        SELECT 1 FROM registrations
        JOIN checks ON checks.check_number = registrations.check_number
        JOIN patients ON patients.institution = checks.institution AND patients.insured = checks.insured
        WHERE registrations.registration = NEW.registration AND registrations.mode = 'home-visit'
            AND registrations.institution = NEW.institution AND checks.institution = NEW.institution
            AND patients.patient = NEW.patient
    )
$$);

-- Corrections.

CALL rule('corrections_are_of_the_clinic_that_registered', 'INSERT', 'corrections',
    'a correction is of the clinic that registered', $$
    NEW.institution IS DISTINCT FROM (SELECT institution FROM registrations WHERE registration = NEW.registration)
$$);

CALL rule('corrections_are_of_a_question_that_was_answered', 'INSERT', 'corrections',
    'a correction is of a question that was answered', $$
    NEW.question IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM registrations, jsonb_array_elements(registrations.statement::JSONB->'answers') answer
        WHERE registrations.registration = NEW.registration AND answer->>'question' = NEW.question
    )
$$);

-- 031: 2 is the patient's wish. Recorded by anybody else, it needs a check that shows that the patient was there.
CALL rule('corrections_that_a_patient_wishes_are_made_with_the_patient_there', 'INSERT', 'corrections',
    'a correction that the patient wishes is made with the patient there',
    $$ NEW.reason = '2' AND NEW.author_kind <> 'patient' AND NEW.check_number IS NULL $$);

CALL rule('corrections_name_a_check_of_the_same_person', 'INSERT', 'corrections',
    'a correction names a check of the same person, at the same clinic, in time', $$
    NEW.check_number IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM registrations
        JOIN checks registered ON registered.check_number = registrations.check_number
        JOIN checks shown ON shown.insured = registered.insured
        WHERE shown.check_number = NEW.check_number AND registrations.registration = NEW.registration
            AND shown.institution = NEW.institution AND NEW.corrected_at < shown.expires_at
    )
$$);

-- Disclosures.

CALL rule('disclosures_are_of_the_clinic_person_and_mode_that_consented', 'INSERT', 'disclosures',
    'a disclosure is of the clinic, person and mode of its consent', $$
    NOT EXISTS (
        SELECT 1 FROM registrations JOIN checks USING (check_number)
        WHERE registrations.registration = NEW.registration AND registrations.institution = NEW.institution
            AND registrations.mode = NEW.mode AND checks.insured = NEW.insured
    )
$$);

CALL rule('disclosures_are_under_the_last_registration', 'INSERT', 'disclosures',
    'a disclosure is under the last registration', $$
    EXISTS (
        SELECT 1 FROM checks JOIN registrations later USING (check_number)
        WHERE checks.institution = NEW.institution AND checks.insured = NEW.insured AND later.mode = NEW.mode
            AND later.rowid > (SELECT rowid FROM registrations WHERE registration = NEW.registration)
    )
$$);

CALL rule('disclosures_are_of_an_item_that_was_agreed', 'INSERT', 'disclosures',
    'a disclosure is of an item that was agreed', $$
    NOT EXISTS (SELECT 1 FROM registration_items
        WHERE registration = NEW.registration AND item = NEW.item AND decision = 'agree')
$$);

CALL rule('disclosures_are_of_nothing_that_was_revoked', 'INSERT', 'disclosures',
    'a disclosure is of nothing that was revoked', $$
    EXISTS (SELECT 1 FROM corrections WHERE registration = NEW.registration AND (question IS NULL
        OR question IN (SELECT question_items.question FROM question_items WHERE question_items.item = NEW.item)))
$$);

-- 訪問診療等 until it is revoked; オンライン・外来（通常とは異なる動線） on the day in Japan; 外来 for 24 hours: as
-- service/src/standing.
CALL rule('disclosures_are_made_while_the_consent_holds', 'INSERT', 'disclosures',
    'a disclosure is made while its consent holds', $$
    NOT EXISTS (SELECT 1 FROM registrations WHERE registration = NEW.registration AND CASE mode
        WHEN 'home-visit' THEN TRUE
        WHEN 'online-outpatient' THEN substr(NEW.disclosed_at, 1, 10) <= substr(registered_at, 1, 10)
        WHEN 'outpatient' THEN NEW.disclosed_at::TIMESTAMPTZ < registered_at::TIMESTAMPTZ + INTERVAL '24 hours'
        ELSE FALSE END)
$$);

CALL rule('disclosures_are_of_what_the_clinic_uses', 'INSERT', 'disclosures',
    'a disclosure is of what the clinic uses', $$
    NEW.item NOT IN (SELECT item FROM questions_asked JOIN question_items USING (question)
        WHERE institution = NEW.institution
            AND version = (SELECT version FROM settings_in_force WHERE institution = NEW.institution))
$$);

CALL rule('emergency_disclosures_are_made_where_the_clinic_uses_them', 'INSERT', 'emergency_disclosures',
    'an emergency disclosure is made where the clinic uses them', $$
    NOT EXISTS (SELECT 1 FROM switches WHERE institution = NEW.institution AND emergency
        AND version = (SELECT version FROM settings_in_force WHERE institution = NEW.institution))
$$);

CALL rule('emergency_disclosures_are_of_a_person_whom_the_clinic_knows', 'INSERT', 'emergency_disclosures',
    'an emergency disclosure is of a person whom the clinic knows', $$
    NOT EXISTS (SELECT 1 FROM patients WHERE institution = NEW.institution AND insured = NEW.insured)
$$);
