//! Rules for where reported words begin and end within a sentence.

use onrecord_model::Span;

use super::ContentFinder;
use crate::{
    cues::ParsedSentence,
    dates::is_period,
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::{PhraseKind, span},
    tokens::TokenKind,
};

impl ContentFinder<'_, '_> {
    /// Returns the start of the words that end at `last`: the start of the sentence, or the end of the previous
    /// cue.
    pub(super) fn content_start(&self, last: usize) -> usize {
        let parsed = self.parsed;
        let mut start = self.used;
        while start < last && parsed.is_break(start) {
            start = start.plus(1);
        }
        if parsed.can(start, WordClass::CONJ) && start < last {
            start = start.plus(1);
            if parsed.is(start, TokenKind::Comma) {
                start = start.plus(1);
            }
        }
        // "Still, the plan will go on, she said": the writer's transition.
        let moves_on = [
            "still",
            "however",
            "meanwhile",
            "nevertheless",
            "nonetheless",
            "moreover",
            "furthermore",
            "additionally",
            "instead",
            "otherwise",
            "separately",
        ];
        if parsed.is(start.plus(1), TokenKind::Comma)
            && moves_on.iter().any(|w| parsed.word_is(start, w))
            && start.plus(2) < last
        {
            start = start.plus(2);
        }
        start
    }

    /// Whether the words before the speaker are only an opening: "Instead,", "On Monday,".
    pub(super) fn is_fronted(&self, start: usize, last: usize) -> bool {
        let parsed = self.parsed;
        let asked = || (start..start.plus(5)).any(|at| parsed.word_is(at, "asked"));
        // "When he was asked, “Will it hold?” he said, “…”": the question is not his.
        if ["when", "asked"].iter().any(|w| parsed.word_is(start, w)) && asked() && !parsed.is_quote(start) {
            return true;
        }
        if (start..=last).any(|at| parsed.is_quote(at)) {
            return false;
        }
        // "When asked if it had failed, he said, “…”"
        if ["when", "asked", "after", "as", "while", "before"].iter().any(|w| parsed.word_is(start, w)) {
            return true;
        }
        let has_verb = (start..=last).any(|at| parsed.is_verb(at) || looks_finite(parsed, at));
        !has_verb || self.is_subordinate(start, last)
    }

    /// Whether the words have no main clause: "Despite his “rude” tone,".
    pub(super) fn is_subordinate(&self, start: usize, last: usize) -> bool {
        let parsed = self.parsed;
        let demonstrative = parsed.phrase_from(start).is_some();
        let leads = parsed.can(start, WordClass::SUB) && !demonstrative
            || parsed.can(start, WordClass::ING) && parsed.phrase_from(start).is_none()
            || parsed.can(start, WordClass::PREP);
        leads && !self.has_main_clause(start, last)
    }

    /// Whether words without a verb are a complete statement, since the sentence ends behind the cue: "Probably
    /// not, he said."
    pub(super) fn is_whole(&self, (start, last): (usize, usize), behind: usize) -> bool {
        let parsed = self.parsed;
        let ends = behind == parsed.items.len()
            || parsed.is(behind, TokenKind::Stop)
            || parsed.is(behind, TokenKind::Semicolon);
        let asked = (start..start.plus(2)).any(|at| parsed.word_is(at, "asked"));
        let opens = parsed.can(start, WordClass::SUB.with(WordClass::PREP.with(WordClass::ING)));
        // "If it rains, the harbor will close, they said."
        let acts = |at: usize| parsed.is_finite(at) || looks_finite(parsed, at);
        ends && !asked && (!opens || (start..last).any(acts))
    }

    /// Whether a main clause follows a comma: "If it rains, the harbor will close,".
    fn has_main_clause(&self, start: usize, last: usize) -> bool {
        let parsed = self.parsed;
        let Some(verb) = (start..last).rev().find(|&i| parsed.is_verb(i) || looks_finite(parsed, i)) else {
            return false;
        };
        (start..last).any(|at| {
            let subject = parsed.phrase_from(at.plus(1)).map(|p| parsed.phrase(p).last);
            parsed.is(at, TokenKind::Comma) && subject.is_some_and(|behind| behind <= verb)
        })
    }

    /// Whether a clause with a subject and a verb begins at `at`.
    pub(super) fn clause_at(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let mut start = at;
        while parsed.can(start, WordClass::ADV) || parsed.is(start, TokenKind::Comma) {
            // "there were a million"
            if parsed.word_is(start, "there")
                && (parsed.can(start.plus(1), WordClass::AUX.with(WordClass::POSSESSIVE))
                    || parsed.is_verb(start.plus(1))
                    || parsed.word(start.plus(1)).ends_with(['s', 'd']))
            {
                return true;
            }
            start = start.plus(1);
        }
        // "said the US “needs …”", "said in 2016 the talks failed", "said if they came, …".
        let limit = start.plus(30).min(parsed.items.len());
        let opens = parsed.phrase_from(start).is_some()
            || parsed
                .can(start, WordClass::SUB.with(WordClass::DET.with(WordClass::PRON.with(WordClass::POSS))))
            || parsed.can(start, WordClass::PREP.with(WordClass::ING))
            || parsed.is(start, TokenKind::Open);
        opens && (start..limit).any(|i| parsed.is_verb(i) || looks_finite(parsed, i) || parsed.is_quote(i))
    }

    /// Whether a subject and its verb begin at `at`: "On “Hannity,” he said Clinton was".
    pub(super) fn is_clause(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let verb = |at: usize| parsed.is_verb(at) || looks_finite(parsed, at);
        let subject = parsed.phrase_from(at).map(|p| parsed.phrase(p).last);
        // "his campaign here was"
        parsed.word_is(at, "if")
            || subject.is_some_and(|v| verb(v) || parsed.can(v, WordClass::ADV) && verb(v.plus(1)))
    }

    /// Whether the item is a "that" that opens reported words: not in "that night", but in "that Thursday’s
    /// debate".
    pub(super) fn is_that(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let owns = || parsed.can(at.plus(2), WordClass::POSSESSIVE);
        parsed.word_is(at, "that") && (!is_period(parsed.word(at.plus(1))) || owns())
    }

    /// Whether a noun phrase begins at `at`, even one with quoted words: "the “identity politics”", "more
    /// “flexibility”", "increased regulation".
    pub(super) fn thing_at(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let modifier = WordClass::DET.with(WordClass::POSS).with(WordClass::ADJ).with(WordClass::NUMBER);
        parsed.phrase_from(at).is_some()
            || (parsed.can(at, modifier) || parsed.word(at).ends_with("ed") || parsed.word_is(at, "more"))
                && (at.plus(1)..at.plus(4)).any(|i| parsed.is_quote(i) || parsed.phrase_from(i).is_some())
    }

    /// Returns the start of the words behind an aside: "said Thursday during a town hall in Buffalo, New York,
    /// that", "added, though, that", "joked, again in an accent, “…”".
    pub(super) fn behind_aside(&self, from: usize, verb: CueVerb) -> Option<usize> {
        let parsed = self.parsed;
        let comma = parsed.is(from, TokenKind::Comma);
        if !verb.marked_clause || !comma && !parsed.can(from, WordClass::PREP) {
            return None;
        }
        // "told a town hall in Salem, New Hampshire on Monday that"
        let place = || {
            let sort = parsed.phrase_from(from.plus(1)).map(|p| parsed.phrase(p).kind);
            from > 0
                && parsed.phrase_at(from.minus(1)).is_some()
                && matches!(sort, Some(PhraseKind::Name | PhraseKind::Body))
        };
        for at in from.plus(1)..from.plus(30).min(parsed.items.len()) {
            let closed = parsed.is(at.minus(1), TokenKind::Comma) && at > from.plus(1);
            if self.is_that(at) {
                return (!comma || closed || at == from.plus(1) || place()).then_some(at);
            }
            if parsed.is_quote(at) {
                return closed.then(|| at.minus(1));
            }
            let says = parsed.can(at, WordClass::CUE) && parsed.phrase_at(at).is_none();
            if says
                || parsed.is_verb(at)
                || parsed.is(at, TokenKind::Stop)
                || parsed.is(at, TokenKind::Semicolon)
            {
                return None;
            }
        }
        None
    }

    /// Whether the item opens a reported question.
    pub(super) fn is_question(&self, at: usize) -> bool {
        ["whether", "how", "why", "what", "if"].iter().any(|w| self.parsed.word_is(at, w))
    }

    pub(super) fn quote_within(&self, start: usize) -> bool {
        (start..start.plus(12).min(self.parsed.items.len())).any(|at| self.parsed.is_quote(at))
    }

    /// Whether a quotation that the cue can mean follows within a few words, without the subject of another verb
    /// between.
    pub(super) fn quote_near(&self, start: usize) -> bool {
        let parsed = self.parsed;
        for at in start..start.plus(14).min(parsed.items.len()) {
            if parsed.is_quote(at) {
                return !self.is_taken(at);
            }
            if parsed.is(at, TokenKind::Semicolon)
                || parsed.is(at, TokenKind::Stop)
                || parsed.can(at, WordClass::CUE) && parsed.is_verb(at)
            {
                return false;
            }
        }
        false
    }

    pub(super) fn cue_ahead(&self, at: usize) -> bool {
        (at..at.plus(3).min(self.parsed.items.len()))
            .any(|i| self.parsed.can(i, WordClass::CUE) && self.parsed.phrase_at(i).is_none())
    }

    /// Whether rules would end the words before the item at `at`, which is a feature of the model.
    pub(super) fn ends_clause(&self, start: usize, at: usize, cue: usize) -> bool {
        let parsed = self.parsed;
        let comma = parsed.is_break(at);
        let next = if comma { at.plus(1) } else { at };
        if parsed.is_according(next) {
            return true;
        }
        if comma
            && parsed.can(next, WordClass::ING)
            && parsed.can(next, WordClass::CUE)
            && parsed.phrase_at(next).is_none()
        {
            return true;
        }
        if at > cue && parsed.is(at, TokenKind::Comma) && self.turns_back(next, cue) {
            return true;
        }
        // Another speaker's turn: ", and others say", ", but he added".
        // "that he and Trump had agreed": without a verb before it, no clause is complete.
        let complete = || comma || self.counts.verbs(start..at) > 0;
        joins_turn(parsed, next)
            && at > cue
            && (comma || parsed.can(next, WordClass::CONJ))
            && complete()
            && self.is_turn(next.plus(1))
    }

    /// Whether the writer continues behind a comma: ", and has championed", "who had said he would debate,
    /// criticized", "Since announcing that he would not run, Biden has".
    fn turns_back(&self, next: usize, cue: usize) -> bool {
        let parsed = self.parsed;
        let finite = |at: usize| {
            parsed.phrase_at(at).is_none()
                && parsed.can(at, WordClass::AUX.with(WordClass::PAST.with(WordClass::PRESENT)))
                && !parsed.can(at, WordClass::ING.with(WordClass::MODAL))
        };
        if parsed.can(next, WordClass::CONJ) && finite(next.plus(1)) {
            return true;
        }
        if self.relative && finite(next) {
            return true;
        }
        let opening = parsed.can(cue, WordClass::ING)
            && (cue == 0 || parsed.can(cue.minus(1), WordClass::PREP.with(WordClass::SUB)) && cue < 4);
        opening && parsed.phrase_from(next).is_some_and(|p| finite(parsed.phrase(p).last))
    }

    /// Whether a speaker and a speech verb begin at `at`.
    pub(super) fn is_turn(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let mut at = at;
        while parsed.can(at, WordClass::ADV) {
            at = at.plus(1);
        }
        let cue_at = |i: usize| {
            parsed.can(i, WordClass::CUE)
                && parsed.can(i, WordClass::PAST.with(WordClass::PRESENT))
                && parsed.phrase_at(i).is_none()
        };
        if cue_at(at) {
            return true;
        }
        let Some(phrase) = parsed.phrase_from(at) else { return false };
        let mut verb = parsed.phrase(phrase).last;
        if parsed.is(verb, TokenKind::Dash) || parsed.is(verb, TokenKind::Comma) {
            let close = (verb.plus(1)..verb.plus(20).min(parsed.items.len()))
                .find(|&i| parsed.is(i, TokenKind::Dash) || parsed.is(i, TokenKind::Comma));
            verb = close.map_or(verb, |c| c.plus(1));
        }
        while parsed.can(verb, WordClass::ADV.with(WordClass::AUX)) && !cue_at(verb) {
            // "and the South should hold": not said, but asked for.
            if parsed.can(verb, WordClass::MODAL) {
                return false;
            }
            verb = verb.plus(1);
        }
        let says = cue_at(verb)
            || parsed.can(verb, WordClass::CUE)
                && parsed.can(verb, WordClass::BASE)
                && parsed.phrase_at(verb).is_none();
        says && !matches!(parsed.phrase(phrase).kind, PhraseKind::Other)
    }

    /// Returns the spans of items `from..to`, each with whether it is a quotation; a colon before a quotation
    /// splits them.
    pub(super) fn cut(&self, from: usize, to: usize) -> Vec<(Span, bool)> {
        let parsed = self.parsed;
        let mut spans = Vec::new();
        let mut start = from;
        let mut at = from;
        let mut push = |first: usize, last: usize| {
            let mut last = last;
            while last > first
                && (parsed.is(last.minus(1), TokenKind::Comma)
                    || parsed.is(last.minus(1), TokenKind::Dash)
                    || parsed.is(last.minus(1), TokenKind::Colon))
            {
                last = last.minus(1);
            }
            // "It is near, and she says": a conjunction at the end belongs to the words that follow.
            let leads_on = parsed.can(last.minus(1), WordClass::CONJ)
                && last > first.plus(1)
                && last < parsed.items.len()
                && !parsed.is_quote(last);
            if leads_on {
                last = last.minus(1);
            }
            // "“…”, she said, “we will be ready”.": the sentence's own stop is not in the marks.
            let stop = last.saturating_sub(1);
            if stop > first && parsed.is(stop, TokenKind::Stop) && (first..stop).all(|at| parsed.is_quote(at))
            {
                last = stop;
            }
            let words = span(parsed.items, first, last);
            let has_words = || words.slice(parsed.source).contains(char::is_alphanumeric);
            // A quotation of symbols is a statement; a single full stop is not.
            if first < last && ((first..last).any(|i| parsed.is_quote(i)) || has_words()) {
                let only_quote = (first..last).all(|i| parsed.is_quote(i));
                spans.push((words, only_quote));
            }
        };
        while at < to {
            if parsed.is(at, TokenKind::Colon) && parsed.is_quote(at.plus(1)) {
                push(start, at);
                start = at.plus(1);
            }
            at = at.plus(1);
        }
        push(start, to);
        spans
    }
}

/// Whether a word can introduce another speaker's turn.
pub(super) fn joins_turn(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    parsed.can(at, WordClass::CONJ) || ["while", "though", "although"].iter().any(|w| parsed.word_is(at, w))
}

pub(super) fn looks_finite(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let word = parsed.word(at);
    parsed.phrase_at(at).is_none()
        && !parsed.can(at, WordClass::KNOWN.with(WordClass::CAPITAL))
        && word.ends_with("ed")
}
