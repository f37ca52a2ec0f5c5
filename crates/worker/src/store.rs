//! The reader's store in the browser, under the name of the site. Data that could not be read is never
//! overwritten.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use idb::{Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use js_sys::Uint8Array;
use onrecord_worker::{Unreadable, Workspace};
use wasm_bindgen::JsValue;

use crate::{lock::Lock, messages::send_refusal};

const STORE: &str = "own";
const KEY: &str = "own";
/// The key under which damaged data is set aside.
const DAMAGED: &str = "damaged";

const NEWER: &str = "stored by a newer version of this page: reload it to see them";

/// The store of a site.
pub(crate) struct Store {
    name: String,
    /// The hash of what was last read or written, if known.
    seen: Option<u64>,
    /// Whether the stored data may be overwritten.
    writes: bool,
}

impl Store {
    pub(crate) const fn new(name: String) -> Self {
        Self { name, seen: None, writes: true }
    }

    /// Locks the store against other tabs.
    pub(crate) async fn lock(&self) -> Option<Lock> {
        Lock::take(&self.name).await
    }

    /// Restores the stored data if it has changed, and reports what cannot be read.
    pub(crate) async fn read(&mut self, workspace: &mut Workspace) {
        let of_yours = |reason: &str| send_refusal("Your articles", reason);
        let kept = match read(&self.name).await {
            Ok(kept) => kept,
            Err(error) => {
                // If the browser has no storage, that is reported on the first change.
                if std::mem::replace(&mut self.writes, false) && is_of_newer_version(&error) {
                    of_yours(NEWER);
                }
                return;
            }
        };
        let seen = Some(hash(kept.as_deref()));
        if self.seen == seen {
            return;
        }
        match workspace.restore(kept.as_deref()) {
            Ok(refused) => refused.iter().for_each(|reason| of_yours(reason)),
            Err(Unreadable::Newer) => {
                self.writes = false;
                of_yours(NEWER);
            }
            Err(Unreadable::Damaged) => {
                self.writes = write(&self.name, DAMAGED, kept.as_deref()).await.is_ok();
                of_yours("the stored articles are damaged and were set aside; new ones are stored");
            }
        }
        self.seen = seen;
    }

    /// Stores data, or deletes it if `None`. Returns whether that succeeded.
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

/// Returns whether a database was not opened because a newer version of the page has changed its form.
fn is_of_newer_version(error: &Error) -> bool {
    matches!(error, Error::DomException(error) if error.name() == "VersionError")
}

async fn open(name: &str) -> Result<Database, Error> {
    let mut request = Factory::new()?.open(name, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // Fails harmlessly if the object store exists.
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
