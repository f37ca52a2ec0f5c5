//! Events on the axis: a bar over the days of each, and its label where there is room, the most important ones first.

use onrecord_model::{DateRange, ranked};
use onrecord_view::Event;
use yew::{Html, html};

use super::{
    axis::percent,
    lane::{MIN_MARK_WIDTH, along},
    scale::{Extent, Scale},
};
use crate::{components::PageContext, platform::locale};

/// How many labels may stand above each other, and the height of one in pixels.
const ROWS: usize = 2;
const ROW_HEIGHT: usize = 15;
/// Widths of the lanes, in pixels, and the class of the labels that fit there: see `style/timeline.css`.
const WIDTHS: [(f64, &str); 2] = [(300.0, "event__label--narrow"), (680.0, "event__label--wide")];
/// The width of a letter, in pixels, with room to spare, and the least distance between two labels.
const LETTER_WIDTH: f64 = 7.0;
const GAP: f64 = 8.0;

/// Returns the events that are visible, the earliest first.
pub(super) fn visible(page: &PageContext, scale: Scale) -> Vec<&Event> {
    let DateRange { from, to } = scale.days();
    page.site.events.iter().filter(|event| event.days.to >= from && event.days.from <= to).collect()
}

/// Draws the events above the lanes; nothing if none is visible.
pub(super) fn events(page: &PageContext, scale: Scale, events: &[&Event]) -> Html {
    if events.is_empty() {
        return Html::default();
    }
    let extents: Vec<_> = events.iter().map(|event| scale.extent_of(event.days)).collect();
    let places = WIDTHS.map(|(width, class)| (class, places(events, &extents, width)));
    let draw = |(nth, (event, extent)): (usize, (&&Event, &Extent))| {
        let label = |(class, places): &(&'static str, Vec<Option<Place>>)| {
            let place = places.get(nth).copied().flatten()?;
            let (x, anchor) = match place.ends_at_event {
                true => (extent.left + extent.width, "end"),
                false => (extent.left, "start"),
            };
            let y = (place.row * ROW_HEIGHT + 12).to_string();
            Some(
                html! { <text class={*class} x={percent(x)} {y} text-anchor={anchor}>{ &event.label }</text> },
            )
        };
        let href = match event.link.as_str() {
            "" => page.link(&page.view.with_dates(event.days)),
            link => link.to_owned(),
        };
        let name = format!("{}: {}", locale::range(event.days.from, event.days.to), event.label);
        html! {
            <a class="event" {href} aria-label={name} tabindex={if nth == 0 { "0" } else { "-1" }}>
                <rect x={percent(extent.left)} width={percent(extent.width.max(MIN_MARK_WIDTH))} y="32" height="6" />
                { for places.iter().filter_map(label) }
            </a>
        }
    };
    html! {
        <div class="axis">
            <svg class="events" height="38" role="group" aria-label="Events" onkeydown={along(".event")}>
                { for events.iter().zip(&extents).enumerate().map(draw) }
            </svg>
        </div>
    }
}

/// Where the label of an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    row: usize,
    /// Whether it ends where the event ends, because there is no room behind its beginning.
    ends_at_event: bool,
}

/// Returns where the labels of events with these extents stand in a width in pixels; `None` for those that have no room.
fn places(events: &[&Event], extents: &[Extent], width: f64) -> Vec<Option<Place>> {
    let mut places = vec![None; events.len()];
    let mut taken: [Vec<(f64, f64)>; ROWS] = Default::default();
    let importance = |nth: usize| events.get(nth).map(|event| event.importance);
    for nth in ranked::ranked(events.len(), &|a, b| importance(a).cmp(&importance(b))) {
        let (Some(event), Some(extent), Some(slot)) =
            (events.get(nth), extents.get(nth), places.get_mut(nth))
        else {
            continue;
        };
        let (from, to) = (extent.left, extent.left + extent.width);
        let length = event.label.chars().count() as f64 * LETTER_WIDTH;
        let is_free = |begin: f64, row: usize| {
            let taken = taken.get(row).into_iter().flatten();
            begin >= 0.0
                && begin + length <= width
                && taken.copied().all(|(from, to)| begin + length + GAP <= from || begin >= to + GAP)
        };
        // Behind the beginning in each row, then before it.
        let found = (0..2 * ROWS).find_map(|at| {
            let place = Place { row: at % ROWS, ends_at_event: at >= ROWS };
            let begin = if place.ends_at_event { to * width / 100.0 - length } else { from * width / 100.0 };
            is_free(begin, place.row).then_some((place, begin))
        });
        if let Some((place, begin)) = found {
            taken.get_mut(place.row).into_iter().for_each(|row| row.push((begin, begin + length)));
            *slot = Some(place);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use onrecord_model::Date;

    use super::*;

    #[test]
    fn labels_have_room_in_the_order_of_importance() {
        let event = |label: &str, importance: u8| Event {
            days: DateRange::new(Date::default(), Date::default()),
            label: label.to_owned(),
            link: String::new(),
            importance,
        };
        let (first, second, third) = (event("ten letter", 2), event("ten more l", 2), event("tenth of t", 1));
        let all = [&first, &second, &third];
        let at = |row, ends_at_event| Some(Place { row, ends_at_event });
        // Each is 70 pixels long.
        for (lefts, width, expected) in [
            ([0.0, 40.0, 80.0], 300.0, [at(0, false), at(1, false), at(0, true)]),
            ([0.0, 10.0, 20.0], 300.0, [at(1, false), None, at(0, false)]),
            ([25.0, 27.0, 30.0], 300.0, [at(1, false), at(0, true), at(0, false)]),
            ([0.0, 10.0, 50.0], 300.0, [at(0, false), at(1, false), at(0, false)]),
            ([0.0, 0.0, 0.0], 60.0, [None, None, None]),
        ] {
            let extents = lefts.map(|left| Extent { left, width: 0.0, is_outside: false });
            assert_eq!(places(&all, &extents, width), expected, "{lefts:?}");
        }
    }
}
