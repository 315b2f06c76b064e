//! The lists for the letters: whom to write to, and of what. One file each for people, institutions and insurers, a JSON object a line, readable by
//! their owner only: unlike what is printed, they hold names and addresses. They follow from the register alone, so a run that was interrupted
//! writes them again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use kyotaku_core::eligibility::{ClinicSettings, Insurance};
use serde::Serialize;

use super::{
    Report,
    case::{Case, Disclosed},
    gather::insurances,
    legible::legible,
};
use crate::store::{Connection, Database, StoreError};

/// The files, in the folder that is named.
pub const FILES: [&str; 3] = ["persons.jsonl", "institutions.jsonl", "insurers.jsonl"];

/// Why the lists were not written.
#[derive(Debug, thiserror::Error)]
pub enum LettersError {
    /// The register failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder or a file in it cannot be written.
    #[error("the lists cannot be written: {0}")]
    File(#[from] io::Error),
}

/// One disclosure, as a letter speaks of it.
#[derive(Clone, Serialize)]
struct Told {
    disclosure: String,
    item: &'static str,
    disclosed_at: String,
    institution: String,
    registration: String,
    confirmed: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Addressee {
    name: String,
    kana: Option<String>,
    post_number: Option<String>,
    address: Option<String>,
}

#[derive(Default, Serialize)]
struct PersonLetter {
    insured: String,
    confirmed: bool,
    /// As each insurer has them.
    addressees: BTreeSet<Addressee>,
    disclosures: Vec<Told>,
}

#[derive(Default, Serialize)]
struct InstitutionLetter {
    institution: String,
    name: Option<String>,
    confirmed: bool,
    /// By the clinic's own number for each patient.
    patients: BTreeMap<String, Vec<Told>>,
}

#[derive(Default, Serialize)]
struct InsurerLetter {
    insurer_number: String,
    name: String,
    confirmed: bool,
    insured: Vec<Member>,
}

#[derive(Serialize)]
struct Member {
    symbol: Option<String>,
    number: Option<String>,
    branch: Option<String>,
    disclosures: Vec<Told>,
}

/// Writes the three lists of a report into a folder, which is made if it is not there. Each file is whole or not there.
pub async fn write(database: &Database, report: &Report, folder: &Path) -> Result<(), LettersError> {
    let mut snapshot = database.snapshot().await?;
    let mut persons: BTreeMap<String, PersonLetter> = BTreeMap::new();
    let mut institutions: BTreeMap<String, InstitutionLetter> = BTreeMap::new();
    let mut insurers: BTreeMap<String, InsurerLetter> = BTreeMap::new();
    for case in &report.cases {
        let insurances = insurances(&mut snapshot, &case.check).await?;
        for disclosed in &case.disclosures {
            let person = persons.entry(disclosed.insured.clone()).or_default();
            person.insured.clone_from(&disclosed.insured);
            person.confirmed |= case.confirmed;
            if case.insured.as_ref() == Some(&disclosed.insured) {
                person.addressees.extend(insurances.iter().map(addressee));
            }
            person.disclosures.push(told(case, disclosed));

            let clinic = institutions.entry(disclosed.institution.clone()).or_default();
            if clinic.institution.is_empty() {
                clinic.name = name_of(&mut snapshot, &disclosed.institution).await?;
                clinic.institution.clone_from(&disclosed.institution);
            }
            clinic.confirmed |= case.confirmed;
            let patient = patient(&mut snapshot, &disclosed.institution, &disclosed.insured).await?;
            let of_patient = clinic.patients.entry(patient.unwrap_or_default()).or_default();
            of_patient.push(told(case, disclosed));
        }
        for insurance in insurances {
            let number = insurance.insurer_number.as_str().to_owned();
            let insurer = insurers.entry(number.clone()).or_default();
            insurer.insurer_number = number;
            insurer.name = insurance.insurer_name;
            insurer.confirmed |= case.confirmed;
            let disclosures = case.disclosures.iter();
            insurer.insured.push(Member {
                symbol: insurance.symbol,
                number: insurance.number,
                branch: insurance.branch,
                disclosures: disclosures.map(|one| told(case, one)).collect(),
            });
        }
    }
    drop(snapshot);
    make_folder(folder)?;
    let [of_persons, of_institutions, of_insurers] = FILES;
    write_lines(folder, of_persons, persons.values())?;
    write_lines(folder, of_institutions, institutions.values())?;
    write_lines(folder, of_insurers, insurers.values())?;
    Ok(())
}

fn told(case: &Case, disclosed: &Disclosed) -> Told {
    Told {
        disclosure: disclosed.disclosure.clone(),
        item: disclosed.item,
        disclosed_at: disclosed.disclosed_at.clone(),
        institution: disclosed.institution.clone(),
        registration: case.registration.clone(),
        confirmed: case.confirmed,
    }
}

fn addressee(insurance: &Insurance) -> Addressee {
    let insured = &insurance.insured;
    Addressee {
        name: insured.name.name.clone(),
        kana: insured.name.kana.clone(),
        post_number: insured.post_number.clone(),
        address: insured.address.clone(),
    }
}

async fn name_of(connection: &mut Connection, institution: &str) -> Result<Option<String>, StoreError> {
    let settings = sqlx::query_scalar(
        "SELECT settings FROM settings_versions WHERE institution = $1 ORDER BY version DESC LIMIT 1",
    )
    .bind(institution)
    .fetch_optional(connection)
    .await;
    let settings: Option<String> = legible(settings)?.flatten();
    let settings: Option<ClinicSettings> = settings.and_then(|text| serde_json::from_str(&text).ok());
    Ok(settings.map(|settings| settings.institution_name))
}

async fn patient(
    connection: &mut Connection,
    institution: &str,
    insured: &str,
) -> Result<Option<String>, StoreError> {
    let patient = sqlx::query_scalar("SELECT patient FROM patients WHERE institution = $1 AND insured = $2")
        .bind(institution)
        .bind(insured)
        .fetch_optional(connection)
        .await;
    Ok(legible(patient)?.flatten())
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Under another name first, and then put in its place.
fn write_lines<'a, T: Serialize + 'a>(
    folder: &Path,
    name: &str,
    lines: impl Iterator<Item = &'a T>,
) -> io::Result<()> {
    let unfinished = folder.join(format!("{name}.unfinished"));
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = io::BufWriter::new(options.open(&unfinished)?);
    for line in lines {
        serde_json::to_writer(&mut file, line)?;
        file.write_all(b"\n")?;
    }
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    fs::rename(unfinished, folder.join(name))
}
