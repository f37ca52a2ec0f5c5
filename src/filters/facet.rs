//! A list of values to choose from, each with what choosing it would leave.
//!
//! Each value can be wanted or left out. A long list is searched by a field above it; only its first
//! values are drawn, and those that are on.

use onrecord_corpus::Choice;
use onrecord_text::fold;
use web_sys::{HtmlInputElement, InputEvent};
use yew::{Callback, Html, Properties, TargetCast as _, function_component, use_state};

use crate::markup::html;
use crate::names;

/// A longer list has a field to search it.
const LONG: usize = 12;
/// So many values are drawn.
const DRAWN: usize = 30;

/// One value of a facet.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Choosable {
    pub(super) key: String,
    pub(super) name: String,
    /// What choosing it would leave.
    pub(super) count: usize,
    /// How many statements of the whole record have it.
    pub(super) total: usize,
    /// Whether it is wanted.
    pub(super) on: bool,
    /// Whether it is left out.
    pub(super) not: bool,
}

/// What a reader asks of a value, by its key.
pub(super) enum Wish {
    /// To have it, or no longer.
    Toggle(String),
    /// To leave it out, or no longer.
    Not(String),
}

impl Wish {
    /// Changes a choice of the values that keys are read as.
    pub(super) fn change<T: Ord>(self, choice: &mut Choice<T>, read: impl FnOnce(String) -> Option<T>) {
        match self {
            Self::Toggle(key) => read(key).into_iter().for_each(|value| choice.toggle(value)),
            Self::Not(key) => read(key).into_iter().for_each(|value| choice.exclude(value)),
        }
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct FacetProps {
    pub(super) legend: &'static str,
    pub(super) values: Vec<Choosable>,
    pub(super) wish: Callback<Wish>,
}

#[function_component]
pub(super) fn Facet(props: &FacetProps) -> Html {
    let sought = use_state(String::new);
    if props.values.is_empty() {
        return Html::default();
    }
    let typed = {
        let sought = sought.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                sought.set(field.value());
            }
        })
    };
    let needle = fold(sought.trim());
    let found = |value: &&Choosable| needle.is_empty() || fold(&value.name).contains(&needle);
    let found: Vec<_> = props.values.iter().filter(found).collect();
    let (first, rest) = found.split_at(found.len().min(DRAWN));
    // What is on can be taken back here, however small it is.
    let drawn: Vec<_> = first.iter().chain(rest.iter().filter(|value| value.on || value.not)).collect();
    let hidden = found.len() - drawn.len();
    html! {
        <fieldset class="facet">
            <legend>{ props.legend }</legend>
            if props.values.len() > LONG {
                <input class="facet__search" type="search" oninput={typed} autocomplete="off" spellcheck="false"
                    aria-label={format!("Search the list: {}", props.legend)} placeholder={format!("Search {} values", props.values.len())} />
            }
            <ul class="facet__values">
                { for drawn.into_iter().map(|v| value(props, v)) }
                if hidden > 0 { <li class="facet__more">{ format!("{} more: search for them", names::number(hidden)) }</li> }
            </ul>
        </fieldset>
    }
}

fn value(props: &FacetProps, value: &Choosable) -> Html {
    let wish = |make: fn(String) -> Wish| {
        let (wish, key) = (props.wish.clone(), value.key.clone());
        move |_| wish.emit(make(key.clone()))
    };
    let (toggle, not) = (wish(Wish::Toggle), wish(Wish::Not));
    let empty = value.count == 0 && !value.on && !value.not;
    let state = if empty {
        " choice--empty"
    } else if value.not {
        " choice--not"
    } else {
        ""
    };
    html! {
        <li key={value.key.clone()} class={format!("choice{state}")}>
            <label class="choice__label">
                <input type="checkbox" checked={value.on} onchange={move |_| toggle(())} />
                <span class="choice__name" dir="auto">{ &value.name }</span>
                { " " }
                <span class="choice__count">{ names::number(value.count) }</span>
            </label>
            <button type="button" class="choice__not" aria-pressed={value.not.to_string()} onclick={move |_| not(())}
                aria-label={format!("not {}", value.name)}>{ "not" }</button>
        </li>
    }
}

/// With a capital at its start, where that is one of ASCII: tables of all others would weigh more than
/// this module.
pub(super) fn capitalized(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
