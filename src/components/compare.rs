//! A comparison of two to four speakers or countries: their statements in columns, day by day. Their lanes in the
//! timeline share one axis (`timeline`).

use onrecord_corpus::{GroupBy, RowSet, SearchQuery};
use onrecord_view::{ComparedEntity, View};
use yew::{Html, UseStateHandle, html};

use super::{
    PageContext, button,
    statements::{UNDATED, dated, group_by_date, list_item, name_of_dates, show_more},
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

/// One of those that are compared: a column.
struct Compared {
    name: String,
    rows: RowSet,
}

/// Draws a table with a column for each entity and a row for each day, in the view's order, up to a number of rows of
/// the record; undated statements come last.
pub(super) fn by_day(page: &PageContext, entities: &[ComparedEntity], limit: UseStateHandle<usize>) -> Html {
    let (selection, corpus) = (&page.selection, &page.corpus);
    let terms = SearchQuery::parse(&page.view.query);
    let column = |entity: &ComparedEntity| Compared {
        name: name_of(page, *entity),
        rows: entity.rows(corpus, &selection.rows),
    };
    let columns: Vec<Compared> = entities.iter().map(column).collect();
    let is_compared = |row: &usize| columns.iter().any(|column| column.rows.contains(*row));
    let (mut shown, mut hidden) = (Vec::new(), 0);
    for row in dated(page).chain(selection.undated(corpus)).filter(is_compared) {
        if shown.len() < *limit { shown.push(row) } else { hidden += 1 }
    }
    let (dated, undated) = shown.split_at(shown.partition_point(|row| *row < corpus.dated_count()));
    let head = |column: &Compared| {
        let count = locale::number(column.rows.count());
        html! {
            <th scope="col">
                <bdi>{ &column.name }</bdi>{ " " }<span class="compare__count">{ count }</span>
            </th>
        }
    };
    let day = |name: &str, rows: &[usize]| day(page, &terms, &columns, name, rows);
    let mut days = Vec::new();
    for (dates, rows) in group_by_date(page, dated) {
        days.push(day(&name_of_dates(dates), &rows));
    }
    if !undated.is_empty() {
        days.push(day(UNDATED, undated));
    }
    let on_end = page.on_click(View { compare: Vec::new(), ..page.view.clone() });
    html! {
        <section id="statements" class="compare" aria-labelledby="compare-heading" tabindex="-1">
            <div class="compare__head">
                <h2 id="compare-heading">{ "Side by side" }</h2>
                { button("End comparison", on_end) }
            </div>
            <table class="compare__table">
                <thead><tr>{ for columns.iter().map(head) }</tr></thead>
                { for days }
            </table>
            { show_more(hidden, limit) }
        </section>
    }
}

/// Draws a day: its name, and below each column what was said then.
fn day(page: &PageContext, terms: &SearchQuery, columns: &[Compared], name: &str, rows: &[usize]) -> Html {
    let cell = |column: &Compared| {
        let said =
            rows.iter().filter(|row| column.rows.contains(**row)).map(|&row| list_item(page, terms, row));
        html! { <td><ol>{ for said }</ol></td> }
    };
    html! {
        <tbody>
            <tr><th class="day__name" colspan={columns.len().to_string()} scope="rowgroup">{ name }</th></tr>
            <tr>{ for columns.iter().map(cell) }</tr>
        </tbody>
    }
}
