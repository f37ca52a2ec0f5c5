//! How many rows of a set have each value of a column.

use super::row_set::{RowSet, WordDiff};

/// A column whose values are counted.
pub(crate) trait CountValues {
    /// Counts the rows of each value.
    fn count_all(&self, counts: &mut [u32]);

    /// Changes the counts of the values of some rows: words of 64 rows, each with its index.
    fn tally(&self, words: impl Iterator<Item = (usize, u64)>, counts: &mut [u32], change: impl Fn(&mut u32));

    /// Adds the rows of a set to the counts by value.
    fn count(&self, rows: &RowSet, counts: &mut [u32]) {
        self.tally(rows.words().iter().copied().enumerate(), counts, up);
    }

    /// Mends the counts by the rows that came and went.
    fn recount(&self, changes: &[WordDiff], counts: &mut [u32]) {
        self.tally(changes.iter().map(|c| (c.word, c.added)), counts, up);
        self.tally(changes.iter().map(|c| (c.word, c.removed)), counts, down);
    }

    /// Takes the rows that are not in a set from the counts.
    fn uncount_others(&self, rows: &RowSet, counts: &mut [u32]) {
        // The bits behind the last row find no value there.
        self.tally(rows.words().iter().map(|word| !word).enumerate(), counts, down);
    }
}

fn up(count: &mut u32) {
    *count = count.wrapping_add(1);
}

fn down(count: &mut u32) {
    *count = count.wrapping_sub(1);
}
