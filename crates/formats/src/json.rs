//! JSON: articles one a line or in a list, the output of `onrecord extract`, and ninjs.

use anyhow::{Context as _, Result, bail};
use onrecord_model::is_web_address;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{FrontMatter, Html, Item, Told, day, extracted};

/// A JSON value of the caller's parser: the command uses a crate, the page the browser's.
pub trait Json: Sized {
    /// Parses a text that is one value.
    ///
    /// # Errors
    /// Returns an error that says what is wrong, and where, if the text is not JSON.
    fn parse(text: &str) -> Result<Self>;
    /// Returns the values of a list.
    ///
    /// # Errors
    /// Returns the value itself if it is not a list.
    fn list(self) -> Result<Vec<Self>, Self>;
    /// Returns the keys of an object.
    fn keys(&self) -> Option<Vec<String>>;
    /// Returns the value of a key, if this is an object that has it.
    fn get(&self, key: &str) -> Option<Self>;
    /// Returns the value as a string, if it is one.
    fn text(&self) -> Option<String>;
    /// Deserializes the value.
    ///
    /// # Errors
    /// Returns an error if the value has another form.
    fn read<T: DeserializeOwned>(self) -> Result<T>;
    /// Returns the value as JSON text.
    fn shown(&self) -> String;
}

impl Json for Value {
    fn parse(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text)?)
    }

    fn list(self) -> Result<Vec<Self>, Self> {
        match self {
            Self::Array(values) => Ok(values),
            other => Err(other),
        }
    }

    fn keys(&self) -> Option<Vec<String>> {
        Some(self.as_object()?.keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Option<Self> {
        self.as_object()?.get(key).cloned()
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn read<T: DeserializeOwned>(self) -> Result<T> {
        Ok(serde_json::from_value(self)?)
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

/// Reads one object a line.
#[must_use]
pub fn lines<J: Json>(text: &str, id: &str, html: Html) -> Vec<Item> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| item(format!("line {}", at + 1), parse::<J>(line), id, Some(at + 1), html))
        .collect()
}

/// Reads one object or a list of objects.
#[must_use]
pub fn whole<J: Json>(text: &str, id: &str, html: Html) -> Vec<Item> {
    let value = match parse::<J>(text.trim_start_matches('\u{feff}')).map(Json::list) {
        Ok(Ok(values)) => {
            let values = values.into_iter().enumerate();
            return values
                .map(|(at, value)| item(format!("entry {}", at + 1), Ok(value), id, Some(at + 1), html))
                .collect();
        }
        Ok(Err(value)) => Ok(value),
        // A file with one object a line, under another ending.
        Err(_) if text.lines().filter(|line| !line.trim().is_empty()).all(|line| J::parse(line).is_ok()) => {
            return lines::<J>(text, id, html);
        }
        Err(error) => Err(error),
    };
    vec![item(String::new(), value, id, None, html)]
}

fn parse<J: Json>(text: &str) -> Result<J> {
    J::parse(text).context("this is not JSON")
}

fn item<J: Json>(place: String, value: Result<J>, file: &str, number: Option<usize>, html: Html) -> Item {
    let id = number.map_or_else(|| file.to_owned(), |number| format!("{file}-{number}"));
    Item { place, told: value.and_then(|value| told(value, id, html)) }
}

fn told<J: Json>(object: J, id: String, html: Html) -> Result<Told> {
    let keys = object.keys().context("this is no article: an object is expected")?;
    let has = |key: &str| keys.iter().any(|known| known == key);
    if let Some(error) = object.get("error") {
        bail!("it could not be read where it was extracted: {}", error.shown());
    }
    if has("statements") && has("blocks") {
        return extracted::read(object).map(|read| Told::Extracted(Box::new(read)));
    }
    if keys.iter().any(|key| key.starts_with("body_")) {
        return ninjs(&object, id, html);
    }
    article(&object, id, html)
}

fn text<J: Json>(object: &J, key: &str) -> Option<String> {
    object.get(key)?.text()
}

/// Reads an object with `text` (or `body`, or `html`) and the keys of front matter.
fn article<J: Json>(object: &J, id: String, html: Html) -> Result<Told> {
    let body = text(object, "text").or_else(|| text(object, "body"));
    let body = match (body, text(object, "html")) {
        (None, Some(page)) => Some(html(&page)?),
        (body, _) => body,
    };
    let body = body.context("this is no article: it has no `text`")?;
    let published = text(object, "published").map(|moment| {
        day(&moment).with_context(|| format!("`published` is {moment:?}: give a day as YYYY-MM-DD"))
    });
    let front_matter = FrontMatter {
        title: text(object, "title"),
        publisher: text(object, "publisher"),
        published: published.transpose()?,
        url: text(object, "url"),
        dateline: text(object, "dateline"),
        language: text(object, "language"),
        id: None,
    };
    Ok(Told::Text { id: text(object, "id").unwrap_or(id), text: front_matter.prepend_to(&body) })
}

/// Reads ninjs 1.3, the International Press Telecommunications Council's JSON format for news.
fn ninjs<J: Json>(object: &J, id: String, html: Html) -> Result<Told> {
    let body = text(object, "body_text");
    let body = match (body, ["body_xhtml", "body_html"].iter().find_map(|key| text(object, key))) {
        (None, Some(page)) => html(&page)?,
        (body, _) => body.unwrap_or_default(),
    };
    let uri = text(object, "uri");
    let moment = ["firstcreated", "versioncreated"].iter().find_map(|key| text(object, key));
    let name = |key: &str| object.get(key)?.list().ok()?.first()?.get("name")?.text();
    let front_matter = FrontMatter {
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
    // The last part of the address distinguishes articles.
    let own = uri.as_deref().and_then(|uri| uri.rsplit(['/', ':']).find(|part| !part.is_empty()));
    Ok(Told::Text { id: own.map_or(id, str::to_owned), text: front_matter.prepend_to(&body) })
}
