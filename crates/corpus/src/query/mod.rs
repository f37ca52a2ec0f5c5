//! Queries: a [`Filter`] in, a [`Selection`] out.

mod engine;
mod facet;
mod facet_counts;
mod facet_filter;
mod selection;

use onrecord_model::{Country, Date, QuoteKind, SpeakerId};

use crate::search::SearchQuery;
pub use engine::Engine;
pub use facet_filter::{FacetFilter, SortedSet};
pub use selection::{FacetCounts, GroupBy, Selection};

/// Conditions on statements, all of which must hold. The empty filter matches every statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The speaker, by id.
    pub speakers: FacetFilter<SpeakerId>,
    /// The country that the speaker spoke for.
    pub countries: FacetFilter<Country>,
    /// The countries that the statement mentions.
    pub about: FacetFilter<Country>,
    /// How the words are given: direct, indirect or mixed.
    pub kinds: FacetFilter<QuoteKind>,
    /// Where it was said.
    pub channels: FacetFilter<String>,
    /// The publisher of the article in which it is shown.
    pub publishers: FacetFilter<String>,
    /// Words in the statement or in the speaker's name; each term may be in either.
    pub query: SearchQuery,
    /// The first day, inclusive; `None` leaves the days open. A statement matches if its range overlaps the days; if
    /// there is a first or a last day, a statement without a day does not.
    pub from: Option<Date>,
    /// The last day, inclusive; `None` leaves the days open.
    pub to: Option<Date>,
    /// Whether only statements without a day match (true), or only those with one (false). `None` for both.
    pub undated: Option<bool>,
    /// Whether only [sure](onrecord_model::Statement::is_sure) statements match.
    pub sure: bool,
    /// Whether only statements of named speakers match (true), or only all others (false): those of unnamed groups and
    /// documents, and those whose speaker is unknown. `None` for both.
    pub named: Option<bool>,
}

#[cfg(test)]
mod tests;
