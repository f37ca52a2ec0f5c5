//! Runs of bytes behind each other: the postings of all terms, their positions, all articles' metas.

use std::ops::Range;

/// What lies between a start and the next one; nothing where there is none.
#[inline]
pub(crate) fn between(starts: &[u32], number: usize) -> Range<usize> {
    let ends = starts.get(number).zip(starts.get(number.saturating_add(1)));
    ends.map_or(0..0, |(&from, &to)| from as usize..to as usize)
}

/// Runs of bytes, known by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BinaryArray {
    /// Where each begins in the bytes; the last one is where all end.
    starts: Vec<u32>,
    bytes: Vec<u8>,
}

impl BinaryArray {
    /// Runs of these lengths in bytes; nothing where they are not as many as the bytes.
    #[inline(never)]
    pub(crate) fn of(lengths: impl IntoIterator<Item = u32>, bytes: Vec<u8>) -> Option<Self> {
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

    /// One of them.
    pub(crate) fn get(&self, number: usize) -> &[u8] {
        self.bytes.get(between(&self.starts, number)).unwrap_or_default()
    }
}
