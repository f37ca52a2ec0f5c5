//! Shapes on a canvas, and as SVG.

use onrecord_text::escape_xml;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{
    picture::{Ink, Picture, Shape},
    scale::tenths,
};
use crate::browser;

/// Size of all letters, in pixels.
const LETTERS: u32 = 13;
const FONT: &str = "system-ui, sans-serif";

/// What each ink looks like now, light or dark.
pub(super) struct Inks(Vec<(Ink, String)>);

impl Inks {
    pub(super) fn of_page() -> Self {
        Self(Ink::ALL.into_iter().map(|ink| (ink, browser::token(ink.token()))).collect())
    }

    fn get(&self, ink: Ink) -> &str {
        self.0.iter().find(|(known, _)| *known == ink).map_or("", |(_, colour)| colour)
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Draws shapes on a canvas of so many pixels of the page, in place of what was there.
pub(super) fn paint(canvas: &HtmlCanvasElement, width: f64, height: f64, shapes: &[Shape], inks: &Inks) {
    let Some(context) = context(canvas) else { return };
    let fine = browser::pixel_ratio();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
    let (w, h) = ((width * fine).ceil() as u32, (height * fine).ceil() as u32);
    if (canvas.width(), canvas.height()) == (w, h) {
        context.clear_rect(0.0, 0.0, width, height);
    } else {
        // This clears it, and forgets the scale.
        canvas.set_width(w);
        canvas.set_height(h);
        let _ = context.scale(fine, fine);
    }
    context.set_font(&format!("{LETTERS}px {FONT}"));
    let mut last = None;
    for shape in shapes {
        let (Shape::Rect { ink, .. } | Shape::Text { ink, .. }) = shape;
        if last != Some(ink) {
            context.set_fill_style_str(inks.get(*ink));
            last = Some(ink);
        }
        match shape {
            Shape::Rect { x, y, width, height, .. } => context.fill_rect(*x, *y, *width, *height),
            Shape::Text { x, y, text, is_end, .. } => {
                context.set_text_align(if *is_end { "end" } else { "start" });
                let _ = context.fill_text(text, *x, *y);
            }
        }
    }
}

/// A picture as a file of its own.
pub(super) fn svg(picture: &Picture, inks: &Inks, paper: &str) -> String {
    let Picture { width, height, shapes } = picture;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" \
         font-family=\"{FONT}\" font-size=\"{LETTERS}\">\n<rect width=\"100%\" height=\"100%\" fill=\"{2}\"/>\n",
        tenths(*width),
        tenths(*height),
        escape_xml(paper)
    );
    for shape in shapes {
        let line = match shape {
            Shape::Rect { x, y, width, height, ink } => format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                tenths(*x),
                tenths(*y),
                tenths(*width),
                tenths(*height),
                escape_xml(inks.get(*ink))
            ),
            Shape::Text { x, y, text, is_end, ink } => format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n",
                tenths(*x),
                tenths(*y),
                if *is_end { "end" } else { "start" },
                escape_xml(inks.get(*ink)),
                escape_xml(text)
            ),
        };
        svg.push_str(&line);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Hands a picture to the reader as a PNG, as fine as the screen.
pub(super) fn save_png(picture: &Picture, inks: &Inks, paper: &str, name: &'static str) {
    let canvas = gloo::utils::document().create_element("canvas").ok();
    let Some(canvas) = canvas.and_then(|c| c.dyn_into::<HtmlCanvasElement>().ok()) else { return };
    paint(&canvas, picture.width, picture.height, &picture.shapes, inks);
    if let Some(context) = context(&canvas) {
        // What was drawn keeps its place above the paper.
        let _ = context.set_global_composite_operation("destination-over");
        context.set_fill_style_str(paper);
        context.fill_rect(0.0, 0.0, picture.width, picture.height);
    }
    let save = wasm_bindgen::closure::Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<web_sys::Blob>() {
            browser::save_blob(name, blob.into());
        }
    });
    let _ = canvas.to_blob(save.unchecked_ref());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_strangers_are_text_in_a_picture() {
        let text = "<script>\u{7}\"A & B\"".to_owned();
        let shapes = vec![
            Shape::Rect { x: 0.25, y: -1.0, width: 10.0, height: 2.04, ink: Ink::Rule },
            Shape::Text { x: 1.0, y: 14.0, text, is_end: true, ink: Ink::Text },
        ];
        let inks = Inks(vec![(Ink::Rule, "#ccc".to_owned()), (Ink::Text, "#000".to_owned())]);
        let svg = svg(&Picture { width: 20.0, height: 30.0, shapes }, &inks, "#fff");
        let lines: Vec<_> = svg.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "<rect x=\"0.3\" y=\"-1.0\" width=\"10.0\" height=\"2.0\" fill=\"#ccc\"/>",
                "<text x=\"1.0\" y=\"14.0\" text-anchor=\"end\" fill=\"#000\">&lt;script&gt;&quot;A &amp; B&quot;</text>",
                "</svg>"
            ]
        );
    }
}
