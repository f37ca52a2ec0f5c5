//! What a reader must be told: parts of a link that were skipped, a record that cannot be read.

use onrecord_view::LinkWarning;
use yew::{Callback, Html, MouseEvent};

use crate::{load::Failure, markup::html};

/// What of the link could not be applied, and what of the record could not be fetched.
pub(crate) fn notices(
    unknown: &[LinkWarning],
    dismiss: Callback<MouseEvent>,
    lost: Option<&Failure>,
    retry: Callback<MouseEvent>,
) -> Html {
    let one = |u: &LinkWarning| html! { <li>{ format!("{} “{}”: {}", u.key, u.value, u.reason) }</li> };
    // The region stands there before it is filled, or screen readers would not speak it.
    let heading = match unknown.iter().all(|one| one.is_redirect) {
        true => "This link is of an earlier record; it leads to what took the place of what it named.",
        false => "Some of this link could not be applied; everything else was.",
    };
    html! {
        <div class="notices" role="status">
            if !unknown.is_empty() {
                <div class="notice">
                    <p>{ heading }</p>
                    <ul>{ for unknown.iter().map(one) }</ul>
                    <button type="button" onclick={dismiss}>{ "Dismiss" }</button>
                </div>
            }
            if let Some(failure) = lost {
                <div class="notice">
                    <p>{ format!("Some words are missing. {} {}", failure.what, failure.remedy) }</p>
                    <button type="button" onclick={retry}>{ "Fetch them again" }</button>
                </div>
            }
        </div>
    }
}

/// Nothing to explore, and why.
pub(crate) fn failed(failure: &Failure, retry: Callback<MouseEvent>) -> Html {
    html! {
        <div class="failure" role="alert">
            <h2>{ "The record cannot be shown" }</h2>
            <p>{ &failure.what }</p>
            <p>{ failure.remedy }</p>
            <button type="button" onclick={retry}>{ "Try again" }</button>
        </div>
    }
}
