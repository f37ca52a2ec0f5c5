//! What the page says of the site that it belongs to.

use onrecord_view::{Lanes, SiteSettings, UrlName as _, ViewDefaults};

use crate::browser;

/// Reads the site's settings from the page's `meta` elements; what they do not say is as in a site without settings.
pub(crate) fn of_page() -> SiteSettings {
    let plain = SiteSettings::default();
    let lanes = browser::said_of_page("onrecord:lanes").and_then(|name| Lanes::from_url_name(&name));
    SiteSettings {
        title: browser::said_of_page("onrecord:title").unwrap_or(plain.title),
        tagline: browser::said_of_page("onrecord:line").unwrap_or(plain.tagline),
        defaults: lanes.map_or(plain.defaults, |lanes| ViewDefaults { lanes }),
    }
}
