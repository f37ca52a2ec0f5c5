//! The rows in whose text a term of a search stands.

use std::ops::Range;

use super::{
    build::skip_positions,
    postings::{Lists, Numbers, add_rows, is_dense, rows},
    vocabulary::Vocabulary,
    words::Term,
};
use crate::columns::Bits;

/// The index of all texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextIndex {
    pub(crate) rows: usize,
    pub(crate) vocabulary: Vocabulary,
    /// In how many rows each term is.
    pub(crate) counts: Vec<u32>,
    pub(crate) postings: Lists,
    /// The rows of prefixes with so many postings that they are kept ready.
    pub(crate) prefixes: Vec<(String, Bits)>,
}

impl TextIndex {
    /// The rows in which a term of a search stands. Without positions, a phrase is found wherever all
    /// its words are.
    pub(crate) fn find(&self, term: &Term, positions: Option<&Lists>) -> Bits {
        let Some((last, before)) = term.words().split_last() else { return Bits::none(self.rows) };
        let ends = || match term.is_prefix() {
            true => self.vocabulary.with_prefix(last),
            false => self.vocabulary.exactly(last),
        };
        let mut found = match self.prefixes.iter().find(|(prefix, _)| term.is_prefix() && prefix == last) {
            Some((_, ready)) => ready.clone(),
            None => self.rows_of(ends()),
        };
        for word in before {
            found.and(&self.rows_of(self.vocabulary.exactly(word)));
        }
        match positions {
            Some(positions) if !before.is_empty() => self.in_order(positions, before, ends(), &found),
            _ => found,
        }
    }

    /// The rows in which one of some terms is.
    pub(super) fn rows_of(&self, terms: Range<usize>) -> Bits {
        let mut found = Bits::none(self.rows);
        for term in terms {
            add_rows(self.postings.get(term), self.is_dense(term), &mut found);
        }
        found
    }

    fn is_dense(&self, term: usize) -> bool {
        self.counts.get(term).is_some_and(|&count| is_dense(count as usize, self.rows))
    }

    /// Of the rows that hold all words, those that hold them one behind the other.
    fn in_order(&self, positions: &Lists, before: &[String], last: Range<usize>, all: &Bits) -> Bits {
        let mut places: Option<Vec<(u32, u32)>> = None;
        let words = before.iter().map(|word| self.vocabulary.exactly(word)).chain([last]);
        for terms in words {
            let mut here = Vec::new();
            for term in terms {
                self.places(positions, term, all, &mut here);
            }
            here.sort_unstable();
            places = Some(match places {
                None => here,
                Some(begun) => follow(&begun, &here),
            });
        }
        let mut found = Bits::none(self.rows);
        for (row, _) in places.unwrap_or_default() {
            found.insert(row as usize);
        }
        found
    }

    /// Where a term stands in some rows: row and position.
    fn places(&self, positions: &Lists, term: usize, inside: &Bits, places: &mut Vec<(u32, u32)>) {
        let mut numbers = Numbers(positions.get(term));
        for row in rows(self.postings.get(term), self.is_dense(term), self.rows) {
            let wanted = inside.contains(row as usize);
            skip_positions(&mut numbers, |position| {
                if wanted {
                    places.push((row, position));
                }
            });
        }
    }
}

/// The places right behind others. Both stand in order.
fn follow(begun: &[(u32, u32)], next: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut left = begun.iter().map(|(row, position)| (*row, position.saturating_add(1))).peekable();
    let mut found = Vec::new();
    for place in next {
        while left.next_if(|wanted| wanted < place).is_some() {}
        if left.peek() == Some(place) {
            found.push(*place);
        }
    }
    found
}
