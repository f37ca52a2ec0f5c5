//! Links: every view has one, and it leads back to the same view.

use thirtyfour::prelude::*;

use crate::harness::{Record, scenario};

const DEEP: &str = "?country=US&kind=direct&from=2017-07-28&to=2017-07-31&lanes=country";

scenario!(a_deep_link_in_a_fresh_profile_shows_the_same_view, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    page.click(".statement__link").await?;
    page.wait_for("mark.highlight--open").await?;
    let (link, title) = (page.link().await?, page.driver.title().await?);
    let marked = page.text("mark.highlight--open").await?;
    let fresh = page.in_fresh_profile().await?;
    fresh.open(&link).await?;
    let seen = (fresh.link().await?, fresh.driver.title().await?, fresh.text("mark.highlight--open").await?);
    assert_eq!(seen, (link, title, marked));
});

scenario!(a_link_with_many_filters, Record::Whole, |page| {
    page.open(DEEP).await?;
    assert_eq!(page.link().await?, DEEP);
    let left = page.count().await?;
    assert!(left > 0 && left < 20, "{left}");
    assert_eq!(page.all("article[data-statement]").await?.len(), left);
    // Country, kind, the days, and what removes all.
    assert_eq!(page.all(".chip").await?.len(), 4);
    assert_eq!(page.all(".facet-value input:checked").await?.len(), 2);
});

scenario!(back_and_forward, Record::Whole, |page| {
    page.open("").await?;
    let all = page.count().await?;
    let left = page.choose("Nikki Haley").await?;
    page.until("the filter is on", async || Ok(page.count().await? == left)).await?;
    page.click(".statement__link").await?;
    page.wait_for(".reader").await?;
    page.driver.back().await?;
    page.until("the article is closed", async || Ok(page.all(".reader").await?.is_empty())).await?;
    assert_eq!(page.count().await?, left);
    page.driver.back().await?;
    page.until("the filter is off", async || Ok(page.count().await? == all)).await?;
    page.driver.forward().await?;
    page.until("the filter is on again", async || Ok(page.count().await? == left)).await?;
    page.driver.forward().await?;
    page.wait_for(".reader").await?;
});

scenario!(an_unknown_value_is_reported_and_the_rest_applied, Record::Whole, |page| {
    page.open("?speaker=nobody-at-all&country=CN&colour=red&from=soon").await?;
    let notice = page.text(".notices .notice").await?;
    for skipped in ["nobody-at-all", "colour", "soon"] {
        assert!(notice.contains(skipped), "{notice}");
    }
    assert_eq!(page.link().await?, "?country=CN");
    assert!(page.count().await? > 0);
    page.click(".notices .notice button").await?;
    page.until("the notice is gone", async || Ok(page.all(".notices .notice button").await?.is_empty()))
        .await?;
});

scenario!(a_lost_statement_leads_to_its_article, Record::Whole, |page| {
    page.open("?statement=2017-07-31-no-good-option~00000000").await?;
    let notice = page.text(".notices .notice").await?;
    assert!(notice.contains("no longer in the record"), "{notice}");
    assert!(page.text(".reader__title").await?.starts_with("No good option"));
});

scenario!(markup_in_a_link_stays_text, Record::Whole, |page| {
    page.open("?q=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E&speaker=%3Cscript%3E1%3C%2Fscript%3E")
        .await?;
    assert!(page.text(".notices .notice").await?.contains("<script>1</script>"));
    assert_eq!(page.all(".notices script, img").await?.len(), 0);
    assert_eq!(page.count().await?, 0);
    assert!(page.text(".statements--empty").await?.contains("Nothing matches"));
});

scenario!(copying_the_link, Record::Whole, |page| {
    page.open("?country=US").await?;
    page.click(".toolbar__copy").await?;
    // Headless browsers may refuse the clipboard; then the link is shown for copying by hand.
    page.until("the link was copied or is shown", async || {
        let said = page.text(".toolbar__notice").await?;
        Ok(said == "Link copied" || !page.all(".toolbar__link input").await?.is_empty())
    })
    .await?;
});

scenario!(embedders_receive_the_view, Record::Whole, |page| {
    page.open("").await?;
    let listen = "document.addEventListener('onrecord:view', e => window.heard = e.detail)";
    page.driver.execute(listen, vec![]).await?;
    let left = page.choose("Nikki Haley").await?;
    page.until("the event comes", async || {
        let heard = page.driver.execute("return window.heard ?? null", vec![]).await?;
        let heard = heard.json();
        Ok(heard["link"] == "?speaker=nikki-haley" && heard["count"] == left)
    })
    .await?;
});

scenario!(a_click_with_a_modifier_is_left_to_the_browser, Record::Whole, |page| {
    page.open("").await?;
    let link = page.wait_for(".statement__link").await?;
    let address = page.driver.current_url().await?;
    // The window's listener runs after all others.
    let hear = "addEventListener('click', (event) => (window.taken = event.defaultPrevented))";
    page.driver.execute(hear, vec![]).await?;
    page.bring(&link).await?;
    let chain = page.driver.action_chain();
    chain.key_down(Key::Control).click_element(&link).key_up(Key::Control).perform().await?;
    let taken = page.driver.execute("return window.taken", vec![]).await?;
    assert_eq!(taken.json().as_bool(), Some(false), "heard, and not taken");
    assert_eq!(page.driver.current_url().await?, address);
});
