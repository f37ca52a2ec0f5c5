//! What the page hears from the browser beside what its elements tell.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::{document, window},
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::Context;

use super::{App, Msg};
use crate::keys::{self, Act};

/// Listens for the browser's back and forward, and for keys.
pub(super) fn listen(ctx: &Context<App>) -> Vec<EventListener> {
    let moved = ctx.link().callback(|()| Msg::Moved);
    let pressed = ctx.link().callback(Msg::Key);
    let ours = EventListenerOptions::enable_prevent_default();
    vec![
        EventListener::new(&window(), "popstate", move |_| moved.emit(())),
        EventListener::new_with_options(&document(), "keydown", ours, move |event| {
            if let Some(act) = event.dyn_ref().and_then(act_of) {
                pressed.emit(act);
            }
        }),
    ]
}

/// What a pressed key asks for.
fn act_of(event: &KeyboardEvent) -> Option<Act> {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let in_field = field.is_some_and(|element| element.matches("input, select, textarea").unwrap_or(false));
    let act = keys::act(&event.key(), in_field).filter(|_| !held)?;
    // The slash would be typed into the field that it leads to; what Escape does to a field, it may.
    if act != Act::Close || !in_field {
        event.prevent_default();
    }
    Some(act)
}
