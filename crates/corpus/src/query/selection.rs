//! What a filter leaves, and what every other choice would leave.

use std::rc::Rc;

use onrecord_model::{Country, Day, Kind};

use crate::{
    columns::{Column, CountValues as _, RowSet, after_none},
    corpus::Corpus,
};

/// The statements that a filter leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The rows that are left.
    pub rows: Rc<RowSet>,
    /// The rows that would be left if no days were asked for: what a timeline shows around them.
    pub rows_of_any_date: Rc<RowSet>,
    /// How many statements each value of each facet would leave.
    pub counts: FacetCounts,
    /// False where a part of the record is needed for the exact answer, see [`Corpus::missing_for`].
    pub is_exact: bool,
    pub(crate) len: usize,
    pub(crate) dated: usize,
}

impl Selection {
    /// How many statements are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many statements with a known day are left.
    #[must_use]
    pub fn dated_count(&self) -> usize {
        self.dated
    }

    /// The rows with a known day, the newest first, from the `skip`th on.
    pub fn newest_first(&self, corpus: &Corpus, skip: usize) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter_before(corpus.dated_count(), skip)
    }

    /// The same from the oldest on.
    pub fn oldest_first(&self, corpus: &Corpus) -> impl Iterator<Item = usize> + '_ {
        let dated = corpus.dated_count();
        self.rows.iter().take_while(move |row| *row < dated)
    }

    /// The rows with a known day as a set.
    #[must_use]
    pub fn dated_rows(&self, corpus: &Corpus) -> RowSet {
        let mut rows = RowSet::empty(corpus.row_count());
        rows.insert_range(0..corpus.dated_count());
        rows.intersect_with(&self.rows);
        rows
    }

    /// The rows without a known day, in order.
    pub fn undated(&self, corpus: &Corpus) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter_from(corpus.dated_count())
    }
}

/// What statements are told apart by, each into one heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The speaker: 0 where not known, then from 1 by the index of the speaker.
    Speaker,
    /// The speaker's country: 0 where not known, then from 1 by the index of the country.
    Country,
    /// The kind, from 0 in the order of [`Kind::ALL`].
    Kind,
    /// The article that a statement is shown from, from 0 by its index.
    Article,
}

impl Corpus {
    fn column(&self, by: GroupBy) -> (&Column, usize) {
        let columns = self.columns();
        match by {
            GroupBy::Speaker => (&columns.speakers, after_none(self.speakers().len())),
            GroupBy::Country => (&columns.countries, after_none(self.countries().len())),
            GroupBy::Kind => (&columns.kinds, Kind::ALL.len()),
            GroupBy::Article => (&columns.articles, self.articles().len()),
        }
    }

    /// How many statements of a set of rows are in each heap.
    #[must_use]
    pub fn group_counts(&self, by: GroupBy, rows: &RowSet) -> Vec<u32> {
        let (column, count) = self.column(by);
        let mut counts = vec![0; count];
        column.count(rows, &mut counts);
        counts
    }

    /// How many statements of a set of rows name each country, by its index among
    /// [`Corpus::countries`].
    #[must_use]
    pub fn about_counts(&self, rows: &RowSet) -> Vec<u32> {
        let mut counts = vec![0; after_none(self.countries().len())];
        self.columns().about.count(rows, &mut counts);
        counts.split_off(1)
    }

    /// The rows of statements that name a country.
    #[must_use]
    pub fn rows_about(&self, country: Country) -> RowSet {
        let mut marked = vec![false; after_none(self.countries().len())];
        let at = self.countries().binary_search(&country).ok();
        if let Some(mark) = at.and_then(|at| marked.get_mut(after_none(at))) {
            *mark = true;
        }
        self.columns().about.rows(&marked)
    }

    /// The statements of all articles that hold one of a set.
    #[must_use]
    pub fn rows_of_same_articles(&self, rows: &RowSet) -> RowSet {
        let marked: Vec<bool> =
            self.group_counts(GroupBy::Article, rows).into_iter().map(|count| count > 0).collect();
        self.columns().articles.rows(&marked)
    }

    /// The rows of a set that are in one heap.
    #[must_use]
    pub fn rows_in_group(&self, by: GroupBy, heap: usize, rows: &RowSet) -> RowSet {
        let mut inside = self.column(by).0.rows_of(heap);
        inside.intersect_with(rows);
        inside
    }

    /// The rows of statements whose days reach into a closed range of days.
    #[must_use]
    pub fn rows_between(&self, from: Day, to: Day) -> RowSet {
        self.columns().dates.between(Some(from), Some(to))
    }

    /// The first row of a set in each heap, for so many of them as have one.
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

    /// How many statements of a set of rows reach into each of `bins` bins of `width` days from
    /// `first` on. One that was made on one of several days counts in every bin that it reaches into.
    #[must_use]
    pub fn histogram(&self, rows: &RowSet, first: Day, width: u32, bins: usize) -> Vec<u32> {
        self.columns().dates.histogram(rows, first, width, bins)
    }
}

impl Corpus {
    /// The first and the last day of a set of rows. Ranges by more than `longest` days longer than one
    /// day are left out: "last year" says little about when; where there are no others, they count.
    #[must_use]
    pub fn date_extent(&self, rows: &RowSet, longest: u32) -> Option<(Day, Day)> {
        let days = &self.columns().dates;
        days.extent(rows, longest).or_else(|| days.extent(rows, u32::MAX))
    }
}

/// For each value of a facet how many statements have it, all filters but the facet's own applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// By the index of the speaker.
    pub speakers: Vec<u32>,
    /// By the index of the country among [`Corpus::countries`]: the speaker's.
    pub countries: Vec<u32>,
    /// The same for each country that is named.
    pub about: Vec<u32>,
    /// In the order of [`Kind::ALL`].
    pub kinds: [u32; Kind::ALL.len()],
    /// By the index among [`Corpus::channels`].
    pub channels: Vec<u32>,
    /// By the index among [`Corpus::publishers`].
    pub publishers: Vec<u32>,
}
