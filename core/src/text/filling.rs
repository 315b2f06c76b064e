//! The quick way for words with nothing in them but text and arguments, which is all of them today: Fluent's own way, ready
//! for much more, takes two to four times as long, and was a third of what the core needs for a screen of many dates.

use fluent_bundle::FluentValue;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

/// The pattern with its arguments in place. None if there is more to it, or if an argument is missing: then it is Fluent's.
pub(super) fn filled(
    pattern: &Pattern<&str>,
    arguments: &[(&'static str, FluentValue<'_>)],
) -> Option<String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text += value,
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => match arguments.iter().find(|(name, _)| *name == id.name) {
                Some((_, FluentValue::String(words))) => text += words,
                Some((_, FluentValue::Number(number))) => text += &number.as_string(),
                _ => return None,
            },
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentResource;
    use fluent_syntax::ast::Entry;

    use super::*;
    use crate::text::{resolved, resource};

    /// Every pattern of a resource, values and attributes.
    fn patterns(resource: &FluentResource) -> Vec<&Pattern<&str>> {
        let mut patterns = Vec::new();
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                patterns.extend(&message.value);
                patterns.extend(message.attributes.iter().map(|attribute| &attribute.value));
            }
        }
        patterns
    }

    /// An argument for every variable in the pattern.
    fn arguments<'a>(
        pattern: &Pattern<&'static str>,
        value: &FluentValue<'a>,
    ) -> Vec<(&'static str, FluentValue<'a>)> {
        let variable = |element: &PatternElement<&'static str>| match element {
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some((id.name, value.clone())),
            _ => None,
        };
        pattern.elements.iter().filter_map(variable).collect()
    }

    #[test]
    fn every_word_of_the_screens_is_filled_as_fluent_itself_would() {
        let values: [FluentValue<'_>; 5] =
            ["見本　●子".into(), "".into(), 0.into(), 1940.into(), (-7).into()];
        let patterns = patterns(resource());
        assert!(patterns.len() > 200);
        for value in &values {
            for pattern in &patterns {
                let arguments = arguments(pattern, value);
                assert_eq!(filled(pattern, &arguments), Some(resolved(pattern, &arguments)));
            }
        }
    }

    #[test]
    fn what_is_more_than_text_and_arguments_is_left_to_fluent() {
        for more in [
            "key = { $n ->\n    [one] a\n   *[other] b\n }\n",
            "key = { NUMBER($n) }\n",
            "key = { other }\n",
            "key = { \"}\" }\n",
        ] {
            let resource = FluentResource::try_new(more.to_owned()).unwrap();
            assert_eq!(filled(patterns(&resource)[0], &[("n", 1.into())]), None, "{more}");
        }
        let resource = FluentResource::try_new("key = { $n } { $m }\n".to_owned()).unwrap();
        assert_eq!(
            filled(patterns(&resource)[0], &[("n", 1.into())]),
            None,
            "an argument is missing"
        );
    }
}
