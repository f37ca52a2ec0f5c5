//! The view in a frame on another page, and the way back from there.

use onrecord_text::escape_xml;
use onrecord_view::View;
use yew::Html;

use super::copied_form;
use crate::{browser, markup::html, stage::Stage};

/// What a page needs to show the view in a frame that is as high as what is in it.
pub(super) fn embed(stage: &Stage) -> Html {
    let title = escape_xml(&format!("Who said what: from {}", stage.site.title));
    let address = escape_xml(&format!("{}{}", browser::page_address(), stage.link(&embedded(&stage.view))));
    let snippet = format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"600\" loading=\"lazy\" \
         style=\"border:0\" allow=\"clipboard-write\"></iframe>"
    );
    html! {
        <details class="cite">
            <summary>{ "Embed this view" }</summary>
            <dl>{ copied_form("HTML for your page", snippet) }</dl>
        </details>
    }
}

fn embedded(view: &View) -> View {
    View { embed: true, ..view.clone() }
}

/// The way from a frame to the whole explorer.
pub(crate) fn in_full(stage: &Stage) -> Html {
    let whole = View { embed: false, ..stage.view.clone() };
    html! {
        <p class="takeaway">
            <a href={stage.link(&whole)} target="_blank" rel="noopener">{ format!("Open in full: {}", stage.site.title) }</a>
        </p>
    }
}
