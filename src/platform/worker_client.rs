//! The worker that reads the reader's own articles: started, sent requests, and heard.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Object, Reflect, Uint8Array};
use onrecord_worker::{Event, Request};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{File, MessageEvent};
use yew::Callback;

/// Files with their names.
pub(crate) type NamedFiles = Vec<(String, Vec<u8>)>;

/// A message to the worker or from it, as the browser passes it on.
pub(crate) struct Message(JsValue);

impl Message {
    /// A request with the files of a record.
    pub(crate) fn with_record(request: &Request, files: &[(String, Vec<u8>)]) -> Self {
        let pair = |(name, bytes): &(String, Vec<u8>)| {
            Array::of2(&JsValue::from_str(name), &Uint8Array::from(bytes.as_slice()))
        };
        Self::new(request, &files.iter().map(pair).collect())
    }

    /// A request with files that the reader chose.
    pub(crate) fn with_files(request: &Request, files: &[File]) -> Self {
        Self::new(request, &files.iter().collect())
    }

    fn new(request: &Request, files: &Array) -> Self {
        let message = Object::new();
        if let Ok(request) = request.serialize(&Serializer::json_compatible()) {
            let _ = Reflect::set(&message, &"ask".into(), &request);
        }
        let _ = Reflect::set(&message, &"files".into(), files);
        Self(message.into())
    }

    /// Whether the worker reports that it has crashed.
    pub(crate) fn is_crash(&self) -> bool {
        self.0.is_string()
    }

    fn is_ready(&self) -> bool {
        self.0.is_null()
    }

    fn decode(&self) -> Option<(Event, NamedFiles)> {
        let field = |name: &str| Reflect::get(&self.0, &name.into()).ok();
        let event = Event::from_bytes(&Uint8Array::new(&field("tell")?).to_vec())?;
        let file = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, Uint8Array::new(&pair.get(1)).to_vec()))
        };
        Some((event, Array::from(&field("files")?).iter().filter_map(file).collect()))
    }
}

/// A running worker; dropping it terminates the worker.
pub(crate) struct WorkerClient {
    worker: web_sys::Worker,
    /// Requests in order, until the worker is ready and has been sent the record.
    queue: Option<Vec<Message>>,
    is_ready: bool,
    record: Option<Message>,
    _listeners: [EventListener; 2],
}

impl Drop for WorkerClient {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl WorkerClient {
    /// Starts the worker; `None` if the browser refuses.
    pub(crate) fn start(script: &str, heard: Callback<Message>, failed: Callback<()>) -> Option<Self> {
        let worker = web_sys::Worker::new(script).ok()?;
        let on_message = EventListener::new(&worker, "message", move |event| {
            if let Some(message) = event.dyn_ref::<MessageEvent>() {
                heard.emit(Message(message.data()));
            }
        });
        let options = EventListenerOptions::enable_prevent_default();
        let on_error = EventListener::new_with_options(&worker, "error", options, move |event| {
            // The page reports the failure itself.
            event.prevent_default();
            failed.emit(());
        });
        let queue = Some(Vec::new());
        Some(Self { worker, queue, is_ready: false, record: None, _listeners: [on_message, on_error] })
    }

    /// Returns whether the worker's script has been fetched and run.
    pub(crate) const fn has_started(&self) -> bool {
        self.is_ready
    }

    /// Sends the record as soon as the worker is ready, before all other requests.
    pub(crate) fn open(&mut self, record: Message) {
        self.record = Some(record);
        self.flush();
    }

    /// Sends a request, or queues it until the worker has the record.
    pub(crate) fn send(&mut self, request: Message) {
        match &mut self.queue {
            Some(queue) => queue.push(request),
            None => self.post(&request),
        }
    }

    /// Takes a message from the worker; `None` if it only says that the worker is ready, or cannot be understood.
    pub(crate) fn receive(&mut self, message: &Message) -> Option<(Event, NamedFiles)> {
        if message.is_ready() {
            self.is_ready = true;
            self.flush();
            return None;
        }
        message.decode()
    }

    fn flush(&mut self) {
        if self.is_ready
            && let Some(record) = self.record.take()
        {
            self.post(&record);
            for request in self.queue.take().unwrap_or_default() {
                self.post(&request);
            }
        }
    }

    fn post(&self, message: &Message) {
        let _ = self.worker.post_message(&message.0);
    }
}
