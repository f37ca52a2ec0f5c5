//! All days at once, as heights, with the shown ones in a brush that can be drawn and dragged.
//!
//! Its two ends are sliders: arrow keys move them by a day, page keys by a tenth of all days.

use onrecord_model::Day;
use web_sys::KeyboardEvent;
use yew::{Callback, Html, NodeRef, html::Scope};

use super::{
    Msg, OnStrip, Timeline,
    heights::heights,
    scale::{Scale, percent},
    sorted::{Bin, bins},
    window::Window,
};
use crate::{
    markup::html,
    names,
    stage::{Stage, Step},
};

/// Height of the strip and of its largest bar, in pixels.
const HEIGHT: usize = 36;
const TALLEST: f64 = 30.0;
const BARS: u32 = 120;

pub(super) fn overview(stage: &Stage, whole: (Day, Day), strip: &NodeRef, link: &Scope<Timeline>) -> Html {
    let scale = Scale::between(whole);
    let window = Window::of(&stage.view, whole);
    let brush = scale.place(window.days());
    let brush_class =
        if window.is_whole() { "overview__brush overview__brush--whole" } else { "overview__brush" };
    html! {
        <div class="axis">
            <svg class="overview" height={HEIGHT.to_string()} ref={strip.clone()} role="group" aria-label="Days that are shown, of all"
                onpointerdown={link.callback(|event| Msg::Strip(OnStrip::Pressed, event))}
                onpointermove={link.callback(|event| Msg::Strip(OnStrip::Moved, event))}
                onpointerup={link.callback(|event| Msg::Strip(OnStrip::Released, event))}
                onpointercancel={link.callback(|event| Msg::Strip(OnStrip::Released, event))}>
                { bars(stage, scale) }
                <rect class={brush_class} x={percent(brush.left)} width={percent(brush.width)} y="0" height={HEIGHT.to_string()} />
                { handle(stage, whole, true, brush.left) }
                { handle(stage, whole, false, brush.left + brush.width) }
            </svg>
        </div>
    }
}

fn bars(stage: &Stage, scale: Scale) -> Html {
    let bins = bins(stage, scale, &stage.selection.around, BARS);
    let most = f64::from(Bin::most(&bins));
    let height = |bin: &Bin| ((f64::from(bin.count) / most).sqrt() * TALLEST).ceil();
    heights(scale, &bins, "overview__bar", (HEIGHT as f64, HEIGHT as f64), height)
}

/// One end of the brush.
fn handle(stage: &Stage, whole: (Day, Day), is_first: bool, x: f64) -> Html {
    let window = Window::of(&stage.view, whole);
    let (from, to) = window.days();
    let (label, day) = if is_first { ("First day", from) } else { ("Last day", to) };
    let (view, go) = (stage.view.clone(), stage.go.clone());
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
