//! The worker itself, and messages to it and from it.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Object, Reflect, Uint8Array};
use onrecord_worker::{Ask, Tell};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{File, MessageEvent};
use yew::Callback;

/// Files under their names.
pub(super) type Named = Vec<(String, Vec<u8>)>;

/// A worker, which ends with this.
pub(super) struct Worker {
    own: web_sys::Worker,
    /// What is asked for before it can hear, in order; the record goes in front.
    waiting: Option<Vec<JsValue>>,
    /// Whether it has started, and whether it has the record.
    started: bool,
    record: Option<JsValue>,
    _listeners: [EventListener; 2],
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.own.terminate();
    }
}

impl Worker {
    /// Starts the worker; nothing where the browser refuses.
    pub(super) fn start(script: &str, told: Callback<JsValue>, lost: Callback<()>) -> Option<Self> {
        let own = web_sys::Worker::new(script).ok()?;
        let hears = EventListener::new(&own, "message", move |event| {
            if let Some(message) = event.dyn_ref::<MessageEvent>() {
                told.emit(message.data());
            }
        });
        let ours = EventListenerOptions::enable_prevent_default();
        let fails = EventListener::new_with_options(&own, "error", ours, move |event| {
            // What it breaks on is told by the page.
            event.prevent_default();
            lost.emit(());
        });
        let waiting = Some(Vec::new());
        Some(Self { own, waiting, started: false, record: None, _listeners: [hears, fails] })
    }

    /// Whether it has ever run.
    pub(super) const fn has_started(&self) -> bool {
        self.started
    }

    /// Gives it the record, as soon as it can hear.
    pub(super) fn open(&mut self, record: JsValue) {
        self.record = Some(record);
        self.begin();
    }

    /// Asks for something, once it has the record.
    pub(super) fn ask(&mut self, message: JsValue) {
        match &mut self.waiting {
            Some(waiting) => waiting.push(message),
            None => self.post(&message),
        }
    }

    fn begin(&mut self) {
        if self.started
            && let Some(record) = self.record.take()
        {
            self.post(&record);
            for message in self.waiting.take().unwrap_or_default() {
                self.post(&message);
            }
        }
    }

    fn post(&self, message: &JsValue) {
        let _ = self.own.post_message(message);
    }

    /// What it tells, with the files beside it; nothing where it only says that it can hear.
    pub(super) fn hear(&mut self, told: &JsValue) -> Option<(Tell, Named)> {
        if told.is_null() {
            self.started = true;
            self.begin();
            return None;
        }
        let of = |name: &str| Reflect::get(told, &name.into()).ok();
        let tell = Tell::from_bytes(&Uint8Array::new(&of("tell")?).to_vec())?;
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, Uint8Array::new(&pair.get(1)).to_vec()))
        };
        Some((tell, Array::from(&of("files")?).iter().filter_map(pair).collect()))
    }

    /// Something to ask for, with the files of a record.
    pub(super) fn message(ask: &Ask, files: &[(String, Vec<u8>)]) -> JsValue {
        let pair = |(name, bytes): &(String, Vec<u8>)| {
            Array::of2(&JsValue::from_str(name), &Uint8Array::from(bytes.as_slice()))
        };
        with_files(ask, &files.iter().map(pair).collect())
    }

    /// Something to ask for, with files that a reader chose.
    pub(super) fn message_with(ask: &Ask, files: &[File]) -> JsValue {
        with_files(ask, &files.iter().collect())
    }
}

fn with_files(ask: &Ask, files: &Array) -> JsValue {
    let message = Object::new();
    if let Ok(ask) = ask.serialize(&Serializer::json_compatible()) {
        let _ = Reflect::set(&message, &"ask".into(), &ask);
    }
    let _ = Reflect::set(&message, &"files".into(), files);
    message.into()
}
