//! All days at once, as heights, with the shown ones in a brush that can be drawn and dragged.
//!
//! Its two ends are sliders: arrow keys move them by a day, page keys by a tenth of all days.

use onrecord_model::Day;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::{Callback, Html, Properties, function_component, html, use_mut_ref, use_node_ref};

use super::{
    scale::{Scale, percent},
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
    // The day at which a drag began.
    let anchor = use_mut_ref(|| None::<Day>);
    let day_at = {
        let strip = strip.clone();
        move |event: &PointerEvent| {
            let bounds = strip.cast::<Element>()?.get_bounding_client_rect();
            Some(scale.day_at((f64::from(event.client_x()) - bounds.left()) / bounds.width()))
        }
    };
    let onpointerdown = {
        let (anchor, day_at, strip) = (anchor.clone(), day_at.clone(), strip.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(strip) = strip.cast::<Element>() {
                let _ = strip.set_pointer_capture(event.pointer_id());
            }
            *anchor.borrow_mut() = day_at(&event);
        })
    };
    let onpointermove = {
        let (anchor, view, go) = (anchor.clone(), stage.view.clone(), stage.go.clone());
        Callback::from(move |event: PointerEvent| {
            let Some((from, to)) = anchor.borrow().zip(day_at(&event)) else { return };
            let brushed = window.moved(from.number(), to.number());
            if brushed != window && from != to {
                go.emit(Step::Over(brushed.applied(&view)));
            }
        })
    };
    let end = {
        let anchor = anchor.clone();
        Callback::from(move |_: PointerEvent| *anchor.borrow_mut() = None)
    };
    let (from, to) = window.days();
    let brush = scale.place((from, to));
    let brush_class =
        if window.is_whole() { "overview__brush overview__brush--whole" } else { "overview__brush" };
    html! {
        <div class="axis">
            <svg class="overview" height={HEIGHT.to_string()} ref={strip} role="group" aria-label="Days that are shown, of all"
                {onpointerdown} {onpointermove} onpointerup={end.clone()} onpointercancel={end}>
                { for bars(stage, scale) }
                <rect class={brush_class} x={percent(brush.left)} width={percent(brush.width)} y="0" height={HEIGHT.to_string()} />
                { handle(props, window, "First day", from, brush.left) }
                { handle(props, window, "Last day", to, brush.left + brush.width) }
            </svg>
        </div>
    }
}

fn bars(stage: &Stage, scale: Scale) -> Vec<Html> {
    let (first, last) = scale.ends();
    let days = last.number().abs_diff(first.number()) + 1;
    let width = days.div_ceil(BARS);
    let counts = stage.corpus.bins(&stage.selection.around, first, width, days.div_ceil(width) as usize);
    let most = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    let step = i32::try_from(width).unwrap_or(i32::MAX);
    let bar = |(n, count): (i32, u32)| {
        let from = first.plus(n * step);
        let place = scale.place((from, from.plus(step - 1)));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to TALLEST")]
        let height = ((f64::from(count) / most).sqrt() * TALLEST).ceil() as usize;
        html! {
            <rect class="overview__bar" x={percent(place.left)} width={percent(place.width)}
                y={(HEIGHT - height).to_string()} height={height.to_string()} />
        }
    };
    (0..).zip(counts).filter(|(_, count)| *count > 0).map(bar).collect()
}

/// One end of the brush.
fn handle(props: &OverviewProps, window: Window, label: &'static str, day: Day, x: f64) -> Html {
    let (whole, is_first) = (props.whole, label == "First day");
    let (view, go): (View, _) = (props.stage.view.clone(), props.stage.go.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let far = (whole.1.number() - whole.0.number()) / 10;
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => day.number() - 1,
            "ArrowRight" | "ArrowUp" => day.number() + 1,
            "PageDown" => day.number() - far.max(1),
            "PageUp" => day.number() + far.max(1),
            "Home" => whole.0.number(),
            "End" => whole.1.number(),
            _ => return,
        };
        event.prevent_default();
        let (first, last) = window.days();
        // The ends do not pass each other.
        let moved = match is_first {
            true => window.moved(to.min(last.number()), last.number()),
            false => window.moved(first.number(), to.max(first.number())),
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
