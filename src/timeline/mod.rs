//! The statements over time, in lanes: one mark a statement, ranges as bars; where there are too many
//! to be told apart, how many there are in each span of days.
//!
//! At rest everything is an element that can be focused. While the reader drags, pinches, brushes or
//! turns the wheel, a canvas shows the lanes; the view follows when the movement rests.

mod grip;
mod head;
mod heights;
mod lane;
mod moving;
mod overview;
mod paint;
mod picture;
mod save;
mod scale;
mod sorted;
mod steering;
mod strips;
mod undated;
mod window;

use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
};
use onrecord_model::{Day, Kind};
use onrecord_view::{Lanes, MAX_COMPARED};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};
use yew::{Component, Context, Html, MouseEvent, NodeRef, Properties};

use crate::{browser, markup::html, names, stage::Stage, statements::kind};
use grip::{Brush, Grip};
use lane::{at_once, height, lane_row};
use moving::Moving;
use overview::overview;
pub(crate) use save::{save_png, svg};
use sorted::{Asked, Inside, MOST, insides, lanes, rows_of};
pub(crate) use strips::strips;
use window::Window;

/// At most so many lanes are there at once; the rest come when they are asked for.
const AT_ONCE: usize = 7;

/// Where a pointer on the strip of all days is.
pub(crate) enum OnStrip {
    Pressed,
    Moved,
    Released,
}

pub(crate) enum Msg {
    /// All lanes, or only the first ones.
    Toggle,
    Wheel(WheelEvent),
    Pressed(PointerEvent),
    Moved(PointerEvent),
    Released(PointerEvent),
    Strip(OnStrip, PointerEvent),
    Key(KeyboardEvent),
    /// The movement rests.
    Rest,
}

/// What the timeline takes.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) stage: Stage,
    /// What leads on is a link already; before that it is drawn in fewer shapes.
    pub(crate) linked: bool,
}

/// The timeline.
pub(crate) struct Timeline {
    all: bool,
    /// What is dragged: the axis and the lanes.
    body: NodeRef,
    canvas: NodeRef,
    strip: NodeRef,
    moving: Option<Moving>,
    grip: Option<Grip>,
    brush: Option<Brush>,
    rest: Option<Timeout>,
    /// The lane and the place across it that had the focus when keys moved the days.
    focus: Option<(usize, f64)>,
    wheel: Option<EventListener>,
}

impl Component for Timeline {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            all: false,
            body: NodeRef::default(),
            canvas: NodeRef::default(),
            strip: NodeRef::default(),
            moving: None,
            grip: None,
            brush: None,
            rest: None,
            focus: None,
            wheel: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let stage = &ctx.props().stage;
        match msg {
            Msg::Toggle => {
                self.all = !self.all;
                return true;
            }
            Msg::Wheel(event) => self.turn(ctx, &event),
            Msg::Pressed(event) => self.press(stage, &event),
            Msg::Moved(event) => self.drag(ctx, &event),
            Msg::Released(event) => {
                if let Some(grip) = &mut self.grip {
                    grip.release(event.pointer_id());
                    if grip.is_empty() {
                        self.grip = None;
                        self.settle(stage);
                    }
                }
            }
            Msg::Strip(what, event) => self.brush(ctx, &what, &event),
            Msg::Key(event) => self.key(stage, &event),
            Msg::Rest => self.settle(stage),
        }
        // What moves is drawn beside the rest of the page.
        false
    }

    /// Another view ends a movement, the one that it led to or any other. More of the record, such as a part of it that
    /// has come, does not.
    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let stage = &ctx.props().stage;
        if stage.view != old.stage.view {
            self.moving = None;
        }
        // Whoever has chosen one more to compare wants to see them together.
        if stage.view.compare != old.stage.view.compare && !stage.view.compared(&stage.corpus).is_empty() {
            self.all = false;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { stage, linked } = ctx.props();
        let Some(whole) = whole(stage) else { return Html::default() };
        let window = Window::of(&stage.view, whole);
        let scale = window.scale();
        let (mut lanes, mut hidden) = lanes(stage, self.asked());
        let insides =
            insides(stage, scale, &rows_of(stage, &lanes, &stage.selection.dated_rows(&stage.corpus)));
        let heights: Vec<_> = insides.iter().map(|inside| height(stage, scale, inside)).collect();
        let compared = stage.view.compared(&stage.corpus).len();
        let at_once = if compared > 0 { compared } else { at_once(&lanes, &heights) };
        if !self.all {
            hidden += lanes.len() - at_once;
            lanes.truncate(at_once);
        }
        let all_lanes = ctx.link().callback(|_: MouseEvent| Msg::Toggle);
        let notes = scale.notes(stage);
        html! {
            <section class="timeline" aria-labelledby="timeline-heading">
                { head::head(stage, window) }
                if whole.0 < whole.1 {
                    { overview(stage, whole, &self.strip, ctx.link()) }
                }
                <div class="timeline__body" ref={self.body.clone()}
                    onpointerdown={ctx.link().callback(Msg::Pressed)} onpointermove={ctx.link().callback(Msg::Moved)}
                    onpointerup={ctx.link().callback(Msg::Released)} onpointercancel={ctx.link().callback(Msg::Released)}
                    onkeydown={ctx.link().callback(Msg::Key)}>
                    <div class="axis" aria-hidden="true"><svg class="axis__labels" height="20">{ scale.labels() }</svg></div>
                    <div class="lanes">
                        <svg class="grid" aria-hidden="true">{ scale.grid(&notes) }</svg>
                        <ol>
                            { for lanes.iter().zip(insides.iter().zip(heights)).map(|(lane, inside)| lane_row(stage, scale, lane, inside, *linked)) }
                            { undated::lane(stage) }
                        </ol>
                    </div>
                    <canvas class="timeline__moving" aria-hidden="true" ref={self.canvas.clone()} />
                </div>
                if stage.view.compare.len() == 1 {
                    <p class="timeline__hint" role="status">{ "Choose one more lane (⇄) to set both side by side." }</p>
                }
                <p class="timeline__foot">
                    if hidden > 0 || self.all && lanes.len() > at_once {
                        <button type="button" aria-expanded={self.all.to_string()} onclick={all_lanes}>
                            { self.toggle(stage, compared, hidden.min(MOST - at_once)) }
                        </button>
                    }
                    if self.all && hidden > 0 {
                        <span>{ format!("{} smaller lanes are not drawn: choose by the filters", names::number(hidden)) }</span>
                    }
                    { key(&insides) }
                    { for notes.iter().map(|note| html! { <span class={note.class}>{ &note.words }</span> }) }
                </p>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let Some(body) = self.body.cast::<Element>() else { return };
        if self.wheel.is_none() {
            let turned = ctx.link().callback(Msg::Wheel);
            let ours = EventListenerOptions::enable_prevent_default();
            self.wheel = Some(EventListener::new_with_options(&body, "wheel", ours, move |event| {
                let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
                let sideways = event.delta_x().abs() > event.delta_y().abs();
                // The plain wheel scrolls the page; with Ctrl it is what a pinch on a trackpad sends.
                if event.ctrl_key() || event.meta_key() || sideways {
                    event.prevent_default();
                    turned.emit(event.clone());
                }
            }));
        }
        self.redraw(&ctx.props().stage, &body);
        if let Some((lane, share)) = self.focus.take() {
            browser::focus_nearest(&body, &format!(".lane:nth-child({}) .mark", lane + 1), share);
        }
    }
}

impl Timeline {
    const fn asked(&self) -> Asked {
        if self.all { Asked::All } else { Asked::First(AT_ONCE) }
    }

    /// What the button says that brings more lanes, or takes them away.
    fn toggle(&self, stage: &Stage, compared: usize, more: usize) -> String {
        let can_join = matches!(stage.view.lanes, Lanes::Speaker | Lanes::Country);
        match compared {
            _ if self.all => "Show fewer lanes".to_owned(),
            1..MAX_COMPARED if can_join => format!("Show {more} more lanes to compare"),
            _ => format!("Show {more} more lanes"),
        }
    }
}

/// What the colours of the marks mean, or the height of the bars.
fn key(insides: &[Inside]) -> Html {
    html! {
        <>
            if insides.iter().any(Inside::is_marks) {
                <span class="timeline__key">{ for Kind::ALL.into_iter().map(kind) }</span>
            }
            if !insides.iter().all(Inside::is_marks) {
                <span>{ "The higher a bar, the more statements" }</span>
            }
        </>
    }
}

/// The first and the last day that there are without the date filter.
fn whole(stage: &Stage) -> Option<(Day, Day)> {
    stage.corpus.ends(&stage.selection.around, scale::PRECISE_DAYS)
}
