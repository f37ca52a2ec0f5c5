//! Cues of other forms than "X said": those that interrupt the words, "according to", a colon.

use super::{
    Finder, Place,
    bounds::looks_finite,
    ends::{Begun, Opening},
};
use crate::{
    cues::{Attribution, Form, Who, nouns, subject},
    lexicon::{Class, CueVerb},
    step::Step as _,
    tokens::Kind,
};

/// A quotation of so many words behind a colon is somebody's, whoever that is.
const GOES_ON: usize = 5;

/// What is put in behind a name amid the words is no longer than this, in items.
const ASIDE: usize = 24;

impl Finder<'_, '_> {
    /// Words that a cue only interrupts: "Recently, he said, …" and "The industry, she said, is …".
    pub(super) fn behind_fronted(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: Place,
        form: Form,
        (start, last): (usize, usize),
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        let place = match form {
            Form::Inverted => Place { last: self.amid(&place)?, ..place },
            _ => place,
        };
        let next = place.last.on(1);
        // "In other words, explained X: “…”"
        if form == Form::Inverted && parsed.is_quote(next) {
            return self.before(cue, verb, place, form);
        }
        if !parsed.is(place.last, Kind::Comma) || !verb.bare_clause {
            return None;
        }
        let is_subject = (parsed.phrase_from(start).is_some()
            || parsed.can(start, Class::DET.with(Class::POSS)))
            && (parsed.is_verb(next) || looks_finite(parsed, next));
        let clause = self.clause_at(next)
            && (parsed.phrase_from(next).is_some()
                || parsed.can(next, Class::DET.with(Class::POSS))
                || parsed.word_is(next, "there"));
        if !is_subject && !clause {
            return None;
        }
        // "If there is a war, he said, it will be fought over there."
        let condition = || ["if", "when", "unless", "once"].iter().any(|w| parsed.word_is(start, w));
        let before = (is_subject || condition()).then_some((start, last));
        self.going_on(before, Begun { start: next, cue, verb, opening: Opening::Behind }, place, form)
    }

    /// Words that go on behind the cue, with those before it that belong to them.
    fn going_on(
        &mut self,
        before: Option<(usize, usize)>,
        begun: Begun,
        place: Place,
        form: Form,
    ) -> Option<Attribution> {
        let end = self.end(begun);
        let mut spans = before.map_or_else(Vec::new, |(from, to)| self.cut(from, to));
        spans.extend(self.cut(begun.start, end));
        let from = before.map_or(begun.start, |(from, _)| from);
        self.finish(begun.cue, begun.verb, place, form, spans, (from, end))
    }

    /// The mark that closes an inverted speaker amid the words: "The paradox, says X, a historian, is …".
    fn amid(&self, place: &Place) -> Option<usize> {
        let parsed = self.parsed;
        let Who::Phrase(speaker) = place.who else { return None };
        let name = parsed.phrase(speaker).last;
        let leads = parsed.is(name, Kind::Comma) || parsed.is(name, Kind::Colon);
        if leads && parsed.is_quote(name.on(1)) {
            return Some(name);
        }
        let inside = |at: &usize| {
            parsed.item(*at).is_some_and(|item| item.is_word() || item.is(Kind::Comma) || item.is(Kind::Dash))
        };
        (name..name.on(ASIDE).min(parsed.items.len())).take_while(inside).find(|&at| {
            let next = at.on(1);
            parsed.is(at, Kind::Comma)
                && parsed.is_verb(next)
                && parsed.can(next, Class::AUX.with(Class::PAST.with(Class::PRESENT)))
                && !parsed.can(next, Class::CUE)
        })
    }

    /// "a strike that officials said could go on", "what she said is growing demand": the speaker stands between the
    /// pronoun and its verb.
    pub(super) fn within_relative(&mut self, cue: usize, verb: CueVerb, place: Place) -> Option<Attribution> {
        let parsed = self.parsed;
        let pronoun = place.first.checked_sub(1)?;
        let start = place.last;
        let stands = ["which", "that", "what"].iter().any(|w| parsed.word_is(pronoun, w));
        if !stands || !parsed.is_finite(start) || !verb.bare_clause || start != cue.on(1) {
            return None;
        }
        let before = Some((pronoun, place.first));
        self.going_on(before, Begun { start, cue, verb, opening: Opening::Behind }, place, Form::After)
    }

    /// "his claim that …": a noun with its owner.
    pub(in crate::cues) fn noun(&mut self, at: usize, noun: CueVerb) -> Option<Attribution> {
        let phrase = nouns::owner(self.parsed, at)?;
        self.relative = false;
        let is = nouns::is_being(self.parsed.word(at.on(1)));
        let last = at.on(1).on(usize::from(is));
        let place = Place { who: Who::Phrase(phrase), first: self.parsed.phrase(phrase).first, last };
        self.before(at, noun, place, Form::Before)
    }

    /// "asked by X whether …", "called “…” by X": whoever stands behind the "by" at `by` says it.
    pub(in crate::cues) fn passive(&mut self, at: usize, verb: CueVerb, by: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        self.relative = false;
        let agent = parsed.phrase_from(by.on(1))?;
        let behind = parsed.phrase(agent).last;
        let place = |first, last| Place { who: Who::Phrase(agent), first, last };
        if by > at.on(1) {
            self.opening = Some(Opening::Object);
            let spans = self.cut(at.on(1), by);
            return self.finish(at, verb, place(at, at.on(1)), Form::Before, spans, (at.on(1), by));
        }
        if at == 1 && parsed.word_is(0, "as") {
            return parsed.is(behind, Kind::Comma).then(|| self.as_reported(at, verb, place(0, behind)))?;
        }
        self.before(at, verb, place(at, behind), Form::Before)
    }

    /// "As X reported, …"
    pub(super) fn as_reported(&mut self, cue: usize, verb: CueVerb, place: Place) -> Option<Attribution> {
        let start = place.last.on(1);
        if start >= self.parsed.items.len() {
            return None;
        }
        let end = self.end(Begun { start, cue, verb, opening: Opening::According });
        let spans = self.cut(start, end);
        self.finish(cue, verb, place, Form::According, spans, (start, end))
    }

    /// The speaker of a cue that opens its sentence before quoted words: "But, said X, “…”".
    pub(super) fn opens_inverted(&self, at: usize, verb: CueVerb) -> Option<usize> {
        let parsed = self.parsed;
        let opening = |i: usize| parsed.can(i, Class::CONJ) || parsed.is(i, Kind::Comma);
        let opens = verb.inverts && at < 3 && (0..at).all(opening);
        let phrase = subject::right(parsed, at).filter(|_| opens)?;
        let behind = parsed.phrase(phrase).last;
        let mark = parsed.is(behind, Kind::Comma) || parsed.is(behind, Kind::Colon);
        (mark && parsed.is_quote(behind.on(1))).then_some(phrase)
    }

    /// "According to X, …" and "…, according to X".
    pub(in crate::cues) fn according(&mut self, at: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        // "according to early results"
        let early = at.on(2).on(usize::from(parsed.word_is(at.on(2), "early")));
        let phrase = parsed.phrase_from(at.on(2)).or_else(|| parsed.phrase_from(early))?;
        let verb = CueVerb::default();
        let behind = parsed.phrase(phrase).last;
        let place = |first| Place { who: Who::Phrase(phrase), first, last: at.on(2) };
        let opens = at == 0 || (self.used == 0 || at > self.used) && parsed.can(at.back(1), Class::CONJ);
        if opens {
            let comma = |&i: &usize| parsed.is(i, Kind::Comma) || parsed.is(i, Kind::Colon);
            let comma = (behind..parsed.items.len()).find(comma)?;
            let end = self.end(Begun { start: comma.on(1), cue: at, verb, opening: Opening::According });
            let spans = self.cut(comma.on(1), end);
            return self.finish(at, verb, place(at), Form::According, spans, (comma.on(1), end));
        }
        let mut end = at;
        if parsed.is(end.back(1), Kind::Comma) {
            end = end.back(1);
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
        self.finish(at, verb, place(at), Form::According, spans, (start, behind))
    }

    /// "Other divides, according to X, are …": words that it only interrupts.
    fn according_amid(&mut self, at: usize, end: usize, place: Place) -> Option<Attribution> {
        let parsed = self.parsed;
        let Who::Phrase(phrase) = place.who else { return None };
        let comma = parsed.phrase(phrase).last;
        let next = comma.on(1);
        let start = self.content_start(end.checked_sub(1)?);
        let fronted = || self.is_fronted(start, end.back(1)) || self.is_subordinate(start, end.back(1));
        if !parsed.is(comma, Kind::Comma) || start >= end || !fronted() {
            return None;
        }
        let is_subject = parsed.is_verb(next) || looks_finite(parsed, next);
        let clause = || self.clause_at(next) && parsed.phrase_from(next).is_some();
        if !is_subject && !clause() {
            return None;
        }
        let verb = CueVerb::default();
        let before = is_subject.then_some((start, end));
        let begun = Begun { start: next, cue: at, verb, opening: Opening::According };
        self.going_on(before, begun, place, Form::According)
    }

    /// Whether nothing but a day or an occasion stands in items that follow a cue.
    fn told_within(&self, start: usize, end: usize) -> bool {
        self.used > 0 && start >= self.used && self.counts.verbs(start..end) == 0
    }

    /// "X: “…”" and "X explained it this way: “…”", where no verb has taken the words.
    pub(in crate::cues) fn colon(&mut self, at: usize) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        let quote = at.on(1);
        if !parsed.is_quote(quote) || self.is_taken(quote) {
            return None;
        }
        // "And then once more: “…”": nobody is named, and the speaker before goes on.
        let goes_on = || {
            let words = parsed.words_in(quote) >= GOES_ON && self.counts.verbs(0..at) == 0;
            words.then_some((Who::Nobody, at))
        };
        let (who, first) = subject::before_colon(parsed, at).or_else(goes_on)?;
        self.relative = false;
        let verb = CueVerb::default();
        let end = self.end(Begun { start: quote, cue: at, verb, opening: Opening::Quoted });
        let spans = self.cut(quote, end);
        let place = Place { who, first, last: at };
        self.finish(at, verb, place, Form::Colon, spans, (quote, end))
    }
}
