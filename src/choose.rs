//! One of a few values, chosen from a list that opens.

use onrecord_view::UrlName;
use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, Html, TargetCast as _};

use crate::markup::html;

/// The list: each value with the words for it. `label` is said by screen readers.
pub(crate) fn choose<T: UrlName>(
    label: &'static str,
    values: &[(T, &'static str)],
    chosen: T,
    choose: Callback<T>,
) -> Html {
    let changed = Callback::from(move |event: Event| {
        let field = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(value) = field.and_then(|field| T::from_url_name(&field.value())) {
            choose.emit(value);
        }
    });
    let option = |(value, words): &(T, &'static str)| {
        html! { <option value={value.url_name()} selected={*value == chosen}>{ *words }</option> }
    };
    html! { <select aria-label={label} onchange={changed}>{ for values.iter().map(option) }</select> }
}
