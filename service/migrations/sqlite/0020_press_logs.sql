-- What was pressed on a device before it registered, as the device's own log has it: uploaded afterwards, when somebody asks how a
-- registration came about. It decides nothing of a consent; it is evidence.

CREATE TABLE press_logs (
    registration TEXT PRIMARY KEY REFERENCES registrations (registration),
    institution TEXT NOT NULL REFERENCES clinics (institution),
    -- A JSON list of texts, the first press first: 'agree-all', 'decline-all', 'agree surgery', 'decline diagnosis-and-medication'.
    presses TEXT NOT NULL,
    uploaded_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    app TEXT NOT NULL,
    version TEXT NOT NULL,
    device TEXT NOT NULL,
    credential TEXT NOT NULL
);

CREATE TRIGGER press_logs_are_not_changed BEFORE UPDATE ON press_logs
BEGIN SELECT RAISE(ABORT, 'press_logs is append-only'); END;

CREATE TRIGGER press_logs_are_not_deleted BEFORE DELETE ON press_logs
BEGIN SELECT RAISE(ABORT, 'press_logs is append-only'); END;

-- Of the version nothing is asked: the app may have been updated since.
CREATE TRIGGER press_logs_come_from_the_device_that_registered BEFORE INSERT ON press_logs
WHEN NOT EXISTS (SELECT 1 FROM registrations WHERE registration = NEW.registration AND institution = NEW.institution
    AND channel = NEW.channel AND credential = NEW.credential AND registered_at <= NEW.uploaded_at)
BEGIN SELECT RAISE(ABORT, 'a press log comes from the device that registered'); END;
