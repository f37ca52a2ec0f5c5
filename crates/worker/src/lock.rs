//! One tab at a time: a lock of the browser's, where it has any.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Calls back when the lock is free, and holds it until the promise that comes back is kept. Where there is no
    /// lock to be had, the promise that this gives is broken.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], catch)]
    fn request(name: &str, held: &Function) -> Result<Promise, JsValue>;
}

/// A lock, which is free again when this is dropped.
pub(crate) struct Lock {
    release: Function,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

impl Lock {
    /// Waits for the lock of this name. Nothing where there are no locks: a page of an unsafe origin has none.
    pub(crate) async fn take(name: &str) -> Option<Self> {
        let (held, release) = promise();
        let (taken, take) = promise();
        let hold = Closure::once(move || {
            let _ = take.call0(&JsValue::UNDEFINED);
            held
        });
        let refused = request(name, hold.into_js_value().unchecked_ref()).ok()?;
        JsFuture::from(Promise::race(&Array::of2(&taken, &refused))).await.ok()?;
        Some(Self { release })
    }
}

/// A promise, and what keeps it.
fn promise() -> (Promise, Function) {
    let mut keep = Function::default();
    let promise = Promise::new(&mut |resolve, _| keep = resolve);
    (promise, keep)
}
