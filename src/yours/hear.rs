//! Files that are dropped on the page, and texts that are pasted into it.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::document,
};
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList};
use yew::{Callback, TargetCast as _};

use super::Act;

/// Less is a slip, not an article.
const LEAST: usize = 80;
/// What the page has while files are held over it.
const HELD: &str = "data-held";

/// Hears them for as long as what is returned is kept.
pub(crate) fn hear(act: &Callback<Act>) -> Vec<EventListener> {
    let ours = EventListenerOptions::enable_prevent_default;
    let (dropped, pasted) = (act.clone(), act.clone());
    let held = EventListener::new_with_options(&document(), "dragover", ours(), |event| {
        if carried(event).is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            event.prevent_default();
            mark(true);
        }
    });
    let left = EventListener::new(&document(), "dragleave", |event| {
        let outside = event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none());
        if outside {
            mark(false);
        }
    });
    let drop = EventListener::new_with_options(&document(), "drop", ours(), move |event| {
        mark(false);
        let files = carried(event).and_then(|data| data.files()).map(|files| all(&files)).unwrap_or_default();
        if !files.is_empty() {
            // The browser would show the file in place of the page.
            event.prevent_default();
            dropped.emit(Act::Files(files));
        }
    });
    let paste = EventListener::new(&document(), "paste", move |event| {
        let field = event.target_dyn_into::<Element>();
        if field.is_some_and(|field| field.matches("input, textarea").unwrap_or(false)) {
            return;
        }
        let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else {
            return;
        };
        let files = data.files().map(|files| all(&files)).unwrap_or_default();
        let text = data.get_data("text/plain").unwrap_or_default();
        if !files.is_empty() {
            pasted.emit(Act::Files(files));
        } else if text.len() >= LEAST {
            pasted.emit(Act::Pasted(text));
        }
    });
    vec![held, left, drop, paste]
}

fn carried(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}

fn mark(held: bool) {
    if let Some(root) = document().document_element() {
        let _ = if held { root.set_attribute(HELD, "") } else { root.remove_attribute(HELD) };
    }
}

/// The files of a list.
pub(super) fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.item(at)).collect()
}
