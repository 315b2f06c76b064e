-- A registration whose outcome stayed unknown is asked for by the first digits of its digest (控え番号).

CREATE INDEX registrations_by_digest ON registrations (institution, digest);
