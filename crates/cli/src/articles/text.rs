//! An article as the text that extraction reads.

use onrecord_model::Day;
use toml::{Table, Value};

/// What a file tells of an article beside its text.
#[derive(Default)]
pub(super) struct About {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<Day>,
    pub(super) url: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) language: Option<String>,
}

impl About {
    /// The text, opened by front matter with what is known.
    pub(super) fn over(self, body: &str) -> String {
        let published = self.published.map(|day| day.to_string());
        let known = [
            ("id", self.id),
            ("title", self.title),
            ("publisher", self.publisher),
            ("published", published),
            ("url", self.url),
            ("dateline", self.dateline),
            ("language", self.language),
        ];
        let told = |value: String| {
            Some(value.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|v| !v.is_empty())
        };
        let known =
            known.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::String(told(value?)?))));
        let table: Table = known.collect();
        if table.is_empty() {
            return body.to_owned();
        }
        format!("+++\n{table}+++\n{body}")
    }
}

/// The day at the head of a moment: `2017-07-31T20:14:00Z`.
pub(super) fn day(moment: &str) -> Option<Day> {
    moment.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_stands_in_front() {
        let about = About {
            title: Some("Rain \"again\"\nand +++".to_owned()),
            published: day("2017-07-31T20:14:00Z"),
            url: Some(String::new()),
            ..About::default()
        };
        let text = about.over("It rained.\n");
        let known = onrecord_extract::Known::default();
        let article = onrecord_extract::extract(&text, &known).article;
        assert_eq!(article.title.as_deref(), Some("Rain \"again\" and +++"));
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2017-07-31"));
        assert_eq!(article.url, None);
        assert_eq!(About::default().over("It rained."), "It rained.");
        assert_eq!(day("31 July 2017"), None);
    }
}
