//! A record that cannot be read: the reader is told, and the page is not blank.

use anyhow::Result;

use crate::{page::Page, scenario, site::Record};

async fn is_told(page: &Page, words: &str) -> Result<()> {
    page.open("?country=US").await?;
    let told = page.text(".failure").await?;
    assert!(told.contains(words), "{told}");
    // The masthead stays, the address keeps the view, and trying again is offered.
    assert_eq!(page.text(".masthead__name").await?, "Onrecord");
    assert_eq!(page.link().await?, "?country=US");
    page.wait_for(".failure button").await?.click().await?;
    page.until("it was tried again", async || Ok(page.text(".failure").await?.contains(words))).await
}

scenario!(a_missing_record, Record::Missing, |page| {
    is_told(&page, "the server answered 404").await?;
});

scenario!(a_record_cut_short, Record::CutShort, |page| {
    is_told(&page, "cut short on its way").await?;
});

scenario!(a_record_of_another_version, Record::OtherVersion, |page| {
    is_told(&page, "of another version (99)").await?;
});

scenario!(a_page_in_the_place_of_the_record, Record::AnotherFile, |page| {
    is_told(&page, "not a record").await?;
});

// A machine without SSE4 has no SIMD to give.
scenario!(a_browser_without_simd, Record::Whole, ["--js-flags=--no-enable-sse4-1"], |page| {
    page.driver.goto(&page.address()).await?;
    let told = page.text("#outdated").await?;
    assert!(told.contains("too old") && told.contains("newer browser"), "{told}");
    assert_eq!(page.text("#failed").await?, "", "one message is enough");
    assert_eq!(page.all(".statement").await?.len(), 40, "the first screen can be read all the same");
});

scenario!(a_browser_that_keeps_nothing, Record::Whole, |page| {
    // As some that block trackers do: a worker can be asked for, and never comes.
    let source = "ServiceWorkerContainer.prototype.register = async () => undefined";
    let before = serde_json::json!({ "source": source });
    page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", before).await?;
    page.open("?country=US").await?;
    assert!(page.count().await? > 0);
    assert_eq!(page.text("#failed").await?, "");
});
