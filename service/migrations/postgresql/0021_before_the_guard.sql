-- Registrations from before the guard, marked as such. A database of a PostgreSQL server has been under the guard since its first
-- registration; what is older came with the data of another register. The tables give every registration with items a row in
-- registration_ends, and nothing else writes there, so nobody has to judge what is old. The marks are set here, once. No rule asks for
-- them: all bind every row that is written from now on.

CREATE TABLE registrations_before_the_guard (
    registration exact_text PRIMARY KEY REFERENCES registrations (registration)
);

-- A registration without items has no such row, old or new: it is old if it is older than the first that has one.
INSERT INTO registrations_before_the_guard (registration)
SELECT registration FROM registrations
WHERE NOT EXISTS (SELECT 1 FROM registration_ends WHERE registration_ends.registration = registrations.registration)
    AND (item_count > 0 OR registered_at < coalesce(
        (SELECT min(bound.registered_at) FROM registrations bound JOIN registration_ends USING (registration)), '9'));

CALL append_only('registrations_before_the_guard');
CALL rule('registrations_before_the_guard_are_marked_once', 'INSERT', 'registrations_before_the_guard',
    'nothing is marked as older than the guard any more', 'TRUE');

-- A register that is older than the guard was kept without this. From here on it has it.
DROP TRIGGER IF EXISTS registrations_end_with_their_last_item ON registrations;

CREATE TRIGGER registrations_end_with_their_last_item AFTER INSERT ON registrations
    FOR EACH ROW WHEN (NEW.item_count > 0) EXECUTE FUNCTION registrations_end_with_their_last_item();
