//! Handles the page's requests, one after another.

use futures_channel::mpsc;
use futures_util::StreamExt as _;
use js_sys::{Array, Reflect, Uint8Array};
use onrecord_corpus::{Files, Part};
use onrecord_model::Date;
use onrecord_worker::{Event, Request, Workspace};
use serde::Deserialize as _;
use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, MessageEvent};

use crate::{
    lock::Lock,
    messages::{scope, send, send_refusal, send_with_files},
    pages,
    store::Store,
};

/// Listens to the page for as long as the worker lives.
pub(crate) fn listen() {
    let (sender, mut messages) = mpsc::unbounded();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let _ = sender.unbounded_send(event.data());
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    spawn_local(async move {
        let mut worker = None;
        while let Some(message) = messages.next().await {
            handle(&mut worker, &message).await;
        }
    });
    // Tells the page that requests may be sent.
    let _ = scope().post_message(&JsValue::NULL);
}

/// Handles one message. Requests other than [`Request::Open`] are ignored until a record is open.
async fn handle(worker: &mut Option<Worker>, message: &JsValue) {
    let property = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let Ok(request) = Request::deserialize(Deserializer::from(property("ask"))) else { return };
    let files = Array::from(&property("files"));
    match (request, worker) {
        (Request::Open { store }, worker) => {
            if let Some(opened) = Worker::open(store, &files).await {
                *worker = Some(opened);
            }
        }
        (request, Some(worker)) => worker.handle(request, &files).await,
        (_, None) => {}
    }
}

/// The open record, joined with the reader's own articles.
struct Worker {
    workspace: Workspace,
    store: Store,
}

impl Worker {
    /// Opens a record from pairs of a name and bytes; the index has no name. Reports a record that cannot be read.
    async fn open(store: String, files: &Array) -> Option<Self> {
        let mut index = Vec::new();
        let mut parts = Vec::new();
        for pair in files.iter().map(|pair| Array::from(&pair)) {
            let bytes = Uint8Array::new(&pair.get(1)).to_vec();
            match pair.get(0).as_string().unwrap_or_default().parse::<Part>() {
                Ok(part) => parts.push((part, bytes)),
                Err(_) => index = bytes,
            }
        }
        let mut workspace = match Workspace::open(&index, parts) {
            Ok(workspace) => workspace,
            Err(reason) => {
                send(&Event::Failed { reason });
                return None;
            }
        };
        let mut store = Store::new(store);
        store.read(&mut workspace).await;
        let worker = Self { workspace, store };
        if !worker.workspace.is_empty() {
            worker.send_record();
        }
        Some(worker)
    }

    async fn handle(&mut self, request: Request, files: &Array) {
        match request {
            Request::Open { .. } => {}
            Request::Add { pasted, published } => {
                let _lock = self.catch_up().await;
                let published = published.and_then(|day| day.parse().ok());
                if let Some(text) = pasted {
                    self.add("pasted.txt", text.into_bytes(), published);
                }
                for file in files.iter().filter_map(|file| file.dyn_into::<File>().ok()) {
                    match JsFuture::from(file.array_buffer()).await {
                        Ok(bytes) => {
                            let bytes = pages::to_utf8(&file.name(), Uint8Array::new(&bytes).to_vec());
                            self.add(&file.name(), bytes, published);
                        }
                        Err(_) => send_refusal(&file.name(), "the browser cannot read it"),
                    }
                }
                self.save().await;
            }
            Request::Remove { articles } => self.change(|workspace| workspace.remove(&articles)).await,
            Request::UndoRemoval => self.change(Workspace::undo_removal).await,
            Request::SetDay { article, day } => {
                self.change(|workspace| workspace.set_day(&article, &day)).await;
            }
            Request::Amend(amendment) => self.change(|workspace| workspace.amend(*amendment)).await,
            Request::Restore { statement } => {
                self.change(|workspace| workspace.restore_statement(&statement)).await;
            }
            Request::Page { address } => match self.workspace.one_file() {
                Ok(record) => match pages::with_record(&address, &record).await {
                    Some(page) => send_file("record.html", page),
                    None => {
                        let reason = "a part of the page could not be loaded: try again".to_owned();
                        send(&Event::Failed { reason });
                    }
                },
                Err(reason) => send(&Event::Failed { reason }),
            },
            Request::Corrections => send_file("corrections.toml", self.workspace.corrections()),
            Request::Articles => send_file("articles.jsonl", self.workspace.articles()),
        }
    }

    /// Changes the workspace, on top of the changes that other tabs have stored.
    async fn change(&mut self, change: impl FnOnce(&mut Workspace)) {
        let _lock = self.catch_up().await;
        change(&mut self.workspace);
        self.save().await;
    }

    /// Takes over what other tabs have stored, and locks them out until the returned lock is dropped.
    async fn catch_up(&mut self) -> Option<Lock> {
        let lock = self.store.lock().await;
        self.store.read(&mut self.workspace).await;
        lock
    }

    /// Adds the articles of a file, and reports what cannot be read.
    fn add(&mut self, name: &str, bytes: Vec<u8>, published: Option<Date>) {
        let progress = |done, total| {
            // A message for each article would take longer than the articles.
            if total < 100 || done % (total / 100) == 0 {
                send(&Event::Progress { name: name.to_owned(), done, total });
            }
        };
        let refusals = self.workspace.add(name, bytes, published, progress);
        refusals.into_iter().for_each(|reason| send_refusal(name, &reason));
    }

    /// Sends the record to the page, and stores the reader's own articles.
    async fn save(&mut self) {
        self.send_record();
        if !self.store.write(self.workspace.keep().as_deref()).await {
            send(&Event::NotKept);
        }
    }

    fn send_record(&self) {
        match self.workspace.record() {
            Ok((Files { index, parts }, own)) => {
                let parts = parts.into_iter().map(|(part, bytes)| (part.to_string(), bytes));
                let files: Vec<_> = [(String::new(), index)].into_iter().chain(parts).collect();
                send_with_files(&Event::Record(own), &files);
            }
            Err(reason) => send(&Event::Failed { reason }),
        }
    }
}

fn send_file(name: &str, text: String) {
    send(&Event::File { name: name.to_owned(), text });
}
