//! How the reader moves the viewport: by wheel, pointers, keys and the overview. A canvas shows the movement; the view
//! follows when it ends.

use onrecord_view::View;
use yew::{Context, KeyboardEvent, PointerEvent, WheelEvent};

use super::{
    BrushPhase, Msg, Timeline,
    drag_overlay::DragOverlay,
    full_range,
    gesture::{Brush, Drag},
    lanes::lanes,
    viewport::Viewport,
};
use crate::{
    components::{Navigation, PageContext},
    platform::{Timeout, dom, focus},
};

/// How far the wheel turns to double or halve the viewport, in pixels.
const WHEEL_DOUBLING: f64 = 240.0;
/// How far a pointer moves before it drags, in pixels: a click is no drag.
const DRAG_THRESHOLD: f64 = 4.0;
/// How long the wheel must rest before the view follows, in milliseconds.
const SETTLE_DELAY: u32 = 160;
/// The class of the timeline's body while the canvas covers the lanes.
const MOVING: &str = "timeline__body--moving";

impl Timeline {
    /// Returns the viewport as it is shown now.
    fn viewport(&self, page: &PageContext) -> Option<Viewport> {
        let at_rest = || Some(Viewport::from_view(&page.view, full_range(page)?));
        self.overlay.as_ref().map(|overlay| overlay.viewport).or_else(at_rest)
    }

    /// Shows another viewport on the canvas.
    fn show(&mut self, page: &PageContext, viewport: Viewport) {
        if self.overlay.is_none() {
            dom::set_class(&self.body, MOVING, true);
            let (lanes, _) = lanes(page, self.lane_limit());
            self.overlay = DragOverlay::new(page, &lanes, &self.body, &self.canvas, viewport);
        }
        let Some(overlay) = &mut self.overlay else { return };
        overlay.viewport = viewport;
        overlay.draw(page, &self.canvas);
        overlay.move_brush(&self.overview);
    }

    /// Keeps a movement visible after the page has been drawn again; otherwise removes the canvas.
    pub(super) fn redraw(&mut self, page: &PageContext) {
        if let Some(overlay) = self.overlay.take() {
            // The lanes may have changed, and are measured again.
            self.show(page, overlay.viewport);
        } else {
            dom::set_class(&self.body, MOVING, false);
        }
    }

    /// Updates the view to the visible days, in a history entry as `navigation` says.
    pub(super) fn settle(&mut self, page: &PageContext, navigation: fn(View) -> Navigation) {
        self.settle_timer = None;
        let Some(overlay) = &self.overlay else { return };
        let view = overlay.viewport.applied(&page.view);
        if view != page.view {
            page.navigate.emit(navigation(view));
        } else {
            if let Some(full) = full_range(page) {
                self.show(page, Viewport::from_view(&page.view, full));
            }
            self.overlay = None;
            dom::set_class(&self.body, MOVING, false);
        }
    }

    /// Zooms or pans by the wheel.
    pub(super) fn wheel(&mut self, ctx: &Context<Self>, event: &WheelEvent) {
        let page = &ctx.props().page;
        let (Some(viewport), Some(share)) = (self.viewport(page), self.share(event.client_x())) else {
            return;
        };
        let target = if event.ctrl_key() || event.meta_key() {
            viewport.zoomed((event.delta_y() / WHEEL_DOUBLING).exp2(), share)
        } else {
            viewport.panned(event.delta_x() / self.width().unwrap_or(1.0))
        };
        self.show(page, target);
        let settle = ctx.link().callback(|()| Msg::Settle);
        self.settle_timer = Some(Timeout::new(SETTLE_DELAY, move || settle.emit(())));
    }

    /// Starts a drag, or adds a second pointer to it.
    pub(super) fn press(&mut self, page: &PageContext, event: &PointerEvent) {
        let (Some(viewport), Some(share)) = (self.viewport(page), self.share(event.client_x())) else {
            return;
        };
        if event.button() == 0 && (0.0..=1.0).contains(&share) {
            self.drag.get_or_insert_with(|| Drag::new(viewport)).press(event.pointer_id(), share);
        }
    }

    /// Continues a drag.
    pub(super) fn move_pointer(&mut self, page: &PageContext, event: &PointerEvent) {
        let (Some(share), Some(width)) = (self.share(event.client_x()), self.width()) else { return };
        let Some(drag) = &mut self.drag else { return };
        let Some(distance) = drag.move_to(event.pointer_id(), share) else { return };
        let target = drag.viewport();
        if self.overlay.is_none() {
            if distance * width < DRAG_THRESHOLD {
                return;
            }
            // From now on it is a drag, and no click on a mark.
            dom::capture_pointer(&self.body, event.pointer_id());
        }
        self.show(page, target);
    }

    /// Ends a drag, or removes one of two pointers.
    pub(super) fn release(&mut self, page: &PageContext, event: &PointerEvent) {
        let Some(drag) = &mut self.drag else { return };
        drag.release(event.pointer_id());
        if drag.is_empty() {
            self.drag = None;
            self.settle(page, Navigation::Push);
        }
    }

    /// Draws or moves the brush of the overview.
    pub(super) fn brush(&mut self, page: &PageContext, phase: &BrushPhase, event: &PointerEvent) {
        let Some((bounds, viewport)) = dom::bounds(&self.overview).zip(self.viewport(page)) else { return };
        let scale = viewport.full_scale();
        let Some(share) = bounds.share_of(f64::from(event.client_x())) else { return };
        let day = scale.day_at(share);
        match phase {
            BrushPhase::Press => {
                dom::capture_pointer(&self.overview, event.pointer_id());
                self.brush = Some(Brush::new(day, viewport, scale));
            }
            BrushPhase::Move => {
                if let Some(target) = self.brush.and_then(|brush| brush.viewport(day, viewport)) {
                    self.show(page, target);
                }
            }
            BrushPhase::Release => {
                self.brush = None;
                self.settle(page, Navigation::Push);
            }
        }
    }

    /// Zooms by plus and minus around the focused mark, and pans by Shift with arrow keys.
    pub(super) fn key(&mut self, page: &PageContext, event: &KeyboardEvent) {
        let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(viewport) = self.viewport(page).filter(|_| !has_modifier) else { return };
        let focused = focus::focused_group(".timeline__body .lane", ".mark");
        let share = focused.and_then(|(_, x)| self.share_of(x)).unwrap_or(0.5);
        let target = match (event.key().as_str(), event.shift_key()) {
            ("+" | "=", _) => viewport.zoomed(0.5, share),
            ("-" | "_", _) => viewport.zoomed(2.0, share),
            ("ArrowLeft", true) => viewport.panned(-0.25),
            ("ArrowRight", true) => viewport.panned(0.25),
            _ => return,
        };
        event.prevent_default();
        let target = target.stepped_from(viewport);
        if target != viewport {
            self.refocus = focused;
            page.navigate.emit(Navigation::Step(target.applied(&page.view)));
        }
    }

    fn width(&self) -> Option<f64> {
        dom::bounds(&self.canvas).map(|bounds| bounds.width).filter(|width| *width > 0.0)
    }

    /// Returns where a pointer is, as a share of the lanes' width.
    fn share(&self, client_x: i32) -> Option<f64> {
        self.share_of(f64::from(client_x))
    }

    fn share_of(&self, x: f64) -> Option<f64> {
        dom::bounds(&self.canvas)?.share_of(x)
    }
}
