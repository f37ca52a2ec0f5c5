//! Events: listeners on the whole page, values read from events, and events for scripts of the page around the app.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::{document, window},
};
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, Event, EventTarget, File, FileList, HtmlInputElement};
use yew::{Callback, KeyboardEvent, MouseEvent, NodeRef, TargetCast as _, WheelEvent};

use super::{clipboard, dom, marks};

/// The detail of the event `onrecord:view`, which scripts of an embedding page listen for.
#[derive(Serialize)]
pub(crate) struct ViewEvent<'a> {
    /// The query string of the view.
    pub(crate) link: &'a str,
    pub(crate) title: &'a str,
    /// The number of matching statements.
    pub(crate) count: usize,
}

/// Publishes the view as an event of the document.
pub(crate) fn publish_view(event: &ViewEvent<'_>) {
    let detail = serde_wasm_bindgen::to_value(event).unwrap_or_default();
    dispatch(&document(), "onrecord:view", &detail);
}

/// Dispatches a custom event with a detail.
pub(super) fn dispatch(target: &EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}

/// A key that was pressed.
pub(crate) struct KeyPress {
    pub(crate) key: String,
    /// Whether it was pressed in a form field.
    pub(crate) in_field: bool,
    /// Whether Ctrl, Meta or Alt was held down.
    pub(crate) has_modifier: bool,
}

impl KeyPress {
    fn from_event(event: &KeyboardEvent) -> Self {
        let target = event.target_dyn_into::<Element>();
        Self {
            key: event.key(),
            in_field: target.is_some_and(|one| one.matches("input, select, textarea").unwrap_or(false)),
            has_modifier: event.ctrl_key() || event.meta_key() || event.alt_key(),
        }
    }
}

/// Listens for the browser's back and forward.
pub(crate) fn on_history(changed: Callback<()>) -> EventListener {
    EventListener::new(&window(), "popstate", move |_| changed.emit(()))
}

/// Listens for keys anywhere on the page. Where `handle` returns true, the browser does nothing else with the key.
pub(crate) fn on_key(handle: impl Fn(KeyPress) -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        if let Some(key) = event.dyn_ref().map(KeyPress::from_event)
            && handle(key)
        {
            event.prevent_default();
        }
    })
}

/// Listens for plain clicks on links to views of this page and passes on their query strings. One listener on the document
/// serves all links, which would otherwise need one each.
pub(crate) fn on_view_link(clicked: Callback<String>) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "click", options, move |event| {
        if let Some(link) = event.dyn_ref().and_then(clicked_view_link) {
            event.prevent_default();
            clicked.emit(link);
        }
    })
}

fn clicked_view_link(click: &MouseEvent) -> Option<String> {
    // With such a key the browser opens the link elsewhere.
    let has_modifier = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    let link = closest(click, ":is(#app, #tour) a[href^='?']:not([target])").filter(|_| !has_modifier)?;
    if marks::takes_first_touch(&link) {
        click.prevent_default();
        return None;
    }
    link.get_attribute("href")
}

/// Listens for clicks on buttons that copy the text beside them, and says there whether the browser has copied it.
pub(crate) fn on_copy_button() -> EventListener {
    EventListener::new(&document(), "click", |event| {
        let item = closest(event, ".copy").and_then(|button| button.closest(".disclosure__item").ok()?);
        let Some(item) = item else { return };
        let part = |selector: &str| item.query_selector(selector).ok()?;
        let (Some(text), Some(status)) = (part("dd"), part("[role=status]")) else { return };
        let text = text.text_content().unwrap_or_default();
        wasm_bindgen_futures::spawn_local(async move {
            let told = if clipboard::copy(&text).await { "Copied" } else { "Select the text to copy it" };
            status.set_text_content(Some(told));
        });
    })
}

/// Shows a tooltip for each mark of the timeline without a card that the pointer reaches.
pub(crate) fn show_mark_tooltips() -> EventListener {
    EventListener::new(&document(), "pointerover", |event| {
        if let Some(mark) = closest(event, ".mark--bin, .event") {
            dom::set_svg_tooltip(&mark);
        }
    })
}

/// Returns the nearest of the event's target and its ancestors that a selector finds.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest(selector).ok()?
}

/// Listens for wheel events over an element that zoom (with Ctrl, or a pinch on a trackpad) or pan (sideways). All others
/// scroll the page.
pub(crate) fn on_wheel(node: &NodeRef, turned: Callback<WheelEvent>) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let element = node.cast::<Element>()?;
    Some(EventListener::new_with_options(&element, "wheel", options, move |event| {
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        let is_sideways = event.delta_x().abs() > event.delta_y().abs();
        if event.ctrl_key() || event.meta_key() || is_sideways {
            event.prevent_default();
            turned.emit(event.clone());
        }
    }))
}

/// Returns the value of the form field that an event happened to.
pub(crate) fn value(event: &impl AsRef<Event>) -> Option<String> {
    dom::value_of(&event.as_ref().target_dyn_into()?)
}

/// Returns whether the `details` element that an event happened to is open.
pub(crate) fn is_open(event: &Event) -> Option<bool> {
    Some(event.target_dyn_into::<Element>()?.has_attribute("open"))
}

/// Returns the files that were chosen in a file field, and empties it so that the same file can be chosen again.
pub(crate) fn take_files(event: &Event) -> Vec<File> {
    let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return Vec::new() };
    let files = field.files().map(|files| list(&files)).unwrap_or_default();
    field.set_value("");
    files
}

/// Returns the files of a list.
pub(super) fn list(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.item(at)).collect()
}
