-- Certificates that were revoked before they expired (失効): by root and serial, as in `certificates`. A revoked
-- certificate stays revoked.

CREATE TABLE revocations (
    root TEXT NOT NULL,
    serial TEXT NOT NULL,
    revoked_at TEXT NOT NULL,
    PRIMARY KEY (root, serial)
);

CREATE TRIGGER revocations_are_not_changed BEFORE UPDATE ON revocations
BEGIN SELECT RAISE(ABORT, 'revocations is append-only'); END;

CREATE TRIGGER revocations_are_not_deleted BEFORE DELETE ON revocations
BEGIN SELECT RAISE(ABORT, 'revocations is append-only'); END;
