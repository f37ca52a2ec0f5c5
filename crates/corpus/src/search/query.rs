//! Search queries: `sanctions "time for talk" -china`.
//!
//! A word matches every word that begins with it, a phrase in quotation marks only exactly. Case, accents,
//! the form of punctuation and what is between words are ignored.

use std::ops::Range;

use onrecord_text::{fold_into, is_word_char};

/// A parsed search query: `sanctions "time for talk" -china`.
///
/// A statement matches if it has every term and none with a minus before it. A word matches every word that begins with
/// it; a phrase, or a single word, in quotation marks only matches exactly. Words that are joined by punctuation, as in
/// `north-korea`, are a phrase. Case, accents, and punctuation and white space between words are ignored.
///
/// ```
/// use onrecord_corpus::SearchQuery;
///
/// let query = SearchQuery::parse("talk \"the time\" -china");
/// assert_eq!(query.match_ranges("The time for talks"), [0..8, 13..18]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    terms: Vec<Term>,
}

/// One word, or a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Term {
    /// The folded words, in order.
    words: Vec<String>,
    /// Whether the last word is a prefix.
    prefix: bool,
    is_excluded: bool,
}

impl SearchQuery {
    /// Parses the text of a search. Never fails: an unclosed quotation mark extends to the end.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut terms = Vec::new();
        let mut rest = typed;
        loop {
            rest = rest.trim_start();
            let left_out = rest
                .strip_prefix('-')
                .is_some_and(|r| r.starts_with(|c: char| is_word_char(c) || is_mark(c)));
            if left_out {
                rest = rest.get(1..).unwrap_or_default();
            }
            let Some(first) = rest.chars().next() else { break };
            let (term, prefix, behind) = if is_mark(first) {
                let inside = rest.get(first.len_utf8()..).unwrap_or_default();
                let (term, behind) = inside.split_once(is_mark).unwrap_or((inside, ""));
                (term, false, behind)
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(rest.len());
                let (term, behind) = rest.split_at(end);
                (term, true, behind)
            };
            let mut words = Vec::new();
            each_word(term, |_, word| words.push(word.to_owned()));
            if !words.is_empty() {
                terms.push(Term { words, prefix, is_excluded: left_out });
            }
            rest = behind;
        }
        Self { terms }
    }

    /// Returns whether the query has no terms, so that it matches every statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Returns the terms.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Returns the same query with no prefixes: every word must match completely.
    #[must_use]
    pub fn whole_words(&self) -> Self {
        let mut whole = self.clone();
        whole.terms.iter_mut().for_each(|term| term.prefix = false);
        whole
    }

    /// Returns whether the query has a term of several words, for which positions are needed.
    #[must_use]
    pub fn has_phrase(&self) -> bool {
        self.terms.iter().any(|term| term.words.len() > 1)
    }

    /// Returns whether every included term is in one of the texts and no excluded one in any.
    #[cfg(test)]
    pub(crate) fn matches(&self, texts: &[&Folded]) -> bool {
        self.terms.iter().all(|term| texts.iter().any(|text| term.is_in(text)) != term.is_excluded)
    }

    /// Returns the byte ranges of the included terms in `text`, the ends exclusive, in order, without overlap.
    #[must_use]
    pub fn match_ranges(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let longest = |at: usize| {
            let wanted = self.terms.iter().filter(|term| !term.is_excluded);
            wanted.filter_map(|term| term.at(&folded, at)).max_by_key(|place| place.end)
        };
        let places = (0..folded.words.len()).filter_map(longest);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for place in places {
            match merged.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => merged.push(place),
            }
        }
        merged
    }
}

impl Term {
    /// The folded words, in order.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether the last word is a prefix.
    pub(crate) fn is_prefix(&self) -> bool {
        self.prefix
    }

    /// Returns whether the term is excluded.
    pub(crate) fn is_excluded(&self) -> bool {
        self.is_excluded
    }

    /// Returns whether both terms match the same texts, included or not.
    pub(crate) fn has_same_words(&self, other: &Self) -> bool {
        self.prefix == other.prefix && self.words == other.words
    }

    /// Returns whether the term occurs in a text.
    pub(crate) fn is_in(&self, text: &Folded) -> bool {
        self.first_in(text).is_some()
    }

    fn first_in(&self, text: &Folded) -> Option<Range<usize>> {
        (0..text.words.len()).find_map(|at| self.at(text, at))
    }

    /// Returns the bytes that the term covers at word `at`, or `None` if it does not match there.
    fn at(&self, text: &Folded, at: usize) -> Option<Range<usize>> {
        let (last, first) = self.words.split_last()?;
        let mut here = text.words.get(at..)?.iter();
        let begin = here.clone().next()?.0.start;
        for word in first {
            here.next().filter(|(_, w)| w == word)?;
        }
        let (range, word) = here.next()?;
        let found = if self.prefix { word.starts_with(last.as_str()) } else { word == last };
        found.then_some(begin..range.end)
    }
}

/// The folded words of a text, with their byte ranges.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    words: Vec<(Range<usize>, String)>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let mut words = Vec::new();
        each_word(text, |range, word| words.push((range, word.to_owned())));
        Self { words }
    }
}

const fn is_mark(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Calls `each` with the words of a text (letters, digits and their marks), folded, with their byte ranges. "U.S." is
/// the word "us", and "2,000" is "2000".
pub(super) fn each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let mut folded = String::new();
    let mut end = 0;
    while let Some(tail) = text.get(end..)
        && let Some(gap) = tail.find(is_word_char)
    {
        let start = end.saturating_add(gap);
        let mut rest = tail.get(gap..).unwrap_or_default();
        folded.clear();
        loop {
            let (part, behind) = split_word(rest);
            fold_into(part, &mut folded);
            end = text.len().saturating_sub(behind.len());
            let Some(next) = continued(part, behind) else { break };
            rest = next;
        }
        // Marks without a letter are not a word.
        if !folded.is_empty() {
            each(start..end, &folded);
        }
    }
}

/// Returns the letters and digits at the beginning of a text, and the rest.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_word_char(c)).unwrap_or(text.len()))
}

/// Returns what follows a part of a word whose next part stands behind a full stop or a comma: an initial behind an
/// initial, or up to three digits behind as many.
fn continued<'t>(part: &str, behind: &'t str) -> Option<&'t str> {
    let next = behind.strip_prefix(['.', ','])?;
    let following = split_word(next).0;
    let is_joined = |longest: usize, is_of_kind: fn(&u8) -> bool| {
        [part, following]
            .iter()
            .all(|part| (1..=longest).contains(&part.len()) && part.bytes().all(|b| is_of_kind(&b)))
    };
    let joined = if behind.starts_with('.') {
        is_joined(1, u8::is_ascii_alphabetic)
    } else {
        is_joined(3, u8::is_ascii_digit)
    };
    joined.then_some(next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found_in<'t>(text: &'t str, typed: &str) -> Vec<&'t str> {
        SearchQuery::parse(typed).match_ranges(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn what_is_found_where() {
        let text = "“The time for talk is over,” Haley’s office said.";
        for (typed, found) in [
            ("time", vec!["time"]),
            ("TAL", vec!["talk"]),
            ("alk", vec![]),
            ("\"time for talk\"", vec!["time for talk"]),
            ("“time for tal”", vec![]),
            ("\"over Haley\"", vec!["over,” Haley"]),
            ("over time", vec!["time", "over"]),
            ("haley's", vec!["Haley’s"]),
            ("time -beijing", vec!["time"]),
            ("\"is over", vec!["is over"]),
        ] {
            assert_eq!(found_in(text, typed), found, "{typed}");
        }
    }

    #[test]
    fn initials_and_thousands_are_one_word() {
        let text = "The U.S. and the U.N. sent 2,000 troops, 1,200,000 in all, at 6 p.m. on July 31,2017.";
        for (typed, found) in [
            ("us", vec!["U.S"]),
            ("U.S.", vec!["U.S"]),
            ("\"un sent\"", vec!["U.N. sent"]),
            ("2000", vec!["2,000"]),
            ("2,0", vec!["2,000", "2017"]),
            ("1,200,000", vec!["1,200,000"]),
            ("pm", vec!["p.m"]),
            ("31", vec!["31"]),
            ("2017", vec!["2017"]),
        ] {
            assert_eq!(found_in(text, typed), found, "{typed}");
        }
    }

    #[test]
    fn every_word_must_match_and_no_excluded_one() {
        let texts = [Folded::new("The time for talk is over"), Folded::new("Nikki Haley")];
        let texts: Vec<_> = texts.iter().collect();
        for (typed, taken) in [
            ("", true),
            ("talk haley", true),
            ("talk trump", false),
            ("talk -haley", false),
            ("-trump", true),
            ("-\"talk is\"", false),
            ("- talk", true),
            ("…", true),
        ] {
            assert_eq!(SearchQuery::parse(typed).matches(&texts), taken, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_the_text_in_order(typed in "[a-cİß0-2., \"“-]{0,12}", text in "[a-cİßA-C0-2 “”.,’]{0,60}") {
            let mut last = 0;
            for place in SearchQuery::parse(&typed).match_ranges(&text) {
                prop_assert!(last <= place.start && place.start < place.end);
                prop_assert!(text.get(place.clone()).is_some());
                last = place.end;
            }
        }
    }
}
