//! Everything that narrows the record: speakers, countries, kinds, days, words.

mod chips;
mod days;
mod facet;
mod search;

use onrecord_corpus::{Choice, Counts};
use onrecord_model::{Country, Kind};
use yew::{Html, function_component, html};

use crate::{
    browser, names,
    stage::{OnStage, Stage},
};

pub(crate) use chips::Chips;
use days::DaysBetween;
use facet::{Choosable, Facet};
use search::Search;

/// The column of filters.
#[function_component]
pub(crate) fn Filters(props: &OnStage) -> Html {
    let stage = &props.stage;
    let view = &stage.view;
    // In one column the filters would push everything else off the screen.
    let open = yew::use_memo((), |()| !browser::is_narrow());
    html! {
        <details class="filters" open={*open}>
            <summary class="filters__summary">{ "Filters" }</summary>
            <div class="filters__inside" role="group" aria-label="Filters">
                <Search stage={stage.clone()} />
                <DaysBetween stage={stage.clone()} />
                <Facet legend="Speaker" values={speakers(stage)}
                    toggle={stage.to(|view, key: String| view.speakers.toggle(onrecord_model::SpeakerId::from_stored(key)))} />
                <Facet legend="Country" values={countries(stage, &view.countries, |counts| &counts.countries)}
                    toggle={stage.to(|view, key: String| toggle_country(&mut view.countries, &key))} />
                <Facet legend="About" values={countries(stage, &view.about, |counts| &counts.about)}
                    toggle={stage.to(|view, key: String| toggle_country(&mut view.about, &key))} />
                <Facet legend="Kind" values={kinds(stage)}
                    toggle={stage.to(|view, key: String| {
                        if let Some(kind) = Kind::ALL.into_iter().find(|k| k.as_str() == key) {
                            view.kinds.toggle(kind);
                        }
                    })} />
                <Facet legend="Channel" values={channels(stage)}
                    toggle={stage.to(|view, key: String| view.channels.toggle(key))} />
            </div>
        </details>
    }
}

fn toggle_country(choice: &mut Choice<Country>, code: &str) {
    if let Ok(country) = code.parse() {
        choice.toggle(country);
    }
}

fn is_on<T: Ord>(choice: &Choice<T>, value: &T) -> bool {
    choice.wanted.contains(value)
}

/// The count at a place; none where there is no such place.
fn at(counts: &[u32], index: usize) -> usize {
    counts.get(index).map_or(0, |&count| count as usize)
}

fn speakers(stage: &Stage) -> Vec<Choosable> {
    let all = stage.corpus.speakers().iter().enumerate().map(|(index, speaker)| Choosable {
        key: speaker.id.to_string(),
        name: speaker.name.clone(),
        count: at(&stage.selection.counts.speakers, index),
        total: at(&stage.totals.speakers, index),
        on: is_on(&stage.view.speakers, &speaker.id),
    });
    largest_first(all)
}

fn countries(stage: &Stage, choice: &Choice<Country>, of: fn(&Counts) -> &Vec<u32>) -> Vec<Choosable> {
    let all = stage.corpus.countries().iter().enumerate().map(|(index, country)| Choosable {
        key: country.to_string(),
        name: names::country(*country),
        count: at(of(&stage.selection.counts), index),
        total: at(of(&stage.totals), index),
        on: is_on(choice, country),
    });
    largest_first(all)
}

fn kinds(stage: &Stage) -> Vec<Choosable> {
    let all = Kind::ALL.iter().enumerate().map(|(index, kind)| Choosable {
        key: kind.as_str().to_owned(),
        name: match kind {
            Kind::Direct => "Direct, in quotation marks".to_owned(),
            Kind::Mixed => "Mixed, partly quoted".to_owned(),
            Kind::Indirect => "Indirect, reported".to_owned(),
        },
        count: at(&stage.selection.counts.kinds, index),
        total: at(&stage.totals.kinds, index),
        on: is_on(&stage.view.kinds, kind),
    });
    all.collect()
}

fn channels(stage: &Stage) -> Vec<Choosable> {
    largest_first(stage.corpus.channels().iter().enumerate().map(|(index, name)| Choosable {
        key: name.clone(),
        name: facet::capitalized(name),
        count: at(&stage.selection.counts.channels, index),
        total: at(&stage.totals.channels, index),
        on: is_on(&stage.view.channels, name),
    }))
}

/// In one order whatever the filters are: what moves under the pointer is chosen by mistake.
fn largest_first(values: impl Iterator<Item = Choosable>) -> Vec<Choosable> {
    let mut values: Vec<_> = values.filter(|v| v.total > 0 || v.on).collect();
    values.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)));
    values
}
