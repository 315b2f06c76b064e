-- Clinics, their devices, and every version of their settings (環境設定情報).
-- Times are text in one form throughout: RFC 3339 in Japan's time, whole seconds (2026-11-22T09:30:00+09:00).

CREATE TABLE clinics (
    institution TEXT PRIMARY KEY,
    enrolled_at TEXT NOT NULL
);

-- A device proves itself by a token, of which only the SHA-256 is kept (lower-case hexadecimal).
CREATE TABLE devices (
    token_sha256 TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES clinics (institution),
    enrolled_as TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    UNIQUE (institution, enrolled_as)
);

-- The highest version is the one in force. A registration names the version its form was drawn from.
CREATE TABLE settings_versions (
    institution TEXT NOT NULL REFERENCES clinics (institution),
    version INTEGER NOT NULL CHECK (version >= 1),
    settings TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (institution, version)
);

CREATE TRIGGER settings_versions_are_not_changed BEFORE UPDATE ON settings_versions
BEGIN SELECT RAISE(ABORT, 'settings_versions is append-only'); END;

CREATE TRIGGER settings_versions_are_not_deleted BEFORE DELETE ON settings_versions
BEGIN SELECT RAISE(ABORT, 'settings_versions is append-only'); END;
