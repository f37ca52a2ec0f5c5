//! How many statements there are in each span of days, as one shape: elements by the hundred take the browser long.

use yew::Html;

use super::{scale::Scale, sorted::Bin};
use crate::markup::html;

/// The shape, of a class; `size` is the height and the foot of the bars, `height_of` that of one of them, in pixels.
pub(super) fn heights(
    scale: Scale,
    bins: &[Bin],
    class: &'static str,
    (height, foot): (f64, f64),
    height_of: impl Fn(&Bin) -> f64,
) -> Html {
    let mut d = String::new();
    for bin in bins {
        let (place, tall) = (scale.place((bin.from, bin.to)), height_of(bin));
        let (x, y, width, tall) =
            (thousandths(place.left), thousandths(foot - tall), thousandths(place.width), thousandths(tall));
        d.push_str(&format!("M{x} {y}h{width}v{tall}h-{width}z"));
    }
    // Stretched to the width that there is, as hundredths of it would be.
    html! {
        <svg viewBox={format!("0 0 100000 {}", thousandths(height))} preserveAspectRatio="none"><path {class} {d} /></svg>
    }
}

#[allow(clippy::cast_possible_truncation, reason = "hundredths of a width, and pixels")]
fn thousandths(value: f64) -> i32 {
    (value * 1000.0).round() as i32
}
