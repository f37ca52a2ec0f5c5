//! What is known of each article, read when it is asked for: a large record has more articles than
//! anybody looks at, and its first screen should not wait for them.

use std::{cell::OnceCell, ops::Range};

use onrecord_model::{Day, Meta};
use rustc_hash::FxHashMap;

use crate::binary_array::BinaryArray;

/// All articles, by day of publication and id; those without a day last.
#[derive(Debug, Default)]
pub struct ArticleTable {
    /// Each one encoded by postcard.
    encoded: BinaryArray,
    by_id: OnceCell<FxHashMap<String, usize>>,
}

impl ArticleTable {
    pub(crate) fn new(encoded: BinaryArray) -> Self {
        Self { encoded, by_id: OnceCell::new() }
    }

    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.encoded.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of the article at this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Meta> {
        postcard::from_bytes(self.encoded.get(index)).ok()
    }

    /// Some articles that stand together; nothing where one of them cannot be read.
    pub(crate) fn range(&self, range: Range<usize>) -> Option<Vec<Meta>> {
        range.map(|index| self.get(index)).collect()
    }

    /// The index of the article with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        let all = || (0..self.len()).filter_map(|index| Some((self.get(index)?.id, index))).collect();
        self.by_id.get_or_init(all).get(id).copied()
    }

    /// The days of the first article and of the last one, of those whose day is known.
    #[must_use]
    pub fn published_range(&self) -> Option<(Day, Day)> {
        let day = |index: usize| self.get(index)?.published;
        let (mut dated, mut undated) = (0, self.len());
        while dated < undated {
            let middle = dated.midpoint(undated);
            if day(middle).is_some() { dated = middle.saturating_add(1) } else { undated = middle }
        }
        Some((day(0)?, day(dated.checked_sub(1)?)?))
    }
}
