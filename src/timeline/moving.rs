//! The timeline while it is moved: a canvas over the lanes, drawn anew for every frame, and nothing else
//! of the page. The filter, and with it the page, follows when the movement rests.

use onrecord_corpus::Bits;
use web_sys::{Element, HtmlCanvasElement};

use super::{
    paint::{Inks, paint},
    picture::{Area, axis, track},
    scale::percent,
    sorted::{Lane, insides, rows_of},
    window::Window,
};
use crate::{browser, stage::Stage};

/// What is needed for a frame, measured and sorted once.
pub(super) struct Moving {
    pub(super) window: Window,
    /// The rows of each lane, whatever their days.
    rows: Vec<Bits>,
    /// Where each lane is drawn.
    tracks: Vec<Area>,
    whole: Area,
    inks: Inks,
}

impl Moving {
    /// Measures the lanes inside `body`, over which the canvas lies.
    pub(super) fn new(
        stage: &Stage,
        lanes: &[Lane],
        body: &Element,
        canvas: &Element,
        window: Window,
    ) -> Self {
        let rows = rows_of(stage, lanes, &stage.selection.around);
        let over = canvas.get_bounding_client_rect();
        let whole = Area { left: 0.0, top: 0.0, width: over.width(), height: over.height() };
        let area = |track: Element| {
            let track = track.get_bounding_client_rect();
            Area { top: track.top() - over.top(), height: track.height(), ..whole }
        };
        // Statements without a day stay, whose lane stands behind those that are drawn.
        let tracks = browser::all_in(body, ".lane:not(.lane--undated) > .lane__track").map(area).collect();
        Self { window, rows, tracks, whole, inks: Inks::of_page() }
    }

    /// Draws the lanes of these days.
    pub(super) fn paint(&self, stage: &Stage, canvas: &HtmlCanvasElement) {
        let scale = self.window.scale();
        let mut shapes = Vec::new();
        axis(scale, self.whole, &mut shapes);
        let (first, last) = scale.ends();
        let days = stage.corpus.between(first, last);
        let mut within = self.rows.clone();
        within.iter_mut().for_each(|lane| lane.and(&days));
        for (inside, area) in insides(stage, scale, &within).iter().zip(&self.tracks) {
            track(stage, scale, inside, *area, &mut shapes);
        }
        paint(canvas, self.whole.width, self.whole.height, &shapes, &self.inks);
    }

    /// Moves the brush on the strip of all days to these.
    pub(super) fn brush(&self, strip: &Element) {
        let brush = self.window.whole_scale().place(self.window.days());
        let (left, width) = (percent(brush.left), percent(brush.width));
        let right = percent(brush.left + brush.width);
        for (selector, attributes) in [
            (".overview__brush", [("x", &left), ("width", &width)]),
            (".overview__handle:nth-last-child(2) line", [("x1", &left), ("x2", &left)]),
            (".overview__handle:last-child line", [("x1", &right), ("x2", &right)]),
        ] {
            let Ok(Some(found)) = strip.query_selector(selector) else { continue };
            for (name, value) in attributes {
                let _ = found.set_attribute(name, value);
            }
        }
    }
}
