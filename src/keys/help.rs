//! The sheet of keys.

use yew::{Callback, Html, MouseEvent};

use super::KEYS;
use crate::browser;
use crate::markup::html;

/// Where the sheet is found.
const SHEET: &str = "#help";

/// What each key does, over everything else; closed until it is shown.
pub(crate) fn help() -> Html {
    let key = |(key, does, _): &(&'static str, &'static str, _)| {
        html! { <div class="help__key"><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }
    };
    let close = Callback::from(|_: MouseEvent| {
        close_help();
    });
    html! {
        <dialog id="help" class="help" aria-labelledby="help-title">
            <h2 id="help-title">{ "Keys" }</h2>
            <dl>
                { for KEYS.iter().map(key) }
                <div class="help__key"><dt><kbd>{ "←" }</kbd>{ " " }<kbd>{ "→" }</kbd></dt><dd>{ "in the timeline: from mark to mark" }</dd></div>
                <div class="help__key"><dt><kbd>{ "+" }</kbd>{ " " }<kbd>{ "−" }</kbd></dt><dd>{ "in the timeline: fewer days, more days, around the mark" }</dd></div>
                <div class="help__key"><dt><kbd>{ "Shift" }</kbd>{ " " }<kbd>{ "←" }</kbd>{ " " }<kbd>{ "→" }</kbd></dt><dd>{ "in the timeline: earlier days, later days" }</dd></div>
                <div class="help__key"><dt><kbd>{ "Enter" }</kbd></dt><dd>{ "open what has the focus" }</dd></div>
            </dl>
            <button type="button" onclick={close}>{ "Close" }</button>
        </dialog>
    }
}

/// Opens the sheet, or closes it where it is open.
pub(crate) fn toggle_help() {
    if !browser::close_sheet(SHEET) {
        browser::open_sheet(SHEET);
    }
}

/// Closes the sheet; false where it was not open.
pub(crate) fn close_help() -> bool {
    browser::close_sheet(SHEET)
}
