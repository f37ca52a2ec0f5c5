//! The column of filters: dates, and a list of values for each facet.

mod chips;
mod facet;
mod inputs;
mod periods;

use onrecord_corpus::{FacetCounts, FacetFilter};
use onrecord_model::{Country, QuoteKind, SpeakerId, ranked};
use onrecord_view::View;
use yew::{Callback, Event, Html, MouseEvent, html};

use super::{PageContext, labels};
use crate::platform::{
    events,
    locale::{self, counted},
};

pub(crate) use chips::{chips, filters_in_use};
pub(crate) use facet::FacetValue;
use facet::{Facet, FacetAction, toggle_none};
use inputs::{certainty, date_range};

/// Draws the column of filters, expanded or collapsed. Its content is drawn only where it is seen, and once `is_filled`: it
/// is half of the page.
pub(crate) fn filters(page: &PageContext, open: bool, is_filled: bool, on_toggle: Callback<bool>) -> Html {
    let on_show = on_toggle.clone();
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
                <button type="button" class="filters__show" onclick={move |_: MouseEvent| on_show.emit(false)}>
                    { format!("Show {}", counted(page.selection.len(), "statement")) }
                </button>
            }
        </details>
    }
}

fn content(page: &PageContext) -> Html {
    let view = &page.view;
    let facet = |legend: &'static str, values: Vec<FacetValue>, apply: fn(&mut View, FacetAction)| {
        let on_action = page.on_change(apply);
        html! { <Facet {legend} {values} {on_action} /> }
    };
    let undated = page.selection.undated_of_any_date(&page.corpus);
    let all_undated = page.corpus.row_count() - page.corpus.dated_count();
    html! {
        <div class="filters__content" role="group" aria-label="Filters">
            { date_range(page) }
            { facet("Day", by_count(vec![none("No day", view.undated, undated, all_undated)]), |view, action| {
                toggle_none(&mut view.undated, matches!(action, FacetAction::Toggle(_)));
            }) }
            { certainty(page) }
            { facet("Speaker", speakers(page), |view, action| {
                action.apply(&mut view.speakers, |key| Some(SpeakerId::from_stored(key)));
            }) }
            { facet("Country", speakers_countries(page), |view, action| {
                action.apply(&mut view.countries, |key| key.parse().ok());
            }) }
            { facet("Mentions", by_count(countries(page, &view.about, |counts| &counts.about)), |view, action| {
                action.apply(&mut view.about, |key| key.parse().ok());
            }) }
            { facet("Kind", kinds(page), |view, action| {
                action.apply(&mut view.kinds, |key| QuoteKind::from_name(&key));
            }) }
            { facet("Channel", channels(page), |view, action| action.apply(&mut view.channels, Some)) }
            { facet("Publisher", publishers(page), |view, action| action.apply(&mut view.publishers, Some)) }
        </div>
    }
}

/// Changes a view by the key of a value.
type Choose = fn(&mut View, String);

/// Returns the values that the search suggests, and how each is chosen.
pub(crate) fn suggestible(page: &PageContext) -> [(Vec<FacetValue>, Choose); 3] {
    [
        (speakers(page), |view, key| {
            view.speakers.include.insert(SpeakerId::from_stored(key));
        }),
        (speakers_countries(page), |view, key| {
            key.parse().into_iter().for_each(|country| view.countries.include.insert(country));
        }),
        (publishers(page), |view, key| {
            view.publishers.include.insert(key);
        }),
    ]
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
    let mut all: Vec<_> = all.collect();
    let (count, total) = (page.selection.counts.no_speaker, page.totals.no_speaker);
    all.push(none("No speaker", page.view.speakers.none, count as usize, total as usize));
    by_count(all)
}

fn speakers_countries(page: &PageContext) -> Vec<FacetValue> {
    let choice = &page.view.countries;
    let mut all = countries(page, choice, |counts| &counts.countries);
    let (count, total) = (page.selection.counts.no_country, page.totals.no_country);
    all.push(none("No country", choice.none, count as usize, total as usize));
    by_count(all)
}

/// Returns the value that stands for statements without one.
fn none(name: &str, choice: Option<bool>, count: usize, total: usize) -> FacetValue {
    FacetValue {
        key: String::new(),
        name: name.to_owned(),
        count,
        total,
        selected: choice == Some(true),
        excluded: choice == Some(false),
    }
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
    all.collect()
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
    let mut all = by_name(page, page.corpus.channels(), &page.view.channels, |counts| &counts.channels);
    all.iter_mut().for_each(|value| value.name = capitalized(&value.name));
    by_count(all)
}

fn publishers(page: &PageContext) -> Vec<FacetValue> {
    by_count(by_name(page, page.corpus.publishers(), &page.view.publishers, |counts| &counts.publishers))
}

/// Returns the values of a facet whose keys are their names.
fn by_name(
    page: &PageContext,
    names: &[String],
    choice: &FacetFilter<String>,
    counts_of: fn(&FacetCounts) -> &Vec<u32>,
) -> Vec<FacetValue> {
    let all = names.iter().enumerate().map(|(index, name)| FacetValue {
        key: name.clone(),
        name: name.clone(),
        count: count_at(counts_of(&page.selection.counts), index),
        total: count_at(counts_of(&page.totals), index),
        selected: choice.include.contains(name),
        excluded: choice.exclude.contains(name),
    });
    all.collect()
}

/// Sorts values by how many statements choosing them would leave. A facet's own choices do not change its counts, so that
/// nothing moves under the pointer that chooses.
fn by_count(mut values: Vec<FacetValue>) -> Vec<FacetValue> {
    values.retain(|value| value.total > 0 || value.is_in_use());
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
