//! The timeline while it is moved: a canvas over the lanes, drawn again for each frame. The date filter, and with it the
//! page, follows when the movement ends.

use onrecord_corpus::RowSet;
use yew::NodeRef;

use super::{
    axis::percent,
    lanes::{Lane, contents, rows_of},
    scene::{Area, add_axis, add_content},
    viewport::Viewport,
};
use crate::{
    components::{
        PageContext,
        drawing::{Palette, Scene},
    },
    platform::{canvas::Canvas, dom},
};

/// What a frame needs, measured and computed once.
pub(super) struct DragOverlay {
    pub(super) viewport: Viewport,
    /// The rows of each lane, whatever their dates.
    rows: Vec<RowSet>,
    /// The area of each lane.
    tracks: Vec<Area>,
    area: Area,
    palette: Palette,
}

impl DragOverlay {
    /// Measures the lanes inside `body`, which the canvas covers.
    pub(super) fn new(
        page: &PageContext,
        lanes: &[Lane],
        body: &NodeRef,
        canvas: &NodeRef,
        viewport: Viewport,
    ) -> Option<Self> {
        let bounds = dom::bounds(canvas)?;
        let area = Area { left: 0.0, top: 0.0, width: bounds.width, height: bounds.height };
        // The lane of undated statements stays as it is, below the others.
        let tracks = dom::bounds_of_all(body, ".lane:not(.lane--undated) > .lane__track");
        let track = |track: dom::Bounds| Area { top: track.top - bounds.top, height: track.height, ..area };
        Some(Self {
            viewport,
            rows: rows_of(page, lanes, &page.selection.rows_of_any_date),
            tracks: tracks.into_iter().map(track).collect(),
            area,
            palette: Palette::of_page(),
        })
    }

    /// Draws the lanes in the current viewport.
    pub(super) fn draw(&self, page: &PageContext, canvas: &NodeRef) {
        let Some(canvas) = Canvas::from_node(canvas) else { return };
        let scale = self.viewport.scale();
        let mut shapes = Vec::new();
        add_axis(&mut shapes, scale, self.area);
        let days = scale.days();
        let visible = page.corpus.rows_between(days.from, days.to);
        let mut rows = self.rows.clone();
        rows.iter_mut().for_each(|lane| lane.intersect_with(&visible));
        for (content, area) in contents(page, scale, &rows).iter().zip(&self.tracks) {
            add_content(&mut shapes, page, scale, content, *area);
        }
        Scene { width: self.area.width, height: self.area.height, shapes }.draw(&canvas, &self.palette);
    }

    /// Moves the brush of the overview to the current viewport.
    pub(super) fn move_brush(&self, overview: &NodeRef) {
        let brush = self.viewport.full_scale().extent_of(self.viewport.days());
        let (left, width) = (percent(brush.left), percent(brush.width));
        let right = percent(brush.left + brush.width);
        for (selector, attributes) in [
            (".overview__brush", [("x", &left), ("width", &width)]),
            (".overview__handle:nth-last-child(2) line", [("x1", &left), ("x2", &left)]),
            (".overview__handle:last-child line", [("x1", &right), ("x2", &right)]),
        ] {
            dom::set_attributes(overview, selector, &attributes.map(|(name, value)| (name, value.as_str())));
        }
    }
}
