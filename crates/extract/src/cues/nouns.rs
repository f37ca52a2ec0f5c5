//! Nouns that mark words as said: "his claim that", "Trump’s call to", "its warning: “…”".
//!
//! Such a noun counts only where it has an owner, who is the speaker, and words that follow.

use super::Parsed;
use crate::{
    lexicon::{Class, CueVerb, lexicon},
    phrases::{Phrase, describe},
    sentences::Item,
    step::Step as _,
    tokens::Kind,
};

/// Leaves phrases such as "his claim" to their owners, where words that were said follow: the owner
/// is then a phrase of its own, and the noun a cue.
pub(super) fn leave_to_owners(source: &str, items: &[Item], phrases: &mut [Phrase]) {
    for phrase in phrases.iter_mut() {
        let noun = phrase.last.back(1);
        if phrase.core != phrase.last
            || !items.get(noun).is_some_and(|i| i.can(Class::SAYING))
            || !leads_on(source, items, phrase.last)
        {
            continue;
        }
        let can = |at: usize, class| items.get(at).is_some_and(|item| item.can(class));
        let apostrophe = (phrase.first..noun).rev().find(|&at| can(at, Class::POSSESSIVE));
        let end = match apostrophe {
            Some(at) => at,
            None if can(phrase.first, Class::POSS) => phrase.first.on(1),
            None => continue,
        };
        if end > phrase.first {
            *phrase = describe(source, items, phrase.first, end, end);
        }
    }
}

/// Whether words that were said can follow at `at`: "that …", "to …", "“…”", ": “…”".
fn leads_on(source: &str, items: &[Item], at: usize) -> bool {
    let Some(item) = items.get(at) else { return false };
    let word = item.span.slice(source);
    item.quote().is_some()
        || word.eq_ignore_ascii_case("that")
        || word.eq_ignore_ascii_case("to") && items.get(at.on(1)).is_some_and(|i| i.can(Class::BASE))
        || item.is(Kind::Colon) && items.get(at.on(1)).is_some_and(|i| i.quote().is_some())
}

/// The noun at `at` as a cue, where its owner stands before it.
pub(super) fn cue(parsed: &Parsed<'_>, at: usize) -> Option<CueVerb> {
    let noun = parsed.item(at).filter(|i| i.can(Class::SAYING) && parsed.phrase_at(at).is_none())?;
    if !leads_on(parsed.source, parsed.items, at.on(1)) || owner(parsed, at).is_none() {
        return None;
    }
    let lemma = lexicon().known(&noun.span.slice(parsed.source).to_ascii_lowercase());
    Some(CueVerb::noun(lemma))
}

/// The phrase that owns the noun at `at`.
pub(super) fn owner(parsed: &Parsed<'_>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while before > 0 && parsed.phrase_at(before).is_none() && at.saturating_sub(before) < 6 {
        before = before.back(1);
    }
    let phrase = parsed.phrase_at(before)?;
    let first = parsed.phrases.get(phrase)?.first;
    let owns =
        parsed.can(before.on(1), Class::POSSESSIVE) || parsed.can(first, Class::POSS) && first == before;
    owns.then_some(phrase)
}
