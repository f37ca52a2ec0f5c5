//! A drop-down list of a few values.

use onrecord_view::UrlName;
use yew::{Callback, Event, Html, html};

use crate::platform::events;

/// Draws the list: each value with its words. `label` is its accessible name.
pub(crate) fn select<T: UrlName>(
    label: &'static str,
    values: &[(T, &'static str)],
    selected: T,
    on_select: Callback<T>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        if let Some(value) = events::value(&event).and_then(|name| T::from_url_name(&name)) {
            on_select.emit(value);
        }
    });
    let option = |(value, words): &(T, &'static str)| {
        html! { <option value={value.url_name()} selected={*value == selected}>{ *words }</option> }
    };
    html! { <select aria-label={label} {onchange}>{ for values.iter().map(option) }</select> }
}
