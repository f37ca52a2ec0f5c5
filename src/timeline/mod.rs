//! The statements over time, in lanes: one mark a statement, ranges as bars; where there are too many
//! to be told apart, how many there are in each span of days.

mod lane;
mod overview;
mod scale;
mod sorted;
mod window;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlSelectElement, WheelEvent};
use yew::{
    Callback, Html, MouseEvent, TargetCast as _, function_component, html, use_effect_with, use_node_ref,
    use_state,
};

use crate::{
    names,
    stage::{OnStage, Stage, Step},
    view::Lanes,
};
use lane::lane_row;
use overview::Overview;
use scale::Scale;
use sorted::lanes;
use window::Window;

/// So many lanes leave room for the statements below; the rest come when they are asked for.
const AT_ONCE: usize = 7;
/// More lanes than these nobody scrolls through; the filters choose among all.
const MOST: usize = 60;
/// So far the wheel turns to double or halve the days that are shown, in pixels.
const WHEEL: f64 = 240.0;

/// The timeline.
#[function_component]
pub(crate) fn Timeline(props: &OnStage) -> Html {
    let stage = &props.stage;
    let all = use_state(|| false);
    let whole = stage.corpus.ends(&stage.selection.around, scale::PRECISE_DAYS);
    let undated = stage.selection.len() - stage.selection.dated();
    let lanes_ref = use_node_ref();
    {
        let deps = (lanes_ref.clone(), stage.view.clone(), whole);
        let go = stage.go.clone();
        use_effect_with(deps, move |(lanes, view, whole)| {
            let listener = lanes.cast::<Element>().zip(*whole).map(|(lanes, whole)| {
                let view = view.clone();
                on_wheel(&lanes, Window::of(&view, whole), move |window| {
                    go.emit(Step::Over(window.applied(&view)))
                })
            });
            move || drop(listener)
        });
    }
    let Some(scale) = Scale::of(stage) else { return Html::default() };
    let (lanes, hidden) = lanes(stage, scale, if *all { MOST } else { AT_ONCE });
    let toggle = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let chosen = |event: Event| {
        let field = event.target_dyn_into::<HtmlSelectElement>()?;
        Some(Lanes::ALL.into_iter().find(|l| l.as_str() == field.value()).unwrap_or_default())
    };
    let change = stage.on(chosen, |view, lanes| view.lanes = lanes);
    let option = |by: Lanes| {
        html! { <option value={by.as_str()} selected={by == stage.view.lanes}>{ format!("by {}", by.as_str()) }</option> }
    };
    html! {
        <section class="timeline" aria-labelledby="timeline-heading">
            <div class="timeline__head">
                <h2 id="timeline-heading">{ "Timeline" }</h2>
                if let Some(whole) = whole { { zoom(stage, Window::of(&stage.view, whole)) } }
                <label class="timeline__lanes">
                    <span class="visually-hidden">{ "Lanes" }</span>
                    <select onchange={change}>{ for Lanes::ALL.into_iter().map(option) }</select>
                </label>
            </div>
            if let Some(whole) = whole.filter(|(first, last)| first < last) {
                <Overview stage={stage.clone()} {whole} />
            }
            <div class="axis" aria-hidden="true"><svg class="axis__labels" height="20">{ scale.labels() }</svg></div>
            <div class="lanes" ref={lanes_ref}>
                <svg class="grid" aria-hidden="true">{ scale.grid() }</svg>
                <ol>
                    { for lanes.iter().map(|lane| lane_row(stage, scale, lane)) }
                </ol>
            </div>
            if stage.view.compare.len() == 1 {
                <p class="timeline__hint" role="status">{ "Choose one more lane (⇄) to set both side by side." }</p>
            }
            <p class="timeline__foot">
                if hidden > 0 || *all && lanes.len() > AT_ONCE {
                    <button type="button" aria-expanded={(*all).to_string()} onclick={toggle}>
                        { if *all { "Show fewer lanes".to_owned() } else { format!("Show {} more lanes", hidden.min(MOST - AT_ONCE)) } }
                    </button>
                }
                if *all && hidden > 0 {
                    <span>{ format!("{} smaller lanes are not drawn: choose by the filters", names::number(hidden)) }</span>
                }
                if undated > 0 {
                    <span>{ format!("{} without a known day, at the end of the list", names::number(undated)) }</span>
                }
            </p>
        </section>
    }
}

/// Buttons that change the days that are shown.
fn zoom(stage: &Stage, window: Window) -> Html {
    let button = |label: &'static str, sign: &'static str, to: Window| {
        html! {
            <button type="button" aria-label={label} title={label} disabled={to == window}
                onclick={stage.press(to.applied(&stage.view))}>{ sign }</button>
        }
    };
    html! {
        <div class="timeline__zoom" role="group" aria-label="Days that are shown">
            { button("Earlier", "‹", window.panned(-0.5)) }
            { button("Zoom in", "+", window.zoomed(0.5, 0.5)) }
            { button("Zoom out", "−", window.zoomed(2.0, 0.5)) }
            { button("Later", "›", window.panned(0.5)) }
        </div>
    }
}

/// Zooms around the pointer by the wheel with Ctrl, which is what a pinch on a trackpad sends, and pans
/// by a wheel that turns sideways; the plain wheel scrolls the page.
fn on_wheel(lanes: &Element, window: Window, change: impl Fn(Window) + 'static) -> EventListener {
    let track = lanes.clone();
    EventListener::new_with_options(
        lanes,
        "wheel",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
            let Ok(Some(track)) = track.query_selector(".lane__track") else { return };
            let bounds = track.get_bounding_client_rect();
            let to = if wheel.ctrl_key() || wheel.meta_key() {
                let share = (f64::from(wheel.client_x()) - bounds.left()) / bounds.width();
                window.zoomed((wheel.delta_y() / WHEEL).exp2(), share)
            } else if wheel.delta_x().abs() > wheel.delta_y().abs() {
                window.panned(wheel.delta_x() / bounds.width())
            } else {
                return;
            };
            event.prevent_default();
            if to != window {
                change(to);
            }
        },
    )
}
