//! Where a reader's own is kept: a store of the browser's, under the name of the site. What is there is never
//! written over by who could not read it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use idb::{Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use js_sys::Uint8Array;
use onrecord_worker::{Desk, Unreadable};
use wasm_bindgen::JsValue;

use crate::{lock::Lock, worker::refuse};

const STORE: &str = "own";
const KEY: &str = "own";
/// What was found damaged lies under this key.
const DAMAGED: &str = "damaged";

/// The store of a site.
pub(crate) struct Store {
    name: String,
    /// The hash of what was last read or written, as far as that is known.
    seen: Option<u64>,
    /// Whether what is kept there may be written over.
    writes: bool,
}

impl Store {
    pub(crate) const fn new(name: String) -> Self {
        Self { name, seen: None, writes: true }
    }

    /// Keeps other tabs from the store.
    pub(crate) async fn lock(&self) -> Option<Lock> {
        Lock::take(&self.name).await
    }

    /// Gives the desk what is kept, where that is not what it has; tells what cannot be taken.
    pub(crate) async fn read(&mut self, desk: &mut Desk) {
        let of_yours = |reason: &str| refuse("Your own articles", reason);
        let Ok(kept) = read(&self.name).await else {
            // Where this browser keeps nothing at all, that is told when something is to be kept.
            self.writes = false;
            return;
        };
        let seen = Some(hash(kept.as_deref()));
        if self.seen == seen {
            return;
        }
        match desk.restore(kept.as_deref()) {
            Ok(refused) => refused.iter().for_each(|reason| of_yours(reason)),
            Err(Unreadable::Newer) => {
                self.writes = false;
                of_yours("a newer version of this page has kept them: reload the page to have them");
            }
            Err(Unreadable::Damaged) => {
                self.writes = write(&self.name, DAMAGED, kept.as_deref()).await.is_ok();
                of_yours(
                    "what this browser kept of them is damaged, and was set aside; what you add now is kept",
                );
            }
        }
        self.seen = seen;
    }

    /// Keeps something in place of what was kept, or nothing; false where it is not kept.
    pub(crate) async fn write(&mut self, own: Option<&[u8]>) -> bool {
        let written = self.writes && write(&self.name, KEY, own).await.is_ok();
        if written {
            self.seen = Some(hash(own));
        }
        written
    }
}

fn hash(kept: Option<&[u8]>) -> u64 {
    let mut hasher = DefaultHasher::new();
    kept.hash(&mut hasher);
    hasher.finish()
}

async fn open(name: &str) -> Result<Database, Error> {
    let mut request = Factory::new()?.open(name, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // Where it is there already, nothing is to be made.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

async fn read(name: &str) -> Result<Option<Vec<u8>>, Error> {
    let database = open(name).await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let kept = transaction.object_store(STORE)?.get(Query::Key(JsValue::from_str(KEY)))?.await?;
    database.close();
    Ok(kept.map(|kept| Uint8Array::new(&kept).to_vec()))
}

async fn write(name: &str, key: &str, own: Option<&[u8]>) -> Result<(), Error> {
    let database = open(name).await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    let key = JsValue::from_str(key);
    match own {
        Some(bytes) => {
            store.put(&Uint8Array::from(bytes), Some(&key))?.await?;
        }
        None => {
            store.delete(Query::Key(key))?.await?;
        }
    }
    transaction.commit()?.await?;
    database.close();
    Ok(())
}
