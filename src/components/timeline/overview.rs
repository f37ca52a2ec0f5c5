//! The overview: a histogram of the full range, with the viewport as a brush that can be drawn and dragged.
//!
//! Its two ends are sliders: arrow keys move them by a day, Page Up and Page Down by a tenth of the full range.

use onrecord_model::DateRange;
use yew::{Callback, Html, KeyboardEvent, NodeRef, html, html::Scope};

use super::{
    BrushPhase, Msg, Timeline,
    axis::percent,
    histogram::{bar_height, histogram},
    lanes::{Bin, bins},
    scale::Scale,
    viewport::Viewport,
};
use crate::{
    components::{Navigation, PageContext, drawing::pixels},
    platform::locale,
};

/// The height of the overview and of its tallest bar, in pixels.
const HEIGHT: usize = 36;
const MAX_BAR: f64 = 30.0;
const MAX_BINS: u32 = 120;

/// Draws the overview.
pub(super) fn overview(page: &PageContext, full: DateRange, node: &NodeRef, link: &Scope<Timeline>) -> Html {
    let scale = Scale::between(full);
    let viewport = Viewport::from_view(&page.view, full);
    let brush = scale.extent_of(viewport.days());
    let brush_class =
        if viewport.is_full() { "overview__brush overview__brush--full" } else { "overview__brush" };
    html! {
        <div class="axis">
            <svg class="overview" height={HEIGHT.to_string()} ref={node.clone()} role="group" aria-label="Visible days"
                onpointerdown={link.callback(|event| Msg::Brush(BrushPhase::Press, event))}
                onpointermove={link.callback(|event| Msg::Brush(BrushPhase::Move, event))}
                onpointerup={link.callback(|event| Msg::Brush(BrushPhase::Release, event))}
                onpointercancel={link.callback(|event| Msg::Brush(BrushPhase::Release, event))}>
                { bars(page, scale) }
                <rect class={brush_class} x={percent(brush.left)} width={percent(brush.width)} y="0" height={HEIGHT.to_string()} />
                { handle(page, full, true, brush.left) }
                { handle(page, full, false, brush.left + brush.width) }
            </svg>
        </div>
    }
}

fn bars(page: &PageContext, scale: Scale) -> Html {
    let bins = bins(page, scale, &page.selection.rows_of_any_date, MAX_BINS);
    let largest = Bin::largest(&bins);
    let height = |bin: &Bin| bar_height(bin.count, largest, MAX_BAR);
    let top = pixels(HEIGHT as f64 - MAX_BAR);
    html! {
        <>
            { histogram(scale, &bins, "overview__bar", (HEIGHT as f64, HEIGHT as f64), height) }
            <line class="overview__tick" x1="0" x2="100%" y1={top.clone()} y2={top} />
            <text class="overview__number" x="100%" y="3" text-anchor="end">{ locale::number(largest as usize) }</text>
        </>
    }
}

/// Draws one end of the brush.
fn handle(page: &PageContext, full: DateRange, is_first: bool, x: f64) -> Html {
    let viewport = Viewport::from_view(&page.view, full);
    let DateRange { from, to } = viewport.days();
    let (label, day) = if is_first { ("First day", from) } else { ("Last day", to) };
    let (view, navigate) = (page.view.clone(), page.navigate.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let page_step = ((full.to.number() - full.from.number()) / 10).max(1);
        let target = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => day.number() - 1,
            "ArrowRight" | "ArrowUp" => day.number() + 1,
            "PageDown" => day.number() - page_step,
            "PageUp" => day.number() + page_step,
            "Home" => full.from.number(),
            "End" => full.to.number(),
            _ => return,
        };
        event.prevent_default();
        // The ends cannot pass each other.
        let moved = match is_first {
            true => viewport.with_days(target.min(to.number()), to.number()),
            false => viewport.with_days(from.number(), target.max(from.number())),
        };
        navigate.emit(Navigation::Step(moved.applied(&view)));
    });
    html! {
        <g class="overview__handle" role="slider" tabindex="0" aria-label={label} aria-valuemin={full.from.number().to_string()}
            aria-valuemax={full.to.number().to_string()} aria-valuenow={day.number().to_string()}
            aria-valuetext={locale::day(day)} {onkeydown}>
            <line x1={percent(x)} x2={percent(x)} y1="0" y2={HEIGHT.to_string()} />
        </g>
    }
}
