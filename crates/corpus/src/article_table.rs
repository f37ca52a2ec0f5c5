//! The metadata of articles, decoded on demand: a large record has more articles than anyone looks at, and
//! the first screen should not wait for them.

use std::{cell::OnceCell, ops::Range};

use onrecord_model::{ArticleId, ArticleMeta, DateRange};
use rustc_hash::FxHashMap;

use crate::binary_array::BinaryArray;

/// The metadata of all articles, sorted by day of publication and id, those without a day last. An article's position,
/// from 0, is its index in everything else.
#[derive(Debug, Default)]
pub struct ArticleTable {
    /// Each encoded with postcard.
    encoded: BinaryArray,
    by_id: OnceCell<FxHashMap<ArticleId, usize>>,
}

impl ArticleTable {
    pub(crate) fn new(encoded: BinaryArray) -> Self {
        Self { encoded, by_id: OnceCell::new() }
    }

    /// Returns the number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.encoded.len()
    }

    /// Returns whether there are no articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the metadata of the article at this index, or `None` if there is none or it cannot be decoded.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<ArticleMeta> {
        postcard::from_bytes(self.encoded.get(index)).ok()
    }

    /// Returns the metadata of a range of articles, or `None` if one of them cannot be decoded.
    pub(crate) fn range(&self, range: Range<usize>) -> Option<Vec<ArticleMeta>> {
        range.map(|index| self.get(index)).collect()
    }

    /// Returns the index of the article with this id.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        let all = || (0..self.len()).filter_map(|index| Some((self.get(index)?.id, index))).collect();
        self.by_id.get_or_init(all).get(id).copied()
    }

    /// Returns the days from the first to the last publication, or `None` if no article has a day of publication.
    #[must_use]
    pub fn published_range(&self) -> Option<DateRange> {
        let day = |index: usize| self.get(index)?.published;
        let (mut dated, mut undated) = (0, self.len());
        while dated < undated {
            let middle = dated.midpoint(undated);
            if day(middle).is_some() { dated = middle.saturating_add(1) } else { undated = middle }
        }
        Some(DateRange { from: day(0)?, to: day(dated.checked_sub(1)?)? })
    }
}
