//! A comparison of two to four speakers or countries: their statements in columns. Their lanes in the
//! timeline share one axis (`timeline`).

use onrecord_corpus::{GroupBy, SearchQuery};
use onrecord_view::{ComparedEntity, View};
use yew::{Html, UseStateHandle, html};

use super::{
    PageContext, button,
    statements::{card, show_more},
};
use crate::platform::locale;

/// Returns the name of a compared speaker or country; empty for a group of anything else.
pub(crate) fn name_of(page: &PageContext, entity: ComparedEntity) -> String {
    let index = entity.group.checked_sub(1);
    let speaker = |index: usize| page.corpus.speakers().get(index).map(|speaker| speaker.name.clone());
    let country = |index: usize| page.corpus.countries().get(index).map(|country| locale::country(*country));
    let name = match entity.by {
        GroupBy::Speaker => index.and_then(speaker),
        GroupBy::Country => index.and_then(country),
        GroupBy::Kind | GroupBy::Article => None,
    };
    name.unwrap_or_default()
}

/// Draws the columns, the newest statements first, up to a limit in each.
pub(super) fn columns(
    page: &PageContext,
    entities: Vec<ComparedEntity>,
    limit: UseStateHandle<usize>,
) -> Html {
    let corpus = &page.corpus;
    let terms = SearchQuery::parse(&page.view.query);
    let mut hidden = 0;
    let column = |entity: ComparedEntity| {
        let rows = entity.rows(corpus, &page.selection.rows);
        let count = rows.count();
        let dated = rows.iter_before(corpus.dated_count(), 0);
        let shown: Vec<usize> = dated.chain(rows.iter_from(corpus.dated_count())).take(*limit).collect();
        hidden += count - shown.len();
        let key = entity.key(corpus).map(|key| key.to_string()).unwrap_or_default();
        let name = name_of(page, entity);
        html! {
            <section class="compare__column" {key} aria-label={name.clone()}>
                <h3><bdi>{ name }</bdi><span class="compare__count">{ format!(" {}", locale::number(count)) }</span></h3>
                <ol>{ for shown.into_iter().map(|row| html! { <li key={row}>{ card(page, &terms, row) }</li> }) }</ol>
            </section>
        }
    };
    let columns: Vec<Html> = entities.into_iter().map(column).collect();
    let on_end = page.on_click(View { compare: Vec::new(), ..page.view.clone() });
    html! {
        <section id="statements" class="compare" aria-labelledby="compare-heading" tabindex="-1">
            <div class="compare__head">
                <h2 id="compare-heading">{ "Side by side" }</h2>
                { button("End comparison", on_end) }
            </div>
            <div class="compare__columns">{ for columns }</div>
            { show_more(hidden, limit) }
        </section>
    }
}
