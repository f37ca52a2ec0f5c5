//! Whether what rules have found beside a cue verb was really said.
//!
//! The rules take rather too much: "swing states" looks like a verb with its words. A model
//! learned from annotated news says how likely each find is; what is unlikely is dropped, and the
//! rest keeps its likelihood for the reader.

use onrecord_model::Span;

use super::{
    Finder, Place,
    describe::{bucket, head, kind, shape, short, sort},
};
use crate::{
    cues::{Form, Quoted, Who, is_asserted},
    lexicon::{Class, CueVerb},
    model::{Features, Value},
    step::Step as _,
};

/// Finds that are less likely than this are dropped. Precision and recall together (F1) are highest
/// where the bound is about half of their own value.
const LEAST: f32 = 0.42;

/// A find for the training program: its words, who is named, and what describes it.
#[derive(Clone, Debug)]
pub(crate) struct Find {
    pub(crate) spans: Vec<Span>,
    /// The words that name the speaker, where some do.
    pub(crate) who: Option<Span>,
    pub(crate) features: Features,
}

/// What was found beside a cue.
pub(super) struct Words<'s> {
    pub(super) spans: &'s [(Span, bool)],
    pub(super) reach: (usize, usize),
    pub(super) quoted: Quoted,
}

impl Finder<'_, '_> {
    /// How likely it is that the words were said; nothing where they are dropped.
    pub(super) fn likelihood(
        &mut self,
        cue: usize,
        verb: CueVerb,
        place: &Place,
        form: Form,
        words: &Words<'_>,
    ) -> Option<f32> {
        let features = self.describe(cue, verb, place, form, words);
        let likelihood = self.models.keep.probability(&features);
        if let Some(log) = &mut self.log {
            let spans = words.spans.iter().map(|(span, _)| *span).collect();
            let who = match place.who {
                Who::Relative(span, _) => Some(span),
                Who::Phrase(p) => self.parsed.phrases.get(p).map(|p| p.span(self.parsed.items)),
                Who::Nobody => None,
            };
            log.finds.push(Find { spans, who, features });
            return Some(likelihood);
        }
        let least = match (words.quoted, form) {
            // A sentence in quotation marks beside a cue is said, whatever the cue.
            (Quoted::All, _) => 0.0,
            // So, nearly always, are words that a comma and "he said" or "according to" close,
            // and words that are quoted in part.
            (_, Form::After | Form::Inverted | Form::According) | (Quoted::Some, _) => LEAST / 2.0,
            (Quoted::None, _) => LEAST,
        };
        (likelihood >= least).then_some(likelihood)
    }

    fn describe(&self, cue: usize, verb: CueVerb, place: &Place, form: Form, words: &Words<'_>) -> Features {
        let parsed = self.parsed;
        let lemma: Value = verb.lemma.into();
        let shape = shape(parsed, cue);
        let opening = self.opening.map_or(Value::NONE, |opening| Value::count(opening as usize));
        let [form, quoted] = [form as usize, words.quoted as usize].map(Value::count);
        let (who, subject) = match place.who {
            Who::Nobody => (0, None),
            Who::Relative(_, phrase) => (1, phrase),
            Who::Phrase(phrase) => (2, Some(phrase)),
        };
        let who = Value::count(who);
        let phrase = subject.and_then(|p| parsed.phrases.get(p));
        let (kind, head) = (kind(phrase), head(parsed, phrase));
        let asserted: Value = is_asserted(parsed, cue).into();
        let inside: Value = self.in_clause(place.first).into();
        let (before, next) = (cue.wrapping_sub(1), cue.on(1));
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
        f
    }

    /// Whether a subordinate clause holds the cue: "because he said".
    fn in_clause(&self, first: usize) -> bool {
        first > 0 && self.parsed.can(first.back(1), Class::SUB)
    }
}
