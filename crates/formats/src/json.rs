//! JSON: articles one a line or in a list, what `onrecord extract` printed, and ninjs (the news agencies' JSON).

use std::ops::ControlFlow;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use onrecord_model::is_web_address;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Content, FrontMatter, Item, day, extracted};

/// Converts HTML to text; an error makes the article that has it one that cannot be read.
pub type HtmlToText = fn(&str) -> Result<String>;

/// A JSON value. The caller brings the parser: the command has `serde_json`, the worker the browser's own.
pub trait Json: Sized {
    /// Parses a text that is one JSON value.
    ///
    /// # Errors
    /// If it is not one, with the parser's message and position.
    fn parse(text: &str) -> Result<Self>;
    /// Returns the values of a list.
    ///
    /// # Errors
    /// The value itself, if it is not a list.
    fn list(self) -> Result<Vec<Self>, Self>;
    /// Returns the keys of an object, or `None` if this is no object.
    fn keys(&self) -> Option<Vec<String>>;
    /// Returns the value of a key, or `None` if this is no object or does not have the key.
    fn get(&self, key: &str) -> Option<Self>;
    /// Returns the text of a string, or `None` if this is no string.
    fn as_text(&self) -> Option<String>;
    /// Deserializes the value.
    ///
    /// # Errors
    /// If it has another form than the type asks for.
    fn read<T: DeserializeOwned>(self) -> Result<T>;
    /// Returns the value as JSON.
    fn to_json(&self) -> String;
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

    fn as_text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn read<T: DeserializeOwned>(self) -> Result<T> {
        Ok(serde_json::from_value(self)?)
    }

    fn to_json(&self) -> String {
        self.to_string()
    }
}

/// Bytes of the longest line that is read.
const MAX_LINE: usize = 20 << 20;

/// The most values that are parsed at once: each takes many times its bytes.
const MAX_VALUES: usize = 1_000_000;

/// Reads JSON Lines: one article a line; empty lines are skipped.
///
/// An article without an id gets `id`, a hyphen and the number of its line, counted from 1. A line that is longer than
/// 20 MiB, has more than 1,000,000 values, or is not an article is an error in its item.
pub fn json_lines<J: Json>(text: &str, id: &str, html: HtmlToText) -> impl Iterator<Item = Item> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    lines.map(move |(at, line)| {
        let value = if line.len() > MAX_LINE {
            Err(anyhow!("this line has more than {} MB", MAX_LINE >> 20))
        } else {
            parse::<J>(line)
        };
        item(format!("line {}", at + 1), value, id, Some(at + 1), html)
    })
}

/// Reads a JSON file: one article, a list of them, or JSON Lines.
///
/// A single article without an id gets `id`; one of a list gets `id`, a hyphen and its number in the list, counted from
/// 1. A file that is none of these is one item with an error.
#[must_use]
pub fn json_document<J: Json>(text: &str, id: &str, html: HtmlToText) -> Vec<Item> {
    let mut items = Vec::new();
    let _ = each_of_json_document::<J>(text, id, html, &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    });
    items
}

/// Reads a JSON file as [`json_document`] does, and passes its articles to `take` one by one, so that they need not all
/// be in memory. Stops, and returns [`ControlFlow::Break`], when `take` does.
pub fn each_of_json_document<J: Json>(
    text: &str,
    id: &str,
    html: HtmlToText,
    take: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let text = text.trim_start_matches('\u{feff}');
    let entry =
        |at: usize, value: Result<J>| item(format!("entry {}", at + 1), value, id, Some(at + 1), html);
    if !is_bounded(text)
        && let Some(list) = text.trim().strip_prefix('[').and_then(|list| list.strip_suffix(']'))
    {
        return entries(list).enumerate().try_for_each(|(at, one)| take(entry(at, parse::<J>(one))));
    }
    let value = match parse::<J>(text).map(Json::list) {
        Ok(Ok(values)) => {
            return values.into_iter().enumerate().try_for_each(|(at, value)| take(entry(at, Ok(value))));
        }
        Ok(Err(value)) => Ok(value),
        // JSON Lines under another file ending.
        Err(_)
            if text.lines().filter(|line| !line.trim().is_empty()).all(|line| parse::<J>(line).is_ok()) =>
        {
            return json_lines::<J>(text, id, html).try_for_each(take);
        }
        Err(error) => Err(error),
    };
    take(item(String::new(), value, id, None, html))
}

fn parse<J: Json>(text: &str) -> Result<J> {
    ensure!(is_bounded(text), "this has more than {MAX_VALUES} values in one piece: split it");
    J::parse(text).context("this is not JSON")
}

/// Returns whether a text has at most [`MAX_VALUES`] values. Commas in strings are counted, too; they are fewer.
fn is_bounded(text: &str) -> bool {
    text.len() <= MAX_VALUES || text.bytes().filter(|byte| b",[{".contains(byte)).nth(MAX_VALUES).is_none()
}

/// Returns the texts between the commas of a list. Whether they are JSON is left to the parser.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    list.split(move |c| {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_string => is_escaped = true,
            '"' => is_string = !is_string,
            '[' | '{' if !is_string => depth += 1,
            ']' | '}' if !is_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0 && !is_string
    })
}

fn item<J: Json>(
    place: String,
    value: Result<J>,
    file: &str,
    number: Option<usize>,
    html: HtmlToText,
) -> Item {
    let id = number.map_or_else(|| file.to_owned(), |number| format!("{file}-{number}"));
    Item { place, content: value.and_then(|value| content(value, id, html)) }
}

fn content<J: Json>(object: J, id: String, html: HtmlToText) -> Result<Content> {
    let keys = object.keys().context("this is not an article: expected an object")?;
    let has = |key: &str| keys.iter().any(|known| known == key);
    if let Some(error) = object.get("error") {
        bail!("its extraction failed: {}", error.to_json());
    }
    if has("statements") && has("blocks") {
        return extracted::read(object).map(|read| Content::Extracted(Box::new(read)));
    }
    if keys.iter().any(|key| key.starts_with("body_")) {
        return ninjs(&object, id, html);
    }
    article(&object, id, html)
}

fn text<J: Json>(object: &J, key: &str) -> Option<String> {
    object.get(key)?.as_text()
}

/// Returns the texts of a list, or the text that is there instead of one.
fn names<J: Json>(object: &J, key: &str) -> Vec<String> {
    match object.get(key).map(Json::list) {
        Some(Ok(values)) => values.iter().filter_map(Json::as_text).collect(),
        Some(Err(value)) => value.as_text().into_iter().collect(),
        None => Vec::new(),
    }
}

/// Returns the names in the byline of an agency: "By Ann Lee and Bo Roth".
fn bylined(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).unwrap_or(line);
    let names = line.split([',', ';']).flat_map(|part| part.split(" and "));
    names.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Reads an object with the keys of front matter, and the body as `text`, `body` or, in HTML, `html`.
fn article<J: Json>(object: &J, id: String, html: HtmlToText) -> Result<Content> {
    let body = text(object, "text").or_else(|| text(object, "body"));
    let body = match (body, text(object, "html")) {
        (None, Some(page)) => Some(html(&page)?),
        (body, _) => body,
    };
    let body = body.context("this is not an article: it has no `text`")?;
    let published = text(object, "published").map(|moment| {
        day(&moment).with_context(|| format!("`published` is {moment:?}: use a day as YYYY-MM-DD"))
    });
    let front_matter = FrontMatter {
        title: text(object, "title"),
        publisher: text(object, "publisher"),
        published: published.transpose()?,
        url: text(object, "url"),
        dateline: text(object, "dateline"),
        language: text(object, "language"),
        authors: names(object, "authors"),
        section: text(object, "section"),
        tags: names(object, "tags"),
        id: None,
    };
    Ok(Content::Text {
        id: text(object, "id").unwrap_or(id),
        text: front_matter.prepend_to(&body),
        blocks: Vec::new(),
        notes: Vec::new(),
    })
}

/// Reads ninjs 1.3, the JSON of the International Press Telecommunications Council.
fn ninjs<J: Json>(object: &J, id: String, html: HtmlToText) -> Result<Content> {
    let body = text(object, "body_text");
    let body = match (body, ["body_xhtml", "body_html"].iter().find_map(|key| text(object, key))) {
        (None, Some(page)) => html(&page)?,
        (body, _) => body.unwrap_or_default(),
    };
    let uri = text(object, "uri");
    let moment = ["firstcreated", "versioncreated"].iter().find_map(|key| text(object, key));
    let name = |key: &str| object.get(key)?.list().ok()?.first()?.get("name")?.as_text();
    let front_matter = FrontMatter {
        title: text(object, "headline"),
        publisher: text(object, "copyrightholder")
            .or_else(|| name("organisation"))
            .or_else(|| text(object, "provider")),
        published: moment.as_deref().and_then(day),
        url: uri.clone().filter(|uri| is_web_address(uri)),
        dateline: text(object, "located"),
        language: text(object, "language"),
        authors: text(object, "byline").map(|line| bylined(&line)).unwrap_or_default(),
        section: None,
        tags: Vec::new(),
        id: None,
    };
    // The last part of a URI is what tells articles apart.
    let own = uri.as_deref().and_then(|uri| uri.rsplit(['/', ':']).find(|part| !part.is_empty()));
    Ok(Content::Text {
        id: own.map_or(id, str::to_owned),
        text: front_matter.prepend_to(&body),
        blocks: Vec::new(),
        notes: Vec::new(),
    })
}
