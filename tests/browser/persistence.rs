//! Storage of a reader's own articles: refused, damaged, or shared by two tabs.

use anyhow::{Context as _, Result};
use axum::http::StatusCode;
use serde_json::json;

use crate::{
    harness::{Fault, How, Page, Record, in_one_browser, scenario},
    user_articles::{SNOW, drop, own, refused, until_own},
};

const HAIL: &str = "+++\ntitle = \"Hail\"\npublished = \"2017-07-29\"\n+++\n“It hails in the south,” said Shinzo Abe, the \
                    Japanese prime minister.\n";

/// Writes bytes to the page's store.
async fn put(page: &Page, bytes: &[u8]) -> Result<()> {
    let script = "const [bytes, done] = arguments; const folder = location.href.split(/[?#]/)[0]; const name = `onrecord:own:${folder}`; \
                  localStorage.setItem(name, '1'); const open = indexedDB.open(name, 1); \
                  open.onupgradeneeded = () => open.result.createObjectStore('own'); \
                  open.onsuccess = () => { const writes = open.result.transaction('own', 'readwrite'); \
                  writes.objectStore('own').put(new Uint8Array(bytes), 'own'); \
                  writes.oncomplete = () => { open.result.close(); done(); }; };";
    page.driver.execute_async(script, vec![json!(bytes)]).await?;
    Ok(())
}

/// Returns the bytes stored under a key.
async fn kept(page: &Page, key: &str) -> Result<Vec<u8>> {
    let script = "const [key, done] = arguments; const folder = location.href.split(/[?#]/)[0]; \
                  const open = indexedDB.open(`onrecord:own:${folder}`, 1); \
                  open.onsuccess = () => { const reads = open.result.transaction('own').objectStore('own').get(key); \
                  reads.onsuccess = () => { open.result.close(); done([...(reads.result ?? [])]); }; };";
    Ok(page.driver.execute_async(script, vec![json!(key)]).await?.convert()?)
}

scenario!(damaged_data_is_set_aside, Record::Whole, |page| {
    page.open("").await?;
    put(&page, b"damaged").await?;
    page.open("").await?;
    page.until("it is told", async || Ok(refused(&page).await?.contains("damaged"))).await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    page.until("it is kept", async || Ok(!kept(&page, "own").await?.starts_with(b"damaged"))).await?;
    assert_eq!(kept(&page, "damaged").await?, b"damaged");
    page.open("").await?;
    until_own(&page, 1).await?;
});

scenario!(data_of_a_newer_version_is_left_alone, Record::Whole, |page| {
    const NEWER: &[u8] = b"\xff\xff\xff\xffown\xfesomething";
    page.open("").await?;
    put(&page, NEWER).await?;
    page.open("").await?;
    page.until("it is told", async || Ok(refused(&page).await?.contains("newer version"))).await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    page.until("it is told that it is not kept", async || {
        Ok(refused(&page).await?.contains("cannot store them"))
    })
    .await?;
    assert_eq!(kept(&page, "own").await?, NEWER);
});

scenario!(two_tabs_keep_the_articles_of_both, Record::Whole, |page| {
    page.open("").await?;
    let other = page.in_new_tab().await?;
    other.open("").await?;
    // Each tab gets an article that the other does not have.
    drop(&other, &[("hail.txt", HAIL)]).await?;
    until_own(&other, 1).await?;
    page.select().await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 2).await?;
    other.select().await?;
    other.open("").await?;
    until_own(&other, 2).await?;
    let mut titles = own(&other).await?;
    titles.sort();
    assert_eq!(titles, ["Hail", "Snow"]);
});

/// An article is added but cannot be stored, and the page says so.
async fn is_not_kept(page: &Page) -> Result<()> {
    page.open("").await?;
    drop(page, &[("snow.txt", SNOW)]).await?;
    until_own(page, 1).await?;
    let told = refused(page).await?;
    assert!(told.contains("lost when the page is closed"), "{told}");
    assert_eq!(page.text("#failed").await?, "");
    Ok(())
}

// Chromium can be set to have no storage, but still gives some to databases, so the worker's requests are
// made to fail.
const FULL: &str =
    "\nIDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };";

scenario!(a_browser_without_room_for_articles, Fault::new("intake-*.js", How::Behind(FULL)), |page| {
    is_not_kept(&page).await?;
});

in_one_browser!(Chromium, a_browser_without_room_for_pages, Record::Whole, [], |page| {
    page.open("").await?;
    page.driver.execute("return navigator.serviceWorker.ready.then(() => true)", vec![]).await?;
    let origin = page.address();
    let quota = json!({ "origin": origin.trim_end_matches('/'), "quotaSize": 1 });
    page.driver.cdp().send_raw("Storage.overrideQuotaForOrigin", quota).await?;
    page.open("?country=US").await?;
    assert!(page.count().await? > 0);
    // Files fetched now cannot be stored, but work.
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    assert_eq!(page.text("#failed").await?, "");
});

scenario!(a_browser_that_cannot_store_articles, Record::Whole, ["cookies"], |page| {
    is_not_kept(&page).await?;
});

/// If the worker does not load, the page says so, and the next attempt works.
async fn reader_is_lost(page: &Page) -> Result<()> {
    page.open("").await?;
    let before = page.count().await?;
    drop(page, &[("snow.txt", SNOW)]).await?;
    let told = refused(page).await?;
    assert!(told.contains("could not be loaded"), "{told}");
    assert_eq!(page.count().await?, before);
    page.site.heal();
    drop(page, &[("snow.txt", SNOW)]).await?;
    until_own(page, 1).await
}

scenario!(a_missing_worker, Fault::new("intake-*.js", How::Answers(StatusCode::NOT_FOUND)), |page| {
    reader_is_lost(&page).await?;
});

// In a browser of its own, see `faults::an_app_cut_short`.
scenario!(a_worker_without_its_program, Fault::new("intake-*.wasm", How::CutShort), ["alone"], |page| {
    reader_is_lost(&page).await?;
});

// Crashes on the third request, after the record and the first article.
const FALLS: &str = "\nlet asked = 0; addEventListener('message', (event) => { \
    if (++asked > 2) { event.stopImmediatePropagation(); throw new Error('falls'); } }, true);";

scenario!(a_worker_that_fails, Fault::new("intake-*.js", How::Behind(FALLS)), |page| {
    page.open("").await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    page.until("it is kept", async || Ok(!kept(&page, "own").await?.is_empty())).await?;
    drop(&page, &[("hail.txt", HAIL)]).await?;
    page.until("it is told", async || Ok(refused(&page).await?.contains("failed on this"))).await?;
    assert_eq!(page.text("#failed").await?, "");
    // Earlier articles are still there and can be removed.
    until_own(&page, 1).await?;
    page.click(".user-articles__list button").await?;
    until_own(&page, 0).await.context("another reader does what is asked")?;
});
