//! Cues of other forms than "X said": those that interrupt the words, "according to X", and colons.

use super::{
    ContentFinder, CuePlace,
    clause_bounds::looks_finite,
    end_model::{ContentStart, Opening},
};
use crate::{
    cues::{Attribution, CuePosition, SpeakerRef, called_as, speech_nouns, subject},
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::PhraseKind,
    tokens::TokenKind,
};

/// Minimum number of words of a quotation behind a colon that counts as a statement even without a speaker.
const GOES_ON: usize = 5;

/// Maximum length of an apposition behind the name of an interrupting cue, in items.
const ASIDE: usize = 24;

impl ContentFinder<'_, '_> {
    /// Finds words that a cue interrupts: "Recently, he said, …" and "The industry, she said, is …".
    pub(super) fn behind_fronted(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: CuePlace,
        form: CuePosition,
        (start, last): (usize, usize),
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        let place = match form {
            CuePosition::Inverted => CuePlace { last: self.amid(&place)?, ..place },
            _ => place,
        };
        let next = place.last.plus(1);
        // "In other words, explained X: “…”"
        if form == CuePosition::Inverted && parsed.is_quote(next) {
            return self.before(cue, verb, place, form);
        }
        if !parsed.is(place.last, TokenKind::Comma) || !verb.bare_clause {
            return None;
        }
        let is_subject = (parsed.phrase_from(start).is_some()
            || parsed.can(start, WordClass::DET.with(WordClass::POSS)))
            && (parsed.is_verb(next) || looks_finite(parsed, next))
            // "Even more troubling, he said, is that", "What hurts most, she says, is that"
            || ["is", "was", "are", "were"].iter().any(|w| parsed.word_is(next, w));
        let clause = self.clause_at(next)
            && (parsed.phrase_from(next).is_some()
                || parsed.can(next, WordClass::DET.with(WordClass::POSS))
                || parsed.word_is(next, "there"));
        if !is_subject && !clause {
            return None;
        }
        // "If there is a war, he said, it will be fought over there."
        let condition = || ["if", "when", "unless", "once"].iter().any(|w| parsed.word_is(start, w));
        let before = (is_subject || condition()).then_some((start, last));
        self.going_on(before, ContentStart { start: next, cue, verb, opening: Opening::Behind }, place, form)
    }

    /// Finds the words that continue behind a cue, and joins them to those before it.
    fn going_on(
        &mut self,
        before: Option<(usize, usize)>,
        begun: ContentStart,
        place: CuePlace,
        form: CuePosition,
    ) -> Option<Attribution> {
        let end = self.end(begun);
        let mut spans = before.map_or_else(Vec::new, |(from, to)| self.cut(from, to));
        spans.extend(self.cut(begun.start, end));
        let from = before.map_or(begun.start, |(from, _)| from);
        self.finish(begun.cue, begun.verb, place, form, spans, (from, end))
    }

    /// Returns the mark that closes an inverted speaker within the words: "The paradox, says X, a historian, is …".
    fn amid(&self, place: &CuePlace) -> Option<usize> {
        let parsed = self.parsed;
        let SpeakerRef::Phrase(speaker) = place.who else { return None };
        let name = parsed.phrase(speaker).last;
        let leads = parsed.is(name, TokenKind::Comma) || parsed.is(name, TokenKind::Colon);
        if leads && parsed.is_quote(name.plus(1)) {
            return Some(name);
        }
        let inside = |at: &usize| {
            parsed
                .item(*at)
                .is_some_and(|item| item.is_word() || item.is(TokenKind::Comma) || item.is(TokenKind::Dash))
        };
        (name..name.plus(ASIDE).min(parsed.items.len())).take_while(inside).find(|&at| {
            let next = at.plus(1);
            parsed.is(at, TokenKind::Comma)
                && parsed.is_verb(next)
                && parsed.can(next, WordClass::AUX.with(WordClass::PAST.with(WordClass::PRESENT)))
                && !parsed.can(next, WordClass::CUE)
        })
    }

    /// Finds words around a speaker between a relative pronoun and its verb: "a strike that officials said could go
    /// on", "what she said is growing demand".
    pub(super) fn within_relative(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: CuePlace,
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        let pronoun = place.first.checked_sub(1)?;
        let start = place.last;
        let stands = ["which", "that", "what"].iter().any(|w| parsed.word_is(pronoun, w));
        if !stands
            || !parsed.is_finite(start) && !looks_finite(parsed, start)
            || !verb.bare_clause
            || start != cue.plus(1)
        {
            return None;
        }
        let before = Some((pronoun, place.first));
        self.relative = true;
        self.going_on(
            before,
            ContentStart { start, cue, verb, opening: Opening::Behind },
            place,
            CuePosition::After,
        )
    }

    /// Finds the words of a speech noun with its owner: "his claim that …".
    pub(in crate::cues) fn noun(&mut self, at: usize, noun: CueVerb) -> Option<Attribution> {
        let phrase = speech_nouns::owner(self.parsed, at)?;
        self.relative = false;
        let is = speech_nouns::is_being(self.parsed.word(at.plus(1)));
        let last = at.plus(1).plus(usize::from(is));
        let place =
            CuePlace { who: SpeakerRef::Phrase(phrase), first: self.parsed.phrase(phrase).first, last };
        self.before(at, noun, place, CuePosition::Before)
    }

    /// Finds the words of "X made the claim that …", where what is claimed begins at item `that`.
    pub(in crate::cues) fn made(&mut self, at: usize, noun: CueVerb, that: usize) -> Option<Attribution> {
        self.opening = None;
        let (who, first) = self.subject(at, false)?;
        self.before(at, noun, CuePlace { who, first, last: that }, CuePosition::Before)
    }

    /// Finds the words of a passive verb, whose speaker follows the "by" at item `by`: "asked by X whether …",
    /// "called “…” by X".
    pub(in crate::cues) fn passive(&mut self, at: usize, verb: CueVerb, by: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        self.relative = false;
        let agent = parsed.phrase_from(by.plus(1))?;
        let behind = parsed.phrase(agent).last;
        let place = |first, last| CuePlace { who: SpeakerRef::Phrase(agent), first, last };
        if by > at.plus(1) {
            self.opening = Some(Opening::Object);
            let spans = self.cut(at.plus(1), by);
            return self.finish(
                at,
                verb,
                place(at, at.plus(1)),
                CuePosition::Before,
                spans,
                (at.plus(1), by),
            );
        }
        if at == 1 && parsed.word_is(0, "as") {
            return parsed
                .is(behind, TokenKind::Comma)
                .then(|| self.as_reported(at, verb, place(0, behind)))?;
        }
        // "dismissed by Cole as “propaganda”"
        if let Some(quote) = called_as(parsed, behind) {
            self.opening = Some(Opening::Object);
            let spans = self.cut(quote, quote.plus(1));
            let whole = (quote, quote.plus(1));
            return self.finish(at, verb, place(at, quote), CuePosition::Before, spans, whole);
        }
        self.before(at, verb, place(at, behind), CuePosition::Before)
    }

    /// Finds the words of "As X reported, …".
    pub(super) fn as_reported(&mut self, cue: usize, verb: CueVerb, place: CuePlace) -> Option<Attribution> {
        let start = place.last.plus(1);
        if start >= self.parsed.items.len() {
            return None;
        }
        let end = self.end(ContentStart { start, cue, verb, opening: Opening::According });
        let spans = self.cut(start, end);
        self.finish(cue, verb, place, CuePosition::According, spans, (start, end))
    }

    /// Returns the speaker of a cue that opens its sentence before quoted words: "But, said X, “…”".
    pub(super) fn opens_inverted(&self, at: usize, verb: CueVerb) -> Option<usize> {
        let parsed = self.parsed;
        let opening = |i: usize| parsed.can(i, WordClass::CONJ) || parsed.is(i, TokenKind::Comma);
        let opens = verb.inverts && at < 3 && (0..at).all(opening);
        let phrase = subject::right(parsed, at).filter(|_| opens)?;
        let behind = parsed.phrase(phrase).last;
        let mark = parsed.is(behind, TokenKind::Comma) || parsed.is(behind, TokenKind::Colon);
        (mark && parsed.is_quote(behind.plus(1))).then_some(phrase)
    }

    /// Finds the words of "According to X, …" and "…, according to X".
    pub(in crate::cues) fn according(&mut self, at: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        // "according to early results"
        let early = at.plus(2).plus(usize::from(parsed.word_is(at.plus(2), "early")));
        let phrase = parsed.phrase_from(at.plus(2)).or_else(|| parsed.phrase_from(early))?;
        let verb = CueVerb::default();
        let behind = parsed.phrase(phrase).last;
        let place = |first| CuePlace { who: SpeakerRef::Phrase(phrase), first, last: at.plus(2) };
        let opens = at == 0 || (self.used == 0 || at > self.used) && parsed.can(at.minus(1), WordClass::CONJ);
        if opens {
            let comma = |&i: &usize| parsed.is(i, TokenKind::Comma) || parsed.is(i, TokenKind::Colon);
            let comma = (behind..parsed.items.len()).find(comma)?;
            // "According to Ann Pell, head of the Grain Board, the harvest is late": the office is none of it.
            let office = parsed.phrase_from(comma.plus(1)).map(|p| parsed.phrase(p));
            let put_in = office.filter(|office| {
                comma == behind && office.kind == PhraseKind::Role && parsed.is(office.last, TokenKind::Comma)
            });
            let comma = put_in.map_or(comma, |office| office.last);
            let end =
                self.end(ContentStart { start: comma.plus(1), cue: at, verb, opening: Opening::According });
            let spans = self.cut(comma.plus(1), end);
            return self.finish(at, verb, place(at), CuePosition::According, spans, (comma.plus(1), end));
        }
        let mut end = at;
        if parsed.is(end.minus(1), TokenKind::Comma) {
            end = end.minus(1);
            if let Some(found) = self.according_amid(at, end, place(at)) {
                return Some(found);
            }
        }
        let mut start = self.content_start(end.checked_sub(1)?);
        // "“…,” she replied, according to Farley": all of it is Farley's account.
        if start >= end || self.told_within(start, end) || self.is_last(behind) {
            start = 0;
        }
        let spans = self.cut(start, end);
        self.finish(at, verb, place(at), CuePosition::According, spans, (start, behind))
    }

    /// Finds the words that "according to X" interrupts: "Other divides, according to X, are …".
    fn according_amid(&mut self, at: usize, end: usize, place: CuePlace) -> Option<Attribution> {
        let parsed = self.parsed;
        let SpeakerRef::Phrase(phrase) = place.who else { return None };
        let comma = parsed.phrase(phrase).last;
        let next = comma.plus(1);
        let start = self.content_start(end.checked_sub(1)?);
        let fronted = || {
            parsed.can(end.minus(1), WordClass::AUX)
                || self.is_fronted(start, end.minus(1))
                || self.is_subordinate(start, end.minus(1))
        };
        if !parsed.is(comma, TokenKind::Comma) || start >= end || !fronted() {
            return None;
        }
        // "The bridge is, according to X, the longest"
        let be = end
            .checked_sub(1)
            .is_some_and(|at| ["is", "was", "are", "were"].iter().any(|w| parsed.word_is(at, w)));
        let is_subject = be || parsed.is_verb(next) || looks_finite(parsed, next);
        let clause = || self.clause_at(next) && parsed.phrase_from(next).is_some();
        if !is_subject && !clause() {
            return None;
        }
        let verb = CueVerb::default();
        let before = is_subject.then_some((start, end));
        let begun = ContentStart { start: next, cue: at, verb, opening: Opening::According };
        self.going_on(before, begun, place, CuePosition::According)
    }

    /// Whether some items behind a cue hold only a date or an occasion.
    fn told_within(&self, start: usize, end: usize) -> bool {
        self.used > 0 && start >= self.used && self.counts.verbs(start..end) == 0
    }

    /// Finds the quotations before the dash at item `dash`, signed behind it: "“…” — Ann Pell, the mayor".
    pub(in crate::cues) fn signed(&mut self, dash: usize, who: SpeakerRef) -> Option<Attribution> {
        self.opening = None;
        self.relative = false;
        let spans = self.cut(0, dash);
        let place = CuePlace { who, first: dash, last: dash.plus(1) };
        self.finish(dash, CueVerb::default(), place, CuePosition::Colon, spans, (0, dash))
    }

    /// Finds the quotation of "X: “…”" and "X explained it this way: “…”", if no verb has taken it.
    pub(in crate::cues) fn colon(&mut self, at: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        let quote = at.plus(1);
        if !parsed.is_quote(quote) || self.is_taken(quote) {
            return None;
        }
        // "And then once more: “…”": without a name, the previous speaker continues.
        let goes_on = || {
            let words = parsed.words_in(quote) >= GOES_ON && self.counts.verbs(0..at) == 0;
            words.then_some((SpeakerRef::Nobody, at))
        };
        let (who, first) = subject::before_colon(parsed, at).or_else(goes_on)?;
        self.relative = false;
        let verb = CueVerb::default();
        let end = self.end(ContentStart { start: quote, cue: at, verb, opening: Opening::Quoted });
        let spans = self.cut(quote, end);
        let place = CuePlace { who, first, last: at };
        self.finish(at, verb, place, CuePosition::Colon, spans, (quote, end))
    }
}
