//! How the reader moves the days: by wheel, pointers, keys and the strip of all days. What moves is a canvas; the view
//! follows when the movement rests.

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlCanvasElement, KeyboardEvent, PointerEvent, WheelEvent};
use yew::Context;

use super::{
    Msg, OnStrip, Timeline,
    grip::{Brush, Grip},
    moving::Moving,
    sorted::lanes,
    whole,
    window::Window,
};
use crate::{
    browser,
    stage::{Stage, Step},
};

/// So far the wheel turns to double or halve the days that are shown, in pixels.
const WHEEL: f64 = 240.0;
/// So far a pointer moves before it drags, in pixels: a click is no drag.
const SLACK: f64 = 4.0;
/// So long nothing moves before the view follows, in milliseconds.
const REST: u32 = 160;
/// A class of what is dragged, for as long as the canvas stands for it.
const MOVING: &str = "timeline__body--moving";

impl Timeline {
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

    /// The days of a movement stay in sight over what was just drawn; without one the canvas goes.
    pub(super) fn redraw(&mut self, stage: &Stage, body: &Element) {
        if let Some(moving) = self.moving.take() {
            // Lanes may be others now, or stand elsewhere: they are measured anew.
            self.show(stage, moving.window);
        } else {
            let _ = body.class_list().remove_1(MOVING);
        }
    }

    /// Waits for the movement to rest.
    fn wait(&mut self, ctx: &Context<Self>) {
        let rest = ctx.link().callback(|()| Msg::Rest);
        self.rest = Some(Timeout::new(REST, move || rest.emit(())));
    }

    /// The view follows what was shown.
    pub(super) fn settle(&mut self, stage: &Stage) {
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

    pub(super) fn turn(&mut self, ctx: &Context<Self>, event: &WheelEvent) {
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

    pub(super) fn press(&mut self, stage: &Stage, event: &PointerEvent) {
        let (Some(window), Some(share)) = (self.window(stage), self.share(event.client_x())) else { return };
        if event.button() == 0 && (0.0..=1.0).contains(&share) {
            self.grip.get_or_insert_with(|| Grip::new(window)).press(event.pointer_id(), share);
        }
    }

    pub(super) fn drag(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
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

    pub(super) fn brush(&mut self, ctx: &Context<Self>, what: &OnStrip, event: &PointerEvent) {
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
    pub(super) fn key(&mut self, stage: &Stage, event: &KeyboardEvent) {
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
