//! A record in parts, and one with too many statements for marks.

use thirtyfour::prelude::*;

use crate::harness::{Record, scenario};

scenario!(statements_are_loaded_when_they_are_visible, Record::InParts, |page| {
    page.open("").await?;
    let all = page.all("article[data-statement]").await?.len();
    page.until("the words have come", async || Ok(page.all(".statement__pending").await?.is_empty())).await?;
    assert_eq!(page.all("article[data-statement]").await?.len(), all);
    // A search fetches the words part, a phrase also the positions.
    page.wait_for("#search").await?.send_keys("\"time for talk\"").await?;
    page.until("the phrase is found", async || Ok(page.count().await? < 5)).await?;
    assert_eq!(page.text("mark.match").await?, "time for talk");
});

scenario!(a_link_to_a_statement_fetches_its_article, Record::InParts, |page| {
    page.open("?speaker=john-delury").await?;
    let statement = page.wait_for("article[data-statement]").await?;
    let id = statement.attr("data-statement").await?.unwrap_or_default();
    page.open(&format!("?statement={id}")).await?;
    let mark = page.wait_for(&format!("mark[data-statement=\"{id}\"]")).await?;
    let seen =
        "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight;";
    page.until("the words are in view", async || {
        Ok(page.driver.execute(seen, vec![mark.to_json()?]).await?.json().as_bool() == Some(true))
    })
    .await?;
});

scenario!(the_timeline_is_drawn_first, Record::Large, |page| {
    page.before_each(
        "const has = (selector) => document.querySelector(selector) != null; const steps = window.steps = [];
         new MutationObserver(() => steps.push([has('.lane__histogram'), has('.mark--bin'), has('.statement'), has('[aria-busy]')]))
             .observe(document, { subtree: true, childList: true })",
    )
    .await?;
    page.open("?lanes=country").await?;
    let steps = page.driver.execute("return window.steps", vec![]).await?;
    let steps: Vec<[bool; 4]> = serde_json::from_value(steps.json().clone())?;
    // The prerendered screen is another view and has been removed.
    let drawn: Vec<_> =
        steps.into_iter().filter(|[lanes, bars, _, busy]| *busy && (*lanes || *bars)).collect();
    assert_eq!(drawn.first(), Some(&[true, false, false, true]), "as it looks, and nothing else: {drawn:?}");
    assert!(drawn.contains(&[false, true, false, true]), "then what leads on: {drawn:?}");
    assert!(drawn.contains(&[false, true, true, true]), "then what was said: {drawn:?}");
    assert_eq!(page.all("[aria-busy]").await?.len(), 0, "until nothing is to come");
});

scenario!(many_statements_are_drawn_as_a_histogram, Record::Large, |page| {
    page.open("").await?;
    assert_eq!(page.count().await?, 1800);
    assert!(page.all(".statement").await?.len() <= 100, "the list is drawn as it is read");
    let bar = page.wait_for(".mark--bin").await?;
    let label = bar.attr("aria-label").await?.unwrap_or_default();
    // A bar links to its days.
    page.driver.execute("arguments[0].focus()", vec![bar.to_json()?]).await?;
    page.driver.action_chain().send_keys(Key::Enter).perform().await?;
    page.until("the address follows", async || Ok(page.link().await?.contains("from="))).await?;
    let promised: usize = label.rsplit(' ').nth(1).unwrap_or_default().parse()?;
    assert_eq!(page.count().await?, 3 * promised, "{label}: each of the three spoke on each day");
    assert!(page.all(".mark--bin").await?.is_empty(), "so few are drawn one by one");
});
