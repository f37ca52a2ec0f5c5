//! Training examples for whether words were said: finds that share half of their text with an annotation and
//! name its source, and others.

use onrecord_extract::training::AcceptDecision;

use super::logistic::Example;
use crate::{
    overlap::Extent,
    polnear::{Characters, Line},
};

pub(super) fn examples(line: &Line, finds: Vec<AcceptDecision>) -> Vec<Example> {
    let chars = Characters::new(&line.text);
    let said: Vec<_> = line
        .attributions
        .iter()
        .map(|a| (Extent::annotated(&a.content), Extent::annotated(&a.source)))
        .collect();
    let example = |find: AcceptDecision| {
        let found = Extent::new(find.spans.iter().map(|span| chars.range(*span)));
        let who = find.who.map(|span| Extent::new([chars.range(span)]));
        let named = |source: &Extent| who.as_ref().is_none_or(|who| who.shared(source) > 0);
        Example {
            places: find.places,
            yes: said.iter().any(|(words, by)| words.is_like(&found) && named(by)),
        }
    };
    finds.into_iter().map(example).collect()
}
