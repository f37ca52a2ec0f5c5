//! The small pages of ids that are no longer there: they lead on as the explorer does, and stay for as long
//! as links to them may be about.

use explorer::Place;
use maud::html;
use onrecord_corpus::Draft;

use super::{Shared, page::document};
use crate::{Error, File, Options};

pub(super) fn pages(draft: &Draft, shared: &Shared, options: &Options) -> Result<Vec<File>, Error> {
    let past = &draft.past;
    let statements = past.statements.iter().map(|(id, heir)| {
        (Place::Statement(id), heir.iter().map(|heir| Place::Statement(&heir.id)).collect())
    });
    let speakers = past
        .speakers
        .iter()
        .map(|(id, heirs)| (Place::Speaker(id), heirs.iter().map(|heir| Place::Speaker(heir)).collect()));
    let articles = past
        .articles
        .iter()
        .map(|(id, heir)| (Place::Article(id), heir.iter().map(|heir| Place::Article(heir)).collect()));
    let lost: Vec<(Place<'_>, Vec<Place<'_>>)> =
        statements.chain(speakers).chain(articles).take(3 * options.pages).collect();
    let page = |(place, heirs): (Place<'_>, Vec<Place<'_>>)| {
        Ok(File::new(format!("{}.html", place.path()), page(place, &heirs, shared)?))
    };
    lost.into_iter().map(page).collect()
}

fn page(place: Place<'_>, heirs: &[Place<'_>], shared: &Shared) -> Result<String, Error> {
    let title =
        if heirs.is_empty() { "No longer in the record" } else { "Now at another place in the record" };
    let head = html! { meta name="robots" content="noindex"; };
    let body = html! {
        main {
            h1 { (title) }
            @for heir in heirs {
                p { a href=(format!("../{}.html", heir.path())) { "What took its place" } }
            }
            p { a class="open" href=(format!("../{}", place.link())) { "Open in the explorer" } }
        }
    };
    document(("en", title), &head, &body, shared)
}
