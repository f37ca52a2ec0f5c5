//! Files fetched from beside the page. A server that has stopped sending is distinguished from a slow one.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::{timers::callback::Timeout, utils::window};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, RequestCache, RequestInit, Response,
};

/// A fetch is aborted after this many milliseconds without data.
const STALL_TIMEOUT: u32 = 20_000;

thread_local! {
    static BYPASS_HTTP_CACHE: Cell<bool> = const { Cell::new(false) };
}

/// Makes all further fetches ignore the browser's HTTP cache, which may hold half a file as if it were complete.
pub(crate) fn bypass_http_cache() {
    BYPASS_HTTP_CACHE.set(true);
}

/// Why a file could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// The server sent nothing for too long.
    Stalled,
    /// The server could not be reached.
    Unreachable,
    /// The server answered with a status other than success.
    Status {
        /// The HTTP status.
        status: u16,
        /// The file that was asked for.
        file: String,
    },
    /// The connection broke off before the end of the file.
    Interrupted,
}

/// Fetches a file. Its address is relative to the page.
///
/// # Errors
///
/// Returns an error if the server does not answer, answers with an error, or stops before the end of the file.
pub(crate) async fn fetch(file: &str) -> Result<Vec<u8>, FetchError> {
    let timeout = StallTimeout::start();
    let unless_stalled = |error| if timeout.has_fired() { FetchError::Stalled } else { error };
    // Page and record must belong together: the server is asked whether a cached copy is still current.
    let cache = if BYPASS_HTTP_CACHE.get() { RequestCache::Reload } else { RequestCache::NoCache };
    let init = RequestInit::new();
    init.set_cache(cache);
    init.set_signal(timeout.signal().as_ref());
    let response = JsFuture::from(window().fetch_with_str_and_init(file, &init)).await;
    let response: Response = response.map_err(|_| unless_stalled(FetchError::Unreachable))?.unchecked_into();
    if !response.ok() {
        return Err(FetchError::Status { status: response.status(), file: file.to_owned() });
    }
    let interrupted = || unless_stalled(FetchError::Interrupted);
    let reader = response.body().map(|body| body.get_reader().unchecked_into());
    let reader: ReadableStreamDefaultReader = reader.ok_or_else(interrupted)?;
    let mut bytes = Vec::new();
    loop {
        timeout.restart();
        let read = JsFuture::from(reader.read()).await.map_err(|_| interrupted())?;
        let chunk = Reflect::get(&read, &JsValue::from_str("value")).ok();
        let Some(chunk) = chunk.and_then(|chunk| chunk.dyn_into::<Uint8Array>().ok()) else {
            return Ok(bytes);
        };
        bytes.append(&mut chunk.to_vec());
    }
}

/// Aborts a fetch that has received nothing for [`STALL_TIMEOUT`].
struct StallTimeout {
    abort: Option<AbortController>,
    timer: RefCell<Option<Timeout>>,
    fired: Rc<Cell<bool>>,
}

impl StallTimeout {
    fn start() -> Self {
        let timeout =
            Self { abort: AbortController::new().ok(), timer: RefCell::default(), fired: Rc::default() };
        timeout.restart();
        timeout
    }

    /// Starts again from zero, because data has been received.
    fn restart(&self) {
        let (abort, fired) = (self.abort.clone(), Rc::clone(&self.fired));
        let timer = Timeout::new(STALL_TIMEOUT, move || {
            fired.set(true);
            abort.iter().for_each(AbortController::abort);
        });
        self.timer.replace(Some(timer));
    }

    fn has_fired(&self) -> bool {
        self.fired.get()
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.abort.as_ref().map(AbortController::signal)
    }
}
