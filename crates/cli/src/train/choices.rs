//! Training examples for the speaker of a cue: phrases that name its annotated source, and others.

use onrecord_extract::training::SpeakerDecision;

use super::logistic::Example;
use crate::{
    overlap::Extent,
    polnear::{Characters, Line},
};

pub(super) fn examples(line: &Line, choices: Vec<SpeakerDecision>) -> Vec<Example> {
    let chars = Characters::new(&line.text);
    let mut examples = Vec::new();
    for choice in choices {
        let cue = Extent::new([chars.range(choice.cue)]);
        let Some(said) = line.attributions.iter().find(|a| Extent::annotated(&a.cue).shared(&cue) > 0) else {
            continue;
        };
        let source = Extent::annotated(&said.source);
        examples.extend(choice.candidates.into_iter().map(|(span, places)| Example {
            yes: source.shared(&Extent::new([chars.range(span)])) > 0,
            places,
        }));
    }
    examples
}
