//! Where reported words begin and end within a sentence.

use onrecord_model::Span;

use super::Finder;
use crate::{
    cues::Parsed,
    days::is_period,
    lexicon::{Class, CueVerb},
    phrases::{Sort, span},
    step::Step as _,
    tokens::Kind,
};

impl Finder<'_, '_> {
    /// Where words that end at `last` begin: the sentence, or behind the cue before.
    pub(super) fn content_start(&self, last: usize) -> usize {
        let parsed = self.parsed;
        let mut start = self.used;
        while start < last && parsed.is_break(start) {
            start = start.on(1);
        }
        if parsed.can(start, Class::CONJ) && start < last {
            start = start.on(1);
            if parsed.is(start, Kind::Comma) {
                start = start.on(1);
            }
        }
        start
    }

    /// Whether what stands before the speaker only opens the sentence: "Instead,", "On Monday,".
    pub(super) fn is_fronted(&self, start: usize, last: usize) -> bool {
        let parsed = self.parsed;
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

    /// Whether no clause of its own stands in the words: "Despite his “rude” tone,".
    pub(super) fn is_subordinate(&self, start: usize, last: usize) -> bool {
        let parsed = self.parsed;
        let demonstrative = parsed.phrase_from(start).is_some();
        let leads = parsed.can(start, Class::SUB) && !demonstrative
            || parsed.can(start, Class::ING)
            || parsed.can(start, Class::PREP);
        leads && !self.has_main_clause(start, last)
    }

    /// Whether words without a verb are all that was said, since the sentence ends behind the cue: "Probably not, he
    /// said."
    pub(super) fn is_whole(&self, (start, last): (usize, usize), behind: usize) -> bool {
        let parsed = self.parsed;
        let ends = behind == parsed.items.len()
            || parsed.is(behind, Kind::Stop)
            || parsed.is(behind, Kind::Semicolon);
        let asked = (start..start.on(2)).any(|at| parsed.word_is(at, "asked"));
        let opens = parsed.can(start, Class::SUB.with(Class::PREP.with(Class::ING)));
        // "If it rains, the harbor will close, they said."
        let acts = |at: usize| parsed.is_finite(at) || looks_finite(parsed, at);
        ends && !asked && (!opens || (start..last).any(acts))
    }

    /// Whether a clause of its own follows a comma: "If it rains, the harbor will close,".
    fn has_main_clause(&self, start: usize, last: usize) -> bool {
        let parsed = self.parsed;
        let Some(verb) = (start..last).rev().find(|&i| parsed.is_verb(i) || looks_finite(parsed, i)) else {
            return false;
        };
        (start..last).any(|at| {
            let subject = parsed.phrase_from(at.on(1)).map(|p| parsed.phrase(p).last);
            parsed.is(at, Kind::Comma) && subject.is_some_and(|behind| behind <= verb)
        })
    }

    /// Whether a clause with a subject and a verb begins at `at`.
    pub(super) fn clause_at(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let mut start = at;
        while parsed.can(start, Class::ADV) || parsed.is(start, Kind::Comma) {
            // "there were a million"
            if parsed.word_is(start, "there") && parsed.can(start.on(1), Class::AUX.with(Class::POSSESSIVE)) {
                return true;
            }
            start = start.on(1);
        }
        // "said the US “needs …”", "said in 2016 the talks failed", "said if they came, …".
        let limit = start.on(30).min(parsed.items.len());
        let opens = parsed.phrase_from(start).is_some()
            || parsed.can(start, Class::SUB.with(Class::DET.with(Class::PRON.with(Class::POSS))))
            || parsed.can(start, Class::PREP.with(Class::ING))
            || parsed.is(start, Kind::Open);
        opens && (start..limit).any(|i| parsed.is_verb(i) || looks_finite(parsed, i) || parsed.is_quote(i))
    }

    /// Whether a subject and its verb stand right at `at`: "On “Hannity,” he said Clinton was".
    pub(super) fn is_clause(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let verb = |at: usize| parsed.is_verb(at) || looks_finite(parsed, at);
        let subject = parsed.phrase_from(at).map(|p| parsed.phrase(p).last);
        // "his campaign here was"
        parsed.word_is(at, "if")
            || subject.is_some_and(|v| verb(v) || parsed.can(v, Class::ADV) && verb(v.on(1)))
    }

    /// Whether the "that" which opens reported words stands at `at`: not that of "that night", but that of "that
    /// Thursday’s debate"
    pub(super) fn is_that(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let owns = || parsed.can(at.on(2), Class::POSSESSIVE);
        parsed.word_is(at, "that") && (!is_period(parsed.word(at.on(1))) || owns())
    }

    /// Whether a thing is named at `at`, quoted words in it or not: "the “identity politics”",
    /// "more “flexibility”", "increased regulation".
    pub(super) fn thing_at(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let modifier = Class::DET.with(Class::POSS).with(Class::ADJ).with(Class::NUMBER);
        parsed.phrase_from(at).is_some()
            || (parsed.can(at, modifier) || parsed.word(at).ends_with("ed") || parsed.word_is(at, "more"))
                && (at.on(1)..at.on(4)).any(|i| parsed.is_quote(i) || parsed.phrase_from(i).is_some())
    }

    /// Where words begin behind what is put in after a cue: "said Thursday during a town hall in
    /// Buffalo, New York, that", "added, though, that", "joked, again in an accent, “…”".
    pub(super) fn behind_aside(&self, from: usize, verb: CueVerb) -> Option<usize> {
        let parsed = self.parsed;
        let comma = parsed.is(from, Kind::Comma);
        if !verb.marked_clause || !comma && !parsed.can(from, Class::PREP) {
            return None;
        }
        // "told a town hall in Salem, New Hampshire on Monday that"
        let place = || {
            let sort = parsed.phrase_from(from.on(1)).map(|p| parsed.phrase(p).sort);
            from > 0
                && parsed.phrase_at(from.back(1)).is_some()
                && matches!(sort, Some(Sort::Name | Sort::Body))
        };
        for at in from.on(1)..from.on(30).min(parsed.items.len()) {
            let closed = parsed.is(at.back(1), Kind::Comma) && at > from.on(1);
            if self.is_that(at) {
                return (!comma || closed || at == from.on(1) || place()).then_some(at);
            }
            if parsed.is_quote(at) {
                return closed.then(|| at.back(1));
            }
            let says = parsed.can(at, Class::CUE) && parsed.phrase_at(at).is_none();
            if says || parsed.is_verb(at) || parsed.is(at, Kind::Stop) || parsed.is(at, Kind::Semicolon) {
                return None;
            }
        }
        None
    }

    /// A word that opens a reported question.
    pub(super) fn is_question(&self, at: usize) -> bool {
        ["whether", "how", "why", "what", "if"].iter().any(|w| self.parsed.word_is(at, w))
    }

    pub(super) fn quote_within(&self, start: usize) -> bool {
        (start..start.on(12).min(self.parsed.items.len())).any(|at| self.parsed.is_quote(at))
    }

    /// A quotation that this cue can mean: within a few words, with no other verb's subject between.
    pub(super) fn quote_near(&self, start: usize) -> bool {
        let parsed = self.parsed;
        for at in start..start.on(14).min(parsed.items.len()) {
            if parsed.is_quote(at) {
                return !self.is_taken(at);
            }
            if parsed.is(at, Kind::Semicolon)
                || parsed.is(at, Kind::Stop)
                || parsed.can(at, Class::CUE) && parsed.is_verb(at)
            {
                return false;
            }
        }
        false
    }

    pub(super) fn cue_ahead(&self, at: usize) -> bool {
        (at..at.on(3).min(self.parsed.items.len()))
            .any(|i| self.parsed.can(i, Class::CUE) && self.parsed.phrase_at(i).is_none())
    }

    /// Whether rules would end the words before the mark or word at `at`: a hint for the model.
    pub(super) fn ends_clause(&self, start: usize, at: usize, cue: usize) -> bool {
        let parsed = self.parsed;
        let comma = parsed.is_break(at);
        let next = if comma { at.on(1) } else { at };
        if parsed.is_according(next) {
            return true;
        }
        if comma
            && parsed.can(next, Class::ING)
            && parsed.can(next, Class::CUE)
            && parsed.phrase_at(next).is_none()
        {
            return true;
        }
        if at > cue && parsed.is(at, Kind::Comma) && self.turns_back(next, cue) {
            return true;
        }
        // Another speaker's turn: ", and others say", ", but he added".
        // "that he and Trump had agreed": without a verb before it, no clause is complete.
        let complete = || comma || self.counts.verbs(start..at) > 0;
        joins_turn(parsed, next)
            && at > cue
            && (comma || parsed.can(next, Class::CONJ))
            && complete()
            && self.is_turn(next.on(1))
    }

    /// Whether the writer goes on behind a comma: ", and has championed",
    /// "who had said he would debate, criticized", "Since announcing that he would not run, Biden has".
    fn turns_back(&self, next: usize, cue: usize) -> bool {
        let parsed = self.parsed;
        let finite = |at: usize| {
            parsed.phrase_at(at).is_none()
                && parsed.can(at, Class::AUX.with(Class::PAST.with(Class::PRESENT)))
                && !parsed.can(at, Class::ING.with(Class::MODAL))
        };
        if parsed.can(next, Class::CONJ) && finite(next.on(1)) {
            return true;
        }
        if self.relative && finite(next) {
            return true;
        }
        let opening = parsed.can(cue, Class::ING)
            && (cue == 0 || parsed.can(cue.back(1), Class::PREP.with(Class::SUB)) && cue < 4);
        opening && parsed.phrase_from(next).is_some_and(|p| finite(parsed.phrase(p).last))
    }

    /// Whether a speaker and a cue verb stand at `at`.
    pub(super) fn is_turn(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let mut at = at;
        while parsed.can(at, Class::ADV) {
            at = at.on(1);
        }
        let cue_at = |i: usize| {
            parsed.can(i, Class::CUE)
                && parsed.can(i, Class::PAST.with(Class::PRESENT))
                && parsed.phrase_at(i).is_none()
        };
        if cue_at(at) {
            return true;
        }
        let Some(phrase) = parsed.phrase_from(at) else { return false };
        let mut verb = parsed.phrase(phrase).last;
        if parsed.is(verb, Kind::Dash) || parsed.is(verb, Kind::Comma) {
            let close = (verb.on(1)..verb.on(20).min(parsed.items.len()))
                .find(|&i| parsed.is(i, Kind::Dash) || parsed.is(i, Kind::Comma));
            verb = close.map_or(verb, |c| c.on(1));
        }
        while parsed.can(verb, Class::ADV.with(Class::AUX)) && !cue_at(verb) {
            // "and the South should hold": not said, but asked for.
            if parsed.can(verb, Class::MODAL) {
                return false;
            }
            verb = verb.on(1);
        }
        let says = cue_at(verb)
            || parsed.can(verb, Class::CUE)
                && parsed.can(verb, Class::BASE)
                && parsed.phrase_at(verb).is_none();
        says && !matches!(parsed.phrase(phrase).sort, Sort::Other)
    }

    /// The spans of items `from..to`; words before a colon and a quotation behind it are two.
    pub(super) fn cut(&self, from: usize, to: usize) -> Vec<(Span, bool)> {
        let parsed = self.parsed;
        let mut spans = Vec::new();
        let mut start = from;
        let mut at = from;
        let mut push = |first: usize, last: usize| {
            let mut last = last;
            while last > first
                && (parsed.is(last.back(1), Kind::Comma)
                    || parsed.is(last.back(1), Kind::Dash)
                    || parsed.is(last.back(1), Kind::Colon))
            {
                last = last.back(1);
            }
            let words = span(parsed.items, first, last);
            let has_words = || words.slice(parsed.source).contains(char::is_alphanumeric);
            // A quotation of signs is one; a full stop that is left over is nothing said.
            if first < last && ((first..last).any(|i| parsed.is_quote(i)) || has_words()) {
                let only_quote = (first..last).all(|i| parsed.is_quote(i));
                spans.push((words, only_quote));
            }
        };
        while at < to {
            if parsed.is(at, Kind::Colon) && parsed.is_quote(at.on(1)) {
                push(start, at);
                start = at.on(1);
            }
            at = at.on(1);
        }
        push(start, to);
        spans
    }
}

/// Whether a word can join another speaker's turn.
pub(super) fn joins_turn(parsed: &Parsed<'_>, at: usize) -> bool {
    parsed.can(at, Class::CONJ) || ["while", "though", "although"].iter().any(|w| parsed.word_is(at, w))
}

pub(super) fn looks_finite(parsed: &Parsed<'_>, at: usize) -> bool {
    let word = parsed.word(at);
    parsed.phrase_at(at).is_none()
        && !parsed.can(at, Class::KNOWN.with(Class::CAPITAL))
        && word.ends_with("ed")
}
