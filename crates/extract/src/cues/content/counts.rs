//! How many verbs, commas and quotations stand before each item of a sentence: asked for at every
//! place where words may end, and so counted once.

use std::ops::Range;

use super::bounds::looks_finite;
use crate::{cues::Parsed, tokens::Kind};

/// Running counts; entry `n` tells of the items before item `n`.
pub(super) struct Counts {
    verbs: Vec<u16>,
    commas: Vec<u16>,
    quotes: Vec<u16>,
}

impl Counts {
    pub(super) fn of(parsed: &Parsed<'_>) -> Self {
        let running = |is: &dyn Fn(usize) -> bool| {
            let mut count = 0_u16;
            let mut all = vec![0];
            all.extend((0..parsed.items.len()).map(|at| {
                count = count.saturating_add(u16::from(is(at)));
                count
            }));
            all
        };
        Self {
            verbs: running(&|at| parsed.is_verb(at) || looks_finite(parsed, at)),
            commas: running(&|at| parsed.is(at, Kind::Comma)),
            quotes: running(&|at| parsed.is_quote(at)),
        }
    }

    pub(super) fn verbs(&self, items: Range<usize>) -> usize {
        between(&self.verbs, items)
    }

    pub(super) fn commas(&self, items: Range<usize>) -> usize {
        between(&self.commas, items)
    }

    pub(super) fn quotes(&self, items: Range<usize>) -> usize {
        between(&self.quotes, items)
    }
}

fn between(running: &[u16], items: Range<usize>) -> usize {
    let up_to = |at: usize| running.get(at).or(running.last()).copied().unwrap_or(0);
    usize::from(up_to(items.end).saturating_sub(up_to(items.start)))
}
