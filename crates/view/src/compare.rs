//! Countries and speakers that a view compares, as a record has them.

use onrecord_corpus::{Corpus, GroupBy, RowSet};

use crate::{EntityKey, View};

/// The most speakers and countries that can be compared at once; more columns could not be read.
pub const MAX_COMPARED: usize = 4;

/// A group of a record's statements that can be compared with others: all of one speaker, or all of one country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparedEntity {
    /// What the record's statements are grouped by.
    pub by: GroupBy,
    /// The group, as [`GroupBy`] numbers them: the index of the speaker or country plus 1. Group 0 holds the statements
    /// for which it is not known.
    pub group: usize,
}

impl ComparedEntity {
    /// Returns the entity that a link names, or `None` if the record does not have it.
    #[must_use]
    pub fn find(corpus: &Corpus, key: &EntityKey) -> Option<Self> {
        let (by, index) = match key {
            EntityKey::Country(country) => {
                (GroupBy::Country, corpus.countries().binary_search(country).ok()?)
            }
            EntityKey::Speaker(id) => (GroupBy::Speaker, corpus.find_speaker(id)?),
        };
        Some(Self { by, group: index + 1 })
    }

    /// Returns the name for links; `None` for the group of unknown values, for groups that the record does not have,
    /// and for those of kinds and articles, which cannot be compared.
    #[must_use]
    pub fn key(self, corpus: &Corpus) -> Option<EntityKey> {
        let index = self.group.checked_sub(1)?;
        match self.by {
            GroupBy::Speaker => Some(EntityKey::Speaker(corpus.speakers().get(index)?.id.clone())),
            GroupBy::Country => Some(EntityKey::Country(*corpus.countries().get(index)?)),
            GroupBy::Kind | GroupBy::Article => None,
        }
    }

    /// Returns those of `rows` that are the entity's.
    #[must_use]
    pub fn rows(self, corpus: &Corpus, rows: &RowSet) -> RowSet {
        corpus.rows_in_group(self.by, self.group, rows)
    }
}

impl View {
    /// Returns the entities that the view compares, in the reader's order; none if it names fewer than two that the
    /// record has.
    #[must_use]
    pub fn compared(&self, corpus: &Corpus) -> Vec<ComparedEntity> {
        let compared: Vec<_> =
            self.compare.iter().filter_map(|key| ComparedEntity::find(corpus, key)).collect();
        if compared.len() < 2 { Vec::new() } else { compared }
    }
}
