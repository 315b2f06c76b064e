-- The clinic's own programs ask for the newest checks, again and again.

CREATE INDEX checks_by_time ON checks (institution, checked_at, check_number);
