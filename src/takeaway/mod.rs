//! The statements in view as files to take away, and the open one as a citation.

mod cite;
mod csv;
mod json;

use gloo::file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::{Callback, Html, MouseEvent, function_component, html, use_state_eq};

use crate::{
    browser, names,
    stage::{OnStage, Stage},
};

pub(crate) use cite::Cite;

/// A file to take away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
}

/// Buttons that save what the filters leave.
#[function_component]
pub(crate) fn TakeAway(props: &OnStage) -> Html {
    let waiting = use_state_eq(|| 0);
    let save = |form: Form| {
        let (stage, waiting) = (props.stage.clone(), waiting.clone());
        Callback::from(move |_: MouseEvent| {
            let missing = missing(&stage);
            waiting.set(missing);
            if missing == 0 {
                save(&stage, form);
            }
        })
    };
    if props.stage.selection.is_empty() {
        return Html::default();
    }
    html! {
        <p class="takeaway">
            <span>{ "Take these statements away:" }</span>
            <button type="button" onclick={save(Form::Csv)}>{ "CSV" }</button>
            <button type="button" onclick={save(Form::Json)}>{ "JSON" }</button>
            <span role="status">
                if *waiting > 0 {
                    { format!("{} parts of the record are being fetched; press again in a moment.", names::number(*waiting)) }
                }
            </span>
        </p>
    }
}

/// Asks for all parts whose words are not here yet, and says how many there are.
fn missing(stage: &Stage) -> usize {
    let parts = stage.selection.rows.iter().filter_map(|row| stage.corpus.missing(row));
    let parts: std::collections::BTreeSet<_> = parts.collect();
    parts.iter().for_each(|part| stage.want.emit(*part));
    parts.len()
}

fn save(stage: &Stage, form: Form) {
    let rows = || stage.selection.rows.iter();
    let page = browser::page_address();
    let (name, mime, text) = match form {
        Form::Csv => ("statements.csv", "text/csv", csv::table(&stage.corpus, rows(), &page)),
        Form::Json => match json::text(&stage.corpus, rows()) {
            Some(text) => ("statements.json", "application/json", text),
            None => return,
        },
    };
    let url = ObjectUrl::from(Blob::new_with_options(text.as_str(), Some(mime)));
    let link = gloo::utils::document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
}
