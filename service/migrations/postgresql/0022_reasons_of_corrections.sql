-- Why the operator of the service took something back, in words, and by which condition it was found (the SHA-256 of the condition's
-- file, lower-case hexadecimal).

CREATE TABLE correction_reasons (
    correction exact_text PRIMARY KEY REFERENCES corrections (correction),
    reason exact_text NOT NULL CHECK (length(reason) > 0),
    condition_sha256 exact_text NOT NULL CHECK (length(condition_sha256) = 64)
);

CALL append_only('correction_reasons');

CALL rule('correction_reasons_are_the_operators', 'INSERT', 'correction_reasons',
    'a reason in words is of a correction by the operator', $$
    NOT EXISTS (SELECT 1 FROM corrections WHERE correction = NEW.correction AND author_kind = 'operator')
$$);
