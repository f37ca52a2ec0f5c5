//! Names of those that a view compares, whose lanes share one time axis (`timeline`) and whose words stand side by side
//! (`statements`).

use onrecord_corpus::{By, Corpus};
use onrecord_view::ComparedEntity;

use crate::names;

/// Returns the name of an entity, empty if the record does not know it.
pub(crate) fn name(entity: ComparedEntity, corpus: &Corpus) -> String {
    let index = entity.group.wrapping_sub(1);
    let speaker = || corpus.speakers().get(index).map(|speaker| speaker.name.clone());
    let country = || corpus.countries().get(index).map(|country| names::country(*country));
    if entity.by == By::Country { country() } else { speaker() }.unwrap_or_default()
}
