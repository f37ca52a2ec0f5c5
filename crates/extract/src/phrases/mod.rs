//! Noun phrases of a sentence: the candidates for the speaker.
//!
//! Phrases are found in one pass from left to right. Each is as long as the grammar allows ("the US ambassador to
//! the UN Nikki Haley") and classified by its head (`naming`), which takes finding a person's name in it
//! (`person_name`). Which person or body a phrase refers to is decided by `speakers`.

mod base;
mod brand;
mod naming;
mod person_name;

use onrecord_model::Span;

use crate::{
    dates::{is_day_lead, is_part_of_day, is_period},
    index::SaturatingIndex as _,
    lexicon::{WordClass, is_state, lexicon},
    sentences::Item,
    tokens::TokenKind,
};
use base::{OPENING, base};

pub(crate) use naming::{describe, is_relation, place_at};
pub(crate) use person_name::{is_portfolio, is_short_office};

/// Whether an adjective that tells how people know begins at an item: "familiar with the plan".
pub(crate) fn is_familiar(source: &str, items: &[Item], at: usize) -> bool {
    base::is_familiar(source, items, at)
}

/// A noun phrase: items `first..last` of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// One past the head, before the prepositional phrases that follow it ("of the council").
    pub(crate) core: usize,
    pub(crate) kind: PhraseKind,
    /// The person's name within it, as items.
    pub(crate) name: Option<(usize, usize)>,
    /// The gender that its words imply.
    pub(crate) gender: WordClass,
    /// Whether "Mr.", "Sen." or a role precedes the name.
    pub(crate) titled: bool,
}

/// What a phrase refers to, by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
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
    /// The absent phrase, for lookups that fail.
    pub(crate) const NONE: Self = Self {
        first: usize::MAX,
        last: usize::MAX,
        core: usize::MAX,
        kind: PhraseKind::Other,
        name: None,
        gender: WordClass::NONE,
        titled: false,
    };

    const fn pronoun(at: usize) -> Self {
        Self {
            first: at,
            last: at.saturating_add(1),
            core: at.saturating_add(1),
            kind: PhraseKind::Pronoun,
            name: None,
            gender: WordClass::NONE,
            titled: false,
        }
    }

    /// Whether the phrase names a person in full, by more than one word.
    pub(crate) fn is_full_name(&self) -> bool {
        self.kind == PhraseKind::Name && self.name.is_some_and(|(from, to)| to > from.plus(1))
    }

    pub(crate) fn span(&self, items: &[Item]) -> Span {
        span(items, self.first, self.last)
    }
}

/// Returns the span of items `first..last`.
pub(crate) fn span(items: &[Item], first: usize, last: usize) -> Span {
    match (items.get(first), items.get(last.saturating_sub(1).max(first))) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}

/// Returns all noun phrases of a sentence, in order and without overlap.
pub(crate) fn phrases(source: &str, items: &[Item]) -> Vec<Phrase> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < items.len() {
        match phrase(source, items, at) {
            Some(found) => {
                at = found.last.max(at.plus(1));
                all.push(found);
            }
            None => at = at.plus(1),
        }
    }
    all
}

/// Returns the noun phrase that begins at item `at`.
fn phrase(source: &str, items: &[Item], at: usize) -> Option<Phrase> {
    let first = items.get(at).filter(|first| {
        let word = first.span.slice(source);
        !is_party(word) && !is_state(word)
    })?;
    if ends_time(source, items, at) {
        return None;
    }
    if first.can(WordClass::PRON)
        && !first.can(WordClass::DET | WordClass::GROUP | WordClass::NUMBER)
        && first.is_word()
    {
        return Some(Phrase::pronoun(at));
    }
    // ", which local officials say killed nobody"
    if at > 0
        && items.get(at.minus(1)).is_some_and(|i| i.is(TokenKind::Comma))
        && leads_relative(source, items, at)
    {
        return None;
    }
    let core = counted(source, items, at).or_else(|| base(source, items, at))?;
    let core = union(source, items, at, core).unwrap_or(core);
    let (last, owner) = with_complements(source, items, at, core);
    let joined = |(first, head)| joined(source, items, (first, head, last));
    match joined((at, core)).or_else(|| joined(owner)) {
        // The name of a person behind the office is part of the phrase, and decides its kind.
        Some((end, true)) => Some(describe(source, items, at, core, end)),
        Some((end, false)) => Some(Phrase { last: end, ..describe(source, items, at, core, last) }),
        None => Some(describe(source, items, at, core, last)),
    }
}

/// Whether an item is the last word of a time, which precedes a phrase: "night" of "On Monday night No 10 confirmed" and
/// of "Last night Taoiseach Ann Pell said".
fn ends_time(source: &str, items: &[Item], at: usize) -> bool {
    let word = items.get(at).map_or("", |i| i.span.slice(source));
    let before = at.checked_sub(1).and_then(|before| items.get(before));
    let day = before.is_some_and(|i| i.can(WordClass::WEEKDAY));
    let lead = before.map_or("", |i| i.span.slice(source));
    let capital = |at: usize| items.get(at).is_some_and(|i| i.can(WordClass::CAPITAL));
    day && is_part_of_day(word) || is_period(word) && is_day_lead(lead) && capital(at.plus(1))
}

/// Returns the end of a phrase with its complements ("of the State Department", "to the UN"), and the noun on which the
/// last of them hangs, as its first item and its end. The phrase begins at item `at`; its head ends before `core`.
fn with_complements(source: &str, items: &[Item], at: usize, core: usize) -> (usize, (usize, usize)) {
    let mut last = core;
    let mut owner = (at, core);
    let mut hung = (at, core);
    let is_surname =
        items.get(at).is_some_and(|i| i.can(WordClass::CAPITAL) && !i.can(WordClass::KNOWN)) && at > 0;
    for _ in 0..4 {
        let Some(preposition) = items.get(last).filter(|i| hangs(source, i)) else { break };
        if preposition.can(WordClass::SUB)
            || is_infinitive(source, items, last)
            || is_asked_act(source, items, (at, last))
        {
            break;
        }
        // "quipped Pell of his role": of a person by surname, nothing is owned.
        let owned = items.get(last.plus(1)).is_some_and(|i| i.can(WordClass::POSS));
        if owned && last == at.plus(1) && is_surname {
            break;
        }
        let Some(end) = base(source, items, last.plus(1)) else { break };
        let end = with_name_of_body(source, items, end);
        owner = hung;
        hung = (last.plus(1), end);
        last = union(source, items, last.plus(1), end).unwrap_or(end);
    }
    (last, owner)
}

/// Returns the end of a body with the name behind its noun: "the aid group | Mercy Corps".
fn with_name_of_body(source: &str, items: &[Item], end: usize) -> usize {
    let noun = items.get(end.minus(1)).map_or("", |item| item.span.slice(source));
    let mut last = end;
    let is_name = |at: usize| {
        let verb = WordClass::AUX.with(WordClass::PREP).with(WordClass::CONJ);
        items.get(at).is_some_and(|i| i.is_word() && i.can(WordClass::CAPITAL) && !i.can(verb))
    };
    while naming::is_body_noun(noun) && is_name(last) {
        last = last.plus(1);
    }
    last
}

/// Returns the end of a body whose name has two parts: "the University and College Union".
fn union(source: &str, items: &[Item], at: usize, core: usize) -> Option<usize> {
    let can = |at: usize, class| items.get(at).is_some_and(|i| i.can(class));
    let is_and = items.get(core).is_some_and(|i| ["and", "&"].contains(&i.span.slice(source)));
    let article = items.get(at).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("the"));
    let person = WordClass::ROLE.with(WordClass::TITLE).with(WordClass::GIVEN);
    let named = |at: usize| {
        can(at, WordClass::CAPITAL) && !can(at, person) && place_at(source, items, at, items.len()).is_none()
    };
    if !is_and || !article || !(at.plus(1)..core).all(named) {
        return None;
    }
    let end = base(source, items, core.plus(1))?;
    let mut words = core.plus(1)..end;
    let is_body = words.len() > 1
        && can(end.minus(1), WordClass::ORG)
        && words.all(|at| named(at) || can(at, WordClass::POSSESSIVE));
    is_body.then_some(end)
}

/// Returns the end of a body or office whose subject matter has two parts: "the Bureau of Ports and Inland Waters", "the
/// minister of mines and energy Tom Kato"; and whether a person's name closes it.
fn joined(source: &str, items: &[Item], (at, core, last): (usize, usize, usize)) -> Option<(usize, bool)> {
    const OFFICES: [&str; 17] = [
        "department",
        "ministry",
        "bureau",
        "office",
        "commission",
        "committee",
        "agency",
        "centre",
        "center",
        "institute",
        "council",
        "minister",
        "secretary",
        "association",
        "board",
        "authority",
        "member",
    ];
    let item = |at: usize| items.get(at);
    let is = |at: usize, words: &[&str]| {
        item(at).is_some_and(|i| words.iter().any(|w| i.span.slice(source).eq_ignore_ascii_case(w)))
    };
    let capital = |at: usize| item(at).is_some_and(|i| i.can(WordClass::CAPITAL));
    let head = core.minus(1);
    let matter = is(core, &["of", "for"]) && last > core.plus(1) && head >= at && is(head, &OFFICES);
    let next = last.plus(1);
    let person =
        || item(next).is_some_and(|i| i.can(WordClass::TITLE.with(WordClass::GIVEN.with(WordClass::PRON))));
    if !matter || !is(last, &["and", "&"]) || person() || capital(next) != capital(last.minus(1)) {
        return None;
    }
    let end = base(source, items, next)?;
    let ends_in_name = || !capital(next) && capital(end.minus(1));
    (capital(next) || ends_in_name()).then(|| (end, ends_in_name()))
}

/// Whether "which" is the object of a speech verb whose subject follows it.
fn leads_relative(source: &str, items: &[Item], at: usize) -> bool {
    let which = items.get(at).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("which"));
    let verb = if which { base(source, items, at.plus(1)) } else { None };
    verb.and_then(|verb| items.get(verb)).is_some_and(|i| i.can(WordClass::CUE))
}

/// Whether a word is a party and a state: "D-Va", "R-Texas".
pub(crate) fn is_party(word: &str) -> bool {
    let state = ["D-", "R-", "I-"].iter().find_map(|party| word.strip_prefix(party));
    state.is_some_and(|state| state.starts_with(char::is_uppercase))
}

/// Returns the end of "most" or "those surveyed" if a speech verb follows: "; most said they were worried".
fn counted(source: &str, items: &[Item], at: usize) -> Option<usize> {
    let word = |at: usize| items.get(at).map_or("", |i| i.span.slice(source));
    let says = |at: usize| {
        items.get(at).is_some_and(|i| i.can(WordClass::CUE) && i.can(WordClass::PAST | WordClass::PRESENT))
    };
    match () {
        () if word(at).eq_ignore_ascii_case("most") && says(at.plus(1)) => Some(at.plus(1)),
        () if word(at).eq_ignore_ascii_case("those")
            && word(at.plus(1)).ends_with("ed")
            && says(at.plus(2)) =>
        {
            Some(at.plus(2))
        }
        () => None,
    }
}

/// Whether "to" leads to what somebody is asked to do: "urged the council to compromise".
fn is_asked_act(source: &str, items: &[Item], (at, to): (usize, usize)) -> bool {
    let asks = at.checked_sub(1).and_then(|verb| items.get(verb)).and_then(|verb| verb.cue);
    let asks = asks.map(|cue| lexicon().cue(cue)).is_some_and(|verb| verb.object || verb.addressee);
    asks && items.get(to).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("to"))
        && items
            .get(to.plus(1))
            .is_some_and(|i| i.is_word() && !i.can(WordClass::KNOWN.with(WordClass::CAPITAL)))
}

/// Whether "to" leads to a verb that the lexicon does not know: "asked Clinton to repudiate the support".
fn is_infinitive(source: &str, items: &[Item], to: usize) -> bool {
    let can = |at: usize, class| items.get(at).is_some_and(|i| i.can(class));
    items.get(to).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("to"))
        && items
            .get(to.plus(1))
            .is_some_and(|i| i.is_word() && !i.can(WordClass::KNOWN.with(WordClass::CAPITAL)))
        && can(to.plus(2), OPENING.with(WordClass::PRON))
}

fn hangs(source: &str, item: &Item) -> bool {
    let word = item.span.slice(source);
    item.can(WordClass::PREP)
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

    fn found(text: &str) -> Vec<(String, PhraseKind, String)> {
        let tokens = tokenize(text, Span::from_usize(0, text.len()));
        let sentences = sentences(&tokens, &match_marks(&tokens));
        let sentence = sentences.iter().next().unwrap();
        phrases(text, sentence)
            .iter()
            .map(|p| {
                let name = p.name.map(|(a, b)| span(sentence, a, b).slice(text).to_owned());
                (p.span(sentence).slice(text).to_owned(), p.kind, name.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn phrases_that_name_speakers() {
        for (text, phrase, sort, name) in [
            (
                "US ambassador to the UN Nikki Haley said",
                "US ambassador to the UN Nikki Haley",
                PhraseKind::Name,
                "Nikki Haley",
            ),
            (
                "Chinese Foreign Ministry spokesman Geng Shuang did",
                "Chinese Foreign Ministry spokesman Geng Shuang",
                PhraseKind::Name,
                "Geng Shuang",
            ),
            (
                "Democratic Sen. Dianne Feinstein urged",
                "Democratic Sen. Dianne Feinstein",
                PhraseKind::Name,
                "Dianne Feinstein",
            ),
            (
                "Secretary of State John Kerry said",
                "Secretary of State John Kerry",
                PhraseKind::Name,
                "John Kerry",
            ),
            ("Some analysts argue", "Some analysts", PhraseKind::Group, ""),
            ("State Department officials have said", "State Department officials", PhraseKind::Group, ""),
            ("The White House said", "The White House", PhraseKind::Body, ""),
            (
                "China’s ambassador to the United Nations criticized",
                "China’s ambassador to the United Nations",
                PhraseKind::Role,
                "",
            ),
            ("she said", "she", PhraseKind::Pronoun, ""),
            ("Ludwig van Beethoven wrote", "Ludwig van Beethoven", PhraseKind::Name, "Ludwig van Beethoven"),
            ("Robert Downey, Jr. said", "Robert Downey, Jr.", PhraseKind::Name, "Robert Downey, Jr."),
            (
                "William “Bill” Bradley said",
                "William “Bill” Bradley",
                PhraseKind::Name,
                "William “Bill” Bradley",
            ),
            ("A new court report said", "A new court report", PhraseKind::Other, ""),
            ("Beijing says", "Beijing", PhraseKind::Body, ""),
            ("one of those advisers.", "one of those advisers", PhraseKind::Role, ""),
            ("one adviser said", "one adviser", PhraseKind::Role, ""),
        ] {
            let got = found(text);
            assert_eq!(got.first(), Some(&(phrase.to_owned(), sort, name.to_owned())), "{text}");
        }
    }
}
