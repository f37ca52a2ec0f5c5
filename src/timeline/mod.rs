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
mod strips;
mod undated;
mod window;

use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
};
use onrecord_model::{Day, Kind};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlCanvasElement, KeyboardEvent, PointerEvent, WheelEvent};
use yew::{Component, Context, Html, MouseEvent, NodeRef, Properties};

use crate::{
    browser,
    compare::{self, sides},
    markup::html,
    names,
    stage::{Stage, Step},
    statements::kind,
    view::Lanes,
};
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
/// So far the wheel turns to double or halve the days that are shown, in pixels.
const WHEEL: f64 = 240.0;
/// So far a pointer moves before it drags, in pixels: a click is no drag.
const SLACK: f64 = 4.0;
/// So long nothing moves before the view follows, in milliseconds.
const REST: u32 = 160;

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
        if stage.view.compare != old.stage.view.compare && !sides(stage).is_empty() {
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
        let compared = sides(stage).len();
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
                            { self.toggle(stage, hidden.min(MOST - at_once)) }
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
        match self.moving.take() {
            // Lanes may be others now, or stand elsewhere: they are measured anew.
            Some(moving) => self.show(&ctx.props().stage, moving.window),
            None => drop(body.class_list().remove_1(MOVING)),
        }
        if let Some((lane, share)) = self.focus.take() {
            browser::focus_nearest(&body, &format!(".lane:nth-child({}) .mark", lane + 1), share);
        }
    }
}

/// A class of what is dragged, for as long as the canvas stands for it.
const MOVING: &str = "timeline__body--moving";

impl Timeline {
    const fn asked(&self) -> Asked {
        if self.all { Asked::All } else { Asked::First(AT_ONCE) }
    }

    /// What the button says that brings more lanes, or takes them away.
    fn toggle(&self, stage: &Stage, more: usize) -> String {
        let can_join = matches!(stage.view.lanes, Lanes::Speaker | Lanes::Country);
        match sides(stage).len() {
            _ if self.all => "Show fewer lanes".to_owned(),
            1..compare::MOST if can_join => format!("Show {more} more lanes to compare"),
            _ => format!("Show {more} more lanes"),
        }
    }

    /// The window as it is seen now.
    fn window(&self, stage: &Stage) -> Option<Window> {
        let at_rest = || Some(Window::of(&stage.view, whole(stage)?));
        self.moving.as_ref().map(|moving| moving.window).or_else(at_rest)
    }

    /// Shows other days on the canvas.
    fn show(&mut self, stage: &Stage, window: Window) {
        let (Some(body), Some(canvas)) =
            (self.body.cast::<Element>(), self.canvas.cast::<HtmlCanvasElement>())
        else {
            return;
        };
        let asked = self.asked();
        let moving = self.moving.get_or_insert_with(|| {
            let (lanes, _) = lanes(stage, asked);
            let _ = body.class_list().add_1(MOVING);
            Moving::new(stage, &lanes, &body, &canvas, window)
        });
        moving.window = window;
        moving.paint(stage, &canvas);
        if let Some(strip) = self.strip.cast::<Element>() {
            moving.brush(&strip);
        }
    }

    /// Waits for the movement to rest.
    fn wait(&mut self, ctx: &Context<Self>) {
        let rest = ctx.link().callback(|()| Msg::Rest);
        self.rest = Some(Timeout::new(REST, move || rest.emit(())));
    }

    /// The view follows what was shown.
    fn settle(&mut self, stage: &Stage) {
        self.rest = None;
        let Some(moving) = &self.moving else { return };
        let to = moving.window.applied(&stage.view);
        if to != stage.view {
            stage.go.emit(Step::Over(to));
        } else if let Some(body) = self.body.cast::<Element>() {
            if let Some(whole) = whole(stage) {
                self.show(stage, Window::of(&stage.view, whole));
            }
            self.moving = None;
            let _ = body.class_list().remove_1(MOVING);
        }
    }

    fn turn(&mut self, ctx: &Context<Self>, event: &WheelEvent) {
        let stage = &ctx.props().stage;
        let (Some(window), Some(share)) = (self.window(stage), self.share(event.client_x())) else { return };
        let to = if event.ctrl_key() || event.meta_key() {
            // The standard library brings along a table for it, which would be two kilobytes of the page.
            window.zoomed(js_sys::Math::pow(2.0, event.delta_y() / WHEEL), share)
        } else {
            window.panned(event.delta_x() / self.width().unwrap_or(1.0))
        };
        self.show(stage, to);
        self.wait(ctx);
    }

    fn press(&mut self, stage: &Stage, event: &PointerEvent) {
        let (Some(window), Some(share)) = (self.window(stage), self.share(event.client_x())) else { return };
        if event.button() == 0 && (0.0..=1.0).contains(&share) {
            self.grip.get_or_insert_with(|| Grip::new(window)).press(event.pointer_id(), share);
        }
    }

    fn drag(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        let (Some(share), Some(width)) = (self.share(event.client_x()), self.width()) else { return };
        let Some(grip) = &mut self.grip else { return };
        let Some(far) = grip.drag(event.pointer_id(), share) else { return };
        if self.moving.is_none() {
            if far * width < SLACK {
                return;
            }
            // From here on it is a drag, and no click on a mark.
            if let Some(body) = self.body.cast::<Element>() {
                let _ = body.set_pointer_capture(event.pointer_id());
            }
        }
        let window = grip.window();
        self.show(&ctx.props().stage, window);
    }

    fn brush(&mut self, ctx: &Context<Self>, what: &OnStrip, event: &PointerEvent) {
        let stage = &ctx.props().stage;
        let Some((strip, window)) = self.strip.cast::<Element>().zip(self.window(stage)) else { return };
        let scale = window.whole_scale();
        let bounds = strip.get_bounding_client_rect();
        let day = scale.day_at((f64::from(event.client_x()) - bounds.left()) / bounds.width());
        match what {
            OnStrip::Pressed => {
                let _ = strip.set_pointer_capture(event.pointer_id());
                self.brush = Some(Brush::new(day, window, scale));
            }
            OnStrip::Moved => {
                if let Some(to) = self.brush.and_then(|brush| brush.window(day, window)) {
                    self.show(stage, to);
                }
            }
            OnStrip::Released => {
                self.brush = None;
                self.settle(stage);
            }
        }
    }

    /// Plus and minus zoom around the mark that has the focus, arrows with Shift move the days.
    fn key(&mut self, stage: &Stage, event: &KeyboardEvent) {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(window) = self.window(stage).filter(|_| !held) else { return };
        let focused = browser::focused_among(".timeline__body .lane", ".mark");
        let share = focused.and_then(|(_, x)| self.share_of(x)).unwrap_or(0.5);
        let to = match (event.key().as_str(), event.shift_key()) {
            ("+" | "=", _) => window.zoomed(0.5, share),
            ("-" | "_", _) => window.zoomed(2.0, share),
            ("ArrowLeft", true) => window.panned(-0.25),
            ("ArrowRight", true) => window.panned(0.25),
            _ => return,
        };
        event.prevent_default();
        let to = to.stepped_from(window);
        if to != window {
            self.focus = focused;
            stage.go.emit(Step::Over(to.applied(&stage.view)));
        }
    }

    fn width(&self) -> Option<f64> {
        Some(self.canvas.cast::<Element>()?.get_bounding_client_rect().width()).filter(|width| *width > 0.0)
    }

    /// Where a pointer is, as a share of the width of the lanes.
    fn share(&self, client_x: i32) -> Option<f64> {
        self.share_of(f64::from(client_x))
    }

    fn share_of(&self, x: f64) -> Option<f64> {
        let bounds = self.canvas.cast::<Element>()?.get_bounding_client_rect();
        (bounds.width() > 0.0).then(|| (x - bounds.left()) / bounds.width())
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
