//! The body within a role: "Yonsei University" of "expert at Yonsei University".

use onrecord_model::Span;

use crate::{
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass},
    phrases::{place_at, span},
    tokens::TokenKind,
};

/// Returns the span of the body within a role: "Yonsei University", "South Korean Ministry of National Defense".
pub(super) fn affiliation(parsed: &ParsedSentence<'_>, first: usize, last: usize) -> Option<Span> {
    let source = parsed.source;
    let is_body = |at: usize| {
        let listed = place_at(source, parsed.items, at, last)
            .is_some_and(|(p, _)| matches!(p, Place::Body(_) | Place::Shared(_)));
        listed || parsed.can(at, WordClass::ORG) && parsed.can(at, WordClass::CAPITAL)
    };
    let head = (first..last).find(|&at| is_body(at))?;
    let name =
        |at: usize| parsed.can(at, WordClass::CAPITAL) && !parsed.can(at, WordClass::ROLE | WordClass::TITLE);
    let mut from = head;
    // "Retired Supreme Court Justice"
    let aged = ["Retired", "Former", "Acting", "Outgoing", "Interim", "Incoming", "Late", "Then"];
    while from > first && name(from.minus(1)) && !aged.contains(&parsed.word(from.minus(1))) {
        from = from.minus(1);
    }
    let mut to = place_at(source, parsed.items, head, last).map_or(head.plus(1), |(_, used)| head.plus(used));
    // "House Speaker Ann Pell": the office is no part of the body's name.
    while to > from.plus(1)
        && (parsed.can(to.minus(1), WordClass::ROLE.with(WordClass::TITLE))
            || ["Majority", "Minority"].contains(&parsed.word(to.minus(1))))
    {
        to = to.minus(1);
    }
    // "White House Covid coordinator"
    let is_listed = place_at(source, parsed.items, head, last).is_some();
    let adds = parsed.word_is(to, "of") || parsed.word_is(to, "for") || parsed.word_is(to, "on");
    if is_listed && !adds {
        return Some(span(parsed.items, from, to));
    }
    // "the 1922 Committee"
    if from > first && parsed.is(from.minus(1), TokenKind::Number) {
        from = from.minus(1);
    }
    while let Some(next) = goes_on_at(parsed, (to, last), to > head.plus(1)).filter(|&next| name(next)) {
        // "Senate Majority Whip"
        if ["Majority", "Minority"].contains(&parsed.word(next)) {
            break;
        }
        to = next.plus(1);
    }
    Some(span(parsed.items, from, to))
}

/// Returns the item at which the name of a body goes on behind item `to`: "Council | on Foreign Relations", "Centre | for a
/// Responsible Budget", and, once it has such a part, "Centre for Science | and Environment".
fn goes_on_at(parsed: &ParsedSentence<'_>, (to, last): (usize, usize), has_parts: bool) -> Option<usize> {
    let is = |at: usize, words: &[&str]| words.iter().any(|w| parsed.word_is(at, w));
    let leads = is(to, &["of", "for", "on"]) || has_parts && is(to, &["and", "&"]);
    let mut next = to.plus(usize::from(leads));
    if leads && is(next, &["a", "the"]) {
        next = next.plus(1);
    }
    (next < last).then_some(next)
}
