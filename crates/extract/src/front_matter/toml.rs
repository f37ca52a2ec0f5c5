//! The top-level strings and dates of a TOML document.
//!
//! Uses the tokenizer of the `toml` crate, `toml_parser`. The full crate would add eight kilobytes to the page for
//! trees, numbers and tables, which front matter does not have.

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

use toml_parser::{
    ErrorSink as _, Expected, ParseError, Source, Span,
    decoder::ScalarKind,
    parser::{Event, EventKind, RecursionGuard, ValidateWhitespace, parse_document},
};

/// Maximum nesting of arrays and tables.
const DEPTH: u32 = 80;

/// A top-level key.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Its byte offset.
    pub(super) at: usize,
    /// Its value: a string, or a date as written; `None` for other types.
    pub(super) text: Option<String>,
    /// The strings of its value, if that is a list, or the string that it is.
    pub(super) list: Vec<String>,
}

/// A syntax error.
#[derive(Debug, PartialEq)]
pub(super) struct NotToml {
    pub(super) message: String,
    /// The bytes in error.
    pub(super) span: Range<usize>,
}

/// Returns the top-level keys of a document, in order.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, NotToml> {
    let source = Source::new(text);
    let mut error: Option<ParseError> = None;
    let mut events: Vec<Event> = Vec::new();
    let mut checked = ValidateWhitespace::new(&mut events, source);
    let mut guarded = RecursionGuard::new(&mut checked, DEPTH);
    parse_document(&source.lex().into_vec(), &mut guarded, &mut error);
    let found = told(source, &events, &mut error);
    error.map_or(Ok(found), |error| Err(not_toml(&error)))
}

fn told(source: Source<'_>, events: &[Event], error: &mut Option<ParseError>) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut known = BTreeSet::new();
    // The keys before a value or in a header, and how many lists and tables are open.
    let (mut path, mut depth): (Vec<(String, Span)>, u32) = (Vec::new(), 0);
    let mut in_table = false;
    let mut list: Vec<String> = Vec::new();
    for event in events {
        let is_header = matches!(event.kind(), EventKind::StdTableClose | EventKind::ArrayTableClose);
        // Whether a value or the header of a table ends here.
        let text = match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                in_table = false;
                continue;
            }
            EventKind::InlineTableOpen | EventKind::ArrayOpen => {
                depth = depth.saturating_add(1);
                continue;
            }
            EventKind::SimpleKey if depth == 0 => {
                let mut key = String::new();
                source.get(event).inspect(|raw| raw.decode_key(&mut key, error));
                path.push((key, event.span()));
                continue;
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => {
                depth = depth.saturating_sub(1);
                None
            }
            EventKind::Scalar => scalar(source, event, error),
            _ if is_header => None,
            _ => continue,
        };
        if depth > 0 {
            list.extend(text.filter(|text| depth == 1 && !text.trim().is_empty()));
            continue;
        }
        let is_dotted = path.len() > 1;
        let first = path.drain(..).next().filter(|_| !in_table);
        in_table |= is_header;
        let Some((key, span)) = first else {
            list.clear();
            continue;
        };
        let is_known = !known.insert(key.clone());
        if !(is_header || is_dotted) && is_known {
            error.report_error(ParseError::new("duplicate key").with_unexpected(span));
        }
        let text = text.filter(|_| !is_dotted);
        let mut list = std::mem::take(&mut list);
        list.extend(text.clone().filter(|text| !text.trim().is_empty()));
        found.push(Entry { key, at: span.start(), text, list });
    }
    found
}

/// The text of a value that is a string or a date.
fn scalar(source: Source<'_>, event: &Event, error: &mut Option<ParseError>) -> Option<String> {
    let mut text = Cow::default();
    let kind = source.get(event)?.decode_scalar(&mut text, error);
    matches!(kind, ScalarKind::String | ScalarKind::DateTime).then(|| text.into_owned())
}

fn not_toml(error: &ParseError) -> NotToml {
    let expected = error.expected().unwrap_or_default().iter().map(|expected| match expected {
        Expected::Literal(literal) => format!("`{}`", literal.escape_debug()),
        Expected::Description(description) => (*description).to_owned(),
        _ => "something else".to_owned(),
    });
    let expected: Vec<_> = expected.collect();
    let expected =
        if expected.is_empty() { String::new() } else { format!(", expected {}", expected.join(", ")) };
    let span = error.unexpected().map_or(0..0, |span| span.start()..span.end());
    NotToml { message: format!("{}{expected}", error.description()), span }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_with_the_texts_that_they_have() {
        for (toml, expected) in [
            ("a = \"x\"\nb = 'y\"'\n", "a@0=x b@8=y\""),
            ("a = 2017-07-31 # a day\nb = 2017-07-31T20:14:00Z", "a@0=2017-07-31 b@23=2017-07-31T20:14:00Z"),
            ("a = \"\"\"\nx\\\n  y\"\"\"\n\"b c\" = \"\\u00e9\"", "a@0=xy b c@18=é"),
            // Of other sorts.
            ("a = 7\nb = [\"x\", [\"y\"]]\nc = {d = \"x\"}\ne = true", "a@0 b@6 c@23 e@37"),
            // In tables.
            ("a.b = \"x\"\nc = \"y\"\n[d]\ne = \"x\"\n[[f.g]]\nh = 1", "a@0 c@10=y d@19 f@32"),
            ("a.b = 1\na.c = 2", "a@0 a@8"),
        ] {
            let told = |entry: Entry| match entry.text {
                Some(text) => format!("{}@{}={text}", entry.key, entry.at),
                None => format!("{}@{}", entry.key, entry.at),
            };
            let found: Vec<_> = entries(toml).unwrap().into_iter().map(told).collect();
            assert_eq!(found.join(" "), expected, "{toml}");
        }
    }

    #[test]
    fn toml_errors_have_their_place() {
        for (toml, message, span) in [
            ("a = ", "string values must be quoted, expected literal string", 4..4),
            ("a = \"x\na = 1", "invalid basic string, expected `\\\"`", 6..6),
            ("a = 1\na = 2", "duplicate key", 6..7),
            (
                "a = \"\\q\"",
                "missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\\\`, `\\\"`, `x`, `u`, `U`",
                6..6,
            ),
            ("a = [1, 2", "unclosed array, expected `]`", 9..9),
            ("[a", "unclosed table, expected `]`", 2..2),
        ] {
            let NotToml { message: told, span: found } = entries(toml).unwrap_err();
            assert_eq!((told.as_str(), found), (message, span), "{toml}");
        }
        assert!(entries(&format!("a = {}", "[".repeat(100_000))).is_err());
    }

    /// The top-level strings of a TOML text as the crate `toml` parses them; empty if it rejects the text.
    fn peer(text: &str) -> Option<Vec<(String, String)>> {
        let table: toml::Table = toml::from_str(text).ok()?;
        let texts = table.into_iter().filter_map(|(key, value)| match value {
            toml::Value::String(text) => Some((key, text)),
            toml::Value::Datetime(moment) => Some((key, moment.to_string())),
            _ => None,
        });
        Some(texts.collect())
    }

    proptest! {
        #[test]
        fn everything_that_toml_reads_is_read(parts in prop::collection::vec(prop_oneof![
            Just("a = "), Just("b = "), Just("\"c d\" = "), Just("e.f = "), Just("[g]\n"), Just("[[h]]\n"),
            Just("\"x\""), Just("'y'"), Just("\"\"\"z\n\"\"\""), Just("\"\\u00e9\""), Just("2017-07-31"),
            Just("7"), Just("1.5e3"), Just("true"), Just("[1, \"x\"]"), Just("{ i = \"x\" }"), Just("# note"),
            Just("\n"), Just("\n"), Just("\n"), Just("["), Just("\""), Just(","), Just("=")
        ], 0..24)) {
            let text = parts.concat();
            match (entries(&text), peer(&text)) {
                (Ok(found), Some(mut expected)) => {
                    let texts = found.into_iter().filter_map(|entry| Some((entry.key, entry.text?)));
                    let mut texts: Vec<_> = texts.collect();
                    texts.sort();
                    expected.sort();
                    prop_assert_eq!(texts, expected);
                }
                (Err(error), expected) => prop_assert_eq!(expected, None, "{:?}", error),
                // Only the whole tree shows the error.
                (Ok(_), None) => {}
            }
        }
    }
}
