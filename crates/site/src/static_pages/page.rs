//! The preview page of a card.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use onrecord_text::truncate;

use super::{Shared, card::Card, json_ld, picture};
use crate::{Error, Options, csp::with_policy};

/// The maximum length, in characters, of a page's description.
const DESCRIPTION: usize = 300;

/// Returns a preview page in a folder of the site that forwards readers to the explorer, with its language,
/// title, further head elements and body.
pub(super) fn document(
    told: (&str, &str),
    head: &Markup,
    body: &Markup,
    shared: &Shared,
) -> Result<String, Error> {
    let head = html! {
        (head)
        script src=(format!("../{}", shared.open)) defer {}
    };
    plain(told, "../", &head, body, shared)
}

/// Returns a preview page with this language and title; `root` is the relative path to the site's folder.
pub(crate) fn plain(
    (language, title): (&str, &str),
    root: &str,
    head: &Markup,
    body: &Markup,
    shared: &Shared,
) -> Result<String, Error> {
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (shared.title) }
                link rel="stylesheet" href=(format!("{root}{}", shared.style));
                (head)
            }
            body { (body) }
        }
    };
    Ok(with_policy(&page.into_string(), None)?)
}

/// Returns the header of a preview page: the site's title with a link to it, and its description.
pub(crate) fn masthead(root: &str, options: &Options) -> Markup {
    html! {
        header { p { a href=(root) { (options.site.title) } " " span class="soft" { (options.site.tagline) } } }
    }
}

/// Returns the page of a card.
pub(super) fn page(card: &Card, shared: &Shared, options: &Options) -> Result<String, Error> {
    let language = card.language.as_deref().unwrap_or("en");
    document((language, &card.title), &head(card, options), &body(card, options), shared)
}

fn head(card: &Card, options: &Options) -> Markup {
    let description = truncate(&card.description, DESCRIPTION);
    let whole = options.base_url.as_ref().map(|base| format!("{base}{}", card.path));
    html! {
        meta name="description" content=(description);
        meta property="og:type" content="article";
        meta property="og:site_name" content=(options.site.title);
        meta property="og:title" content=(card.title);
        meta property="og:description" content=(description);
        @if let Some(whole) = &whole {
            link rel="canonical" href=(format!("{whole}.html"));
            meta property="og:url" content=(format!("{whole}.html"));
        }
        @if let (Some(base), Some(path)) = (&options.base_url, card.feed()) {
            link rel="alternate" type="application/atom+xml" title=(card.title) href=(format!("{base}{path}"));
        }
        (picture_meta(&format!("{}.png", card.path), &description, options))
        script type="application/ld+json" { (PreEscaped(json_ld::script(&card.json_ld))) }
    }
}

/// Returns the elements that name the preview picture of a page, with a text in its place, or that say that there is none.
pub(crate) fn picture_meta(path: &str, description: &str, options: &Options) -> Markup {
    html! {
        @if let Some(base) = options.pictures() {
            meta property="og:image" content=(format!("{base}{path}"));
            meta property="og:image:width" content=(picture::WIDTH);
            meta property="og:image:height" content=(picture::HEIGHT);
            meta property="og:image:alt" content=(description);
            meta name="twitter:card" content="summary_large_image";
            meta name="twitter:image" content=(format!("{base}{path}"));
        } @else {
            meta name="twitter:card" content="summary";
        }
    }
}

fn body(card: &Card, options: &Options) -> Markup {
    let is_statement = card.is_statement();
    html! {
        (masthead("../", options))
        main {
            h1 { (card.title) }
            @if !is_statement { p class="soft" { (card.description) } }
            @if let (true, Some(told)) = (is_statement, card.told.first()) {
                blockquote { p { bdi { (told.words) } } }
                p { (told.by) ", " (told.when) }
            }
            @if let Some((title, published, url)) = &card.source {
                p class="soft" {
                    "In: "
                    @if let Some(url) = url { a href=(url) rel="noopener noreferrer" { (title) } } @else { (title) }
                    @if !published.is_empty() { " (" (published) ")" }
                }
            }
            @if let Some(earlier) = &card.reused {
                p class="soft" {
                    "An earlier version of this record had another article under this address"
                    @if let Some(path) = earlier { ", which is now " a href=(format!("../{path}.html")) { "here" } }
                    "."
                }
            }
            p { a class="open" href=(format!("../{}", card.link)) { "Open in the explorer" } }
            @if !is_statement {
                ol {
                    @for told in &card.told {
                        li {
                            blockquote { bdi { (told.words) } }
                            @if let Some(path) = &told.path {
                                a href=(format!("../{path}.html")) { (told.by) ", " (told.when) }
                            } @else {
                                span class="soft" { (told.by) ", " (told.when) }
                            }
                        }
                    }
                }
                @if card.untold > 0 { p class="soft" { (card.untold) " more in the explorer." } }
            }
        }
    }
}
