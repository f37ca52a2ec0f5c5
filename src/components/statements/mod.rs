//! The list of matching statements: by date or by relevance, undated ones last. A comparison is drawn as a table instead.

mod card;

use onrecord_corpus::SearchQuery;
use onrecord_model::DateRange;
use onrecord_view::Order;
use yew::{Callback, Html, MouseEvent, Properties, UseStateHandle, function_component, html, use_state};

use super::{PageContext, RelaxedFilter, button, compare::by_day, select::select};
use crate::platform::locale;

pub(crate) use card::{card, card_content, date_of, kind_label, other_sources};

/// How many statements are drawn at first, and how many more each time the reader asks.
pub(crate) const PAGE_SIZE: usize = 40;
/// How many statements the prerendered page has: two screens. The browser paints a shorter page sooner.
const PRERENDER_LIMIT: usize = 12;
/// How many statements an embedded view has at first.
const EMBED_LIMIT: usize = 3;

/// The heading of statements whose day is not known.
pub(super) const UNDATED: &str = "Undated";

const ORDERS: [(Order, &str); 3] = [
    (Order::Newest, "newest first"),
    (Order::Oldest, "oldest first"),
    (Order::Relevance, "best match first"),
];

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StatementsProps {
    pub(crate) page: PageContext,
    /// Whether this is the prerendered page.
    pub(crate) is_prerendered: bool,
}

/// The list.
#[function_component]
pub(crate) fn Statements(StatementsProps { page, is_prerendered }: &StatementsProps) -> Html {
    let limit = use_state(|| match (*is_prerendered, page.view.embed) {
        (true, _) => PRERENDER_LIMIT,
        (false, true) => EMBED_LIMIT,
        (false, false) => PAGE_SIZE,
    });
    if page.selection.is_empty() {
        return nothing_matches(page);
    }
    let entities = page.view.compared(&page.corpus);
    if !entities.is_empty() {
        return by_day(page, &entities, limit);
    }
    let (selection, corpus) = (&page.selection, &page.corpus);
    let terms = SearchQuery::parse(&page.view.query);
    let mut hidden = selection.dated_count();
    let mut room = *limit;
    let mut sections = Vec::new();
    for (name, rows) in dated_sections(page) {
        let shown: Vec<usize> = rows.take(room).collect();
        (room, hidden) = (room - shown.len(), hidden - shown.len());
        match name {
            Some(_) if shown.is_empty() => {}
            Some(name) => sections.push(section(page, &terms, name.to_owned(), name, &shown)),
            None => sections.extend(sections_by_date(page, &terms, &shown)),
        }
    }
    let undated: Vec<usize> = selection.undated(corpus).take(if hidden == 0 { room } else { 0 }).collect();
    if !undated.is_empty() {
        sections.push(section(page, &terms, UNDATED.to_owned(), UNDATED, &undated));
    }
    let hidden = hidden + (selection.len() - selection.dated_count()) - undated.len();
    // Without search terms there is no relevance.
    let orders = if page.view.query.is_empty() { ORDERS.get(..2).unwrap_or_default() } else { &ORDERS };
    let on_order = page.on_change(|view, order| view.order = order);
    html! {
        <section id="statements" class="statements" aria-labelledby="statements-heading" tabindex="-1">
            <div class="statements__head">
                <h2 id="statements-heading" class="visually-hidden">{ "Statements" }</h2>
                { select("Order of statements", orders, page.view.order, on_order) }
            </div>
            { for sections }
            { show_more(hidden, limit) }
        </section>
    }
}

/// Draws the button that shows more statements, if any are hidden.
pub(super) fn show_more(hidden: usize, limit: UseStateHandle<usize>) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| limit.set(*limit + PAGE_SIZE));
    html! {
        if hidden > 0 {
            <button type="button" class="statements__more" {onclick}>
                { format!("Show {} more statements", locale::number(hidden)) }
            </button>
        }
    }
}

pub(super) type Rows<'p> = Box<dyn Iterator<Item = usize> + 'p>;

/// Returns the dated rows in the view's order, in sections that have a heading of their own or are divided by date.
fn dated_sections(page: &PageContext) -> Vec<(Option<&'static str>, Rows<'_>)> {
    let (selection, corpus) = (&page.selection, &page.corpus);
    let newest = || selection.newest_first(corpus, 0);
    match &page.whole_word_matches {
        Some(whole) => vec![
            (Some("Whole words"), Box::new(newest().filter(|row| whole.contains(*row)))),
            (Some("Beginnings of words"), Box::new(newest().filter(|row| !whole.contains(*row)))),
        ],
        None => vec![(None, dated(page))],
    }
}

/// Returns the dated rows in the view's order.
pub(super) fn dated(page: &PageContext) -> Rows<'_> {
    let (selection, corpus) = (&page.selection, &page.corpus);
    match page.view.order {
        Order::Oldest => Box::new(selection.oldest_first(corpus)),
        Order::Newest | Order::Relevance => Box::new(selection.newest_first(corpus, 0)),
    }
}

/// Returns the name of the days on which statements of one section were made.
pub(super) fn name_of_dates(DateRange { from, to }: DateRange) -> String {
    if from == to { locale::weekday_and_day(from) } else { locale::range(from, to) }
}

/// Draws a section for each run of statements of the same dates.
fn sections_by_date(page: &PageContext, terms: &SearchQuery, rows: &[usize]) -> Vec<Html> {
    let draw = |(dates, group): (DateRange, Vec<usize>)| {
        let DateRange { from, to } = dates;
        section(page, terms, format!("{from}/{to}"), &name_of_dates(dates), &group)
    };
    group_by_date(page, rows).into_iter().map(draw).collect()
}

/// Groups neighbouring rows of the same dates. Within a group, statements are in the order of their articles.
pub(super) fn group_by_date(page: &PageContext, rows: &[usize]) -> Vec<(DateRange, Vec<usize>)> {
    let is_reversed = page.view.order == Order::Newest;
    let mut groups: Vec<(DateRange, Vec<usize>)> = Vec::new();
    for &row in rows {
        let Some(dates) = page.corpus.dates_of(row) else { continue };
        match groups.last_mut() {
            Some((last, group)) if *last == dates => group.push(row),
            _ => groups.push((dates, vec![row])),
        }
    }
    if is_reversed {
        groups.iter_mut().for_each(|(_, group)| group.reverse());
    }
    groups
}

fn section(page: &PageContext, terms: &SearchQuery, key: String, name: &str, rows: &[usize]) -> Html {
    html! {
        <section class="day" {key}>
            <h3 class="day__name">{ name }</h3>
            <ol class="day__list">{ for rows.iter().map(|&row| list_item(page, terms, row)) }</ol>
        </section>
    }
}

pub(super) fn list_item(page: &PageContext, terms: &SearchQuery, row: usize) -> Html {
    let id = page.corpus.statement_id(row).map(|id| id.to_string());
    html! { <li key={id.unwrap_or_default()}>{ card(page, terms, row) }</li> }
}

/// Draws what the reader can do if no statement matches.
fn nothing_matches(page: &PageContext) -> Html {
    let remove_all = page.on_click(page.view.clone().without_filters());
    let remove = |relaxed: &RelaxedFilter| {
        let label = format!("{}: {} without it", relaxed.filter, locale::number(relaxed.count));
        html! { <li>{ button(label, page.on_click(relaxed.view.clone())) }</li> }
    };
    html! {
        <section id="statements" class="statements statements--empty" tabindex="-1">
            <h2>{ "Nothing matches" }</h2>
            <p>{ "Remove a filter:" }</p>
            <ul class="statements__relaxed">{ for page.relaxed_filters.iter().map(remove) }</ul>
            { button("Remove all filters", remove_all) }
        </section>
    }
}
