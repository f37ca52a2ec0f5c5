//! The statements that the filters leave, grouped by day, the newest first; undated ones apart.

mod item;

use onrecord_corpus::Record;
use onrecord_model::Day;
use yew::{Callback, Html, MouseEvent, function_component, html, use_state};

use crate::{
    names,
    stage::{OnStage, Stage},
};
use item::Item;
pub(crate) use item::when;

/// So many are drawn at once; more come when they are asked for.
const AT_ONCE: usize = 200;

/// The list.
#[function_component]
pub(crate) fn Statements(props: &OnStage) -> Html {
    let stage = &props.stage;
    let limit = use_state(|| AT_ONCE);
    if stage.selection.is_empty() {
        return html! { <Empty stage={stage.clone()} /> };
    }
    let newest_first: Vec<usize> = stage.selection.dated.iter().rev().copied().collect();
    let shown = newest_first.get(..*limit).unwrap_or(&newest_first);
    let hidden = newest_first.len() - shown.len();
    let more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + AT_ONCE))
    };
    html! {
        <section id="statements" class="statements" aria-labelledby="statements-heading" tabindex="-1">
            <h2 id="statements-heading" class="visually-hidden">{ "Statements" }</h2>
            { for groups(stage, shown).into_iter().map(|(days, group)| section(stage, days, &group)) }
            if hidden > 0 {
                <button type="button" class="statements__more" onclick={more}>
                    { format!("Show more: {hidden} older statements") }
                </button>
            }
            if !stage.selection.undated.is_empty() {
                <section class="day">
                    <h3 class="day__name">{ "Day not known" }</h3>
                    <ol class="day__list">{ for stage.selection.undated.iter().map(|&i| item(stage, i)) }</ol>
                </section>
            }
        </section>
    }
}

type Days = (Day, Day);

/// Runs of statements of the same days. Within a run the order is that of the articles.
fn groups(stage: &Stage, newest_first: &[usize]) -> Vec<(Days, Vec<usize>)> {
    let mut groups: Vec<(Days, Vec<usize>)> = Vec::new();
    for &index in newest_first {
        let Some(days) = stage.corpus.statements().get(index).and_then(Record::days) else { continue };
        match groups.last_mut() {
            Some((last, group)) if *last == days => group.insert(0, index),
            _ => groups.push((days, vec![index])),
        }
    }
    groups
}

fn section(stage: &Stage, (from, to): Days, group: &[usize]) -> Html {
    let name = if from == to { names::weekday_and_day(from) } else { names::range(from, to) };
    html! {
        <section class="day" key={format!("{from}/{to}")}>
            <h3 class="day__name">{ name }</h3>
            <ol class="day__list">{ for group.iter().map(|&index| item(stage, index)) }</ol>
        </section>
    }
}

fn item(stage: &Stage, index: usize) -> Html {
    let id = stage.corpus.statements().get(index).map(|r| r.statement.id.to_string());
    html! { <li key={id.unwrap_or_default()}><Item stage={stage.clone()} {index} /></li> }
}

/// No statement is left: which filter to drop.
#[function_component]
fn Empty(props: &OnStage) -> Html {
    let stage = &props.stage;
    let all = stage.press(stage.view.clone().without_filters());
    html! {
        <section id="statements" class="statements statements--empty" tabindex="-1">
            <h2>{ "No statement is left" }</h2>
            <p>{ "No statement of this record passes all the filters together. Remove one of them above, or all:" }</p>
            <button type="button" onclick={all}>{ "Remove all filters" }</button>
        </section>
    }
}
