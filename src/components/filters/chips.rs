//! The filters in use, each with a button that removes it.

use onrecord_corpus::FacetFilter;
use onrecord_model::SpeakerId;
use onrecord_view::View;
use yew::{Html, html};

use crate::{
    components::{PageContext, labels},
    platform::locale,
};

/// A filter in use.
pub(crate) struct FilterChip {
    /// The filter's description.
    pub(crate) label: String,
    /// The view without it.
    pub(crate) without: View,
}

/// Draws the chips of active filters; empty if there are none.
pub(crate) fn chips(page: &PageContext) -> Html {
    let chips = filters_in_use(page);
    if chips.is_empty() {
        return Html::default();
    }
    let chip = |chip: FilterChip| {
        html! {
            <li>
                <button type="button" class="chip" onclick={page.on_click(chip.without)} aria-label={format!("Remove {}", chip.label)}>
                    <bdi>{ &chip.label }</bdi><span class="chip__remove" aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    };
    html! {
        <ul class="chips" aria-label="Active filters">
            { for chips.into_iter().map(chip) }
            <li>
                <button type="button" class="chip chip--all" onclick={page.on_click(page.view.clone().without_filters())}>
                    { "Remove all" }
                </button>
            </li>
        </ul>
    }
}

/// Returns all filters in use.
pub(crate) fn filters_in_use(page: &PageContext) -> Vec<FilterChip> {
    let view = &page.view;
    let speaker = |id: &SpeakerId| {
        page.corpus.speaker(id).map_or_else(|| id.to_string(), |speaker| speaker.name.clone())
    };
    let mut chips = Vec::new();
    add_choice(&mut chips, view, "", |view| &mut view.speakers, speaker);
    add_none(&mut chips, view, "speaker", |view| &mut view.speakers.none);
    add_choice(&mut chips, view, "", |view| &mut view.countries, |country| locale::country(*country));
    add_none(&mut chips, view, "country", |view| &mut view.countries.none);
    add_choice(&mut chips, view, "mentioning ", |view| &mut view.about, |country| locale::country(*country));
    add_choice(&mut chips, view, "", |view| &mut view.kinds, |kind| labels::kind(*kind).to_owned());
    add_choice(&mut chips, view, "by ", |view| &mut view.channels, Clone::clone);
    add_choice(&mut chips, view, "in ", |view| &mut view.publishers, Clone::clone);
    add_none(&mut chips, view, "day", |view| &mut view.undated);
    let mut add = |label: String, remove: fn(&mut View)| {
        let mut without = view.clone();
        remove(&mut without);
        chips.push(FilterChip { label, without });
    };
    if !view.query.is_empty() {
        // A phrase has quotation marks of its own.
        let label =
            if view.query.contains('"') { view.query.clone() } else { format!("“{}”", view.query) };
        add(label, |view| view.query.clear());
    }
    let days = match (view.from, view.to) {
        (Some(from), Some(to)) => locale::range(from, to),
        (Some(day), None) => format!("from {}", locale::day(day)),
        (None, Some(day)) => format!("to {}", locale::day(day)),
        (None, None) => String::new(),
    };
    if !days.is_empty() {
        add(days, |view| (view.from, view.to) = (None, None));
    }
    if view.sure {
        add("without uncertain ones".to_owned(), |view| view.sure = false);
    }
    if let Some(named) = view.named {
        add(if named { "named" } else { "unnamed" }.to_owned(), |view| view.named = None);
    }
    chips
}

/// Adds a chip for the choice of statements without a value.
fn add_none(
    chips: &mut Vec<FilterChip>,
    view: &View,
    what: &str,
    choice_of: fn(&mut View) -> &mut Option<bool>,
) {
    let mut without = view.clone();
    if let Some(included) = choice_of(&mut without).take() {
        let lead = if included { "no" } else { "with a" };
        chips.push(FilterChip { label: format!("{lead} {what}"), without });
    }
}

/// Adds a chip for each value of a facet that is selected or excluded.
fn add_choice<T: Clone + Ord>(
    chips: &mut Vec<FilterChip>,
    view: &View,
    lead: &str,
    choice_of: fn(&mut View) -> &mut FacetFilter<T>,
    name: impl Fn(&T) -> String,
) {
    let choice = choice_of(&mut view.clone()).clone();
    let selected = choice.include.iter().map(|value| ("", value));
    for (not, value) in selected.chain(choice.exclude.iter().map(|value| ("not ", value))) {
        let mut without = view.clone();
        choice_of(&mut without).toggle_include(value.clone());
        chips.push(FilterChip { label: format!("{not}{lead}{}", name(value)), without });
    }
}
