//! Files that are dropped on the page, and texts or files that are pasted into it.

use gloo::{
    events::{EventListener, EventListenerOptions},
    utils::document,
};
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File};
use yew::{Callback, TargetCast as _};

use super::events::list;

/// Shorter pasted texts are ignored, in bytes: no article is that short.
const MIN_TEXT: usize = 80;
/// The root element's attribute while files are dragged over the page; `style/user_articles.css` shows it.
const DRAGGED_OVER: &str = "data-dragging";

/// Listens for dropped and pasted files and texts until the returned listeners are dropped.
pub(crate) fn listen(on_files: &Callback<Vec<File>>, on_text: Callback<String>) -> Vec<EventListener> {
    let options = EventListenerOptions::enable_prevent_default;
    let (dropped, pasted) = (on_files.clone(), on_files.clone());
    let over = EventListener::new_with_options(&document(), "dragover", options(), |event| {
        if transfer(event).is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            event.prevent_default();
            set_dragged_over(true);
        }
    });
    let leave = EventListener::new(&document(), "dragleave", |event| {
        let left_page = event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none());
        if left_page {
            set_dragged_over(false);
        }
    });
    let drop = EventListener::new_with_options(&document(), "drop", options(), move |event| {
        set_dragged_over(false);
        let files =
            transfer(event).and_then(|data| data.files()).map(|files| list(&files)).unwrap_or_default();
        if !files.is_empty() {
            // The browser would open the file in place of the page.
            event.prevent_default();
            dropped.emit(files);
        }
    });
    let paste = EventListener::new(&document(), "paste", move |event| {
        let target = event.target_dyn_into::<Element>();
        if target.is_some_and(|one| one.matches("input, textarea").unwrap_or(false)) {
            return;
        }
        let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data) else {
            return;
        };
        let files = data.files().map(|files| list(&files)).unwrap_or_default();
        let text = data.get_data("text/plain").unwrap_or_default();
        if !files.is_empty() {
            pasted.emit(files);
        } else if text.len() >= MIN_TEXT {
            on_text.emit(text);
        }
    });
    vec![over, leave, drop, paste]
}

fn transfer(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>()?.data_transfer()
}

fn set_dragged_over(on: bool) {
    if let Some(root) = document().document_element() {
        let _ = if on { root.set_attribute(DRAGGED_OVER, "") } else { root.remove_attribute(DRAGGED_OVER) };
    }
}
