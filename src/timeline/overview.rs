//! All days at once, as heights, with the shown ones in a brush that can be drawn and dragged.
//!
//! Its two ends are sliders: arrow keys move them by a day, page keys by a tenth of all days.

use onrecord_model::Day;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Callback, Html, Properties, function_component, html, use_mut_ref, use_node_ref};

use super::{
    scale::{Scale, percent},
    sorted::{Bin, bins},
    window::Window,
};
use crate::{
    names,
    stage::{Stage, Step},
    view::View,
};

/// Height of the strip and of its largest bar, in pixels.
const HEIGHT: usize = 36;
const TALLEST: f64 = 30.0;
const BARS: u32 = 120;

#[derive(PartialEq, Properties)]
pub(super) struct OverviewProps {
    pub(super) stage: Stage,
    /// The first and the last day that there are without the date filter.
    pub(super) whole: (Day, Day),
}

#[function_component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let stage = &props.stage;
    let scale = Scale::between(props.whole);
    let window = Window::of(&stage.view, props.whole);
    let strip = use_node_ref();
    let drag = use_mut_ref(|| None::<Drag>);
    let day_at = {
        let strip = strip.clone();
        move |event: &PointerEvent| {
            let bounds = strip.cast::<Element>()?.get_bounding_client_rect();
            Some(scale.day_at((f64::from(event.client_x()) - bounds.left()) / bounds.width()))
        }
    };
    let onpointerdown = {
        let (drag, day_at, strip) = (drag.clone(), day_at.clone(), strip.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(strip) = strip.cast::<Element>() {
                let _ = strip.set_pointer_capture(event.pointer_id());
            }
            *drag.borrow_mut() = day_at(&event).map(|day| Drag::from(day, window, scale));
        })
    };
    let onpointermove = {
        let (drag, view, go) = (drag.clone(), stage.view.clone(), stage.go.clone());
        Callback::from(move |event: PointerEvent| {
            let Some((drag, day)) = (*drag.borrow()).zip(day_at(&event)) else { return };
            if let Some(brushed) = drag.to(day, window).filter(|brushed| *brushed != window) {
                go.emit(Step::Over(brushed.applied(&view)));
            }
        })
    };
    let end = {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| *drag.borrow_mut() = None)
    };
    let brush = scale.place(window.days());
    let brush_class =
        if window.is_whole() { "overview__brush overview__brush--whole" } else { "overview__brush" };
    html! {
        <div class="axis">
            <svg class="overview" height={HEIGHT.to_string()} ref={strip} role="group" aria-label="Days that are shown, of all"
                {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}>
                { for bars(stage, scale) }
                <rect class={brush_class} x={percent(brush.left)} width={percent(brush.width)} y="0" height={HEIGHT.to_string()} />
                { handle(props, window, true, brush.left) }
                { handle(props, window, false, brush.left + brush.width) }
            </svg>
        </div>
    }
}

/// What a pointer that was pressed does when it moves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drag {
    /// Draws a brush from a day, or moves the end that is not this one.
    Ends(Day),
    /// Moves the brush, held at a day, from where it was.
    Whole(Day, Window),
}

/// So near to an end, as a share of the width, the end is meant.
const NEAR: f64 = 1.2;

impl Drag {
    fn from(day: Day, window: Window, scale: Scale) -> Self {
        let (first, last) = window.days();
        let x = |day: Day| scale.place((day, day)).left;
        let near = |end: Day| !window.is_whole() && (x(day) - x(end)).abs() <= NEAR;
        match () {
            () if near(first) => Self::Ends(last),
            () if near(last) => Self::Ends(first),
            () if !window.is_whole() && first < day && day < last => Self::Whole(day, window),
            () => Self::Ends(day),
        }
    }

    /// The window that it makes at a day; nothing where it has not moved yet.
    fn to(self, day: Day, window: Window) -> Option<Window> {
        match self {
            Self::Ends(anchor) => (anchor != day).then(|| window.moved(anchor.number(), day.number())),
            Self::Whole(held, begun) => Some(begun.shifted(day.number() - held.number())),
        }
    }
}

fn bars(stage: &Stage, scale: Scale) -> Vec<Html> {
    let bins = bins(stage, scale, &stage.selection.around, BARS);
    let most = f64::from(bins.iter().map(|bin| bin.count).max().unwrap_or(1));
    let bar = |bin: Bin| {
        let place = scale.place((bin.from, bin.to));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to TALLEST")]
        let height = ((f64::from(bin.count) / most).sqrt() * TALLEST).ceil() as usize;
        html! {
            <rect class="overview__bar" x={percent(place.left)} width={percent(place.width)}
                y={(HEIGHT - height).to_string()} height={height.to_string()} />
        }
    };
    bins.into_iter().map(bar).collect()
}

/// One end of the brush.
fn handle(props: &OverviewProps, window: Window, is_first: bool, x: f64) -> Html {
    let whole = props.whole;
    let (from, to) = window.days();
    let (label, day) = if is_first { ("First day", from) } else { ("Last day", to) };
    let (view, go): (View, _) = (props.stage.view.clone(), props.stage.go.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let far = (whole.1.number() - whole.0.number()) / 10;
        let there = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => day.number() - 1,
            "ArrowRight" | "ArrowUp" => day.number() + 1,
            "PageDown" => day.number() - far.max(1),
            "PageUp" => day.number() + far.max(1),
            "Home" => whole.0.number(),
            "End" => whole.1.number(),
            _ => return,
        };
        event.prevent_default();
        // The ends do not pass each other.
        let moved = match is_first {
            true => window.moved(there.min(to.number()), to.number()),
            false => window.moved(from.number(), there.max(from.number())),
        };
        go.emit(Step::Over(moved.applied(&view)));
    });
    html! {
        <g class="overview__handle" role="slider" tabindex="0" aria-label={label} aria-valuemin={whole.0.number().to_string()}
            aria-valuemax={whole.1.number().to_string()} aria-valuenow={day.number().to_string()}
            aria-valuetext={names::day(day)} {onkeydown}>
            <line x1={percent(x)} x2={percent(x)} y1="0" y2={HEIGHT.to_string()} />
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_draws_moves_an_end_or_moves_the_whole() {
        let day = |number| Day::from_number(number).unwrap();
        let whole = (day(0), day(199));
        let scale = Scale::between(whole);
        let window = |from, to| {
            Window::of(&View { from: Some(day(from)), to: Some(day(to)), ..View::default() }, whole)
        };
        let brushed = window(50, 99);
        for (pressed, moved, from, to) in [
            (120, 150, 120, 150),
            (150, 120, 120, 150),
            (51, 20, 20, 99),
            (98, 110, 50, 110),
            (70, 75, 55, 104),
            (70, 0, 0, 49),
        ] {
            let drag = Drag::from(day(pressed), brushed, scale);
            assert_eq!(drag.to(day(moved), brushed), Some(window(from, to)), "{pressed} to {moved}");
        }
        let all = Window::of(&View::default(), whole);
        assert_eq!(Drag::from(day(70), all, scale).to(day(70), all), None);
        assert_eq!(Drag::from(day(70), all, scale).to(day(90), all), Some(window(70, 90)));
    }
}
