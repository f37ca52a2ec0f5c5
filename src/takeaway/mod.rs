//! The statements in view as files to take away, and the open one as a citation.

mod cite;
mod csv;
mod embed;
mod json;

use onrecord_corpus::Part;
use yew::{Callback, Html, MouseEvent};

use crate::{browser, markup::html, names, stage::Stage, timeline};

pub(crate) use cite::cite;
pub(crate) use embed::in_full;

/// A file to take away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    Json,
    Svg,
    Png,
}

impl Form {
    /// Whether it holds the words of the statements.
    const fn has_words(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }
}

/// Buttons that save what the filters leave; `awaited` parts are fetched first, where one was pressed
/// before all words were here.
pub(crate) fn take_away(stage: &Stage, awaited: usize, save: &Callback<Form>) -> Html {
    if stage.selection.is_empty() {
        return Html::default();
    }
    let button = |form: Form, name: &'static str| {
        let save = save.clone();
        html! { <button type="button" onclick={move |_: MouseEvent| save.emit(form)}>{ name }</button> }
    };
    html! {
        <>
        <p class="takeaway">
            <span>{ "Take these statements away:" }</span>
            { button(Form::Csv, "CSV") }
            { button(Form::Json, "JSON") }
            <span>{ "the timeline:" }</span>
            { button(Form::Svg, "SVG") }
            { button(Form::Png, "PNG") }
            <span role="status">
                if awaited > 0 { { format!("Fetching {} parts of the record first…", names::number(awaited)) } }
            </span>
        </p>
        { embed::embed(stage) }
        </>
    }
}

/// A text to be copied, under its name.
fn copied_form(name: &'static str, text: String) -> Html {
    let copied = text.clone();
    let copy = Callback::from(move |_: MouseEvent| {
        let copied = copied.clone();
        wasm_bindgen_futures::spawn_local(async move {
            browser::copy(&copied).await;
        });
    });
    html! {
        <div class="cite__form">
            <dt>{ name }{ " " }<button type="button" aria-label={format!("Copy: {name}")} onclick={copy}>{ "Copy" }</button></dt>
            <dd>{ text }</dd>
        </div>
    }
}

/// The parts whose words are not here yet.
pub(crate) fn missing(stage: &Stage, form: Form) -> Vec<Part> {
    let mut parts = Vec::new();
    if !form.has_words() {
        return parts;
    }
    for part in stage.selection.rows.iter().filter_map(|row| stage.corpus.missing(row)) {
        // Neighbours are mostly of one part.
        if parts.last() != Some(&part) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// Writes the statements in view as a file, and hands it to the reader.
pub(crate) fn save(stage: &Stage, form: Form) {
    let rows = || stage.selection.rows.iter();
    match form {
        Form::Csv => {
            let table = csv::table(&stage.corpus, rows(), &browser::page_address());
            browser::save("statements.csv", "text/csv", &table);
        }
        Form::Json => {
            if let Some(text) = json::text(&stage.corpus, rows()) {
                browser::save("statements.json", "application/json", &text);
            }
        }
        Form::Svg => {
            if let Some(svg) = timeline::svg(stage) {
                browser::save("timeline.svg", "image/svg+xml", &svg);
            }
        }
        Form::Png => timeline::save_png(stage, "timeline.png"),
    }
}
