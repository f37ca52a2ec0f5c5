//! The TOML front matter between `+++` lines that may open an article's file.
//!
//! Parsing never fails: valid fields are kept, and invalid ones become warnings with their position.

mod toml;

use onrecord_model::{ArticleMeta, Date, Span, Warning, is_web_address};

use crate::index::SaturatingIndex as _;
use toml::NotToml;

const FENCE: &str = "+++";

/// The parsed front matter of a file.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    pub(crate) meta: ArticleMeta,
    /// The byte at which the body begins.
    pub(crate) body: usize,
    pub(crate) warnings: Vec<Warning>,
}

/// Parses the front matter of `source`; without any, the whole file is the body.
pub(crate) fn read(source: &str) -> FrontMatter {
    let start = source.len().saturating_sub(source.trim_start_matches('\u{feff}').len());
    let text = source.get(start..).unwrap_or_default();
    let mut at = start;
    let mut lines = text.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some(FENCE) {
        return FrontMatter { body: start, ..FrontMatter::default() };
    }
    at = at.plus(text.find('\n').map_or(text.len(), |n| n.plus(1)));
    let open = at;
    for line in lines {
        if line.trim_end() == FENCE {
            let table = source.get(open..at).unwrap_or_default();
            return parse(table, open, at.plus(line.len()));
        }
        at = at.plus(line.len());
    }
    let message =
        "line 1: the front matter is opened by +++ but never closed; close it with a line of +++".to_owned();
    FrontMatter { body: open, warnings: vec![warning(message, start, open)], ..FrontMatter::default() }
}

fn parse(table: &str, open: usize, body: usize) -> FrontMatter {
    let mut found = FrontMatter { body, ..FrontMatter::default() };
    let entries = match toml::entries(table) {
        Ok(entries) => entries,
        Err(NotToml { message, span }) => {
            let line = line_of(table, span.start);
            let message =
                format!("line {line}: the front matter is not TOML: {message}; what it says is left out");
            found.warnings.push(warning(message, open.plus(span.start), open.plus(span.end)));
            return found;
        }
    };
    let entry = |key: &str| entries.iter().find(|entry| entry.key == key);
    let mut problems = Vec::new();
    let mut text = |key: &str| {
        let entry = entry(key)?;
        if entry.text.is_none() {
            let message = format!("`{key}` must be text in quotation marks; it is left out");
            problems.push((key.to_owned(), message));
        }
        entry.text.clone().filter(|t| !t.trim().is_empty())
    };
    found.meta = ArticleMeta {
        id: text("id").unwrap_or_default().into(),
        title: text("title"),
        publisher: text("publisher"),
        published: None,
        dateline: text("dateline"),
        url: text("url"),
        language: text("language"),
        authors: Vec::new(),
        section: text("section"),
        tags: Vec::new(),
    };
    let list = |key: &str| entry(key).map(|entry| entry.list.clone()).unwrap_or_default();
    found.meta.authors = list("authors");
    found.meta.tags = list("tags");
    if let Some(day) = text("published") {
        match day.get(..10).unwrap_or(&day).parse::<Date>() {
            Ok(day) => found.meta.published = Some(day),
            Err(error) => problems.push(("published".to_owned(), format!("published: {error}"))),
        }
    }
    if let Some(url) = found.meta.url.take_if(|url| !is_web_address(url)) {
        problems.push((
            "url".to_owned(),
            format!("url: `{url}` is not an address that begins with https:// or http://"),
        ));
    }
    for (key, message) in problems {
        let start = entry(&key).map_or(0, |entry| entry.at);
        let end = table.get(start..).and_then(|t| t.find('\n')).map_or(table.len(), |n| start.plus(n));
        let message = format!("line {}: {message}", line_of(table, start));
        found.warnings.push(warning(message, open.plus(start), open.plus(end)));
    }
    found
}

/// Returns the line of the file that contains a byte of the table; the fence is line 1.
fn line_of(table: &str, at: usize) -> usize {
    2.plus(table.bytes().take(at).filter(|&b| b == b'\n').count())
}

fn warning(message: String, start: usize, end: usize) -> Warning {
    let span = Span::from_usize(start, end);
    Warning { message, start: span.start, end: span.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_file_says_of_itself() {
        let source = "\u{feff}+++\r\ntitle = \"Rain\"\r\npublished = 2017-07-04\r\nsources = [\"a\"]\r\n+++\r\nIt rained.";
        let found = read(source);
        assert_eq!(found.meta.title.as_deref(), Some("Rain"));
        assert_eq!(found.meta.published, "2017-07-04".parse().ok());
        assert_eq!(&source[found.body..], "It rained.");
        assert_eq!(found.warnings, []);
    }

    #[test]
    fn errors_have_their_line() {
        for (source, message) in [
            ("+++\ntitle = \"A\"\n", "line 1: the front matter is opened by +++ but never closed"),
            ("+++\ntitle = \"A\nb = 1\n+++\nx", "line 2: the front matter is not TOML"),
            (
                "+++\ntitle = \"A\"\npublished = \"4 July\"\n+++\nx",
                "line 3: published: `4 July` is not a day",
            ),
            ("+++\n\ntitle = 7\n+++\nx", "line 3: `title` must be text"),
            (
                "+++\nurl = \"javascript:alert(1)\"\n+++\nx",
                "line 2: url: `javascript:alert(1)` is not an address",
            ),
        ] {
            let found = read(source);
            assert!(found.warnings[0].message.starts_with(message), "{:?}", found.warnings);
        }
    }

    #[test]
    fn a_page_without_front_matter_is_all_body() {
        for source in ["", "+", "It rained.\n+++\n", "++++\nx\n+++\n"] {
            assert_eq!(read(source).body, 0, "{source}");
        }
    }
}
