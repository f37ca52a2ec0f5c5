//! The timeline as an image to download.

use super::{
    full_range,
    lanes::{LaneLimit, contents, lanes, rows_of},
    scene,
    viewport::Viewport,
};
use crate::{
    components::{PageContext, drawing::Scene},
    platform::{
        locale::{self, counted},
        location,
    },
};

/// How many lanes an image has.
const MAX_LANES: usize = 30;

/// Returns an image of the timeline under the view's title, with the link to the view; `None` if no statement is dated.
pub(crate) fn image(page: &PageContext, title: String) -> Option<Scene> {
    let viewport = Viewport::from_view(&page.view, full_range(page)?);
    let scale = viewport.scale();
    let (lanes, _) = lanes(page, LaneLimit::First(MAX_LANES));
    let rows = rows_of(page, &lanes, &page.selection.dated_rows(&page.corpus));
    let contents = contents(page, scale, &rows);
    let days = viewport.days();
    let extent =
        format!("{} · {}", locale::range(days.from, days.to), counted(page.selection.len(), "statement"));
    let link = format!("{}{}", location::page_address(), page.link(&page.view));
    let lanes: Vec<_> = lanes.into_iter().zip(contents).collect();
    Some(scene::image(page, [title, extent, link], scale, &lanes))
}
