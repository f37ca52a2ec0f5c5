//! What the record is, how much of it is in view, and the link to that.

mod toolbar;

use onrecord_corpus::Corpus;
use onrecord_text::plural;
use onrecord_view::SiteSettings;
use yew::Html;

use crate::{
    markup::html,
    names,
    stage::{Stage, view_link},
};

pub(crate) use toolbar::{Copied, toolbar};

/// The masthead; its title leads to the whole record.
pub(crate) fn header(site: &SiteSettings, stage: Option<&Stage>) -> Html {
    let title = match stage {
        Some(stage) => view_link(stage, &stage.plain_view(), "", (&site.title).into()),
        None => html! { <a href="?">{ &site.title }</a> },
    };
    html! {
        <header class="masthead">
            <h1 class="masthead__name">{ title }</h1>
            <p class="masthead__line">{ &site.tagline }</p>
            if let Some(stage) = stage {
                <p class="masthead__record">{ summary(&stage.corpus) }</p>
            }
        </header>
    }
}

/// "1 article", "8 articles"
pub(crate) fn counted(count: usize, one: &str) -> String {
    format!("{} {}", names::number(count), plural(count, one))
}

fn summary(corpus: &Corpus) -> String {
    let mut parts = vec![
        counted(corpus.articles().len(), "article"),
        counted(corpus.speakers().len(), "speaker"),
        counted(corpus.rows(), "statement"),
    ];
    if let Some((first, last)) = corpus.articles().published() {
        parts.push(format!("published {}", names::range(first, last)));
    }
    parts.join(" · ")
}
