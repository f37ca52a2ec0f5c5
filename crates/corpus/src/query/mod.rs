//! Questions that the page asks: a [`Filter`] in, a [`Selection`] out.

mod engine;
mod facet;
mod facet_counts;
mod facet_filter;
mod selection;

use onrecord_model::{Country, Day, Kind, SpeakerId};

use crate::search::SearchQuery;
pub use engine::Engine;
pub use facet_filter::{FacetFilter, SortedSet};
pub use selection::{FacetCounts, GroupBy, Selection};

/// What a statement must be like. The empty filter takes every statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who said it.
    pub speakers: FacetFilter<SpeakerId>,
    /// The country of who said it.
    pub countries: FacetFilter<Country>,
    /// Countries that it names.
    pub about: FacetFilter<Country>,
    /// Direct, indirect or mixed.
    pub kinds: FacetFilter<Kind>,
    /// Where it was said.
    pub channels: FacetFilter<String>,
    /// Who published the article that it is shown from.
    pub publishers: FacetFilter<String>,
    /// Words that are in it, or in its speaker's name.
    pub query: SearchQuery,
    /// The first day. A statement whose range reaches into the days is taken; one without a known
    /// day is not, where days are asked for.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

#[cfg(test)]
mod tests;
