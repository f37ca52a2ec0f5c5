//! An article as the text that extraction reads.

use std::fmt::Write as _;

use onrecord_model::Date;

/// What a file tells of an article beside its text.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Its name in links.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Where the original is.
    pub url: Option<String>,
    /// The place that opens it.
    pub dateline: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
}

impl FrontMatter {
    /// The text, opened by front matter with what is known.
    #[must_use]
    pub fn prepend_to(self, body: &str) -> String {
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
        let line = |(key, value): (&str, Option<String>)| {
            Some(format!("{key} = {}\n", basic_string(&told(value?)?)))
        };
        let table: String = known.into_iter().filter_map(line).collect();
        if table.is_empty() {
            return body.to_owned();
        }
        format!("+++\n{table}+++\n{body}")
    }
}

/// A text as TOML has it, in quotation marks (a "basic string").
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

/// The day at the head of a moment: `2017-07-31T20:14:00Z`.
#[must_use]
pub fn day(moment: &str) -> Option<Date> {
    moment.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_stands_in_front() {
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
        assert_eq!(day("31 July 2017"), None);
    }
}
