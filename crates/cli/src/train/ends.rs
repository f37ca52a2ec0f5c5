//! Training examples for where reported words end: for each annotated cue, the places where its words do not
//! end, and the first where they do.

use onrecord_extract::training::EndDecision;
use onrecord_model::Span;

use super::logistic::Example;
use crate::polnear::{Annotation, Characters, Line};

/// The number of characters by which annotated and extracted words may begin apart: "that", quotation marks,
/// articles.
const APART: usize = 12;
/// The number of characters by which an end may precede the annotated one: punctuation that is not counted.
const SHORT: usize = 2;

pub(super) fn examples(line: &Line, decisions: Vec<EndDecision>) -> Vec<Example> {
    let mut examples = Vec::new();
    let chars = Characters::new(&line.text);
    for decision in decisions {
        let end = line.attributions.iter().find_map(|a| annotated_end(&decision, a, &chars));
        let Some(end) = end else { continue };
        for (byte, places) in decision.places {
            let at = chars.range(Span::new(byte, byte)).start;
            let yes = at + SHORT >= end;
            examples.push(Example { places, yes });
            if yes {
                break;
            }
        }
    }
    examples
}

/// Returns the character at which the words of the decision's cue end, according to an annotation.
fn annotated_end(decision: &EndDecision, annotation: &Annotation, chars: &Characters) -> Option<usize> {
    let cue = chars.range(decision.cue);
    let same_cue = annotation.cue.iter().any(|(a, b)| *a < cue.end && cue.start < *b);
    let start = chars.range(Span::new(decision.start, decision.start)).start;
    let sentence_end = chars.range(Span::new(decision.sentence_end, decision.sentence_end)).start;
    let begins = annotation.content.iter().any(|(a, _)| a.abs_diff(start) <= APART);
    if !same_cue || !begins {
        return None;
    }
    let inside = annotation.content.iter().filter(|(a, _)| *a < sentence_end && *a + APART >= start);
    inside.map(|(_, b)| (*b).min(sentence_end)).max()
}
