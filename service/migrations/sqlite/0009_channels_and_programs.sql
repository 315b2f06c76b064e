-- A device is enrolled for one channel. Devices enrolled before there was a choice are visit apps.

ALTER TABLE devices ADD COLUMN channel TEXT NOT NULL DEFAULT 'visit-app'
    CHECK (channel IN ('visit-app', 'reception-web', 'face-reader'));

-- The clinic's own programs (電子カルテ, レセプトコンピュータ), which read what was checked and agreed. They prove themselves as
-- devices do, and are no devices: none of them can check or register.
CREATE TABLE programs (
    token_sha256 TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    enrolled_as TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    UNIQUE (institution, enrolled_as)
);
