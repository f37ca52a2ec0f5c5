//! The axis of the timeline as SVG elements: labels, grid lines and marked days.

use yew::{Html, html};

use super::scale::{DayMarker, Scale, Tick, bounded};

/// A label that begins further right than this, in per cent, ends at the right edge instead.
pub(super) const RIGHT_ALIGNED: f64 = 90.0;
/// Before a label that ends at the right edge, another one begins no further right than this.
const LAST_BUT_ONE: f64 = 68.0;
/// How much of the narrowest screen's width a label takes, in per cent: "30 September".
const LABEL_WIDTH: f64 = 28.0;

/// Draws the labels.
pub(super) fn labels(scale: Scale) -> Html {
    let label = |(tick, fits): (&Tick, bool)| {
        let x = scale.x_of(tick.moment);
        let (x, anchor) = if x > RIGHT_ALIGNED { (100.0, "end") } else { (x, "start") };
        html! { <text class={(!fits).then_some("axis__wide")} x={percent(x)} y="14" text-anchor={anchor}>{ &tick.label }</text> }
    };
    let ticks = scale.ticks();
    let last = ticks.last().map_or(0.0, |tick| scale.x_of(tick.moment));
    let has_room = |tick: &&Tick| {
        let x = scale.x_of(tick.moment);
        x >= last || last <= RIGHT_ALIGNED || x < LAST_BUT_ONE
    };
    let shown: Vec<_> = ticks.iter().filter(has_room).collect();
    let fit = fit_narrow(shown.iter().map(|tick| scale.x_of(tick.moment)));
    html! { <>{ for shown.into_iter().zip(fit).map(label) }</> }
}

/// Draws lines for the labelled moments and the marked days.
pub(super) fn grid(scale: Scale, markers: &[DayMarker]) -> Html {
    let line = |class: &'static str, moment: f64| {
        let x = percent(bounded(scale.x_of(moment), 0.0, 100.0));
        html! { <line {class} x1={x.clone()} x2={x} y1="0" y2="100%" /> }
    };
    let markers = markers.iter().map(|marker| line(marker.class, f64::from(marker.day.number())));
    html! { <>{ for scale.ticks().iter().map(|tick| line("grid__line", tick.moment)).chain(markers) }</> }
}

/// Returns which labels fit on the narrowest screen without overlapping or crossing an edge, given their positions.
fn fit_narrow(labels: impl Iterator<Item = f64>) -> Vec<bool> {
    let mut free = 0.0;
    let fits = |x: f64| {
        let begin = if x > RIGHT_ALIGNED { 100.0 - LABEL_WIDTH } else { x };
        let fits = begin >= free && begin + LABEL_WIDTH <= 100.0;
        if fits {
            free = begin + LABEL_WIDTH;
        }
        fits
    };
    labels.map(fits).collect()
}

/// Formats per cent for an SVG attribute: "12.500%".
pub(super) fn percent(value: f64) -> String {
    format!("{}%", onrecord_text::fixed(value, 3))
}

/// Formats pixels for an SVG attribute: "12.5".
pub(super) fn pixels(value: f64) -> String {
    onrecord_text::fixed(value, 1)
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
            assert_eq!(fit_narrow(labels.iter().copied()), expected, "{labels:?}");
        }
    }
}
