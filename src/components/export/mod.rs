//! Downloads of the matching statements and of the timeline, the code that embeds a view, and citations.

mod citation;
mod csv;
mod embed;
mod json;
mod quote_card;

use onrecord_corpus::Part;
use yew::{Callback, Html, MouseEvent, html};

use super::{
    PageContext,
    drawing::{Palette, Scene},
    timeline,
};
use crate::platform::{download, locale, location};

pub(crate) use citation::citation;
pub(crate) use embed::embed_head;
pub(crate) use quote_card::quote_card;

/// The format of a download.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportFormat {
    Csv,
    Json,
    Svg,
    Png,
}

impl ExportFormat {
    /// Whether a file of it contains the statements' words, so that all of them must be loaded.
    const fn has_words(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }
}

/// Draws the download buttons and the code that embeds the view. `awaited` is how many parts of the record a requested
/// download still waits for.
pub(crate) fn export(page: &PageContext, awaited: usize, on_export: &Callback<ExportFormat>) -> Html {
    if page.selection.is_empty() {
        return Html::default();
    }
    let button = |format: ExportFormat, name: &'static str| {
        let on_export = on_export.clone();
        html! { <button type="button" onclick={move |_: MouseEvent| on_export.emit(format)}>{ name }</button> }
    };
    html! {
        <>
            <p class="export">
                <span>{ "Download statements:" }</span>
                { button(ExportFormat::Csv, "CSV") }
                { button(ExportFormat::Json, "JSON") }
                <span>{ "chart:" }</span>
                { button(ExportFormat::Svg, "SVG") }
                { button(ExportFormat::Png, "PNG") }
                <span role="status">
                    if awaited > 0 { { format!("Loading {} parts of the record…", locale::number(awaited)) } }
                </span>
            </p>
            { embed::embed(page) }
        </>
    }
}

/// Draws a text with its name and a button that copies it (`platform::events::on_copy_button`).
fn copyable(name: &'static str, text: String) -> Html {
    html! {
        <div class="disclosure__item">
            <dt>{ name }{ " " }<button type="button" class="copy" aria-label={format!("Copy: {name}")}>{ "Copy" }</button>{ " " }<span role="status" /></dt>
            <dd>{ text }</dd>
        </div>
    }
}

/// Downloads an image as a file of this name, without its ending.
fn save_image(image: &Scene, format: ExportFormat, name: &str) {
    match format {
        ExportFormat::Png => image.save_png(format!("{name}.png")),
        _ => download::save_text(&format!("{name}.svg"), "image/svg+xml", &image.to_svg(&Palette::of_page())),
    }
}

/// Returns the parts of the record that a download needs and that are not loaded.
pub(crate) fn missing_parts(page: &PageContext, format: ExportFormat) -> Vec<Part> {
    let mut parts = Vec::new();
    if !format.has_words() {
        return parts;
    }
    for part in page.selection.rows.iter().filter_map(|row| page.corpus.missing_part_of_row(row)) {
        // Adjacent rows are mostly in one part.
        if parts.last() != Some(&part) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// Writes the matching statements, or the timeline under the view's title, as a file, and downloads it.
pub(crate) fn save(page: &PageContext, format: ExportFormat, title: String) {
    let rows = || page.selection.rows.iter();
    match format {
        ExportFormat::Csv => {
            let table = csv::table(&page.corpus, rows(), &location::page_address());
            download::save_text("statements.csv", "text/csv", &table);
        }
        ExportFormat::Json => {
            if let Some(text) = json::text(&page.corpus, rows()) {
                download::save_text("statements.json", "application/json", &text);
            }
        }
        ExportFormat::Svg | ExportFormat::Png => {
            if let Some(image) = timeline::image(page, title) {
                save_image(&image, format, "timeline");
            }
        }
    }
}
