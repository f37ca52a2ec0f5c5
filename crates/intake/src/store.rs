//! Where a reader's own is kept: a store of the browser's, under the name of the site.

use idb::{Database, DatabaseEvent as _, Error, Factory, ObjectStoreParams, Query, TransactionMode};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

const STORE: &str = "own";
const KEY: &str = "own";

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

/// What was kept.
pub(crate) async fn read(name: &str) -> Result<Option<Vec<u8>>, Error> {
    let database = open(name).await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let kept = transaction.object_store(STORE)?.get(Query::Key(JsValue::from_str(KEY)))?.await?;
    database.close();
    Ok(kept.map(|kept| Uint8Array::new(&kept).to_vec()))
}

/// Keeps something in place of what was kept, or nothing.
pub(crate) async fn write(name: &str, own: Option<&[u8]>) -> Result<(), Error> {
    let database = open(name).await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    let key = JsValue::from_str(KEY);
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
