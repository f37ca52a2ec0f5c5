//! The axis of the timeline as SVG elements: labels, grid lines and marked days.

use onrecord_view::Event;
use yew::{Html, html};

use super::scale::{DayMarker, Scale, Tick, Ticks, bounded};

/// A label of the larger unit, or of the smaller one, that begins further right than this, in per cent, ends at the right
/// edge instead.
pub(super) const MAJOR_RIGHT: f64 = 90.0;
pub(super) const MINOR_RIGHT: f64 = 97.0;
/// How much of the narrowest screen's width a label takes, in per cent: "Sep 2017", "06:00".
const MAJOR_WIDTH: f64 = 28.0;
const MINOR_WIDTH: f64 = 10.0;

/// Draws the labels, those of the larger unit above the others.
pub(super) fn labels(scale: Scale) -> Html {
    let row = |ticks: &[Tick], width: f64, right: f64, y: &'static str| -> Html {
        let places: Vec<f64> = ticks.iter().map(|tick| scale.x_of(tick.moment)).collect();
        let fit = fit_narrow(&places, width, right);
        let label = |((tick, x), fits): ((&Tick, f64), bool)| {
            let (x, anchor) = if x > right { (100.0, "end") } else { (x, "start") };
            html! { <text class={(!fits).then_some("axis__wide")} x={percent(x)} {y} text-anchor={anchor}>{ &tick.label }</text> }
        };
        ticks.iter().zip(places).zip(fit).map(label).collect()
    };
    let Ticks { minor, major } = scale.ticks();
    html! {
        <>
            <g class="axis__major">{ row(&major, MAJOR_WIDTH, MAJOR_RIGHT, "1.15em") }</g>
            <g>{ row(&minor, MINOR_WIDTH, MINOR_RIGHT, "2.45em") }</g>
        </>
    }
}

/// Draws lines for the labelled moments, the events and the marked days.
pub(super) fn grid(scale: Scale, markers: &[DayMarker], events: &[&Event]) -> Html {
    let line = |(class, moment): (&'static str, f64)| {
        let x = percent(bounded(scale.x_of(moment), 0.0, 100.0));
        html! { <line {class} x1={x.clone()} x2={x} y1="0" y2="100%" /> }
    };
    let mut lines: Vec<(&'static str, f64)> =
        scale.ticks().minor.iter().map(|tick| ("grid__line", tick.moment)).collect();
    lines.extend(events.iter().map(|event| ("grid__event", f64::from(event.days.from.number()))));
    lines.extend(markers.iter().map(|marker| (marker.class, f64::from(marker.day.number()))));
    html! { <>{ for lines.into_iter().map(line) }</> }
}

/// Returns which labels of some width fit on the narrowest screen without overlapping or crossing an edge, given their
/// positions; those further right than `right` end at the edge.
fn fit_narrow(labels: &[f64], width: f64, right: f64) -> Vec<bool> {
    let mut free = 0.0;
    let fits = |&x: &f64| {
        let begin = if x > right { 100.0 - width } else { x };
        let fits = begin >= free && begin + width <= 100.0;
        if fits {
            free = begin + width;
        }
        fits
    };
    labels.iter().map(fits).collect()
}

/// Formats per cent for an SVG attribute: "12.500%".
pub(super) fn percent(value: f64) -> String {
    format!("{}%", onrecord_text::fixed(value, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_overlap_on_a_narrow_screen() {
        for (labels, expected) in [
            (vec![0.0, 18.0, 36.0, 54.0, 72.0], vec![true, false, true, false, true]),
            (vec![0.0, 41.0, 82.0], vec![true, true, false]),
            (vec![10.0, 60.0, 95.0], vec![true, true, false]),
            (vec![10.0, 40.0, 95.0], vec![true, true, true]),
        ] {
            assert_eq!(fit_narrow(&labels, 28.0, 90.0), expected, "{labels:?}");
        }
    }
}
