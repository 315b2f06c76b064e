//! What would be in the database by half: each is looked for, and none is there.

/// A sentence, and a question that counts what contradicts it. One text for SQLite and PostgreSQL.
pub(crate) const NONE: [(&str, &str); 12] = [
    (
        "a registration has all of its items",
        "SELECT count(*) FROM registrations r WHERE item_count <>
             (SELECT count(*) FROM registration_items i WHERE i.registration = r.registration)",
    ),
    (
        "a registration has its end",
        "SELECT count(*) FROM registrations r WHERE item_count <>
             (SELECT last_place + 1 FROM registration_ends e WHERE e.registration = r.registration)
             OR NOT EXISTS (SELECT 1 FROM registration_ends e WHERE e.registration = r.registration)",
    ),
    (
        "items are of a registration",
        "SELECT count(*) FROM registration_items WHERE registration NOT IN (SELECT registration FROM registrations)",
    ),
    (
        "a registration is under a check, and no other under the same",
        "SELECT (SELECT count(*) FROM registrations)
             - (SELECT count(DISTINCT r.check_number) FROM registrations r JOIN checks USING (check_number))",
    ),
    (
        "the challenge of a check is used",
        "SELECT count(*) FROM checks WHERE challenge NOT IN
             (SELECT challenge FROM challenges WHERE used_at IS NOT NULL)",
    ),
    (
        "a used challenge has its check",
        "SELECT count(*) FROM challenges WHERE used_at IS NOT NULL AND challenge NOT IN (SELECT challenge FROM checks)",
    ),
    (
        "whom a check found has a number at the clinic",
        "SELECT count(*) FROM checks c WHERE NOT EXISTS
             (SELECT 1 FROM patients p WHERE p.institution = c.institution AND p.insured = c.insured)",
    ),
    (
        "who has a number at the clinic was found by a check",
        "SELECT count(*) FROM patients p WHERE NOT EXISTS
             (SELECT 1 FROM checks c WHERE c.institution = p.institution AND c.insured = p.insured)",
    ),
    (
        "the certificate of a check is known",
        "SELECT count(*) FROM checks c WHERE NOT EXISTS
             (SELECT 1 FROM known_certificates k WHERE k.root = c.root AND k.serial = c.serial)",
    ),
    (
        "a known certificate came with its check",
        "SELECT count(*) FROM known_certificates WHERE first_check IS NULL
             OR first_check NOT IN (SELECT check_number FROM checks)",
    ),
    (
        "corrections and disclosures are under a registration",
        "SELECT count(*) FROM (SELECT registration FROM corrections UNION ALL SELECT registration FROM disclosures) f
             WHERE registration NOT IN (SELECT registration FROM registrations)",
    ),
    ("no consent contradicts itself", "SELECT count(*) FROM alarms"),
];

/// The sample is loaded whole, and once: clinics, their devices, programs and settings, the people, and their certificates.
pub(crate) const SAMPLE: &str = "SELECT (SELECT count(*) FROM clinics), (SELECT count(*) FROM devices),
    (SELECT count(*) FROM programs), (SELECT count(*) FROM settings_versions), (SELECT count(*) FROM insured),
    (SELECT count(*) FROM certificates)";
