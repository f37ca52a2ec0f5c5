//! The rows that match the filter of one facet.

use std::rc::Rc;

use onrecord_model::{Country, QuoteKind, SpeakerId};

use super::{FacetFilter, Filter, facet_filter::SortedSet};
use crate::{
    columns::{Column, MultiColumn, RowSet, after_none},
    corpus::Corpus,
};

/// What can be filtered by. Those before `Days` are also counted.
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
    Naming,
    Words,
}

impl Facet {
    pub(super) const ALL: [Self; 10] = [
        Self::Speaker,
        Self::Country,
        Self::About,
        Self::Kind,
        Self::Channel,
        Self::Publisher,
        Self::Days,
        Self::Certainty,
        Self::Naming,
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
            Self::Days => (a.from, a.to, a.undated) == (b.from, b.to, b.undated),
            Self::Certainty => a.sure == b.sure,
            Self::Naming => a.named == b.named,
            Self::Words => a.query == b.query,
        }
    }

    /// Returns the rows that match this facet of a filter, or `None` if all do. Not for words.
    pub(super) fn rows(self, corpus: &Corpus, filter: &Filter) -> Option<Rc<RowSet>> {
        let columns = corpus.columns();
        let countries = |choice: &FacetFilter<Country>, column: &dyn Rows| {
            let country = |country: &_| corpus.countries().binary_search(country).ok().map(after_none);
            chosen(choice, after_none(corpus.countries().len()), country, column)
        };
        let names = |choice: &FacetFilter<String>, names: &[String], column: &dyn Rows| {
            let name = |name: &String| names.binary_search(name).ok().map(after_none);
            chosen(choice, after_none(names.len()), name, column)
        };
        let rows = match self {
            Self::Speaker => {
                let speaker = |id: &SpeakerId| corpus.find_speaker(id).map(after_none);
                chosen(&filter.speakers, after_none(corpus.speakers().len()), speaker, &columns.speakers)
            }
            Self::Country => countries(&filter.countries, &columns.countries),
            Self::About => countries(&filter.about, &columns.about),
            Self::Kind => {
                let kind = |kind: &_| QuoteKind::ALL.iter().position(|known| known == kind);
                chosen(&filter.kinds, QuoteKind::ALL.len(), kind, &columns.kinds)
            }
            Self::Channel => names(&filter.channels, corpus.channels(), &columns.channels),
            Self::Publisher => names(&filter.publishers, corpus.publishers(), &columns.publishers),
            Self::Days => days(corpus, filter),
            Self::Certainty => filter.sure.then(|| columns.sure.clone()),
            Self::Naming => filter.named.map(|named| {
                let mut rows = columns.named.clone();
                if !named {
                    rows.complement();
                }
                rows
            }),
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

/// Returns the rows of a filter's days.
fn days(corpus: &Corpus, filter: &Filter) -> Option<RowSet> {
    let has_bound = filter.from.is_some() || filter.to.is_some();
    let between = has_bound.then(|| corpus.columns().dates.between(filter.from, filter.to));
    let Some(undated) = filter.undated else { return between };
    let dated_count = corpus.dated_count();
    let mut rows = RowSet::empty(corpus.row_count());
    rows.insert_range(if undated { dated_count..corpus.row_count() } else { 0..dated_count });
    if let Some(between) = between {
        rows.intersect_with(&between);
    }
    Some(rows)
}

/// Returns the rows with an included value and no excluded one; `None` for all rows. [`FacetFilter::none`] includes or
/// excludes value 0, which means "no value" in every column that is filtered by it.
fn chosen<T: Ord>(
    choice: &FacetFilter<T>,
    count: usize,
    value: impl Fn(&T) -> Option<usize>,
    column: &dyn Rows,
) -> Option<RowSet> {
    let marked = |values: &SortedSet<T>, none: bool| {
        let mut marked = vec![false; count];
        for value in values.iter().filter_map(&value).chain(none.then_some(0)) {
            if let Some(mark) = marked.get_mut(value) {
                *mark = true;
            }
        }
        marked
    };
    let excludes = !choice.exclude.is_empty() || choice.none == Some(false);
    let included = choice.includes_any().then(|| marked(&choice.include, choice.none == Some(true)));
    let excluded = excludes.then(|| marked(&choice.exclude, choice.none == Some(false)));
    rows(column, included, excluded)
}

/// Returns the rows of a column with one of the included values and none of the excluded ones, both marked by value;
/// `None` for all rows.
fn rows(column: &dyn Rows, included: Option<Vec<bool>>, excluded: Option<Vec<bool>>) -> Option<RowSet> {
    let included = included.map(|marked| column.rows(&marked));
    let Some(excluded) = excluded else { return included };
    let mut excluded = column.rows(&excluded);
    let Some(mut left) = included else {
        excluded.complement();
        return Some(excluded);
    };
    left.subtract(&excluded);
    Some(left)
}
