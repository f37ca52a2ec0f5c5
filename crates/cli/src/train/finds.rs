//! Examples of what was said and what was not: finds that share half of their text with an
//! annotation, and the others.

use onrecord_extract::training::Find;

use super::logistic::Example;
use crate::{
    overlap::Extent,
    polnear::{Characters, Line},
};

pub(super) fn examples(line: &Line, finds: Vec<Find>) -> Vec<Example> {
    let chars = Characters::new(&line.text);
    let said: Vec<_> = line
        .attributions
        .iter()
        .map(|a| Extent::new(a.content.iter().map(|(from, to)| *from..*to)))
        .collect();
    let example = |find: Find| {
        let found = Extent::new(find.spans.iter().map(|span| chars.range(*span)));
        Example { places: find.places, yes: said.iter().any(|s| s.is_like(&found)) }
    };
    finds.into_iter().map(example).collect()
}
