//! Statements sorted into lanes, the fullest lane first.

use onrecord_corpus::{Bits, By};
use onrecord_model::{Day, Kind, Meta};

use super::scale::Scale;
use crate::{
    compare::{self, Side},
    ranked::sorted,
    stage::Stage,
    view::Lanes,
};

/// More marks than these cannot be told apart, and take the browser long to draw.
const MARKS: usize = 1500;
/// So many heights are drawn across a lane where marks would be too many.
const BINS: u32 = 80;

/// One lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Lane {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) inside: Inside,
    /// How a link names it to be compared; nothing where it cannot be.
    pub(super) compared: Option<String>,
}

/// What is drawn in a lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Inside {
    /// The rows of its dated statements, by day.
    Marks(Vec<usize>),
    /// How many statements there are in each of some equal spans of days.
    Bins(Vec<Bin>),
}

/// A span of days.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bin {
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) count: u32,
}

/// The lanes that are drawn, at most so many, and how many more there are.
pub(super) fn lanes(stage: &Stage, scale: Scale, most: usize) -> (Vec<Lane>, usize) {
    let corpus = &stage.corpus;
    let by = match stage.view.lanes {
        Lanes::Speaker => By::Speaker,
        Lanes::Country => By::Country,
        Lanes::Kind => By::Kind,
        Lanes::Article => By::Article,
    };
    let rows = stage.selection.dated_rows(corpus);
    let few = stage.selection.dated() <= MARKS;
    let lane = |side: Side, (key, name): (String, String)| {
        let rows = corpus.heap(side.by, side.heap, &rows);
        let count = rows.count();
        let inside = if few {
            Inside::Marks(rows.iter().collect())
        } else {
            Inside::Bins(bins(stage, scale, &rows, BINS))
        };
        Lane { key, name, count, inside, compared: side.key(corpus) }
    };
    let sides = compare::sides(stage);
    if !sides.is_empty() {
        // In the reader's order.
        let all = sides.into_iter().map(|side| lane(side, name(stage, side.by, side.heap)));
        return (all.collect(), 0);
    }
    let heaps = corpus.heaps(by, &rows);
    let heaps = heaps.into_iter().enumerate().filter(|(_, count)| *count > 0);
    let heaps: Vec<_> = heaps.map(|(heap, count)| (heap, count, name(stage, by, heap))).collect();
    let heaps = sorted(heaps, |a, b| b.1.cmp(&a.1).then_with(|| a.2.1.cmp(&b.2.1)));
    let hidden = heaps.len().saturating_sub(most);
    let lanes = heaps.into_iter().take(most).map(|(heap, _, names)| lane(Side { by, heap }, names));
    (lanes.collect(), hidden)
}

/// How many statements of a set there are in each of at most so many equal spans of a scale, without
/// the empty ones.
pub(super) fn bins(stage: &Stage, scale: Scale, rows: &Bits, most: u32) -> Vec<Bin> {
    let (first, last) = scale.ends();
    let days = last.number().abs_diff(first.number()) + 1;
    let width = days.div_ceil(most);
    let counts = stage.corpus.bins(rows, first, width, days.div_ceil(width) as usize);
    let step = i32::try_from(width).unwrap_or(i32::MAX);
    let bin = |(n, count): (i32, u32)| {
        let from = first.plus(n * step);
        Bin { from, to: from.plus(step - 1).min(last), count }
    };
    (0..).zip(counts).map(bin).filter(|bin| bin.count > 0).collect()
}

/// The key and the name of a lane.
fn name(stage: &Stage, by: By, heap: usize) -> (String, String) {
    let corpus = &stage.corpus;
    let nobody = |what: &str| (String::new(), what.to_owned());
    let side = Side { by, heap };
    let known = || Some((side.key(corpus)?, side.name(corpus)));
    let kind = |k: &Kind| (k.as_str().to_owned(), k.as_str().to_owned());
    let article = |a: Meta| {
        let title = a.title_or_id().to_owned();
        (a.id, title)
    };
    match by {
        By::Speaker => known().unwrap_or_else(|| nobody("Speaker not known")),
        By::Country => known().unwrap_or_else(|| nobody("Country not known")),
        By::Kind => Kind::ALL.get(heap).map_or_else(|| nobody("Kind not known"), kind),
        By::Article => corpus.articles().get(heap).map_or_else(|| nobody("Article not known"), article),
    }
}
