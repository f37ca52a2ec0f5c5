//! What those say who are compared, in columns side by side.

use onrecord_corpus::Words;
use onrecord_view::{ComparedEntity, View};
use yew::{Html, UseStateHandle};

use super::{item, more};
use crate::{compare, markup::html, names, stage::Stage};

/// The columns, the newest words first, in each at most as many as the limit says; more come when they are asked for.
pub(super) fn columns(stage: &Stage, entities: Vec<ComparedEntity>, limit: UseStateHandle<usize>) -> Html {
    let corpus = &stage.corpus;
    let words = Words::parse(&stage.view.query);
    let mut hidden = 0;
    let column = |entity: ComparedEntity| {
        let rows = entity.rows(corpus, &stage.selection.rows);
        let count = rows.count();
        let dated = rows.before(corpus.dated(), 0);
        let shown: Vec<usize> = dated.chain(rows.from(corpus.dated())).take(*limit).collect();
        hidden += count - shown.len();
        let key = entity.key(corpus).map(|key| key.to_string()).unwrap_or_default();
        let name = compare::name(entity, corpus);
        html! {
            <section class="compare__side" {key} aria-label={name.clone()}>
                <h3><bdi>{ name }</bdi><span class="compare__count">{ format!(" {}", names::number(count)) }</span></h3>
                <ol>{ for shown.into_iter().map(|row| html! { <li key={row}>{ item(stage, &words, row) }</li> }) }</ol>
            </section>
        }
    };
    let columns: Vec<Html> = entities.into_iter().map(column).collect();
    let end = stage.press(View { compare: Vec::new(), ..stage.view.clone() });
    html! {
        <section id="statements" class="compare" aria-labelledby="compare-heading" tabindex="-1">
            <div class="compare__head">
                <h2 id="compare-heading">{ "Side by side" }</h2>
                <button type="button" onclick={end}>{ "End comparison" }</button>
            </div>
            <div class="compare__sides">{ for columns }</div>
            { more(hidden, limit) }
        </section>
    }
}
