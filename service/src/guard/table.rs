//! Which items each question decides: the guard's own table, written from the notice's screens and not taken from
//! the core. 「診療情報および薬剤情報の提供」 decides two items, always alike.

use kyotaku_core::consent::Question;

/// A question's name on the wire and the items it decides, in the order of the screen.
pub(crate) struct Row {
    pub(crate) question: &'static str,
    pub(crate) items: &'static [&'static str],
}

/// The row of a question that the core's catalogue asks.
pub(crate) fn row_of(question: Question) -> Row {
    let (question, items): (_, &'static [&'static str]) = match question {
        Question::Surgery => ("surgery", &["SHJ"]),
        Question::DiagnosisAndMedication => ("diagnosis-and-medication", &["SRJ", "YZK"]),
        Question::Diagnosis => ("diagnosis", &["SRJ"]),
        Question::Medication => ("medication", &["YZK"]),
        Question::Checkups => ("checkups", &["TKK"]),
        Question::MedicalCare => ("medical-care", &["療養情報"]),
        Question::SpecificDisease => ("specific-disease", &["TSR"]),
    };
    Row { question, items }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::consent::Item;

    #[test]
    fn the_guards_table_and_the_cores_say_the_same() {
        for question in Question::ALL {
            let row = row_of(question);
            assert_eq!(row.question, question.wire_name());
            let of_core: Vec<_> = question.items().iter().copied().map(Item::code).collect();
            assert_eq!(row.items, of_core, "{question:?}");
        }
    }
}
