//! Running counts of the verbs, commas and quotations of a sentence, for constant-time queries over ranges of
//! items.

use std::ops::Range;

use super::clause_bounds::looks_finite;
use crate::{cues::ParsedSentence, index::SaturatingIndex as _, tokens::TokenKind};

/// Running counts; entry `n` counts the items before item `n`.
pub(super) struct Counts {
    running: Vec<[u16; 3]>,
}

const VERBS: usize = 0;
const COMMAS: usize = 1;
const QUOTES: usize = 2;

impl Counts {
    pub(super) fn new(parsed: &ParsedSentence<'_>) -> Self {
        let mut running = Vec::with_capacity(parsed.items.len().plus(1));
        let mut so_far = [0_u16; 3];
        running.push(so_far);
        for at in 0..parsed.items.len() {
            let verb = parsed.is_verb(at) || looks_finite(parsed, at);
            for (count, is) in
                so_far.iter_mut().zip([verb, parsed.is(at, TokenKind::Comma), parsed.is_quote(at)])
            {
                *count = count.saturating_add(u16::from(is));
            }
            running.push(so_far);
        }
        Self { running }
    }

    pub(super) fn verbs(&self, items: Range<usize>) -> usize {
        self.between(items, VERBS)
    }

    pub(super) fn commas(&self, items: Range<usize>) -> usize {
        self.between(items, COMMAS)
    }

    pub(super) fn quotes(&self, items: Range<usize>) -> usize {
        self.between(items, QUOTES)
    }

    fn between(&self, items: Range<usize>, what: usize) -> usize {
        let up_to = |at: usize| {
            self.running
                .get(at)
                .or(self.running.last())
                .and_then(|counts| counts.get(what))
                .copied()
                .unwrap_or(0)
        };
        usize::from(up_to(items.end).saturating_sub(up_to(items.start)))
    }
}
