-- What the database itself refuses of checks and registrations, whatever the code above it does: docs/decisions/0019.

-- Which items a question's answer decides, in the order of the screen.
CREATE VIEW question_items (question, place, item) AS
VALUES ('surgery', 0, 'SHJ'), ('diagnosis-and-medication', 1, 'SRJ'), ('diagnosis-and-medication', 2, 'YZK'),
    ('diagnosis', 1, 'SRJ'), ('medication', 2, 'YZK'), ('checkups', 3, 'TKK'), ('medical-care', 4, '療養情報'),
    ('specific-disease', 5, 'TSR');

-- What each version of the settings has switched on (037: '1' is 利用する).
CREATE VIEW switches (institution, version, surgery, diagnosis, medication, checkups, medical_care, specific_disease,
    emergency, home_visit, online_outpatient, prescription_use, prescription_timing) AS
SELECT institution, version, said->>'surgery' = '1', said->>'diagnosis' = '1', said->>'medication' = '1',
    said->>'checkups' = '1', said->>'record_sharing' = '1', said->>'specific_disease' = '1', said->>'emergency' = '1',
    said->>'home_visit' = '1', said->>'online_outpatient' = '1', said->>'prescription_use', said->>'prescription_timing'
FROM settings_versions, LATERAL CAST(settings AS JSONB) said;

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

CALL rule('challenges_change_only_by_being_used', 'UPDATE', 'challenges', 'a challenge changes only by being used', $$
    (NEW.challenge, NEW.institution, NEW.mode, NEW.nonce, NEW.issued_at, NEW.expires_at, NEW.channel, NEW.credential)
    <> (OLD.challenge, OLD.institution, OLD.mode, OLD.nonce, OLD.issued_at, OLD.expires_at, OLD.channel, OLD.credential)
$$);

CALL rule('checks_are_of_the_clinic_and_mode_of_their_challenge', 'INSERT', 'checks',
    'a check is of the clinic and mode of its challenge', $$
    NOT EXISTS (SELECT 1 FROM challenges
        WHERE challenge = NEW.challenge AND institution = NEW.institution AND mode = NEW.mode)
$$);

CALL rule('checks_are_of_the_person_of_their_certificate', 'INSERT', 'checks',
    'a check is of the person of its certificate', $$
    NEW.insured IS DISTINCT FROM (SELECT insured FROM certificates WHERE root = NEW.root AND serial = NEW.serial)
$$);

CALL rule('checks_are_of_a_person_who_has_a_number_at_the_clinic', 'INSERT', 'checks',
    'a check is of a person who has a number at the clinic', $$
    NEW.insured IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM patients WHERE institution = NEW.institution AND insured = NEW.insured)
$$);

CALL rule('checks_come_by_a_device_of_their_channel', 'INSERT', 'checks',
    'a check comes by a device of its channel', $$
    NOT EXISTS (SELECT 1 FROM devices
        WHERE institution = NEW.institution AND enrolled_as = NEW.credential AND channel = NEW.channel)
$$);

CALL rule('checks_are_in_a_mode_of_their_channel', 'INSERT', 'checks', 'a check is in a mode of its channel',
    $$ (NEW.channel = 'face-reader') <> (NEW.mode = 'outpatient') $$);

CALL rule('checks_by_the_reception_web_are_by_the_pin', 'INSERT', 'checks',
    'a check by the reception web is by the PIN', $$ NEW.channel = 'reception-web' AND NEW.identity <> 'pin' $$);

-- Registrations: under which check.

CALL rule('registrations_are_of_the_clinic_mode_and_channel_of_their_check', 'INSERT', 'registrations',
    'a registration is of the clinic, mode and channel of its check', $$
    NOT EXISTS (SELECT 1 FROM checks WHERE check_number = NEW.check_number AND institution = NEW.institution
        AND mode = NEW.mode AND channel = NEW.channel)
$$);

CALL rule('registrations_come_by_a_device_of_their_channel', 'INSERT', 'registrations',
    'a registration comes by a device of its channel', $$
    NOT EXISTS (SELECT 1 FROM devices
        WHERE institution = NEW.institution AND enrolled_as = NEW.credential AND channel = NEW.channel)
$$);

-- 006: 1 有効, 5 複数該当, 6 有効（未登録）, as the guard reads it [I].
CALL rule('registrations_are_of_a_person_found_eligible', 'INSERT', 'registrations',
    'a registration is of a person found eligible', $$
    NOT EXISTS (SELECT 1 FROM checks WHERE check_number = NEW.check_number AND insured IS NOT NULL
        AND validity IN ('1', '5', '6') AND insurances_found > 0)
$$);

CALL rule('registrations_are_made_in_time', 'INSERT', 'registrations',
    'a registration is made while check and certificate are valid', $$
    NOT EXISTS (SELECT 1 FROM checks WHERE check_number = NEW.check_number
        AND NEW.registered_at < expires_at AND NEW.registered_at <= certificate_not_after)
$$);

-- Registrations: under which settings.

CALL rule('registrations_are_under_the_settings_in_force', 'INSERT', 'registrations',
    'a registration is under the settings in force', $$
    NOT EXISTS (SELECT 1 FROM settings_in_force
        WHERE institution = NEW.institution AND version = NEW.settings_version)
$$);

CALL rule('registrations_are_in_a_mode_that_is_switched_on', 'INSERT', 'registrations',
    'a registration is in a mode that is switched on', $$
    NOT EXISTS (SELECT 1 FROM switches WHERE institution = NEW.institution AND version = NEW.settings_version
        AND CASE NEW.mode WHEN 'home-visit' THEN home_visit WHEN 'online-outpatient' THEN online_outpatient ELSE TRUE END)
$$);

CALL rule('registrations_answer_what_their_settings_ask', 'INSERT', 'registrations',
    'a registration answers what its settings ask', $$
    (SELECT string_agg(coalesce(value->>'question', '?'), ',' ORDER BY key)
        FROM jsonb_array_elements(NEW.statement::JSONB->'answers') WITH ORDINALITY answer (value, key))
    IS DISTINCT FROM (SELECT string_agg(question, ',' ORDER BY place) FROM questions_asked
        WHERE institution = NEW.institution AND version = NEW.settings_version)
$$);

-- 038: 1 電子処方箋のみ, 2 電子・紙併用; 039: 2 資格確認時に確認する.
CALL rule('registrations_have_a_prescription_form_that_their_settings_allow', 'INSERT', 'registrations',
    'a registration has a prescription form that its settings allow', $$
    NOT EXISTS (SELECT 1 FROM switches WHERE institution = NEW.institution AND version = NEW.settings_version
        AND CASE WHEN prescription_timing = '2' AND prescription_use = '2' THEN NEW.prescription_form IS NOT NULL
            WHEN prescription_timing = '2' AND prescription_use = '1' THEN NEW.prescription_form IS NOT DISTINCT FROM 'electronic'
            ELSE NEW.prescription_form IS NULL END)
$$);

-- Registrations: what the statement says.

-- Of two members of one name, one reader may take the first and another the second: JSONB the last.
CREATE FUNCTION has_a_name_twice(value JSON) RETURNS BOOLEAN LANGUAGE plpgsql AS $function$
BEGIN
    RETURN CASE json_typeof(value)
        WHEN 'object' THEN (SELECT count(*) <> count(DISTINCT member.key) OR coalesce(bool_or(has_a_name_twice(member.value)), FALSE)
            FROM json_each(value) member)
        WHEN 'array' THEN (SELECT coalesce(bool_or(has_a_name_twice(part)), FALSE) FROM json_array_elements(value) part)
        ELSE FALSE END;
END $function$;

CALL rule('statements_have_no_name_twice', 'INSERT', 'registrations', 'a statement has no name twice',
    $$ has_a_name_twice(NEW.statement::JSON) $$);

CALL rule('registrations_say_what_their_statements_say', 'INSERT', 'registrations',
    'a registration says what its statement says', $$
    NEW.institution IS DISTINCT FROM NEW.statement::JSONB->>'institution'
    OR NEW.check_number IS DISTINCT FROM NEW.statement::JSONB->>'check'
    OR NEW.mode IS DISTINCT FROM NEW.statement::JSONB->>'mode'
    OR to_jsonb(NEW.settings_version) IS DISTINCT FROM NEW.statement::JSONB->'settings_version'
    OR NEW.prescription_form IS DISTINCT FROM NEW.statement::JSONB->>'prescription_form'
    OR NEW.item_count IS DISTINCT FROM jsonb_array_length(NEW.statement::JSONB->'items')
$$);

-- The fault of October 2024, in the statement: an item says something else than the answer to its question.
CALL rule('items_of_statements_follow_from_their_answers', 'INSERT', 'registrations',
    'the items of a statement follow from its answers', $$
    (SELECT string_agg(coalesce((value->>'item') || ' ' || (value->>'decision'), '?'), ',' ORDER BY key)
        FROM jsonb_array_elements(NEW.statement::JSONB->'items') WITH ORDINALITY item (value, key))
    IS DISTINCT FROM (SELECT string_agg(coalesce(asked.item || ' ' || (answer.value->>'decision'), '?'), ','
            ORDER BY answer.key, asked.place)
        FROM jsonb_array_elements(NEW.statement::JSONB->'answers') WITH ORDINALITY answer (value, key)
        JOIN question_items asked ON asked.question = answer.value->>'question')
$$);

-- The items, in their rows.

-- No item can be added to a registration that has all of its own.
CALL rule('registration_items_are_complete', 'INSERT', 'registration_items', 'the registration has all of its items', $$
    (SELECT count(*) FROM registration_items WHERE registration = NEW.registration)
    >= (SELECT item_count FROM registrations WHERE registration = NEW.registration)
$$);

-- Where both 診療情報 and 薬剤情報 are registered, they were one question, and are alike.
CALL rule('registration_items_that_are_linked_are_alike', 'INSERT', 'registration_items',
    'SRJ and YZK of one registration are alike', $$
    NEW.item IN ('SRJ', 'YZK') AND EXISTS (SELECT 1 FROM registration_items
        WHERE registration = NEW.registration AND item IN ('SRJ', 'YZK') AND decision <> NEW.decision)
$$);

CALL rule('registration_items_are_those_of_the_statement', 'INSERT', 'registration_items',
    'the items of a registration are those of its statement', $$
    NOT EXISTS (SELECT 1 FROM registrations WHERE registration = NEW.registration
        AND statement::JSONB #>> ARRAY['items', NEW.place::TEXT, 'item'] = NEW.item
        AND statement::JSONB #>> ARRAY['items', NEW.place::TEXT, 'decision'] = NEW.decision)
$$);

CALL rule('registration_items_come_in_the_order_of_the_screen', 'INSERT', 'registration_items',
    'the items of a registration come in the order of the screen', $$
    NEW.place <> (SELECT count(*) FROM registration_items WHERE registration = NEW.registration)
$$);
