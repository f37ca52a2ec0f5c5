//! Where a day or a channel of a saying can be told: around the cue, never in what was said.

use onrecord_model::Span;

use super::{Finder, Place};
use crate::{
    cues::{Form, Who},
    lexicon::Class,
    phrases::span,
    tokens::Kind,
};

impl Finder<'_, '_> {
    /// Where a day or a channel of this saying can be told: around cue and speaker, and in what
    /// opens the sentence, but never in what was said.
    pub(super) fn circumstances(
        &self,
        cue: usize,
        place: &Place,
        reach: (usize, usize),
        form: Form,
    ) -> Vec<Span> {
        let parsed = self.parsed;
        let items = parsed.items;
        let mut all = Vec::new();
        let mut add = |from: usize, to: usize| {
            if from < to && to <= items.len() {
                all.push(span(items, from, to));
            }
        };
        match form {
            Form::Participle => {
                add(cue, reach.0.max(cue));
                // "Mattis, speaking Sunday, warning": only what the participle itself carries.
            }
            Form::Before if matches!(place.who, Who::Relative(..)) => {
                // "Trump on Saturday, who said": between the name and "who".
                let name = if let Who::Relative(_, Some(p)) = place.who {
                    parsed.phrase(p).last
                } else {
                    place.first
                };
                add(name, cue);
                add(cue, reach.0);
            }
            Form::Before | Form::Colon => {
                add(cue, reach.0);
                add(place.first, cue);
                if place.first > 0 && self.is_opening(place.first) {
                    add(0, place.first);
                }
            }
            Form::After | Form::Inverted => {
                add(place.first.min(cue), place.last);
                if reach.1 <= cue {
                    let end = (place.last..items.len())
                        .find(|&at| parsed.is_quote(at) || parsed.can(at, Class::ING.with(Class::CONJ)))
                        .unwrap_or(items.len());
                    add(place.last, end);
                }
            }
            Form::According => {
                let end = (cue..items.len()).find(|&at| parsed.is(at, Kind::Comma)).unwrap_or(items.len());
                if let Who::Phrase(p) = place.who {
                    add(parsed.phrase(p).last, end);
                }
            }
        }
        all
    }

    /// Whether everything before `at` is an opening such as "Speaking Sunday,".
    pub(super) fn is_opening(&self, at: usize) -> bool {
        let parsed = self.parsed;
        // "After Friday's test": the day of something else.
        let after = ["after", "following", "since"].iter().any(|w| parsed.word_is(0, w));
        if after && parsed.can(1, Class::WEEKDAY) && parsed.can(2, Class::POSSESSIVE) {
            return false;
        }
        !(0..at).any(|i| parsed.is_quote(i) || parsed.is_verb(i) && !parsed.can(i, Class::ING))
    }
}
