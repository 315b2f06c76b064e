//! The clinics of those months, and what each has switched on when.

use kyotaku_core::eligibility::{
    ClinicSettings, Use,
    settings::{PrescriptionTiming, PrescriptionUse},
};

use super::{
    calendar::{self, DAYS},
    cast,
    people::Clinic,
    seeded::Seeded,
};

/// How many clinics of each kind look-alikes have.
const OF_EACH: usize = 3;

/// Which clinics are of which kind, by their place in the list of all.
pub(super) struct Places {
    /// 診療 and 薬剤 on, all the months.
    pub(super) both_on: Vec<usize>,
    pub(super) only_medication: Vec<usize>,
    pub(super) only_diagnosis: Vec<usize>,
    /// 薬剤 alone until the last evening, then both.
    pub(super) changed: Vec<usize>,
    /// 薬剤 alone until the first evening, then both.
    pub(super) just_changed: Vec<usize>,
    /// Where ordinary people go.
    pub(super) ordinary: Vec<usize>,
}

impl Places {
    /// One with both on that is another one.
    pub(super) fn other_than(&self, seeded: &mut Seeded, clinic: usize) -> usize {
        let place = seeded.below(self.both_on.len());
        let other = self.both_on[place];
        if other == clinic {
            self.both_on[(place + 1) % self.both_on.len()]
        } else {
            other
        }
    }
}

/// Makes the clinics: the 36 of the notice first, then those of the look-alikes, then `ordinary` others.
pub(super) fn made(seeded: &mut Seeded, ordinary: usize) -> (Vec<Clinic>, Places) {
    let mut clinics: Vec<Clinic> = Vec::new();
    let both = (Use::On, Use::On);
    for place in 0..cast::CLINICS.1 {
        // Some had one of the two off before the months, some switch one off after them: what counts is what was on then.
        let versions: &[((Use, Use), usize, usize)] = match place % 6 {
            0 => &[((Use::Off, Use::On), 0, 0), (both, 0, 3600)],
            1 => &[(both, 0, 0), ((Use::On, Use::Off), DAYS - 1, 20 * 3600)],
            2 => &[(both, 0, 0), ((Use::Off, Use::On), DAYS - 1, 20 * 3600)],
            _ => &[(both, 0, 0)],
        };
        add(&mut clinics, seeded, versions, false);
    }
    let mut of_each = |versions: &[((Use, Use), usize, usize)]| {
        let make = |_| add(&mut clinics, seeded, versions, false);
        (0..OF_EACH).map(make).collect::<Vec<_>>()
    };
    let medication = (Use::Off, Use::On);
    let places = Places {
        both_on: of_each(&[(both, 0, 0)]),
        only_medication: of_each(&[(medication, 0, 0)]),
        only_diagnosis: of_each(&[((Use::On, Use::Off), 0, 0)]),
        changed: of_each(&[(medication, 0, 0), (both, DAYS - 1, 20 * 3600)]),
        just_changed: of_each(&[(medication, 0, 0), (both, 0, 20 * 3600)]),
        ordinary: Vec::new(),
    };
    let mut ordinary_places: Vec<_> = (0..clinics.len()).collect();
    for _ in 0..ordinary {
        let pair = match seeded.below(20) {
            0 => medication,
            1 => (Use::On, Use::Off),
            2 => (Use::Off, Use::Off),
            _ => both,
        };
        let day = 1 + seeded.below(DAYS - 2);
        let place = match seeded.below(10) {
            0 => add(
                &mut clinics,
                seeded,
                &[(medication, 0, 0), (both, day, 12 * 3600)],
                true,
            ),
            1 => add(
                &mut clinics,
                seeded,
                &[(both, 0, 0), (pair, day, 12 * 3600)],
                true,
            ),
            _ => add(&mut clinics, seeded, &[(pair, 0, 0)], true),
        };
        ordinary_places.push(place);
    }
    let places = Places {
        ordinary: ordinary_places,
        ..places
    };
    (clinics, places)
}

/// A clinic with these versions: 診療 and 薬剤, and the day and second from which they were in force.
fn add(
    clinics: &mut Vec<Clinic>,
    seeded: &mut Seeded,
    versions: &[((Use, Use), usize, usize)],
    others_vary: bool,
) -> usize {
    let place = clinics.len();
    let code = format!("99{place:08}");
    let mut settings = ClinicSettings::of_the_notice(
        code.parse().unwrap_or_else(|_| unreachable!("ten digits")),
        &format!("見本診療所第{place}"),
    );
    if others_vary {
        let mut switch = || if seeded.percent(85) { Use::On } else { Use::Off };
        settings.surgery = switch();
        settings.checkups = switch();
        settings.specific_disease = switch();
        settings.record_sharing = switch();
        if seeded.percent(30) {
            settings.prescription_use = PrescriptionUse::Both;
        }
        if seeded.percent(20) {
            settings.prescription_timing = PrescriptionTiming::Elsewhere;
        }
    }
    let versions = versions
        .iter()
        .zip(1..)
        .map(|(&((diagnosis, medication), day, second), version)| {
            let settings = ClinicSettings {
                diagnosis,
                medication,
                version,
                ..settings.clone()
            };
            (settings, calendar::moment(day, second))
        });
    let versions = versions.collect();
    clinics.push(Clinic { code, versions });
    place
}
