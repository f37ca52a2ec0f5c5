//! The counts of one facet over a set of rows, kept from one query to the next.
//!
//! New counts are found in the cheapest of three ways: counting the rows of the set, subtracting the rows
//! outside it from the totals, or updating the last counts by the rows that were added and removed. If a
//! column has only a few values, the rows of each are kept as a set and counted a word at a time.

use std::{cell::OnceCell, rc::Rc};

use crate::columns::{Column, CountValues as _, MultiColumn, RowSet, WordDiff};

/// A column with at most this many values is counted by sets.
const FEW: usize = 16;

/// A column that is counted.
#[derive(Clone, Copy)]
pub(super) enum Counted<'c> {
    Single(&'c Column),
    Multi(&'c MultiColumn),
}

impl Counted<'_> {
    fn count_all(self, counts: &mut [u32]) {
        match self {
            Self::Single(column) => column.count_all(counts),
            Self::Multi(column) => column.count_all(counts),
        }
    }

    fn count(self, rows: &RowSet, counts: &mut [u32]) {
        match self {
            Self::Single(column) => column.count(rows, counts),
            Self::Multi(column) => column.count(rows, counts),
        }
    }

    fn uncount_others(self, rows: &RowSet, counts: &mut [u32]) {
        match self {
            Self::Single(column) => column.uncount_others(rows, counts),
            Self::Multi(column) => column.uncount_others(rows, counts),
        }
    }

    fn recount(self, changes: &[WordDiff], counts: &mut [u32]) {
        match self {
            Self::Single(column) => column.recount(changes, counts),
            Self::Multi(column) => column.recount(changes, counts),
        }
    }
}

/// The last counts, and what makes the next ones fast.
#[derive(Debug)]
pub(super) struct CachedCounts {
    rows: Rc<RowSet>,
    counts: Vec<u32>,
    /// The counts of all rows.
    totals: Vec<u32>,
    /// The rows of each value, if there are few values.
    sets: Vec<RowSet>,
}

impl CachedCounts {
    /// Counts all rows of a column whose values are below `values`.
    pub(super) fn all(column: Counted<'_>, values: usize, every: &Rc<RowSet>) -> Self {
        let mut totals = vec![0; values];
        column.count_all(&mut totals);
        let sets = match column {
            Counted::Single(column) if values <= FEW => {
                (0..values).map(|value| column.rows_of(value)).collect()
            }
            _ => Vec::new(),
        };
        Self { rows: Rc::clone(every), counts: totals.clone(), totals, sets }
    }

    /// Returns the rows that are counted.
    pub(super) const fn rows(&self) -> &Rc<RowSet> {
        &self.rows
    }

    /// Counts another set of rows.
    pub(super) fn follow(&mut self, column: Counted<'_>, step: &RowDiff) {
        let RowDiff { to, inside, changed, .. } = step;
        let least = (*inside).min(to.capacity().saturating_sub(*inside)).min(*changed);
        if least == 0 && *changed == 0 {
            // The same rows, possibly reached in another way.
        } else if !self.sets.is_empty() && least > self.sets.len().saturating_mul(to.words().len()) {
            for (count, set) in self.counts.iter_mut().zip(&self.sets) {
                *count = u32::try_from(to.intersection_count(set)).unwrap_or(u32::MAX);
            }
        } else if least == *changed {
            column.recount(step.changes(), &mut self.counts);
        } else if least == *inside {
            self.counts.fill(0);
            column.count(to, &mut self.counts);
        } else {
            self.counts.copy_from_slice(&self.totals);
            column.uncount_others(to, &mut self.counts);
        }
        self.rows = Rc::clone(to);
    }

    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }
}

/// The difference between two sets of rows.
#[derive(Debug)]
pub(super) struct RowDiff {
    from: Rc<RowSet>,
    to: Rc<RowSet>,
    /// The number of rows in the new set.
    inside: usize,
    /// The number of rows added or removed.
    changed: usize,
    changes: OnceCell<Vec<WordDiff>>,
}

impl RowDiff {
    fn changes(&self) -> &[WordDiff] {
        self.changes.get_or_init(|| self.from.diff(&self.to))
    }
}

/// Differences, computed once and shared by facets.
#[derive(Debug, Default)]
pub(super) struct RowDiffs(Vec<Rc<RowDiff>>);

impl RowDiffs {
    pub(super) fn between(&mut self, from: &Rc<RowSet>, to: &Rc<RowSet>) -> Rc<RowDiff> {
        let same = |known: &&Rc<RowDiff>| Rc::ptr_eq(&known.from, from) && Rc::ptr_eq(&known.to, to);
        if let Some(known) = self.0.iter().find(same) {
            return Rc::clone(known);
        }
        let stays = Rc::ptr_eq(from, to);
        let new = Rc::new(RowDiff {
            inside: if stays { 0 } else { to.count() },
            changed: if stays { 0 } else { from.symmetric_difference_count(to) },
            from: Rc::clone(from),
            to: Rc::clone(to),
            changes: OnceCell::new(),
        });
        self.0.push(Rc::clone(&new));
        new
    }
}
