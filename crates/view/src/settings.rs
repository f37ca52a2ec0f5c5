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
