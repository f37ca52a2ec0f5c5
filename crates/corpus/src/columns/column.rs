//! A column: one number a row, in the narrowest integer type that holds the largest.
//!
//! Rows with a value are found by comparing 64 rows at a time with SIMD instructions (SSE2, NEON,
//! WebAssembly's `simd128`), or one by one on machines without.

use wide::{u8x64, u16x32, u32x16};

use super::{
    count_values::CountValues,
    row_set::{RowSet, WORD, each_bit},
};

/// The values of all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
}

/// Evaluates the same expression for each width.
macro_rules! with {
    ($column:expr, $values:ident => $body:expr) => {
        match $column {
            Column::U8($values) => $body,
            Column::U16($values) => $body,
            Column::U32($values) => $body,
        }
    };
}
pub(super) use with;

/// The largest of some values, comparing several at once.
macro_rules! largest {
    ($values:expr, $many:ident, $count:literal) => {{
        let (chunks, rest) = $values.as_chunks::<$count>();
        let largest = chunks.iter().fold($many::splat(0), |largest, chunk| largest.max($many::new(*chunk)));
        largest.to_array().iter().chain(rest).copied().max().unwrap_or_default()
    }};
}

/// A number of one of the widths.
pub(super) trait Value: Copy + Eq + TryFrom<u32> + Into<u32> {
    /// A SIMD vector of them.
    type Vector: Copy;

    /// Returns a vector in which every lane is this value.
    fn many(self) -> Self::Vector;

    /// Returns a mask of those of 64 values that equal `wanted`.
    fn equal(values: &[Self; WORD], wanted: Self::Vector) -> u64;

    /// Returns the largest value, or zero if there are none.
    fn largest(values: &[Self]) -> Self;

    /// Converts a number, or returns `None` if it is too large.
    fn narrow(value: u32) -> Option<Self> {
        value.try_into().ok()
    }

    #[inline]
    fn index(self) -> usize {
        self.into() as usize
    }
}

impl Value for u8 {
    type Vector = u8x64;

    fn many(self) -> u8x64 {
        u8x64::splat(self)
    }

    #[inline]
    fn equal(values: &[Self; WORD], wanted: u8x64) -> u64 {
        u8x64::new(*values).simd_eq(wanted).to_bitmask()
    }

    #[inline(never)]
    fn largest(values: &[Self]) -> Self {
        largest!(values, u8x64, 64)
    }
}

impl Value for u16 {
    type Vector = u16x32;

    fn many(self) -> u16x32 {
        u16x32::splat(self)
    }

    #[inline]
    fn equal(values: &[Self; WORD], wanted: u16x32) -> u64 {
        let (parts, _) = values.as_chunks::<32>();
        let mask = |part: &[Self; 32]| u16x32::new(*part).simd_eq(wanted).to_bitmask();
        parts.iter().rev().fold(0, |bits, part| bits << 32 | u64::from(mask(part)))
    }

    #[inline(never)]
    fn largest(values: &[Self]) -> Self {
        largest!(values, u16x32, 32)
    }
}

impl Value for u32 {
    type Vector = u32x16;

    fn many(self) -> u32x16 {
        u32x16::splat(self)
    }

    #[inline]
    fn equal(values: &[Self; WORD], wanted: u32x16) -> u64 {
        let (parts, _) = values.as_chunks::<16>();
        let mask = |part: &[Self; 16]| u32x16::new(*part).simd_eq(wanted).to_bitmask();
        parts.iter().rev().fold(0, |bits, part| bits << 16 | u64::from(mask(part)))
    }

    #[inline(never)]
    fn largest(values: &[Self]) -> Self {
        largest!(values, u32x16, 16)
    }
}

/// Up to this many values are searched one by one; more are looked up in a table.
const FEW: usize = 6;

impl Column {
    /// Creates a column from values that are each below `count`.
    pub(crate) fn from_values(values: &[u32], count: usize) -> Self {
        match count {
            0..=0x100 => Self::U8(values.iter().map(|&v| u8::narrow(v).unwrap_or(u8::MAX)).collect()),
            0x101..=0x1_0000 => {
                Self::U16(values.iter().map(|&v| u16::narrow(v).unwrap_or(u16::MAX)).collect())
            }
            _ => Self::U32(values.to_vec()),
        }
    }

    pub(crate) fn len(&self) -> usize {
        with!(self, values => values.len())
    }

    /// Returns the value of a row.
    pub(crate) fn get(&self, row: usize) -> Option<usize> {
        with!(self, values => values.get(row).map(|value| value.index()))
    }

    /// Returns whether every value is below `count`.
    pub(crate) fn is_below(&self, count: usize) -> bool {
        self.len() == 0 || with!(self, values => Value::largest(values).index() < count)
    }

    /// Returns the column of `table[value]` for each row; the table's numbers are below `count`.
    #[inline(never)]
    pub(crate) fn mapped(&self, table: &[u32], count: usize) -> Self {
        let of = |index: usize| table.get(index).copied().unwrap_or(0);
        with!(self, values => match count {
            0..=0x100 => Self::U8(values.iter().map(|value| u8::narrow(of(value.index())).unwrap_or(0)).collect()),
            _ => Self::from_values(&values.iter().map(|value| of(value.index())).collect::<Vec<_>>(), count),
        })
    }

    /// Returns the rows with a value.
    pub(crate) fn rows_of(&self, value: usize) -> RowSet {
        let wanted = u32::try_from(value).ok();
        with!(self, values => wanted.map_or_else(|| RowSet::empty(values.len()), |wanted| find(values, &[wanted])))
    }

    /// Returns the rows whose value is marked; `marked` is indexed by value.
    pub(crate) fn rows(&self, marked: &[bool]) -> RowSet {
        let wanted: Vec<u32> =
            (0_u32..).zip(marked).filter(|(_, marked)| **marked).map(|(value, _)| value).collect();
        with!(self, values => match wanted.len() {
            0 => RowSet::empty(values.len()),
            1..=FEW => find(values, &wanted),
            _ => look_up(values, marked),
        })
    }
}

impl CountValues for Column {
    #[inline(never)]
    fn count_all(&self, counts: &mut [u32]) {
        with!(self, values => for value in values {
            if let Some(count) = counts.get_mut(value.index()) {
                *count = count.saturating_add(1);
            }
        });
    }

    fn tally(
        &self,
        words: impl Iterator<Item = (usize, u64)>,
        counts: &mut [u32],
        change: impl Fn(&mut u32),
    ) {
        with!(self, values => {
            let (chunks, rest) = values.as_chunks::<WORD>();
            for (index, word) in words {
                match chunks.get(index) {
                    Some(chunk) => each_bit(word, |bit| {
                        if let Some(count) = chunk.get(bit % WORD).and_then(|value| counts.get_mut(value.index())) {
                            change(count);
                        }
                    }),
                    None => each_bit(word, |bit| {
                        if let Some(count) = rest.get(bit).and_then(|value| counts.get_mut(value.index())) {
                            change(count);
                        }
                    }),
                }
            }
        });
    }
}

/// Returns the rows with one of a few values.
fn find<T: Value>(values: &[T], wanted: &[u32]) -> RowSet {
    let wanted: Vec<T::Vector> = wanted.iter().filter_map(|&value| T::narrow(value)).map(T::many).collect();
    by_chunk(values, |chunk| wanted.iter().fold(0, |bits, &value| bits | T::equal(chunk, value)))
}

/// Returns the rows with one of many values.
fn look_up<T: Value>(values: &[T], marked: &[bool]) -> RowSet {
    by_chunk(values, |chunk| {
        let is_marked = |value: &T| u64::from(marked.get(value.index()).copied().unwrap_or(false));
        chunk.iter().rev().fold(0, |bits, value| bits << 1 | is_marked(value))
    })
}

/// Builds a set from 64 rows at a time. The last chunk is padded with its last value; the surplus bits lie
/// beyond the end and are dropped.
fn by_chunk<T: Value>(values: &[T], mask: impl Fn(&[T; WORD]) -> u64) -> RowSet {
    let (chunks, rest) = values.as_chunks::<WORD>();
    let mut words: Vec<u64> = chunks.iter().map(&mask).collect();
    if let Some(&last) = rest.last() {
        let mut chunk = [last; WORD];
        chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        words.push(mask(&chunk));
    }
    RowSet::from_words(words, values.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(values: &[u32], rows: &RowSet, count: usize) -> Vec<u32> {
        let mut counts = vec![0; count];
        rows.iter().for_each(|row| counts[values[row] as usize] += 1);
        counts
    }

    proptest! {
        #[test]
        fn rows_and_counts_are_those_of_a_plain_loop(
            (count, values) in prop::sample::select(vec![3_usize, 256, 257, 70_000]).prop_flat_map(|count| {
                let value = prop_oneof![0..count as u32, 0..count.min(4) as u32];
                (Just(count), prop::collection::vec(value, 0..200))
            }),
            wanted in prop::collection::vec(0_usize..300, 0..12),
            from in prop::collection::vec(any::<bool>(), 200),
            to in prop::collection::vec(any::<bool>(), 200),
        ) {
            let column = Column::from_values(&values, count);
            let set = |inside: &[bool]| {
                let mut bits = RowSet::empty(values.len());
                (0..values.len()).filter(|&n| inside[n]).for_each(|n| bits.insert(n));
                bits
            };
            let mut marked = vec![false; count];
            wanted.iter().filter(|w| **w < count).for_each(|&w| marked[w] = true);
            let found: Vec<_> = column.rows(&marked).iter().collect();
            let plain: Vec<_> = (0..values.len()).filter(|&n| marked[values[n] as usize]).collect();
            prop_assert_eq!(found, plain);
            let of: Vec<_> = column.rows_of(2).iter().collect();
            prop_assert_eq!(of, (0..values.len()).filter(|&n| values[n] == 2).collect::<Vec<_>>());

            let (from, to) = (set(&from), set(&to));
            let mut counts = vec![0; count];
            column.count(&from, &mut counts);
            prop_assert_eq!(&counts, &naive(&values, &from, count));
            column.recount(&from.diff(&to), &mut counts);
            prop_assert_eq!(&counts, &naive(&values, &to, count));
            let mut all = vec![0; count];
            column.count_all(&mut all);
            column.uncount_others(&to, &mut all);
            prop_assert_eq!(all, counts);
            prop_assert!(column.is_below(count));
            let above = values.iter().max().map_or(0, |largest| *largest as usize + 1);
            prop_assert!(column.is_below(above) && (above == 0 || !column.is_below(above - 1)));
            prop_assert!((0..values.len()).all(|n| column.get(n) == Some(values[n] as usize)));
        }
    }
}
