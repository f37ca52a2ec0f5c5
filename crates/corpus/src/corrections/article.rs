//! Corrections of what is known about one article: its day, title, publisher, language or id.

use std::path::Path;

use onrecord_model::{ArticleId, Date};
use serde::{Deserialize, Serialize};

/// A correction of an article's metadata. The article is named by its file, its address or both; fields that are `None`
/// keep the article's own values.
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
    /// Returns whether the correction is for a file, or may be for an article of any file because it names only an
    /// address.
    #[must_use]
    pub fn may_be_in(&self, file: &Path) -> bool {
        let names = |name: &String| file.ancestors().any(|path| path.ends_with(name));
        self.file.as_ref().map_or(self.url.is_some(), names)
    }

    /// Returns whether the correction is for an article of a file with this address. If it names a file and an
    /// address, both must be right.
    #[must_use]
    pub fn is_for(&self, file: &Path, url: Option<&str>) -> bool {
        self.may_be_in(file) && self.url.as_deref().is_none_or(|own| Some(own) == url)
    }

    /// Returns the corrected fields as keys and values of front matter. Days are written as `YYYY-MM-DD`.
    #[must_use]
    pub fn stated(&self) -> Vec<(&'static str, String)> {
        let fields = [
            ("id", self.id.as_ref().map(ToString::to_string)),
            ("title", self.title.clone()),
            ("publisher", self.publisher.clone()),
            ("published", self.day.map(|day| day.to_string())),
            ("language", self.language.clone()),
        ];
        fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
