//! Everything that uses the browser: `web-sys`, `js-sys`, `gloo` and `wasm-bindgen` are named in no other folder.
//!
//! The rest of the app passes plain values in and gets plain values back. State that outlives a call (the locale in use,
//! whether the HTTP cache is bypassed) is kept in thread-locals here and nowhere else. The module also compiles natively,
//! because the first screen is rendered without a browser; what such a rendering calls returns neutral values there.

pub(crate) mod canvas;
pub(crate) mod clipboard;
pub(crate) mod dialogs;
pub(crate) mod dom;
pub(crate) mod download;
pub(crate) mod drop_paste;
pub(crate) mod events;
pub(crate) mod fetch;
pub(crate) mod focus;
pub(crate) mod json;
pub(crate) mod locale;
pub(crate) mod location;
pub(crate) mod marks;
pub(crate) mod mount;
pub(crate) mod storage;
pub(crate) mod worker_client;

pub(crate) use gloo::{events::EventListener, timers::callback::Timeout};
pub(crate) use wasm_bindgen_futures::spawn_local;
pub(crate) use web_sys::File;
