//! Choice of the place where reported words end within their sentence.
//!
//! Every mark and every function word behind the start is a candidate. Rules exclude impossible candidates and
//! force certain ones; a model decides the rest from the words before and behind each.

use super::{
    ContentFinder,
    clause_bounds::{joins_turn, looks_finite},
    features::{bucket, past, short, sort},
};
use crate::{
    classifier::{Features, Value},
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    tokens::TokenKind,
};

/// Maximum number of items that are considered; beyond it, the words end with their sentence.
const LONGEST: usize = 120;

/// The words end at the first candidate where the probability that they continue past all candidates so far drops
/// below this.
const LEAST: f32 = 0.45;

/// The construction in which reported words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// "said the talks failed"
    Clause,
    /// "said that the talks failed", "asked whether …"
    Marked,
    /// "promised to go"
    Infinitive,
    /// "criticized the deal"
    Noun,
    /// "called him a liar"
    Object,
    /// "said, “…”"
    Quoted,
    /// Words that continue behind "he said".
    Behind,
    /// "According to him, …"
    According,
}

/// The start of reported words, before their end is decided.
#[derive(Clone, Copy)]
pub(super) struct ContentStart {
    pub(super) start: usize,
    pub(super) cue: usize,
    pub(super) verb: CueVerb,
    pub(super) opening: Opening,
}

/// A decision for the training program: the candidates for the end, each with its features.
#[derive(Clone, Debug)]
pub(crate) struct EndDecision {
    pub(crate) start: usize,
    pub(crate) cue: usize,
    pub(crate) places: Vec<(usize, Features)>,
}

impl ContentFinder<'_, '_> {
    /// Returns the index one past the last item of the words.
    pub(super) fn end(&mut self, begun: ContentStart) -> usize {
        self.opening = Some(begun.opening);
        if let Some(log) = &mut self.log {
            log.ends.push(EndDecision { start: begun.start, cue: begun.cue, places: Vec::new() });
        }
        let mut found = None;
        let mut goes_on = 1.0_f32;
        let mut at = begun.start.plus(1);
        while at < self.parsed.items.len().min(begun.start.plus(LONGEST)) {
            if found.is_none() && self.must_end(begun, at) {
                found = Some(at);
            }
            if (found.is_none() || self.log.is_some()) && self.may_end(at) {
                let features = self.features(begun, at);
                goes_on *= 1.0 - self.models.ends.probability(&features);
                if found.is_none() && goes_on < LEAST {
                    found = Some(at);
                }
                if let Some(decision) = self.log.as_mut().and_then(|log| log.ends.last_mut()) {
                    decision.places.push((at, features));
                }
            }
            if found.is_some() && self.log.is_none() {
                break;
            }
            at = at.plus(1);
        }
        let end = found.unwrap_or_else(|| self.parsed.items.len().max(begun.start));
        self.without_lead(begun.start, end)
    }

    /// Returns the end before a preposition that leads to what follows: "“calm” in London | on Friday night".
    fn without_lead(&self, start: usize, end: usize) -> usize {
        let parsed = self.parsed;
        let last = end.minus(1);
        let leads = parsed.can(last, WordClass::PREP) && parsed.item(end).is_some_and(|item| item.is_word());
        if leads && last > start { last } else { end }
    }

    /// Whether the words must end at `at`: another cue or the end of a quotation forces it.
    fn must_end(&self, begun: ContentStart, at: usize) -> bool {
        let parsed = self.parsed;
        if parsed.is_quote(at)
            && self.is_taken(at)
            && (begun.start..at).any(|i| parsed.is(i, TokenKind::Stop))
        {
            return true;
        }
        // "denied murder but was found guilty"
        let next_acts = parsed.phrase_at(at.plus(1)).is_none()
            && (parsed.can(at.plus(1), WordClass::AUX.with(WordClass::MODAL))
                || parsed.is_finite(at.plus(1)));
        let is_thing = parsed.phrase_from(begun.start).is_some_and(|p| parsed.phrase(p).last == at);
        if (begun.opening == Opening::Noun || begun.opening == Opening::Clause && is_thing)
            && begun.start > begun.cue
            && parsed.can(at, WordClass::CONJ)
            && next_acts
            && self.counts.verbs(begun.start..at) == 0
        {
            return true;
        }
        let closed = parsed.is_quote(at.minus(1)) && !parsed.is_quote(at);
        if closed && parsed.last_character(at.minus(1)).is_some_and(|ch| matches!(ch, '.' | '!' | '?')) {
            return true;
        }
        if parsed.is(at, TokenKind::Comma) && self.is_occasion_at_end(at.plus(1)) {
            return true;
        }
        let comma = parsed.is_break(at);
        let next = if comma { at.plus(1) } else { at };
        // "“… on the table,” as the US sent two bombers": the writer reports what happened at the same time.
        let meanwhile = ["as", "while", "after", "when", "before"].iter().any(|w| parsed.word_is(next, w));
        let led = parsed.is_quote(at.minus(1)) && parsed.is_led_on(at.minus(1));
        let quotes_ahead = self.counts.quotes(next..parsed.items.len()) > 0;
        // "Marchers chanted “…” as police came"
        let chanted =
            begun.opening == Opening::Quoted && parsed.is_quote(begun.start) && begun.start.plus(1) == at;
        if (comma || led || chanted) && meanwhile && self.counts.quotes(begun.start..at) > 0 && !quotes_ahead
        {
            return true;
        }
        // "Haley, who had said that it was over, thanked China": the clause of "who" ends where its owner acts.
        let acts = || {
            parsed.is_verb(next) && parsed.can(next, WordClass::PAST.with(WordClass::PRESENT))
                || looks_finite(parsed, next)
        };
        if self.relative
            && (parsed.is(at, TokenKind::Comma) || led)
            && self.counts.verbs(begun.start..at) > 0
            && acts()
        {
            return true;
        }
        // "Though officials have said it was old, farmers say it was new": the main clause is another's.
        if comma && begun.start > begun.cue && self.is_subordinate_turn(begun.cue) && self.is_turn(next) {
            return true;
        }
        // "… for president while adding, “…”"
        let turns = ["while", "before", "by"].iter().any(|w| parsed.word_is(next, w));
        let says = |at: usize| parsed.can(at, WordClass::CUE) && parsed.can(at, WordClass::ING);
        turns && says(next.plus(1)) || parsed.is_according(next) || (comma || led) && self.is_close(next)
    }

    /// Whether only the occasion of the words follows: ", in an interview with the Herald on Friday."
    pub(super) fn is_occasion_at_end(&self, at: usize) -> bool {
        const OCCASIONS: [&str; 12] = [
            "interview",
            "speech",
            "statement",
            "post",
            "tweet",
            "letter",
            "email",
            "address",
            "message",
            "memo",
            "briefing",
            "podcast",
        ];
        let parsed = self.parsed;
        let phrase = parsed.phrase_from(at.plus(1)).map(|p| parsed.phrase(p));
        let is_occasion = |word: usize| OCCASIONS.iter().any(|w| parsed.word_is(word, w));
        parsed.word_is(at, "in")
            && phrase.is_some_and(|p| is_occasion(p.core.minus(1)))
            && !(at..parsed.items.len())
                .any(|i| parsed.is_verb(i) || parsed.is_quote(i) || parsed.is(i, TokenKind::Comma))
    }

    /// Whether the cue at `cue` is in a clause that opens the sentence: "Though officials say".
    fn is_subordinate_turn(&self, cue: usize) -> bool {
        let opens = ["though", "although", "while", "whereas"].iter().any(|w| self.parsed.word_is(0, w));
        opens && !(0..cue).any(|at| self.parsed.is(at, TokenKind::Comma))
    }

    /// Whether words can end before the item at `at`: at a mark, at a function word or right behind a quotation.
    fn may_end(&self, at: usize) -> bool {
        const SMALL: WordClass = WordClass::CONJ
            .with(WordClass::SUB)
            .with(WordClass::PREP)
            .with(WordClass::WEEKDAY)
            .with(WordClass::ADV);
        let parsed = self.parsed;
        // "when it comes to" is no new clause but another word for "about"; the sentence's own stop
        // belongs to its last words.
        let about = ["when", "it", "comes"].iter().enumerate().all(|(n, w)| parsed.word_is(at.plus(n), w));
        if about || at.plus(1) == parsed.items.len() && parsed.is(at, TokenKind::Stop) {
            return false;
        }
        // "until 4 a.m. to read", "the Grain Fund (IGF) officials": an abbreviation's stop, and initials.
        let abbreviation = parsed.is(at, TokenKind::Stop)
            && parsed.item(at.plus(1)).is_some_and(|i| i.is_word() && !i.can(WordClass::CAPITAL));
        let initials = parsed.is(at, TokenKind::Open)
            && parsed.is(at.plus(2), TokenKind::Close)
            && parsed.word(at.plus(1)).chars().all(char::is_uppercase);
        if abbreviation || initials {
            return false;
        }
        let mark = [
            TokenKind::Comma,
            TokenKind::Dash,
            TokenKind::Semicolon,
            TokenKind::Colon,
            TokenKind::Open,
            TokenKind::Stop,
        ]
        .iter()
        .any(|kind| parsed.is(at, *kind));
        let outside = parsed.phrase_at(at).is_none_or(|p| parsed.phrase(p).first == at)
            || parsed.can(at, WordClass::PREP.with(WordClass::CONJ));
        let verb =
            parsed.phrase_at(at).is_none() && (parsed.can(at, WordClass::ING) || looks_finite(parsed, at));
        mark || outside && parsed.can(at, SMALL) || verb || parsed.is_quote(at.minus(1))
    }

    fn features(&self, begun: ContentStart, at: usize) -> Features {
        let parsed = self.parsed;
        let before = sort(parsed, at.minus(1));
        let mark = sort(parsed, at);
        let is_mark = parsed.item(at).is_some_and(|i| !i.is_word());
        let next = if is_mark { at.plus(1) } else { at };
        let after = past(parsed, next);
        let further = past(parsed, after);
        let [n1, n2, n3] = [next, after, further].map(|i| sort(parsed, i));
        let [last, here, then] = [at.minus(1), next, after].map(|i| short(parsed.word(i)));
        let all = parsed.items.len();
        let count = self.counts.verbs(begun.start..at);
        let [verb, verbs] = [(count > 0).into(), bucket(count)];
        let commas = bucket(self.counts.commas(begun.start..at));
        let commas_ahead = bucket(self.counts.commas(at.plus(1)..all));
        let quoted: Value = (self.counts.quotes(begun.start..at) > 0).into();
        let quote_ahead: Value = (self.counts.quotes(at..all) > 0).into();
        let closed: Value = parsed.is_quote(at.minus(1)).into();
        let turn = (joins_turn(parsed, next) && self.is_turn(next.plus(1))).into();
        let by_rule = self.ends_clause(begun.start, at, begun.cue).into();
        let ing: Value = parsed.can(begun.cue, WordClass::ING).into();
        let length = bucket(at.saturating_sub(begun.start));
        let Described { opening, lemma, first, cue } = self.described(begun);
        let mut f = Features::new();
        f.add(0, []);
        f.add(1, [mark]);
        f.add(2, [mark, here]);
        f.add(3, [mark, n1, n2]);
        f.add(4, [mark, n1, n2, n3]);
        f.add(5, [mark, opening]);
        f.add(6, [mark, lemma]);
        f.add(7, [mark, length, opening]);
        f.add(8, [mark, verbs, n1]);
        f.add(9, [mark, quoted, quote_ahead, n1]);
        f.add(10, [mark, commas_ahead, n1]);
        f.add(11, [before, mark, n1]);
        f.add(12, [mark, turn, self.relative.into(), n1]);
        f.add(13, [opening, here]);
        f.add(14, [mark, here, then]);
        f.add(15, [mark, opening, n1, n2]);
        f.add(16, [mark, verb, opening, here]);
        f.add(17, [mark, ing, n1, cue]);
        f.add(18, [mark, last]);
        f.add(19, [mark, bucket(all.saturating_sub(at)), quoted]);
        f.add(20, [lemma, opening, length]);
        f.add(21, [by_rule, mark, opening]);
        f.add(22, [mark, closed, opening, n1]);
        f.add(23, [mark, closed, quote_ahead, here]);
        f.add(24, [mark, n1, n2, quoted, verb]);
        f.add(25, [mark, here, n2, n3]);
        f.add(26, [first, opening, mark, n1]);
        f.add(27, [mark, commas, n1, quoted]);
        f
    }

    /// Returns the values that all candidates of one decision share.
    fn described(&self, begun: ContentStart) -> Described {
        Described {
            opening: Value::count(begun.opening as usize),
            lemma: begun.verb.lemma.into(),
            first: sort(self.parsed, begun.start),
            cue: bucket(begun.cue),
        }
    }
}

struct Described {
    opening: Value,
    lemma: Value,
    first: Value,
    cue: Value,
}
