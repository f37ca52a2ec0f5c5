//! Links made for an earlier record.

use crate::harness::{Record, scenario};

/// Leaves the service worker's copy of the earlier record behind.
const FORGET: &str = "return navigator.serviceWorker.getRegistrations().then(all => Promise.all(all.map(one => one.unregister())))";

scenario!(a_link_to_a_corrected_statement_is_redirected_with_a_notice, Record::Changing, |page| {
    page.open("?q=talk").await?;
    let statement = page.wait_for("article[data-statement]").await?;
    let id = statement.attr("data-statement").await?.unwrap_or_default();
    page.site.change("talk.txt", |text| {
        text.replace("talk is over", "all this talk is over").replace("Nikki Haley", "Nimrata Haley")
    })?;
    // Another page, so that no service worker still has the earlier record.
    page.driver.execute(FORGET, vec![]).await?;
    page.open(&format!("?statement={id}")).await?;
    let notice = page.text(".notices .notice").await?;
    assert!(
        notice.contains("an earlier version of this record") && notice.contains("in the words shown"),
        "{notice}"
    );
    assert!(page.text("mark.highlight--open").await?.contains("all this talk is over"));
    assert!(!page.link().await?.contains(&id));
    page.open("?speaker=nikki-haley").await?;
    assert_eq!(page.link().await?, "?speaker=nimrata-haley");
    assert!(page.text(".notices .notice").await?.contains("is now nimrata-haley"));
    // The preview page of the former id still exists.
    page.visit(&format!("{}statement/{id}.html", page.address())).await?;
    assert!(page.text("mark.highlight--open").await?.contains("all this talk is over"));
});

scenario!(an_id_that_another_article_gets_is_said_on_its_page, Record::Changing, |page| {
    page.open("?article=talk").await?;
    assert!(page.all(".notices .notice").await?.is_empty());
    let snow = "“Many roads were white this morning and nobody drove,” said Shinzo Abe, the Japanese prime minister.\n";
    page.site.change("talk.txt", |_| snow.to_owned())?;
    page.driver.execute(FORGET, vec![]).await?;
    page.open("?article=talk").await?;
    let notice = page.text(".notices .notice").await?;
    assert!(
        notice.contains("may have been made for another article")
            && notice.contains("no longer in the record"),
        "{notice}"
    );
    assert_eq!(page.link().await?, "?article=talk");
});

scenario!(a_newer_record_waits_until_it_is_asked_for, Record::Changing, |page| {
    page.open("").await?;
    page.driver.execute("return navigator.serviceWorker.ready.then(() => true)", vec![]).await?;
    page.open("").await?;
    assert_eq!(page.count().await?, 2);
    let addition = "\n“We shall see what comes of it,” said Liu Jieyi, the Chinese ambassador.\n";
    page.site.change("rain.txt", |text| format!("{text}{addition}"))?;
    page.open("").await?;
    // Page and record have the same version.
    assert_eq!(page.count().await?, 2);
    page.until("the newer record is offered", async || {
        Ok(page.text("#newer").await?.contains("record was updated"))
    })
    .await?;
    page.click("#newer button").await?;
    page.until("it is shown", async || Ok(page.count().await? == 3)).await?;
});
