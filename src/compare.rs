//! Two to four speakers or countries that a view compares, whose lanes share one time axis (`timeline`) and whose words
//! stand side by side (`statements`).

use onrecord_corpus::{Bits, By, Corpus};
use onrecord_model::Country;

use crate::{names, stage::Stage};

/// More columns cannot be read.
pub(crate) const MOST: usize = 4;

/// One of those that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) by: By,
    /// Its heap.
    pub(crate) heap: usize,
}

impl Side {
    /// Whom a name in a link means: a country by its code in capitals, else a speaker by the id.
    pub(crate) fn of(corpus: &Corpus, name: &str) -> Option<Self> {
        let country = name.parse::<Country>().ok().filter(|country| country.code() == name);
        let (by, index) = match country {
            Some(country) => (By::Country, corpus.countries().binary_search(&country).ok()?),
            None => (By::Speaker, corpus.find_speaker(name)?),
        };
        Some(Self { by, heap: index + 1 })
    }

    /// How it is named in links; nothing where a heap is of something else, or of nobody known.
    pub(crate) fn key(self, corpus: &Corpus) -> Option<String> {
        let index = self.heap.checked_sub(1)?;
        match self.by {
            By::Speaker => Some(corpus.speakers().get(index)?.id.to_string()),
            By::Country => Some(corpus.countries().get(index)?.to_string()),
            By::Kind | By::Article => None,
        }
    }

    pub(crate) fn name(self, corpus: &Corpus) -> String {
        let index = self.heap.wrapping_sub(1);
        let speaker = || corpus.speakers().get(index).map(|speaker| speaker.name.clone());
        let country = || corpus.countries().get(index).map(|country| names::country(*country));
        if self.by == By::Country { country() } else { speaker() }.unwrap_or_default()
    }

    /// The rows of what the filters leave that are its own.
    pub(crate) fn rows(self, stage: &Stage) -> Bits {
        stage.corpus.heap(self.by, self.heap, &stage.selection.rows)
    }
}

/// Those that a view compares; nobody where it names fewer than two.
pub(crate) fn sides(stage: &Stage) -> Vec<Side> {
    let sides: Vec<_> = stage.view.compare.iter().filter_map(|name| Side::of(&stage.corpus, name)).collect();
    if sides.len() < 2 { Vec::new() } else { sides }
}
