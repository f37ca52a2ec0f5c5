//! The statements that the filters leave, by day or by how well they answer a search, undated ones apart; or side by
//! side, those of whom a view compares.

mod columns;
mod item;
mod others;

use onrecord_corpus::Words;
use onrecord_model::Day;
use onrecord_view::Order;
use yew::{Callback, Html, MouseEvent, Properties, UseStateHandle, function_component, use_state};

use crate::{
    choose::choose,
    markup::html,
    names,
    stage::{Remedy, Stage},
};
use columns::columns;
pub(crate) use item::{item, kind, when};
pub(crate) use others::others;

/// So many are drawn at once; more come when they are asked for.
const AT_ONCE: usize = 40;
/// So many are written into the page beforehand: two screens of them. The browser paints sooner what is shorter.
const WRITTEN: usize = 12;

const ORDERS: [(Order, &str); 3] = [
    (Order::Newest, "newest first"),
    (Order::Oldest, "oldest first"),
    (Order::Relevance, "best match first"),
];

/// What the list takes.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) stage: Stage,
    /// This is the page as it is written beforehand.
    pub(crate) written: bool,
}

/// The list.
#[function_component]
pub(crate) fn Statements(Props { stage, written }: &Props) -> Html {
    let limit = use_state(|| if *written { WRITTEN } else { AT_ONCE });
    if stage.selection.is_empty() {
        return empty(stage);
    }
    let compared = stage.view.compared(&stage.corpus);
    if !compared.is_empty() {
        return columns(stage, compared, limit);
    }
    let (selection, corpus) = (&stage.selection, &stage.corpus);
    let mut left = selection.dated();
    let mut sections = Vec::new();
    let words = Words::parse(&stage.view.query);
    let mut room = *limit;
    for (name, rows) in runs(stage) {
        let shown: Vec<usize> = rows.take(room).collect();
        (room, left) = (room - shown.len(), left - shown.len());
        match name {
            Some(_) if shown.is_empty() => {}
            Some(name) => sections.push(section(stage, &words, name.to_owned(), name, &shown)),
            None => sections.extend(by_day(stage, &words, &shown)),
        }
    }
    // The undated ones stand behind all others.
    let undated: Vec<usize> = selection.undated(corpus).take(if left == 0 { room } else { 0 }).collect();
    if !undated.is_empty() {
        let name = "Day not known";
        sections.push(section(stage, &words, name.to_owned(), name, &undated));
    }
    let left = left + (selection.len() - selection.dated()) - undated.len();
    // The best match is best for words only.
    let orders = if stage.view.query.is_empty() { ORDERS.get(..2).unwrap_or_default() } else { &ORDERS };
    let order = stage.to(|view, order| view.order = order);
    html! {
        <section id="statements" class="statements" aria-labelledby="statements-heading" tabindex="-1">
            <div class="statements__head">
                <h2 id="statements-heading" class="visually-hidden">{ "Statements" }</h2>
                { choose("Order of statements", orders, stage.view.order, order) }
            </div>
            { for sections }
            { more(left, limit) }
        </section>
    }
}

/// The button that brings more of those that are left, where any are.
fn more(left: usize, limit: UseStateHandle<usize>) -> Html {
    let press = Callback::from(move |_: MouseEvent| limit.set(*limit + AT_ONCE));
    html! {
        if left > 0 {
            <button type="button" class="statements__more" onclick={press}>
                { format!("Show more: {} further statements", names::number(left)) }
            </button>
        }
    }
}

type Rows<'s> = Box<dyn Iterator<Item = usize> + 's>;

/// The dated rows in the order that is asked for, in runs that may have a name.
fn runs(stage: &Stage) -> Vec<(Option<&'static str>, Rows<'_>)> {
    let (selection, corpus) = (&stage.selection, &stage.corpus);
    let newest = || selection.newest_first(corpus, 0);
    match (&stage.best, stage.view.order) {
        (Some(best), _) => vec![
            (Some("With the whole words"), Box::new(newest().filter(|row| best.contains(*row)))),
            (Some("With beginnings of the words"), Box::new(newest().filter(|row| !best.contains(*row)))),
        ],
        (None, Order::Oldest) => vec![(None, Box::new(selection.oldest_first(corpus)))],
        (None, _) => vec![(None, Box::new(newest()))],
    }
}

/// A section for each run of statements of the same days.
fn by_day(stage: &Stage, words: &Words, shown: &[usize]) -> Vec<Html> {
    let one = |((from, to), group): (Days, Vec<usize>)| {
        let name = if from == to { names::weekday_and_day(from) } else { names::range(from, to) };
        section(stage, words, format!("{from}/{to}"), &name, &group)
    };
    groups(stage, shown).into_iter().map(one).collect()
}

type Days = (Day, Day);

/// Runs of statements of the same days. Within a run the order is that of the articles.
fn groups(stage: &Stage, rows: &[usize]) -> Vec<(Days, Vec<usize>)> {
    let is_newest = stage.view.order == Order::Newest;
    let mut groups: Vec<(Days, Vec<usize>)> = Vec::new();
    for &row in rows {
        let Some(days) = stage.corpus.days_of(row) else { continue };
        match groups.last_mut() {
            Some((last, group)) if *last == days && is_newest => group.insert(0, row),
            Some((last, group)) if *last == days => group.push(row),
            _ => groups.push((days, vec![row])),
        }
    }
    groups
}

fn section(stage: &Stage, words: &Words, key: String, name: &str, rows: &[usize]) -> Html {
    html! {
        <section class="day" {key}>
            <h3 class="day__name">{ name }</h3>
            <ol class="day__list">{ for rows.iter().map(|&row| line(stage, words, row)) }</ol>
        </section>
    }
}

fn line(stage: &Stage, words: &Words, row: usize) -> Html {
    let id = stage.corpus.id(row).map(|id| id.to_string());
    html! { <li key={id.unwrap_or_default()}>{ item(stage, words, row) }</li> }
}

/// No statement is left: which filter to drop.
fn empty(stage: &Stage) -> Html {
    let all = stage.press(stage.view.clone().without_filters());
    html! {
        <section id="statements" class="statements statements--empty" tabindex="-1">
            <h2>{ "No statement is left" }</h2>
            <p>{ "No statement of this record passes all the filters together. Drop one of them:" }</p>
            <ul class="statements__remedies">{ for stage.remedies.iter().map(|remedy| one(stage, remedy)) }</ul>
            <button type="button" onclick={all}>{ "Remove all filters" }</button>
        </section>
    }
}

/// A filter that could be dropped, with what that would leave.
fn one(stage: &Stage, remedy: &Remedy) -> Html {
    let words = format!("{}: {} left without it", remedy.filter, names::number(remedy.count));
    html! { <li><button type="button" onclick={stage.press(remedy.without.clone())}>{ words }</button></li> }
}
