//! A list of values to choose from, each with what choosing it would leave.

use yew::{Callback, Html, Properties, function_component, html};

/// One value of a facet.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Choosable {
    pub(super) key: String,
    pub(super) name: String,
    /// What choosing it would leave.
    pub(super) count: usize,
    /// How many statements of the whole record have it.
    pub(super) total: usize,
    pub(super) on: bool,
}

#[derive(PartialEq, Properties)]
pub(super) struct FacetProps {
    pub(super) legend: &'static str,
    pub(super) values: Vec<Choosable>,
    pub(super) toggle: Callback<String>,
}

#[function_component]
pub(super) fn Facet(props: &FacetProps) -> Html {
    if props.values.is_empty() {
        return Html::default();
    }
    let one = |value: &Choosable| {
        let (toggle, key) = (props.toggle.clone(), value.key.clone());
        let empty = value.count == 0 && !value.on;
        html! {
            <li key={value.key.clone()}>
                <label class={if empty { "choice choice--empty" } else { "choice" }}>
                    <input type="checkbox" checked={value.on} onchange={move |_| toggle.emit(key.clone())} />
                    <span class="choice__name">{ &value.name }</span>
                    { " " }
                    <span class="choice__count">{ value.count }</span>
                </label>
            </li>
        }
    };
    html! {
        <fieldset class="facet">
            <legend>{ props.legend }</legend>
            <ul class="facet__values">{ for props.values.iter().map(one) }</ul>
        </fieldset>
    }
}

/// With a capital at its start.
pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
