//! The explorer's page: the app's page, filled in with the record's title and first screen.

use std::fmt::Write as _;

use lol_html::{element, errors::RewritingError, html_content::ContentType};
use maud::{PreEscaped, html};
use onrecord_corpus::Draft;
use onrecord_view::{Event, Question, SiteSettings, UrlName as _};

use crate::{
    App, FirstScreen, Options, about,
    counts::counts,
    offline,
    rewrite::{Handler, rewrite},
    static_pages, tour,
};

/// Reloads the page when the site is rebuilt.
const LIVE: &str = include_str!("live_reload.js");

/// Starts the app after the first paint.
const BEGIN: &str = include_str!("bootstrap.js");
/// The `media` value of links to files that are requested later.
const LATER: &str = "not all";

/// Returns the page with everything that is known when the site is built.
pub(crate) fn fill(
    app: &App,
    record: &RecordLocation<'_>,
    first_screen: Option<&FirstScreen>,
    draft: &Draft,
    options: &Options,
) -> Result<String, RewritingError> {
    let head = head(record, draft, options);
    let unscripted = unscripted(draft, options);
    let beside = matches!(record, RecordLocation::Files(_));
    let mut handlers = defer_files(beside);
    handlers.append(&mut vec![
        element!("meta[name=description]", |meta| {
            meta.after(&head, ContentType::Html);
            Ok(())
        }),
        element!("meta[name='onrecord:intake']", |meta| {
            // In a single file there is no worker file to refer to.
            let script = app.intake.first().filter(|_| beside).map_or("", |script| script.path.as_str());
            meta.set_attribute("content", script)?;
            Ok(())
        }),
        element!("title", |title| {
            title.set_inner_content(&options.site.title, ContentType::Text);
            Ok(())
        }),
        element!(".foot", |foot| {
            if beside {
                let link = html! { a class="foot__about" href=(about::PATH) { "About this record" } };
                foot.prepend(&link.into_string(), ContentType::Html);
            }
            Ok(())
        }),
        element!("#app", |app| {
            app.before(&tour::tour(&options.tour, options.site.defaults).into_string(), ContentType::Html);
            if let Some(first) = first_screen {
                let parts: Vec<_> = first.parts.iter().map(ToString::to_string).collect();
                app.set_attribute("data-prerendered", &parts.join(" "))?;
                app.set_inner_content(&first.html, ContentType::Html);
            }
            Ok(())
        }),
        element!("body > noscript", |noscript| {
            noscript.set_inner_content(&unscripted, ContentType::Html);
            Ok(())
        }),
    ]);
    rewrite(&app.shell, handlers)
}

/// Defers the files of the app until the first screen is painted; if the record is in files of its own, a script then
/// requests them.
fn defer_files<'h>(beside: bool) -> Vec<Handler<'h>> {
    vec![
        element!("script[type=module]", |script| {
            script.remove();
            Ok(())
        }),
        element!("link[rel$=preload]", |link| Ok(link.set_attribute("media", LATER)?)),
        // It comes after all links to files of the app.
        element!("link[type='application/wasm']", move |link| {
            if beside {
                let begin = html! { script type="module" async { (PreEscaped(BEGIN)) } };
                link.after(&begin.into_string(), ContentType::Html);
            }
            Ok(())
        }),
        element!("link[rel=preload][href$='.onrecord']", |link| {
            link.remove();
            Ok(())
        }),
    ]
}

/// Where the record is.
pub(crate) enum RecordLocation<'f> {
    /// In files of their own: the index and the parts that the first screen needs.
    Files(&'f [String]),
    /// In the page itself.
    Embedded,
}

fn head(record: &RecordLocation<'_>, draft: &Draft, options: &Options) -> String {
    let (files, beside): (&[String], bool) = match record {
        RecordLocation::Files(files) => (files, true),
        RecordLocation::Embedded => (&[], false),
    };
    let mut head = html! {
        meta name="onrecord:record" content=(files.first().map_or("", String::as_str));
        meta name="onrecord:pages" content=(options.pages);
        @if options.site != SiteSettings::default() {
            meta name="onrecord:title" content=(options.site.title);
            meta name="onrecord:line" content=(options.site.tagline);
            @if !options.site.questions.is_empty() {
                meta name="onrecord:questions" content=(Question::join(&options.site.questions));
            }
            @if !options.site.events.is_empty() {
                meta name="onrecord:events" content=(Event::join(&options.site.events));
            }
            meta name="onrecord:lanes" content=(options.site.defaults.lanes.url_name());
        }
        @if let Some(contact) = &options.contact {
            meta name="onrecord:contact" content=(contact.as_str());
        }
        @if let Some(accent) = &options.accent {
            style { (PreEscaped(accent.style())) }
        }
        (tour::style(&options.tour))
        @if options.live {
            script { (PreEscaped(LIVE)) }
        }
        @for file in files {
            link rel="preload" href=(file) as="fetch" crossorigin="anonymous" media=(LATER);
        }
        @if !files.is_empty() {
            meta name="onrecord:offline" content=(offline::NAME);
            link rel="manifest" href=(offline::MANIFEST);
        }
        meta property="og:type" content="website";
        meta property="og:site_name" content=(options.site.title);
        meta property="og:title" content=(options.site.title);
        meta property="og:description" content=(summary(draft));
        @if beside {
            (static_pages::picture_meta(static_pages::FRONT_PICTURE, &summary(draft), options))
        } @else {
            meta name="twitter:card" content="summary";
        }
    }
    .into_string();
    if let Some(base) = &options.base_url {
        let whole = html! {
            link rel="canonical" href=(base);
            meta property="og:url" content=(base);
            link rel="alternate" type="application/atom+xml" title="Newest statements" href="feed.xml";
        };
        let _ = write!(head, "{}", whole.into_string());
    }
    head
}

/// "Who said what, for which country, and when: 89 statements by 31 speakers in 8 articles."
fn summary(draft: &Draft) -> String {
    format!("Who said what, for which country, and when: {}.", counts(draft))
}

/// The number of articles listed for readers without scripts.
const LISTED: usize = 100;

/// Returns the markup below the first screen for browsers without scripts.
fn unscripted(draft: &Draft, options: &Options) -> String {
    let articles: Vec<_> = static_pages::articles(draft, options.pages).take(LISTED).collect();
    html! {
        section class="unscripted" {
            p { "To filter and search, this page needs JavaScript and WebAssembly. Without them, read all statements here, article by article:" }
            ul {
                @for (place, article) in articles {
                    li { a href=(format!("{}.html", place.path())) { (article.meta.title_or_id()) } }
                }
            }
        }
    }
    .into_string()
}
