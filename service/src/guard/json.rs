//! JSON as it stands, with one rule more: no name stands twice in an object. Two readers may each take another of
//! the two values, and then what one checked is not what the other stores.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A JSON value. Numbers that are not whole and positive are kept only as being there.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool,
    Whole(u64),
    OtherNumber,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// What kind of value it is and how long, and never the value.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool => f.write_str("bool"),
            Self::Whole(_) | Self::OtherNumber => f.write_str("number"),
            Self::Text(text) => write!(f, "text of {} bytes", text.len()),
            Self::List(list) => write!(f, "list of {}", list.len()),
            Self::Object(members) => write!(f, "object of {}", members.len()),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Bool)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Whole(number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::OtherNumber)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::OtherNumber)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Json>()? {
            if members.iter().any(|(earlier, _)| *earlier == name) {
                return Err(A::Error::custom("a name stands twice"));
            }
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Json> {
        serde_json::from_str(text).ok()
    }

    #[test]
    fn a_name_that_stands_twice_is_refused_at_every_depth_and_however_it_is_written() {
        assert!(read(r#"{"a":1,"a":1}"#).is_none());
        assert!(read(r#"[{"b":{"a":null,"a":null}}]"#).is_none());
        assert!(read(r#"{"a":1,"\u0061":2}"#).is_none());
        assert!(read(r#"{"a":1,"b":1}"#).is_some());
    }

    #[test]
    fn only_whole_numbers_that_are_not_negative_are_numbers() {
        assert_eq!(read("3"), Some(Json::Whole(3)));
        for other in ["-3", "3.0", "1e2"] {
            assert_eq!(read(other), Some(Json::OtherNumber), "{other}");
        }
    }

    #[test]
    fn a_value_is_printed_as_its_kind_and_length() {
        for (value, expected) in [
            (r#"{"花子":["agree",null],"b":1}"#, "object of 2"),
            (r#"["agree"]"#, "list of 1"),
            (r#""agree""#, "text of 5 bytes"),
            ("7", "number"),
            ("-7", "number"),
            ("true", "bool"),
            ("null", "null"),
        ] {
            assert_eq!(format!("{:?}", read(value).unwrap()), expected);
        }
    }

    #[test]
    fn a_hundred_thousand_opening_brackets_are_refused_and_do_not_exhaust_the_stack() {
        assert!(read(&"[".repeat(100_000)).is_none());
    }
}
