//! What a reader must be told: parts of a link that were skipped, a record that cannot be read.

use yew::{Callback, Html, MouseEvent, Properties, function_component, html};

use crate::{load::Failure, view::Unknown};

#[derive(PartialEq, Properties)]
pub(crate) struct NoticesProps {
    pub(crate) unknown: Vec<Unknown>,
    pub(crate) dismiss: Callback<MouseEvent>,
    /// Why a part of the record is not there.
    pub(crate) lost: Option<Failure>,
    pub(crate) retry: Callback<MouseEvent>,
}

/// What of the link could not be applied, and what of the record could not be fetched.
#[function_component]
pub(crate) fn Notices(props: &NoticesProps) -> Html {
    let one = |u: &Unknown| html! { <li>{ format!("{} “{}”: {}", u.key, u.value, u.because) }</li> };
    // The region stands there before it is filled, or screen readers would not speak it.
    html! {
        <div class="notices" role="status">
            if !props.unknown.is_empty() {
                <div class="notice">
                    <p>{ "Some of this link could not be applied; everything else was." }</p>
                    <ul>{ for props.unknown.iter().map(one) }</ul>
                    <button type="button" onclick={props.dismiss.clone()}>{ "Dismiss" }</button>
                </div>
            }
            if let Some(failure) = &props.lost {
                <div class="notice">
                    <p>{ format!("Some words are missing. {} {}", failure.what, failure.remedy) }</p>
                    <button type="button" onclick={props.retry.clone()}>{ "Fetch them again" }</button>
                </div>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct FailedProps {
    pub(crate) failure: Failure,
    pub(crate) retry: Callback<MouseEvent>,
}

/// Nothing to explore, and why.
#[function_component]
pub(crate) fn Failed(props: &FailedProps) -> Html {
    html! {
        <div class="failure" role="alert">
            <h2>{ "The record cannot be shown" }</h2>
            <p>{ &props.failure.what }</p>
            <p>{ props.failure.remedy }</p>
            <button type="button" onclick={props.retry.clone()}>{ "Try again" }</button>
        </div>
    }
}
