//! What the page says that somebody is: the words before a name, and those put in beside it.

use onrecord_model::Span;

use crate::{
    countries::{self, Told},
    cues::Parsed,
    lexicon::{Class, Place},
    phrases::{Phrase, Sort, place_at, span},
    step::Step as _,
    tokens::Kind,
};

/// A role in the page's own words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    /// The words, without "a" or "the"; empty where only a country stands there ("China's Geng").
    pub(crate) words: Span,
    /// The body that it belongs to.
    pub(crate) affiliation: Option<Span>,
    /// The country that it speaks for.
    pub(crate) country: Option<Told>,
}

/// How far what is put in beside a name is followed, in items.
const REACH: usize = 40;

/// All that the sentence says of the person whom `phrase` names.
pub(crate) fn of(parsed: &Parsed<'_>, phrase: &Phrase) -> Vec<Role> {
    let name = phrase.name.map_or(phrase.first, |(from, _)| from);
    let front = read(parsed, phrase.first, name);
    let behind = apposition_behind(parsed, phrase.last);
    let before = apposition_before(parsed, phrase);
    // "Lu Kang of the Chinese Foreign Ministry"
    let end = phrase.name.map_or(phrase.last, |(_, to)| to);
    let hangs = end < phrase.last && ["of", "from", "at"].iter().any(|w| parsed.word_is(end, w));
    let home = if hangs { read(parsed, end.on(1), phrase.last) } else { None };
    [behind, before, front, home].into_iter().flatten().collect()
}

/// "…, an expert on Korea at Yonsei University,"
fn apposition_behind(parsed: &Parsed<'_>, last: usize) -> Option<Role> {
    let mut start = last;
    if !(parsed.is(start, Kind::Comma) || parsed.is(start, Kind::Open) || parsed.is(start, Kind::Dash)) {
        return None;
    }
    start = start.on(1);
    while parsed.can(start, Class::ADV) && parsed.phrase_from(start).is_none() {
        start = start.on(1);
    }
    let role = parsed.phrases.get(parsed.phrase_from(start)?)?;
    // What hangs on the role may hold a name: "an adviser to Obama".
    let before_name = role.name.is_none_or(|(from, _)| from >= role.core);
    let has_role =
        parsed.items.get(role.first..role.core).unwrap_or_default().iter().any(|i| i.can(Class::ROLE));
    if !(before_name && has_role) {
        return None;
    }
    let end = (role.core..start.on(REACH).min(parsed.items.len()))
        .find(|&at| {
            parsed.is(at, Kind::Comma)
                || parsed.is(at, Kind::Stop)
                || parsed.is(at, Kind::Dash)
                || parsed.is(at, Kind::Close)
                || parsed.is(at, Kind::Semicolon)
                || parsed.is_quote(at)
                || parsed.is_verb(at)
                || parsed.word_is(at, "who")
                || parsed.can(at, Class::CONJ) && at >= role.last
        })
        .unwrap_or(parsed.items.len());
    read(parsed, role.first, end)
}

/// "The US ambassador to the UN, Nikki Haley,"
fn apposition_before(parsed: &Parsed<'_>, phrase: &Phrase) -> Option<Role> {
    let comma = phrase.first.checked_sub(1).filter(|&at| parsed.is(at, Kind::Comma))?;
    let closed = parsed.is(phrase.last, Kind::Comma) || parsed.is(phrase.last, Kind::Stop);
    let role = parsed.phrases.get(parsed.phrase_at(comma.checked_sub(1)?)?)?;
    (closed && role.sort == Sort::Role && role.last == comma)
        .then(|| read(parsed, role.first, role.last))
        .flatten()
}

/// The role that items `first..last` tell.
fn read(parsed: &Parsed<'_>, first: usize, last: usize) -> Option<Role> {
    let (mut first, mut last) = (first, last);
    while first < last
        && parsed.can(first, Class::DET.with(Class::POSS))
        && !parsed.can(first, Class::CAPITAL.with(Class::ADJ))
        || first < last && is_article(parsed, first)
    {
        first = first.on(1);
    }
    while last > first && (parsed.can(last.back(1), Class::PREP) || parsed.is(last.back(1), Kind::Comma)) {
        last = last.back(1);
    }
    if first >= last {
        return None;
    }
    let items = parsed.items.get(first..last)?;
    let country = countries::of_role(parsed.source, parsed.items, first, last);
    let is_role = items.iter().any(|i| i.can(Class::ROLE | Class::TITLE));
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

fn is_article(parsed: &Parsed<'_>, at: usize) -> bool {
    ["a", "an", "the"].iter().any(|w| parsed.word_is(at, w))
}

/// The body within a role: "Yonsei University", "South Korean Ministry of National Defense".
fn affiliation(parsed: &Parsed<'_>, first: usize, last: usize) -> Option<Span> {
    let source = parsed.source;
    let is_body = |at: usize| {
        let listed =
            place_at(source, parsed.items, at, last).is_some_and(|(p, _)| matches!(p, Place::Body(_)));
        listed || parsed.can(at, Class::ORG) && parsed.can(at, Class::CAPITAL)
    };
    let head = (first..last).find(|&at| is_body(at))?;
    let name = |at: usize| parsed.can(at, Class::CAPITAL) && !parsed.can(at, Class::ROLE | Class::TITLE);
    let mut from = head;
    while from > first && name(from.back(1)) {
        from = from.back(1);
    }
    let mut to = place_at(source, parsed.items, head, last).map_or(head.on(1), |(_, used)| head.on(used));
    loop {
        let next = to.on(usize::from(parsed.word_is(to, "of") || parsed.word_is(to, "for")));
        if next >= last || !name(next) {
            break;
        }
        to = next.on(1);
    }
    Some(span(parsed.items, from, to))
}
