//! The words that a cue reports: where they begin and where they end.

mod around;
mod bounds;
mod circumstances;
mod counts;
mod describe;
mod ends;
mod forms;
mod keep;
mod who;

use onrecord_model::Span;

use counts::Counts;
pub(crate) use ends::Decision;
use ends::{Begun, Opening};
pub(crate) use keep::Find;
use keep::Words;
pub(crate) use who::Choice;

use super::{Attribution, Form, Parsed, Quoted, Who, is_asserted, is_nobody, subject};
use crate::{
    lexicon::{Class, CueVerb},
    model::Models,
    phrases::{Sort, span},
    step::Step as _,
    tokens::Kind,
};

/// A quotation of fewer words than this, with no comma that leads on to a cue, is a word set off.
const SCARE_WORDS: usize = 3;

/// Finds the words of one cue after another; a quotation belongs to the first cue that takes it.
pub(super) struct Finder<'p, 'a> {
    parsed: &'p Parsed<'a>,
    models: &'p Models,
    counts: Counts,
    taken: Vec<bool>,
    /// One past the last item that a cue, its speaker or its words have used.
    used: usize,
    /// One past the last item that was told as reported behind a cue.
    reported: usize,
    /// Whether the cue at hand is that of a relative clause: "who had said".
    relative: bool,
    /// How the words at hand begin, once that was told.
    opening: Option<Opening>,
    /// Decisions as they are made, where somebody wants to learn from them.
    log: Option<Log>,
}

/// What there is to learn from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) ends: Vec<Decision>,
    pub(crate) finds: Vec<Find>,
    pub(crate) choices: Vec<Choice>,
}

/// A cue in its place: items `first..last`, what follows it and how it stands.
pub(super) struct Place {
    who: Who,
    /// Where speaker and cue together begin and end.
    first: usize,
    last: usize,
}

impl<'p, 'a> Finder<'p, 'a> {
    pub(super) fn new(parsed: &'p Parsed<'a>, models: &'p Models) -> Self {
        Self {
            parsed,
            models,
            counts: Counts::of(parsed),
            taken: vec![false; parsed.items.len()],
            used: 0,
            reported: 0,
            relative: false,
            opening: None,
            log: None,
        }
    }

    pub(super) fn logging(parsed: &'p Parsed<'a>, models: &'p Models) -> Self {
        Self { log: Some(Log::default()), ..Self::new(parsed, models) }
    }

    /// Whether a quotation belongs to a cue before.
    pub(super) fn is_taken(&self, quote: usize) -> bool {
        self.taken.get(quote).copied().unwrap_or_default()
    }

    pub(super) fn logged(self) -> Log {
        self.log.unwrap_or_default()
    }

    /// A cue verb at `at`.
    pub(super) fn verb(&mut self, at: usize, verb: CueVerb) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        if let Some(behind) = self.opens_inverted(at, verb) {
            let place = Place { who: Who::Phrase(behind), first: at, last: parsed.phrase(behind).last };
            return self.before(at, verb, place, Form::Inverted);
        }
        let participle = parsed.can(at, Class::ING)
            && !parsed.can(at.wrapping_sub(1), Class::AUX)
            && !subject::keeps(parsed, at.wrapping_sub(1));
        if !participle
            && verb.inverts
            && self.leads_in(at)
            && let Some(phrase) = subject::right(parsed, at)
        {
            let behind = parsed.phrase(phrase).last;
            let told = self.is_told_of(behind);
            let last = if told { parsed.items.len() } else { self.with_apposition(behind) };
            // "Murphy, who is new, argued his fight is over": words go on, so "his fight" is theirs.
            let ends = !parsed.is_words(behind);
            if (ends || told || parsed.is_quote(at.back(1)))
                && let Some(found) =
                    self.after(at, verb, Place { who: Who::Phrase(phrase), first: at, last }, Form::Inverted)
            {
                return Some(found);
            }
        }
        let (who, first) = if participle {
            subject::of_participle(parsed, at).unwrap_or((Who::Nobody, at))
        } else {
            subject::left(parsed, at).unwrap_or((Who::Nobody, at))
        };
        let (who, first) = self.choose(at, (who, first));
        if !participle && who == Who::Nobody {
            return None;
        }
        // "Nobody has said for how long": nothing was said.
        if matches!(who, Who::Phrase(p) if parsed.phrase(p).sort == Sort::Pronoun) && is_nobody(parsed, who) {
            return None;
        }
        let first = if participle { at } else { first };
        self.relative = matches!(who, Who::Relative(..));
        // "unless it agrees to": a condition says nothing.
        if ["if", "unless", "until"].iter().any(|w| first > 0 && parsed.word_is(first.back(1), w)) {
            return None;
        }
        let form = if participle { Form::Participle } else { Form::Before };
        if verb.is_led_by(parsed.word(at.on(1))) && self.thing_at(at.on(2)) {
            let end = self.end(Begun { start: at.on(2), cue: at, verb, opening: Opening::Noun });
            let spans = self.cut(at.on(2), end);
            return self.finish(at, verb, Place { who, first, last: at.on(2) }, form, spans, (at.on(2), end));
        }
        let last = self.after_modifiers(at.on(1).on(usize::from(verb.lemma == "go")), verb);
        let last = self.behind_aside(last, verb).unwrap_or(last);
        if first == 1 && parsed.word_is(0, "as") && verb.marked_clause && parsed.is(last, Kind::Comma) {
            return self.as_reported(at, verb, Place { who, first: 0, last });
        }
        let place = |last| Place { who, first, last };
        // "“It is bad luck,” he said, that both were there"
        let halves = self.is_that(last) && parsed.is(last.back(1), Kind::Comma);
        // "“…,” she said, “…”" and "“…,” she said as …": what stands before the speaker comes first.
        let quoted_before = first > 0
            && parsed.is_quote(first.back(1))
            && parsed.is_led_on(first.back(1))
            && !self.is_title(first.back(1));
        // "“…,” it said in a statement that KCNA published": the "that" is the statement's.
        let occasion = last > at.on(2) && parsed.phrase_at(last.back(1)).is_some();
        let quoted_behind = parsed.is(last, Kind::Comma) && parsed.is_quote(last.on(1));
        if !participle
            && self.leads_in(first)
            && (quoted_before && (!self.is_that(last) || occasion || halves) && !self.is_clause(last)
                || quoted_behind
                || occasion && self.is_of_the_occasion(last))
            && let Some(found) = self.after(at, verb, place(last.back(usize::from(halves))), Form::After)
        {
            return Some(found);
        }
        self.within_relative(at, verb, place(last))
            .or_else(|| self.before(at, verb, place(last), form))
            .or_else(|| (!participle).then(|| self.after(at, verb, place(last), Form::After))?)
    }

    /// The words behind the cue: "X said that …", "X said, “…”".
    pub(super) fn before(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: Place,
        form: Form,
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        let mut start = place.last;
        let comma = parsed.is(start, Kind::Comma);
        if comma {
            start = start.on(1);
        }
        let colon =
            parsed.is(start, Kind::Colon) || parsed.is(start, Kind::Dash) && parsed.is_quote(start.on(1));
        if colon {
            start = start.on(1);
        }
        let that = self.is_that(start) && !comma && !colon && !verb.object;
        let question = self.is_question(start)
            && verb.marked_clause
            // "asked why."
            && parsed.is_words(start.on(1));
        if that && (verb.marked_clause || self.quote_within(start)) {
            start = start.on(1);
        }
        let quote = parsed.is_quote(start);
        let near_quote = quote || self.quote_near(start);
        // "had not declared war on it": what was not said of a thing is nothing said.
        let told = near_quote || self.is_clause(start) || is_asserted(parsed, cue);
        let clause = that
            || question
            || verb.bare_clause
                && !comma
                && told
                && (self.clause_at(start) || verb.anything && parsed.phrase_from(start).is_some());
        // "will not ask the Council to act": what is denied was not even asked for.
        let not = usize::from(parsed.word_is(start, "not"));
        let infinitive =
            parsed.word_is(start.on(not), "to") && verb.marked_clause && is_asserted(parsed, cue);
        let noun_phrase = verb.noun_phrase && self.thing_at(start) && told;
        // "had said nothing by Tuesday": no words are told.
        if !that && ["nothing", "something", "anything", "little"].iter().any(|w| parsed.word_is(start, w)) {
            return None;
        }
        // "would see that.": what it points at stands elsewhere.
        let points = ["that", "this", "it", "so"].iter().any(|w| parsed.word_is(start, w));
        if points && !parsed.is_words(start.on(1)) {
            return None;
        }
        // "called his council together": nobody was called anything.
        let apart = ["together", "himself", "herself", "back", "off", "home"];
        let nearby = || start..start.on(8).min(parsed.items.len());
        if verb.lemma == "call"
            && verb.object
            && nearby().any(|at| apart.iter().any(|w| parsed.word_is(at, w)))
        {
            return None;
        }
        let usable = if comma || colon {
            quote || colon && near_quote
        } else {
            clause || quote || near_quote || infinitive || noun_phrase
        };
        if !usable || start >= parsed.items.len() {
            return None;
        }
        if quote && self.is_taken(start) {
            return None;
        }
        // A verb that marks speech only beside quoted words reports those alone: urged X “to begin”.
        let quote_only = !clause && !infinitive && !noun_phrase && !quote;
        if quote_only {
            start = (start..parsed.items.len()).find(|&at| parsed.is_quote(at) && !self.is_taken(at))?;
            if parsed.words_in(start) < SCARE_WORDS && !verb.object {
                return None;
            }
        }
        // "called “X”" only gives a name; "in what he called “a farce”" says something.
        let what = parsed.word_is(place.first.wrapping_sub(1), "what");
        if quote && parsed.words_in(start) < SCARE_WORDS && !comma && !colon && !what && verb.lemma == "call"
        {
            return None;
        }
        let opening = match () {
            () if quote => Opening::Quoted,
            () if verb.object && !that => Opening::Object,
            () if that || question => Opening::Marked,
            () if infinitive => Opening::Infinitive,
            () if noun_phrase && !clause => Opening::Noun,
            () if quote_only => Opening::Quoted,
            () => Opening::Clause,
        };
        let end = self.end(Begun { start, cue, verb, opening });
        let spans = self.cut(start, end);
        self.finish(cue, verb, place, form, spans, (start, end))
    }

    /// The words before the cue, and behind it where they go on: "…, X said, …".
    fn after(&mut self, cue: usize, verb: CueVerb, place: Place, form: Form) -> Option<Attribution> {
        let parsed = self.parsed;
        let end = if form == Form::Inverted { cue } else { place.first };
        let mut last = end.checked_sub(1)?;
        while last > self.used && parsed.can(last, Class::CONJ.with(Class::ADV)) {
            last = last.back(1);
        }
        // "…, as X said"
        if last > self.used && parsed.word_is(last, "as") {
            last = last.back(1);
        }
        let led = parsed.is_quote(last) || parsed.is(last, Kind::Comma) || parsed.is(last, Kind::Dash);
        let account = led && last.on(1) == end && self.is_account(last, &place);
        if !led || last < self.used && !account {
            return None;
        }
        if !verb.marked_clause && !parsed.is_quote(last) {
            return None;
        }
        let mut start = if account { 0 } else { self.content_start(last) };
        // "said that it was over, and asked": what one cue has reported, the next does not; "told them that it was over:
        // “…,” she said": but for the quotation beside it.
        if start < self.reported && !account {
            if !parsed.is_quote(last) {
                return None;
            }
            start = last;
        }
        if self.is_fronted(start, last) && !self.is_whole((start, last), place.last) {
            return self.behind_fronted(cue, verb, place, form, (start, last));
        }
        let mut spans = self.cut(start, last.on(usize::from(parsed.is_quote(last))));
        if spans.is_empty() {
            return None;
        }
        let mut reach = (start, last.on(1));
        // Going on behind the cue.
        let mut next = place.last;
        if parsed.is(next, Kind::Comma) {
            next = next.on(1);
        }
        if parsed.is(next, Kind::Colon) || parsed.is(next, Kind::Dash) {
            next = next.on(1);
        }
        let quoted = (start..=last).any(|at| parsed.is_quote(at));
        // "“Only you,” she said, would do it": the verb has no other subject than what was quoted.
        let finishes =
            quoted && form == Form::After && parsed.can(next, Class::MODAL) && parsed.is_verb(next);
        // "Despite his “rude” tone, she wrote, he is kind": only half of it was in quotation marks.
        let halved = quoted
            && form == Form::After
            && (self.is_that(next) || self.is_subordinate(start, last) && self.is_clause(next));
        let goes_on = next > place.last
            && (finishes
                || halved
                || parsed.is_quote(next) && !self.is_taken(next)
                || !quoted
                    && !self.cue_ahead(next)
                    && !parsed.is_according(next)
                    && parsed.item(next).is_some_and(|i| i.is_word()));
        if goes_on {
            let end = self.end(Begun { start: next, cue, verb, opening: Opening::Behind });
            spans.extend(self.cut(next, end));
            reach = (start, end);
        }
        self.finish(cue, verb, place, form, spans, reach)
    }

    fn finish(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: Place,
        form: Form,
        spans: Vec<(Span, bool)>,
        reach: (usize, usize),
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        if spans.is_empty() {
            return None;
        }
        let quotes = spans.iter().filter(|(_, quote)| *quote).count();
        // A title that stands between the words is none of them.
        let inside = |at: usize| {
            parsed.item(at).is_some_and(|item| spans.iter().any(|(span, _)| span.contains(item.span)))
        };
        let some = quotes > 0 || (reach.0..reach.1).any(|at| parsed.is_quote(at) && inside(at));
        let quoted = match (quotes == spans.len(), some) {
            (true, _) => Quoted::All,
            (false, true) => Quoted::Some,
            (false, false) => Quoted::None,
        };
        let words = Words { spans: &spans, reach, quoted };
        let likelihood = self.likelihood(cue, verb, &place, form, &words)?;
        let reached = reach.0..reach.1.min(parsed.items.len());
        for (at, taken) in reached.clone().zip(self.taken.get_mut(reached).into_iter().flatten()) {
            *taken |= parsed.is_quote(at);
        }
        self.used = self.used.max(place.last).max(cue.on(1));
        if reach.0 > cue {
            self.reported = self.reported.max(reach.1);
        }
        if reach.0 < cue {
            self.used = self.used.max(reach.1.min(cue));
        }
        let cue_end = if parsed.is_according(cue) { cue.on(2) } else { cue.on(1) };
        Some(Attribution {
            cue: Some(span(parsed.items, cue, cue_end)),
            who: subject::with_name(parsed, place.who),
            spans: spans.into_iter().map(|(span, _)| span).collect(),
            quoted,
            likelihood,
            asserted: is_asserted(parsed, cue) && !is_nobody(parsed, place.who),
            circumstances: self.circumstances(cue, &place, reach, form),
            written: verb.written,
        })
    }
}
