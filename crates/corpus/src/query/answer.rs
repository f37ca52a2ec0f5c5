//! The counts of one facet over a set of rows, kept from one question to the next.
//!
//! Of three ways to the new counts the shortest is taken: count the rows of the set; take the rows
//! outside it from the totals; or mend the last counts by the rows that came and went. Where a
//! column has a few values only, each value's rows are kept as a set, and counted by the word.

use std::rc::Rc;

use crate::columns::{Bits, Column, Many};

/// A column with at most so many values is counted by sets.
const FEW: usize = 16;

/// A column that is counted.
#[derive(Clone, Copy)]
pub(super) enum Counted<'c> {
    One(&'c Column),
    Many(&'c Many),
}

impl Counted<'_> {
    fn count_all(self, counts: &mut [u32]) {
        match self {
            Self::One(column) => column.count_all(counts),
            Self::Many(column) => column.count_all(counts),
        }
    }

    fn count(self, rows: &Bits, counts: &mut [u32]) {
        match self {
            Self::One(column) => column.count(rows, counts),
            Self::Many(column) => column.count(rows, counts),
        }
    }

    fn uncount_others(self, rows: &Bits, counts: &mut [u32]) {
        match self {
            Self::One(column) => column.uncount_others(rows, counts),
            Self::Many(column) => column.uncount_others(rows, counts),
        }
    }

    fn recount(self, from: &Bits, to: &Bits, counts: &mut [u32]) {
        match self {
            Self::One(column) => column.recount(from, to, counts),
            Self::Many(column) => column.recount(from, to, counts),
        }
    }
}

/// The last counts, and what makes the next ones quick.
#[derive(Debug)]
pub(super) struct Answer {
    rows: Rc<Bits>,
    counts: Vec<u32>,
    /// The counts of all rows.
    totals: Vec<u32>,
    /// The rows of each value, where there are few.
    sets: Vec<Bits>,
}

impl Answer {
    /// The counts over every row of a column of values below `values`.
    pub(super) fn all(column: Counted<'_>, values: usize, every: &Rc<Bits>) -> Self {
        let mut totals = vec![0; values];
        column.count_all(&mut totals);
        let sets = match column {
            Counted::One(column) if values <= FEW => {
                let only = |value: usize| (0..values).map(|v| v == value).collect::<Vec<_>>();
                (0..values).map(|value| column.rows(&only(value))).collect()
            }
            _ => Vec::new(),
        };
        Self { rows: Rc::clone(every), counts: totals.clone(), totals, sets }
    }

    /// Counts over another set of rows.
    pub(super) fn move_to(&mut self, column: Counted<'_>, rows: &Rc<Bits>) {
        if Rc::ptr_eq(&self.rows, rows) {
            return;
        }
        let inside = rows.count();
        let outside = rows.rows() - inside;
        let changed = self.rows.count_xor(rows);
        let least = inside.min(outside).min(changed);
        if !self.sets.is_empty() && least > self.sets.len() * rows.words().len() {
            for (count, set) in self.counts.iter_mut().zip(&self.sets) {
                *count = u32::try_from(rows.count_and(set)).unwrap_or(u32::MAX);
            }
        } else if least == changed {
            column.recount(&self.rows, rows, &mut self.counts);
        } else if least == inside {
            self.counts.fill(0);
            column.count(rows, &mut self.counts);
        } else {
            self.counts.copy_from_slice(&self.totals);
            column.uncount_others(rows, &mut self.counts);
        }
        self.rows = Rc::clone(rows);
    }

    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }
}
