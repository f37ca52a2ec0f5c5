//! What the app is started with, and the site's settings.

use std::rc::Rc;

use onrecord_corpus::{Corpus, Part};
use onrecord_view::{Event, Lanes, Question, SiteSettings, UrlName as _, ViewDefaults};
use yew::{Callback, Properties};

use crate::{
    components::{PtrEq, notices::UserError},
    platform::dom,
};

/// What the app is started with.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AppProps {
    pub(crate) site: Rc<SiteSettings>,
    pub(crate) loaded: Result<PtrEq<Corpus>, UserError>,
    /// The query string of the address.
    pub(crate) query: String,
    /// Whether the first screen is rendered without a browser: neither the window's width nor the date is known.
    pub(crate) is_prerendering: bool,
    /// Whether nothing is visible before everything is drawn, because the prerendered page stays until then.
    pub(crate) is_hidden: bool,
    /// Called when everything is drawn.
    pub(crate) on_drawn: Callback<()>,
    /// Where missing parts of the record are requested, in place of the server.
    pub(crate) request_part: Option<Callback<Part>>,
}

/// Reads the site's settings from the page's `meta` elements; missing ones are those of a site without settings.
pub(crate) fn site_settings() -> SiteSettings {
    let default = SiteSettings::default();
    let text = |name: &str| dom::meta_content(name).unwrap_or_default();
    let lanes = dom::meta_content("onrecord:lanes").and_then(|name| Lanes::from_url_name(&name));
    SiteSettings {
        title: dom::meta_content("onrecord:title").unwrap_or(default.title),
        tagline: dom::meta_content("onrecord:line").unwrap_or(default.tagline),
        questions: Question::split(&text("onrecord:questions")),
        events: Event::split(&text("onrecord:events")),
        defaults: lanes.map_or(default.defaults, |lanes| ViewDefaults { lanes }),
    }
}
