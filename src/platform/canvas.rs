//! A canvas that is drawn on in CSS pixels, at the resolution of the screen.

use gloo::utils::document;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};
use yew::NodeRef;

use super::{dom::device_pixel_ratio, download::save_blob};

/// A canvas element and its drawing context.
pub(crate) struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Canvas {
    /// The canvas of the page that a node reference points to.
    pub(crate) fn from_node(node: &NodeRef) -> Option<Self> {
        Self::new(node.cast()?)
    }

    /// A new canvas that is not part of the page.
    pub(crate) fn detached() -> Option<Self> {
        Self::new(document().create_element("canvas").ok()?.dyn_into().ok()?)
    }

    fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.unchecked_into();
        Some(Self { element, context })
    }

    /// Clears the canvas and gives it a size.
    pub(crate) fn reset(&self, width: f64, height: f64) {
        let ratio = device_pixel_ratio();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
        let (w, h) = ((width * ratio).ceil() as u32, (height * ratio).ceil() as u32);
        if (self.element.width(), self.element.height()) == (w, h) {
            self.context.clear_rect(0.0, 0.0, width, height);
        } else {
            // Setting a size clears the canvas, and resets the scale.
            self.element.set_width(w);
            self.element.set_height(h);
            let _ = self.context.scale(ratio, ratio);
        }
    }

    /// Sets the font of texts, as in CSS.
    pub(crate) fn set_font(&self, font: &str) {
        self.context.set_font(font);
    }

    /// Sets the colour of what is drawn next.
    pub(crate) fn set_color(&self, color: &str) {
        self.context.set_fill_style_str(color);
    }

    /// Draws a rectangle.
    pub(crate) fn rect(&self, x: f64, y: f64, width: f64, height: f64) {
        self.context.fill_rect(x, y, width, height);
    }

    /// Draws a text on its baseline. It starts at `x`, or ends there if `ends_at_x`.
    pub(crate) fn text(&self, text: &str, x: f64, y: f64, ends_at_x: bool) {
        self.context.set_text_align(if ends_at_x { "end" } else { "start" });
        let _ = self.context.fill_text(text, x, y);
    }

    /// Fills the canvas behind what has been drawn.
    pub(crate) fn fill_background(&self, color: &str, width: f64, height: f64) {
        let _ = self.context.set_global_composite_operation("destination-over");
        self.set_color(color);
        self.rect(0.0, 0.0, width, height);
    }

    /// Downloads the canvas as a PNG file of this name.
    pub(crate) fn save_png(&self, name: String) {
        let save = Closure::once_into_js(move |blob: JsValue| {
            if let Ok(blob) = blob.dyn_into::<Blob>() {
                save_blob(&name, blob.into());
            }
        });
        let _ = self.element.to_blob(save.unchecked_ref());
    }
}
