//! Finds the rows whose text contains a search term.

use std::{collections::VecDeque, ops::Range};

use super::{
    postings::{Varints, add_rows, is_dense, rows},
    query::Term,
    vocabulary::Vocabulary,
};
use crate::{binary_array::BinaryArray, columns::RowSet};

/// The index of all texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextIndex {
    pub(crate) rows: usize,
    pub(crate) vocabulary: Vocabulary,
    /// In how many rows each term occurs.
    pub(crate) counts: Vec<u32>,
    pub(crate) postings: BinaryArray,
    /// The rows of prefixes that have very many postings.
    pub(crate) prefixes: Vec<(String, RowSet)>,
}

impl TextIndex {
    /// Returns the rows that contain a search term. Without positions, a phrase matches wherever all its
    /// words occur.
    pub(crate) fn find(&self, term: &Term, positions: Option<&BinaryArray>) -> RowSet {
        let Some((last, before)) = term.words().split_last() else { return RowSet::empty(self.rows) };
        let ends = || match term.is_prefix() {
            true => self.vocabulary.with_prefix(last),
            false => self.vocabulary.exactly(last),
        };
        let mut found = match self.prefixes.iter().find(|(prefix, _)| term.is_prefix() && prefix == last) {
            Some((_, ready)) => ready.clone(),
            None => self.rows_of(ends()),
        };
        for word in before {
            found.intersect_with(&self.rows_of(self.vocabulary.exactly(word)));
        }
        match positions {
            Some(positions) if !before.is_empty() => self.in_order(positions, before, ends(), &found),
            _ => found,
        }
    }

    /// Returns the rows that contain any of some terms.
    pub(super) fn rows_of(&self, terms: Range<usize>) -> RowSet {
        let mut found = RowSet::empty(self.rows);
        for term in terms {
            add_rows(self.postings.get(term), self.is_dense(term), &mut found);
        }
        found
    }

    fn is_dense(&self, term: usize) -> bool {
        self.counts.get(term).is_some_and(|&count| is_dense(count as usize, self.rows))
    }

    /// Returns those of `all` rows in which the words are adjacent.
    fn in_order(
        &self,
        positions: &BinaryArray,
        before: &[String],
        last: Range<usize>,
        all: &RowSet,
    ) -> RowSet {
        let words = before.iter().map(|word| self.vocabulary.exactly(word)).chain([last]);
        let mut begun: Option<Box<dyn Iterator<Item = TermPosition> + '_>> = None;
        for terms in words {
            let here = self.stands(positions, terms, all);
            begun = Some(match begun {
                None => here,
                Some(begun) => Box::new(follow(begun, here)),
            });
        }
        let mut found = RowSet::empty(self.rows);
        for (row, _) in begun.into_iter().flatten() {
            found.insert(row as usize);
        }
        found
    }

    /// Returns where any of some terms occurs in some rows, in order, decoded lazily: the positions of a
    /// common word in a large record are more than a phone should hold at once.
    fn stands<'a>(
        &'a self,
        positions: &'a BinaryArray,
        terms: Range<usize>,
        inside: &'a RowSet,
    ) -> Box<dyn Iterator<Item = TermPosition> + 'a> {
        let one = move |term: usize| TermPositions {
            rows: rows(self.postings.get(term), self.is_dense(term), self.rows),
            numbers: Varints(positions.get(term)),
            inside,
            row: None,
            position: 0,
        };
        if terms.len() <= 1 {
            return Box::new(terms.into_iter().flat_map(one));
        }
        let lists = terms.map(|term| one(term).collect());
        Box::new(merged(lists.collect()).into_iter())
    }
}

/// A row, and a position among its words.
type TermPosition = (u32, u32);

/// Merges sorted lists, two at a time. A sort of the standard library would take three kilobytes of the page.
fn merged(mut lists: VecDeque<Vec<TermPosition>>) -> Vec<TermPosition> {
    while lists.len() > 1 {
        let (Some(a), Some(b)) = (lists.pop_front(), lists.pop_front()) else { break };
        let mut both = Vec::with_capacity(a.len().saturating_add(b.len()));
        let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
        while let Some(place) = b.next_if(|b| a.peek().is_none_or(|a| b < a)).or_else(|| a.next()) {
            both.push(place);
        }
        lists.push_back(both);
    }
    lists.pop_front().unwrap_or_default()
}

/// Returns the occurrences that directly follow others. Both are sorted.
fn follow(
    begun: impl Iterator<Item = TermPosition>,
    next: impl Iterator<Item = TermPosition>,
) -> impl Iterator<Item = TermPosition> {
    let mut wanted = begun.map(|(row, position)| (row, position.saturating_add(1))).peekable();
    next.filter(move |place| {
        while wanted.next_if(|wanted| wanted < place).is_some() {}
        wanted.peek() == Some(place)
    })
}

/// The occurrences of one term, decoded from its rows and positions in parallel.
struct TermPositions<'a, R> {
    rows: R,
    numbers: Varints<'a>,
    inside: &'a RowSet,
    /// The current row.
    row: Option<u32>,
    position: u32,
}

impl<R: Iterator<Item = u32>> Iterator for TermPositions<'_, R> {
    type Item = TermPosition;

    fn next(&mut self) -> Option<TermPosition> {
        loop {
            let row = match self.row {
                Some(row) => row,
                None => {
                    self.position = 0;
                    self.rows.next()?
                }
            };
            let number = self.numbers.next()?;
            self.position = self.position.saturating_add(number >> 1);
            self.row = (number & 1 == 1).then_some(row);
            if self.inside.contains(row as usize) {
                return Some((row, self.position));
            }
        }
    }
}
