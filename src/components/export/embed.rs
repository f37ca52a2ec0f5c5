//! The code that embeds a view in another page, and the link from an embedded view to the whole page.

use onrecord_text::escape_xml;
use onrecord_view::View;
use yew::{Html, html};

use super::copyable;
use crate::{components::PageContext, platform::location};

/// Draws the code that embeds the view.
pub(super) fn embed(page: &PageContext) -> Html {
    let title = escape_xml(&format!("Who said what: from {}", page.site.title));
    let view = View { embed: true, ..page.view.clone() };
    let address = escape_xml(&format!("{}{}", location::page_address(), page.link(&view)));
    let code = format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"600\" loading=\"lazy\" \
         style=\"border:0\" allow=\"clipboard-write\"></iframe>"
    );
    html! {
        <details class="disclosure">
            <summary>{ "Embed this view" }</summary>
            <dl>{ copyable("HTML for your page", code) }</dl>
        </details>
    }
}

/// Draws the link from an embedded view to the same view on the whole page.
pub(crate) fn open_in_full(page: &PageContext) -> Html {
    let view = View { embed: false, ..page.view.clone() };
    html! {
        <p class="export">
            <a href={page.link(&view)} target="_blank" rel="noopener">{ format!("Open in full: {}", page.site.title) }</a>
        </p>
    }
}
