//! The timeline as an image to download: SVG or PNG.

use onrecord_text::escape_xml;

use super::{
    axis::pixels,
    full_range,
    lanes::{LaneLimit, contents, lanes, rows_of},
    scene::{self, FONT_FAMILY, FONT_SIZE, Palette, Scene, Shape},
    viewport::Viewport,
};
use crate::{
    components::PageContext,
    platform::{
        canvas::Canvas,
        dom,
        locale::{self, counted},
    },
};

/// How many lanes an image has.
const MAX_LANES: usize = 30;
/// The CSS variable of the background colour.
const BACKGROUND: &str = "--paper";

/// Returns the timeline as an SVG file; `None` if no statement is dated.
pub(crate) fn svg(page: &PageContext) -> Option<String> {
    Some(write_svg(&scene(page)?, &Palette::of_page(), &dom::css_variable(BACKGROUND)))
}

/// Downloads the timeline as a PNG file, at the resolution of the screen.
pub(crate) fn save_png(page: &PageContext, name: &'static str) {
    let Some((scene, canvas)) = scene(page).zip(Canvas::detached()) else { return };
    scene.draw(&canvas, &Palette::of_page());
    canvas.fill_background(&dom::css_variable(BACKGROUND), scene.width, scene.height);
    canvas.save_png(name);
}

fn scene(page: &PageContext) -> Option<Scene> {
    let viewport = Viewport::from_view(&page.view, full_range(page)?);
    let scale = viewport.scale();
    let (lanes, _) = lanes(page, LaneLimit::First(MAX_LANES));
    let rows = rows_of(page, &lanes, &page.selection.dated_rows(&page.corpus));
    let contents = contents(page, scale, &rows);
    let days = viewport.days();
    let title =
        format!("{} · {}", locale::range(days.from, days.to), counted(page.selection.len(), "statement"));
    let lanes: Vec<_> = lanes.into_iter().zip(contents).collect();
    Some(scene::image(page, title, scale, &lanes))
}

fn write_svg(scene: &Scene, palette: &Palette, background: &str) -> String {
    let Scene { width, height, shapes } = scene;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" \
         font-family=\"{FONT_FAMILY}\" font-size=\"{FONT_SIZE}\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{2}\"/>\n",
        pixels(*width),
        pixels(*height),
        escape_xml(background)
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
            Shape::Text { x, y, text, ends_at_x, color } => format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n",
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

#[cfg(test)]
mod tests {
    use super::{super::scene::Color, *};

    #[test]
    fn markup_in_names_is_text_in_an_image() {
        let text = "<script>\u{7}\"A & B\"".to_owned();
        let shapes = vec![
            Shape::Rect { x: 0.26, y: -1.0, width: 10.0, height: 2.04, color: Color::Rule },
            Shape::Text { x: 1.0, y: 14.0, text, ends_at_x: true, color: Color::Text },
        ];
        let palette = Palette(vec![(Color::Rule, "#ccc".to_owned()), (Color::Text, "#000".to_owned())]);
        let svg = write_svg(&Scene { width: 20.0, height: 30.0, shapes }, &palette, "#fff");
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
