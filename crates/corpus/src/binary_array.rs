//! A list of byte strings in one buffer: postings, positions, metadata of articles.

use std::ops::Range;

/// Returns the range from one start to the next, or an empty range if there is none.
#[inline]
pub(crate) fn between(starts: &[u32], number: usize) -> Range<usize> {
    let ends = starts.get(number).zip(starts.get(number.saturating_add(1)));
    ends.map_or(0..0, |(&from, &to)| from as usize..to as usize)
}

/// Byte strings, accessed by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BinaryArray {
    /// Where each begins, and where the last ends.
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

impl BinaryArray {
    /// Splits bytes into runs of these lengths, or returns `None` if the lengths do not add up.
    #[inline(never)]
    pub(crate) fn new(lengths: impl IntoIterator<Item = u32>, bytes: Vec<u8>) -> Option<Self> {
        let mut starts = vec![0];
        let mut end = 0_u32;
        for length in lengths {
            end = end.checked_add(length)?;
            starts.push(end);
        }
        (end as usize == bytes.len()).then_some(Self { starts, bytes })
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn lengths(&self) -> impl Iterator<Item = u32> + '_ {
        self.starts.array_windows().map(|[a, b]| b.saturating_sub(*a))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns one of them; empty if there is none.
    pub(crate) fn get(&self, number: usize) -> &[u8] {
        self.bytes.get(between(&self.starts, number)).unwrap_or_default()
    }
}
