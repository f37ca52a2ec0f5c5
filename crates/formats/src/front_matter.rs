//! Front matter: metadata of an article, as TOML in front of its text.

use std::fmt::Write as _;

use onrecord_model::{Date, MarkedBlock};
use onrecord_text::squeeze;

/// The metadata of an article. Fields that are `None` or empty are omitted from the front matter; the others are
/// written on one line, with one space for each run of white space.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Its id, which is its name in links.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The address of the original.
    pub url: Option<String>,
    /// The dateline: the place, and the agency, that opens the story.
    pub dateline: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The section of the publication.
    pub section: Option<String>,
    /// What it is tagged with.
    pub tags: Vec<String>,
}

impl FrontMatter {
    /// Returns `body` with this front matter before it, or `body` alone if all fields are empty.
    ///
    /// ```
    /// use onrecord_formats::FrontMatter;
    ///
    /// let known = FrontMatter { title: Some("Rain \"again\"".to_owned()), ..FrontMatter::default() };
    /// assert_eq!(known.prepend_to("It rained."), "+++\ntitle = \"Rain \\\"again\\\"\"\n+++\nIt rained.");
    /// ```
    #[must_use]
    pub fn prepend_to(self, body: &str) -> String {
        let published = self.published.map(|day| day.to_string());
        let fields = [
            ("id", self.id),
            ("title", self.title),
            ("publisher", self.publisher),
            ("published", published),
            ("url", self.url),
            ("dateline", self.dateline),
            ("language", self.language),
            ("section", self.section),
        ];
        let one_line = |value: String| Some(squeeze(&value)).filter(|value| !value.is_empty());
        let line = |(key, value): (&str, Option<String>)| {
            Some(format!("{key} = {}\n", basic_string(&one_line(value?)?)))
        };
        let list = |(key, values): (&str, Vec<String>)| {
            let values: Vec<_> =
                values.into_iter().filter_map(one_line).map(|value| basic_string(&value)).collect();
            (!values.is_empty()).then(|| format!("{key} = [{}]\n", values.join(", ")))
        };
        let lists = [("authors", self.authors), ("tags", self.tags)];
        let table: String =
            fields.into_iter().filter_map(line).chain(lists.into_iter().filter_map(list)).collect();
        if table.is_empty() {
            return body.to_owned();
        }
        format!("+++\n{table}+++\n{body}")
    }
}

/// Returns a text as a basic string of TOML, in quotation marks, with escapes for what cannot stand in one.
///
/// ```
/// assert_eq!(onrecord_formats::basic_string("a \"b\"\n"), r#""a \"b\"\n""#);
/// ```
#[must_use]
pub fn basic_string(text: &str) -> String {
    let mut string = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => string.push_str("\\\""),
            '\\' => string.push_str("\\\\"),
            '\n' => string.push_str("\\n"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(string, "\\u{:04X}", u32::from(letter));
            }
            _ => string.push(letter),
        }
    }
    string.push('"');
    string
}

/// Replaces fields of a text's front matter, which is added if there is none, and moves the spans of the text's blocks
/// accordingly.
///
/// `fields` are keys with their values; if there are none, nothing changes. Values are written on one line, without
/// control characters; in the front matter that there is, each of the fields must be on one line.
pub fn restate(text: &mut String, blocks: &mut [MarkedBlock], fields: &[(&str, String)]) {
    if fields.is_empty() {
        return;
    }
    let (known, body) = split(text);
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let other = |line: &&str| !fields.iter().any(|(field, _)| key(line) == *field);
    let mut restated = String::from("+++\n");
    for line in known.lines().filter(other) {
        restated.push_str(line);
        restated.push('\n');
    }
    for (key, value) in fields {
        let line = squeeze(value);
        let printable: String = line.chars().filter(|ch| !ch.is_control()).collect();
        let _ = writeln!(restated, "{key} = {}", basic_string(&printable));
    }
    restated.push_str("+++\n");
    let (before, after) = (text.len().saturating_sub(body.len()), restated.len());
    restated.push_str(body);
    let moved = |at: u32| {
        let at = u64::from(at).saturating_add(after as u64).saturating_sub(before as u64);
        u32::try_from(at).unwrap_or(u32::MAX)
    };
    for block in blocks {
        block.span.start = moved(block.span.start);
        block.span.end = moved(block.span.end);
    }
    *text = restated;
}

/// Returns the lines of a text's front matter, without the lines of `+++` around them; empty if it has none.
///
/// ```
/// assert_eq!(onrecord_formats::front_matter_of("+++\ntitle = \"Rain\"\n+++\nIt rained."), "title = \"Rain\"\n");
/// ```
#[must_use]
pub fn front_matter_of(text: &str) -> &str {
    split(text).0
}

/// Returns the lines of a text's front matter, and what follows it, both without a byte order mark.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let Some((_, rest)) = text.split_once('\n').filter(|(first, _)| first.trim_end() == "+++") else {
        return ("", text);
    };
    let mut at = 0_usize;
    for line in rest.split_inclusive('\n') {
        let behind = at.saturating_add(line.len());
        if line.trim_end() == "+++" {
            return (rest.get(..at).unwrap_or_default(), rest.get(behind..).unwrap_or_default());
        }
        at = behind;
    }
    ("", text)
}

/// Returns the day, as `YYYY-MM-DD`, that opens an ISO 8601 moment, or `None` if the text does not begin with one.
///
/// ```
/// assert_eq!(onrecord_formats::day("2017-07-31T20:14:00Z").unwrap().to_string(), "2017-07-31");
/// assert_eq!(onrecord_formats::day("31 July 2017"), None);
/// ```
#[must_use]
pub fn day(moment: &str) -> Option<Date> {
    moment.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use onrecord_model::{Mark, Span};

    use super::*;

    #[test]
    fn extraction_reads_what_was_prepended() {
        let front_matter = FrontMatter {
            title: Some("Rain \"again\"\nand +++".to_owned()),
            published: day("2017-07-31T20:14:00Z"),
            url: Some(String::new()),
            ..FrontMatter::default()
        };
        let text = front_matter.prepend_to("It rained.\n");
        let known = onrecord_extract::Defaults::default();
        let article = onrecord_extract::extract(&text, &known).article;
        assert_eq!(article.title.as_deref(), Some("Rain \"again\" and +++"));
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2017-07-31"));
        assert_eq!(article.url, None);
        assert_eq!(FrontMatter::default().prepend_to("It rained."), "It rained.");
    }

    #[test]
    fn what_is_stated_replaces_what_the_front_matter_has() {
        let fields = [("title", "“Rain” \"again\"\n\\".to_owned()), ("published", "2026-03-05".to_owned())];
        let head = "title = \"“Rain” \\\"again\\\" \\\\\"\npublished = \"2026-03-05\"\n+++\nIt rained.";
        for (text, before) in [
            ("It rained.", ""),
            (
                "+++\nurl = \"https://example.org/\"\npublished = 2020-01-01\n+++\nIt rained.",
                "url = \"https://example.org/\"\n",
            ),
            ("\u{feff}+++ \nlanguage = \"en\"\r\n+++\r\nIt rained.", "language = \"en\"\n"),
            ("\u{feff}It rained.", ""),
        ] {
            let at = u32::try_from(text.len() - "rained.".len()).unwrap();
            let mut blocks = [MarkedBlock { mark: Mark::Caption, span: Span::new(at, at + 7), day: None }];
            let mut corrected = text.to_owned();
            restate(&mut corrected, &mut blocks, &fields);
            assert_eq!(corrected, format!("+++\n{before}{head}"));
            assert_eq!(blocks[0].span.slice(&corrected), "rained.");
        }
    }
}
