//! Statements sorted into lanes, and what is drawn in each: marks, or heights where marks would be too
//! many.

use onrecord_corpus::{Bits, By};
use onrecord_model::{ArticleId, Day, Kind, Meta, ranked::sorted};
use onrecord_view::{ComparedEntity, EntityKey, LaneKey, LaneOrder, Lanes};

use super::scale::Scale;
use crate::{compare, names, stage::Stage};

/// More lanes than these nobody scrolls through; the filters choose among all.
pub(super) const MOST: usize = 60;
/// More marks than these cannot be told apart, and take the browser long to draw.
const MARKS: usize = 400;
/// So many heights are drawn across a lane where marks would be too many.
const BINS: u32 = 48;

/// One lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Lane {
    /// How a link names it to be pinned; nothing where it stands for what is not known, or is compared: those stand on
    /// top already.
    pub(super) key: Option<LaneKey>,
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) entity: ComparedEntity,
    pub(super) is_pinned: bool,
    /// How a link names it to be compared; nothing where it cannot be.
    pub(super) compared: Option<EntityKey>,
}

/// What is drawn in a lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Inside {
    /// The rows of its dated statements, by day.
    Marks(Vec<usize>),
    /// How many statements there are in each of some equal spans of days.
    Bins(Vec<Bin>),
}

impl Inside {
    pub(super) const fn is_marks(&self) -> bool {
        matches!(self, Self::Marks(_))
    }
}

/// A span of days.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bin {
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) count: u32,
}

impl Bin {
    /// The largest count; one where there are no bins.
    pub(super) fn most<'b>(bins: impl IntoIterator<Item = &'b Self>) -> u32 {
        bins.into_iter().map(|bin| bin.count).max().unwrap_or(1)
    }
}

/// How many lanes are asked for.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    /// So many at most; where some are compared, only those.
    First(usize),
    /// As many as can be scrolled through.
    All,
}

/// The lanes that are drawn, and how many more there are. Those that are compared come first, in the reader's order.
pub(super) fn lanes(stage: &Stage, asked: Asked) -> (Vec<Lane>, usize) {
    let (corpus, view) = (&stage.corpus, &stage.view);
    let by = match view.lanes {
        Lanes::Speaker => By::Speaker,
        Lanes::Country => By::Country,
        Lanes::Kind => By::Kind,
        Lanes::Article => By::Article,
    };
    let rows = stage.selection.dated_rows(corpus);
    let lane = |entity: ComparedEntity, count: usize| {
        let (key, name) = name(stage, entity);
        let pinned_at = key.as_ref().and_then(|key| view.pinned.iter().position(|pinned| pinned == key));
        let lane =
            Lane { key, name, count, entity, is_pinned: pinned_at.is_some(), compared: entity.key(corpus) };
        (pinned_at.unwrap_or(usize::MAX), lane)
    };
    let sides = view.compared(corpus);
    let compared = sides.iter().map(|&side| {
        let (_, lane) = lane(side, side.rows(corpus, &rows).count());
        Lane { key: None, ..lane }
    });
    let heaps = corpus.heaps(by, &rows).into_iter().enumerate().filter(|(_, count)| *count > 0);
    let heaps = heaps.map(|(heap, count)| (ComparedEntity { by, group: heap }, count as usize));
    let heaps: Vec<_> =
        heaps.filter(|(side, _)| !sides.contains(side)).map(|(side, count)| lane(side, count)).collect();
    let firsts = match view.lane_order {
        LaneOrder::Size => Vec::new(),
        LaneOrder::First => corpus.firsts(by, &rows),
    };
    let first = |lane: &Lane| firsts.get(lane.entity.group).copied().flatten();
    let heaps = sorted(heaps, |(pinned_a, a), (pinned_b, b)| {
        let by_pin = pinned_a.cmp(pinned_b).then_with(|| first(a).cmp(&first(b)));
        by_pin.then_with(|| b.count.cmp(&a.count)).then_with(|| a.name.cmp(&b.name))
    });
    let most = match asked {
        Asked::First(most) if sides.is_empty() => most,
        Asked::First(_) => 0,
        Asked::All => MOST - sides.len(),
    };
    let hidden = heaps.len().saturating_sub(most);
    (compared.chain(heaps.into_iter().take(most).map(|(_, lane)| lane)).collect(), hidden)
}

/// The rows of each lane, of a set.
pub(super) fn rows_of(stage: &Stage, lanes: &[Lane], rows: &Bits) -> Vec<Bits> {
    lanes.iter().map(|lane| lane.entity.rows(&stage.corpus, rows)).collect()
}

/// What is drawn in lanes of some rows, on a scale. All lanes are drawn alike.
pub(super) fn insides(stage: &Stage, scale: Scale, lanes: &[Bits]) -> Vec<Inside> {
    let few = lanes.iter().map(Bits::count).sum::<usize>() <= MARKS;
    let inside = |rows: &Bits| match few {
        true => Inside::Marks(rows.iter().collect()),
        false => Inside::Bins(bins(stage, scale, rows, BINS)),
    };
    lanes.iter().map(inside).collect()
}

/// How many statements of a set there are in each of at most about so many equal spans of a scale,
/// without the empty ones. The spans begin at fixed days, so that they stay what they are while the
/// scale is moved.
pub(super) fn bins(stage: &Stage, scale: Scale, rows: &Bits, most: u32) -> Vec<Bin> {
    let (first, last) = scale.ends();
    let days = last.number().abs_diff(first.number()) + 1;
    let width = i32::try_from(days.div_ceil(most)).unwrap_or(i32::MAX);
    let begin = Day::default().plus(first.number().div_euclid(width) * width);
    let count = last.number().abs_diff(begin.number()) / width.unsigned_abs() + 1;
    let counts = stage.corpus.bins(rows, begin, width.unsigned_abs(), count as usize);
    let bin = |(n, count): (i32, u32)| {
        let from = begin.plus(n * width);
        Bin { from: from.max(first), to: from.plus(width - 1).min(last), count }
    };
    (0..).zip(counts).map(bin).filter(|bin| bin.count > 0).collect()
}

/// The key and the name of a lane.
fn name(stage: &Stage, entity: ComparedEntity) -> (Option<LaneKey>, String) {
    let corpus = &stage.corpus;
    let nobody = |what: &str| (None, what.to_owned());
    let known = || {
        let key = match entity.key(corpus)? {
            EntityKey::Speaker(id) => LaneKey::Speaker(id),
            EntityKey::Country(country) => LaneKey::Country(country),
        };
        Some((Some(key), compare::name(entity, corpus)))
    };
    let kind = |k: &Kind| (Some(LaneKey::Kind(*k)), names::kind(*k).to_owned());
    let article = |a: Meta| {
        let title = a.title_or_id().to_owned();
        (Some(LaneKey::Article(ArticleId::from_stored(a.id))), title)
    };
    match entity.by {
        By::Speaker => known().unwrap_or_else(|| nobody("Speaker not known")),
        By::Country => known().unwrap_or_else(|| nobody("Country not known")),
        By::Kind => Kind::ALL.get(entity.group).map_or_else(|| nobody("Kind not known"), kind),
        By::Article => {
            corpus.articles().get(entity.group).map_or_else(|| nobody("Article not known"), article)
        }
    }
}
