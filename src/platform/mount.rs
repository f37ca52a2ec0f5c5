//! How the app takes the place of the prerendered page, and what happens when it panics.

use gloo::utils::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Element;
use yew::Callback;

use super::{events, focus::FocusSnapshot};

/// The id of the element that the page reserves for the app.
const APP: &str = "app";
/// Its attribute while it holds what was rendered when the site was built. Lists the parts of the record used for that.
const PRERENDERED: &str = "data-prerendered";
/// Tells screen readers and scripts that more is still to be drawn.
const BUSY: &str = "aria-busy";

/// Returns which parts of the record the prerendered page was made from; `None` if the page was not prerendered.
pub(crate) fn prerendered_parts() -> Option<String> {
    document().get_element_by_id(APP)?.get_attribute(PRERENDERED)
}

/// Calls `render` with an element for the app and a callback to be called when everything is drawn in it.
///
/// With `keep_until_drawn` the prerendered page stays until then, while the app draws into a copy: nothing flickers.
pub(crate) fn mount(keep_until_drawn: bool, render: impl FnOnce(Element, Callback<()>)) {
    let Some(old) = document().get_element_by_id(APP) else { return };
    let copy =
        if keep_until_drawn { old.clone_node().ok().and_then(|copy| copy.dyn_into().ok()) } else { None };
    let new: Element = copy.unwrap_or_else(|| old.clone());
    if new == old {
        old.set_text_content(None);
    }
    let _ = new.remove_attribute(PRERENDERED);
    let _ = new.set_attribute(BUSY, "true");
    let drawn = Callback::from({
        let new = new.clone();
        move |()| {
            let _ = new.remove_attribute(BUSY);
            if !new.is_connected() {
                let focus = FocusSnapshot::take();
                let _ = old.replace_with_with_node_1(&new);
                focus.iter().for_each(FocusSnapshot::restore);
            }
        }
    });
    render(new, drawn);
}

/// Reports a panic to the page's own script, which shows it: nothing in the app may work any more.
pub(crate) fn report_panics() {
    // Yew replaces hooks that are set in any other way.
    yew::set_custom_panic_hook(Box::new(|info| {
        let message = JsValue::from_str(&info.to_string());
        web_sys::console::error_1(&message);
        events::dispatch(&window(), "onrecord:panic", &message);
    }));
}
