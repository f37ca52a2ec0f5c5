//! A facet: a list of values, each with how many statements selecting it would leave.
//!
//! Each value can be selected or excluded. A long list has a search field; only its first values are drawn, and those in
//! use. Values that would leave nothing are drawn when the reader asks for them.

use onrecord_corpus::FacetFilter;
use onrecord_text::fold;
use yew::{
    Callback, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, function_component, html, use_state,
};

use crate::platform::{events, locale};

/// A list with more values has a search field.
const SEARCHABLE: usize = 12;
/// How many values are drawn.
const MAX_VALUES: usize = 30;

/// One value of a facet.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct FacetValue {
    /// Empty for statements without a value.
    pub(crate) key: String,
    pub(crate) name: String,
    /// How many statements selecting it would leave.
    pub(super) count: usize,
    /// The number of statements with it in the whole record.
    pub(crate) total: usize,
    pub(super) selected: bool,
    pub(super) excluded: bool,
}

impl FacetValue {
    pub(super) const fn is_in_use(&self) -> bool {
        self.selected || self.excluded
    }

    /// Returns whether choosing it would leave nothing. A value in use can always be taken back.
    const fn is_empty(&self) -> bool {
        self.count == 0 && !self.is_in_use()
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
            Self::Toggle(key) if key.is_empty() => toggle_none(&mut choice.none, true),
            Self::Exclude(key) if key.is_empty() => toggle_none(&mut choice.none, false),
            Self::Toggle(key) => parse(key).into_iter().for_each(|value| choice.toggle_include(value)),
            Self::Exclude(key) => parse(key).into_iter().for_each(|value| choice.toggle_exclude(value)),
        }
    }
}

/// Includes or excludes statements without a value. As with other values, a choice that is excluded is taken back by either.
pub(super) fn toggle_none(none: &mut Option<bool>, included: bool) {
    *none = match *none {
        Some(before) if before == included || included => None,
        _ => Some(included),
    };
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
    let shows_all = use_state(|| false);
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
    // What is searched for is shown, whatever it would leave.
    let is_shown = |value: &&FacetValue| *shows_all || !needle.is_empty() || !value.is_empty();
    let (matching, empty): (Vec<_>, Vec<_>) = props.values.iter().filter(matches).partition(is_shown);
    let onclick = {
        let shows_all = shows_all.clone();
        Callback::from(move |_: MouseEvent| shows_all.set(!*shows_all))
    };
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
            if *shows_all || !empty.is_empty() {
                <button type="button" class="facet__all" aria-pressed={shows_all.to_string()} {onclick}
                    aria-label={format!("Show all of {}", props.legend)}>{ "Show all" }</button>
            }
        </fieldset>
    }
}

fn facet_value(props: &FacetProps, value: &FacetValue) -> Html {
    let action = |make: fn(String) -> FacetAction| {
        let (on_action, key) = (props.on_action.clone(), value.key.clone());
        move || on_action.emit(make(key.clone()))
    };
    let (toggle, exclude) = (action(FacetAction::Toggle), action(FacetAction::Exclude));
    let by_key = action(FacetAction::Exclude);
    let onkeydown = move |event: KeyboardEvent| {
        // With Ctrl it is the browser's.
        if event.key() == "-" && !(event.ctrl_key() || event.meta_key() || event.alt_key()) {
            event.prevent_default();
            by_key();
        }
    };
    // One tab stop a value: the checkbox, on which the minus key excludes.
    let tabindex = if value.is_in_use() { "0" } else { "-1" };
    let state = if value.is_empty() {
        " facet-value--empty"
    } else if value.excluded {
        " facet-value--excluded"
    } else {
        ""
    };
    html! {
        <li key={value.key.clone()} class={format!("facet-value{state}")} {onkeydown}>
            <label class="facet-value__label">
                <input type="checkbox" checked={value.selected} aria-keyshortcuts="-" onchange={move |_| toggle()} />
                <span class="facet-value__name" dir="auto">{ &value.name }</span>
                { " " }
                <span class="facet-value__count">{ locale::number(value.count) }</span>
            </label>
            <button type="button" class="facet-value__exclude" {tabindex} aria-pressed={value.excluded.to_string()} onclick={move |_| exclude()}
                aria-label={format!("exclude {}", value.name)}>{ "exclude" }</button>
        </li>
    }
}
