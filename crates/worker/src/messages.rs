//! Messages from the worker to the page.

use js_sys::{Array, Object, Reflect, Uint8Array, global};
use onrecord_worker::Event;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

/// Returns the worker itself, as the browser's scripts know it.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

/// Sends an event to the page.
pub(crate) fn send(event: &Event) {
    send_with_files(event, &[]);
}

/// Sends an event with files, each a name and bytes. The bytes are transferred, not copied.
pub(crate) fn send_with_files(event: &Event, files: &[(String, Vec<u8>)]) {
    let Some(event) = event.to_bytes() else { return };
    let message = Object::new();
    let pairs = Array::new();
    let transferred = Array::new();
    for (name, bytes) in files {
        let bytes = Uint8Array::from(bytes.as_slice());
        transferred.push(&bytes.buffer());
        pairs.push(&Array::of2(&JsValue::from_str(name), &bytes));
    }
    let _ = Reflect::set(&message, &"tell".into(), &Uint8Array::from(event.as_slice()));
    let _ = Reflect::set(&message, &"files".into(), &pairs);
    let _ = scope().post_message_with_transfer(&message, &transferred);
}

/// Reports why a file was not taken.
pub(crate) fn send_refusal(name: &str, reason: &str) {
    send(&Event::Refused { name: name.to_owned(), reason: reason.to_owned() });
}
