//! The first screen of a site, drawn by the app without a browser.
//!
//! Only this module uses the app, so that a command without the feature `prerender` is built without Yew; its sites
//! show that they are loading until the app runs.

use onrecord_corpus::Part;
use onrecord_site::{Error, FirstScreen};
use onrecord_view::SiteSettings;

/// Draws the first screen of a record; `part` reads the parts of the record that it needs. Returns `None` if this
/// command was built without the app.
///
/// # Errors
/// If the record cannot be read again.
#[cfg(feature = "prerender")]
pub(super) fn first_screen(
    index: &[u8],
    site: &SiteSettings,
    part: &mut dyn FnMut(Part) -> Result<Option<Vec<u8>>, Error>,
) -> Result<Option<FirstScreen>, Error> {
    let explorer::Prerendered { html, parts } = explorer::prerender(index, site, part)?;
    Ok(Some(FirstScreen { html, parts }))
}

#[cfg(not(feature = "prerender"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as with the app")]
pub(super) fn first_screen(
    _: &[u8],
    _: &SiteSettings,
    _: &mut dyn FnMut(Part) -> Result<Option<Vec<u8>>, Error>,
) -> Result<Option<FirstScreen>, Error> {
    Ok(None)
}
