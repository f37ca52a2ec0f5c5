//! JSON by the browser's own writer, which the page need not bring along.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;

/// Returns the JSON text of a value, or `None` if it has no JSON form.
pub(crate) fn to_string(value: &impl Serialize) -> Option<String> {
    let value = value.serialize(&Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&value).ok().map(String::from)
}
