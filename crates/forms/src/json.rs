//! JSON: articles one a line or in a list, what `onrecord extract` printed, and the agencies' ninjs.

use anyhow::{Context as _, Result, bail};
use onrecord_model::is_web_address;
use serde_json::{Map, Value};

use crate::{About, Html, Item, Told, day, extracted};

/// One object a line.
#[must_use]
pub fn lines(text: &str, id: &str, html: Html) -> Vec<Item> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| item(format!("line {}", at + 1), parse(line), id, Some(at + 1), html)).collect()
}

/// One object, or a list of them.
#[must_use]
pub fn whole(text: &str, id: &str, html: Html) -> Vec<Item> {
    match parse(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Array(values)) => {
            let values = values.into_iter().enumerate();
            values
                .map(|(at, value)| item(format!("entry {}", at + 1), Ok(value), id, Some(at + 1), html))
                .collect()
        }
        // Several objects a line each, by another name.
        Err(_) if text.lines().filter(|line| !line.trim().is_empty()).all(|line| parse(line).is_ok()) => {
            lines(text, id, html)
        }
        value => vec![item(String::new(), value, id, None, html)],
    }
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).context("this is not JSON")
}

fn item(place: String, value: Result<Value>, file: &str, number: Option<usize>, html: Html) -> Item {
    let id = number.map_or_else(|| file.to_owned(), |number| format!("{file}-{number}"));
    Item { place, told: value.and_then(|value| told(value, id, html)) }
}

fn told(value: Value, id: String, html: Html) -> Result<Told> {
    let Value::Object(object) = value else { bail!("this is no article: an object is expected") };
    if let Some(error) = object.get("error") {
        bail!("it could not be read where it was extracted: {error}");
    }
    if object.contains_key("statements") && object.contains_key("blocks") {
        return extracted::read(Value::Object(object)).map(|read| Told::Extracted(Box::new(read)));
    }
    if object.keys().any(|key| key.starts_with("body_")) {
        return ninjs(&object, id, html);
    }
    article(&object, id, html)
}

fn text(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

/// The keys of front matter beside `text`, which may be HTML under the name `html`.
fn article(object: &Map<String, Value>, id: String, html: Html) -> Result<Told> {
    let body = text(object, "text").or_else(|| text(object, "body"));
    let body = match (body, text(object, "html")) {
        (None, Some(page)) => Some(html(&page)?),
        (body, _) => body,
    };
    let body = body.context("this is no article: it has no `text`")?;
    let published = text(object, "published").map(|moment| {
        day(&moment).with_context(|| format!("`published` is {moment:?}: give a day as YYYY-MM-DD"))
    });
    let about = About {
        title: text(object, "title"),
        publisher: text(object, "publisher"),
        published: published.transpose()?,
        url: text(object, "url"),
        dateline: text(object, "dateline"),
        language: text(object, "language"),
        id: None,
    };
    Ok(Told::Text { id: text(object, "id").unwrap_or(id), text: about.over(&body) })
}

/// News in JSON, of the International Press Telecommunications Council (ninjs 1.3).
fn ninjs(object: &Map<String, Value>, id: String, html: Html) -> Result<Told> {
    let body = text(object, "body_text");
    let body = match (body, ["body_xhtml", "body_html"].iter().find_map(|key| text(object, key))) {
        (None, Some(page)) => html(&page)?,
        (body, _) => body.unwrap_or_default(),
    };
    let uri = text(object, "uri");
    let moment = ["firstcreated", "versioncreated"].iter().find_map(|key| text(object, key));
    let name = |key: &str| object.get(key)?.as_array()?.first()?.get("name")?.as_str().map(str::to_owned);
    let about = About {
        title: text(object, "headline"),
        publisher: text(object, "copyrightholder")
            .or_else(|| name("organisation"))
            .or_else(|| text(object, "provider")),
        published: moment.as_deref().and_then(day),
        url: uri.clone().filter(|uri| is_web_address(uri)),
        dateline: text(object, "located"),
        language: text(object, "language"),
        id: None,
    };
    // The last part of an address or name is what tells articles apart.
    let own = uri.as_deref().and_then(|uri| uri.rsplit(['/', ':']).find(|part| !part.is_empty()));
    Ok(Told::Text { id: own.map_or(id, str::to_owned), text: about.over(&body) })
}
