//! Lanes as plain shapes: what the canvas shows while the reader moves the timeline, and what is taken
//! away as a picture.

use onrecord_model::Kind;
use onrecord_text::truncate;

use super::{
    lane::{MARK, NARROWEST, ROW, height, places, rows},
    scale::{LAST_FREE, Scale, Tick},
    sorted::{Bin, Inside, Lane},
};
use crate::{names, stage::Stage};

/// Height of the largest bar, in pixels.
pub(super) const DENSITY: f64 = 32.0;

/// What is drawn, in pixels from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        ink: Ink,
    },
    /// A text on its baseline, which ends at `x` where `is_end`.
    Text {
        x: f64,
        y: f64,
        text: String,
        is_end: bool,
        ink: Ink,
    },
}

/// A colour by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Text,
    Soft,
    Rule,
    Direct,
    Mixed,
    Indirect,
}

impl Ink {
    pub(crate) const ALL: [Self; 6] =
        [Self::Text, Self::Soft, Self::Rule, Self::Direct, Self::Mixed, Self::Indirect];

    /// The token of the style that says the colour.
    pub(crate) const fn token(self) -> &'static str {
        match self {
            Self::Text => "--ink",
            Self::Soft => "--ink-soft",
            Self::Rule => "--rule",
            Self::Direct => "--mark-direct",
            Self::Mixed => "--mark-mixed",
            Self::Indirect => "--mark-indirect",
        }
    }

    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Direct => Self::Direct,
            Kind::Mixed => Self::Mixed,
            Kind::Indirect => Self::Indirect,
        }
    }
}

/// A whole picture, in pixels.
pub(crate) struct Picture {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) shapes: Vec<Shape>,
}

/// Measures of a picture that stands by itself, in pixels.
const WIDTH: f64 = 1200.0;
const NAMES: f64 = 240.0;
const EDGE: f64 = 24.0;
const HEAD: f64 = 48.0;
const AXIS: f64 = 24.0;
/// Of the words for each colour, below the lanes.
const KEY: f64 = 24.0;
const KEY_STEP: f64 = 120.0;
/// So many letters of a name have room.
const LETTERS: usize = 26;

/// Lanes with their names under a title.
pub(super) fn whole(stage: &Stage, title: String, scale: Scale, lanes: &[(Lane, Inside)]) -> Picture {
    let heights: Vec<f64> = lanes.iter().map(|(_, inside)| height(stage, scale, inside)).collect();
    let has_marks = lanes.iter().any(|(_, inside)| inside.is_marks());
    let lowest = HEAD + AXIS + heights.iter().sum::<f64>();
    let height = lowest + if has_marks { KEY } else { 0.0 } + EDGE;
    let tracks =
        Area { left: NAMES + EDGE, top: HEAD, width: WIDTH - NAMES - 2.0 * EDGE, height: lowest - HEAD };
    let text = |x: f64, y: f64, text: String, is_end: bool, ink: Ink| Shape::Text { x, y, text, is_end, ink };
    let mut shapes = vec![text(EDGE, EDGE + 4.0, title, false, Ink::Text)];
    axis(scale, tracks, &mut shapes);
    let mut top = HEAD + AXIS;
    for ((lane, inside), height) in lanes.iter().zip(heights) {
        let line = Area { left: EDGE, top: top - 1.0, width: WIDTH - 2.0 * EDGE, height: 1.0 };
        shapes.push(rect(line, Ink::Rule));
        let name = truncate(&lane.name, LETTERS);
        shapes.push(text(EDGE, top + 14.0, name, false, Ink::Text));
        shapes.push(text(NAMES, top + 14.0, names::number(lane.count), true, Ink::Soft));
        track(stage, scale, inside, Area { top, height, ..tracks }, &mut shapes);
        top += height;
    }
    let mut left = tracks.left;
    for kind in Kind::ALL.into_iter().filter(|_| has_marks) {
        let mark = Area { left, top: lowest + KEY - MARK as f64, width: MARK as f64, height: MARK as f64 };
        shapes.push(rect(mark, Ink::of(kind)));
        shapes.push(text(left + 16.0, lowest + KEY, names::kind(kind).to_owned(), false, Ink::Soft));
        left += KEY_STEP;
    }
    Picture { width: WIDTH, height, shapes }
}

/// A part of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// Where a hundredth of the width lies.
    fn x(self, hundredths: f64) -> f64 {
        self.left + hundredths * self.width / 100.0
    }
}

/// Labels of days along the upper edge of an area, and lines below them.
pub(super) fn axis(scale: Scale, area: Area, shapes: &mut Vec<Shape>) {
    for Tick { at, words: text } in scale.ticks() {
        let across = scale.across(at);
        let x = area.x(across);
        if x < area.left {
            continue;
        }
        let lines = Area { left: x, width: 1.0, top: area.top + 20.0, height: area.height - 20.0 };
        shapes.push(rect(lines, Ink::Rule));
        let is_end = across > LAST_FREE;
        shapes.push(Shape::Text { x, y: area.top + 14.0, text, is_end, ink: Ink::Soft });
    }
}

/// What is in a lane, in an area of its own.
pub(super) fn track(stage: &Stage, scale: Scale, inside: &Inside, area: Area, shapes: &mut Vec<Shape>) {
    match inside {
        Inside::Marks(statements) => {
            let places = places(stage, scale, statements);
            for ((statement, place), row) in places.iter().zip(rows(&places)) {
                let ink = stage.corpus.kind_of(*statement).map_or(Ink::Soft, Ink::of);
                let mark = Area {
                    left: area.x(place.left),
                    top: area.top + (row * ROW + 2) as f64,
                    width: place.width.max(NARROWEST) * area.width / 100.0,
                    height: if place.outside { 1.0 } else { MARK as f64 },
                };
                shapes.push(rect(mark, ink));
            }
        }
        Inside::Bins(bins) => {
            let most = Bin::most(bins);
            for bin in bins {
                let place = scale.place((bin.from, bin.to));
                let height = height_of(bin.count, most);
                let bar = Area {
                    left: area.x(place.left),
                    top: area.top + DENSITY + 2.0 - height,
                    width: place.width * area.width / 100.0,
                    height,
                };
                shapes.push(rect(bar, Ink::Direct));
            }
        }
    }
}

/// The height of a bar: the root of its share, that small ones can be seen.
pub(super) fn height_of(count: u32, most: u32) -> f64 {
    ((f64::from(count) / f64::from(most)).sqrt() * DENSITY).round().max(2.0)
}

const fn rect(Area { left, top, width, height }: Area, ink: Ink) -> Shape {
    Shape::Rect { x: left, y: top, width, height, ink }
}
