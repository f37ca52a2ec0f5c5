//! One lane: its name, and its statements as marks that can be followed.
//!
//! One stop of the Tab key a lane; the arrow keys lead from mark to mark.

use onrecord_model::{DateRange, ranked::ranked};
use onrecord_view::{EntityKey, LaneKey, MAX_COMPARED};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, SvgElement};
use yew::{Callback, Html, MouseEvent, TargetCast as _};

use super::{
    heights::heights,
    picture::{DENSITY, height_of},
    scale::{Place, Scale, percent, tenths},
    sorted::{Bin, Inside, Lane},
};
use crate::{markup::html, names, stage::Stage};

/// Height of a mark and of a row, in pixels; a mark has its own from `style/timeline.css`.
pub(super) const MARK: usize = 9;
pub(super) const ROW: usize = 12;
/// A mark is at least so wide, in hundredths of the width.
pub(super) const NARROWEST: f64 = 0.8;
/// So many characters of the words name a mark.
const WORDS: usize = 80;
/// Lanes of this height together leave room for the newest statements below, on a screen 800 pixels high.
const ROOM: f64 = 360.0;

/// The lane as an item of the list of lanes. What leads on is there if `linked`, or else only the
/// room for it, and heights as they look.
pub(super) fn lane_row(
    stage: &Stage,
    scale: Scale,
    lane: &Lane,
    (inside, height): (&Inside, f64),
    linked: bool,
) -> Html {
    let marks = match inside {
        Inside::Marks(statements) if linked => marks(stage, scale, statements),
        Inside::Marks(_) => Vec::new(),
        Inside::Bins(bins) if linked => bars(stage, scale, bins),
        Inside::Bins(bins) => vec![bars_at_first(scale, bins)],
    };
    let compared = lane.compared.as_ref().map(ToString::to_string);
    let node_key = compared.or_else(|| lane.key.as_ref().map(ToString::to_string));
    html! {
        <li class="lane" key={format!("{node_key:?}")}>
            <div class="lane__name">
                <span dir="auto">{ &lane.name }</span>
                <span class="lane__side">
                    <span class="lane__count">{ names::number(lane.count) }</span>
                    { for lane.key.as_ref().filter(|_| linked).map(|key| pin_button(stage, key, lane)) }
                    { for lane.compared.as_ref().filter(|_| linked).map(|name| compare_button(stage, name, &lane.name)) }
                </span>
            </div>
            <svg class="lane__track" height={tenths(height)} role="group" aria-label={lane.name.clone()} {onkeydown}>
                { for marks }
            </svg>
        </li>
    }
}

/// Puts a lane above all others, or back in its place.
fn pin_button(stage: &Stage, key: &LaneKey, lane: &Lane) -> Html {
    let pin = stage.press(stage.view.toggle_pin(key));
    lane_button("lane__button", "↑", format!("Keep {} on top", lane.name), lane.is_pinned, false, pin)
}

/// Adds a lane to those that are compared, or takes it from them.
fn compare_button(stage: &Stage, entity: &EntityKey, label: &str) -> Html {
    let pressed = stage.view.compare.contains(entity);
    let full = stage.view.compare.len() >= MAX_COMPARED && !pressed;
    let compare = stage.press(stage.view.toggle_compare(entity));
    let class = "lane__button lane__button--compare";
    lane_button(class, "⇄", format!("Compare {label}"), pressed, full, compare)
}

fn lane_button(
    class: &'static str,
    sign: &'static str,
    label: String,
    pressed: bool,
    disabled: bool,
    press: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" {class} aria-pressed={pressed.to_string()} {disabled}
            aria-label={label.clone()} title={label} onclick={press}>
            { sign }
        </button>
    }
}

/// Where statements lie, those whose day is known.
pub(super) fn places(stage: &Stage, scale: Scale, statements: &[usize]) -> Vec<(usize, Place)> {
    let placed = |&row: &usize| Some((row, scale.place(stage.corpus.days_of(row)?)));
    statements.iter().filter_map(placed).collect()
}

/// How high a lane must be, in pixels.
pub(super) fn height(stage: &Stage, scale: Scale, inside: &Inside) -> f64 {
    match inside {
        Inside::Bins(_) => DENSITY + 4.0,
        Inside::Marks(statements) => {
            let rows = rows(&places(stage, scale, statements)).into_iter().max();
            (rows.map_or(1, |row| row + 1) * ROW + 4) as f64
        }
    }
}

/// How many lanes of these heights are drawn at once: what there is room for, at least all that were pinned and as many
/// as are compared.
pub(super) fn at_once(lanes: &[Lane], heights: &[f64]) -> usize {
    let mut room = ROOM;
    let fit = heights.iter().take_while(|height| {
        room -= **height;
        room >= 0.0
    });
    let pinned = lanes.iter().filter(|lane| lane.is_pinned).count();
    fit.count().max(pinned).max(MAX_COMPARED).min(lanes.len())
}

/// A mark for each statement.
fn marks(stage: &Stage, scale: Scale, statements: &[usize]) -> Vec<Html> {
    let places = places(stage, scale, statements);
    let rows = rows(&places);
    let all = places.iter().zip(&rows).enumerate();
    all.map(|(n, ((index, place), row))| mark(stage, *index, *place, *row, n == 0)).collect()
}

/// The bars as one shape, which is there at once.
fn bars_at_first(scale: Scale, bins: &[Bin]) -> Html {
    let most = Bin::most(bins);
    heights(scale, bins, "lane__heights", (DENSITY + 4.0, DENSITY + 2.0), |bin| height_of(bin.count, most))
}

/// A bar for each span of days; it leads to those days.
fn bars(stage: &Stage, scale: Scale, bins: &[Bin]) -> Vec<Html> {
    let most = Bin::most(bins);
    let bar = |(n, bin): (usize, &Bin)| {
        let place = scale.place((bin.from, bin.to));
        let height = height_of(bin.count, most);
        let label = format!("{}: {}", names::range(bin.from, bin.to), names::number(bin.count as usize));
        let to = stage.view.with_dates(DateRange::new(bin.from, bin.to));
        html! {
            <a class="mark mark--many" href={stage.link(&to)}
                aria-label={label} tabindex={if n == 0 { "0" } else { "-1" }}>
                <rect x={percent(place.left)} width={percent(place.width)} y={tenths(DENSITY + 2.0 - height)}
                    height={tenths(height)} />
            </a>
        }
    };
    bins.iter().enumerate().map(bar).collect()
}

pub(super) fn mark(stage: &Stage, index: usize, place: Place, row: usize, first: bool) -> Html {
    let corpus = &stage.corpus;
    let (Some(id), Some(kind)) = (corpus.id(index), corpus.kind_of(index)) else { return Html::default() };
    let days = corpus.days_of(index).map_or_else(String::new, |(from, to)| names::range(from, to));
    let speaker = corpus.speaker_of(index).map_or("speaker not known", |s| s.name.as_str());
    let words: String =
        corpus.statement(index).map_or_else(String::new, |s| s.text.chars().take(WORDS).collect());
    let label =
        if words.is_empty() { format!("{days}: {speaker}") } else { format!("{days}: {speaker}: {words}") };
    let to = stage.view.with_statement(Some(id.clone()));
    let chosen = stage.view.statement.as_ref() == Some(&id);
    let mut class = format!("mark mark--{}", kind.as_str());
    for (on, more) in [(chosen, " mark--chosen"), (place.outside, " mark--outside")] {
        class.push_str(if on { more } else { "" });
    }
    html! {
        <a {class} key={id.as_str()} href={stage.link(&to)} aria-label={label}
            aria-current={chosen.then_some("true")} tabindex={if first { "0" } else { "-1" }}>
            <rect x={percent(place.left)} width={percent(place.width.max(NARROWEST))}
                y={(row * ROW + 2).to_string()} />
        </a>
    }
}

/// The row of each mark: the first one in which it lies beside all marks before it.
pub(super) fn rows(places: &[(usize, Place)]) -> Vec<usize> {
    let left = |at: usize| places.get(at).map_or(0.0, |(_, place)| place.left);
    let order = ranked(places.len(), &|a, b| left(a).total_cmp(&left(b)));
    let mut ends: Vec<f64> = Vec::new();
    let mut rows = vec![0; places.len()];
    for index in order {
        let Some((_, place)) = places.get(index) else { continue };
        // Half a hair of room, or rounding would part neighbours.
        let row = ends.iter().position(|end| *end <= place.left + 1e-6).unwrap_or(ends.len());
        let end = place.left + place.width.max(NARROWEST);
        match ends.get_mut(row) {
            Some(last) => *last = end,
            None => ends.push(end),
        }
        if let Some(slot) = rows.get_mut(index) {
            *slot = row;
        }
    }
    rows
}

/// Arrow keys lead to the mark before or behind; with Shift they move the days.
pub(super) fn onkeydown(event: KeyboardEvent) {
    if event.shift_key() {
        return;
    }
    let forward = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => true,
        "ArrowLeft" | "ArrowUp" => false,
        _ => return,
    };
    let here = event.target_dyn_into::<Element>();
    let mut next = here;
    while let Some(element) = next {
        next = if forward { element.next_element_sibling() } else { element.previous_element_sibling() };
        if let Some(mark) = next.as_ref().filter(|e| e.class_list().contains("mark"))
            && let Some(mark) = mark.dyn_ref::<SvgElement>()
        {
            event.prevent_default();
            let _ = mark.focus();
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use onrecord_corpus::By;
    use onrecord_view::ComparedEntity;

    use super::*;

    #[test]
    fn as_many_lanes_as_there_is_room_for() {
        let lanes = |pinned: usize| -> Vec<Lane> {
            let lane = |heap: usize| Lane {
                key: None,
                name: String::new(),
                count: 1,
                entity: ComparedEntity { by: By::Speaker, group: heap },
                is_pinned: heap < pinned,
                compared: None,
            };
            (0..7).map(lane).collect()
        };
        assert_eq!(at_once(&lanes(0), &[40.0; 7]), 7);
        assert_eq!(at_once(&lanes(0), &[60.0, 60.0, 100.0, 60.0, 60.0, 60.0, 10.0]), 5);
        // High ones: as many as can be compared, and whatever was pinned.
        assert_eq!(at_once(&lanes(1), &[400.0; 7]), 4);
        assert_eq!(at_once(&lanes(6), &[400.0; 7]), 6);
        assert_eq!(at_once(&[], &[]), 0);
    }

    #[test]
    fn marks_of_one_day_stand_above_each_other() {
        let place = |left: f64, width: f64| (0, Place { left, width, outside: false });
        let places =
            [place(0.0, 10.0), place(0.0, 10.0), place(10.0, 10.0), place(5.0, 30.0), place(20.0, 0.1)];
        assert_eq!(rows(&places), [0, 1, 0, 2, 0]);
    }
}
