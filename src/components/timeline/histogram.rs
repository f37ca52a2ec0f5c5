//! Histograms of statements over time: as one SVG shape, because hundreds of elements take the browser long, and as rows of
//! bars that can be compared (sparklines).

use onrecord_corpus::RowSet;
use yew::{Html, html};

use super::{
    axis::percent,
    full_range,
    lanes::{Bin, bins},
    scale::{Extent, Scale},
    viewport::Viewport,
};
use crate::{
    components::{PageContext, drawing::pixels},
    platform::locale,
};

/// The height of the tallest bar, in pixels.
pub(super) const MAX_BAR: f64 = 32.0;
/// How many bars a sparkline has at most.
const SPARKLINE_BINS: u32 = 60;

/// Returns the height of a bar in pixels: its share of `max`, but enough to be seen.
pub(super) fn bar_height(count: u32, largest: u32, max: f64) -> f64 {
    (f64::from(count) / f64::from(largest) * max).max(1.0)
}

/// Draws all bars as one path of a class. `height` and `base` are those of the drawing and of the bars' lower edge, in
/// pixels.
pub(super) fn histogram(
    scale: Scale,
    bins: &[Bin],
    class: &'static str,
    (height, base): (f64, f64),
    bar_height: impl Fn(&Bin) -> f64,
) -> Html {
    let bars = bins.iter().map(|bin| (scale.extent_of(bin.days), bar_height(bin)));
    let d = path(base, bars);
    // The coordinates are thousandths of a per cent, stretched to the actual width.
    html! {
        <svg viewBox={format!("0 0 100000 {}", thousandths(height))} preserveAspectRatio="none"><path {class} {d} /></svg>
    }
}

/// Returns a path with a box for each extent and height, in thousandths.
fn path(base: f64, bars: impl Iterator<Item = (Extent, f64)>) -> String {
    let mut path = String::new();
    for (extent, height) in bars {
        let [x, y, width, height] = [extent.left, base - height, extent.width, height].map(thousandths);
        path.push_str(&format!("M{x} {y}h{width}v{height}h-{width}z"));
    }
    path
}

#[allow(clippy::cast_possible_truncation, reason = "per cent and pixels")]
fn thousandths(value: f64) -> i32 {
    (value * 1000.0).round() as i32
}

/// Draws a row of bars for each set of rows, under its name. All share one scale of dates and of counts.
pub(crate) fn sparklines(page: &PageContext, sets: &[(&'static str, &RowSet)]) -> Html {
    let Some(full) = full_range(page) else { return Html::default() };
    let scale = Viewport::from_view(&page.view, full).scale();
    let all: Vec<Vec<Bin>> = sets.iter().map(|(_, rows)| bins(page, scale, rows, SPARKLINE_BINS)).collect();
    let largest = Bin::largest(all.iter().flatten());
    let bar = |bin: &Bin| {
        let (extent, height) = (scale.extent_of(bin.days), bar_height(bin.count, largest, MAX_BAR));
        html! {
            <rect x={percent(extent.left)} width={percent(extent.width)} y={pixels(MAX_BAR - height)} height={pixels(height)} />
        }
    };
    let sparkline = |((name, _), bins): (&(&'static str, &RowSet), &Vec<Bin>)| {
        html! {
            <div class="sparkline">
                <span class="sparkline__name">{ format!("{name}, up to {}", locale::number(Bin::largest(bins) as usize)) }</span>
                <svg class="sparkline__bars" height={pixels(MAX_BAR)} role="img" aria-label={description(name, bins)}>
                    { for bins.iter().map(bar) }
                </svg>
            </div>
        }
    };
    html! { <>{ for sets.iter().zip(&all).map(sparkline) }</> }
}

/// Describes a sparkline for screen readers: the dates with the most statements, and how many.
fn description(name: &str, bins: &[Bin]) -> String {
    match bins.iter().max_by_key(|bin| bin.count) {
        Some(bin) => {
            let dates = locale::range(bin.days.from, bin.days.to);
            format!("{name}: most on {dates}, {}", locale::number(bin.count as usize))
        }
        None => format!("{name}: none in these days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_their_base() {
        let bar = |left: f64, width: f64, height: f64| (Extent { left, width, is_outside: false }, height);
        let bars = [bar(0.0, 2.5, 26.0), bar(99.9996, 0.0004, 1.25)];
        assert_eq!(path(26.0, bars.into_iter()), "M0 0h2500v26000h-2500zM100000 24750h0v1250h-0z");
    }
}
