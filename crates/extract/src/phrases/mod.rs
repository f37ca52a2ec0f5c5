//! Noun phrases of a sentence: the candidates for "who".
//!
//! One pass from left to right; a phrase is as long as English lets it be ("the US ambassador to
//! the UN Nikki Haley"), and what it names is told by its head. Who that is, is not asked here.

mod base;
mod naming;

use onrecord_model::Span;

use crate::{lexicon::Class, sentences::Item, step::Step as _};
use base::{OPENING, base};

pub(crate) use naming::{describe, place_at};

/// A noun phrase: items `first..last` of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// One past the head of the phrase, before what hangs on it ("of the council").
    pub(crate) core: usize,
    pub(crate) sort: Sort,
    /// The person's name within it, as items.
    pub(crate) name: Option<(usize, usize)>,
    /// What it tells of the speaker's gender.
    pub(crate) gender: Class,
    /// Whether "Mr.", "Sen." or a role stands before the name.
    pub(crate) titled: bool,
}

/// What a phrase names, by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A name of a person, or what looks like one.
    Name,
    /// One person by role.
    Role,
    /// Several people.
    Group,
    /// A country, its government or another body.
    Body,
    /// A pronoun.
    Pronoun,
    /// Anything else.
    Other,
}

impl Phrase {
    /// No phrase.
    pub(crate) const NONE: Self = Self {
        first: usize::MAX,
        last: usize::MAX,
        core: usize::MAX,
        sort: Sort::Other,
        name: None,
        gender: Class::NONE,
        titled: false,
    };

    const fn pronoun(at: usize) -> Self {
        Self {
            first: at,
            last: at.saturating_add(1),
            core: at.saturating_add(1),
            sort: Sort::Pronoun,
            name: None,
            gender: Class::NONE,
            titled: false,
        }
    }

    pub(crate) fn span(&self, items: &[Item]) -> Span {
        span(items, self.first, self.last)
    }
}

/// Where items `first..last` stand.
pub(crate) fn span(items: &[Item], first: usize, last: usize) -> Span {
    match (items.get(first), items.get(last.saturating_sub(1).max(first))) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}

/// All noun phrases, in order, none overlapping.
pub(crate) fn phrases(source: &str, items: &[Item]) -> Vec<Phrase> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match phrase(source, items, at) {
            Some(found) => {
                at = found.last.max(at.on(1));
                all.push(found);
            }
            None => at = at.on(1),
        }
    }
    all
}

fn phrase(source: &str, items: &[Item], at: usize) -> Option<Phrase> {
    let first = items.get(at)?;
    if first.can(Class::PRON) && !first.can(Class::DET | Class::GROUP | Class::NUMBER) && first.is_word() {
        return Some(Phrase::pronoun(at));
    }
    let core = counted(source, items, at).or_else(|| base(source, items, at))?;
    let mut last = core;
    // What hangs on it: "of the State Department", "to the UN".
    for _ in 0..4 {
        let Some(preposition) = items.get(last).filter(|i| hangs(source, i)) else { break };
        if preposition.can(Class::SUB) || is_infinitive(source, items, last) {
            break;
        }
        match base(source, items, last.on(1)) {
            Some(end) => last = end,
            None => break,
        }
    }
    Some(describe(source, items, at, core, last))
}

/// One past "most" or "those surveyed", where they say something: "; most said they were worried".
fn counted(source: &str, items: &[Item], at: usize) -> Option<usize> {
    let word = |at: usize| items.get(at).map_or("", |i| i.span.slice(source));
    let says =
        |at: usize| items.get(at).is_some_and(|i| i.can(Class::CUE) && i.can(Class::PAST | Class::PRESENT));
    match () {
        () if word(at).eq_ignore_ascii_case("most") && says(at.on(1)) => Some(at.on(1)),
        () if word(at).eq_ignore_ascii_case("those") && word(at.on(1)).ends_with("ed") && says(at.on(2)) => {
            Some(at.on(2))
        }
        () => None,
    }
}

/// Whether a verb that no list knows follows "to": "asked Clinton to repudiate the support".
fn is_infinitive(source: &str, items: &[Item], to: usize) -> bool {
    let can = |at: usize, class| items.get(at).is_some_and(|i| i.can(class));
    items.get(to).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("to"))
        && items.get(to.on(1)).is_some_and(|i| i.is_word() && !i.can(Class::KNOWN.with(Class::CAPITAL)))
        && can(to.on(2), OPENING.with(Class::PRON))
}

fn hangs(source: &str, item: &Item) -> bool {
    let word = item.span.slice(source);
    item.can(Class::PREP)
        && [
            "of", "for", "to", "at", "in", "on", "with", "from", "about", "against", "near", "by", "between",
            "close",
        ]
        .iter()
        .any(|p| word.eq_ignore_ascii_case(p))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quotations::match_marks, sentences::sentences, tokens::tokenize};

    fn found(text: &str) -> Vec<(String, Sort, String)> {
        let tokens = tokenize(text, Span::of(0, text.len()));
        let sentences = sentences(&tokens, &match_marks(&tokens));
        let sentence = sentences.iter().next().unwrap();
        phrases(text, sentence)
            .iter()
            .map(|p| {
                let name = p.name.map(|(a, b)| span(sentence, a, b).slice(text).to_owned());
                (p.span(sentence).slice(text).to_owned(), p.sort, name.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn phrases_that_name_speakers() {
        for (text, phrase, sort, name) in [
            (
                "US ambassador to the UN Nikki Haley said",
                "US ambassador to the UN Nikki Haley",
                Sort::Name,
                "Nikki Haley",
            ),
            (
                "Chinese Foreign Ministry spokesman Geng Shuang did",
                "Chinese Foreign Ministry spokesman Geng Shuang",
                Sort::Name,
                "Geng Shuang",
            ),
            (
                "Democratic Sen. Dianne Feinstein urged",
                "Democratic Sen. Dianne Feinstein",
                Sort::Name,
                "Dianne Feinstein",
            ),
            ("Secretary of State John Kerry said", "Secretary of State John Kerry", Sort::Name, "John Kerry"),
            ("Some analysts argue", "Some analysts", Sort::Group, ""),
            ("State Department officials have said", "State Department officials", Sort::Group, ""),
            ("The White House said", "The White House", Sort::Body, ""),
            (
                "China’s ambassador to the United Nations criticized",
                "China’s ambassador to the United Nations",
                Sort::Role,
                "",
            ),
            ("she said", "she", Sort::Pronoun, ""),
            ("Ludwig van Beethoven wrote", "Ludwig van Beethoven", Sort::Name, "Ludwig van Beethoven"),
            ("Robert Downey, Jr. said", "Robert Downey, Jr.", Sort::Name, "Robert Downey, Jr."),
            ("William “Bill” Bradley said", "William “Bill” Bradley", Sort::Name, "William “Bill” Bradley"),
            ("A new court report said", "A new court report", Sort::Other, ""),
            ("Beijing says", "Beijing", Sort::Body, ""),
            ("one of those advisers.", "one of those advisers", Sort::Role, ""),
            ("one adviser said", "one adviser", Sort::Role, ""),
        ] {
            let got = found(text);
            assert_eq!(got.first(), Some(&(phrase.to_owned(), sort, name.to_owned())), "{text}");
        }
    }
}
