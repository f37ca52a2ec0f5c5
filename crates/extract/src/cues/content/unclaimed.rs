//! Quotations that no cue has claimed, although their sentence names who speaks.
//!
//! The rules for cues know many forms of speaker and verb, but not all: "“…,” the senator and candidate told the fair",
//! "Said Ann, who was there, “…”". A quotation of a sentence or more beside a phrase that can name a speaker is a
//! statement in any construction.

use onrecord_model::Span;

use super::{ContentFinder, CuePlace};
use crate::{
    cues::{Attribution, CuePosition, SpeakerRef, subject},
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::PhraseKind,
    sentences::Item,
    tokens::TokenKind,
};

/// Minimum length of such a quotation, in words.
const LONG: usize = 4;
/// Maximum distance between a quotation and its verb, in items.
const NEAR: usize = 40;

impl ContentFinder<'_, '_> {
    /// Returns the attribution of the quotation at item `quote` if no cue has taken it: by the verb behind it, or by
    /// the one before.
    pub(in crate::cues) fn unclaimed(&mut self, quote: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        if self.is_taken(quote) || parsed.words_in(quote) < LONG {
            return None;
        }
        self.opening = None;
        self.relative = false;
        let (cue, who, place) = self.said_behind(quote).or_else(|| self.said_before(quote))?;
        let spans = vec![(parsed.items.get(quote).map(|item| item.span)?, true)];
        let form = if cue > quote { CuePosition::After } else { CuePosition::Before };
        let place = CuePlace { who, first: place.0, last: place.1 };
        let mut reach = (quote, quote.plus(1));
        let mut spans: Vec<(Span, bool)> = spans;
        let next = (cue..parsed.items.len()).find(|&at| at > quote && parsed.is_quote(at));
        // "“…,” the mayor and his deputy said in a letter, “…”"
        if let Some(next) =
            next.filter(|&next| !self.is_taken(next) && parsed.is(next.minus(1), TokenKind::Comma))
        {
            spans.extend(parsed.items.get(next).map(|item| (item.span, true)));
            reach.1 = next.plus(1);
        }
        self.finish(cue, CueVerb::BESIDE_QUOTE, place, form, spans, reach)
    }

    /// Returns the verb behind a quotation that ends in a comma or similar, with its speaker and the position of both.
    fn said_behind(&self, quote: usize) -> Option<(usize, SpeakerRef, (usize, usize))> {
        let parsed = self.parsed;
        // "the author of “…,” told them": a title.
        let free = quote.checked_sub(1).is_none_or(|before| {
            !parsed.item(before).is_some_and(Item::is_word) || parsed.can(before, WordClass::CONJ)
        });
        if !parsed.is_led_on(quote) || !free {
            return None;
        }
        let from = quote.plus(1);
        let reach = from..parsed.items.len().min(from.plus(NEAR));
        let end = reach
            .clone()
            .find(|&at| parsed.is_quote(at) || parsed.is(at, TokenKind::Semicolon))
            .unwrap_or(reach.end);
        let verb = self.speech_verb(from..end).or_else(|| {
            // "“…,” he snaps", "“…,” says the man": any verb beside the one who speaks.
            let subject = parsed.phrase_from(from).map(|p| parsed.phrase(p).last);
            subject.filter(|&at| self.acts(at))
        })?;
        let speaks = |&p: &usize| self.can_speak(p);
        let phrases = (from..verb).filter_map(|at| parsed.phrase_from(at));
        // The first phrase before the verb that is not behind a preposition, or else the one behind the verb.
        let free = |&p: &usize| {
            let first = parsed.phrase(p).first;
            !first.checked_sub(1).is_some_and(|at| at >= from && parsed.can(at, WordClass::PREP))
        };
        let before = phrases.filter(speaks).find(free);
        let behind = || parsed.phrase_from(verb.plus(1)).filter(|p| verb == from && self.can_speak(*p));
        let speaker = before.or_else(behind)?;
        let found = parsed.phrase(speaker);
        Some((verb, SpeakerRef::Phrase(speaker), (found.first.min(verb), verb.plus(1).max(found.last))))
    }

    /// Returns the verb before a quotation that a comma, a colon or the verb itself introduces, with its speaker.
    fn said_before(&self, quote: usize) -> Option<(usize, SpeakerRef, (usize, usize))> {
        let parsed = self.parsed;
        let before = quote.checked_sub(1)?;
        let begins =
            parsed.word(quote).chars().find(|ch| ch.is_alphanumeric()).is_some_and(char::is_uppercase);
        let led = parsed.is(before, TokenKind::Comma) || parsed.is(before, TokenKind::Colon);
        let ends = parsed.items.len() <= quote.plus(2) || parsed.is_led_on(quote);
        if !led || !begins || !ends {
            return None;
        }
        let from = (quote.saturating_sub(NEAR)..quote)
            .rev()
            .find(|&at| parsed.is_quote(at) || parsed.is(at, TokenKind::Semicolon))
            .map_or_else(|| quote.saturating_sub(NEAR), |at| at.plus(1));
        let verb = self.speech_verb(from..before)?;
        if verb == 0 || parsed.can(verb.minus(1), WordClass::CONJ) && verb == 1 {
            // "Said Ann, who was there, “…”"
            let speaker = parsed.phrase_from(verb.plus(1)).filter(|p| self.can_speak(*p))?;
            return Some((verb, SpeakerRef::Phrase(speaker), (verb, parsed.phrase(speaker).last)));
        }
        let (who, first) = subject::left(parsed, verb)?;
        let speaks = match who {
            SpeakerRef::Phrase(phrase) => self.can_speak(phrase),
            SpeakerRef::Relative(_, phrase) => phrase.is_some_and(|phrase| self.can_speak(phrase)),
            SpeakerRef::Nobody => false,
        };
        speaks.then_some((verb, who, (first, verb.plus(1))))
    }

    /// Returns the last finite speech verb of some items that is outside of all phrases.
    fn speech_verb(&self, mut items: std::ops::Range<usize>) -> Option<usize> {
        let parsed = self.parsed;
        items.find(|&at| {
            parsed.phrase_at(at).is_none()
                && parsed.can(at, WordClass::CUE)
                && parsed.can(at, WordClass::PAST.with(WordClass::PRESENT))
                && !parsed.can(at, WordClass::ING.with(WordClass::PREP))
        })
    }

    /// Whether the word at `at` can be the verb of the phrase before it.
    fn acts(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let word = parsed.word(at);
        let looks = word.ends_with("ed") || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        // "he snaps": an unknown word looks like a noun.
        let alone =
            |p: usize| parsed.phrase(p).kind == PhraseKind::Other && parsed.phrase(p).last == at.plus(1);
        parsed.phrase_at(at).is_none_or(|p| parsed.phrase_from(at) == Some(p) && alone(p))
            && !parsed.can(at, WordClass::AUX.with(WordClass::MODAL).with(WordClass::ING))
            && (parsed.can(at, WordClass::PAST.with(WordClass::PRESENT))
                || looks && !parsed.can(at, WordClass::KNOWN.with(WordClass::CAPITAL)))
    }

    /// Whether a phrase can name a speaker: not a thing, nor "it".
    pub(super) fn can_speak(&self, phrase: usize) -> bool {
        let parsed = self.parsed;
        let found = parsed.phrase(phrase);
        match found.kind {
            // "another source familiar with it"
            PhraseKind::Other => (found.first..found.last).any(|at| {
                parsed.can(at, WordClass::ROLE.with(WordClass::GROUP)) && !parsed.can(at, WordClass::NUMBER)
            }),
            PhraseKind::Pronoun => {
                ["he", "she", "they", "who"].iter().any(|w| parsed.word_is(found.first, w))
            }
            _ => true,
        }
    }
}
