//! What a link asks for and cannot get.

use std::{borrow::Cow, collections::BTreeSet};

use onrecord_corpus::{Choice, Corpus};
use onrecord_model::Country;

use super::View;

/// A key or a value that was skipped, or replaced by the nearest there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) key: String,
    pub(crate) value: String,
    /// Why, in words that go on from "because".
    pub(crate) because: String,
}

/// Longer texts of strangers are shown cut.
const SHOWN: usize = 80;

impl Unknown {
    pub(crate) fn new(key: &str, value: &str, because: impl Into<Cow<'static, str>>) -> Self {
        // A reason may quote the value, and has words of its own.
        Self { key: cut(key, SHOWN), value: cut(value, SHOWN), because: cut(&because.into(), 3 * SHOWN) }
    }
}

/// A text of so many characters at most, and a sign where there were more.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Drops from a view what the corpus does not have.
pub(super) fn known_to(mut view: View, corpus: &Corpus) -> (View, Vec<Unknown>) {
    let mut unknown = Vec::new();
    let speakers = corpus.speakers();
    keep(&mut view.speakers, "speaker", "nobody in this record has that name", &mut unknown, |id| {
        corpus.find_speaker(id.as_str()).is_some()
    });
    let countries: BTreeSet<Country> = speakers.iter().filter_map(|s| s.country).collect();
    keep(&mut view.countries, "country", "nobody in this record speaks for it", &mut unknown, |c| {
        countries.contains(c)
    });
    let named = |c: &Country| corpus.statements().iter().any(|r| r.statement.about.contains(c));
    keep(&mut view.about, "about", "no statement of this record names it", &mut unknown, named);
    let used = |c: &String| corpus.statements().iter().any(|r| r.statement.channel.as_ref() == Some(c));
    keep(&mut view.channels, "channel", "no statement of this record came that way", &mut unknown, used);
    if let Some(id) = view.article.take() {
        if corpus.find_article(&id).is_some() {
            view.article = Some(id);
        } else {
            unknown.push(Unknown::new("article", &id, "this record has no such article"));
        }
    }
    if let Some(id) = view.statement.take() {
        let nearest = || Some(corpus.statements().get(corpus.nearest(&id)?)?.statement.id.to_string());
        if corpus.find_statement(&id).is_some() {
            view.statement = Some(id);
        } else if let Some(other) = nearest() {
            let because =
                "it is no longer in the record; the first statement of its article is shown instead";
            unknown.push(Unknown::new("statement", &id, because));
            view.statement = Some(other);
        } else {
            unknown.push(Unknown::new("statement", &id, "it is not in this record, nor is its article"));
        }
    }
    (view, unknown)
}

fn keep<T: Ord + ToString>(
    choice: &mut Choice<T>,
    key: &str,
    because: &'static str,
    unknown: &mut Vec<Unknown>,
    is_known: impl Fn(&T) -> bool,
) {
    for (values, minus) in [(&mut choice.wanted, ""), (&mut choice.left_out, "-")] {
        values.retain(|value| {
            let known = is_known(value);
            if !known {
                unknown.push(Unknown::new(key, &format!("{minus}{}", value.to_string()), because));
            }
            known
        });
    }
}
