//! A set of rows, one bit a row.

use std::ops::Range;

/// Rows of one word.
pub(crate) const WORD: usize = u64::BITS as usize;

/// A set of rows out of a fixed number of them, counted from 0, as a bitset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    /// Bits behind the last row are always zero.
    words: Vec<u64>,
    rows: usize,
}

impl RowSet {
    /// Returns the empty set over `rows` rows.
    #[must_use]
    pub fn empty(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(WORD)], rows }
    }

    /// Returns the set of all of `rows` rows.
    #[must_use]
    pub fn full(rows: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; rows.div_ceil(WORD)], rows };
        bits.trim();
        bits
    }

    /// Returns the set with the bits of `words`; bits beyond the last row are dropped.
    pub(crate) fn from_words(words: Vec<u64>, rows: usize) -> Self {
        let mut bits = Self { words, rows };
        bits.words.resize(rows.div_ceil(WORD), 0);
        bits.trim();
        bits
    }

    fn trim(&mut self) {
        let used = self.rows % WORD;
        if used > 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1_u64 << used).wrapping_sub(1);
        }
    }

    /// Returns the bits, 64 rows a word, the first row in the lowest bit.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Returns the number of rows that there are, whether in the set or not.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.rows
    }

    /// Returns the number of rows in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Returns whether a row is in the set; a row out of range is not.
    #[must_use]
    pub fn contains(&self, row: usize) -> bool {
        self.words.get(row / WORD).is_some_and(|word| word >> (row % WORD) & 1 == 1)
    }

    /// Adds a row; a row out of range is ignored.
    pub fn insert(&mut self, row: usize) {
        if row < self.rows
            && let Some(word) = self.words.get_mut(row / WORD)
        {
            *word |= 1 << (row % WORD);
        }
    }

    /// Adds a range of rows.
    pub(crate) fn insert_range(&mut self, rows: Range<usize>) {
        for (index, mask) in masks(rows.start..rows.end.min(self.rows)) {
            if let Some(word) = self.words.get_mut(index) {
                *word |= mask;
            }
        }
    }

    /// Keeps the rows that are also in `other`, a set out of the same number of rows.
    pub fn intersect_with(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Removes the rows of `other`.
    pub(crate) fn subtract(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    /// Adds the rows of `other`.
    pub(crate) fn union_with(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Replaces the set by its complement.
    pub(crate) fn complement(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// Returns the number of rows in both sets.
    pub(crate) fn intersection_count(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Returns the number of rows in exactly one of the sets.
    pub(crate) fn symmetric_difference_count(&self, other: &Self) -> usize {
        self.words.iter().zip(&other.words).map(|(a, b)| (a ^ b).count_ones() as usize).sum()
    }

    /// Returns the words in which another set differs.
    pub(crate) fn diff(&self, to: &Self) -> Vec<WordDiff> {
        let both = self.words.iter().zip(&to.words).enumerate().filter(|(_, (a, b))| a != b);
        both.map(|(word, (a, b))| WordDiff { word, added: b & !a, removed: a & !b }).collect()
    }

    /// Returns the number of rows of a range in the set.
    pub(crate) fn count_in_range(&self, rows: Range<usize>) -> usize {
        self.count_words(rows, |index| self.words.get(index).copied())
    }

    /// Returns the number of rows of a range that are in this set and not in `other`.
    pub(crate) fn count_difference_in_range(&self, other: &Self, rows: Range<usize>) -> usize {
        self.count_words(rows, |index| Some(self.words.get(index)? & !other.words.get(index)?))
    }

    /// Counts the bits of a range in words that are computed on demand.
    fn count_words(&self, rows: Range<usize>, word: impl Fn(usize) -> Option<u64>) -> usize {
        let ones = |(index, mask): (usize, u64)| word(index).map_or(0, |word| (word & mask).count_ones());
        masks(rows.start..rows.end.min(self.rows)).map(|part| ones(part) as usize).sum()
    }

    /// Returns the rows in the set, in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.iter_from(0)
    }

    /// Returns the rows in the set from `first` on, inclusive, in ascending order.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = first;
        std::iter::from_fn(move || {
            while let Some(word) = self.words.get(next / WORD) {
                let left = word >> (next % WORD);
                if left != 0 {
                    let row = next.wrapping_add(left.trailing_zeros() as usize);
                    next = row.wrapping_add(1);
                    return Some(row);
                }
                next = first_of((next / WORD).wrapping_add(1));
            }
            None
        })
    }

    /// Returns the rows in the set before `end`, exclusive, in descending order, without the first `skip` of these.
    pub fn iter_before(&self, end: usize, skip: usize) -> impl Iterator<Item = usize> + '_ {
        // Rows below `end` have not been returned yet.
        let (mut end, mut skip) = (end.min(self.rows), skip);
        std::iter::from_fn(move || {
            while let Some(last) = end.checked_sub(1) {
                let word = self.words.get(last / WORD)?;
                let left = word & (u64::MAX >> (WORD - 1).wrapping_sub(last % WORD));
                let count = left.count_ones() as usize;
                if count <= skip {
                    skip = skip.wrapping_sub(count);
                    end = first_of(last / WORD);
                    continue;
                }
                end = first_of(last / WORD)
                    .wrapping_add((WORD - 1).wrapping_sub(left.leading_zeros() as usize));
                if skip > 0 {
                    skip = skip.wrapping_sub(1);
                    continue;
                }
                return Some(end);
            }
            None
        })
    }
}

/// A word in which two sets differ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordDiff {
    /// Its index: 64 rows a word.
    pub(crate) word: usize,
    /// The bits that are in the other set only.
    pub(crate) added: u64,
    /// The bits that are in this set only.
    pub(crate) removed: u64,
}

/// Calls `each` with the index of every set bit of a word.
#[inline]
pub(crate) fn each_bit(mut word: u64, mut each: impl FnMut(usize)) {
    while word != 0 {
        each(word.trailing_zeros() as usize);
        word &= word.wrapping_sub(1);
    }
}

/// Returns the first row of a word. The multiplication cannot overflow: no set has that many rows.
const fn first_of(word: usize) -> usize {
    word.wrapping_mul(WORD)
}

/// Returns the words that contain a range of rows, each with a mask of the range's bits.
fn masks(rows: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let (start, end) = (rows.start, rows.end.max(rows.start));
    (start / WORD..end.div_ceil(WORD)).map(move |index| {
        let from = start.saturating_sub(first_of(index));
        let to = end.saturating_sub(first_of(index)).min(WORD);
        // A shift by the whole width of the word would overflow.
        let below = |bits: usize| if bits >= WORD { u64::MAX } else { (1_u64 << bits).wrapping_sub(1) };
        (index, below(to) & !below(from))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(rows: usize, inside: &[usize]) -> RowSet {
        let mut bits = RowSet::empty(rows);
        inside.iter().for_each(|&row| bits.insert(row));
        bits
    }

    proptest! {
        #[test]
        fn a_row_set_behaves_as_a_set(
            rows in 0_usize..300,
            a in prop::collection::btree_set(0_usize..320, 0..60),
            b in prop::collection::btree_set(0_usize..320, 0..60),
            from in 0_usize..320,
            length in 0_usize..320,
        ) {
            let (a, b) = (Vec::from_iter(a), Vec::from_iter(b));
            let (one, two) = (set(rows, &a), set(rows, &b));
            let known = |rows: &[usize], n| rows.contains(&n);
            let naive = |take: &dyn Fn(usize) -> bool| (0..rows).filter(|&n| take(n)).collect::<Vec<_>>();
            let of = |bits: &RowSet| bits.iter().collect::<Vec<_>>();
            let with = |change: &dyn Fn(&mut RowSet)| { let mut bits = one.clone(); change(&mut bits); of(&bits) };
            prop_assert_eq!(of(&one), naive(&|n| known(&a, n)));
            prop_assert_eq!(one.count(), of(&one).len());
            let behind: Vec<_> = one.iter_from(from).collect();
            prop_assert_eq!(behind, naive(&|n| known(&a, n) && n >= from));
            let before: Vec<_> = one.iter_before(from, length / 8).collect();
            let mut plain = naive(&|n| known(&a, n) && n < from);
            plain.reverse();
            prop_assert_eq!(before, plain.get(length / 8..).unwrap_or_default());
            prop_assert_eq!(of(&RowSet::full(rows)), naive(&|_| true));
            prop_assert_eq!(with(&|bits| bits.intersect_with(&two)), naive(&|n| known(&a, n) && known(&b, n)));
            prop_assert_eq!(with(&|bits| bits.subtract(&two)), naive(&|n| known(&a, n) && !known(&b, n)));
            prop_assert_eq!(with(&|bits| bits.union_with(&two)), naive(&|n| known(&a, n) || known(&b, n)));
            prop_assert_eq!(with(&RowSet::complement), naive(&|n| !known(&a, n)));
            prop_assert_eq!(one.intersection_count(&two), naive(&|n| known(&a, n) && known(&b, n)).len());
            prop_assert_eq!(one.symmetric_difference_count(&two), naive(&|n| known(&a, n) != known(&b, n)).len());
            let range = from..from + length;
            prop_assert_eq!(
                with(&|bits| bits.insert_range(range.clone())),
                naive(&|n| known(&a, n) || range.contains(&n))
            );
            let inside = naive(&|n| known(&a, n) && !known(&b, n) && range.contains(&n));
            prop_assert_eq!(one.count_difference_in_range(&two, range.clone()), inside.len());
            prop_assert_eq!(one.count_in_range(range.clone()), naive(&|n| known(&a, n) && range.contains(&n)).len());
        }
    }
}
