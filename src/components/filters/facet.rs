//! A facet: a list of values, each with how many statements selecting it would leave.
//!
//! Each value can be selected or excluded. A long list has a search field; only its first values are drawn, and those in
//! use.

use onrecord_corpus::FacetFilter;
use onrecord_text::fold;
use yew::{Callback, Html, InputEvent, Properties, function_component, html, use_state};

use crate::platform::{events, locale};

/// A list with more values has a search field.
const SEARCHABLE: usize = 12;
/// How many values are drawn.
const MAX_VALUES: usize = 30;

/// One value of a facet.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct FacetValue {
    pub(super) key: String,
    pub(super) name: String,
    /// How many statements selecting it would leave.
    pub(super) count: usize,
    /// The number of statements with it in the whole record.
    pub(super) total: usize,
    pub(super) selected: bool,
    pub(super) excluded: bool,
}

impl FacetValue {
    pub(super) const fn is_in_use(&self) -> bool {
        self.selected || self.excluded
    }
}

/// What the reader asks for, with the key of a value.
pub(super) enum FacetAction {
    /// Select the value, or no longer.
    Toggle(String),
    /// Exclude the value, or no longer.
    Exclude(String),
}

impl FacetAction {
    /// Changes a filter, whose values are parsed from keys.
    pub(super) fn apply<T: Ord>(self, choice: &mut FacetFilter<T>, parse: impl FnOnce(String) -> Option<T>) {
        match self {
            Self::Toggle(key) => parse(key).into_iter().for_each(|value| choice.toggle_include(value)),
            Self::Exclude(key) => parse(key).into_iter().for_each(|value| choice.toggle_exclude(value)),
        }
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct FacetProps {
    pub(super) legend: &'static str,
    pub(super) values: Vec<FacetValue>,
    pub(super) on_action: Callback<FacetAction>,
}

/// The list of a facet's values; nothing if there are none.
#[function_component]
pub(super) fn Facet(props: &FacetProps) -> Html {
    let search = use_state(String::new);
    if props.values.is_empty() {
        return Html::default();
    }
    let oninput = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = events::value(&event) {
                search.set(text);
            }
        })
    };
    let needle = fold(search.trim());
    let matches = |value: &&FacetValue| needle.is_empty() || fold(&value.name).contains(&needle);
    let matching: Vec<_> = props.values.iter().filter(matches).collect();
    let (first, rest) = matching.split_at(matching.len().min(MAX_VALUES));
    // A value in use can be taken back here, however rare it is.
    let shown: Vec<_> = first.iter().chain(rest.iter().filter(|value| value.is_in_use())).collect();
    let hidden = matching.len() - shown.len();
    html! {
        <fieldset class="facet">
            <legend>{ props.legend }</legend>
            if props.values.len() > SEARCHABLE {
                <input class="facet__search" type="search" {oninput} autocomplete="off" spellcheck="false"
                    aria-label={format!("Search {}", props.legend)} placeholder={format!("Search {} values", props.values.len())} />
            }
            <ul class="facet__values">
                // A list of its own, so that all of its elements have a key.
                { shown.into_iter().map(|value| facet_value(props, value)).collect::<Html>() }
                if hidden > 0 { <li class="facet__more">{ format!("{} more: search for them", locale::number(hidden)) }</li> }
            </ul>
        </fieldset>
    }
}

fn facet_value(props: &FacetProps, value: &FacetValue) -> Html {
    let action = |make: fn(String) -> FacetAction| {
        let (on_action, key) = (props.on_action.clone(), value.key.clone());
        move || on_action.emit(make(key.clone()))
    };
    let (toggle, exclude) = (action(FacetAction::Toggle), action(FacetAction::Exclude));
    let state = if value.count == 0 && !value.is_in_use() {
        " facet-value--empty"
    } else if value.excluded {
        " facet-value--excluded"
    } else {
        ""
    };
    html! {
        <li key={value.key.clone()} class={format!("facet-value{state}")}>
            <label class="facet-value__label">
                <input type="checkbox" checked={value.selected} onchange={move |_| toggle()} />
                <span class="facet-value__name" dir="auto">{ &value.name }</span>
                { " " }
                <span class="facet-value__count">{ locale::number(value.count) }</span>
            </label>
            <button type="button" class="facet-value__exclude" aria-pressed={value.excluded.to_string()} onclick={move |_| exclude()}
                aria-label={format!("exclude {}", value.name)}>{ "exclude" }</button>
        </li>
    }
}
