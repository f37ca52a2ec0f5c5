//! A column with any number of values a row: the countries that a statement mentions.

use super::{
    column::{Column, Value as _, with},
    count_values::CountValues,
    row_set::{RowSet, WORD, each_bit},
};
use crate::binary_array::between;

/// The values of all rows, those of a row adjacent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MultiColumn {
    /// Where each row's values begin, and where the last ones end.
    starts: Vec<u32>,
    values: Column,
}

impl MultiColumn {
    /// Creates a column from the number of values in each row, or returns `None` if they do not add up.
    #[inline(never)]
    pub(crate) fn new(lengths: &Column, values: Column) -> Option<Self> {
        let mut starts = Vec::with_capacity(lengths.len().saturating_add(1));
        let mut end = 0_u64;
        starts.push(0);
        with!(lengths, lengths => starts.extend(lengths.iter().map(|length| {
            // A sum of 32-bit lengths cannot overflow 64 bits.
            end = end.saturating_add(length.index() as u64);
            u32::try_from(end).unwrap_or(u32::MAX)
        })));
        (end == values.len() as u64).then_some(Self { starts, values })
    }

    /// Returns the values of a row.
    pub(crate) fn get(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        between(&self.starts, row).filter_map(|at| self.values.get(at))
    }

    /// Returns the number of values of each row.
    pub(crate) fn lengths(&self) -> Column {
        let lengths: Vec<u32> = self.starts.array_windows().map(|[a, b]| b.saturating_sub(*a)).collect();
        Column::from_values(
            &lengths,
            lengths.iter().max().map_or(0, |&longest| longest as usize).saturating_add(1),
        )
    }

    pub(crate) fn values(&self) -> &Column {
        &self.values
    }

    pub(crate) fn is_below(&self, count: usize) -> bool {
        self.values.is_below(count)
    }

    /// Returns the rows with a marked value; `marked` is indexed by value.
    pub(crate) fn rows(&self, marked: &[bool]) -> RowSet {
        let mut rows = RowSet::empty(self.starts.len().saturating_sub(1));
        let with_value = self.values.rows(marked);
        // Both are sorted, so one pass over the rows finds the row of each value.
        let mut row = 0_usize;
        for at in with_value.iter() {
            while self.starts.get(row.saturating_add(1)).is_some_and(|&end| end as usize <= at) {
                row = row.saturating_add(1);
            }
            rows.insert(row);
        }
        rows
    }
}

impl CountValues for MultiColumn {
    fn count_all(&self, counts: &mut [u32]) {
        self.values.count_all(counts);
    }

    fn tally(
        &self,
        words: impl Iterator<Item = (usize, u64)>,
        counts: &mut [u32],
        change: impl Fn(&mut u32),
    ) {
        if self.values.len() == 0 {
            return;
        }
        with!(&self.values, values => for (index, word) in words {
            each_bit(word, |bit| {
                let row = index.wrapping_mul(WORD).wrapping_add(bit);
                let here = values.get(between(&self.starts, row)).unwrap_or_default();
                for value in here {
                    if let Some(count) = counts.get_mut(value.index()) {
                        change(count);
                    }
                }
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_and_counts_are_those_of_a_plain_loop(
            lists in prop::collection::vec(prop::collection::btree_set(0_u32..9, 0..4), 0..150),
            marked in prop::collection::vec(any::<bool>(), 9),
            from in prop::collection::vec(any::<bool>(), 150),
            to in prop::collection::vec(any::<bool>(), 150),
        ) {
            let values: Vec<u32> = lists.iter().flatten().copied().collect();
            let lengths: Vec<u32> = lists.iter().map(|list| list.len() as u32).collect();
            let many = MultiColumn::new(&Column::from_values(&lengths, 9), Column::from_values(&values, 9)).unwrap();
            prop_assert_eq!(many.lengths(), Column::from_values(&lengths, 9));
            for (row, list) in lists.iter().enumerate() {
                prop_assert!(many.get(row).eq(list.iter().map(|&v| v as usize)));
            }
            let found: Vec<_> = many.rows(&marked).iter().collect();
            let is_marked = |n: &usize| lists[*n].iter().any(|&v| marked[v as usize]);
            prop_assert_eq!(found, (0..lists.len()).filter(is_marked).collect::<Vec<_>>());

            let set = |inside: &[bool]| {
                let mut bits = RowSet::empty(lists.len());
                (0..lists.len()).filter(|&n| inside[n]).for_each(|n| bits.insert(n));
                bits
            };
            let naive = |rows: &RowSet| {
                let mut counts = vec![0; 9];
                rows.iter().for_each(|row| lists[row].iter().for_each(|&v| counts[v as usize] += 1));
                counts
            };
            let (from, to) = (set(&from), set(&to));
            let mut counts = vec![0; 9];
            many.count(&from, &mut counts);
            prop_assert_eq!(&counts, &naive(&from));
            many.recount(&from.diff(&to), &mut counts);
            prop_assert_eq!(&counts, &naive(&to));
            let mut all = vec![0; 9];
            many.count_all(&mut all);
            many.uncount_others(&to, &mut all);
            prop_assert_eq!(all, counts);
        }
    }
}
