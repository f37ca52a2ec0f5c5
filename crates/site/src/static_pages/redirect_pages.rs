//! Preview pages of former ids, which redirect as the explorer does.

use std::collections::BTreeSet;

use maud::html;
use onrecord_corpus::Draft;
use onrecord_model::{ArticleId, SpeakerId, StatementId};
use onrecord_view::PageTarget;

use super::{Shared, page::document};
use crate::{Error, File, Options};

pub(super) fn pages(draft: &Draft, shared: &Shared, options: &Options) -> Result<Vec<File>, Error> {
    let past = &draft.redirects;
    let statement = |id: &StatementId| PageTarget::Statement(id.clone());
    let speaker = |id: &SpeakerId| PageTarget::Speaker(id.clone());
    let article = |id: &ArticleId| PageTarget::Article(id.clone());
    let statements = past
        .statements
        .iter()
        .map(|(id, heir)| (statement(id), heir.iter().map(|heir| statement(&heir.id)).collect()));
    let speakers = past.speakers.iter().map(|(id, heirs)| (speaker(id), heirs.iter().map(speaker).collect()));
    let present: BTreeSet<&str> = draft.articles.iter().map(|article| article.meta.id.as_str()).collect();
    let former = past.articles.iter().filter(|(id, _)| !present.contains(id.as_str()));
    let articles = former.map(|(id, heir)| (article(id), heir.iter().map(article).collect()));
    let lost: Vec<(PageTarget, Vec<PageTarget>)> =
        statements.chain(speakers).chain(articles).take(options.pages.saturating_mul(3)).collect();
    let page = |(target, heirs): (PageTarget, Vec<PageTarget>)| {
        Ok(File::new(format!("{}.html", target.path()), page(&target, &heirs, shared)?))
    };
    lost.into_iter().map(page).collect()
}

fn page(target: &PageTarget, heirs: &[PageTarget], shared: &Shared) -> Result<String, Error> {
    let title = if heirs.is_empty() { "No longer in the record" } else { "Moved within the record" };
    let head = html! { meta name="robots" content="noindex"; };
    let body = html! {
        main {
            h1 { (title) }
            @for heir in heirs {
                p { a href=(format!("../{}.html", heir.path())) { "See the current page" } }
            }
            p { a class="open" href=(format!("../{}", target.link())) { "Open in the explorer" } }
        }
    };
    document(("en", title), &head, &body, shared)
}
