//! Properties that hold for every input. The fuzz targets and the tests that replay their corpora call these
//! functions, which panic if a property is violated.

use onrecord_model::{DateSpan, QuoteKind, Span};

use crate::{
    Defaults,
    dates::{Resolved, find_in, resolve},
};

/// Extracts from any text. Every span must be in range, in order, on character boundaries and not empty, and must
/// hold the statement's words.
///
/// # Panics
/// If a property is violated.
pub fn extract(source: &str) {
    let known = Defaults { id: "a".into(), published: "2017-07-31".parse().ok() };
    let article = crate::extract(source, &known);
    let inside = |span: Span| source.get(span.start as usize..span.end as usize).is_some();
    let mut last = 0;
    for block in &article.blocks {
        assert!(inside(block.span()) && last <= block.start, "{block:?}");
        last = block.end;
    }
    for statement in &article.statements {
        let spans = &statement.spans;
        assert!(!spans.is_empty() && spans.iter().all(|s| inside(*s) && !s.is_empty()), "{spans:?}");
        assert!(spans.is_sorted_by(|a, b| a.end <= b.start), "{spans:?}");
        let words: Vec<_> = spans.iter().map(|s| s.slice(source)).collect();
        assert_eq!(statement.text, words.join(" "));
        let says = statement.kind != QuoteKind::Indirect || statement.text.contains(char::is_alphanumeric);
        assert!(says, "{:?} is nothing said", statement.text);
        for phrase in statement.mention.iter().chain(&statement.cue) {
            assert_eq!(phrase.text, phrase.span().slice(source));
        }
        assert!((0.0..=1.0).contains(&statement.confidence), "{}", statement.confidence);
        let known = |id| article.speakers.iter().any(|s| Some(&s.id) == Some(id));
        assert!(statement.speaker.as_ref().is_none_or(known), "{:?}", statement.speaker);
    }
    for warning in &article.warnings {
        assert!(warning.end as usize <= source.len(), "{warning:?}");
    }
}

/// Extracts from an article with any front matter.
///
/// # Panics
/// If a property of [`extract()`] is violated.
pub fn front_matter(table: &str) {
    extract(&format!("+++\n{table}\n+++\nHe said that it was late.\n"));
}

/// Parses any text as a date expression and resolves it, with and without a date of publication. Ranges must be in
/// order.
///
/// # Panics
/// If a range is not.
pub fn days(words: &str) {
    let Some(found) = find_in(words) else { return };
    assert!(!found.span.slice(words).is_empty());
    for published in ["2017-07-31".parse().ok(), None] {
        match resolve(found.what, published) {
            Resolved::Days(DateSpan::Calendar(from, to)) => assert!(from <= to, "{from} {to}"),
            Resolved::Days(DateSpan::Relative(from, to)) => assert!(from <= to, "{from} {to}"),
            Resolved::Same | Resolved::Unknown => {}
        }
    }
}
