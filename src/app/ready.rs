//! What the page has when the record is there.

use onrecord_corpus::{Corpus, Engine, Part};

use crate::stage::{Shared, Stage};

/// So many chunks of articles are kept when another view is shown: those that came last.
const KEPT: usize = 64;

pub(super) struct Ready {
    pub(super) stage: Stage,
    pub(super) engine: Engine,
    /// Parts that were asked for, those that could not be had too; the last one last.
    pub(super) asked: Vec<Part>,
}

impl Ready {
    /// Notes that a part is asked for; false where it was before.
    pub(super) fn note(&mut self, part: Part) -> bool {
        let is_new = !self.asked.contains(&part);
        if is_new {
            self.asked.push(part);
        }
        is_new
    }

    /// Parts that were asked for and have not come, which may be asked for once more.
    pub(super) fn lost(&mut self) -> Vec<Part> {
        let corpus = &self.stage.corpus;
        self.asked.extract_if(.., |part| !corpus.has(*part)).collect()
    }

    /// Gives up articles that were looked at long ago, so that who explores for hours needs no more memory than who
    /// explores for a minute. What the view needs of them is asked for again.
    pub(super) fn forget(&mut self) {
        let chunk = |part: &Part| if let Part::Articles(chunk) = part { Some(*chunk) } else { None };
        let surplus = self.asked.iter().filter_map(chunk).count().saturating_sub(KEPT);
        if surplus == 0 {
            return;
        }
        let gone: Vec<_> = self.asked.iter().filter_map(chunk).take(surplus).collect();
        let mut corpus = Corpus::clone(&self.stage.corpus);
        gone.iter().for_each(|chunk| corpus.forget(*chunk));
        self.asked.retain(|part| chunk(part).is_none_or(|chunk| !gone.contains(&chunk)));
        self.stage.corpus = Shared::new(corpus);
    }
}
