//! The small pages of ids that are no longer there: they lead on as the explorer does, and stay for as long
//! as links to them may be about.

use explorer::Place;
use maud::{DOCTYPE, html};
use onrecord_corpus::Draft;

use super::Shared;
use crate::{Error, File, Options, shell::with_policy};

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
        let page = page(place, &heirs, shared);
        Ok(File::new(format!("{}.html", place.path()), with_policy(&page)?))
    };
    lost.into_iter().map(page).collect()
}

fn page(place: Place<'_>, heirs: &[Place<'_>], shared: &Shared) -> String {
    let title =
        if heirs.is_empty() { "No longer in the record" } else { "Now at another place in the record" };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Onrecord" }
                meta name="robots" content="noindex";
                link rel="stylesheet" href=(format!("../{}", shared.style));
                script src=(format!("../{}", shared.open)) defer {}
            }
            body {
                main {
                    h1 { (title) }
                    @for heir in heirs {
                        p { a href=(format!("../{}.html", heir.path())) { "What took its place" } }
                    }
                    p { a class="open" href=(format!("../{}", place.link())) { "Open in the explorer" } }
                }
            }
        }
    }
    .into_string()
}
