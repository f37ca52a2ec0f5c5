//! How many statements there are in each span of days, as one shape: elements by the hundred take the browser long.

use yew::Html;

use super::{
    scale::{Place, Scale},
    sorted::Bin,
};
use crate::markup::html;

/// The shape, of a class; `size` is the height and the foot of the bars, `height_of` that of one of them, in pixels.
pub(super) fn heights(
    scale: Scale,
    bins: &[Bin],
    class: &'static str,
    (height, foot): (f64, f64),
    height_of: impl Fn(&Bin) -> f64,
) -> Html {
    let bars = bins.iter().map(|bin| (scale.place((bin.from, bin.to)), height_of(bin)));
    let d = path(foot, bars);
    // Stretched to the width that there is, as hundredths of it would be.
    html! {
        <svg viewBox={format!("0 0 100000 {}", thousandths(height))} preserveAspectRatio="none"><path {class} {d} /></svg>
    }
}

/// A box for each place and its height, from left to right, in thousandths.
fn path(foot: f64, bars: impl Iterator<Item = (Place, f64)>) -> String {
    let mut path = String::new();
    for (place, height) in bars {
        let [x, y, width, height] = [place.left, foot - height, place.width, height].map(thousandths);
        path.push_str(&format!("M{x} {y}h{width}v{height}h-{width}z"));
    }
    path
}

#[allow(clippy::cast_possible_truncation, reason = "hundredths of a width, and pixels")]
fn thousandths(value: f64) -> i32 {
    (value * 1000.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_their_foot() {
        let bar = |left: f64, width: f64, height: f64| (Place { left, width, outside: false }, height);
        let bars = [bar(0.0, 2.5, 26.0), bar(99.9996, 0.0004, 1.25)];
        assert_eq!(path(26.0, bars.into_iter()), "M0 0h2500v26000h-2500zM100000 24750h0v1250h-0z");
    }
}
