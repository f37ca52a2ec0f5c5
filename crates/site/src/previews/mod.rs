//! A small page and a picture for each statement, speaker, country and article: what a link shows where it
//! is pasted, and what is readable without scripts.

mod card;
mod json_ld;
mod lost;
mod page;
mod picture;

use explorer::{Place, has_page};
use onrecord_corpus::{Draft, Entry, Source};
use rayon::prelude::*;

use crate::{Error, File, Options, Sink, hash, picture::Studio};
pub(crate) use card::Card;
use card::Cards;

/// So many pictures are drawn before they are put away.
const AT_ONCE: usize = 64;

/// The style of all small pages.
const STYLE: &str = include_str!("preview.css");
/// What leads a reader with scripts on to the explorer.
const OPEN: &str = include_str!("open.js");

/// Names of the files that all small pages share.
pub(crate) struct Shared {
    style: String,
    open: String,
}

/// Writes all of them.
pub(crate) fn write(
    draft: &Draft,
    options: &Options,
    studio: &Studio,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let shared = Shared {
        style: format!("preview-{}.css", hash::short([STYLE.as_bytes()])),
        open: format!("open-{}.js", hash::short([OPEN.as_bytes()])),
    };
    let mut put = |file: File| sink.put(file, None).map_err(Error::Put);
    put(File::new(shared.style.clone(), STYLE))?;
    put(File::new(shared.open.clone(), OPEN))?;
    for file in lost::pages(draft, &shared, options)? {
        sink.put(file, None).map_err(Error::Put)?;
    }
    let cards = Cards::new(draft, options);
    let all = cards.all();
    for some in all.chunks(AT_ONCE) {
        let mut missing = Vec::new();
        for card in some {
            sink.put(File::new(format!("{}.html", card.path), page::page(card, &shared, options)?), None)
                .map_err(Error::Put)?;
            let svg = picture::svg(card);
            let (path, source) = (format!("{}.png", card.path), hash::short([svg.as_bytes()]));
            if options.base_url.is_some() && !sink.has(&path, &source) {
                missing.push((path, source, svg));
            }
        }
        let drawn: Vec<_> = missing
            .into_par_iter()
            .map(|(path, source, svg)| (path, source, picture::png(studio, &svg)))
            .collect();
        for (path, source, png) in drawn {
            sink.put(File::new(path, png?), Some(&source)).map_err(Error::Put)?;
        }
    }
    Ok(())
}

/// The articles that have pages, the newest first.
pub(crate) fn articles(draft: &Draft, most: usize) -> impl Iterator<Item = (Place<'_>, &Source)> {
    draft.articles.iter().rev().take(most).map(|article| (Place::Article(&article.meta.id), article))
}

/// The statements that have pages, the newest first.
pub(crate) fn statements(draft: &Draft, most: usize) -> impl Iterator<Item = (Place<'_>, &Entry)> {
    let rows = draft.statements.len();
    let is_dated = |entry: &&Entry| draft.statement(entry).and_then(card::calendar).is_some();
    let dated = draft.statements.iter().take_while(is_dated).count();
    let rows = (0..rows).rev().filter(move |&row| has_page(row, dated, rows, most));
    rows.filter_map(|row| {
        let entry = draft.statements.get(row)?;
        Some((Place::Statement(draft.statement(entry)?.id.as_str()), entry))
    })
}

/// Everything that has a page, by its path, with the day of the newest article behind it.
pub(crate) fn pages(draft: &Draft, options: &Options) -> Vec<Card> {
    Cards::new(draft, options).all()
}
