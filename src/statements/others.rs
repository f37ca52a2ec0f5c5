//! Where else the same words of a statement are reported.

use onrecord_model::ArticleId;
use onrecord_text::plural;
use yew::Html;

use crate::{
    markup::html,
    stage::{Stage, view_link},
};

/// Links to the other articles that report the words of a row, each with its publisher.
pub(crate) fn others(stage: &Stage, row: usize) -> Vec<Html> {
    let articles = stage.corpus.articles();
    let also = stage.corpus.others(row).filter_map(|place| articles.get(place.article));
    also.map(|article| {
        let to = stage.view.with_article(ArticleId::from_stored(article.id.clone()));
        let publisher = article.publisher.as_ref().map(|publisher| format!("{publisher}, "));
        let title = article.title_or_id().to_owned();
        html! { <li>{ publisher.unwrap_or_default() }{ view_link(stage, &to, "", title.into()) }</li> }
    })
    .collect()
}

/// The same folded, under the words in the list.
pub(super) fn folded(stage: &Stage, row: usize) -> Html {
    let others = others(stage, row);
    if others.is_empty() {
        return Html::default();
    }
    let words = format!("and {} more {}", others.len(), plural(others.len(), "source"));
    html! {
        <details class="statement__others">
            <summary>{ words }</summary>
            <ul>{ for others }</ul>
        </details>
    }
}
