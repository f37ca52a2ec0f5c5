//! Roles of a person: the words before a name, and the appositions beside it.

use onrecord_model::Span;

use crate::{
    countries::{self, CountryEvidence},
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass},
    phrases::{Phrase, PhraseKind, place_at, span},
    tokens::TokenKind,
};

/// A role in the article's own words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    /// The words without the article; empty if there is only a country ("China's Geng").
    pub(crate) words: Span,
    /// The body that it belongs to.
    pub(crate) affiliation: Option<Span>,
    /// The country that it speaks for.
    pub(crate) country: Option<CountryEvidence>,
}

/// Maximum length of an apposition in items.
const REACH: usize = 40;

/// Returns all roles that the sentence gives to the person named by `phrase`.
pub(crate) fn roles_of(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Vec<Role> {
    let name = phrase.name.map_or(phrase.first, |(from, _)| from);
    let front = parse(parsed, phrase.first, name);
    let behind = apposition_behind(parsed, phrase.last);
    let before = apposition_before(parsed, phrase);
    // "Lu Kang of the Chinese Foreign Ministry"
    let end = phrase.name.map_or(phrase.last, |(_, to)| to);
    let hangs = end < phrase.last && ["of", "from", "at"].iter().any(|w| parsed.word_is(end, w));
    let home = if hangs { parse(parsed, end.plus(1), phrase.last) } else { None };
    [behind, before, front, home].into_iter().flatten().collect()
}

/// "…, an expert on Korea at Yonsei University,"
fn apposition_behind(parsed: &ParsedSentence<'_>, last: usize) -> Option<Role> {
    let mut start = last;
    if !(parsed.is(start, TokenKind::Comma)
        || parsed.is(start, TokenKind::Open)
        || parsed.is(start, TokenKind::Dash))
    {
        return None;
    }
    start = start.plus(1);
    while parsed.can(start, WordClass::ADV) && parsed.phrase_from(start).is_none() {
        start = start.plus(1);
    }
    let role = parsed.phrases.get(parsed.phrase_from(start)?)?;
    // What hangs on the role may hold a name: "an adviser to Obama".
    let before_name = role.name.is_none_or(|(from, _)| from >= role.core);
    let has_role =
        parsed.items.get(role.first..role.core).unwrap_or_default().iter().any(|i| i.can(WordClass::ROLE));
    if !(before_name && has_role) {
        return None;
    }
    let end = (role.core..start.plus(REACH).min(parsed.items.len()))
        .find(|&at| {
            parsed.is(at, TokenKind::Comma)
                || parsed.is(at, TokenKind::Stop)
                || parsed.is(at, TokenKind::Dash)
                || parsed.is(at, TokenKind::Close)
                || parsed.is(at, TokenKind::Semicolon)
                || parsed.is_quote(at)
                || parsed.is_verb(at)
                || parsed.word_is(at, "who")
                || parsed.can(at, WordClass::CONJ) && at >= role.last
        })
        .unwrap_or(parsed.items.len());
    parse(parsed, role.first, end)
}

/// "The US ambassador to the UN, Nikki Haley,"
fn apposition_before(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> Option<Role> {
    let comma = phrase.first.checked_sub(1).filter(|&at| parsed.is(at, TokenKind::Comma))?;
    let closed = parsed.is(phrase.last, TokenKind::Comma) || parsed.is(phrase.last, TokenKind::Stop);
    let role = parsed.phrases.get(parsed.phrase_at(comma.checked_sub(1)?)?)?;
    (closed && role.kind == PhraseKind::Role && role.last == comma)
        .then(|| parse(parsed, role.first, role.last))
        .flatten()
}

/// Parses items `first..last` as a role; returns `None` if they contain neither a role nor a country.
fn parse(parsed: &ParsedSentence<'_>, first: usize, last: usize) -> Option<Role> {
    let (mut first, mut last) = (first, last);
    while first < last
        && parsed.can(first, WordClass::DET.with(WordClass::POSS))
        && !parsed.can(first, WordClass::CAPITAL.with(WordClass::ADJ))
        || first < last && is_article(parsed, first)
    {
        first = first.plus(1);
    }
    while last > first
        && (parsed.can(last.minus(1), WordClass::PREP) || parsed.is(last.minus(1), TokenKind::Comma))
    {
        last = last.minus(1);
    }
    if first >= last {
        return None;
    }
    let items = parsed.items.get(first..last)?;
    let country = countries::of_role(parsed.source, parsed.items, first, last);
    let is_role = items.iter().any(|i| i.can(WordClass::ROLE | WordClass::TITLE));
    if !is_role && country.is_none() {
        return None;
    }
    let words = if is_role {
        span(parsed.items, first, last)
    } else {
        Span::new(items.first()?.span.start, items.first()?.span.start)
    };
    Some(Role { words, affiliation: affiliation(parsed, first, last), country })
}

fn is_article(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    ["a", "an", "the"].iter().any(|w| parsed.word_is(at, w))
}

/// Returns the span of the body within a role: "Yonsei University", "South Korean Ministry of National Defense".
fn affiliation(parsed: &ParsedSentence<'_>, first: usize, last: usize) -> Option<Span> {
    let source = parsed.source;
    let is_body = |at: usize| {
        let listed =
            place_at(source, parsed.items, at, last).is_some_and(|(p, _)| matches!(p, Place::Body(_)));
        listed || parsed.can(at, WordClass::ORG) && parsed.can(at, WordClass::CAPITAL)
    };
    let head = (first..last).find(|&at| is_body(at))?;
    let name =
        |at: usize| parsed.can(at, WordClass::CAPITAL) && !parsed.can(at, WordClass::ROLE | WordClass::TITLE);
    let mut from = head;
    while from > first && name(from.minus(1)) {
        from = from.minus(1);
    }
    let mut to = place_at(source, parsed.items, head, last).map_or(head.plus(1), |(_, used)| head.plus(used));
    loop {
        let next = to.plus(usize::from(parsed.word_is(to, "of") || parsed.word_is(to, "for")));
        if next >= last || !name(next) {
            break;
        }
        to = next.plus(1);
    }
    Some(span(parsed.items, from, to))
}
