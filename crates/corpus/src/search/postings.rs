//! Postings and positions as bytes.
//!
//! The rows of a term are encoded as varints of the differences between them. A term in more than one row of
//! 16 is a bitset instead, which is shorter and needs no decoding. Positions are encoded the same way for
//! each row, doubled, plus one if another position follows.

use crate::columns::RowSet;

/// Returns whether a term with this many postings is encoded as a bitset.
pub(super) const fn is_dense(postings: usize, rows: usize) -> bool {
    postings > rows / 16 && postings > 8
}

/// Adds the rows of one term's postings to a set; rows out of range are ignored.
pub(super) fn add_rows(list: &[u8], dense: bool, into: &mut RowSet) {
    if dense {
        into.union_with(&bits(list, into.capacity()));
        return;
    }
    let mut row = 0_usize;
    for step in Varints(list) {
        row = row.saturating_add(step as usize);
        into.insert(row);
    }
}

/// Returns the rows of one term's postings, in order.
pub(super) fn rows(list: &[u8], dense: bool, count: usize) -> impl Iterator<Item = u32> {
    let set = dense.then(|| bits(list, count));
    let mut next = 0_usize;
    let mut numbers = Varints(if dense { &[] } else { list });
    let mut row = 0_u32;
    std::iter::from_fn(move || match &set {
        Some(set) => {
            let found = set.iter_from(next).next()?;
            next = found.saturating_add(1);
            u32::try_from(found).ok()
        }
        None => {
            row = row.saturating_add(numbers.next()?);
            Some(row)
        }
    })
}

/// Decodes a bitset; the first row is the lowest bit of the first byte.
pub(crate) fn bits(bytes: &[u8], rows: usize) -> RowSet {
    let word = |part: &[u8]| {
        let mut word = [0; 8];
        word.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
        u64::from_le_bytes(word)
    };
    let held = bytes.get(..rows.div_ceil(8)).unwrap_or(bytes);
    RowSet::from_words(held.chunks(8).map(word).collect(), rows)
}

/// Encodes a bitset.
pub(crate) fn bytes_of(bits: &RowSet) -> Vec<u8> {
    let mut bytes: Vec<u8> = bits.words().iter().flat_map(|word| word.to_le_bytes()).collect();
    bytes.truncate(bits.capacity().div_ceil(8));
    bytes
}

/// Decodes varints; ends at the end of the bytes, even within a number.
pub(super) struct Varints<'b>(pub(super) &'b [u8]);

impl Iterator for Varints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&first, mut rest) = self.0.split_first()?;
        let mut number = u32::from(first & 0x7f);
        let (mut byte, mut shift) = (first, 7);
        while byte & 0x80 != 0 {
            let (&next, behind) = rest.split_first()?;
            number |= u32::from(next & 0x7f).checked_shl(shift).unwrap_or(0);
            (byte, rest, shift) = (next, behind, shift.saturating_add(7));
        }
        self.0 = rest;
        Some(number)
    }
}

/// Encodes a varint: seven bits a byte, the low ones first.
pub(crate) fn write_number(mut number: u32, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    to.push(number.to_le_bytes()[0]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_written_and_read_are_unchanged(numbers in prop::collection::vec(any::<u32>(), 0..40)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&n| write_number(n, &mut bytes));
            prop_assert_eq!(Varints(&bytes).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn any_bytes_are_read_as_rows(list in prop::collection::vec(any::<u8>(), 0..60), dense: bool) {
            let mut found = RowSet::empty(100);
            add_rows(&list, dense, &mut found);
            prop_assert!(found.iter().all(|row| row < 100));
            rows(&list, dense, 100).for_each(drop);
        }

        #[test]
        fn bits_written_and_read_are_unchanged(inside in prop::collection::vec(any::<bool>(), 0..200)) {
            let mut set = RowSet::empty(inside.len());
            (0..inside.len()).filter(|&n| inside[n]).for_each(|n| set.insert(n));
            prop_assert_eq!(bits(&bytes_of(&set), inside.len()), set);
        }
    }
}
