-- Registrations from before the guard, marked as such: what was written before the rules of migration 0017 were there. Migration 0017 gives
-- every registration with items a row in registration_ends, and nothing else writes there, so nobody has to judge what is old. The marks are
-- set here, once. No rule asks for them: all bind every row that is written from now on.

CREATE TABLE registrations_before_the_guard (
    registration TEXT PRIMARY KEY REFERENCES registrations (registration)
) WITHOUT ROWID;

-- A registration without items has no such row, old or new: it is old if it is older than the first that has one.
INSERT INTO registrations_before_the_guard (registration)
SELECT registration FROM registrations
WHERE registration IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM registration_ends WHERE registration_ends.registration = registrations.registration)
    AND (item_count > 0 OR registered_at < coalesce(
        (SELECT min(bound.registered_at) FROM registrations bound JOIN registration_ends USING (registration)), '9'))
ORDER BY registration;

CREATE TRIGGER registrations_before_the_guard_are_marked_once BEFORE INSERT ON registrations_before_the_guard
BEGIN SELECT RAISE(ABORT, 'nothing is marked as older than the guard any more'); END;

CREATE TRIGGER registrations_before_the_guard_are_not_changed BEFORE UPDATE ON registrations_before_the_guard
BEGIN SELECT RAISE(ABORT, 'registrations_before_the_guard is append-only'); END;

CREATE TRIGGER registrations_before_the_guard_are_not_deleted BEFORE DELETE ON registrations_before_the_guard
BEGIN SELECT RAISE(ABORT, 'registrations_before_the_guard is append-only'); END;

-- A register that is older than the guard was kept without this rule of migration 0004. From here on it has it.
DROP TRIGGER IF EXISTS registration_items_that_are_linked_are_alike;

CREATE TRIGGER registration_items_that_are_linked_are_alike BEFORE INSERT ON registration_items
WHEN NEW.item IN ('SRJ', 'YZK') AND EXISTS (
    SELECT 1 FROM registration_items
    WHERE registration = NEW.registration AND item IN ('SRJ', 'YZK') AND decision <> NEW.decision
)
BEGIN SELECT RAISE(ABORT, 'SRJ and YZK of one registration are alike'); END;
