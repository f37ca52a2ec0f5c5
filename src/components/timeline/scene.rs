//! Lanes as a list of shapes, which the canvas draws while the reader moves the timeline, and which is exported as an image.

use onrecord_model::QuoteKind;
use onrecord_text::truncate;

use super::{
    axis::{MAJOR_RIGHT, MINOR_RIGHT},
    histogram::{MAX_BAR, bar_height},
    lane::{MARK_HEIGHT, MIN_MARK_WIDTH, ROW_HEIGHT, content_height, levels, mark_extents},
    lanes::{Lane, LaneContent},
    scale::{Scale, Tick, Ticks},
};
use crate::{
    components::{PageContext, labels},
    platform::{canvas::Canvas, dom, locale},
};

/// The size of all text, in pixels.
pub(super) const FONT_SIZE: u32 = 13;
pub(super) const FONT_FAMILY: &str = "system-ui, sans-serif";

/// A shape, in pixels from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        color: Color,
    },
    /// A text on its baseline, which starts at `x`, or ends there if `ends_at_x`.
    Text {
        x: f64,
        y: f64,
        text: String,
        ends_at_x: bool,
        color: Color,
    },
}

/// A colour by its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Color {
    Text,
    Muted,
    Rule,
    Mark,
}

impl Color {
    const ALL: [Self; 4] = [Self::Text, Self::Muted, Self::Rule, Self::Mark];

    /// Returns the CSS variable that defines it.
    const fn variable(self) -> &'static str {
        match self {
            Self::Text => "--ink",
            Self::Muted => "--ink-soft",
            Self::Rule => "--rule",
            Self::Mark => "--mark",
        }
    }
}

/// The CSS colours in the page's current theme.
pub(super) struct Palette(pub(super) Vec<(Color, String)>);

impl Palette {
    pub(super) fn of_page() -> Self {
        Self(Color::ALL.into_iter().map(|color| (color, dom::css_variable(color.variable()))).collect())
    }

    pub(super) fn get(&self, color: Color) -> &str {
        self.0.iter().find(|(known, _)| *known == color).map_or("", |(_, css)| css)
    }
}

/// Shapes in an area, in pixels.
pub(super) struct Scene {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) shapes: Vec<Shape>,
}

impl Scene {
    /// Draws the scene on a canvas, in place of what was there.
    pub(super) fn draw(&self, canvas: &Canvas, palette: &Palette) {
        canvas.reset(self.width, self.height);
        canvas.set_font(&format!("{FONT_SIZE}px {FONT_FAMILY}"));
        let mut current = None;
        for shape in &self.shapes {
            let (Shape::Rect { color, .. } | Shape::Text { color, .. }) = shape;
            if current != Some(color) {
                canvas.set_color(palette.get(*color));
                current = Some(color);
            }
            match shape {
                Shape::Rect { x, y, width, height, .. } => canvas.rect(*x, *y, *width, *height),
                Shape::Text { x, y, text, ends_at_x, .. } => canvas.text(text, *x, *y, *ends_at_x),
            }
        }
    }
}

/// A part of a scene, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// Returns the x coordinate of a position in per cent of the width.
    fn x_of(self, percent: f64) -> f64 {
        self.left + percent * self.width / 100.0
    }

    const fn filled(self, color: Color) -> Shape {
        Shape::Rect { x: self.left, y: self.top, width: self.width, height: self.height, color }
    }
}

/// Adds the axis: two rows of labels along the upper edge of an area, and grid lines below them.
pub(super) fn add_axis(shapes: &mut Vec<Shape>, scale: Scale, area: Area) {
    let Ticks { minor, major } = scale.ticks();
    let mut add = |ticks: Vec<Tick>, y: f64, right: f64, color: Color| {
        for Tick { moment, label } in ticks {
            let percent = scale.x_of(moment);
            let x = area.x_of(percent);
            if x < area.left {
                continue;
            }
            if color == Color::Muted {
                let (top, height) = (area.top + AXIS_HEIGHT, area.height - AXIS_HEIGHT);
                shapes.push(Area { left: x, width: 1.0, top, height }.filled(Color::Rule));
            }
            let ends_at_x = percent > right;
            shapes.push(Shape::Text { x, y: area.top + y, text: label, ends_at_x, color });
        }
    };
    add(major, 14.0, MAJOR_RIGHT, Color::Text);
    add(minor, 31.0, MINOR_RIGHT, Color::Muted);
}

/// Adds a mark in the shape of its kind: filled where all of it is quoted, half filled, or an outline.
fn add_mark(shapes: &mut Vec<Shape>, mark: Area, kind: QuoteKind) {
    let Area { left, top, width, height } = mark;
    let filled = match kind {
        QuoteKind::Direct => height,
        QuoteKind::Mixed => height / 2.0,
        QuoteKind::Indirect => 1.0,
    };
    shapes.push(Area { top: top + height - filled, height: filled, ..mark }.filled(Color::Mark));
    if kind != QuoteKind::Direct {
        let right = left + width - 1.0;
        for line in [
            Area { height: 1.0, ..mark },
            Area { width: 1.0, ..mark },
            Area { left: right, width: 1.0, ..mark },
        ] {
            shapes.push(line.filled(Color::Mark));
        }
    }
}

/// Adds a lane's content in an area.
pub(super) fn add_content(
    shapes: &mut Vec<Shape>,
    page: &PageContext,
    scale: Scale,
    content: &LaneContent,
    area: Area,
) {
    match content {
        LaneContent::Marks(rows) => {
            let extents = mark_extents(page, scale, rows);
            for ((row, extent), level) in extents.iter().zip(levels(&extents)) {
                let kind = page.corpus.kind_of(*row).unwrap_or(QuoteKind::Indirect);
                let mark = Area {
                    left: area.x_of(extent.left),
                    top: area.top + (level * ROW_HEIGHT + 2) as f64,
                    width: extent.width.max(MIN_MARK_WIDTH) * area.width / 100.0,
                    height: if extent.is_outside { 1.0 } else { MARK_HEIGHT as f64 },
                };
                add_mark(shapes, mark, kind);
            }
        }
        LaneContent::Bins(bins, largest) => {
            for bin in bins {
                let extent = scale.extent_of(bin.days);
                let height = bar_height(bin.count, *largest, MAX_BAR);
                let bar = Area {
                    left: area.x_of(extent.left),
                    top: area.top + MAX_BAR + 2.0 - height,
                    width: extent.width * area.width / 100.0,
                    height,
                };
                shapes.push(bar.filled(Color::Muted));
            }
        }
    }
}

/// Measures of an exported image, in pixels.
const IMAGE_WIDTH: f64 = 1200.0;
const NAMES_WIDTH: f64 = 240.0;
const MARGIN: f64 = 24.0;
const TITLE_HEIGHT: f64 = 48.0;
const AXIS_HEIGHT: f64 = 38.0;
const LEGEND_HEIGHT: f64 = 24.0;
const LEGEND_STEP: f64 = 120.0;
/// How many characters of a lane's name are shown.
const MAX_NAME: usize = 26;

/// Returns an image of lanes with their names, a title and a legend.
pub(super) fn image(page: &PageContext, title: String, scale: Scale, lanes: &[(Lane, LaneContent)]) -> Scene {
    let heights: Vec<f64> = lanes.iter().map(|(_, content)| content_height(page, scale, content)).collect();
    let has_marks = lanes.iter().any(|(_, content)| content.is_marks());
    let bottom = TITLE_HEIGHT + AXIS_HEIGHT + heights.iter().sum::<f64>();
    let height = bottom + if has_marks { LEGEND_HEIGHT } else { 0.0 } + MARGIN;
    let tracks = Area {
        left: NAMES_WIDTH + MARGIN,
        top: TITLE_HEIGHT,
        width: IMAGE_WIDTH - NAMES_WIDTH - 2.0 * MARGIN,
        height: bottom - TITLE_HEIGHT,
    };
    let text = |x: f64, y: f64, text: String, ends_at_x: bool, color: Color| Shape::Text {
        x,
        y,
        text,
        ends_at_x,
        color,
    };
    let mut shapes = vec![text(MARGIN, MARGIN + 4.0, title, false, Color::Text)];
    add_axis(&mut shapes, scale, tracks);
    let mut top = TITLE_HEIGHT + AXIS_HEIGHT;
    for ((lane, content), height) in lanes.iter().zip(heights) {
        let rule = Area { left: MARGIN, top: top - 1.0, width: IMAGE_WIDTH - 2.0 * MARGIN, height: 1.0 };
        shapes.push(rule.filled(Color::Rule));
        let name = truncate(&lane.name, MAX_NAME);
        shapes.push(text(MARGIN, top + 14.0, name, false, Color::Text));
        shapes.push(text(NAMES_WIDTH, top + 14.0, locale::number(lane.count), true, Color::Muted));
        add_content(&mut shapes, page, scale, content, Area { top, height, ..tracks });
        top += height;
    }
    let mut left = tracks.left;
    let mark_height = MARK_HEIGHT as f64;
    for kind in QuoteKind::ALL.into_iter().filter(|_| has_marks) {
        let top = bottom + LEGEND_HEIGHT - mark_height;
        let mark = Area { left, top, width: mark_height, height: mark_height };
        add_mark(&mut shapes, mark, kind);
        let label = labels::kind(kind).to_owned();
        shapes.push(text(left + 16.0, bottom + LEGEND_HEIGHT, label, false, Color::Muted));
        left += LEGEND_STEP;
    }
    Scene { width: IMAGE_WIDTH, height, shapes }
}
