//! What the page hears from the browser beside what its elements tell.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::{document, window},
};
use onrecord_view::{View, ViewDefaults};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};
use yew::{Context, TargetCast as _};

use super::{App, Msg};
use crate::{
    browser,
    keys::{self, Act},
    stage::Step,
};

/// Listens for the browser's back and forward, for keys, and for clicks on links to views, which the browser would
/// else be told of one by one whenever they are drawn.
pub(super) fn listen(ctx: &Context<App>) -> Vec<EventListener> {
    let moved = ctx.link().callback(|()| Msg::Moved);
    let pressed = ctx.link().callback(Msg::Key);
    let go = ctx.link().callback(|to| Msg::Go(Box::new(Step::To(to))));
    let defaults = ctx.props().site.defaults;
    let ours = EventListenerOptions::enable_prevent_default();
    vec![
        EventListener::new(&window(), "popstate", move |_| moved.emit(())),
        EventListener::new_with_options(&document(), "keydown", ours, move |event| {
            if let Some(act) = event.dyn_ref().and_then(act_of) {
                pressed.emit(act);
            }
        }),
        EventListener::new_with_options(&document(), "click", ours, move |event| {
            if let Some(to) = event.dyn_ref().and_then(|click| view_of(click, defaults)) {
                event.prevent_default();
                go.emit(to);
            }
        }),
        EventListener::new(&document(), "pointerover", |event| {
            if let Some(mark) = closest(event, ".mark") {
                browser::name_at_pointer(&mark);
            }
        }),
    ]
}

/// The view that a plain click on a link leads to.
fn view_of(click: &MouseEvent, defaults: ViewDefaults) -> Option<View> {
    let held = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    let link = closest(click, "#app a[href^='?']:not([target])").filter(|_| !held)?;
    Some(View::parse(&link.get_attribute("href")?, defaults).0)
}

/// What a selector finds of an element and those around it.
fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest(selector).ok()?
}

/// What a pressed key asks for.
fn act_of(event: &KeyboardEvent) -> Option<Act> {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    let field = event.target_dyn_into::<Element>();
    let in_field = field.is_some_and(|element| element.matches("input, select, textarea").unwrap_or(false));
    let act = keys::act(&event.key(), in_field).filter(|_| !held)?;
    // The slash would be typed into the field that it leads to; what Escape does to a field, it may.
    if act != Act::Close || !in_field {
        event.prevent_default();
    }
    Some(act)
}
