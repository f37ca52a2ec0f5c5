//! Values that the browser stores for this site. Storage may be full, forbidden or missing: then nothing is stored.

use gloo::utils::window;

/// Returns the value stored under a key.
pub(crate) fn local_storage_get(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores a value under a key, or removes the key if there is no value.
pub(crate) fn local_storage_set(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}
