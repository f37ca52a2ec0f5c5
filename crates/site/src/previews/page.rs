//! The small page of a card.

use maud::{DOCTYPE, PreEscaped, html};

use super::{Shared, card::Card, json_ld, picture};
use crate::{Error, Options, shell::with_policy};

/// Texts that are shown beside links are cut after so many characters.
const DESCRIPTION: usize = 300;

pub(super) fn page(card: &Card, shared: &Shared, options: &Options) -> Result<String, Error> {
    let description = cut(&card.description, DESCRIPTION);
    let whole = options.base_url.as_ref().map(|base| format!("{base}{}", card.path));
    let is_statement = card.path.starts_with("statement/");
    let page = html! {
        (DOCTYPE)
        html lang=(card.language.as_deref().unwrap_or("en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (card.title) " · Onrecord" }
                meta name="description" content=(description);
                meta property="og:type" content="article";
                meta property="og:site_name" content="Onrecord";
                meta property="og:title" content=(card.title);
                meta property="og:description" content=(description);
                @if let Some(whole) = &whole {
                    link rel="canonical" href=(format!("{whole}.html"));
                    meta property="og:url" content=(format!("{whole}.html"));
                    meta property="og:image" content=(format!("{whole}.png"));
                    meta property="og:image:width" content=(picture::WIDTH);
                    meta property="og:image:height" content=(picture::HEIGHT);
                    meta property="og:image:alt" content=(description);
                    meta name="twitter:card" content="summary_large_image";
                    meta name="twitter:image" content=(format!("{whole}.png"));
                } @else {
                    meta name="twitter:card" content="summary";
                }
                script type="application/ld+json" { (PreEscaped(json_ld::script(&card.json_ld))) }
                link rel="stylesheet" href=(format!("../{}", shared.style));
                script src=(format!("../{}", shared.open)) defer {}
            }
            body {
                p { a href="../" { "Onrecord" } " " span class="soft" { "Who said what, for which country, and when" } }
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
                        @if card.untold > 0 { p class="soft" { (card.untold) " more are in the explorer." } }
                    }
                }
            }
        }
    };
    Ok(with_policy(&page.into_string())?)
}

/// A text of so many characters at most, and a sign where there were more.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
