//! The guided tour.

use thirtyfour::prelude::*;

use crate::harness::{Record, scenario};

scenario!(a_tour_leads_from_view_to_view, Record::Whole, |page| {
    page.open("").await?;
    page.click(".masthead__questions a").await?;
    page.until("the first step", async || {
        Ok(page.text(".tour section:not([hidden]) .tour__step").await? == "Step 1 of 9")
    })
    .await?;
    assert_eq!(page.link().await?, "?from=2017-07-03&to=2017-07-05&tour=1");
    let first = page.count().await?;
    // By keyboard: the focus stays on the link.
    let next = page.wait_for(".tour section:not([hidden]) .tour__link").await?;
    page.driver.execute("arguments[0].focus()", vec![next.to_json()?]).await?;
    page.driver.action_chain().send_keys(Key::Enter).perform().await?;
    page.until("the second step", async || {
        Ok(page.text(".tour section:not([hidden]) .tour__step").await? == "Step 2 of 9")
    })
    .await?;
    assert_ne!(page.count().await?, first);
    page.driver.back().await?;
    page.until("back at the first", async || {
        Ok(page.text(".tour section:not([hidden]) .tour__step").await? == "Step 1 of 9")
    })
    .await?;
    // A filter of the reader's own does not end it.
    page.choose("Rex Tillerson").await?;
    page.until("both are in the link", async || {
        Ok(page.link().await? == "?speaker=rex-tillerson&from=2017-07-03&to=2017-07-05&tour=1")
    })
    .await?;
    page.click(".tour section:not([hidden]) .tour__end").await?;
    page.until("the tour has ended", async || Ok(page.all(".tour:not([hidden])").await?.is_empty())).await?;
    assert_eq!(page.link().await?, "?speaker=rex-tillerson&from=2017-07-03&to=2017-07-05");
});

scenario!(every_step_of_the_tour_shows_statements, Record::Whole, |page| {
    for step in 1..=9 {
        page.open(&format!("?tour={step}")).await?;
        assert_eq!(page.text(".tour section:not([hidden]) .tour__step").await?, format!("Step {step} of 9"));
        assert!(page.count().await? > 0, "step {step}");
        assert!(page.link().await?.ends_with(&format!("&tour={step}")), "step {step} has a view of its own");
    }
    // Words in quotation marks are those of a listed statement.
    page.open("?tour=3").await?;
    let listed = page.text("#statements").await?;
    assert!(listed.contains("hold the primary responsibility to keep things moving"), "{listed}");
    page.open("?tour=10").await?;
    assert_eq!(page.text(".tour > p").await?, "This tour has no such step.\nBegin");
});

scenario!(a_tour_in_a_frame_and_on_a_phone, Record::Whole, |page| {
    page.resize(360).await?;
    page.open("?tour=5&embed=1").await?;
    page.click(".tour section:not([hidden]) .tour__link:nth-of-type(2)").await?;
    page.until("the next step", async || {
        Ok(page.text(".tour section:not([hidden]) .tour__step").await? == "Step 6 of 9")
    })
    .await?;
    assert!(page.link().await?.ends_with("&tour=6&embed=1"));
});
