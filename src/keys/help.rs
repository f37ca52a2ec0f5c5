//! The sheet of keys.

use web_sys::HtmlDialogElement;
use yew::{Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with, use_node_ref};

use super::KEYS;

#[derive(PartialEq, Properties)]
pub(crate) struct HelpProps {
    pub(crate) close: Callback<MouseEvent>,
}

/// What each key does, over everything else.
#[function_component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let sheet = use_node_ref();
    {
        let sheet = sheet.clone();
        // The browser holds the focus inside, and gives it back where it was.
        use_effect_with((), move |()| {
            let sheet = sheet.cast::<HtmlDialogElement>();
            if let Some(sheet) = &sheet {
                let _ = sheet.show_modal();
            }
            move || sheet.iter().for_each(HtmlDialogElement::close)
        });
    }
    let key = |(key, does, _): &(&'static str, &'static str, _)| {
        html! { <div class="help__key"><dt><kbd>{ *key }</kbd></dt><dd>{ *does }</dd></div> }
    };
    html! {
        <dialog class="help" aria-labelledby="help-title" ref={sheet}>
            <h2 id="help-title">{ "Keys" }</h2>
            <dl>
                { for KEYS.iter().map(key) }
                <div class="help__key"><dt><kbd>{ "←" }</kbd>{ " " }<kbd>{ "→" }</kbd></dt><dd>{ "in the timeline: from mark to mark" }</dd></div>
                <div class="help__key"><dt><kbd>{ "Enter" }</kbd></dt><dd>{ "open what has the focus" }</dd></div>
            </dl>
            <button type="button" onclick={props.close.clone()}>{ "Close" }</button>
        </dialog>
    }
}
