//! A site's settings, chosen by its publisher.

use onrecord_model::DateRange;

use crate::Lanes;

/// The defaults of a link's keys, which a publisher chooses; links leave them out.
///
/// ```
/// use onrecord_view::{Lanes, View, ViewDefaults};
/// let defaults = ViewDefaults { lanes: Lanes::Country };
/// assert_eq!(View::new(defaults).link(defaults), "?");
/// assert_eq!(View::new(defaults).link(ViewDefaults::default()), "?lanes=country");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewDefaults {
    /// What the lanes of the timeline represent.
    pub lanes: Lanes,
}

/// A publisher's choices, which hold for every view of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteSettings {
    /// The site's name.
    pub title: String,
    /// What the site is about, in one line below the name.
    pub tagline: String,
    /// Questions to start from, below the tagline; there may be none.
    pub questions: Vec<Question>,
    /// What stands by name on the axis of the timeline, in the order of days.
    pub events: Vec<Event>,
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
    /// Joins questions to one text, with a line for each, for an attribute of the page. Links must not contain a tab,
    /// and neither links nor texts a line break.
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

/// Something that happened, which stands on the axis of the timeline by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The days on which it happened, from the first to the last.
    pub days: DateRange,
    /// A few words for it.
    pub label: String,
    /// A link to a view, a query string with its question mark, or a web address; empty if it leads to the statements
    /// of its days.
    pub link: String,
    /// How important it is, from 1 (most) to 3. Where there is no room for all labels, the most important ones are
    /// shown.
    pub importance: u8,
}

impl Event {
    /// Joins events to one text, with a line for each, for an attribute of the page. Links and labels must not contain
    /// a tab or a line break.
    ///
    /// ```
    /// use onrecord_view::Event;
    /// let day = "2017-07-28".parse().unwrap();
    /// let days = onrecord_model::DateRange { from: day, to: day };
    /// let launch = Event { days, label: "Second launch".to_owned(), link: String::new(), importance: 1 };
    /// let text = Event::join(&[launch.clone()]);
    /// assert_eq!(text, "2017-07-28\t2017-07-28\t1\t\tSecond launch");
    /// assert_eq!(Event::split(&text), [launch]);
    /// ```
    #[must_use]
    pub fn join(events: &[Self]) -> String {
        let line = |Self { days, label, link, importance }: &Self| {
            format!("{}\t{}\t{importance}\t{link}\t{label}", days.from, days.to)
        };
        events.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Returns the events of a text that [`join`](Self::join) returned; other lines are skipped.
    #[must_use]
    pub fn split(text: &str) -> Vec<Self> {
        let event = |line: &str| {
            let mut fields = line.split('\t');
            let mut next = || fields.next();
            let days = DateRange { from: next()?.parse().ok()?, to: next()?.parse().ok()? };
            let importance = next()?.parse().ok()?;
            Some(Self { days, importance, link: next()?.to_owned(), label: next()?.to_owned() })
        };
        text.lines().filter_map(event).collect()
    }
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            title: "Onrecord".to_owned(),
            tagline: "Who said what, for which country, and when".to_owned(),
            questions: Vec::new(),
            events: Vec::new(),
            defaults: ViewDefaults::default(),
        }
    }
}
