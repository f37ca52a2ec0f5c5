//! Notices: what in a link could not be applied, what of the record is missing, and why a record cannot be shown.

use onrecord_view::{LinkOutcome, LinkWarning};
use yew::{Callback, Html, MouseEvent, html};

use super::button;

/// An error in words for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserError {
    /// What happened, as a sentence.
    pub(crate) message: String,
    /// What the reader can do, as a sentence.
    pub(crate) hint: &'static str,
}

/// Draws the warnings about the link, and the error because of which parts of the record are missing.
pub(crate) fn notices(
    link_warnings: &[LinkWarning],
    on_dismiss: Callback<MouseEvent>,
    part_error: Option<&UserError>,
    on_retry: Callback<MouseEvent>,
) -> Html {
    let item = |u: &LinkWarning| html! { <li>{ format!("{} “{}”: {}", u.key, u.value, u.reason) }</li> };
    let every = |outcome| link_warnings.iter().all(|one| one.outcome == outcome);
    let heading = match () {
        () if every(LinkOutcome::Redirected) => {
            "This link is from an earlier version of this record and was redirected."
        }
        () if every(LinkOutcome::Reused) => "This link may have been made for another article.",
        () => "Part of this link could not be applied.",
    };
    // Screen readers announce changes only in a region that exists before it is filled.
    html! {
        <div class="notices" role="status">
            if !link_warnings.is_empty() {
                <div class="notice">
                    <p>{ heading }</p>
                    <ul>{ for link_warnings.iter().map(item) }</ul>
                    { button("Dismiss", on_dismiss) }
                </div>
            }
            if let Some(error) = part_error {
                <div class="notice">
                    <p>{ format!("Some statements are missing. {} {}", error.message, error.hint) }</p>
                    { button("Try again", on_retry) }
                </div>
            }
        </div>
    }
}

/// Draws the error because of which there is no record to show.
pub(crate) fn failure(error: &UserError, on_retry: Callback<MouseEvent>) -> Html {
    html! {
        <div class="failure" role="alert">
            <h2>{ "The record cannot be shown" }</h2>
            <p>{ &error.message }</p>
            <p>{ error.hint }</p>
            { button("Try again", on_retry) }
        </div>
    }
}
