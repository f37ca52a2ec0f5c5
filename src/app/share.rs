//! The link that is copied.

use onrecord_view::page_of;

use crate::{browser, stage::Stage};

/// Under this name the page says for how many statements there are small pages.
const PAGES: &str = "onrecord:pages";

/// The address of the view; of the small page that shows the same, where there is one: it looks like
/// something where it is pasted.
pub(super) fn link(stage: &Stage) -> String {
    let page = || {
        let most = browser::said_of_page(PAGES)?.parse().ok()?;
        let page = page_of(&stage.view, stage.site.defaults, &stage.corpus, most)?;
        let address = browser::page_address();
        let (folder, _) = address.rsplit_once('/')?;
        Some(format!("{folder}/{page}"))
    };
    page().unwrap_or_else(browser::address)
}
