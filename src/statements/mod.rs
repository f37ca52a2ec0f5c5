//! The statements that the filters leave, grouped by day, the newest first; undated ones apart.

mod item;

use onrecord_corpus::Words;
use onrecord_model::Day;
use yew::{Callback, Html, MouseEvent, function_component, html, use_state};

use crate::{
    names,
    stage::{OnStage, Stage},
};
pub(crate) use item::{item, when};

/// So many are drawn at once; more come when they are asked for.
const AT_ONCE: usize = 100;

/// The list.
#[function_component]
pub(crate) fn Statements(props: &OnStage) -> Html {
    let stage = &props.stage;
    let limit = use_state(|| AT_ONCE);
    if stage.selection.is_empty() {
        return empty(stage);
    }
    let (selection, corpus) = (&stage.selection, &stage.corpus);
    let shown: Vec<usize> = selection.newest_first(corpus, 0).take(*limit).collect();
    let hidden = selection.dated() - shown.len();
    // The undated ones stand behind all others.
    let room = if hidden == 0 { *limit - shown.len() } else { 0 };
    let undated: Vec<usize> = selection.undated(corpus).take(room).collect();
    let left = selection.len() - shown.len() - undated.len();
    let words = Words::parse(&stage.view.query);
    let more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set(*limit + AT_ONCE))
    };
    html! {
        <section id="statements" class="statements" aria-labelledby="statements-heading" tabindex="-1">
            <h2 id="statements-heading" class="visually-hidden">{ "Statements" }</h2>
            { for groups(stage, &shown).into_iter().map(|(days, group)| section(stage, &words, days, &group)) }
            if !undated.is_empty() {
                <section class="day">
                    <h3 class="day__name">{ "Day not known" }</h3>
                    <ol class="day__list">{ for undated.into_iter().map(|row| line(stage, &words, row)) }</ol>
                </section>
            }
            if left > 0 {
                <button type="button" class="statements__more" onclick={more}>
                    { format!("Show more: {} older statements", names::number(left)) }
                </button>
            }
        </section>
    }
}

type Days = (Day, Day);

/// Runs of statements of the same days. Within a run the order is that of the articles.
fn groups(stage: &Stage, newest_first: &[usize]) -> Vec<(Days, Vec<usize>)> {
    let mut groups: Vec<(Days, Vec<usize>)> = Vec::new();
    for &row in newest_first {
        let Some(days) = stage.corpus.days_of(row) else { continue };
        match groups.last_mut() {
            Some((last, group)) if *last == days => group.insert(0, row),
            _ => groups.push((days, vec![row])),
        }
    }
    groups
}

fn section(stage: &Stage, words: &Words, (from, to): Days, group: &[usize]) -> Html {
    let name = if from == to { names::weekday_and_day(from) } else { names::range(from, to) };
    html! {
        <section class="day" key={format!("{from}/{to}")}>
            <h3 class="day__name">{ name }</h3>
            <ol class="day__list">{ for group.iter().map(|&row| line(stage, words, row)) }</ol>
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
            <p>{ "No statement of this record passes all the filters together. Remove one of them above, or all:" }</p>
            <button type="button" onclick={all}>{ "Remove all filters" }</button>
        </section>
    }
}
