//! Statements sorted into lanes, the fullest lane first.

use std::collections::BTreeMap;

use crate::{names, stage::Stage, view::Lanes};

/// One lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Lane {
    pub(super) key: String,
    pub(super) name: String,
    /// The dated statements in it, by day.
    pub(super) statements: Vec<usize>,
}

pub(super) fn lanes(stage: &Stage) -> Vec<Lane> {
    let mut lanes: BTreeMap<String, Lane> = BTreeMap::new();
    for &index in &stage.selection.dated {
        let (key, name) = lane_of(stage, index);
        let lane = lanes.entry(key.clone()).or_insert_with(|| Lane { key, name, statements: Vec::new() });
        lane.statements.push(index);
    }
    let mut lanes: Vec<_> = lanes.into_values().collect();
    lanes.sort_by(|a, b| b.statements.len().cmp(&a.statements.len()).then_with(|| a.name.cmp(&b.name)));
    lanes
}

/// The key and the name of the lane that a statement belongs to.
fn lane_of(stage: &Stage, index: usize) -> (String, String) {
    let corpus = &stage.corpus;
    let Some(record) = corpus.statements().get(index) else { return Default::default() };
    let speaker = corpus.speaker_of(record);
    let nobody = |what: &str| (String::new(), what.to_owned());
    match stage.view.lanes {
        Lanes::Speaker => {
            speaker.map_or_else(|| nobody("Speaker not known"), |s| (s.id.to_string(), s.name.clone()))
        }
        Lanes::Country => speaker
            .and_then(|s| s.country)
            .map_or_else(|| nobody("Country not known"), |c| (c.to_string(), names::country(c))),
        Lanes::Kind => {
            let kind = record.statement.kind.as_str();
            (kind.to_owned(), kind.to_owned())
        }
        Lanes::Article => corpus
            .article_of(record)
            .map_or_else(|| nobody("Article not known"), |a| (a.meta.id.clone(), a.title().to_owned())),
    }
}
