//! The masthead, and the toolbar with the number of statements and the link to the view.

use onrecord_corpus::Corpus;
use onrecord_view::SiteSettings;
use yew::{Callback, Html, MouseEvent, html};

use super::{PageContext, search::search};
use crate::platform::{
    locale::{self, counted},
    location,
};

/// Draws the masthead; its title links to the whole record.
pub(crate) fn header(site: &SiteSettings, page: Option<&PageContext>) -> Html {
    let title = match page {
        Some(page) => page.view_link(&page.plain_view(), "", (&site.title).into()),
        None => html! { <a href="?">{ &site.title }</a> },
    };
    html! {
        <header class="masthead">
            <h1 class="masthead__name">{ title }</h1>
            { page.map(search).unwrap_or_default() }
            <p class="masthead__tagline">{ &site.tagline }</p>
            if let Some(page) = page {
                <p class="masthead__record">
                    { summary(&page.corpus) }
                    // The prerendered page has no worker yet, and must be as wide.
                    if page.on_user_action.is_some() || page.today.is_none() {
                        { " · " }<a href="#user-articles">{ "Add your articles" }</a>
                    }
                </p>
            }
            if !site.questions.is_empty() {
                <ul class="masthead__questions" aria-label="Questions to start from">
                    { for site.questions.iter().map(|question| html! { <li><a href={question.link.clone()}>{ &question.text }</a></li> }) }
                </ul>
            }
        </header>
    }
}

/// Returns the size of the record in words.
fn summary(corpus: &Corpus) -> String {
    let mut parts = vec![
        counted(corpus.articles().len(), "article"),
        counted(corpus.speakers().len(), "speaker"),
        counted(corpus.row_count(), "statement"),
    ];
    if let Some(days) = corpus.articles().published_range() {
        parts.push(format!("published {}", locale::range(days.from, days.to)));
    }
    parts.join(" · ")
}

/// Whether the link to the view has been copied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CopyState {
    Idle,
    Copied,
    /// The browser does not permit it: the reader can copy the link by hand.
    Refused,
}

/// Draws the line above the timeline: how many statements match, and the button that copies the link.
pub(crate) fn toolbar(page: &PageContext, copied: CopyState, on_copy: Callback<MouseEvent>) -> Html {
    let (matching, all) = (page.selection.len(), page.corpus.row_count());
    let of = if matching == all { String::new() } else { format!("of {}", locale::number(all)) };
    html! {
        <div class="toolbar">
            <p class="toolbar__count" role="status" data-count={matching.to_string()}>
                <strong>{ counted(matching, "statement") }</strong>{ " " }<span>{ of }</span>
            </p>
            <span class="toolbar__notice" role="status">
                if copied == CopyState::Copied { { "Link copied" } }
            </span>
            if copied == CopyState::Refused {
                <label class="toolbar__link">
                    { "Copy this link" }
                    <input type="text" readonly=true value={location::address()} />
                </label>
            }
            <button type="button" class="toolbar__copy" onclick={on_copy}>{ "Copy link" }</button>
        </div>
    }
}
