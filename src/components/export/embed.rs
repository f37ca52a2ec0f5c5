//! The code that embeds a view in another page, and the link from an embedded view to the whole page.

use onrecord_text::escape_xml;
use onrecord_view::View;
use yew::{Html, html};

use super::copyable;
use crate::{components::PageContext, platform::location};

/// Gives each frame of a page the height that it reports.
const RESIZE: &str = "<script>addEventListener(\"message\", ({ data, source }) => { \
    if (data?.type === \"onrecord:height\") for (const frame of document.querySelectorAll(\"iframe\")) \
    if (frame.contentWindow === source) frame.height = data.height; });</script>";

/// Draws the code that embeds the view.
pub(super) fn embed(page: &PageContext) -> Html {
    let title = escape_xml(&format!("Who said what: from {}", page.site.title));
    let view = View { embed: true, ..page.view.clone() };
    let address = escape_xml(&format!("{}{}", location::page_address(), page.link(&view)));
    // The frame reports its height to the page that the referrer names.
    let text = format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"600\" loading=\"lazy\" \
         style=\"border:0\" allow=\"clipboard-write\" referrerpolicy=\"origin\"></iframe>\n{RESIZE}"
    );
    html! {
        <details class="disclosure">
            <summary>{ "Embed this view" }</summary>
            <dl>{ copyable("HTML for your page", text) }</dl>
        </details>
    }
}

/// Draws the head of an embedded view: what it shows, and a link to the same on the whole page.
pub(crate) fn embed_head(page: &PageContext, title: String) -> Html {
    let view = View { embed: false, ..page.view.clone() };
    html! {
        <header class="embed-head">
            <h1>{ title }</h1>
            <a href={page.link(&view)} target="_blank" rel="noopener">{ "Open in full" }</a>
        </header>
    }
}
