//! Acceptance of the words that the rules found for a cue.
//!
//! The rules accept too much: "swing states" looks like a verb and its object. A model estimates how likely each
//! candidate is a statement. Unlikely ones are dropped; the others keep the estimate as part of their confidence.

use onrecord_model::Span;

use super::{
    ContentFinder, CuePlace,
    end_model::Opening,
    features::{bucket, head, kind, shape, short, sort},
};
use crate::{
    classifier::{Features, Value},
    cues::{CuePosition, Quoted, SpeakerRef, is_asserted},
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::Phrase,
};

/// Candidates less likely than this are dropped. F1 is highest at a threshold of about half of its own value.
const LEAST: f32 = 0.42;
/// The same for a noun phrase without a verb, as in "criticized the deal", which most readers take for an act rather
/// than a statement.
const LEAST_OF_THINGS: f32 = 0.6;

/// A decision for the training program: a candidate's words, its speaker's words and its features.
#[derive(Clone, Debug)]
pub(crate) struct AcceptDecision {
    pub(crate) spans: Vec<Span>,
    /// The words that name the speaker, if any.
    pub(crate) who: Option<Span>,
    pub(crate) features: Features,
}

/// The words found for a cue.
pub(super) struct ReportedWords<'s> {
    pub(super) spans: &'s [(Span, bool)],
    pub(super) reach: (usize, usize),
    pub(super) quoted: Quoted,
}

impl ContentFinder<'_, '_> {
    /// Returns the probability that the words were said, or `None` if they are dropped.
    pub(super) fn likelihood(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: &CuePlace,
        form: CuePosition,
        words: &ReportedWords<'_>,
    ) -> Option<f32> {
        let features = self.describe(cue, verb, place, form, words);
        let likelihood = self.models.keep.probability(&features);
        if let Some(log) = &mut self.log {
            let spans = words.spans.iter().map(|(span, _)| *span).collect();
            let who = match place.who {
                SpeakerRef::Relative(span, _) => Some(span),
                SpeakerRef::Phrase(p) => self.parsed.phrases.get(p).map(|p| p.span(self.parsed.items)),
                SpeakerRef::Nobody => None,
            };
            log.finds.push(AcceptDecision { spans, who, features });
            return Some(likelihood);
        }
        let least = match (words.quoted, form) {
            // A sentence in quotation marks next to a cue is a statement for any cue.
            (Quoted::All, _) => 0.0,
            _ if verb.is_certain => 0.0,
            // So, nearly always, are words that a comma and "he said" or "according to" close,
            // and words that are quoted in part.
            (_, CuePosition::After | CuePosition::Inverted | CuePosition::According) | (Quoted::Some, _) => {
                LEAST / 2.0
            }
            (Quoted::None, _) if self.opening == Some(Opening::Noun) => LEAST_OF_THINGS,
            (Quoted::None, _) => LEAST,
        };
        (likelihood >= least).then_some(likelihood)
    }

    fn describe(
        &self,
        cue: usize,
        verb: CueVerb,
        place: &CuePlace,
        form: CuePosition,
        words: &ReportedWords<'_>,
    ) -> Features {
        let parsed = self.parsed;
        let lemma: Value = verb.lemma.into();
        let shape = shape(parsed, cue);
        let opening = self.opening.map_or(Value::NONE, |opening| Value::count(opening as usize));
        let [form, quoted] = [form as usize, words.quoted as usize].map(Value::count);
        let (who, phrase) = self.speaker_phrase(place);
        let (kind, head) = (kind(phrase), head(parsed, phrase));
        let asserted: Value = is_asserted(parsed, cue).into();
        let inside: Value = self.in_clause(place.first).into();
        let (before, next) = (cue.wrapping_sub(1), cue.plus(1));
        let (start, end) = words.reach;
        let length = bucket(end.saturating_sub(start));
        let spans = bucket(words.spans.len());
        let alone = short(parsed.word(start));
        let mut f = Features::new();
        f.add(0, []);
        f.add(1, [lemma]);
        f.add(2, [lemma, shape, form]);
        f.add(3, [lemma, opening]);
        f.add(4, [form, opening, quoted]);
        f.add(5, [form, who, kind]);
        f.add(6, [head, form]);
        f.add(7, [shape, asserted, opening]);
        f.add(8, [sort(parsed, before), shape, form]);
        f.add(9, [sort(parsed, next), form, shape]);
        f.add(10, [short(parsed.word(before)), shape]);
        f.add(11, [short(parsed.word(next)), lemma]);
        f.add(12, [length, opening, form]);
        f.add(13, [quoted, lemma]);
        f.add(14, [alone, opening]);
        f.add(15, [sort(parsed, start), opening, form]);
        f.add(16, [kind, lemma]);
        f.add(17, [asserted, lemma]);
        f.add(18, [bucket(start.abs_diff(cue)), form]);
        f.add(19, [sort(parsed, end), form, opening]);
        f.add(20, [quoted, length, form]);
        f.add(22, [form, quoted]);
        f.add(23, [form, quoted, kind]);
        f.add(24, [form, quoted, lemma]);
        f.add(25, [form, quoted, spans, opening]);
        f.add(26, [form, quoted, sort(parsed, start.wrapping_sub(1)), sort(parsed, end)]);
        f.add(21, [inside, shape, form]);
        self.describe_object(&mut f, (cue, start), [lemma, shape, opening, form, quoted]);
        f
    }

    /// Returns in which way the speaker is referred to, and the phrase that names the speaker in this sentence.
    fn speaker_phrase(&self, place: &CuePlace) -> (Value, Option<&Phrase>) {
        let (way, phrase) = match place.who {
            SpeakerRef::Nobody => (0, None),
            SpeakerRef::Relative(_, phrase) => (1, phrase),
            SpeakerRef::Phrase(phrase) => (2, Some(phrase)),
        };
        (Value::count(way), phrase.and_then(|p| self.parsed.phrases.get(p)))
    }

    /// Adds what the words, which begin at item `start`, speak of, and whether the cue is within the words of another.
    fn describe_object(
        &self,
        f: &mut Features,
        (cue, start): (usize, usize),
        [lemma, shape, opening, form, quoted]: [Value; 5],
    ) {
        let parsed = self.parsed;
        let nested: Value = (cue < self.reported).into();
        let object = parsed.phrase_from(start).and_then(|p| parsed.phrases.get(p));
        f.add(27, [nested, shape, opening]);
        f.add(28, [nested, form, quoted, lemma]);
        f.add(29, [head(parsed, object), opening]);
        f.add(30, [kind(object), lemma, opening]);
    }

    /// Whether the cue is in a subordinate clause: "because he said".
    fn in_clause(&self, first: usize) -> bool {
        first > 0 && self.parsed.can(first.minus(1), WordClass::SUB)
    }
}
