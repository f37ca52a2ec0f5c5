//! Examples of where reported words end: for each cue that was annotated, the places at which its
//! words did not end, and the first at which they did.

use onrecord_extract::training::Ends;
use onrecord_model::Span;

use super::logistic::Example;
use crate::polnear::{Annotation, Characters, Line};

/// So many characters annotated and found words may begin apart: "that", marks, articles.
const APART: usize = 12;
/// So many characters an end may lie before the annotated one: marks that are not counted.
const SHORT: usize = 2;

pub(super) fn examples(line: &Line, decisions: Vec<Ends>) -> Vec<Example> {
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

/// The character at which the words end that an annotation gives to the decision's cue.
fn annotated_end(decision: &Ends, annotation: &Annotation, chars: &Characters) -> Option<usize> {
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
