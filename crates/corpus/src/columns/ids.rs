//! The ids of all rows, without the article ids that they begin with.

/// The number of bytes of a hash.
const BYTES: usize = 5;

/// 40 bits of a hash for each row, and a count if the words occur again in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    /// Five bytes a row, the highest first.
    hashes: Vec<u8>,
    /// Rows whose words have occurred before in their article, in order, with the number of the occurrence.
    repeats: Vec<(u32, u32)>,
}

impl Ids {
    /// Creates the ids, or returns `None` if there are not five bytes a row or the repeats are out of order.
    #[inline(never)]
    pub(crate) fn new(rows: usize, hashes: Vec<u8>, repeats: Vec<(u32, u32)>) -> Option<Self> {
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

    /// Returns the hash of a row, and the number of the occurrence within its article, from 1.
    pub(crate) fn get(&self, row: usize) -> Option<(u64, u32)> {
        let (hashes, _) = self.hashes.as_chunks::<BYTES>();
        let hash = hashes.get(row)?.iter().fold(0, |hash, &byte| hash << 8 | u64::from(byte));
        let repeat = self.repeats.binary_search_by_key(&row, |(row, _)| *row as usize);
        let nth = repeat.ok().and_then(|at| self.repeats.get(at)).map_or(1, |(_, nth)| *nth);
        Some((hash, nth))
    }
}

/// Returns the bytes of a hash.
pub(super) fn bytes(hash: u64) -> [u8; BYTES] {
    let [_, _, _, bytes @ ..] = hash.to_be_bytes();
    bytes
}
