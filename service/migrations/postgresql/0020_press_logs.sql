-- What was pressed on a device before it registered, as the device's own log has it: uploaded afterwards, when somebody asks how a
-- registration came about. It decides nothing of a consent; it is evidence.

CREATE TABLE press_logs (
    registration exact_text PRIMARY KEY REFERENCES registrations (registration),
    institution exact_text NOT NULL REFERENCES clinics (institution),
    -- A JSON list of texts, the first press first: 'agree-all', 'decline-all', 'agree surgery', 'decline diagnosis-and-medication'.
    presses exact_text NOT NULL,
    uploaded_at exact_text NOT NULL,
    channel exact_text NOT NULL,
    app exact_text NOT NULL,
    version exact_text NOT NULL,
    device exact_text NOT NULL,
    credential exact_text NOT NULL
);

CALL append_only('press_logs');

-- Of the version nothing is asked: the app may have been updated since.
CALL rule('press_logs_come_from_the_device_that_registered', 'INSERT', 'press_logs',
    'a press log comes from the device that registered', $$
    NOT EXISTS (SELECT 1 FROM registrations WHERE registration = NEW.registration AND institution = NEW.institution
        AND channel = NEW.channel AND credential = NEW.credential AND registered_at <= NEW.uploaded_at)
$$);
