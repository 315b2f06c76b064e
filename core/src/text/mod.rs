//! Every word a person reads, in one place: `ja.ftl`, in Project Fluent's syntax. A key that is asked for and does not
//! stand there, or stands there and is never asked for, fails a test.

mod filling;

use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::Pattern;
use unic_langid::langid;

use crate::origin::Channel;

const JAPANESE: &str = include_str!("ja.ftl");

/// The words of a key.
pub(crate) fn say(key: &str) -> String {
    say_with(key, &[])
}

/// The words of a key with arguments.
pub(crate) fn say_with(key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
    format(key, None, arguments).unwrap_or_else(|| absent(key))
}

/// The words of one part of a key: `.heading`, `.happened` or `.to-do`.
pub(crate) fn say_of(key: &str, part: &str) -> String {
    format(key, Some(part), &[]).unwrap_or_else(|| absent(key))
}

/// A channel's name, as the notice has it.
pub fn channel_name(channel: Channel) -> String {
    match channel {
        Channel::VisitApp => say("channel-visit-app"),
        Channel::ReceptionWeb => say("channel-reception-web"),
        Channel::FaceReader => say("channel-face-reader"),
    }
}

/// A missing word shows its key rather than nothing; a test keeps it from happening.
fn absent(key: &str) -> String {
    format!("⟨{key}⟩")
}

fn resource() -> &'static FluentResource {
    static RESOURCE: OnceLock<FluentResource> = OnceLock::new();
    RESOURCE.get_or_init(|| {
        // A line that does not parse is left out here, and found by the tests.
        FluentResource::try_new(JAPANESE.to_owned()).unwrap_or_else(|(resource, _)| resource)
    })
}

fn bundle() -> &'static FluentBundle<&'static FluentResource> {
    static BUNDLE: OnceLock<FluentBundle<&'static FluentResource>> = OnceLock::new();
    BUNDLE.get_or_init(|| {
        let mut bundle = FluentBundle::new_concurrent(vec![langid!("ja")]);
        // Japanese with digits needs no direction marks, and a terminal would show them.
        bundle.set_use_isolating(false);
        let _duplicates_are_found_by_the_tests = bundle.add_resource(resource());
        bundle
    })
}

fn format(key: &str, part: Option<&str>, arguments: &[(&'static str, FluentValue<'_>)]) -> Option<String> {
    let message = bundle().get_message(key)?;
    let pattern = match part {
        Some(part) => message.get_attribute(part)?.value(),
        None => message.value()?,
    };
    Some(filling::filled(pattern, arguments).unwrap_or_else(|| resolved(pattern, arguments)))
}

/// A pattern as Fluent itself puts it together.
fn resolved(pattern: &Pattern<&str>, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
    let arguments: FluentArgs<'_> = arguments.iter().cloned().collect();
    let mut errors = Vec::new();
    bundle()
        .format_pattern(pattern, Some(&arguments), &mut errors)
        .into_owned()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// The keys, in the order of the file.
    fn keys() -> impl Iterator<Item = &'static str> {
        let starts_a_message = |line: &&str| line.starts_with(|first: char| first.is_ascii_lowercase());
        JAPANESE
            .lines()
            .filter(starts_a_message)
            .filter_map(|line| Some(line.split_once('=')?.0.trim()))
    }

    /// The source text of the screens and of this module, where words are asked for.
    fn sources() -> String {
        fn read(folder: &Path, text: &mut String) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    read(&path, text);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    *text += &fs::read_to_string(path).unwrap();
                }
            }
        }
        let mut text = String::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
        text
    }

    /// The string literals of a source text that look like a key.
    fn literals(source: &str) -> BTreeSet<&str> {
        let is_key = |text: &&str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        source.split('"').filter(is_key).collect()
    }

    #[test]
    fn the_words_parse_and_no_key_stands_twice() {
        assert!(FluentResource::try_new(JAPANESE.to_owned()).is_ok());
        let all: Vec<_> = keys().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(
            FluentBundle::new_concurrent(vec![langid!("ja")])
                .add_resource(resource())
                .is_ok()
        );
    }

    #[test]
    fn every_key_that_stands_here_is_asked_for() {
        let source = sources();
        let asked = literals(&source);
        let unused: Vec<_> = keys().filter(|key| !asked.contains(key)).collect();
        assert!(unused.is_empty(), "never asked for: {unused:?}");
    }

    #[test]
    fn every_key_that_is_asked_for_stands_here() {
        let source = sources();
        let all: BTreeSet<_> = keys().collect();
        for call in ["say(\"", "say_with(\"", "say_of(\""] {
            for after in source.split(call).skip(1) {
                let key = after.split('"').next().unwrap();
                let written_as_code = key.contains('\\') || key.is_empty();
                assert!(written_as_code || all.contains(key), "{key} has no words");
            }
        }
    }

    #[test]
    fn the_patients_words_are_the_notices_words() {
        let notice = include_str!("notice-words.txt");
        for (key, words) in notice.lines().filter_map(|line| line.split_once('\t')) {
            assert_eq!(say(key), words, "{key}");
        }
    }
}
