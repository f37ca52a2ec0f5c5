//! Statements whose day nobody knows, in a lane of their own: side by side, in the order of the record.

use yew::Html;

use super::{
    lane::{MARK, ROW, mark, onkeydown},
    scale::Place,
};
use crate::{markup::html, names, stage::Stage};

/// So many stand beside each other.
const ACROSS: usize = 100;
/// More marks than these are not drawn.
const MOST: usize = 300;

/// The lane; nothing where every day is known.
pub(super) fn lane(stage: &Stage) -> Html {
    let count = stage.selection.len() - stage.selection.dated();
    if count == 0 {
        return Html::default();
    }
    let shown: Vec<usize> = stage.selection.undated(&stage.corpus).take(MOST).collect();
    let one = |(n, row): (usize, &usize)| {
        let across = u32::try_from(n % ACROSS).unwrap_or(0);
        let place = Place { left: f64::from(across), width: 0.8, outside: false };
        mark(stage, *row, place, n / ACROSS, n == 0)
    };
    let height = shown.len().div_ceil(ACROSS) * ROW + MARK / 2;
    html! {
        <li class="lane lane--undated">
            <div class="lane__name">
                <span>{ "Day not known" }</span>
                <span class="lane__side"><span class="lane__count">{ names::number(count) }</span></span>
            </div>
            <svg class="lane__track" height={height.to_string()} role="group" aria-label="Day not known" {onkeydown}>
                { for shown.iter().enumerate().map(one) }
            </svg>
        </li>
    }
}
