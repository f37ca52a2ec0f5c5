//! Words to search for: `sanctions "time for talk" -china`.
//!
//! A word is found wherever a word of the text begins with it, a phrase in quotation marks only
//! word for word; case does not count, nor the form of marks, nor what stands between words.

use std::ops::Range;

/// What is searched for, read from what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// Folded words, one behind the other.
    words: Vec<String>,
    /// Whether the last word may go on.
    prefix: bool,
    left_out: bool,
}

impl Words {
    /// Reads what was typed; never fails: a mark that is not closed reaches to the end.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut terms = Vec::new();
        let mut rest = typed;
        loop {
            rest = rest.trim_start();
            let left_out = rest
                .strip_prefix('-')
                .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || is_mark(c)));
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
            let words: Vec<_> = words(term).map(|(_, word)| word).collect();
            if !words.is_empty() {
                terms.push(Term { words, prefix, left_out });
            }
            rest = behind;
        }
        Self { terms }
    }

    /// Whether nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether every term is in one of the texts, and no left-out one in any.
    pub(super) fn take(&self, texts: &[&Folded]) -> bool {
        self.terms.iter().all(|term| texts.iter().any(|text| term.first_in(text).is_some()) != term.left_out)
    }

    /// Where in `text` the wanted words stand: byte ranges, in order, without overlap.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let wanted = self.terms.iter().filter(|t| !t.left_out);
        let mut places: Vec<_> = wanted.flat_map(|term| term.all_in(&folded)).collect();
        places.sort_unstable_by_key(|p| (p.start, p.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
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
    fn first_in(&self, text: &Folded) -> Option<Range<usize>> {
        (0..text.words.len()).find_map(|at| self.at(text, at))
    }

    fn all_in(&self, text: &Folded) -> Vec<Range<usize>> {
        (0..text.words.len()).filter_map(|at| self.at(text, at)).collect()
    }

    /// The bytes that the term covers where it stands at word `at`.
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

/// A text as its words in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    words: Vec<(Range<usize>, String)>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        Self { words: words(text).collect() }
    }
}

const fn is_mark(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The words of a text: letters and digits, with the bytes that they cover.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let start = rest + tail.find(char::is_alphanumeric)?;
        let word = text.get(start..)?;
        let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        rest = start + length;
        let folded = word.get(..length)?.chars().flat_map(char::to_lowercase).collect();
        Some((start..rest, folded))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            let places = Words::parse(typed).places(text);
            let words: Vec<_> = places.into_iter().map(|p| &text[p]).collect();
            assert_eq!(words, found, "{typed}");
        }
    }

    #[test]
    fn every_word_must_be_there_and_no_left_out_one() {
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
            assert_eq!(Words::parse(typed).take(&texts), taken, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn places_lie_in_the_text_in_order(typed in "[a-cİß \"“-]{0,12}", text in "[a-cİßA-C “”,’]{0,60}") {
            let mut last = 0;
            for place in Words::parse(&typed).places(&text) {
                prop_assert!(last <= place.start && place.start < place.end);
                prop_assert!(text.get(place.clone()).is_some());
                last = place.end;
            }
        }
    }
}
