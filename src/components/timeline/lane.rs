//! One lane: its name, its buttons, and its statements as marks that are links; and the lane of undated statements.
//!
//! A lane is one stop of the Tab key; arrow keys move from mark to mark.

use onrecord_model::{DateBasis, ranked};
use onrecord_view::{EntityKey, LaneKey, MAX_COMPARED};
use yew::{Callback, Html, KeyboardEvent, MouseEvent, html};

use super::{
    axis::percent,
    histogram::{MAX_BAR, bar_height, histogram},
    lanes::{Bin, Lane, LaneContent},
    scale::{Extent, Scale},
};
use crate::{
    components::{PageContext, drawing::pixels},
    platform::{
        focus,
        locale::{self, counted},
    },
};

/// The height of a mark in pixels, as in `style/timeline.css`.
pub(super) const MARK_HEIGHT: usize = 14;
/// The height of a row of marks in pixels.
pub(super) const ROW_HEIGHT: usize = 15;
/// The least width of a mark, in per cent of the lane.
pub(super) const MIN_MARK_WIDTH: f64 = 0.8;
/// From this width on, in per cent of the lane, a statement's words stand on its mark.
const WORDS_WIDTH: f64 = 12.0;
/// How many characters of a statement a mark's name has.
const MAX_WORDS: usize = 80;
/// How high all lanes together may be at first, in pixels, so that the newest statements are visible below them on a screen
/// that is 800 pixels high.
const MAX_LANES_HEIGHT: f64 = 300.0;
/// How many lanes are drawn at first, however high they are.
const MIN_LANES: usize = 3;
/// How many undated statements are drawn in a row, and in all.
const UNDATED_PER_ROW: usize = 100;
const MAX_UNDATED: usize = 300;

/// Draws a lane as a list item. Before `is_interactive` it has only its size, and a histogram as a single shape.
pub(super) fn lane_row(
    page: &PageContext,
    scale: Scale,
    lane: &Lane,
    (content, height): (&LaneContent, f64),
    is_interactive: bool,
) -> Html {
    let marks = match content {
        LaneContent::Marks(rows) if is_interactive => marks(page, scale, rows),
        LaneContent::Marks(_) => Vec::new(),
        LaneContent::Bins(bins, largest) if is_interactive => bars(page, scale, bins, *largest),
        LaneContent::Bins(bins, largest) => vec![static_bars(scale, bins, *largest)],
    };
    let node_key = lane.compare_key.as_ref().map(ToString::to_string);
    let node_key = node_key.or_else(|| lane.pin_key.as_ref().map(ToString::to_string)).unwrap_or_default();
    let (pin_key, compare_key) = (lane.pin_key.as_ref(), lane.compare_key.as_ref());
    html! {
        <li class="lane" key={node_key}>
            <div class="lane__name">
                // The same filter is among the others, so that a lane needs no further stop of the Tab key.
                <span dir="auto"><a tabindex="-1" href={page.link(&lane.narrowed(&page.view))}>{ &lane.name }</a></span>
                <span class="lane__count">{ locale::number(lane.count) }</span>
                if is_interactive {
                    <span class="lane__actions">
                        { pin_key.map(|key| pin_button(page, key, lane)).unwrap_or_default() }
                        { compare_key.map(|key| compare_button(page, key, &lane.name)).unwrap_or_default() }
                    </span>
                }
            </div>
            <svg class="lane__track" height={pixels(height)} role="group" aria-label={lane.name.clone()} onkeydown={along(".mark")}>
                { for marks }
            </svg>
        </li>
    }
}

fn pin_button(page: &PageContext, key: &LaneKey, lane: &Lane) -> Html {
    let onclick = page.on_click(page.view.toggle_pin(key));
    lane_button("Pin", &lane.name, lane.is_pinned, false, onclick)
}

fn compare_button(page: &PageContext, key: &EntityKey, name: &str) -> Html {
    let is_compared = page.view.compare.contains(key);
    let is_disabled = page.view.compare.len() >= MAX_COMPARED && !is_compared;
    let onclick = page.on_click(page.view.toggle_compare(key));
    lane_button("Compare", name, is_compared, is_disabled, onclick)
}

fn lane_button(
    action: &'static str,
    name: &str,
    is_pressed: bool,
    disabled: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="lane__button" aria-pressed={is_pressed.to_string()} {disabled}
            aria-label={format!("{action} {name}")} {onclick}>
            { action }
        </button>
    }
}

/// Returns the extents of those rows that are dated.
pub(super) fn mark_extents(page: &PageContext, scale: Scale, rows: &[usize]) -> Vec<(usize, Extent)> {
    let extent = |&row: &usize| Some((row, scale.extent_of(page.corpus.dates_of(row)?)));
    rows.iter().filter_map(extent).collect()
}

/// Returns the height that a lane's content needs, in pixels.
pub(super) fn content_height(page: &PageContext, scale: Scale, content: &LaneContent) -> f64 {
    match content {
        LaneContent::Bins(..) => MAX_BAR + 4.0,
        LaneContent::Marks(rows) => {
            let levels = levels(&mark_extents(page, scale, rows)).into_iter().max();
            (levels.map_or(1, |level| level + 1) * ROW_HEIGHT + 3) as f64
        }
    }
}

/// Returns how many lanes of these heights are drawn at first: as many as fit, but all pinned ones, and [`MIN_LANES`].
pub(super) fn visible_lane_count(lanes: &[Lane], heights: &[f64]) -> usize {
    let mut room = MAX_LANES_HEIGHT;
    let fitting = heights.iter().take_while(|height| {
        room -= **height;
        room >= 0.0
    });
    let pinned = lanes.iter().filter(|lane| lane.is_pinned).count();
    fitting.count().max(pinned).max(MIN_LANES).min(lanes.len())
}

fn marks(page: &PageContext, scale: Scale, rows: &[usize]) -> Vec<Html> {
    let extents = mark_extents(page, scale, rows);
    let levels = levels(&extents);
    let all = extents.iter().zip(&levels).enumerate();
    all.map(|(n, ((row, extent), level))| mark(page, *row, *extent, *level, n == 0)).collect()
}

/// Draws a histogram as a single shape without links.
fn static_bars(scale: Scale, bins: &[Bin], largest: u32) -> Html {
    let height = |bin: &Bin| bar_height(bin.count, largest, MAX_BAR);
    histogram(scale, bins, "lane__histogram", (MAX_BAR + 4.0, MAX_BAR + 2.0), height)
}

/// Draws a histogram whose bars are links to their days.
fn bars(page: &PageContext, scale: Scale, bins: &[Bin], largest: u32) -> Vec<Html> {
    let bar = |(n, bin): (usize, &Bin)| {
        let extent = scale.extent_of(bin.days);
        let height = bar_height(bin.count, largest, MAX_BAR);
        let label = format!(
            "{}: {}",
            locale::range(bin.days.from, bin.days.to),
            counted(bin.count as usize, "statement")
        );
        let view = page.view.with_dates(bin.days);
        html! {
            <a class="mark mark--bin" href={page.link(&view)}
                aria-label={label} tabindex={if n == 0 { "0" } else { "-1" }}>
                <rect x={percent(extent.left)} width={percent(extent.width)} y={pixels(MAX_BAR + 2.0 - height)}
                    height={pixels(height)} />
            </a>
        }
    };
    bins.iter().enumerate().map(bar).collect()
}

/// Draws the mark of a row, which links to its statement. The first mark of a lane is reached by the Tab key.
fn mark(page: &PageContext, row: usize, extent: Extent, level: usize, is_first: bool) -> Html {
    let corpus = &page.corpus;
    let (Some(id), Some(kind)) = (corpus.statement_id(row), corpus.kind_of(row)) else {
        return Html::default();
    };
    let dates = corpus.dates_of(row).map_or_else(String::new, |days| locale::range(days.from, days.to));
    let speaker = corpus.speaker_of(row).map_or("unknown speaker", |s| s.name.as_str());
    let words = words_of(page, row).unwrap_or_default();
    let label =
        if words.is_empty() { format!("{dates}: {speaker}") } else { format!("{dates}: {speaker}: {words}") };
    let view = page.view.with_statement(Some(id.clone()));
    let is_open = page.view.statement.as_ref() == Some(&id);
    let mut class = format!("mark mark--{}", kind.as_str());
    let basis = corpus.statement(row).and_then(|statement| statement.when).map(|when| when.basis);
    let is_assumed = basis.is_some_and(|basis| basis != DateBasis::Stated);
    let modifiers =
        [(is_open, " mark--open"), (extent.is_outside, " mark--outside"), (is_assumed, " mark--assumed")];
    for (applies, modifier) in modifiers {
        class.push_str(if applies { modifier } else { "" });
    }
    let (x, width) = (percent(extent.left), percent(extent.width.max(MIN_MARK_WIDTH)));
    let y = (level * ROW_HEIGHT + 2).to_string();
    html! {
        <a {class} key={id.as_str()} href={page.link(&view)} aria-label={label}
            aria-current={is_open.then_some("true")} tabindex={if is_first { "0" } else { "-1" }}>
            <rect x={x.clone()} width={width.clone()} y={y.clone()} />
            if let Some(words) = words_on(page, row, extent) {
                // An SVG element of its own clips them to the mark.
                <svg class="mark__words" {x} {width} {y}><text x="4" y="11">{ words }</text></svg>
            }
        </a>
    }
}

/// Returns the first words of a row's statement; `None` if it is not loaded.
fn words_of(page: &PageContext, row: usize) -> Option<String> {
    Some(page.corpus.statement(row)?.text.chars().take(MAX_WORDS).collect())
}

/// Returns the words that stand on the mark of a row; `None` if it is too narrow, or its statement is not loaded.
pub(super) fn words_on(page: &PageContext, row: usize, extent: Extent) -> Option<String> {
    (extent.width >= WORDS_WIDTH && !extent.is_outside).then(|| words_of(page, row))?
}

/// Returns each mark's row within the lane: the first one in which it overlaps no mark to its left.
pub(super) fn levels(extents: &[(usize, Extent)]) -> Vec<usize> {
    let mut from_left: Vec<_> = extents.iter().map(|(_, extent)| *extent).enumerate().collect();
    ranked::sort(&mut from_left, |(_, a), (_, b)| a.left.total_cmp(&b.left));
    let mut ends: Vec<f64> = Vec::new();
    let mut levels = vec![0; extents.len()];
    for (index, extent) in from_left {
        // Rounding must not separate neighbours.
        let level = ends.iter().position(|end| *end <= extent.left + 1e-6).unwrap_or(ends.len());
        let end = extent.left + extent.width.max(MIN_MARK_WIDTH);
        match ends.get_mut(level) {
            Some(last) => *last = end,
            None => ends.push(end),
        }
        if let Some(slot) = levels.get_mut(index) {
            *slot = level;
        }
    }
    levels
}

/// Returns a handler that moves the focus to the next or previous element that a selector matches by arrow keys. With Shift they move the
/// viewport instead.
pub(super) fn along(selector: &'static str) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => true,
            "ArrowLeft" | "ArrowUp" => false,
            _ => return,
        };
        if !event.shift_key() && focus::focus_sibling(&event, selector, forward) {
            event.prevent_default();
        }
    })
}

/// Draws the lane of undated statements, side by side in the order of the record; nothing if there are none.
pub(super) fn undated_lane(page: &PageContext) -> Html {
    let count = page.selection.len() - page.selection.dated_count();
    if count == 0 {
        return Html::default();
    }
    let shown: Vec<usize> = page.selection.undated(&page.corpus).take(MAX_UNDATED).collect();
    let undated_mark = |(n, row): (usize, &usize)| {
        let column = u32::try_from(n % UNDATED_PER_ROW).unwrap_or(0);
        let extent = Extent { left: f64::from(column), width: MIN_MARK_WIDTH, is_outside: false };
        mark(page, *row, extent, n / UNDATED_PER_ROW, n == 0)
    };
    let height = shown.len().div_ceil(UNDATED_PER_ROW) * ROW_HEIGHT + MARK_HEIGHT / 2;
    html! {
        <li class="lane lane--undated">
            <div class="lane__name">
                <span>{ "Undated" }</span>
                <span class="lane__count">{ locale::number(count) }</span>
            </div>
            <svg class="lane__track" height={height.to_string()} role="group" aria-label="Undated" onkeydown={along(".mark")}>
                { for shown.iter().enumerate().map(undated_mark) }
            </svg>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use onrecord_corpus::GroupBy;
    use onrecord_view::ComparedEntity;

    use super::*;

    #[test]
    fn as_many_lanes_as_fit() {
        let lanes = |pinned: usize| -> Vec<Lane> {
            let lane = |group: usize| Lane {
                pin_key: None,
                name: String::new(),
                count: 1,
                entity: ComparedEntity { by: GroupBy::Speaker, group },
                is_pinned: group < pinned,
                compare_key: None,
            };
            (0..7).map(lane).collect()
        };
        assert_eq!(visible_lane_count(&lanes(0), &[40.0; 7]), 7);
        assert_eq!(visible_lane_count(&lanes(0), &[60.0, 60.0, 100.0, 60.0, 60.0, 60.0, 10.0]), 4);
        // High lanes: as many as there must be, and all that are pinned.
        assert_eq!(visible_lane_count(&lanes(1), &[400.0; 7]), 3);
        assert_eq!(visible_lane_count(&lanes(6), &[400.0; 7]), 6);
        assert_eq!(visible_lane_count(&[], &[]), 0);
    }

    #[test]
    fn marks_of_one_day_are_in_rows_of_their_own() {
        let extent = |left: f64, width: f64| (0, Extent { left, width, is_outside: false });
        let extents =
            [extent(0.0, 10.0), extent(0.0, 10.0), extent(10.0, 10.0), extent(5.0, 30.0), extent(20.0, 0.1)];
        assert_eq!(levels(&extents), [0, 1, 0, 2, 0]);
    }
}
