-- Why the operator of the service took something back, in words, and by which condition it was found (the SHA-256 of the condition's
-- file, lower-case hexadecimal).

CREATE TABLE correction_reasons (
    correction TEXT PRIMARY KEY REFERENCES corrections (correction),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    condition_sha256 TEXT NOT NULL CHECK (length(condition_sha256) = 64)
);

CREATE TRIGGER correction_reasons_are_not_changed BEFORE UPDATE ON correction_reasons
BEGIN SELECT RAISE(ABORT, 'correction_reasons is append-only'); END;

CREATE TRIGGER correction_reasons_are_not_deleted BEFORE DELETE ON correction_reasons
BEGIN SELECT RAISE(ABORT, 'correction_reasons is append-only'); END;

CREATE TRIGGER correction_reasons_are_the_operators BEFORE INSERT ON correction_reasons
WHEN NOT EXISTS (SELECT 1 FROM corrections WHERE correction = NEW.correction AND author_kind = 'operator')
BEGIN SELECT RAISE(ABORT, 'a reason in words is of a correction by the operator'); END;
