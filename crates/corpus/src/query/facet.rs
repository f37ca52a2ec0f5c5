//! The rows that match the filter of one facet.

use std::rc::Rc;

use onrecord_model::QuoteKind;

use super::{FacetFilter, Filter, facet_filter::SortedSet};
use crate::{
    columns::{Column, MultiColumn, RowSet, after_none},
    corpus::Corpus,
};

/// What can be filtered by. Those before `SearchQuery` are also counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    Speaker,
    Country,
    About,
    Kind,
    Channel,
    Publisher,
    Days,
    Certainty,
    Words,
}

impl Facet {
    pub(super) const ALL: [Self; 9] = [
        Self::Speaker,
        Self::Country,
        Self::About,
        Self::Kind,
        Self::Channel,
        Self::Publisher,
        Self::Days,
        Self::Certainty,
        Self::Words,
    ];

    /// Returns whether two filters are equal in this facet.
    pub(super) fn same(self, a: &Filter, b: &Filter) -> bool {
        match self {
            Self::Speaker => a.speakers == b.speakers,
            Self::Country => a.countries == b.countries,
            Self::About => a.about == b.about,
            Self::Kind => a.kinds == b.kinds,
            Self::Channel => a.channels == b.channels,
            Self::Publisher => a.publishers == b.publishers,
            Self::Days => (a.from, a.to) == (b.from, b.to),
            Self::Certainty => a.sure == b.sure,
            Self::Words => a.query == b.query,
        }
    }

    /// Returns the rows that match this facet of a filter, or `None` if all do. Not for words.
    pub(super) fn rows(self, corpus: &Corpus, filter: &Filter) -> Option<Rc<RowSet>> {
        let columns = corpus.columns();
        let country = |c: &_| corpus.countries().binary_search(c).ok().map(after_none);
        let countries = after_none(corpus.countries().len());
        let channel = |c: &String| corpus.channels().binary_search(c).ok().map(after_none);
        let publisher = |p: &String| corpus.publishers().binary_search(p).ok().map(after_none);
        let kind = |k: &_| QuoteKind::ALL.iter().position(|known| known == k);
        let rows = match self {
            Self::Speaker => {
                let speaker = |id: &onrecord_model::SpeakerId| corpus.find_speaker(id).map(after_none);
                chosen(&filter.speakers, after_none(corpus.speakers().len()), speaker, &columns.speakers)
            }
            Self::Country => chosen(&filter.countries, countries, country, &columns.countries),
            Self::About => chosen(&filter.about, countries, country, &columns.about),
            Self::Kind => chosen(&filter.kinds, QuoteKind::ALL.len(), kind, &columns.kinds),
            Self::Channel => {
                chosen(&filter.channels, after_none(corpus.channels().len()), channel, &columns.channels)
            }
            Self::Publisher => chosen(
                &filter.publishers,
                after_none(corpus.publishers().len()),
                publisher,
                &columns.publishers,
            ),
            Self::Days if filter.from.is_none() && filter.to.is_none() => None,
            Self::Days => Some(columns.dates.between(filter.from, filter.to)),
            Self::Certainty => filter.sure.then(|| columns.sure.clone()),
            Self::Words => None,
        };
        rows.map(Rc::new)
    }
}

/// A column that returns the rows of some values.
trait Rows {
    fn rows(&self, marked: &[bool]) -> RowSet;
}

impl Rows for Column {
    fn rows(&self, marked: &[bool]) -> RowSet {
        self.rows(marked)
    }
}

impl Rows for MultiColumn {
    fn rows(&self, marked: &[bool]) -> RowSet {
        self.rows(marked)
    }
}

/// Returns the rows with an included value and no excluded one.
fn chosen<T: Ord>(
    choice: &FacetFilter<T>,
    count: usize,
    value: impl Fn(&T) -> Option<usize>,
    column: &impl Rows,
) -> Option<RowSet> {
    let rows = |values: &SortedSet<T>| {
        let mut marked = vec![false; count];
        for value in values.iter().filter_map(&value) {
            if let Some(mark) = marked.get_mut(value) {
                *mark = true;
            }
        }
        column.rows(&marked)
    };
    match (choice.include.is_empty(), choice.exclude.is_empty()) {
        (true, true) => None,
        (false, true) => Some(rows(&choice.include)),
        (true, false) => {
            let mut left = rows(&choice.exclude);
            left.complement();
            Some(left)
        }
        (false, false) => {
            let mut left = rows(&choice.include);
            left.subtract(&rows(&choice.exclude));
            Some(left)
        }
    }
}
