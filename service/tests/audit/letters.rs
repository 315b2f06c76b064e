//! The lists for the letters: whole, for whom something was given out, and for their owner's eyes only.

use std::{collections::BTreeSet, fs, path::Path};

use kyotaku_service::audit::{Condition, letters};
use serde_json::Value;

use crate::register::Register;

fn lines(folder: &Path, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn confirmed(lines: &[Value]) -> usize {
    lines.iter().filter(|line| line["confirmed"] == true).count()
}

#[tokio::test]
async fn there_is_a_line_for_each_person_institution_and_insurer_of_the_table() {
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    let folder = register.place.folder().join("letters");
    letters::write(&register.database, &report, &folder)
        .await
        .unwrap();
    let persons = lines(&folder, "persons.jsonl");
    assert_eq!((persons.len(), confirmed(&persons)), (37, 26));
    let mut disclosures = BTreeSet::new();
    for person in &persons {
        assert!(!person["addressees"].as_array().unwrap().is_empty());
        assert!(
            person["addressees"][0]["address"]
                .as_str()
                .unwrap()
                .starts_with("見本県")
        );
        for told in person["disclosures"].as_array().unwrap() {
            assert_eq!(told["item"], "YZK");
            disclosures.insert(told["disclosure"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(disclosures.len(), 73);
    let institutions = lines(&folder, "institutions.jsonl");
    assert_eq!((institutions.len(), confirmed(&institutions)), (36, 25));
    let given = institutions
        .iter()
        .flat_map(|clinic| clinic["patients"].as_object().unwrap().values())
        .map(|told| told.as_array().unwrap().len());
    assert_eq!(given.sum::<usize>(), 73);
    let insurers = lines(&folder, "insurers.jsonl");
    assert_eq!((insurers.len(), confirmed(&insurers)), (27, 20));
    assert!(
        insurers
            .iter()
            .all(|insurer| !insurer["insured"].as_array().unwrap().is_empty())
    );
}

#[cfg(unix)]
#[tokio::test]
async fn only_their_owner_can_read_them_and_what_an_interrupted_run_left_is_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    let folder = register.place.folder().join("letters");
    letters::write(&register.database, &report, &folder)
        .await
        .unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let whole = fs::read(folder.join("persons.jsonl")).unwrap();
    fs::write(folder.join("persons.jsonl"), "old").unwrap();
    fs::write(folder.join("persons.jsonl.unfinished"), "half").unwrap();
    letters::write(&register.database, &report, &folder)
        .await
        .unwrap();
    assert_eq!(fs::read(folder.join("persons.jsonl")).unwrap(), whole);
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600);
        names.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    assert_eq!(names, letters::FILES.map(str::to_owned).into());
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_said_and_nothing_is_written() {
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    let file = register.place.folder().join("a-file");
    fs::write(&file, "kept").unwrap();
    let error = letters::write(&register.database, &report, &file)
        .await
        .unwrap_err();
    assert!(matches!(error, letters::LettersError::File(_)));
    assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
}
