//! A site's settings, chosen by its publisher.

use crate::Lanes;

/// The defaults of a link's keys.
///
/// ```
/// use onrecord_view::{Lanes, View, ViewDefaults};
/// let defaults = ViewDefaults { lanes: Lanes::Country };
/// assert_eq!(View::new(defaults).link(defaults), "?");
/// assert_eq!(View::new(defaults).link(ViewDefaults::default()), "?lanes=country");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewDefaults {
    /// The kind of lanes of the timeline.
    pub lanes: Lanes,
}

/// A publisher's choices, which hold for every view of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSettings {
    /// The site's name.
    pub title: String,
    /// What the site is about, in one line below the name.
    pub tagline: String,
    /// Questions to start from, below the tagline.
    pub questions: Vec<Question>,
    /// What links of the site leave out.
    pub defaults: ViewDefaults,
}

/// A question that a view of the record answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// The link to the view: a query string with its question mark.
    pub link: String,
}

impl Question {
    /// Joins questions to one text, with a line for each, for an attribute of the page.
    ///
    /// ```
    /// use onrecord_view::Question;
    /// let who = Question { text: "Who spoke?".to_owned(), link: "?country=US".to_owned() };
    /// let text = Question::join(&[who.clone()]);
    /// assert_eq!(text, "?country=US\tWho spoke?");
    /// assert_eq!(Question::split(&text), [who]);
    /// ```
    #[must_use]
    pub fn join(questions: &[Self]) -> String {
        let lines = questions.iter().map(|question| format!("{}\t{}", question.link, question.text));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Returns the questions of a text that [`join`](Self::join) returned; other lines are skipped.
    #[must_use]
    pub fn split(text: &str) -> Vec<Self> {
        let question = |line: &str| {
            let (link, text) = line.split_once('\t')?;
            Some(Self { text: text.to_owned(), link: link.to_owned() })
        };
        text.lines().filter_map(question).collect()
    }
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            title: "Onrecord".to_owned(),
            tagline: "Who said what, for which country, and when".to_owned(),
            questions: Vec::new(),
            defaults: ViewDefaults::default(),
        }
    }
}
