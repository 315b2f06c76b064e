-- What the database itself refuses, whatever the code above it does. Each rule is a trigger whose name and message say it
-- as a sentence; docs/decisions/0019 says which rules are here and which cannot be. It is the third place that holds the rule
-- of the joint question, after the core's catalogue and the guard's table, and takes nothing from either.
--
-- All times are text in one form (0001), so that the later is the greater.

-- Which items a question's answer decides, in the order of the screen.
CREATE VIEW question_items (question, place, item) AS
VALUES ('surgery', 0, 'SHJ'), ('diagnosis-and-medication', 1, 'SRJ'), ('diagnosis-and-medication', 2, 'YZK'),
    ('diagnosis', 1, 'SRJ'), ('medication', 2, 'YZK'), ('checkups', 3, 'TKK'), ('medical-care', 4, '療養情報'),
    ('specific-disease', 5, 'TSR');

-- What each version of the settings has switched on (037: '1' is 利用する).
CREATE VIEW switches (institution, version, surgery, diagnosis, medication, checkups, medical_care, specific_disease,
    emergency, home_visit, online_outpatient, prescription_use, prescription_timing) AS
SELECT institution, version, json_extract(settings, '$.surgery') = '1', json_extract(settings, '$.diagnosis') = '1',
    json_extract(settings, '$.medication') = '1', json_extract(settings, '$.checkups') = '1',
    json_extract(settings, '$.record_sharing') = '1', json_extract(settings, '$.specific_disease') = '1',
    json_extract(settings, '$.emergency') = '1', json_extract(settings, '$.home_visit') = '1',
    json_extract(settings, '$.online_outpatient') = '1', json_extract(settings, '$.prescription_use'),
    json_extract(settings, '$.prescription_timing')
FROM settings_versions;

CREATE VIEW questions_asked (institution, version, place, question) AS
SELECT institution, version, 0, 'surgery' FROM switches WHERE surgery
UNION ALL
SELECT institution, version, 1, CASE WHEN diagnosis AND medication THEN 'diagnosis-and-medication'
    WHEN diagnosis THEN 'diagnosis' ELSE 'medication' END FROM switches WHERE diagnosis OR medication
UNION ALL
SELECT institution, version, 2, 'checkups' FROM switches WHERE checkups
UNION ALL
SELECT institution, version, 3, 'medical-care' FROM switches WHERE medical_care
UNION ALL
SELECT institution, version, 4, 'specific-disease' FROM switches WHERE specific_disease;

-- The version in force at each clinic: the highest.
CREATE VIEW settings_in_force (institution, version) AS
SELECT institution, max(version) FROM settings_versions GROUP BY institution;

-- Challenges and checks.

CREATE TRIGGER challenges_change_only_by_being_used BEFORE UPDATE ON challenges
WHEN (NEW.challenge, NEW.institution, NEW.mode, NEW.nonce, NEW.issued_at, NEW.expires_at, NEW.channel, NEW.credential)
    <> (OLD.challenge, OLD.institution, OLD.mode, OLD.nonce, OLD.issued_at, OLD.expires_at, OLD.channel, OLD.credential)
BEGIN SELECT RAISE(ABORT, 'a challenge changes only by being used'); END;

CREATE TRIGGER checks_are_of_the_clinic_and_mode_of_their_challenge BEFORE INSERT ON checks
WHEN NOT EXISTS (SELECT 1 FROM challenges
    WHERE challenge = NEW.challenge AND institution = NEW.institution AND mode = NEW.mode)
BEGIN SELECT RAISE(ABORT, 'a check is of the clinic and mode of its challenge'); END;

CREATE TRIGGER checks_are_of_the_person_of_their_certificate BEFORE INSERT ON checks
WHEN NEW.insured IS NOT (SELECT insured FROM certificates WHERE root = NEW.root AND serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'a check is of the person of its certificate'); END;

CREATE TRIGGER checks_are_of_a_person_who_has_a_number_at_the_clinic BEFORE INSERT ON checks
WHEN NEW.insured IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM patients WHERE institution = NEW.institution AND insured = NEW.insured)
BEGIN SELECT RAISE(ABORT, 'a check is of a person who has a number at the clinic'); END;

CREATE TRIGGER checks_come_by_a_device_of_their_channel BEFORE INSERT ON checks
WHEN NOT EXISTS (SELECT 1 FROM devices
    WHERE institution = NEW.institution AND enrolled_as = NEW.credential AND channel = NEW.channel)
BEGIN SELECT RAISE(ABORT, 'a check comes by a device of its channel'); END;

CREATE TRIGGER checks_are_in_a_mode_of_their_channel BEFORE INSERT ON checks
WHEN (NEW.channel = 'face-reader') <> (NEW.mode = 'outpatient')
BEGIN SELECT RAISE(ABORT, 'a check is in a mode of its channel'); END;

CREATE TRIGGER checks_by_the_reception_web_are_by_the_pin BEFORE INSERT ON checks
WHEN NEW.channel = 'reception-web' AND NEW.identity <> 'pin'
BEGIN SELECT RAISE(ABORT, 'a check by the reception web is by the PIN'); END;

-- Registrations: under which check.

CREATE TRIGGER registrations_are_of_the_clinic_mode_and_channel_of_their_check BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM checks WHERE check_number = NEW.check_number AND institution = NEW.institution
    AND mode = NEW.mode AND channel = NEW.channel)
BEGIN SELECT RAISE(ABORT, 'a registration is of the clinic, mode and channel of its check'); END;

CREATE TRIGGER registrations_come_by_a_device_of_their_channel BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM devices
    WHERE institution = NEW.institution AND enrolled_as = NEW.credential AND channel = NEW.channel)
BEGIN SELECT RAISE(ABORT, 'a registration comes by a device of its channel'); END;

-- 006: 1 有効, 5 複数該当, 6 有効（未登録）, as the guard reads it [I].
CREATE TRIGGER registrations_are_of_a_person_found_eligible BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM checks WHERE check_number = NEW.check_number AND insured IS NOT NULL
    AND validity IN ('1', '5', '6') AND insurances_found > 0)
BEGIN SELECT RAISE(ABORT, 'a registration is of a person found eligible'); END;

CREATE TRIGGER registrations_are_made_in_time BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM checks WHERE check_number = NEW.check_number
    AND NEW.registered_at < expires_at AND NEW.registered_at <= certificate_not_after)
BEGIN SELECT RAISE(ABORT, 'a registration is made while check and certificate are valid'); END;

-- Registrations: under which settings.

CREATE TRIGGER registrations_are_under_the_settings_in_force BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM settings_in_force
    WHERE institution = NEW.institution AND version = NEW.settings_version)
BEGIN SELECT RAISE(ABORT, 'a registration is under the settings in force'); END;

CREATE TRIGGER registrations_are_in_a_mode_that_is_switched_on BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM switches WHERE institution = NEW.institution AND version = NEW.settings_version
    AND CASE NEW.mode WHEN 'home-visit' THEN home_visit WHEN 'online-outpatient' THEN online_outpatient ELSE TRUE END)
BEGIN SELECT RAISE(ABORT, 'a registration is in a mode that is switched on'); END;

CREATE TRIGGER registrations_answer_what_their_settings_ask BEFORE INSERT ON registrations
WHEN (SELECT string_agg(coalesce(json_extract(value, '$.question'), '?'), ',' ORDER BY key)
        FROM json_each(NEW.statement, '$.answers'))
    IS NOT (SELECT string_agg(question, ',' ORDER BY place) FROM questions_asked
        WHERE institution = NEW.institution AND version = NEW.settings_version)
BEGIN SELECT RAISE(ABORT, 'a registration answers what its settings ask'); END;

-- 038: 1 電子処方箋のみ, 2 電子・紙併用; 039: 2 資格確認時に確認する.
CREATE TRIGGER registrations_have_a_prescription_form_that_their_settings_allow BEFORE INSERT ON registrations
WHEN NOT EXISTS (SELECT 1 FROM switches WHERE institution = NEW.institution AND version = NEW.settings_version
    AND CASE WHEN prescription_timing = '2' AND prescription_use = '2' THEN NEW.prescription_form IS NOT NULL
        WHEN prescription_timing = '2' AND prescription_use = '1' THEN NEW.prescription_form IS 'electronic'
        ELSE NEW.prescription_form IS NULL END)
BEGIN SELECT RAISE(ABORT, 'a registration has a prescription form that its settings allow'); END;

-- Registrations: what the statement says.

-- Of two members of one name, one reader may take the first and another the second.
CREATE TRIGGER statements_have_no_name_twice BEFORE INSERT ON registrations
WHEN EXISTS (SELECT 1 FROM json_tree(NEW.statement) WHERE key IS NOT NULL GROUP BY parent, key HAVING count(*) > 1)
BEGIN SELECT RAISE(ABORT, 'a statement has no name twice'); END;

CREATE TRIGGER registrations_say_what_their_statements_say BEFORE INSERT ON registrations
WHEN NEW.institution IS NOT json_extract(NEW.statement, '$.institution')
    OR NEW.check_number IS NOT json_extract(NEW.statement, '$.check')
    OR NEW.mode IS NOT json_extract(NEW.statement, '$.mode')
    OR NEW.settings_version IS NOT json_extract(NEW.statement, '$.settings_version')
    OR NEW.prescription_form IS NOT json_extract(NEW.statement, '$.prescription_form')
    OR NEW.item_count IS NOT json_array_length(NEW.statement, '$.items')
BEGIN SELECT RAISE(ABORT, 'a registration says what its statement says'); END;

-- The fault of October 2024, in the statement: an item says something else than the answer to its question.
CREATE TRIGGER items_of_statements_follow_from_their_answers BEFORE INSERT ON registrations
WHEN (SELECT string_agg(coalesce(json_extract(value, '$.item') || ' ' || json_extract(value, '$.decision'), '?'), ','
            ORDER BY key)
        FROM json_each(NEW.statement, '$.items'))
    IS NOT (SELECT string_agg(coalesce(asked.item || ' ' || json_extract(answer.value, '$.decision'), '?'), ','
            ORDER BY answer.key, asked.place)
        FROM json_each(NEW.statement, '$.answers') answer
        JOIN question_items asked ON asked.question = json_extract(answer.value, '$.question'))
BEGIN SELECT RAISE(ABORT, 'the items of a statement follow from its answers'); END;

-- And in the rows: an item says something else than the statement.
CREATE TRIGGER registration_items_are_those_of_the_statement BEFORE INSERT ON registration_items
WHEN NOT EXISTS (SELECT 1 FROM registrations WHERE registration = NEW.registration
    AND json_extract(statement, '$.items[' || NEW.place || '].item') = NEW.item
    AND json_extract(statement, '$.items[' || NEW.place || '].decision') = NEW.decision)
BEGIN SELECT RAISE(ABORT, 'the items of a registration are those of its statement'); END;

CREATE TRIGGER registration_items_come_in_the_order_of_the_screen BEFORE INSERT ON registration_items
WHEN NEW.place <> (SELECT count(*) FROM registration_items WHERE registration = NEW.registration)
BEGIN SELECT RAISE(ABORT, 'the items of a registration come in the order of the screen'); END;

-- No trigger sees the end of a transaction, but a deferred foreign key does: a registration whose last item is not there
-- cannot be committed. Its items come in order, so that the last one is there after all others.
CREATE TABLE registration_ends (
    registration TEXT PRIMARY KEY REFERENCES registrations (registration),
    last_place INTEGER NOT NULL,
    FOREIGN KEY (registration, last_place) REFERENCES registration_items (registration, place)
        DEFERRABLE INITIALLY DEFERRED
);

CREATE TRIGGER registrations_end_with_their_last_item AFTER INSERT ON registrations WHEN NEW.item_count > 0
BEGIN INSERT INTO registration_ends (registration, last_place) VALUES (NEW.registration, NEW.item_count - 1); END;

CREATE TRIGGER registration_ends_are_not_changed BEFORE UPDATE ON registration_ends
BEGIN SELECT RAISE(ABORT, 'registration_ends is append-only'); END;

CREATE TRIGGER registration_ends_are_not_deleted BEFORE DELETE ON registration_ends
BEGIN SELECT RAISE(ABORT, 'registration_ends is append-only'); END;

-- Corrections.

CREATE TRIGGER corrections_are_of_the_clinic_that_registered BEFORE INSERT ON corrections
WHEN NEW.institution IS NOT (SELECT institution FROM registrations WHERE registration = NEW.registration)
BEGIN SELECT RAISE(ABORT, 'a correction is of the clinic that registered'); END;

CREATE TRIGGER corrections_are_of_a_question_that_was_answered BEFORE INSERT ON corrections
WHEN NEW.question IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM registrations, json_each(registrations.statement, '$.answers') answer
    WHERE registrations.registration = NEW.registration AND json_extract(answer.value, '$.question') = NEW.question
)
BEGIN SELECT RAISE(ABORT, 'a correction is of a question that was answered'); END;

-- 031: 2 is the patient's wish. Recorded by anybody else, it needs a check that shows that the patient was there.
CREATE TRIGGER corrections_that_a_patient_wishes_are_made_with_the_patient_there BEFORE INSERT ON corrections
WHEN NEW.reason = '2' AND NEW.author_kind <> 'patient' AND NEW.check_number IS NULL
BEGIN SELECT RAISE(ABORT, 'a correction that the patient wishes is made with the patient there'); END;

CREATE TRIGGER corrections_name_a_check_of_the_same_person BEFORE INSERT ON corrections
WHEN NEW.check_number IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM registrations
    JOIN checks registered ON registered.check_number = registrations.check_number
    JOIN checks shown ON shown.insured = registered.insured
    WHERE shown.check_number = NEW.check_number AND registrations.registration = NEW.registration
        AND shown.institution = NEW.institution AND NEW.corrected_at < shown.expires_at
)
BEGIN SELECT RAISE(ABORT, 'a correction names a check of the same person, at the same clinic, in time'); END;

-- Disclosures.

CREATE TRIGGER disclosures_are_of_the_clinic_person_and_mode_that_consented BEFORE INSERT ON disclosures
WHEN NOT EXISTS (
    SELECT 1 FROM registrations JOIN checks USING (check_number)
    WHERE registrations.registration = NEW.registration AND registrations.institution = NEW.institution
        AND registrations.mode = NEW.mode AND checks.insured = NEW.insured
)
BEGIN SELECT RAISE(ABORT, 'a disclosure is of the clinic, person and mode of its consent'); END;

CREATE TRIGGER disclosures_are_under_the_last_registration BEFORE INSERT ON disclosures
WHEN EXISTS (
    SELECT 1 FROM checks JOIN registrations later USING (check_number)
    WHERE checks.institution = NEW.institution AND checks.insured = NEW.insured AND later.mode = NEW.mode
        AND later.rowid > (SELECT rowid FROM registrations WHERE registration = NEW.registration)
)
BEGIN SELECT RAISE(ABORT, 'a disclosure is under the last registration'); END;

CREATE TRIGGER disclosures_are_of_an_item_that_was_agreed BEFORE INSERT ON disclosures
WHEN NOT EXISTS (SELECT 1 FROM registration_items
    WHERE registration = NEW.registration AND item = NEW.item AND decision = 'agree')
BEGIN SELECT RAISE(ABORT, 'a disclosure is of an item that was agreed'); END;

CREATE TRIGGER disclosures_are_of_nothing_that_was_revoked BEFORE INSERT ON disclosures
WHEN EXISTS (SELECT 1 FROM corrections WHERE registration = NEW.registration AND (question IS NULL
    OR question IN (SELECT question_items.question FROM question_items WHERE question_items.item = NEW.item)))
BEGIN SELECT RAISE(ABORT, 'a disclosure is of nothing that was revoked'); END;

-- 訪問診療等 until it is revoked; オンライン・外来（通常とは異なる動線） on the day in Japan; 外来 for 24 hours: as
-- service/src/standing.
CREATE TRIGGER disclosures_are_made_while_the_consent_holds BEFORE INSERT ON disclosures
WHEN NOT EXISTS (SELECT 1 FROM registrations WHERE registration = NEW.registration AND CASE mode
    WHEN 'home-visit' THEN TRUE
    WHEN 'online-outpatient' THEN substr(NEW.disclosed_at, 1, 10) <= substr(registered_at, 1, 10)
    WHEN 'outpatient' THEN unixepoch(NEW.disclosed_at) < unixepoch(registered_at) + 24 * 60 * 60
    ELSE FALSE END)
BEGIN SELECT RAISE(ABORT, 'a disclosure is made while its consent holds'); END;

CREATE TRIGGER disclosures_are_of_what_the_clinic_uses BEFORE INSERT ON disclosures
WHEN NEW.item NOT IN (SELECT item FROM questions_asked JOIN question_items USING (question)
    WHERE institution = NEW.institution
        AND version = (SELECT version FROM settings_in_force WHERE institution = NEW.institution))
BEGIN SELECT RAISE(ABORT, 'a disclosure is of what the clinic uses'); END;

CREATE TRIGGER emergency_disclosures_are_made_where_the_clinic_uses_them BEFORE INSERT ON emergency_disclosures
WHEN NOT EXISTS (SELECT 1 FROM switches WHERE institution = NEW.institution AND emergency
    AND version = (SELECT version FROM settings_in_force WHERE institution = NEW.institution))
BEGIN SELECT RAISE(ABORT, 'an emergency disclosure is made where the clinic uses them'); END;

CREATE TRIGGER emergency_disclosures_are_of_a_person_whom_the_clinic_knows BEFORE INSERT ON emergency_disclosures
WHEN NOT EXISTS (SELECT 1 FROM patients WHERE institution = NEW.institution AND insured = NEW.insured)
BEGIN SELECT RAISE(ABORT, 'an emergency disclosure is of a person whom the clinic knows'); END;
