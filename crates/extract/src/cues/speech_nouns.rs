//! Speech nouns: "his claim that", "Trump’s call to", "its warning: “…”".
//!
//! A speech noun is a cue only if it has an owner, who is the speaker, and is followed by the words.

use super::ParsedSentence;
use crate::{
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass, lexicon},
    phrases::{Phrase, describe},
    sentences::Item,
    tokens::TokenKind,
};

/// Reduces phrases such as "his claim" to their owners if reported words follow: the noun is then a cue.
pub(super) fn leave_to_owners(source: &str, items: &[Item], phrases: Vec<Phrase>) -> Vec<Phrase> {
    let can = |at: usize, class| items.get(at).is_some_and(|item| item.can(class));
    let mut all = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        if let Some(owner) = adjective_behind(source, items, &phrase) {
            // "Trump's controversial pledge to": the adjective is not the thing owned.
            all.push(describe(source, items, phrase.first, owner, owner));
            continue;
        }
        let noun = phrase.last.minus(1);
        // "inconsistencies between her claim": the complement of a phrase is a phrase of its own.
        let hangs = (phrase.core..noun).rev().find(|&at| can(at, WordClass::PREP));
        let first = hangs.map_or(phrase.first, |preposition| preposition.plus(1));
        let says = can(noun, WordClass::SAYING) && leads_on(source, items, phrase.last);
        if !says || phrase.core != phrase.last && hangs.is_none() || is_occasion(source, items, first) {
            all.push(phrase);
            continue;
        }
        // "Trump's controversial pledge": the owner is a phrase already.
        if hangs.is_none() && first > 0 && can(first.minus(1), WordClass::POSSESSIVE) {
            continue;
        }
        let apostrophe = (first..noun).rev().find(|&at| can(at, WordClass::POSSESSIVE));
        let end = apostrophe.or_else(|| can(first, WordClass::POSS).then(|| first.plus(1)));
        let Some(end) = end.filter(|&end| end > first) else {
            all.push(phrase);
            continue;
        };
        if let Some(preposition) = hangs {
            all.push(describe(source, items, phrase.first, phrase.core, preposition));
        }
        all.push(describe(source, items, first, end, end));
    }
    all
}

/// Returns the index behind the owner if a phrase is an owner and an adjective of the noun behind it.
fn adjective_behind(source: &str, items: &[Item], phrase: &Phrase) -> Option<usize> {
    let can = |at: usize, class| items.get(at).is_some_and(|item| item.can(class));
    let adjective = phrase.last.minus(1);
    let word = items.get(adjective)?.span.slice(source);
    let looks =
        ["al", "ous", "ive", "ent", "ant", "ful", "ic", "est", "ed"].iter().any(|end| word.ends_with(end));
    let owner = adjective.checked_sub(1).filter(|&at| can(at, WordClass::POSSESSIVE) && at > phrase.first)?;
    let says = can(phrase.last, WordClass::SAYING) && leads_on(source, items, phrase.last.plus(1));
    (looks && says && !can(adjective, WordClass::CAPITAL)).then_some(owner)
}

/// Whether the phrase at `first` is the occasion of a statement: "said in her remarks that".
fn is_occasion(source: &str, items: &[Item], first: usize) -> bool {
    let Some(lead) = first.checked_sub(1) else { return false };
    let leads = items
        .get(lead)
        .is_some_and(|i| ["in", "at", "during"].iter().any(|w| i.span.slice(source).eq_ignore_ascii_case(w)));
    leads && items.get(lead.minus(1)).is_some_and(|i| i.can(WordClass::CUE)) && lead > 0
}

/// Whether reported words can follow at `at`: "that …", "to …", "“…”", ": “…”".
fn leads_on(source: &str, items: &[Item], at: usize) -> bool {
    let Some(item) = items.get(at) else { return false };
    let word = item.span.slice(source);
    item.quote().is_some()
        || word.eq_ignore_ascii_case("that")
        || word.eq_ignore_ascii_case("to") && items.get(at.plus(1)).is_some_and(|i| i.can(WordClass::BASE))
        || is_being(word)
            && items.get(at.plus(1)).is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case("that"))
        || item.is(TokenKind::Colon) && items.get(at.plus(1)).is_some_and(|i| i.quote().is_some())
}

/// "his claim is that"
pub(super) fn is_being(word: &str) -> bool {
    ["is", "was"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// Returns the speech noun at `at` as a cue, if its owner precedes it.
pub(super) fn cue(parsed: &ParsedSentence<'_>, at: usize) -> Option<CueVerb> {
    let noun = parsed.item(at).filter(|i| i.can(WordClass::SAYING) && parsed.phrase_at(at).is_none())?;
    if !leads_on(parsed.source, parsed.items, at.plus(1)) || owner(parsed, at).is_none() {
        return None;
    }
    let lemma = lexicon().known(&noun.span.slice(parsed.source).to_ascii_lowercase());
    Some(CueVerb::noun(lemma))
}

/// Returns the speech noun of "made a strong claim on the radio that" as a cue, for the verb at `at`, and the item of the
/// "that".
pub(super) fn made(parsed: &ParsedSentence<'_>, at: usize) -> Option<(CueVerb, usize)> {
    let makes = ["made", "makes", "make", "gave", "gives", "issued", "issues"];
    if parsed.phrase_at(at).is_some() || !makes.iter().any(|w| parsed.word_is(at, w)) {
        return None;
    }
    let made = parsed.phrases.get(parsed.phrase_from(at.plus(1))?)?;
    let noun = parsed.item(made.core.minus(1)).filter(|i| i.can(WordClass::SAYING))?;
    let mut behind = made.last;
    if parsed.can(behind, WordClass::PREP) {
        behind = parsed.phrases.get(parsed.phrase_from(behind.plus(1))?)?.last;
    }
    let lemma = lexicon().known(&noun.span.slice(parsed.source).to_ascii_lowercase());
    parsed.word_is(behind, "that").then(|| (CueVerb::noun(lemma), behind))
}

/// Returns the phrase that owns the noun at `at`.
pub(super) fn owner(parsed: &ParsedSentence<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while before > 0 && parsed.phrase_at(before).is_none() && at.saturating_sub(before) < 6 {
        before = before.minus(1);
    }
    let phrase = parsed.phrase_at(before)?;
    let first = parsed.phrases.get(phrase)?.first;
    let owns = parsed.can(before.plus(1), WordClass::POSSESSIVE)
        || parsed.can(first, WordClass::POSS) && first == before;
    owns.then_some(phrase)
}
