//! Takes what the page asks for, one thing after the other, and tells what became of it.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use js_sys::{Array, Object, Reflect, Uint8Array, global};
use onrecord_corpus::{Files, Part};
use onrecord_worker::{Event, Request, Workspace};
use serde::Deserialize as _;
use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use crate::{lock::Lock, store::Store};

thread_local! {
    static WORKSPACE: RefCell<Option<Workspace>> = const { RefCell::new(None) };
    static STORE: RefCell<Option<Store>> = const { RefCell::new(None) };
    static ASKED: RefCell<VecDeque<JsValue>> = const { RefCell::new(VecDeque::new()) };
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

pub(crate) fn listen() {
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        ASKED.with_borrow_mut(|asked| asked.push_back(event.data()));
        if !BUSY.replace(true) {
            spawn_local(async {
                while let Some(asked) = ASKED.with_borrow_mut(VecDeque::pop_front) {
                    answer(&asked).await;
                }
                BUSY.set(false);
            });
        }
    });
    scope().set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    hear.forget();
    // Whoever started the worker may now ask.
    let _ = scope().post_message(&JsValue::NULL);
}

async fn answer(asked: &JsValue) {
    let of = |name: &str| Reflect::get(asked, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let Ok(ask) = Request::deserialize(Deserializer::from(of("ask"))) else { return };
    match ask {
        Request::Open { store } => open(store, &Array::from(&of("files"))).await,
        Request::Add { texts, published } => {
            let _lock = catch_up().await;
            let published = published.and_then(|day| day.parse().ok());
            for text in texts {
                read(&text.name, text.text.into_bytes(), published);
            }
            for file in Array::from(&of("files")).iter().filter_map(|file| file.dyn_into::<File>().ok()) {
                match JsFuture::from(file.array_buffer()).await {
                    Ok(bytes) => read(&file.name(), Uint8Array::new(&bytes).to_vec(), published),
                    Err(_) => refuse(&file.name(), "the browser cannot read it"),
                }
            }
            keep().await;
        }
        Request::Remove { articles } => change(|workspace| workspace.remove(&articles)).await,
        Request::Amend(amendment) => change(|workspace| workspace.amend(*amendment)).await,
        Request::Restore { statement } => change(|workspace| workspace.restore_statement(&statement)).await,
        Request::OneFile => {
            match WORKSPACE.with_borrow(|workspace| workspace.as_ref().map(Workspace::one_file)) {
                Some(Ok(record)) => tell(&Event::Whole, &[(String::new(), record)]),
                Some(Err(reason)) => tell(&Event::Failed { reason }, &[]),
                None => {}
            }
        }
        Request::Corrections => file("corrections.toml", Workspace::corrections),
        Request::Articles => file("articles.jsonl", Workspace::articles),
    }
}

/// Changes what is kept, by all tabs.
async fn change(with: impl FnOnce(&mut Workspace)) {
    let _lock = catch_up().await;
    WORKSPACE.with_borrow_mut(|workspace| workspace.as_mut().map(with));
    keep().await;
}

/// The record of files that lie in pairs of a name and bytes; the index has no name.
async fn open(store: String, files: &Array) {
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
        Err(reason) => return tell(&Event::Failed { reason }, &[]),
    };
    let mut store = Store::new(store);
    store.read(&mut workspace).await;
    let has_own = !workspace.is_empty();
    WORKSPACE.set(Some(workspace));
    STORE.set(Some(store));
    if has_own {
        show();
    }
}

/// Takes what other tabs have kept meanwhile, and keeps them waiting until what is returned is dropped.
async fn catch_up() -> Option<Lock> {
    // Nothing else is answered until this is.
    let (mut store, mut workspace) = (STORE.take()?, WORKSPACE.take()?);
    let lock = store.lock().await;
    store.read(&mut workspace).await;
    STORE.set(Some(store));
    WORKSPACE.set(Some(workspace));
    lock
}

fn read(name: &str, bytes: Vec<u8>, published: Option<onrecord_model::Date>) {
    let told = |done, total| {
        // A message for each of many articles would take longer than the articles.
        if total < 100 || done % (total / 100) == 0 {
            tell(&Event::Progress { name: name.to_owned(), done, total }, &[]);
        }
    };
    let refused = WORKSPACE.with_borrow_mut(|workspace| {
        workspace.as_mut().map(|workspace| workspace.add(name, bytes, published, told))
    });
    refused.into_iter().flatten().for_each(|reason| refuse(name, &reason));
}

/// Tells why something is not taken.
pub(crate) fn refuse(name: &str, reason: &str) {
    tell(&Event::Refused { name: name.to_owned(), reason: reason.to_owned() }, &[]);
}

/// Shows the record as it is now, and keeps it so.
async fn keep() {
    show();
    let own = WORKSPACE.with_borrow(|workspace| workspace.as_ref().map(Workspace::keep));
    if let (Some(own), Some(mut store)) = (own, STORE.take()) {
        if !store.write(own.as_deref()).await {
            tell(&Event::NotKept, &[]);
        }
        STORE.set(Some(store));
    }
}

fn show() {
    let record = WORKSPACE.with_borrow(|workspace| workspace.as_ref().map(Workspace::record));
    match record {
        Some(Ok((Files { index, parts }, yours))) => {
            let parts = parts.into_iter().map(|(part, bytes)| (part.to_string(), bytes));
            let files: Vec<_> = [(String::new(), index)].into_iter().chain(parts).collect();
            tell(&Event::Record(yours), &files);
        }
        Some(Err(reason)) => tell(&Event::Failed { reason }, &[]),
        None => {}
    }
}

fn file(name: &str, write: impl FnOnce(&Workspace) -> String) {
    if let Some(text) = WORKSPACE.with_borrow(|workspace| workspace.as_ref().map(write)) {
        tell(&Event::File { name: name.to_owned(), text }, &[]);
    }
}

/// Tells the page something, with files beside it.
fn tell(said: &Event, files: &[(String, Vec<u8>)]) {
    let message = Object::new();
    let Some(said) = said.to_bytes() else { return };
    let pairs = Array::new();
    let moved = Array::new();
    for (name, bytes) in files {
        let bytes = Uint8Array::from(bytes.as_slice());
        moved.push(&bytes.buffer());
        pairs.push(&Array::of2(&JsValue::from_str(name), &bytes));
    }
    let _ = Reflect::set(&message, &"tell".into(), &Uint8Array::from(said.as_slice()));
    let _ = Reflect::set(&message, &"files".into(), &pairs);
    let _ = scope().post_message_with_transfer(&message, &moved);
}
