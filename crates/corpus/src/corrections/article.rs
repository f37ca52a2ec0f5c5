//! Corrections of what is known about one article: its day, title, publisher, language or id.

use std::path::Path;

use onrecord_model::{ArticleId, Date, MarkedBlock};
use serde::{Deserialize, Serialize};

/// What a person states about an article; fields that are `None` stay as the article tells them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleCorrection {
    /// The name of its file, or of a folder that it is in, with as much of the path as tells it from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The address of its original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its language, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its id, which is its name in links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ArticleId>,
    /// Whether it is left out of the record.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leave_out: bool,
}

impl ArticleCorrection {
    /// Returns whether the correction is for a file, or may be for an article of any file because it names an address.
    #[must_use]
    pub fn may_be_in(&self, file: &Path) -> bool {
        let names = |name: &String| file.ancestors().any(|path| path.ends_with(name));
        self.file.as_ref().map_or(self.url.is_some(), names)
    }

    /// Returns whether the correction is for an article of a file with this address. If it names a file and an address, both
    /// must be right.
    #[must_use]
    pub fn is_for(&self, file: &Path, url: Option<&str>) -> bool {
        self.may_be_in(file) && self.url.as_deref().is_none_or(|own| Some(own) == url)
    }

    /// Writes the correction into the front matter of an article's text, and moves the blocks of the text accordingly.
    pub fn apply(&self, text: &mut String, blocks: &mut [MarkedBlock]) {
        let day = self.day.map(|day| day.to_string());
        let fields = [
            ("id", self.id.as_ref().map(ArticleId::as_str)),
            ("title", self.title.as_deref()),
            ("publisher", self.publisher.as_deref()),
            ("published", day.as_deref()),
            ("language", self.language.as_deref()),
        ];
        let stated: Vec<_> = fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        if stated.is_empty() {
            return;
        }
        let (known, body) = split(text);
        let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
        let other = |line: &&str| !stated.iter().any(|(stated, _)| key(line) == *stated);
        let mut corrected = String::from("+++\n");
        for line in known.lines().filter(other) {
            corrected.push_str(line);
            corrected.push('\n');
        }
        for (key, value) in &stated {
            corrected.push_str(&format!("{key} = {}\n", basic_string(value)));
        }
        corrected.push_str("+++\n");
        let (before, after) = (text.len().saturating_sub(body.len()), corrected.len());
        corrected.push_str(body);
        let moved = |at: u32| {
            let at = u64::from(at).saturating_add(after as u64).saturating_sub(before as u64);
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        for block in blocks {
            block.span.start = moved(block.span.start);
            block.span.end = moved(block.span.end);
        }
        *text = corrected;
    }
}

/// Returns the lines of a text's front matter, and what follows it.
fn split(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n")) else {
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

/// Returns a text on one line as a TOML basic string.
fn basic_string(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: String = line.chars().filter(|ch| !ch.is_control()).collect();
    format!("\"{}\"", kept.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::{Mark, Span};

    #[test]
    fn corrections_are_for_files_folders_and_addresses() {
        let url = "https://example.org/rain";
        for (file, address, path, told, right) in [
            (Some("rain.html"), None, "pages/rain.html", None, true),
            (Some("pages"), None, "pages/rain.html", None, true),
            (Some("pages/rain.html"), None, "all/pages/rain.html", None, true),
            (Some("rain.html"), None, "pages/train.html", None, false),
            (None, Some(url), "any.warc", Some(url), true),
            (None, Some(url), "any.warc", None, false),
            (Some("any.warc"), Some(url), "other.warc", Some(url), false),
            (None, None, "any.txt", None, false),
        ] {
            let owned = |name: Option<&str>| name.map(str::to_owned);
            let correction =
                ArticleCorrection { file: owned(file), url: owned(address), ..ArticleCorrection::default() };
            assert_eq!(correction.is_for(Path::new(path), told), right, "{file:?} {address:?} {path}");
        }
    }

    #[test]
    fn what_is_stated_replaces_what_the_front_matter_has() {
        let correction = ArticleCorrection {
            day: "2026-03-05".parse().ok(),
            title: Some("“Rain” \"again\"\n\\".to_owned()),
            ..ArticleCorrection::default()
        };
        let head = "title = \"“Rain” \\\"again\\\" \\\\\"\npublished = \"2026-03-05\"\n+++\nIt rained.";
        for (text, before) in [
            ("It rained.", ""),
            (
                "+++\nurl = \"https://example.org/\"\npublished = 2020-01-01\n+++\nIt rained.",
                "url = \"https://example.org/\"\n",
            ),
        ] {
            let at = u32::try_from(text.len() - "rained.".len()).unwrap();
            let mut blocks = [MarkedBlock { mark: Mark::Caption, span: Span::new(at, at + 7), day: None }];
            let mut corrected = text.to_owned();
            correction.apply(&mut corrected, &mut blocks);
            assert_eq!(corrected, format!("+++\n{before}{head}"));
            assert_eq!(blocks[0].span.slice(&corrected), "rained.");
        }
    }
}
