-- Certificates that a card has proved itself by: one of them need not be read from its card again to be known.

CREATE TABLE known_certificates (
    -- SHA-256 of the whole certificate, lower-case hexadecimal.
    certificate_sha256 TEXT PRIMARY KEY,
    -- SHA-256 of its first 256 bytes, by which it is asked for. Two that share it are known by it no more.
    head TEXT NOT NULL,
    der BLOB NOT NULL,
    root TEXT NOT NULL,
    serial TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    -- The check that it was sent whole with; null where it came otherwise.
    first_check TEXT REFERENCES checks (check_number)
);

CREATE INDEX known_certificates_by_head ON known_certificates (head);

CREATE TRIGGER known_certificates_are_not_changed BEFORE UPDATE ON known_certificates
BEGIN SELECT RAISE(ABORT, 'known_certificates is append-only'); END;

CREATE TRIGGER known_certificates_are_not_deleted BEFORE DELETE ON known_certificates
BEGIN SELECT RAISE(ABORT, 'known_certificates is append-only'); END;
