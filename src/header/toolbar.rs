//! How many statements the filters leave, and the link to exactly this view.

use yew::{Callback, Html, MouseEvent};

use super::counted;
use crate::{browser, markup::html, names, stage::Stage};

/// What became of the link that was to be copied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Copied {
    NotYet,
    Yes,
    /// The browser does not let us: the reader can copy it by hand.
    Refused,
}

/// The line above the timeline.
pub(crate) fn toolbar(stage: &Stage, copied: Copied, copy: Callback<MouseEvent>) -> Html {
    let (left, all) = (stage.selection.len(), stage.corpus.rows());
    let words = counted(left, "statement");
    let of = if left == all { String::new() } else { format!("of {}", names::number(all)) };
    html! {
        <div class="toolbar">
            <p class="toolbar__count" role="status" data-count={left.to_string()}>
                <strong>{ words }</strong>{ " " }<span>{ of }</span>
            </p>
            <span class="toolbar__said" role="status">
                if copied == Copied::Yes { { "Link copied" } }
            </span>
            if copied == Copied::Refused {
                <label class="toolbar__by-hand">
                    { "Copy this link" }
                    <input type="text" readonly=true value={browser::address()} />
                </label>
            }
            <button type="button" class="toolbar__copy" onclick={copy}>{ "Copy link" }</button>
        </div>
    }
}
