//! Answers one filter after another, reusing the results of the last.
//!
//! The rows that match each facet's own filter are a bitset. A facet is counted over the rows that match all
//! other facets, so that its numbers say what choosing a value would leave. Facets whose inputs have not
//! changed are not computed again.

use std::rc::Rc;

use super::{
    Filter,
    facet::Facet,
    facet_counts::{CachedCounts, Counted, RowDiffs},
    selection::{FacetCounts, Selection},
};
use crate::{
    columns::{RowSet, after_none},
    corpus::Corpus,
    search::{SearchQuery, Term},
};

/// The number of search terms whose rows are remembered: enough for a line that is being typed.
const REMEMBERED: usize = 12;
/// Facets that are counted by value.
const COUNTED: [Facet; 6] =
    [Facet::Speaker, Facet::Country, Facet::About, Facet::Kind, Facet::Channel, Facet::Publisher];

/// Runs filters against one record. Each call reuses the results of the last one.
#[derive(Debug)]
pub struct Engine {
    every: Rc<RowSet>,
    /// The last filter, and the parts of the record with which it was answered.
    asked: Filter,
    had: (bool, bool),
    /// The rows that match each facet, in the order of `Facet::ALL`; `None` for all rows.
    taken: [Option<Rc<RowSet>>; Facet::ALL.len()],
    /// In the order of `COUNTED`.
    answers: [CachedCounts; COUNTED.len()],
    /// The rows of recent search terms, the latest last.
    terms: Vec<(Term, Rc<RowSet>)>,
}

impl Engine {
    /// Creates an engine that has answered the empty filter.
    #[must_use]
    pub fn new(corpus: &Corpus) -> Self {
        let every = Rc::new(RowSet::full(corpus.row_count()));
        let answers = COUNTED.map(|facet| {
            let (column, values) = counted(corpus, facet);
            CachedCounts::all(column, values, &every)
        });
        Self {
            every,
            asked: Filter::default(),
            had: (false, false),
            taken: Default::default(),
            answers,
            terms: Vec::new(),
        }
    }

    /// Returns the statements that match a filter, with all counts. `corpus` must be the record that the engine was
    /// created with; parts may have been added to it.
    ///
    /// Without the part of the words, a search finds only names of speakers, and without that of the positions a phrase
    /// matches wherever all its words occur; then [`Selection::is_exact`] is false.
    pub fn select(&mut self, corpus: &Corpus, filter: &Filter) -> Selection {
        let has = (corpus.text.is_some(), corpus.positions.is_some());
        if has != self.had {
            self.terms.clear();
        }
        let stale =
            |facet: &Facet| !facet.same(&self.asked, filter) || *facet == Facet::Words && has != self.had;
        let changed: Vec<Facet> = Facet::ALL.into_iter().filter(stale).collect();
        for facet in changed {
            let rows = match facet {
                Facet::Words => self.words(corpus, &filter.query),
                _ => facet.rows(corpus, filter),
            };
            if let Some(slot) = self.taken.get_mut(facet as usize) {
                *slot = rows;
            }
        }
        (self.asked, self.had) = (filter.clone(), has);
        let rows = self.all_but(None);
        let around = |facet: Facet| match self.taken.get(facet as usize) {
            Some(Some(_)) => self.all_but(Some(facet)),
            // If a facet matches every row, the other facets give the same rows as all.
            _ => Rc::clone(&rows),
        };
        let sets = COUNTED.map(around);
        let around = around(Facet::Days);
        let mut moves = RowDiffs::default();
        for ((answer, facet), rows) in self.answers.iter_mut().zip(COUNTED).zip(&sets) {
            answer.follow(counted(corpus, facet).0, &moves.between(answer.rows(), rows));
        }
        let undated = rows.count_in_range(corpus.dated_count()..corpus.row_count());
        let len = rows.count();
        Selection {
            counts: self.counts(),
            is_exact: corpus.missing_part_for(&filter.query).is_none(),
            len,
            dated: len.saturating_sub(undated),
            rows,
            rows_of_any_date: around,
        }
    }

    /// Returns the rows that match a search, without counting; all rows for an empty search.
    pub fn search(&mut self, corpus: &Corpus, words: &SearchQuery) -> Rc<RowSet> {
        self.words(corpus, words).unwrap_or_else(|| Rc::clone(&self.every))
    }

    /// Returns the rows that match all facets, except possibly one.
    fn all_but(&self, one: Option<Facet>) -> Rc<RowSet> {
        let others = self.taken.iter().enumerate();
        let mut others = others
            .filter(|(index, _)| one.is_none_or(|one| one as usize != *index))
            .filter_map(|(_, r)| r.as_ref());
        let Some(first) = others.next() else { return Rc::clone(&self.every) };
        let Some(second) = others.next() else { return Rc::clone(first) };
        let mut rows = RowSet::clone(first);
        rows.intersect_with(second);
        others.for_each(|other| rows.intersect_with(other));
        Rc::new(rows)
    }

    fn counts(&self) -> FacetCounts {
        let [speakers, countries, about, kinds, channels, publishers] = &self.answers;
        let values = |answer: &CachedCounts| answer.counts().get(1..).unwrap_or_default().to_vec();
        let none = |answer: &CachedCounts| answer.counts().first().copied().unwrap_or_default();
        FacetCounts {
            speakers: values(speakers),
            no_speaker: none(speakers),
            countries: values(countries),
            no_country: none(countries),
            about: values(about),
            kinds: kinds.counts().try_into().unwrap_or_default(),
            channels: values(channels),
            publishers: values(publishers),
        }
    }

    /// Returns the rows with all included words and no excluded one.
    fn words(&mut self, corpus: &Corpus, words: &SearchQuery) -> Option<Rc<RowSet>> {
        let (first, rest) = words.terms().split_first()?;
        if rest.is_empty() && !first.is_excluded() {
            return Some(self.term(corpus, first));
        }
        let mut rows = RowSet::clone(&self.every);
        for term in words.terms() {
            let with = self.term(corpus, term);
            if term.is_excluded() { rows.subtract(&with) } else { rows.intersect_with(&with) }
        }
        Some(Rc::new(rows))
    }

    /// Returns the rows with a term in the text or in the speaker's name.
    fn term(&mut self, corpus: &Corpus, term: &Term) -> Rc<RowSet> {
        if let Some(at) = self.terms.iter().position(|(known, _)| known.has_same_words(term)) {
            let known = self.terms.remove(at);
            let rows = Rc::clone(&known.1);
            self.terms.push(known);
            return rows;
        }
        let mut rows = corpus.text.as_ref().map_or_else(
            || RowSet::empty(corpus.row_count()),
            |text| text.find(term, corpus.positions.as_deref()),
        );
        let named: Vec<bool> =
            [false].into_iter().chain(corpus.folded_names().iter().map(|name| term.is_in(name))).collect();
        if named.contains(&true) {
            rows.union_with(&corpus.columns().speakers.rows(&named));
        }
        let rows = Rc::new(rows);
        if self.terms.len() >= REMEMBERED {
            self.terms.remove(0);
        }
        self.terms.push((term.clone(), Rc::clone(&rows)));
        rows
    }
}

/// Returns the column of a facet and its number of values.
fn counted(corpus: &Corpus, facet: Facet) -> (Counted<'_>, usize) {
    let columns = corpus.columns();
    let countries = after_none(corpus.countries().len());
    match facet {
        Facet::Speaker => (Counted::Single(&columns.speakers), after_none(corpus.speakers().len())),
        Facet::Country => (Counted::Single(&columns.countries), countries),
        Facet::About => (Counted::Multi(&columns.about), countries),
        Facet::Channel => (Counted::Single(&columns.channels), after_none(corpus.channels().len())),
        Facet::Publisher => (Counted::Single(&columns.publishers), after_none(corpus.publishers().len())),
        Facet::Kind | Facet::Days | Facet::Certainty | Facet::Naming | Facet::Words => {
            (Counted::Single(&columns.kinds), onrecord_model::QuoteKind::ALL.len())
        }
    }
}
