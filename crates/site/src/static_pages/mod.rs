//! A preview page and picture for each statement, speaker, country and article: shown where a link is pasted,
//! and readable without scripts.

mod card;
mod json_ld;
mod page;
mod picture;
mod redirect_pages;

use onrecord_corpus::{ArticleContent, Draft, Entry, calendar_dates};
use onrecord_view::{PageTarget, has_page};
use rayon::prelude::*;

use crate::{Accent, Error, File, Options, Sink, hash, png_renderer::PngRenderer};
use card::Cards;
pub(crate) use card::{Card, Told};
pub use json_ld::linked_data;
pub(crate) use page::{masthead, picture_meta, plain};

/// The number of pictures that are rendered before they are written.
const AT_ONCE: usize = 64;

/// The style sheet of preview pages.
const STYLE: &str = include_str!("preview.css");
/// The script that forwards readers to the explorer.
const OPEN: &str = include_str!("open.js");

/// The names of files that all preview pages share.
pub(crate) struct Shared {
    title: String,
    style: String,
    open: String,
}

impl Shared {
    /// Writes the files that all small pages share.
    pub(crate) fn write(options: &Options, sink: &mut dyn Sink) -> Result<Self, Error> {
        let own = options.accent.as_ref().map(Accent::style).unwrap_or_default();
        let style = format!("{STYLE}{own}");
        let shared = Self {
            title: options.site.title.clone(),
            style: format!("preview-{}.css", hash::short([style.as_bytes()])),
            open: format!("open-{}.js", hash::short([OPEN.as_bytes()])),
        };
        sink.put(File::new(shared.style.clone(), style), None)?;
        sink.put(File::new(shared.open.clone(), OPEN), None)?;
        Ok(shared)
    }
}

/// Returns the cards of everything that has a page.
pub(crate) fn cards(draft: &Draft, options: &Options) -> Vec<Card> {
    Cards::new(draft, options).all()
}

/// Writes all preview pages, including those of former ids.
pub(crate) fn write(
    cards: &[Card],
    draft: &Draft,
    options: &Options,
    shared: &Shared,
    renderer: &PngRenderer,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for file in redirect_pages::pages(draft, shared, options)? {
        sink.put(file, None)?;
    }
    for card in cards {
        sink.put(File::new(format!("{}.html", card.path), page::page(card, shared, options)?), None)?;
    }
    // Pictures are referred to by absolute addresses.
    if options.pictures().is_some() {
        pictures(cards, options, renderer, sink)?;
    }
    Ok(())
}

/// The path of the picture of the whole record.
pub(crate) const FRONT_PICTURE: &str = "record.png";

/// Writes the picture that is shown where the address of the site is pasted, if there are pictures.
pub(crate) fn front_picture(
    summary: &str,
    options: &Options,
    renderer: &PngRenderer,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let svg = picture::svg(&options.site.title, summary, options);
    let source = hash::short([svg.as_bytes()]);
    if options.pictures().is_none() || sink.has(FRONT_PICTURE, &source) {
        return Ok(());
    }
    sink.put(File::new(FRONT_PICTURE, picture::png(renderer, &svg)?), Some(&source))
}

/// Renders the missing pictures in parallel.
fn pictures(
    cards: &[Card],
    options: &Options,
    renderer: &PngRenderer,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for some in cards.chunks(AT_ONCE) {
        let drawable = some
            .iter()
            .map(|card| (format!("{}.png", card.path), picture::svg(&card.large, &card.small, options)));
        let named = drawable.map(|(path, svg)| (path, hash::short([svg.as_bytes()]), svg));
        let missing: Vec<_> = named.filter(|(path, source, _)| !sink.has(path, source)).collect();
        let drawn: Vec<_> = missing
            .into_par_iter()
            .map(|(path, source, svg)| (path, source, picture::png(renderer, &svg)))
            .collect();
        for (path, source, png) in drawn {
            sink.put(File::new(path, png?), Some(&source))?;
        }
    }
    Ok(())
}

/// Returns the articles that have pages, newest first.
pub(crate) fn articles(draft: &Draft, most: usize) -> impl Iterator<Item = (PageTarget, &ArticleContent)> {
    draft
        .articles
        .iter()
        .rev()
        .take(most)
        .map(|article| (PageTarget::Article(article.meta.id.clone()), article))
}

/// Returns the statements that have pages, newest first.
pub(crate) fn statements(draft: &Draft, most: usize) -> impl Iterator<Item = (PageTarget, &Entry)> {
    let rows = draft.statements.len();
    let is_dated = |entry: &&Entry| draft.statement(entry).and_then(calendar_dates).is_some();
    let dated = draft.statements.iter().take_while(is_dated).count();
    let rows = (0..rows).rev().filter(move |&row| has_page(row, dated, rows, most));
    rows.filter_map(|row| {
        let entry = draft.statements.get(row)?;
        Some((PageTarget::Statement(draft.statement(entry)?.id.clone()), entry))
    })
}
