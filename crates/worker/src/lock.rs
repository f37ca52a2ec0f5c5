//! A lock shared by all tabs, if the browser supports one.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Calls `held` when the lock is free, and keeps the lock until the promise that `held` returns is
    /// resolved. If no lock is available, the returned promise is rejected.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], catch)]
    fn request(name: &str, held: &Function) -> Result<Promise, JsValue>;
}

/// A lock, released when dropped.
pub(crate) struct Lock {
    release: Function,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

impl Lock {
    /// Waits for the lock with this name. Returns `None` if there are no locks, as on pages of an insecure
    /// origin.
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

/// Returns a promise and the function that resolves it.
fn promise() -> (Promise, Function) {
    let mut keep = Function::default();
    let promise = Promise::new(&mut |resolve, _| keep = resolve);
    (promise, keep)
}
