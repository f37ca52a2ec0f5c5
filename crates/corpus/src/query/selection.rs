//! The statements that match a filter, and what every other choice would leave.

use std::rc::Rc;

use onrecord_model::{Country, Date, DateRange, QuoteKind};

use crate::{
    columns::{Column, CountValues as _, RowSet, after_none},
    corpus::Corpus,
};

/// The statements that match a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The matching rows.
    pub rows: Rc<RowSet>,
    /// The rows that would match without the date range: what a timeline shows around it.
    pub rows_of_any_date: Rc<RowSet>,
    /// How many statements choosing each value of each facet would leave.
    pub counts: FacetCounts,
    /// False if a part of the record is needed for the exact answer; see [`Corpus::missing_part_for`].
    pub is_exact: bool,
    pub(crate) len: usize,
    pub(crate) dated: usize,
}

impl Selection {
    /// Returns the number of matching statements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether nothing matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the number of matching statements with a day, which come first in the order of rows.
    #[must_use]
    pub fn dated_count(&self) -> usize {
        self.dated
    }

    /// Returns how many undated statements would match without a date filter.
    #[must_use]
    pub fn undated_of_any_date(&self, corpus: &Corpus) -> usize {
        self.rows_of_any_date.count_in_range(corpus.dated_count()..corpus.row_count())
    }

    /// Returns the dated rows, the newest first, without the `skip` newest.
    pub fn newest_first(&self, corpus: &Corpus, skip: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter_before(corpus.dated_count(), skip)
    }

    /// Returns the dated rows, the oldest first.
    pub fn oldest_first(&self, corpus: &Corpus) -> impl Iterator<Item = usize> + '_ {
        let dated = corpus.dated_count();
        self.rows.iter().take_while(move |row| *row < dated)
    }

    /// Returns the dated rows as a set.
    #[must_use]
    pub fn dated_rows(&self, corpus: &Corpus) -> RowSet {
        let mut rows = RowSet::empty(corpus.row_count());
        rows.insert_range(0..corpus.dated_count());
        rows.intersect_with(&self.rows);
        rows
    }

    /// Returns the undated rows, in the order of rows.
    pub fn undated(&self, corpus: &Corpus) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter_from(corpus.dated_count())
    }
}

/// A property by which statements are grouped, each into exactly one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// By speaker: 0 if unknown, otherwise the speaker's index plus 1.
    Speaker,
    /// By the speaker's country: 0 if unknown, otherwise the country's index plus 1.
    Country,
    /// By kind, from 0 in the order of [`QuoteKind::ALL`].
    Kind,
    /// By the article in which the statement is shown: its index, from 0.
    Article,
}

impl Corpus {
    fn column(&self, by: GroupBy) -> (&Column, usize) {
        let columns = self.columns();
        match by {
            GroupBy::Speaker => (&columns.speakers, after_none(self.speakers().len())),
            GroupBy::Country => (&columns.countries, after_none(self.countries().len())),
            GroupBy::Kind => (&columns.kinds, QuoteKind::ALL.len()),
            GroupBy::Article => (&columns.articles, self.articles().len()),
        }
    }

    /// Returns how many rows of a set are in each group, by the number of the group.
    #[must_use]
    pub fn group_counts(&self, by: GroupBy, rows: &RowSet) -> Vec<u32> {
        let (column, count) = self.column(by);
        let mut counts = vec![0; count];
        column.count(rows, &mut counts);
        counts
    }

    /// Returns how many rows of a set mention each country, by its index in [`Corpus::countries`].
    #[must_use]
    pub fn about_counts(&self, rows: &RowSet) -> Vec<u32> {
        let mut counts = vec![0; after_none(self.countries().len())];
        self.columns().about.count(rows, &mut counts);
        counts.split_off(1)
    }

    /// Returns the rows that mention a country; none if the record does not have it.
    #[must_use]
    pub fn rows_about(&self, country: Country) -> RowSet {
        let mut marked = vec![false; after_none(self.countries().len())];
        let at = self.countries().binary_search(&country).ok();
        if let Some(mark) = at.and_then(|at| marked.get_mut(after_none(at))) {
            *mark = true;
        }
        self.columns().about.rows(&marked)
    }

    /// Returns the rows that are shown in the same article as one of a set.
    #[must_use]
    pub fn rows_of_same_articles(&self, rows: &RowSet) -> RowSet {
        let marked: Vec<bool> =
            self.group_counts(GroupBy::Article, rows).into_iter().map(|count| count > 0).collect();
        self.columns().articles.rows(&marked)
    }

    /// Returns the rows of a set that are in the group with this number; none if there is no such group.
    #[must_use]
    pub fn rows_in_group(&self, by: GroupBy, heap: usize, rows: &RowSet) -> RowSet {
        let mut inside = self.column(by).0.rows_of(heap);
        inside.intersect_with(rows);
        inside
    }

    /// Returns the rows whose days overlap the range from one day to another, both inclusive.
    #[must_use]
    pub fn rows_between(&self, from: Date, to: Date) -> RowSet {
        self.columns().dates.between(Some(from), Some(to))
    }

    /// Returns the first row of a set in each group, by the number of the group; `None` for a group without one.
    #[must_use]
    pub fn first_rows(&self, by: GroupBy, rows: &RowSet) -> Vec<Option<usize>> {
        let (column, count) = self.column(by);
        let mut awaited = self.group_counts(by, rows).iter().filter(|&&count| count > 0).count();
        let mut firsts = vec![None; count];
        for row in rows.iter() {
            if let Some(first @ None) = column.get(row).and_then(|heap| firsts.get_mut(heap)) {
                *first = Some(row);
                awaited = awaited.saturating_sub(1);
                if awaited == 0 {
                    break;
                }
            }
        }
        firsts
    }

    /// Returns how many rows of a set overlap each of `bins` bins of `width` days, of which the first starts at
    /// `first`. A row of several days counts in every bin that it overlaps, and undated rows in none. A width of 0
    /// counts as 1.
    #[must_use]
    pub fn histogram(&self, rows: &RowSet, first: Date, width: u32, bins: usize) -> Vec<u32> {
        self.columns().dates.histogram(rows, first, width, bins)
    }
}

impl Corpus {
    /// Returns the days from the first to the last of a set of rows, or `None` if none of them has a day. Ranges whose
    /// last day is more than `longest` days after their first are ignored, since "last year" says little about when,
    /// unless there are no others.
    #[must_use]
    pub fn date_extent(&self, rows: &RowSet, longest: u32) -> Option<DateRange> {
        let days = &self.columns().dates;
        days.extent(rows, longest).or_else(|| days.extent(rows, u32::MAX))
    }
}

/// For each value of each facet, the number of statements with it that match all filters but the facet's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// By the speaker's index in [`Corpus::speakers`].
    pub speakers: Vec<u32>,
    /// Statements whose speaker is unknown.
    pub no_speaker: u32,
    /// By the index in [`Corpus::countries`] of the country that the speaker spoke for.
    pub countries: Vec<u32>,
    /// Statements of speakers without a country, and those whose speaker is unknown.
    pub no_country: u32,
    /// By the index in [`Corpus::countries`] of a country that is mentioned.
    pub about: Vec<u32>,
    /// In the order of [`QuoteKind::ALL`].
    pub kinds: [u32; QuoteKind::ALL.len()],
    /// By the index in [`Corpus::channels`].
    pub channels: Vec<u32>,
    /// By the index in [`Corpus::publishers`].
    pub publishers: Vec<u32>,
}
