//! The data for filters and counts, as columns: one value for each statement, all statements in one order.
//!
//! A statement's position in that order is its **row**. Dated rows are sorted by last day, so that days are
//! ranges of rows; undated rows come after them. This module does not know about files or filters.

mod column;
mod count_values;
mod days;
mod from_draft;
mod ids;
mod multi_column;
mod row_set;

pub(crate) use column::Column;
pub(crate) use count_values::CountValues;
pub(crate) use days::{DayColumn, Ranged};
pub(crate) use from_draft::{ColumnValues, columns};
pub(crate) use ids::Ids;
pub(crate) use multi_column::MultiColumn;
pub use row_set::RowSet;
pub(crate) use row_set::{WORD, WordDiff};

/// Returns the code of a value in a column where 0 means none; for a count of values, the count of codes.
pub(crate) const fn after_none(value: usize) -> usize {
    value.saturating_add(1)
}

/// Another article that reports the words of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherOccurrence {
    pub(crate) row: u32,
    /// The index of the article.
    pub(crate) article: u32,
    /// The index among the article's statements.
    pub(crate) statement: u32,
}

/// All columns. In columns where a row may have no value, 0 means none and values begin at 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) dates: DayColumn,
    pub(crate) ids: Ids,
    /// From 1, by the order of ids.
    pub(crate) speakers: Column,
    /// From 1, by the order of codes.
    pub(crate) countries: Column,
    /// From 1, by the order of codes; the same countries.
    pub(crate) about: MultiColumn,
    /// From 0, in the order of `QuoteKind::ALL`.
    pub(crate) kinds: Column,
    /// From 1, in order.
    pub(crate) channels: Column,
    /// From 0: the article in which a row is shown.
    pub(crate) articles: Column,
    /// From 1, in order: the publisher of that article. Not stored, since it follows from the articles.
    pub(crate) publishers: Column,
    /// From 0: which of that article's statements it is.
    pub(crate) statements: Column,
    /// The rows whose statements are [sure](onrecord_model::Statement::is_sure).
    pub(crate) sure: RowSet,
    /// The rows whose speakers are named.
    pub(crate) named: RowSet,
    /// Other articles with the same words, by row.
    pub(crate) other_occurrences: Vec<OtherOccurrence>,
}

impl Columns {
    /// Returns the number of rows.
    pub(crate) fn row_count(&self) -> usize {
        self.kinds.len()
    }
}
