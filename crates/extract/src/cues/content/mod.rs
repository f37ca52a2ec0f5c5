//! The words that a cue reports.
//!
//! [`ContentFinder`] looks for them in the positions that English allows ("X said that …", "…, said X", "according
//! to X, …"). `clause_bounds` and `end_model` decide where they begin and end, `speaker_model` who says them, and
//! `accept_model` whether they were said at all.

mod accept_model;
mod circumstances;
mod clause_bounds;
mod context;
mod counts;
mod end_model;
mod features;
mod patterns;
mod speaker_model;
mod unclaimed;

use onrecord_model::Span;

pub(crate) use accept_model::AcceptDecision;
use accept_model::ReportedWords;
use counts::Counts;
pub(crate) use end_model::EndDecision;
use end_model::{ContentStart, Opening};
pub(crate) use speaker_model::SpeakerDecision;

use super::{Attribution, CuePosition, ParsedSentence, Quoted, SpeakerRef, is_asserted, is_nobody, subject};
use crate::{
    classifier::Models,
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::{PhraseKind, span},
    tokens::TokenKind,
};

/// A quotation of fewer words than this, without a comma that leads to a cue, is only a scare quote.
const SCARE_WORDS: usize = 3;

/// Finds the words of the cues of a sentence, in order. A quotation belongs to the first cue that takes it.
pub(super) struct ContentFinder<'p, 'a> {
    parsed: &'p ParsedSentence<'a>,
    models: &'p Models,
    counts: Counts,
    taken: Vec<bool>,
    /// One past the last item that a cue, its speaker or its words have taken.
    used: usize,
    /// One past the last item of the words behind a cue.
    reported: usize,
    /// Whether the current cue is in a relative clause: "who had said".
    relative: bool,
    /// The construction of the current words, once it is known.
    opening: Option<Opening>,
    /// The decisions so far, if they are logged for training.
    log: Option<DecisionLog>,
}

/// The logged decisions.
#[derive(Clone, Debug, Default)]
pub(crate) struct DecisionLog {
    pub(crate) ends: Vec<EndDecision>,
    pub(crate) finds: Vec<AcceptDecision>,
    pub(crate) choices: Vec<SpeakerDecision>,
}

/// A cue with its speaker: items `first..last`.
pub(super) struct CuePlace {
    who: SpeakerRef,
    /// Where speaker, cue and modifiers begin and end.
    first: usize,
    last: usize,
}

/// What begins behind a cue and its modifiers.
struct Lead {
    /// The item at which words would begin.
    start: usize,
    comma: bool,
    colon: bool,
    /// "that …"
    that: bool,
    /// "whether …", "why …"
    question: bool,
    /// A quotation, right there.
    quote: bool,
    /// A quotation, there or within the object.
    near_quote: bool,
    clause: bool,
    /// "to …"
    infinitive: bool,
    noun_phrase: bool,
}

impl Lead {
    /// Whether reported words can begin so.
    const fn is_usable(&self) -> bool {
        if self.comma || self.colon {
            self.quote || self.colon && self.near_quote
        } else {
            self.clause || self.near_quote || self.infinitive || self.noun_phrase
        }
    }

    /// Whether only quoted words farther on can be the statement.
    const fn is_quote_only(&self) -> bool {
        !self.clause && !self.infinitive && !self.noun_phrase && !self.quote
    }

    const fn opening(&self, verb: CueVerb) -> Opening {
        match () {
            () if self.quote => Opening::Quoted,
            () if verb.object && !self.that => Opening::Object,
            () if self.that || self.question => Opening::Marked,
            () if self.infinitive => Opening::Infinitive,
            () if self.noun_phrase && !self.clause => Opening::Noun,
            () if self.is_quote_only() => Opening::Quoted,
            () => Opening::Clause,
        }
    }
}

impl<'p, 'a> ContentFinder<'p, 'a> {
    pub(super) fn new(parsed: &'p ParsedSentence<'a>, models: &'p Models) -> Self {
        Self {
            parsed,
            models,
            counts: Counts::new(parsed),
            taken: vec![false; parsed.items.len()],
            used: 0,
            reported: 0,
            relative: false,
            opening: None,
            log: None,
        }
    }

    pub(super) fn logging(parsed: &'p ParsedSentence<'a>, models: &'p Models) -> Self {
        Self { log: Some(DecisionLog::default()), ..Self::new(parsed, models) }
    }

    /// Whether a quotation belongs to an earlier cue.
    pub(super) fn is_taken(&self, quote: usize) -> bool {
        self.taken.get(quote).copied().unwrap_or_default()
    }

    pub(super) fn logged(self) -> DecisionLog {
        self.log.unwrap_or_default()
    }

    /// Finds the words that the cue verb at item `at` reports.
    pub(super) fn verb(&mut self, at: usize, verb: CueVerb) -> Option<Attribution> {
        let parsed = self.parsed;
        self.opening = None;
        // "said there was no evidence to suggest this", "said warning people would not help": part of the words.
        let gerund = parsed.can(at, WordClass::ING) && at > 0 && parsed.can(at.minus(1), WordClass::CUE);
        if at < self.reported
            && (parsed.word_is(at.wrapping_sub(1), "to") || gerund)
            && !parsed.is_quote(at.plus(1))
        {
            return None;
        }
        if let Some(behind) = self.opens_inverted(at, verb) {
            let place =
                CuePlace { who: SpeakerRef::Phrase(behind), first: at, last: parsed.phrase(behind).last };
            return self.before(at, verb, place, CuePosition::Inverted);
        }
        let participle = parsed.can(at, WordClass::ING)
            && !parsed.can(at.wrapping_sub(1), WordClass::AUX)
            && !subject::keeps(parsed, at.wrapping_sub(1));
        if !participle && let Some(found) = self.inverted(at, verb) {
            return Some(found);
        }
        let (who, first) = self.subject(at, participle)?;
        let form = if participle { CuePosition::Participle } else { CuePosition::Before };
        if verb.is_led_by(parsed.word(at.plus(1))) && self.thing_at(at.plus(2)) {
            let start = at.plus(2);
            let end = self.end(ContentStart { start, cue: at, verb, opening: Opening::Noun });
            let spans = self.cut(start, end);
            return self.finish(at, verb, CuePlace { who, first, last: start }, form, spans, (start, end));
        }
        let last = self.after_modifiers(at.plus(1).plus(usize::from(verb.lemma == "go")), verb);
        let last = self.behind_aside(last, verb).unwrap_or(last);
        if first == 1 && parsed.word_is(0, "as") && verb.marked_clause && parsed.is(last, TokenKind::Comma) {
            return self.as_reported(at, verb, CuePlace { who, first: 0, last });
        }
        let place = |last| CuePlace { who, first, last };
        if !participle
            && let Some(last) = self.end_of_tag(at, first, last)
            && let Some(found) = self.after(at, verb, place(last), CuePosition::After)
        {
            return Some(found);
        }
        self.within_relative(at, verb, place(last))
            .or_else(|| self.before(at, verb, place(last), form))
            .or_else(|| {
                // "Bell, who advises the ministry on crime": the words before "who" are not reported by its clause.
                (!participle && !self.relative)
                    .then(|| self.after(at, verb, place(last), CuePosition::After))?
            })
    }

    /// "“…,” said X": a speaker behind the verb.
    fn inverted(&mut self, at: usize, verb: CueVerb) -> Option<Attribution> {
        let parsed = self.parsed;
        if !verb.inverts || !self.leads_in(at) {
            return None;
        }
        // "The letter – which is printed here – warns the mayor"
        let dashes = (0..at).filter(|&dash| parsed.is(dash, TokenKind::Dash)).count();
        let opening = parsed.phrase_from(0).map(|p| parsed.phrase(p).last);
        let inserted = dashes == 2
            && parsed.is(at.wrapping_sub(1), TokenKind::Dash)
            && opening.is_some_and(|behind| parsed.is(behind, TokenKind::Dash));
        if inserted {
            return None;
        }
        let phrase = subject::right(parsed, at)?;
        let behind = parsed.phrase(phrase).last;
        let told = self.is_told_of(behind);
        let last = if told { parsed.items.len() } else { self.with_apposition(behind) };
        // "Murphy, who is new, argued his fight is over": words go on, so "his fight" is theirs.
        // "The region is at risk, warns Ann Pell as she urges all to stay": a clause with its own verb precedes.
        let said_by = parsed.phrase(phrase);
        let full = said_by.is_full_name() || ["a", "an"].iter().any(|w| parsed.word_is(said_by.first, w));
        // "Tom Reed, who lives there, said Ann Pell in a letter was late": the one before the comma says it.
        let subject = parsed.phrase_from(self.used).map(|p| parsed.phrase(p).last);
        // "Last night, Tom Reed, who lives there, urged the council to act"
        let clause_of_one = || {
            let mut who =
                (self.used..at).filter(|&at| ["who", "whose"].iter().any(|w| parsed.word_is(at, w)));
            who.any(|who| parsed.is(who.wrapping_sub(1), TokenKind::Comma))
        };
        // There, what follows is the one who was urged.
        let urged = parsed.is(at.minus(1), TokenKind::Comma)
            && (verb.addressee || verb.object)
            && !full
            && matches!(said_by.kind, PhraseKind::Body | PhraseKind::Other)
            && clause_of_one();
        if urged {
            return None;
        }
        // "His son, Paul, confirmed the death": without a verb of its own, what precedes is the subject.
        let nothing_said = parsed.is(at.minus(1), TokenKind::Comma)
            && self.counts.verbs(self.used..at) == 0
            && self.counts.quotes(self.used..at) == 0
            && said_by.kind == PhraseKind::Other
            && !self.can_speak(phrase);
        // "John Smith, who was in Leeds, warned residents"
        let told_group = (verb.addressee || verb.object)
            && said_by.kind == PhraseKind::Group
            && parsed.is(at.minus(1), TokenKind::Comma)
            && clause_of_one();
        if nothing_said || told_group {
            return None;
        }
        let put_in = subject.is_some_and(|behind| parsed.is(behind, TokenKind::Comma)) || clause_of_one();
        let clause = || self.counts.verbs(self.used..at) > 0 && !put_in;
        let circumstance = parsed.is(at.minus(1), TokenKind::Comma)
            && full
            && parsed.can(behind, WordClass::SUB.with(WordClass::PREP).with(WordClass::ING))
            && clause();
        let ends = !parsed.is_words(behind) || circumstance;
        if !ends && !told && !parsed.is_quote(at.minus(1)) {
            return None;
        }
        let place = CuePlace { who: SpeakerRef::Phrase(phrase), first: at, last };
        self.after(at, verb, place, CuePosition::Inverted)
    }

    /// Returns the speaker before the verb at `at` and the item where speaker and verb begin, or `None` if no one says
    /// anything.
    fn subject(&mut self, at: usize, participle: bool) -> Option<(SpeakerRef, usize)> {
        let parsed = self.parsed;
        let found = if participle { subject::of_participle(parsed, at) } else { subject::left(parsed, at) };
        let (who, first) = self.choose(at, found.unwrap_or((SpeakerRef::Nobody, at)));
        if !participle && who == SpeakerRef::Nobody {
            return None;
        }
        // "$5 million to settle claims that": an amount is no speaker.
        if matches!(who, SpeakerRef::Phrase(p) if is_amount(parsed, p)) {
            return None;
        }
        // "Nobody has said for how long", "None of the neighbors said what it would do": no statement.
        if is_nobody(parsed, who) {
            return None;
        }
        let first = if participle { at } else { first };
        self.relative = matches!(who, SpeakerRef::Relative(..));
        // "unless it agrees to": a condition is not a statement.
        let condition = ["if", "unless", "until"];
        let is_condition = first > 0 && condition.iter().any(|w| parsed.word_is(first.minus(1), w));
        (!is_condition).then_some((who, first))
    }

    /// Returns the item behind speaker and verb if the words stand before them, as in "“…,” she said, “…”" and
    /// "“…,” she said as …". The speaker begins at item `first`, and what follows verb and modifiers at `last`.
    fn end_of_tag(&self, at: usize, first: usize, last: usize) -> Option<usize> {
        let parsed = self.parsed;
        // "“It is bad luck,” he said, that both were there"
        let halves = self.is_that(last) && parsed.is(last.minus(1), TokenKind::Comma);
        let quoted_before = first > 0
            && parsed.is_quote(first.minus(1))
            && parsed.is_led_on(first.minus(1))
            && !self.is_title(first.minus(1));
        // "“…,” it said in a statement that KCNA published": the "that" is the statement's.
        let occasion = last > at.plus(2) && parsed.phrase_at(last.minus(1)).is_some();
        let quoted_behind = parsed.is(last, TokenKind::Comma) && parsed.is_quote(last.plus(1));
        // "“…,” Baker said of tips you may hear": what follows is what the words are about.
        let matter = parsed.word_is(at.plus(1), "of");
        let before = self.leads_in(first)
            && (quoted_before
                && (matter || (!self.is_that(last) || occasion || halves) && !self.is_clause(last))
                || quoted_behind
                || occasion && self.is_of_the_occasion(last));
        before.then(|| last.minus(usize::from(halves)))
    }

    /// Finds the words behind the cue: "X said that …", "X said, “…”".
    pub(super) fn before(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: CuePlace,
        form: CuePosition,
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        // "It was over, she said; “…”": the words stand before.
        if parsed.is(place.last, TokenKind::Semicolon) && self.leads_in(place.first) {
            return None;
        }
        let lead = self.lead(cue, verb, place.last);
        // "In announcing his retirement, she said": an occasion.
        let occasion = ["in", "after", "before", "by", "while", "when", "for", "without"];
        let participle = form == CuePosition::Participle;
        let object = parsed.phrase_from(lead.start).map(|p| parsed.phrase(p).last);
        let bare = !lead.near_quote && object.is_some_and(|behind| parsed.is(behind, TokenKind::Comma));
        if participle && bare && occasion.iter().any(|w| parsed.word_is(cue.wrapping_sub(1), w)) {
            return None;
        }
        if self.reports_nothing(lead.start, lead.that) || self.is_another_call(lead.start, verb) {
            return None;
        }
        if !lead.is_usable() || lead.start >= parsed.items.len() || lead.quote && self.is_taken(lead.start) {
            return None;
        }
        let mut start = lead.start;
        if lead.is_quote_only() {
            // A verb that marks speech only beside quoted words reports those alone: urged X “to begin”.
            start = (start..parsed.items.len()).find(|&at| parsed.is_quote(at) && !self.is_taken(at))?;
            if parsed.words_in(start) < SCARE_WORDS && !verb.object {
                return None;
            }
        }
        // "called “X”" only gives a name; "in what he called “a farce”" says something.
        let what = parsed.word_is(place.first.wrapping_sub(1), "what");
        let marked = lead.comma || lead.colon || what;
        let short = parsed.words_in(start) < SCARE_WORDS || is_thing(parsed, place.who);
        if lead.quote && short && !marked && verb.lemma == "call" {
            return None;
        }
        let end = self.end(ContentStart { start, cue, verb, opening: lead.opening(verb) });
        let spans = self.cut(start, end);
        self.finish(cue, verb, place, form, spans, (start, end))
    }

    /// Describes what begins behind a cue, at item `last`.
    fn lead(&self, cue: usize, verb: CueVerb, last: usize) -> Lead {
        let parsed = self.parsed;
        let mut start = last;
        let comma = parsed.is(start, TokenKind::Comma);
        if comma {
            start = start.plus(1);
        }
        let dash = || parsed.is(start, TokenKind::Dash) && parsed.is_quote(start.plus(1));
        // "She added; “…”"
        let semicolon = || parsed.is(start, TokenKind::Semicolon) && parsed.is_quote(start.plus(1));
        let colon = parsed.is(start, TokenKind::Colon) || dash() || semicolon();
        if colon {
            start = start.plus(1);
        }
        let that = self.is_that(start) && !comma && !colon && !verb.object;
        // "asked why."
        let question = self.is_question(start) && verb.marked_clause && parsed.is_words(start.plus(1));
        if that && (verb.marked_clause || self.quote_within(start)) {
            start = start.plus(1);
        }
        let quote = parsed.is_quote(start);
        let near_quote = quote || self.quote_near(start);
        let asserted = is_asserted(parsed, cue);
        // "had not declared war on it": a denied description is not a statement.
        let told = near_quote || self.is_clause(start) || asserted;
        let bare = || self.clause_at(start) || verb.anything && parsed.phrase_from(start).is_some();
        let clause = that || question || verb.bare_clause && !comma && told && bare();
        // "will not ask the Council to act": a denied request is not a statement.
        let not = usize::from(parsed.word_is(start, "not"));
        // "apologised to affected families": those to whom it was said.
        let act = start.plus(not).plus(1);
        let done =
            parsed.can(act, WordClass::PAST.with(WordClass::PARTICIPLE)) && !parsed.can(act, WordClass::BASE);
        let infinitive = parsed.word_is(start.plus(not), "to") && verb.marked_clause && asserted && !done;
        let noun_phrase = verb.noun_phrase && self.thing_at(start) && told;
        Lead { start, comma, colon, that, question, quote, near_quote, clause, infinitive, noun_phrase }
    }

    /// Whether the item behind a cue replaces words that are not reported here: "had said nothing by Tuesday", "would see
    /// that."
    fn reports_nothing(&self, start: usize, that: bool) -> bool {
        let parsed = self.parsed;
        let is_any = |words: &[&str]| words.iter().any(|w| parsed.word_is(start, w));
        let clause = parsed.is_verb(start.plus(1)) || parsed.is_verb(start.plus(2));
        // "said this when he presented the budget"
        let earlier = parsed.word_is(start, "this")
            && ["when", "while", "after", "during", "at", "in", "on"]
                .iter()
                .any(|w| parsed.word_is(start.plus(1), w));
        !that && !clause && is_any(&["nothing", "something", "anything", "little"])
            || is_any(&["that", "this", "it", "so"]) && !parsed.is_words(start.plus(1))
            || earlier
    }

    /// "called his council together": no one was called by a name.
    fn is_another_call(&self, start: usize, verb: CueVerb) -> bool {
        let parsed = self.parsed;
        let apart = ["together", "himself", "herself", "back", "off", "home"];
        let mut nearby = start..start.plus(8).min(parsed.items.len());
        verb.lemma == "call" && verb.object && nearby.any(|at| apart.iter().any(|w| parsed.word_is(at, w)))
    }

    /// Finds the words before the cue, and behind it if they continue there: "…, X said, …".
    fn after(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: CuePlace,
        form: CuePosition,
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        let end = if form == CuePosition::Inverted { cue } else { place.first };
        let mut last = end.checked_sub(1)?;
        while last > self.used && parsed.can(last, WordClass::CONJ.with(WordClass::ADV)) {
            last = last.minus(1);
        }
        // "…, as X said"
        if last > self.used && parsed.word_is(last, "as") {
            last = last.minus(1);
        }
        let led =
            parsed.is_quote(last) || parsed.is(last, TokenKind::Comma) || parsed.is(last, TokenKind::Dash);
        let account = led && last.plus(1) == end && self.is_account(last, &place);
        if !led || last < self.used && !account {
            return None;
        }
        if !verb.marked_clause && !parsed.is_quote(last) {
            return None;
        }
        let mut start = if account { 0 } else { self.content_start(last) };
        // "said that it was over, and asked": words are reported by one cue only; "told them that it was over:
        // “…,” she said": but for the quotation beside it.
        if start < self.reported && !account {
            if !parsed.is_quote(last) {
                return None;
            }
            start = last;
        }
        if !account && self.is_fronted(start, last) && !self.is_whole((start, last), place.last) {
            return self.behind_fronted(cue, verb, place, form, (start, last));
        }
        let mut spans = self.cut(start, last.plus(usize::from(parsed.is_quote(last))));
        if spans.is_empty() {
            return None;
        }
        let mut reach = (start, last.plus(1));
        if let Some(next) = self.goes_on_at((start, last), place.last, form) {
            let end = self.end(ContentStart { start: next, cue, verb, opening: Opening::Behind });
            spans.extend(self.cut(next, end));
            reach = (start, end);
        }
        self.finish(cue, verb, place, form, spans, reach)
    }

    /// Returns where words that began before the cue continue behind it.
    fn goes_on_at(&self, (start, last): (usize, usize), behind: usize, form: CuePosition) -> Option<usize> {
        let parsed = self.parsed;
        let mut next = behind;
        if parsed.is(next, TokenKind::Comma) {
            next = next.plus(1);
        }
        if parsed.is(next, TokenKind::Colon) || parsed.is(next, TokenKind::Dash) {
            next = next.plus(1);
        }
        let quoted = (start..=last).any(|at| parsed.is_quote(at));
        // "“Only you,” she said, would do it": the verb has no other subject than what was quoted.
        let finishes = quoted
            && form == CuePosition::After
            && parsed.can(next, WordClass::MODAL)
            && parsed.is_verb(next);
        // "Despite his “rude” tone, she wrote, he is kind": only half of it was in quotation marks.
        let halved = quoted
            && form == CuePosition::After
            && (self.is_that(next) || self.is_subordinate(start, last) && self.is_clause(next));
        // "“She is late,” said a friend, “and that is that.”"
        let reopens = form == CuePosition::Inverted
            && parsed.is_quote(next)
            && parsed.is(next.minus(1), TokenKind::Comma);
        let goes_on = (next > behind || reopens)
            && (finishes
                || halved
                || parsed.is_quote(next) && !self.is_taken(next)
                || !quoted
                    && !self.cue_ahead(next)
                    && !parsed.is_according(next)
                    && parsed.item(next).is_some_and(|i| i.is_word()));
        goes_on.then_some(next)
    }

    fn finish(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: CuePlace,
        form: CuePosition,
        spans: Vec<(Span, bool)>,
        reach: (usize, usize),
    ) -> Option<Attribution> {
        let parsed = self.parsed;
        if spans.is_empty() {
            return None;
        }
        let quotes = spans.iter().filter(|(_, quote)| *quote).count();
        // A title between the words is not part of them.
        let inside = |at: usize| {
            parsed.item(at).is_some_and(|item| spans.iter().any(|(span, _)| span.contains(item.span)))
        };
        let some = quotes > 0 || (reach.0..reach.1).any(|at| parsed.is_quote(at) && inside(at));
        let quoted = match (quotes == spans.len(), some) {
            (true, _) => Quoted::All,
            (false, true) => Quoted::Some,
            (false, false) => Quoted::None,
        };
        let words = ReportedWords { spans: &spans, reach, quoted };
        let likelihood = self.likelihood(cue, verb, &place, form, &words)?;
        let reached = reach.0..reach.1.min(parsed.items.len());
        for (at, taken) in reached.clone().zip(self.taken.get_mut(reached).into_iter().flatten()) {
            *taken |= parsed.is_quote(at);
        }
        self.used = self.used.max(place.last).max(cue.plus(1));
        if reach.0 > cue {
            self.reported = self.reported.max(reach.1);
        }
        if reach.0 < cue {
            self.used = self.used.max(reach.1.min(cue));
        }
        let cue_end = if parsed.is_according(cue) { cue.plus(2) } else { cue.plus(1) };
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

/// Whether a phrase is a number in digits: "5 million".
fn is_amount(parsed: &ParsedSentence<'_>, phrase: usize) -> bool {
    let phrase = parsed.phrase(phrase);
    parsed.is(phrase.first, TokenKind::Number)
        && (phrase.first..phrase.core).all(|at| parsed.can(at, WordClass::NUMBER))
}

/// Whether a speaker is one of several things rather than people: "a group", "another".
fn is_thing(parsed: &ParsedSentence<'_>, who: SpeakerRef) -> bool {
    let SpeakerRef::Phrase(phrase) = who else { return false };
    let phrase = parsed.phrase(phrase);
    let indefinite = ["a", "an", "another", "one"].iter().any(|w| parsed.word_is(phrase.first, w));
    indefinite && !matches!(phrase.kind, PhraseKind::Name | PhraseKind::Role)
}
