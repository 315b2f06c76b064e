//! The sample set: two clinics and seventeen people, made up and plainly so, one for each state of eligibility and of
//! a card. It is loaded into an empty database only, and only when asked for.
//!
//! People are found by the serial number of their card's certificate; slugs and serials are a contract with the
//! sample cards of `kyotaku-card`. Everything else of a person is stored data: no path of the service knows a serial.

pub mod accounts;
mod form;
mod information;
mod people;
mod table;

use jiff::{SignedDuration, Timestamp, civil::Date};
use kyotaku_core::{
    eligibility::{ClinicSettings, InstitutionCode, Insurance, code::Validity},
    origin::Channel,
};

use self::table::Of;
pub use self::{
    form::joint_declined,
    table::{PEOPLE, SamplePerson},
};
use crate::{
    ports::in_japan,
    store::{
        self, Connection, Database, StoreError, Turn,
        clinics::{Device, insert_clinic, insert_device, is_any_enrolled},
        insured::NewInsured,
        programs::{EnrolledProgram, insert_program},
    },
};

/// サンプル医療機関, with the settings of the notice.
pub const CLINIC: &str = "1234567890";
/// The token of its visit app.
pub const TOKEN: &str = "TEST-ONLY-device-of-1234567890";
/// The token of its マイナ在宅受付Web.
pub const RECEPTION_TOKEN: &str = "TEST-ONLY-reception-of-1234567890";
/// The token of its 顔認証付きカードリーダー.
pub const FACE_READER_TOKEN: &str = "TEST-ONLY-face-reader-of-1234567890";
/// The token of its 電子カルテ.
pub const PROGRAM_TOKEN: &str = "TEST-ONLY-program-of-1234567890";
/// Another clinic, with the same settings.
pub const OTHER_CLINIC: &str = "9876543210";
/// The token of its visit app.
pub const OTHER_TOKEN: &str = "TEST-ONLY-device-of-9876543210";
/// The token of its マイナ在宅受付Web.
pub const OTHER_RECEPTION_TOKEN: &str = "TEST-ONLY-reception-of-9876543210";
/// The token of its 顔認証付きカードリーダー.
pub const OTHER_FACE_READER_TOKEN: &str = "TEST-ONLY-face-reader-of-9876543210";
/// The token of its 電子カルテ.
pub const OTHER_PROGRAM_TOKEN: &str = "TEST-ONLY-program-of-9876543210";

/// What each clinic has one of.
const DEVICES: [(Channel, &str); 3] = [
    (Channel::VisitApp, "sample-device"),
    (Channel::ReceptionWeb, "sample-reception"),
    (Channel::FaceReader, "sample-face-reader"),
];

const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What is registered of a person.
struct Record {
    validity: Validity,
    registration_lag_since: Option<Date>,
    insurances: Vec<Registered>,
}

/// One insurance, and its insurer number as the insurer's system writes it.
struct Registered {
    insurance: Insurance,
    number_as_written: &'static str,
}

/// The slugs of those whose certificate was revoked, a month ago.
const REVOKED: [&str; 1] = ["revoked"];

/// Loads the sample, with the people's certificates under each of these roots. False if the database has a clinic
/// already; then nothing changes.
pub(crate) async fn load(database: &Database, roots: &[String], now: Timestamp) -> Result<bool, StoreError> {
    let mut transaction = database.write(&[Turn::Beginning]).await?;
    if is_any_enrolled(&mut transaction).await? {
        return Ok(false);
    }
    load_people(&mut transaction, roots, in_japan(now).date()).await?;
    revoke(&mut transaction, roots, now).await?;
    for (code, name, devices, program) in [
        (
            CLINIC,
            "サンプル医療機関",
            [TOKEN, RECEPTION_TOKEN, FACE_READER_TOKEN],
            PROGRAM_TOKEN,
        ),
        (
            OTHER_CLINIC,
            "別の見本診療所",
            [OTHER_TOKEN, OTHER_RECEPTION_TOKEN, OTHER_FACE_READER_TOKEN],
            OTHER_PROGRAM_TOKEN,
        ),
    ] {
        let institution: InstitutionCode = code
            .parse()
            .map_err(|_| StoreError::Unreadable("institution code"))?;
        insert_clinic(&mut transaction, &institution, now).await?;
        store::settings::append(
            &mut transaction,
            &ClinicSettings::of_the_notice(institution.clone(), name),
            now,
        )
        .await?;
        for ((channel, enrolled_as), token) in DEVICES.into_iter().zip(devices) {
            let device = Device {
                institution: institution.clone(),
                enrolled_as: enrolled_as.to_owned(),
                channel,
            };
            insert_device(&mut transaction, &device, token, now).await?;
        }
        let enrolled = EnrolledProgram {
            institution,
            enrolled_as: "sample-ehr".to_owned(),
        };
        insert_program(&mut transaction, &enrolled, program, now).await?;
    }
    accounts::load(&mut transaction, now).await?;
    database.commit(transaction).await?;
    Ok(true)
}

async fn load_people(connection: &mut Connection, roots: &[String], today: Date) -> Result<(), StoreError> {
    for person in &PEOPLE {
        let Of::Person(record) = person.of else {
            continue;
        };
        let record = record(today);
        let certificates: Vec<_> = PEOPLE
            .iter()
            .filter(|card| card.holder() == person.slug)
            .flat_map(|card| roots.iter().map(|root| (root.clone(), card.serial.to_owned())))
            .collect();
        let insurances = record
            .insurances
            .iter()
            .map(Registered::row)
            .collect::<Result<Vec<_>, StoreError>>()?;
        let new = NewInsured {
            insured: person.slug,
            validity: record.validity.code(),
            registration_lag_since: record.registration_lag_since,
            certificates: &certificates,
            insurances: &insurances,
        };
        store::insured::insert(connection, &new).await?;
        for (item, document) in information::of(person.slug, today) {
            store::information::insert(connection, person.slug, item, &document).await?;
        }
    }
    Ok(())
}

async fn revoke(connection: &mut Connection, roots: &[String], now: Timestamp) -> Result<(), StoreError> {
    let revoked_at = now.checked_sub(MONTH).unwrap_or(now);
    for person in PEOPLE.iter().filter(|person| REVOKED.contains(&person.slug)) {
        for root in roots {
            store::revocations::insert(connection, root, person.serial, revoked_at).await?;
        }
    }
    Ok(())
}

impl Registered {
    /// Insurer number, classification and JSON text, with the number as it is written.
    fn row(&self) -> Result<(String, String, String), StoreError> {
        let mut json =
            serde_json::to_value(&self.insurance).map_err(|_| StoreError::Unreadable("insurance"))?;
        json["insurer_number"] = self.number_as_written.into();
        Ok((
            self.insurance.insurer_number.as_str().to_owned(),
            self.insurance.classification.code().to_owned(),
            json.to_string(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::fresh;

    fn now() -> Timestamp {
        "2026-11-22T03:00:00Z".parse().unwrap()
    }

    #[tokio::test]
    async fn it_is_loaded_into_an_empty_database_and_never_again() {
        let (_folder, database) = fresh().await;
        assert!(load(&database, &["root".into()], now()).await.unwrap());
        assert!(!load(&database, &["root".into()], now()).await.unwrap());
        let mut connection = database.read().await.unwrap();
        for person in &PEOPLE {
            let found = store::insured::find(&mut connection, "root", person.serial)
                .await
                .unwrap();
            assert_eq!(found.unwrap().insured, person.holder());
        }
        assert!(
            store::insured::find(&mut connection, "other", "A00001")
                .await
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn every_answer_is_an_insurance_that_the_core_reads_and_one_is_padded_with_spaces() {
        let mut padded = 0;
        for person in &PEOPLE {
            let Of::Person(record) = person.of else {
                continue;
            };
            for registered in record(in_japan(now()).date()).insurances {
                let (number, _, text) = registered.row().unwrap();
                let read: Insurance = serde_json::from_str(&text).unwrap();
                assert_eq!(read.insurer_number.as_str(), number, "{}", person.slug);
                padded += usize::from(text.contains("\"  123456\""));
            }
        }
        assert_eq!(padded, 1);
    }

    #[test]
    fn each_slug_and_serial_stands_once() {
        for (place, person) in PEOPLE.iter().enumerate() {
            let others = &PEOPLE[..place];
            assert!(
                others
                    .iter()
                    .all(|other| other.slug != person.slug && other.serial != person.serial)
            );
        }
    }
}
