//! Shapes for pictures: drawn on a canvas, or written as SVG.

use onrecord_text::escape_xml;

use crate::platform::{canvas::Canvas, dom};

const FONT_FAMILY: &str = "system-ui, sans-serif";

/// A shape, in pixels from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        color: Color,
    },
    /// A text on its baseline, which starts at `x`, or ends there if `ends_at_x`. Its size is in pixels.
    Text {
        x: f64,
        y: f64,
        size: u32,
        text: String,
        ends_at_x: bool,
        color: Color,
    },
}

/// A colour by its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    Text,
    Muted,
    Rule,
    Mark,
    Paper,
}

impl Color {
    const ALL: [Self; 5] = [Self::Text, Self::Muted, Self::Rule, Self::Mark, Self::Paper];

    /// Returns the CSS variable that defines it.
    const fn variable(self) -> &'static str {
        match self {
            Self::Text => "--ink",
            Self::Muted => "--ink-soft",
            Self::Rule => "--rule",
            Self::Mark => "--mark",
            Self::Paper => "--paper",
        }
    }
}

/// The CSS colours in the page's current theme.
pub(crate) struct Palette(pub(crate) Vec<(Color, String)>);

impl Palette {
    pub(crate) fn of_page() -> Self {
        Self(Color::ALL.into_iter().map(|color| (color, dom::css_variable(color.variable()))).collect())
    }

    pub(crate) fn get(&self, color: Color) -> &str {
        self.0.iter().find(|(known, _)| *known == color).map_or("", |(_, css)| css)
    }
}

/// Shapes in an area, in pixels.
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) shapes: Vec<Shape>,
}

impl Scene {
    /// Draws the scene on a canvas, in place of what was there.
    pub(crate) fn draw(&self, canvas: &Canvas, palette: &Palette) {
        canvas.reset(self.width, self.height);
        let (mut current, mut font) = (None, 0);
        for shape in &self.shapes {
            let (Shape::Rect { color, .. } | Shape::Text { color, .. }) = shape;
            if current != Some(color) {
                canvas.set_color(palette.get(*color));
                current = Some(color);
            }
            match shape {
                Shape::Rect { x, y, width, height, .. } => canvas.rect(*x, *y, *width, *height),
                Shape::Text { x, y, size, text, ends_at_x, .. } => {
                    if font != *size {
                        canvas.set_font(&format!("{size}px {FONT_FAMILY}"));
                        font = *size;
                    }
                    canvas.text(text, *x, *y, *ends_at_x);
                }
            }
        }
    }

    /// Downloads the scene as a PNG file, at the resolution of the screen.
    pub(crate) fn save_png(&self, name: String) {
        let Some(canvas) = Canvas::detached() else { return };
        let palette = Palette::of_page();
        self.draw(&canvas, &palette);
        canvas.fill_background(palette.get(Color::Paper), self.width, self.height);
        canvas.save_png(name);
    }

    /// Returns the scene as an SVG file.
    pub(crate) fn to_svg(&self, palette: &Palette) -> String {
        let Self { width, height, shapes } = self;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" \
             font-family=\"{FONT_FAMILY}\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{2}\"/>\n",
            pixels(*width),
            pixels(*height),
            escape_xml(palette.get(Color::Paper))
        );
        for shape in shapes {
            let element = match shape {
                Shape::Rect { x, y, width, height, color } => format!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                    pixels(*x),
                    pixels(*y),
                    pixels(*width),
                    pixels(*height),
                    escape_xml(palette.get(*color))
                ),
                Shape::Text { x, y, size, text, ends_at_x, color } => format!(
                    "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n",
                    pixels(*x),
                    pixels(*y),
                    if *ends_at_x { "end" } else { "start" },
                    escape_xml(palette.get(*color)),
                    escape_xml(text)
                ),
            };
            svg.push_str(&element);
        }
        svg.push_str("</svg>\n");
        svg
    }
}

/// Formats pixels for an SVG attribute: "12.5".
pub(crate) fn pixels(value: f64) -> String {
    onrecord_text::fixed(value, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_names_is_text_in_an_image() {
        let text = "<script>\u{7}\"A & B\"".to_owned();
        let shapes = vec![
            Shape::Rect { x: 0.26, y: -1.0, width: 10.0, height: 2.04, color: Color::Rule },
            Shape::Text { x: 1.0, y: 14.0, size: 13, text, ends_at_x: true, color: Color::Text },
        ];
        let colors = [(Color::Rule, "#ccc"), (Color::Text, "#000"), (Color::Paper, "#fff")];
        let palette = Palette(colors.map(|(color, css)| (color, css.to_owned())).into());
        let svg = Scene { width: 20.0, height: 30.0, shapes }.to_svg(&palette);
        let lines: Vec<_> = svg.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
                "<rect x=\"0.3\" y=\"-1.0\" width=\"10.0\" height=\"2.0\" fill=\"#ccc\"/>",
                "<text x=\"1.0\" y=\"14.0\" font-size=\"13\" text-anchor=\"end\" fill=\"#000\">&lt;script&gt;&quot;A &amp; B&quot;</text>",
                "</svg>"
            ]
        );
    }
}
