//! The ids of all rows, without the articles' ids that they begin with.

/// Bytes of one hash.
const BYTES: usize = 5;

/// 40 bits of a hash a row, and a count where the words come again in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    /// Five bytes a row, the highest first.
    hashes: Vec<u8>,
    /// Rows whose words are not the first such ones of their article, in order, and which they are.
    repeats: Vec<(u32, u32)>,
}

impl Ids {
    /// Ids of these bytes; nothing where they are not five a row, or the others out of order.
    #[inline(never)]
    pub(crate) fn of(rows: usize, hashes: Vec<u8>, repeats: Vec<(u32, u32)>) -> Option<Self> {
        let whole = rows.checked_mul(BYTES) == Some(hashes.len());
        let in_order = repeats.is_sorted_by(|a, b| a.0 < b.0);
        (whole && in_order).then_some(Self { hashes, repeats })
    }

    pub(crate) fn hashes(&self) -> &[u8] {
        &self.hashes
    }

    pub(crate) fn repeats(&self) -> &[(u32, u32)] {
        &self.repeats
    }

    /// The hash of a row, and which of its article's statements with these words it is, from 1.
    pub(crate) fn get(&self, row: usize) -> Option<(u64, u32)> {
        let (hashes, _) = self.hashes.as_chunks::<BYTES>();
        let hash = hashes.get(row)?.iter().fold(0, |hash, &byte| hash << 8 | u64::from(byte));
        let repeat = self.repeats.binary_search_by_key(&row, |(row, _)| *row as usize);
        let nth = repeat.ok().and_then(|at| self.repeats.get(at)).map_or(1, |(_, nth)| *nth);
        Some((hash, nth))
    }
}

/// The bytes of a hash.
pub(super) fn bytes(hash: u64) -> [u8; BYTES] {
    let [_, _, _, bytes @ ..] = hash.to_be_bytes();
    bytes
}
