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

/// Conditions on statements. The empty filter matches every statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The speaker.
    pub speakers: FacetFilter<SpeakerId>,
    /// The country that the speaker spoke for.
    pub countries: FacetFilter<Country>,
    /// The countries that it mentions.
    pub about: FacetFilter<Country>,
    /// Direct, indirect or mixed.
    pub kinds: FacetFilter<QuoteKind>,
    /// The channel.
    pub channels: FacetFilter<String>,
    /// The publisher of the article in which it is shown.
    pub publishers: FacetFilter<String>,
    /// Words in the statement or in the speaker's name.
    pub query: SearchQuery,
    /// The first day. A statement matches if its range overlaps the days; a statement without a day never
    /// does.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Whether only [sure](onrecord_model::Statement::is_sure) statements match.
    pub sure: bool,
}

#[cfg(test)]
mod tests;
