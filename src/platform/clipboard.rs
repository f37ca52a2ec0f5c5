//! The clipboard.

use gloo::utils::window;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; returns false if the browser does not permit it.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = JsValue::from(window().navigator());
    // Without a secure origin the property is missing, and its typed getter would fail.
    match Reflect::get(&navigator, &"clipboard".into()) {
        Ok(clipboard) if !clipboard.is_undefined() => {
            JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
        }
        _ => false,
    }
}
