//! The timeline as a picture to take away.

use super::{
    paint,
    paint::Inks,
    picture,
    sorted::{Asked, insides, lanes, rows_of},
    whole,
    window::Window,
};
use crate::{browser, header::counted, names, stage::Stage};

/// So many lanes have room on a page.
const LANES: usize = 30;
/// The token of what is behind everything.
const PAPER: &str = "--paper";

/// The picture as SVG; nothing where no day is known.
pub(crate) fn svg(stage: &Stage) -> Option<String> {
    Some(paint::svg(&picture(stage)?, &Inks::of_page(), &browser::token(PAPER)))
}

/// Hands the picture to the reader as a PNG.
pub(crate) fn save_png(stage: &Stage, name: &'static str) {
    if let Some(picture) = picture(stage) {
        paint::save_png(&picture, &Inks::of_page(), &browser::token(PAPER), name);
    }
}

fn picture(stage: &Stage) -> Option<picture::Picture> {
    let window = Window::of(&stage.view, whole(stage)?);
    let (lanes, _) = lanes(stage, Asked::First(LANES));
    let insides =
        insides(stage, window.scale(), &rows_of(stage, &lanes, &stage.selection.dated_rows(&stage.corpus)));
    let (from, to) = window.days();
    let title = format!("{} · {}", names::range(from, to), counted(stage.selection.len(), "statement"));
    let lanes: Vec<_> = lanes.into_iter().zip(insides).collect();
    Some(picture::whole(stage, title, window.scale(), &lanes))
}
