//! A file of the record as bytes. A server that has fallen silent is told from one that is slow.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::{net::http::Request, timers::callback::Timeout};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache};

use super::Failure;

/// After so long without a byte nobody waits any more, in milliseconds.
const SILENCE: u32 = 20_000;

thread_local! {
    static DISTRUST: Cell<bool> = const { Cell::new(false) };
}

/// From now on no copy is trusted that the browser has stored: half a file may be kept as if it were whole.
pub(crate) fn distrust_copies() {
    DISTRUST.set(true);
}

/// Fetches a file that lies beside the page.
pub(super) async fn fetch(file: &str) -> Result<Vec<u8>, Failure> {
    let watch = Watch::begin();
    let silent = |otherwise: &str| Failure {
        what: match watch.has_ended() {
            true => "The record stopped coming: the server has fallen silent.".to_owned(),
            false => otherwise.to_owned(),
        },
        remedy: "Check the connection and try again.",
    };
    // The page and its record must belong together: ask whether a stored copy is still the newest. Where one has
    // proved broken, it is not asked for again.
    let cache = if DISTRUST.get() { RequestCache::Reload } else { RequestCache::NoCache };
    let request = Request::get(file).cache(cache).abort_signal(watch.signal().as_ref());
    let answer = request.send().await;
    let response =
        answer.map_err(|_| silent("The record could not be fetched: the server did not answer."))?;
    if !response.ok() {
        return Err(Failure {
            what: format!("The record is missing: the server answered {} for {file}.", response.status()),
            remedy: "Try again later. If this is your site, see that the file lies beside the page.",
        });
    }
    let broken = || silent("The record broke off while it was fetched.");
    let reader = response.body().map(|body| body.get_reader().unchecked_into());
    let reader: ReadableStreamDefaultReader = reader.ok_or_else(broken)?;
    let mut bytes = Vec::new();
    loop {
        watch.restart();
        let read = JsFuture::from(reader.read()).await.map_err(|_| broken())?;
        let of = |name: &str| Reflect::get(&read, &JsValue::from_str(name)).ok();
        let Some(chunk) = of("value").and_then(|value| value.dyn_into::<Uint8Array>().ok()) else {
            return Ok(bytes);
        };
        bytes.append(&mut chunk.to_vec());
    }
}

/// Ends a fetch that has been silent for too long.
struct Watch {
    abort: Option<AbortController>,
    timer: RefCell<Option<Timeout>>,
    ended: Rc<Cell<bool>>,
}

impl Watch {
    fn begin() -> Self {
        let watch =
            Self { abort: AbortController::new().ok(), timer: RefCell::default(), ended: Rc::default() };
        watch.restart();
        watch
    }

    /// Something has come: the time begins anew.
    fn restart(&self) {
        let (abort, ended) = (self.abort.clone(), Rc::clone(&self.ended));
        let end = Timeout::new(SILENCE, move || {
            ended.set(true);
            abort.iter().for_each(AbortController::abort);
        });
        self.timer.replace(Some(end));
    }

    fn has_ended(&self) -> bool {
        self.ended.get()
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.abort.as_ref().map(AbortController::signal)
    }
}
