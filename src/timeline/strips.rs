//! Sets of statements over the days of the timeline, as rows of heights to be compared.

use onrecord_corpus::Bits;
use yew::Html;

use super::{
    picture::{DENSITY, height_of},
    scale::{Scale, percent, tenths},
    sorted::{Bin, bins},
    whole,
    window::Window,
};
use crate::{markup::html, names, stage::Stage};

/// So many heights stand beside each other.
const ACROSS: u32 = 60;

/// A row for each set, under its name, all on one scale of days and of numbers.
pub(crate) fn strips(stage: &Stage, rows: &[(&'static str, &Bits)]) -> Html {
    let Some(whole) = whole(stage) else { return Html::default() };
    let scale = Window::of(&stage.view, whole).scale();
    let all: Vec<Vec<Bin>> = rows.iter().map(|(_, rows)| bins(stage, scale, rows, ACROSS)).collect();
    let most = Bin::most(all.iter().flatten());
    let strip = |((name, _), bins): (&(&'static str, &Bits), &Vec<Bin>)| {
        html! {
            <div class="strip">
                <span class="strip__name">{ *name }</span>
                <svg class="strip__bars" height={tenths(DENSITY)} role="img" aria-label={words(name, bins)}>
                    { for bins.iter().map(|bin| bar(scale, bin, most)) }
                </svg>
            </div>
        }
    };
    html! { <>{ for rows.iter().zip(&all).map(strip) }</> }
}

fn bar(scale: Scale, bin: &Bin, most: u32) -> Html {
    let (place, height) = (scale.place((bin.from, bin.to)), height_of(bin.count, most));
    html! {
        <rect x={percent(place.left)} width={percent(place.width)} y={tenths(DENSITY - height)} height={tenths(height)} />
    }
}

/// What the heights say, for those who do not see them: the day with the most, and how many.
fn words(name: &str, bins: &[Bin]) -> String {
    match bins.iter().max_by_key(|bin| bin.count) {
        Some(bin) => {
            let days = names::range(bin.from, bin.to);
            format!("{name}: most on {days}, {}", names::number(bin.count as usize))
        }
        None => format!("{name}: nothing in these days"),
    }
}
