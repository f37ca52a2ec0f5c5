//! What must hold of any input whatever: called by the fuzz targets, and by the tests over what
//! those have found. A broken promise panics.

use onrecord_model::{Days, Kind, Span};

use crate::{
    Known,
    days::{Resolved, find_in, resolve},
};

/// Reads any text; every span must lie in it, on its characters' boundaries and in order, and give
/// the words, of which there are some.
///
/// # Panics
/// Where one does not.
pub fn extract(source: &str) {
    let known = Known { id: "a".to_owned(), published: "2017-07-31".parse().ok() };
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
        let says = statement.kind != Kind::Indirect || statement.text.contains(char::is_alphanumeric);
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

/// Reads an article opened by any front matter.
///
/// # Panics
/// Where [`extract()`] does.
pub fn front_matter(table: &str) {
    extract(&format!("+++\n{table}\n+++\nHe said that it was late.\n"));
}

/// Reads any words for a day, with and without a day of publication; ranges must be in order.
///
/// # Panics
/// Where one is not.
pub fn days(words: &str) {
    let Some(found) = find_in(words) else { return };
    assert!(!found.span.slice(words).is_empty());
    for published in ["2017-07-31".parse().ok(), None] {
        match resolve(found.what, published) {
            Resolved::Days(Days::Calendar(from, to)) => assert!(from <= to, "{from} {to}"),
            Resolved::Days(Days::Relative(from, to)) => assert!(from <= to, "{from} {to}"),
            Resolved::Same | Resolved::Unknown => {}
        }
    }
}
