//! The parts of a sentence that can hold the date or the channel of a statement: those around the cue, never the
//! reported words.

use onrecord_model::Span;

use super::{ContentFinder, CuePlace};
use crate::{
    cues::{CuePosition, SpeakerRef},
    dates::is_day_word,
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::span,
    tokens::TokenKind,
};

/// Maximum length of a clause about an occasion at the start of a sentence, in items.
const OCCASION: usize = 14;

impl ContentFinder<'_, '_> {
    /// Returns the spans that can hold the date or channel of a statement: around cue and speaker, and at the
    /// opening of the sentence.
    pub(super) fn circumstances(
        &self,
        cue: usize,
        place: &CuePlace,
        reach: (usize, usize),
        form: CuePosition,
    ) -> Vec<Span> {
        let parsed = self.parsed;
        let items = parsed.items;
        let stretches = match form {
            // "Mattis, speaking Sunday, warning": only what the participle itself carries.
            CuePosition::Participle => vec![(cue, reach.0.max(cue))],
            CuePosition::Before if matches!(place.who, SpeakerRef::Relative(..)) => {
                // "Trump on Saturday, who said": between the name and "who".
                let name = if let SpeakerRef::Relative(_, Some(p)) = place.who {
                    parsed.phrase(p).last
                } else {
                    place.first
                };
                vec![(name, cue), (cue, reach.0)]
            }
            CuePosition::Before | CuePosition::Colon => self.before_words(cue, place.first, reach.0),
            CuePosition::After | CuePosition::Inverted => self.behind_words(cue, place, reach.1),
            CuePosition::According => {
                let end =
                    (cue..items.len()).find(|&at| parsed.is(at, TokenKind::Comma)).unwrap_or(items.len());
                match place.who {
                    SpeakerRef::Phrase(p) => vec![(parsed.phrase(p).last, end)],
                    _ => Vec::new(),
                }
            }
        };
        let is_within = |&(from, to): &(usize, usize)| from < to && to <= items.len();
        stretches.into_iter().filter(is_within).map(|(from, to)| span(items, from, to)).collect()
    }

    /// Returns the ranges of items around a speaker and a cue that stand before the reported words, which begin at item
    /// `words`, and the opening of the sentence before the speaker.
    fn before_words(&self, cue: usize, speaker: usize, words: usize) -> Vec<(usize, usize)> {
        let parsed = self.parsed;
        let clause = self.without_clause(speaker, cue);
        let mut stretches = vec![(cue, words), (speaker, clause.0), (clause.1, cue)];
        // ", in an interview with the Herald on Friday."
        let tail = (words..parsed.items.len())
            .rev()
            .find(|&at| parsed.is(at, TokenKind::Comma) && self.is_occasion_at_end(at.plus(1)));
        stretches.extend(tail.map(|tail| (tail, parsed.items.len())));
        if speaker > 0 && self.is_opening(speaker) {
            stretches.push((0, speaker));
        } else if parsed.word_is(0, "asked") {
            // "Asked on Monday whether he would go, Cole said"
            let stop = (1..speaker).find(|&at| parsed.can(at, WordClass::SUB) || parsed.is_quote(at));
            stretches.push((0, stop.unwrap_or(speaker)));
        }
        stretches
    }

    /// Returns the ranges of items around a speaker and a cue that stand behind the reported words. They reach to the next
    /// quotation or clause, unless the words, which end at item `end`, go on behind the cue.
    fn behind_words(&self, cue: usize, place: &CuePlace, end: usize) -> Vec<(usize, usize)> {
        let parsed = self.parsed;
        // "said Lever of the Lund Institute, which was founded in 1985": a day of something else.
        let from = place.first.min(cue);
        let clause = self.without_clause(from, place.last);
        // "Reed, who leads it, said on Monday": the day behind the cue is the statement's.
        let behind = if clause.0 < cue { cue } else { clause.1 };
        let mut stretches = vec![(from, clause.0), (behind, place.last)];
        if end <= cue {
            // "told reporters after launching the carnival yesterday"
            let occasion = |at: usize| {
                at.checked_sub(1).is_some_and(|before| {
                    ["after", "when", "while"].iter().any(|w| parsed.word_is(before, w))
                })
            };
            let is_end = |&at: &usize| {
                parsed.is_quote(at) || parsed.can(at, WordClass::ING.with(WordClass::CONJ)) && !occasion(at)
            };
            let count = parsed.items.len();
            stretches.push((place.last, (place.last..count).find(is_end).unwrap_or(count)));
        }
        stretches
    }

    /// Returns where a relative clause about the speaker begins and ends between two items, both `to` if there is none: the
    /// date in "Cole, who was elected in May," is not the statement's. Clauses about speaking do not count.
    fn without_clause(&self, from: usize, to: usize) -> (usize, usize) {
        let parsed = self.parsed;
        let speaks = [
            "spoke",
            "appeared",
            "addressed",
            "testified",
            "met",
            "visited",
            "briefed",
            "disclosed",
            "announced",
            "revealed",
            "stated",
            "said",
            "made",
        ];
        let relative = |at: &usize| {
            ["which", "who", "whose", "where"].iter().any(|w| parsed.word_is(*at, w))
                && !(at.plus(1)..at.plus(4)).any(|verb| speaks.iter().any(|w| parsed.word_is(verb, w)))
        };
        let Some(begins) = (from..to).find(relative) else { return (to, to) };
        let ends = (begins..to).rev().find(|&at| parsed.is(at, TokenKind::Comma));
        (begins, ends.unwrap_or(to))
    }

    /// Whether the items before `at` are only an opening such as "Speaking Sunday,".
    pub(super) fn is_opening(&self, at: usize) -> bool {
        let parsed = self.parsed;
        // "After Friday's test": the day of something else.
        let after = ["after", "following", "since"].iter().any(|w| parsed.word_is(0, w));
        if after && parsed.can(1, WordClass::WEEKDAY) && parsed.can(2, WordClass::POSSESSIVE) {
            return false;
        }
        // "As the games began yesterday,": what happened then is the occasion.
        let day = |i: usize| parsed.can(i, WordClass::WEEKDAY) || is_day_word(parsed.word(i));
        if parsed.word_is(0, "as")
            && at <= OCCASION
            && (0..at).any(day)
            && !(0..at).any(|i| parsed.is_quote(i))
        {
            return true;
        }
        // "In a report published on Sunday,"
        let made = |i: usize| {
            ["in", "at", "during", "on"].iter().any(|w| parsed.word_is(0, w))
                && parsed.can(i, WordClass::PAST.with(WordClass::PARTICIPLE))
                && parsed.word(i).ends_with("ed")
                && i.checked_sub(1).and_then(|before| parsed.phrase_at(before)).is_some()
        };
        let verb = |i: usize| parsed.is_verb(i) && !parsed.can(i, WordClass::ING) && !made(i);
        !(0..at).any(|i| parsed.is_quote(i) || verb(i))
    }
}
