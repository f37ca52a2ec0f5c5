//! What is on, each removable with one press.

use onrecord_model::Country;
use onrecord_view::View;
use yew::Html;

use crate::{markup::html, names, stage::Stage};

/// One filter that is on, and the view without it.
pub(crate) struct Chip {
    pub(crate) words: String,
    pub(crate) without: View,
}

pub(crate) fn chips(stage: &Stage) -> Html {
    let chips = filters_on(stage);
    if chips.is_empty() {
        return Html::default();
    }
    let one = |chip: Chip| {
        html! {
            <li>
                <button type="button" class="chip" onclick={stage.press(chip.without)} aria-label={format!("Remove {}", chip.words)}>
                    <bdi>{ &chip.words }</bdi><span class="chip__x" aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    };
    html! {
        <ul class="chips" aria-label="Filters that are on">
            { for chips.into_iter().map(one) }
            <li>
                <button type="button" class="chip chip--all" onclick={stage.press(stage.view.clone().without_filters())}>
                    { "Remove all" }
                </button>
            </li>
        </ul>
    }
}

/// All of them.
pub(crate) fn filters_on(stage: &Stage) -> Vec<Chip> {
    let view = &stage.view;
    let mut chips = Vec::new();
    let mut add = |lead: &str, name: String, left_out: bool, remove: &dyn Fn(&mut View)| {
        let mut without = view.clone();
        remove(&mut without);
        let not = if left_out { "not " } else { "" };
        chips.push(Chip { words: format!("{not}{lead}{name}"), without });
    };
    for id in view.speakers.wanted.iter().chain(&view.speakers.left_out) {
        let name = stage.corpus.speaker(id.as_str()).map_or_else(|| id.to_string(), |s| s.name.clone());
        add("", name, view.speakers.left_out.contains(id), &|v| v.speakers.toggle(id.clone()));
    }
    let country = |c: &Country| names::country(*c);
    for c in view.countries.wanted.iter().chain(&view.countries.left_out) {
        add("", country(c), view.countries.left_out.contains(c), &|v| v.countries.toggle(*c));
    }
    for c in view.about.wanted.iter().chain(&view.about.left_out) {
        add("about ", country(c), view.about.left_out.contains(c), &|v| v.about.toggle(*c));
    }
    for kind in view.kinds.wanted.iter().chain(&view.kinds.left_out) {
        add("", names::kind(*kind).to_owned(), view.kinds.left_out.contains(kind), &|v| {
            v.kinds.toggle(*kind)
        });
    }
    for channel in view.channels.wanted.iter().chain(&view.channels.left_out) {
        add("by ", channel.clone(), view.channels.left_out.contains(channel), &|v| {
            v.channels.toggle(channel.clone())
        });
    }
    for publisher in view.publishers.wanted.iter().chain(&view.publishers.left_out) {
        add("in ", publisher.clone(), view.publishers.left_out.contains(publisher), &|v| {
            v.publishers.toggle(publisher.clone())
        });
    }
    if !view.query.is_empty() {
        add("words: ", view.query.clone(), false, &|v| v.query.clear());
    }
    if let Some(day) = view.from {
        add("from ", names::day(day), false, &|v| v.from = None);
    }
    if let Some(day) = view.to {
        add("to ", names::day(day), false, &|v| v.to = None);
    }
    chips
}
