//! Lanes as a list of shapes, which the canvas draws while the reader moves the timeline, and which is exported as an image.

use onrecord_model::QuoteKind;
use onrecord_text::truncate;

use super::{
    axis::{MAJOR_RIGHT, MINOR_RIGHT},
    histogram::{MAX_BAR, bar_height},
    lane::{MARK_HEIGHT, MIN_MARK_WIDTH, ROW_HEIGHT, content_height, levels, mark_extents, words_on},
    lanes::{Lane, LaneContent},
    scale::{Scale, Tick, Ticks},
};
use crate::{
    components::{
        PageContext,
        drawing::{Color, Scene, Shape},
        labels,
    },
    platform::locale,
};

/// The size of all text but an image's title, in pixels.
const TEXT_SIZE: u32 = 13;
const TITLE_SIZE: u32 = 18;
/// How wide a letter is on average, in pixels, rounded up.
const LETTER_WIDTH: f64 = 7.0;

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
            shapes.push(text(x, area.top + y, label, ends_at_x, color));
        }
    };
    add(major, 14.0, MAJOR_RIGHT, Color::Text);
    add(minor, 31.0, MINOR_RIGHT, Color::Muted);
}

const fn text(x: f64, y: f64, text: String, ends_at_x: bool, color: Color) -> Shape {
    Shape::Text { x, y, size: TEXT_SIZE, text, ends_at_x, color }
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

/// Adds as much of a statement as its mark has room for. On a half filled mark there is paper behind
/// the words.
fn add_words(shapes: &mut Vec<Shape>, mark: Area, kind: QuoteKind, words: &str) {
    let Area { left, top, width, height } = mark;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of an image")]
    let text = truncate(words, ((width - 8.0) / LETTER_WIDTH).max(1.0) as usize);
    if kind == QuoteKind::Mixed {
        let width = (text.chars().count() as f64 * LETTER_WIDTH).min(width - 6.0);
        shapes.push(
            Area { left: left + 3.0, top: top + 1.0, width, height: height - 2.0 }.filled(Color::Paper),
        );
    }
    let color = if kind == QuoteKind::Direct { Color::Paper } else { Color::Text };
    shapes.push(self::text(left + 4.0, top + 11.0, text, false, color));
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
                if let Some(words) = words_on(page, *row, *extent) {
                    add_words(shapes, mark, kind, &words);
                }
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
const TITLE_HEIGHT: f64 = 72.0;
const AXIS_HEIGHT: f64 = 38.0;
const LEGEND_HEIGHT: f64 = 24.0;
const LEGEND_STEP: f64 = 120.0;
const LINK_HEIGHT: f64 = 24.0;
/// How many characters of a lane's name, of the title and of the link are shown.
const MAX_NAME: usize = 26;
const MAX_TITLE: usize = 110;
const MAX_LINK: usize = 150;

/// Returns an image of lanes with their names and a legend, under a title and a line about its extent, above a link.
pub(super) fn image(
    page: &PageContext,
    [title, extent, link]: [String; 3],
    scale: Scale,
    lanes: &[(Lane, LaneContent)],
) -> Scene {
    let heights: Vec<f64> = lanes.iter().map(|(_, content)| content_height(page, scale, content)).collect();
    let has_marks = lanes.iter().any(|(_, content)| content.is_marks());
    let bottom = TITLE_HEIGHT + AXIS_HEIGHT + heights.iter().sum::<f64>();
    let height = bottom + if has_marks { LEGEND_HEIGHT } else { 0.0 } + LINK_HEIGHT + MARGIN;
    let tracks = Area {
        left: NAMES_WIDTH + MARGIN,
        top: TITLE_HEIGHT,
        width: IMAGE_WIDTH - NAMES_WIDTH - 2.0 * MARGIN,
        height: bottom - TITLE_HEIGHT,
    };
    let (title, link) = (truncate(&title, MAX_TITLE), truncate(&link, MAX_LINK));
    let mut shapes = vec![
        Shape::Text {
            x: MARGIN,
            y: 32.0,
            size: TITLE_SIZE,
            text: title,
            ends_at_x: false,
            color: Color::Text,
        },
        text(MARGIN, 54.0, extent, false, Color::Muted),
        text(MARGIN, height - MARGIN, link, false, Color::Muted),
    ];
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
