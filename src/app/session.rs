//! The session: the record as far as it has been loaded, the engine that searches it, and the view with all that follows
//! from it. Never touches the address (`router`).

use onrecord_corpus::{Corpus, Engine, Filter, Part, RowSet};
use onrecord_view::{LinkWarning, Order, View};

use super::corpus_loader;
use crate::components::{PageContext, PtrEq, RelaxedFilter, filters::filters_in_use, notices::UserError};

/// How many chunks of articles are kept in memory when the view changes.
const MAX_CHUNKS: usize = 64;

/// An open record and the view of it.
pub(super) struct Session {
    pub(super) page: PageContext,
    engine: Engine,
    /// The parts that have been requested, including those that could not be loaded, the latest last.
    requested: Vec<Part>,
}

impl Session {
    /// Starts a session with a context whose selection is that of its view.
    pub(super) const fn new(page: PageContext, engine: Engine) -> Self {
        Self { page, engine, requested: Vec::new() }
    }

    /// Shows a view; returns what of it the record does not have. `keeps_articles` are needed by a download.
    pub(super) fn show(&mut self, view: View, keeps_articles: bool) -> Vec<LinkWarning> {
        if view != self.page.view && !keeps_articles {
            self.evict_articles();
        }
        let page = &mut self.page;
        let (view, warnings) = view.resolve_against(&page.corpus, &page.totals);
        let filter = view.filter();
        if filter != page.view.filter() {
            page.selection = PtrEq::new(self.engine.select(&page.corpus, &filter));
        }
        page.request_missing(page.corpus.missing_part_for(&filter.query));
        page.view = view;
        self.update_derived(&filter);
        warnings
    }

    /// Computes what the view shows besides the selection: which rows match whole words, and, if nothing matches, which
    /// filters could be removed.
    fn update_derived(&mut self, filter: &Filter) {
        let (page, engine) = (&mut self.page, &mut self.engine);
        let by_relevance = page.view.order == Order::Relevance && !page.view.query.is_empty();
        let mut whole_words = || RowSet::clone(&engine.search(&page.corpus, &filter.query.whole_words()));
        page.whole_word_matches = by_relevance.then(|| PtrEq::new(whole_words()));
        let mut relaxed = Vec::new();
        if page.selection.is_empty() && page.selection.is_exact {
            for chip in filters_in_use(page) {
                let count = engine.select(&page.corpus, &chip.without.filter()).len();
                relaxed.push(RelaxedFilter { filter: chip.label, view: chip.without, count });
            }
        }
        page.relaxed_filters = PtrEq::new(relaxed);
    }

    /// Notes that a part is requested; returns false if it has been requested before.
    pub(super) fn note_request(&mut self, part: Part) -> bool {
        let is_new = !self.requested.contains(&part);
        if is_new {
            self.requested.push(part);
        }
        is_new
    }

    /// Forgets the requests whose parts have not been loaded, and returns them.
    pub(super) fn take_failed(&mut self) -> Vec<Part> {
        let corpus = &self.page.corpus;
        self.requested.extract_if(.., |part| !corpus.has_part(*part)).collect()
    }

    /// Adds a part of the record; returns whether the selection was incomplete without it and has been computed again.
    pub(super) fn add_part(
        &mut self,
        part: Part,
        loaded: Result<Vec<u8>, UserError>,
    ) -> Result<bool, UserError> {
        // The part may have been evicted while it was on its way.
        self.note_request(part);
        let mut corpus = Corpus::clone(&self.page.corpus);
        corpus.add_part(part, loaded?).map_err(|error| corpus_loader::explain(&error))?;
        self.page.corpus = PtrEq::new(corpus);
        let was_incomplete = !self.page.selection.is_exact;
        if was_incomplete {
            let filter = self.page.view.filter();
            self.page.selection = PtrEq::new(self.engine.select(&self.page.corpus, &filter));
        }
        Ok(was_incomplete)
    }

    /// Removes the articles that were loaded first from memory, so that hours of reading need no more of it than minutes.
    /// What the view needs of them is requested again.
    fn evict_articles(&mut self) {
        let chunk = |part: &Part| if let Part::Articles(chunk) = part { Some(*chunk) } else { None };
        let surplus = self.requested.iter().filter_map(chunk).count().saturating_sub(MAX_CHUNKS);
        if surplus == 0 {
            return;
        }
        let evicted: Vec<_> = self.requested.iter().filter_map(chunk).take(surplus).collect();
        let mut corpus = Corpus::clone(&self.page.corpus);
        evicted.iter().for_each(|chunk| corpus.unload_chunk(*chunk));
        self.requested.retain(|part| chunk(part).is_none_or(|chunk| !evicted.contains(&chunk)));
        self.page.corpus = PtrEq::new(corpus);
    }
}
