//! The counts of one facet over a set of rows, kept from one question to the next.
//!
//! Of three ways to the new counts the shortest is taken: count the rows of the set; take the rows
//! outside it from the totals; or mend the last counts by the rows that came and went. Where a
//! column has a few values only, each value's rows are kept as a set, and counted by the word.

use std::{cell::OnceCell, rc::Rc};

use crate::columns::{Bits, Changed, Column, Counting as _, Many};

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

    fn recount(self, changes: &[Changed], counts: &mut [u32]) {
        match self {
            Self::One(column) => column.recount(changes, counts),
            Self::Many(column) => column.recount(changes, counts),
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
            Counted::One(column) if values <= FEW => (0..values).map(|value| column.rows_of(value)).collect(),
            _ => Vec::new(),
        };
        Self { rows: Rc::clone(every), counts: totals.clone(), totals, sets }
    }

    /// The rows that are counted.
    pub(super) const fn rows(&self) -> &Rc<Bits> {
        &self.rows
    }

    /// Counts over another set of rows.
    pub(super) fn follow(&mut self, column: Counted<'_>, step: &Move) {
        let Move { to, inside, changed, .. } = step;
        let least = (*inside).min(to.rows().saturating_sub(*inside)).min(*changed);
        if least == 0 && *changed == 0 {
            // The same rows, perhaps by another way.
        } else if !self.sets.is_empty() && least > self.sets.len().saturating_mul(to.words().len()) {
            for (count, set) in self.counts.iter_mut().zip(&self.sets) {
                *count = u32::try_from(to.count_and(set)).unwrap_or(u32::MAX);
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

/// From one set of rows to another.
#[derive(Debug)]
pub(super) struct Move {
    from: Rc<Bits>,
    to: Rc<Bits>,
    /// How many rows the new set has.
    inside: usize,
    /// How many rows came or went.
    changed: usize,
    changes: OnceCell<Vec<Changed>>,
}

impl Move {
    fn changes(&self) -> &[Changed] {
        self.changes.get_or_init(|| self.from.changes(&self.to))
    }
}

/// Moves that several facets make alike are looked at once.
#[derive(Debug, Default)]
pub(super) struct Moves(Vec<Rc<Move>>);

impl Moves {
    pub(super) fn of(&mut self, from: &Rc<Bits>, to: &Rc<Bits>) -> Rc<Move> {
        let same = |known: &&Rc<Move>| Rc::ptr_eq(&known.from, from) && Rc::ptr_eq(&known.to, to);
        if let Some(known) = self.0.iter().find(same) {
            return Rc::clone(known);
        }
        let stays = Rc::ptr_eq(from, to);
        let new = Rc::new(Move {
            inside: if stays { 0 } else { to.count() },
            changed: if stays { 0 } else { from.count_xor(to) },
            from: Rc::clone(from),
            to: Rc::clone(to),
            changes: OnceCell::new(),
        });
        self.0.push(Rc::clone(&new));
        new
    }
}
