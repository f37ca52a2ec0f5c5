//! The column of filters: search terms, dates, and a list of values for each facet.

mod chips;
mod facet;
mod inputs;

use onrecord_corpus::{FacetCounts, FacetFilter};
use onrecord_model::{Country, QuoteKind, SpeakerId, ranked};
use yew::{Callback, Event, Html, html};

use super::{PageContext, labels};
use crate::platform::{events, locale};

pub(crate) use chips::{chips, filters_in_use};
use facet::{Facet, FacetAction, FacetValue};
use inputs::{certainty, date_range, search};

/// Draws the column of filters, expanded or collapsed. Its content is drawn only where it is seen, and once `is_filled`: it
/// is half of the page.
pub(crate) fn filters(page: &PageContext, open: bool, is_filled: bool, on_toggle: Callback<bool>) -> Html {
    let ontoggle = move |event: Event| {
        if let Some(open) = events::is_open(&event) {
            on_toggle.emit(open);
        }
    };
    html! {
        <details class="filters" {open} {ontoggle}>
            <summary class="filters__summary">{ "Filters" }</summary>
            if open && is_filled {
                { content(page) }
            }
        </details>
    }
}

fn content(page: &PageContext) -> Html {
    let view = &page.view;
    let on_speaker = page.on_change(|view, action: FacetAction| {
        action.apply(&mut view.speakers, |key| Some(SpeakerId::from_stored(key)));
    });
    let on_country =
        page.on_change(|view, action: FacetAction| action.apply(&mut view.countries, |key| key.parse().ok()));
    let on_about =
        page.on_change(|view, action: FacetAction| action.apply(&mut view.about, |key| key.parse().ok()));
    let on_kind = page.on_change(|view, action: FacetAction| {
        action.apply(&mut view.kinds, |key| QuoteKind::from_name(&key))
    });
    let on_channel = page.on_change(|view, action: FacetAction| action.apply(&mut view.channels, Some));
    let on_publisher = page.on_change(|view, action: FacetAction| action.apply(&mut view.publishers, Some));

    html! {
        <div class="filters__content" role="group" aria-label="Filters">
            { search(page) }
            { date_range(page) }
            { certainty(page) }
            <Facet legend="Speaker" values={speakers(page)} on_action={on_speaker} />
            <Facet legend="Country" values={countries(page, &view.countries, |counts| &counts.countries)} on_action={on_country} />
            <Facet legend="Mentions" values={countries(page, &view.about, |counts| &counts.about)} on_action={on_about} />
            <Facet legend="Kind" values={kinds(page)} on_action={on_kind} />
            <Facet legend="Channel" values={channels(page)} on_action={on_channel} />
            <Facet legend="Publisher" values={publishers(page)} on_action={on_publisher} />
        </div>
    }
}

/// Returns the count at an index; 0 if there is none.
fn count_at(counts: &[u32], index: usize) -> usize {
    counts.get(index).map_or(0, |&count| count as usize)
}

fn speakers(page: &PageContext) -> Vec<FacetValue> {
    let all = page.corpus.speakers().iter().enumerate().map(|(index, speaker)| FacetValue {
        key: speaker.id.to_string(),
        name: speaker.name.clone(),
        count: count_at(&page.selection.counts.speakers, index),
        total: count_at(&page.totals.speakers, index),
        selected: page.view.speakers.include.contains(&speaker.id),
        excluded: page.view.speakers.exclude.contains(&speaker.id),
    });
    by_count(all)
}

fn countries(
    page: &PageContext,
    choice: &FacetFilter<Country>,
    counts_of: fn(&FacetCounts) -> &Vec<u32>,
) -> Vec<FacetValue> {
    let (counts, totals) = (counts_of(&page.selection.counts), counts_of(&page.totals));
    let all = page.corpus.countries().iter().enumerate().map(|(index, country)| FacetValue {
        key: country.to_string(),
        name: locale::country(*country),
        count: count_at(counts, index),
        total: count_at(totals, index),
        selected: choice.include.contains(country),
        excluded: choice.exclude.contains(country),
    });
    by_count(all)
}

fn kinds(page: &PageContext) -> Vec<FacetValue> {
    let all = QuoteKind::ALL.iter().enumerate().map(|(index, kind)| FacetValue {
        key: kind.as_str().to_owned(),
        name: capitalized(labels::kind(*kind)),
        count: count_at(&page.selection.counts.kinds, index),
        total: count_at(&page.totals.kinds, index),
        selected: page.view.kinds.include.contains(kind),
        excluded: page.view.kinds.exclude.contains(kind),
    });
    all.collect()
}

fn channels(page: &PageContext) -> Vec<FacetValue> {
    let all = by_name(page, page.corpus.channels(), &page.view.channels, |counts| &counts.channels);
    by_count(all.map(|value| FacetValue { name: capitalized(&value.name), ..value }))
}

fn publishers(page: &PageContext) -> Vec<FacetValue> {
    by_count(by_name(page, page.corpus.publishers(), &page.view.publishers, |counts| &counts.publishers))
}

/// Returns the values of a facet whose keys are their names.
fn by_name<'p>(
    page: &'p PageContext,
    names: &'p [String],
    choice: &'p FacetFilter<String>,
    counts_of: fn(&FacetCounts) -> &Vec<u32>,
) -> impl Iterator<Item = FacetValue> + 'p {
    names.iter().enumerate().map(move |(index, name)| FacetValue {
        key: name.clone(),
        name: name.clone(),
        count: count_at(counts_of(&page.selection.counts), index),
        total: count_at(counts_of(&page.totals), index),
        selected: choice.include.contains(name),
        excluded: choice.exclude.contains(name),
    })
}

/// Sorts values by how many statements choosing them would leave. A facet's own choices do not change its counts, so that
/// nothing moves under the pointer that chooses.
fn by_count(values: impl Iterator<Item = FacetValue>) -> Vec<FacetValue> {
    let mut values: Vec<_> = values.filter(|v| v.total > 0 || v.is_in_use()).collect();
    ranked::sort(&mut values, |a, b| {
        (b.count, b.total).cmp(&(a.count, a.total)).then_with(|| a.name.cmp(&b.name))
    });
    values
}

/// Returns the text with a capital first letter.
fn capitalized(name: &str) -> String {
    // Letters beyond ASCII would bring tables of all capital letters into the page.
    let mut name = name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}
