//! Everything that narrows the record: speakers, countries, kinds, days, words.

mod chips;
mod days;
mod facet;
mod search;

use onrecord_corpus::{Choice, Counts};
use onrecord_model::{Country, Kind, SpeakerId, ranked::sorted};
use web_sys::{Element, Event};
use yew::{Callback, Html, TargetCast as _};

use crate::{markup::html, names, stage::Stage};

pub(crate) use chips::{chips, filters_on};
use days::days_between;
use facet::{Choosable, Facet, Wish};
use search::search;

/// The column of filters, unfolded or not, with what is in it or only with the room for that.
pub(crate) fn filters(stage: &Stage, open: bool, filled: bool, toggled: Callback<bool>) -> Html {
    let ontoggle = move |event: Event| {
        if let Some(details) = event.target_dyn_into::<Element>() {
            toggled.emit(details.has_attribute("open"));
        }
    };
    html! {
        <details class="filters" {open} {ontoggle}>
            <summary class="filters__summary">{ "Filters" }</summary>
            if open && filled {
                { inside(stage) }
            }
        </details>
    }
}

/// Made only where it is seen: it is half of the page.
fn inside(stage: &Stage) -> Html {
    let view = &stage.view;
    html! {
            <div class="filters__inside" role="group" aria-label="Filters">
                { search(stage) }
                { days_between(stage) }
                <Facet legend="Speaker" values={speakers(stage)}
                    wish={stage.to(|view, wish: Wish| wish.change(&mut view.speakers, |key| Some(SpeakerId::from_stored(key))))} />
                <Facet legend="Country" values={countries(stage, &view.countries, |counts| &counts.countries)}
                    wish={stage.to(|view, wish: Wish| wish.change(&mut view.countries, |key| key.parse().ok()))} />
                <Facet legend="About" values={countries(stage, &view.about, |counts| &counts.about)}
                    wish={stage.to(|view, wish: Wish| wish.change(&mut view.about, |key| key.parse().ok()))} />
                <Facet legend="Kind" values={kinds(stage)} wish={stage.to(|view, wish: Wish| wish.change(&mut view.kinds, |key| Kind::from_name(&key)))} />
                <Facet legend="Channel" values={channels(stage)}
                    wish={stage.to(|view, wish: Wish| wish.change(&mut view.channels, Some))} />
                <Facet legend="Publisher" values={publishers(stage)}
                    wish={stage.to(|view, wish: Wish| wish.change(&mut view.publishers, Some))} />
            </div>
    }
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
        on: stage.view.speakers.wanted.contains(&speaker.id),
        not: stage.view.speakers.left_out.contains(&speaker.id),
    });
    largest_first(all)
}

fn countries(stage: &Stage, choice: &Choice<Country>, of: fn(&Counts) -> &Vec<u32>) -> Vec<Choosable> {
    let all = stage.corpus.countries().iter().enumerate().map(|(index, country)| Choosable {
        key: country.to_string(),
        name: names::country(*country),
        count: at(of(&stage.selection.counts), index),
        total: at(of(&stage.totals), index),
        on: choice.wanted.contains(country),
        not: choice.left_out.contains(country),
    });
    largest_first(all)
}

fn kinds(stage: &Stage) -> Vec<Choosable> {
    let all = Kind::ALL.iter().enumerate().map(|(index, kind)| Choosable {
        key: kind.as_str().to_owned(),
        name: match kind {
            Kind::Direct => "Direct, in quotation marks".to_owned(),
            Kind::Mixed | Kind::Indirect => facet::capitalized(names::kind(*kind)),
        },
        count: at(&stage.selection.counts.kinds, index),
        total: at(&stage.totals.kinds, index),
        on: stage.view.kinds.wanted.contains(kind),
        not: stage.view.kinds.left_out.contains(kind),
    });
    all.collect()
}

fn channels(stage: &Stage) -> Vec<Choosable> {
    let all = by_name(stage, stage.corpus.channels(), &stage.view.channels, |counts| &counts.channels);
    largest_first(all.map(|value| Choosable { name: facet::capitalized(&value.name), ..value }))
}

fn publishers(stage: &Stage) -> Vec<Choosable> {
    largest_first(by_name(stage, stage.corpus.publishers(), &stage.view.publishers, |counts| {
        &counts.publishers
    }))
}

/// Values that are known by their names alone.
fn by_name<'s>(
    stage: &'s Stage,
    names: &'s [String],
    choice: &'s Choice<String>,
    of: fn(&Counts) -> &Vec<u32>,
) -> impl Iterator<Item = Choosable> + 's {
    names.iter().enumerate().map(move |(index, name)| Choosable {
        key: name.clone(),
        name: name.clone(),
        count: at(of(&stage.selection.counts), index),
        total: at(of(&stage.totals), index),
        on: choice.wanted.contains(name),
        not: choice.left_out.contains(name),
    })
}

/// In one order whatever the filters are: what moves under the pointer is chosen by mistake.
fn largest_first(values: impl Iterator<Item = Choosable>) -> Vec<Choosable> {
    let values = values.filter(|v| v.total > 0 || v.on || v.not).collect();
    sorted(values, |a, b| b.total.cmp(&a.total).then_with(|| a.name.cmp(&b.name)))
}
