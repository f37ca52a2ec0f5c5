//! Which lanes there are, and what each contains: marks, or a histogram where there are too many statements for marks.

use onrecord_corpus::{FacetFilter, GroupBy, RowSet, SortedSet};
use onrecord_model::{ArticleMeta, Date, DateRange, QuoteKind, ranked};
use onrecord_view::{ComparedEntity, EntityKey, LaneKey, LaneOrder, Lanes, View};

use super::scale::Scale;
use crate::components::{PageContext, compare, labels};

/// At most this many lanes are drawn; the filters choose among all.
pub(super) const MAX_LANES: usize = 60;
/// Up to this many statements are drawn as marks. More could not be distinguished, and would slow down the browser.
const MAX_MARKS: usize = 400;
/// How many bins a lane's histogram has at most.
const LANE_BINS: u32 = 48;

/// One lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Lane {
    /// The key for `?pin=`; `None` for the lane of unknown values and for compared lanes, which are always on top.
    pub(super) pin_key: Option<LaneKey>,
    pub(super) name: String,
    /// How many dated statements it has.
    pub(super) count: usize,
    pub(super) entity: ComparedEntity,
    pub(super) is_pinned: bool,
    /// The key for `?compare=`; `None` if it cannot be compared.
    pub(super) compare_key: Option<EntityKey>,
}

impl Lane {
    /// Returns the view with only the lane's statements.
    pub(super) fn narrowed(&self, view: &View) -> View {
        let mut view = view.clone();
        match (&self.pin_key, &self.compare_key, self.entity.by) {
            (_, Some(EntityKey::Speaker(id)), _) => view.speakers = only(id.clone()),
            (_, Some(EntityKey::Country(country)), _) => view.countries = only(*country),
            (Some(LaneKey::Kind(kind)), ..) => view.kinds = only(*kind),
            (Some(LaneKey::Article(id)), ..) => return view.with_article(id.clone()),
            (.., GroupBy::Country) => {
                view.countries = FacetFilter { none: Some(true), ..FacetFilter::default() }
            }
            _ => view.speakers = FacetFilter { none: Some(true), ..FacetFilter::default() },
        }
        view
    }
}

/// Returns a choice of one value.
fn only<T: Ord>(value: T) -> FacetFilter<T> {
    FacetFilter { include: SortedSet::from_iter([value]), ..FacetFilter::default() }
}

/// The content of a lane.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum LaneContent {
    /// The rows of its dated statements, by date.
    Marks(Vec<usize>),
    /// A histogram, and the largest count of all lanes: their bars share one scale.
    Bins(Vec<Bin>, u32),
}

impl LaneContent {
    pub(super) const fn is_marks(&self) -> bool {
        matches!(self, Self::Marks(_))
    }
}

/// The number of statements in a range of days.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bin {
    pub(super) days: DateRange,
    pub(super) count: u32,
}

impl Bin {
    /// Returns the largest count; 1 if there are no bins.
    pub(super) fn largest<'b>(bins: impl IntoIterator<Item = &'b Self>) -> u32 {
        bins.into_iter().map(|bin| bin.count).max().unwrap_or(1)
    }
}

/// How many lanes are wanted.
#[derive(Clone, Copy)]
pub(super) enum LaneLimit {
    /// At most this many; in a comparison, only the compared ones.
    First(usize),
    /// Up to [`MAX_LANES`].
    All,
}

/// Returns the lanes, and how many more there are. Compared lanes come first, in the reader's order, then pinned ones.
pub(super) fn lanes(page: &PageContext, limit: LaneLimit) -> (Vec<Lane>, usize) {
    let (corpus, view) = (&page.corpus, &page.view);
    let by = match view.lanes {
        Lanes::Speaker => GroupBy::Speaker,
        Lanes::Country => GroupBy::Country,
        Lanes::Kind => GroupBy::Kind,
        Lanes::Article => GroupBy::Article,
    };
    let rows = page.selection.dated_rows(corpus);
    let compared = view.compared(corpus);
    let compared_lanes = compared.iter().map(|&entity| {
        let count = entity.rows(corpus, &rows).count();
        Lane { pin_key: None, is_pinned: false, ..lane(page, entity, count) }
    });
    let firsts = match view.lane_order {
        LaneOrder::Size => Vec::new(),
        LaneOrder::First => corpus.first_rows(by, &rows),
    };
    let first = |lane: &Lane| firsts.get(lane.entity.group).copied().flatten();
    let pin_position = |lane: &Lane| {
        let key = lane.pin_key.as_ref();
        key.and_then(|key| view.pinned.iter().position(|pinned| pinned == key)).unwrap_or(usize::MAX)
    };
    let groups = corpus.group_counts(by, &rows).into_iter().enumerate().filter(|(_, count)| *count > 0);
    let groups = groups.map(|(group, count)| (ComparedEntity { by, group }, count as usize));
    let groups = groups.filter(|(entity, _)| !compared.contains(entity));
    let mut others: Vec<_> = groups.map(|(entity, count)| lane(page, entity, count)).collect();
    ranked::sort(&mut others, |a, b| {
        let by_pin = pin_position(a).cmp(&pin_position(b)).then_with(|| first(a).cmp(&first(b)));
        by_pin.then_with(|| b.count.cmp(&a.count)).then_with(|| a.name.cmp(&b.name))
    });
    let room = match limit {
        LaneLimit::First(count) if compared.is_empty() => count,
        LaneLimit::First(_) => 0,
        LaneLimit::All => MAX_LANES - compared.len(),
    };
    let hidden = others.len().saturating_sub(room);
    others.truncate(room);
    (compared_lanes.chain(others).collect(), hidden)
}

fn lane(page: &PageContext, entity: ComparedEntity, count: usize) -> Lane {
    let (pin_key, name) = key_and_name(page, entity);
    let is_pinned = pin_key.as_ref().is_some_and(|key| page.view.pinned.contains(key));
    Lane { pin_key, name, count, entity, is_pinned, compare_key: entity.key(&page.corpus) }
}

/// Returns the key for `?pin=` and the name of a lane.
fn key_and_name(page: &PageContext, entity: ComparedEntity) -> (Option<LaneKey>, String) {
    let corpus = &page.corpus;
    let unknown = |what: &str| (None, what.to_owned());
    let known = || {
        let key = match entity.key(corpus)? {
            EntityKey::Speaker(id) => LaneKey::Speaker(id),
            EntityKey::Country(country) => LaneKey::Country(country),
        };
        Some((Some(key), compare::name_of(page, entity)))
    };
    let kind = |kind: &QuoteKind| (Some(LaneKey::Kind(*kind)), labels::kind(*kind).to_owned());
    let article = |article: ArticleMeta| {
        let title = article.title_or_id().to_owned();
        (Some(LaneKey::Article(article.id)), title)
    };
    match entity.by {
        GroupBy::Speaker => known().unwrap_or_else(|| unknown("Unknown speaker")),
        GroupBy::Country => known().unwrap_or_else(|| unknown("No country")),
        GroupBy::Kind => QuoteKind::ALL.get(entity.group).map_or_else(|| unknown("Unknown kind"), kind),
        GroupBy::Article => {
            corpus.articles().get(entity.group).map_or_else(|| unknown("Unknown article"), article)
        }
    }
}

/// Returns which of some rows each lane has.
pub(super) fn rows_of(page: &PageContext, lanes: &[Lane], rows: &RowSet) -> Vec<RowSet> {
    lanes.iter().map(|lane| lane.entity.rows(&page.corpus, rows)).collect()
}

/// Returns what is drawn in lanes with these rows: marks in all of them, or histograms in all of them.
pub(super) fn contents(page: &PageContext, scale: Scale, lanes: &[RowSet]) -> Vec<LaneContent> {
    let as_marks = lanes.iter().map(RowSet::count).sum::<usize>() <= MAX_MARKS;
    if as_marks {
        return lanes.iter().map(|rows| LaneContent::Marks(rows.iter().collect())).collect();
    }
    let all: Vec<_> = lanes.iter().map(|rows| bins(page, scale, rows, LANE_BINS)).collect();
    let largest = Bin::largest(all.iter().flatten());
    all.into_iter().map(|bins| LaneContent::Bins(bins, largest)).collect()
}

/// Returns how many of the rows are in each of about `max` bins of equal width, without empty bins. Bins begin at fixed
/// days, so that they stay the same while the scale moves.
pub(super) fn bins(page: &PageContext, scale: Scale, rows: &RowSet, max: u32) -> Vec<Bin> {
    let DateRange { from: first, to: last } = scale.days();
    let days = last.number().abs_diff(first.number()) + 1;
    let width = i32::try_from(days.div_ceil(max)).unwrap_or(i32::MAX);
    let begin = Date::default().saturating_add(first.number().div_euclid(width) * width);
    let count = last.number().abs_diff(begin.number()) / width.unsigned_abs() + 1;
    let counts = page.corpus.histogram(rows, begin, width.unsigned_abs(), count as usize);
    let bin = |(n, count): (i32, u32)| {
        let from = begin.saturating_add(n * width);
        Bin { days: DateRange { from: from.max(first), to: from.saturating_add(width - 1).min(last) }, count }
    };
    (0..).zip(counts).map(bin).filter(|bin| bin.count > 0).collect()
}
