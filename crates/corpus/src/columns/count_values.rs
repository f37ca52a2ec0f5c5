//! Counts how many rows of a set have each value of a column.

use super::row_set::{RowSet, WordDiff};

/// A column whose values are counted.
pub(crate) trait CountValues {
    /// Counts the rows of each value.
    fn count_all(&self, counts: &mut [u32]);

    /// Applies `change` to the count of each value of some rows, given as words of 64 rows with their index.
    fn tally(&self, words: impl Iterator<Item = (usize, u64)>, counts: &mut [u32], change: impl Fn(&mut u32));

    /// Adds the rows of a set to the counts by value.
    fn count(&self, rows: &RowSet, counts: &mut [u32]) {
        self.tally(rows.words().iter().copied().enumerate(), counts, up);
    }

    /// Updates the counts by the rows that were added and removed.
    fn recount(&self, changes: &[WordDiff], counts: &mut [u32]) {
        self.tally(changes.iter().map(|c| (c.word, c.added)), counts, up);
        self.tally(changes.iter().map(|c| (c.word, c.removed)), counts, down);
    }

    /// Subtracts the rows that are not in a set.
    fn uncount_others(&self, rows: &RowSet, counts: &mut [u32]) {
        // Bits beyond the last row have no value.
        self.tally(rows.words().iter().map(|word| !word).enumerate(), counts, down);
    }
}

fn up(count: &mut u32) {
    *count = count.wrapping_add(1);
}

fn down(count: &mut u32) {
    *count = count.wrapping_sub(1);
}
