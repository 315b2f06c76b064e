//! 特定疾病 in what is answered of an insurance: the one part of it that needs a consent (TSR). It is kept back from an answer
//! unless the gate lets it out, as it does for 電子カルテ; given out, it is logged as a disclosure in the transaction that
//! stores the answer. 限度額 needs no consent.

use jiff::Timestamp;
use kyotaku_core::{consent::Item, visit::CareMode};
use serde_json::Value;

use crate::{
    alarm,
    app::App,
    eligible::is_eligible,
    gate::{self, Circumstances, Closed},
    http::{Caller, Refusal},
    ports::random_number,
    routes::json_text,
    store::{self, Connection, StoreError, Transaction, disclosures::NewDisclosure},
};

/// The member of an insurance that has them.
const MEMBER: &str = "specific_diseases";

/// About whom a device asks, when, and in which mode.
pub(super) struct Asked<'a> {
    pub(super) caller: &'a Caller,
    pub(super) insured: &'a str,
    pub(super) mode: CareMode,
    pub(super) now: Timestamp,
}

/// The answer as it may go out.
pub(super) async fn released(
    app: &App,
    connection: &mut Connection,
    asked: &Asked<'_>,
    answer: String,
) -> Result<String, Refusal> {
    let mut without = read(&answer)?;
    if !keep_back(&mut without) {
        return Ok(answer);
    }
    let institution = &asked.caller.institution;
    let settings = store::settings::current(connection, institution).await?;
    let registered = store::standing::latest(connection, institution, asked.insured, asked.mode).await?;
    let (validity, insurances) = store::insured::validity_of(connection, asked.insured).await?;
    let decided = gate::decide(&Circumstances {
        item: Item::SpecificDisease,
        mode: asked.mode,
        institution,
        settings: &settings,
        is_eligible: is_eligible(&validity, insurances),
        registered: registered.as_ref(),
        now: asked.now,
    });
    let registration = match (decided, &registered) {
        (Ok(registration), _) => registration,
        (Err(closed), registered) => {
            if let (Closed::Contradictory(contradiction), Some(registered)) = (closed, registered) {
                let number = &registered.registration;
                alarm::raise(app, connection, institution, number, contradiction, asked.now).await?;
            }
            return json_text(&without);
        }
    };
    let new = NewDisclosure {
        disclosure: &random_number(&*app.random)?,
        institution,
        insured: asked.insured,
        item: Item::SpecificDisease,
        mode: asked.mode,
        registration,
        program: &asked.caller.provenance.credential,
        disclosed_at: asked.now,
    };
    store::disclosures::insert(connection, &new).await?;
    Ok(answer)
}

/// A stored answer as it may go out again: without them, if what allowed them then does not stand any more.
pub(super) async fn released_again(
    app: &App,
    mut transaction: Transaction,
    asked: &Asked<'_>,
    answer: String,
) -> Result<String, Refusal> {
    if !keep_back(&mut read(&answer)?) {
        return Ok(answer);
    }
    let answer = released(app, &mut transaction, asked, answer).await?;
    app.database.commit(transaction).await?;
    Ok(answer)
}

fn read(answer: &str) -> Result<Value, StoreError> {
    serde_json::from_str(answer).map_err(|_| StoreError::Unreadable("answer"))
}

/// Empties the member wherever it stands. Says whether there was anything in it.
fn keep_back(value: &mut Value) -> bool {
    match value {
        Value::Object(members) => {
            let mut kept = false;
            for (name, value) in members {
                kept |= match value.as_array_mut().filter(|_| name == MEMBER) {
                    Some(diseases) => !std::mem::take(diseases).is_empty(),
                    None => keep_back(value),
                };
            }
            kept
        }
        // Each of them, also after the first that has any.
        Value::Array(values) => {
            let mut kept = false;
            for value in values {
                kept |= keep_back(value);
            }
            kept
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn they_are_taken_out_of_every_insurance_and_nothing_else_is() {
        let insurance =
            |diseases: Value| json!({"insurer_number": "  123456", "specific_diseases": diseases});
        for insurances in [vec!["1"], vec!["1", "2"], vec!["9"]] {
            let diseases = json!(insurances);
            let mut answer =
                json!({"eligibility": {"insurances": [insurance(diseases.clone()), insurance(diseases)]}});
            assert!(keep_back(&mut answer));
            let emptied =
                json!({"eligibility": {"insurances": [insurance(json!([])), insurance(json!([]))]}});
            assert_eq!(answer, emptied);
            assert!(!keep_back(&mut answer));
        }
    }
}
