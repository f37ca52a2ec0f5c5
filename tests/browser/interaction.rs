//! Navigation: visible days, shortcuts, and the statements of an article.

use anyhow::{Context as _, Result};
use thirtyfour::prelude::*;

use crate::{
    harness::{Page, Record, in_one_browser, scenario, story},
    user_articles::{drop, until_own},
};

async fn type_key(page: &Page, key: impl Into<TypingData>) -> Result<()> {
    page.driver.action_chain().send_keys(key).perform().await?;
    Ok(())
}

async fn focused(page: &Page) -> Result<String> {
    let script = "const e = document.activeElement; return e.id || e.getAttribute('class') || e.tagName";
    Ok(page.driver.execute(script, vec![]).await?.json().as_str().unwrap_or_default().to_owned())
}

scenario!(excluding_a_country, Record::Whole, |page| {
    page.open("").await?;
    let all = page.count().await?;
    let of_china = page.promised("China").await?;
    page.click("button[aria-label=\"exclude China\"]").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?country=-CN")).await?;
    assert_eq!(page.count().await?, all - of_china);
    let not = page.wait_for("button[aria-label=\"exclude China\"]").await?;
    assert_eq!(not.attr("aria-pressed").await?.as_deref(), Some("true"));
    assert_eq!(page.text(".chip").await?.trim_end_matches('×').trim(), "not China");
    page.press(&not).await?;
    page.until("all are back", async || Ok(page.count().await? == all)).await?;
});

/// Returns the names and counts of the values of the facet that an element belongs to.
const NAMES: &str = "const [part] = arguments;
    return [...part.closest('fieldset').querySelectorAll('.facet-value')]
        .map((e) => [e.querySelector('.facet-value__name').textContent, e.querySelector('.facet-value__count').textContent])";

scenario!(values_are_sorted_by_what_is_left, Record::Whole, |page| {
    page.open("?speaker=nikki-haley").await?;
    let first = page.wait_for("button[aria-label=\"Show all of Country\"]").await?;
    let values = async || -> Result<Vec<(String, usize)>> {
        let shown: Vec<(String, String)> =
            page.driver.execute(NAMES, vec![first.to_json()?]).await?.convert()?;
        shown.into_iter().map(|(name, count)| Ok((name, count.parse()?))).collect()
    };
    let left = values().await?;
    assert!(!left.is_empty() && left.iter().all(|(_, count)| *count > 0), "{left:?}");
    // The rest is behind a button, and nothing of what was there moves.
    page.press(&first).await?;
    page.until("all are shown", async || Ok(values().await?.len() > left.len())).await?;
    let all = values().await?;
    assert_eq!(all[..left.len()], left);
    assert!(all.is_sorted_by(|a, b| a.1 >= b.1) && all.iter().any(|(_, count)| *count == 0), "{all:?}");
    page.press(&first).await?;
    page.until("they are hidden again", async || Ok(values().await? == left)).await?;
});

scenario!(excluding_by_the_keyboard, Record::Whole, |page| {
    page.open("").await?;
    let value = page.wait_for(".facet-value:has([aria-label=\"exclude China\"]) input").await?;
    let stops = "return [...document.querySelectorAll('.facet-value__exclude')].filter((e) => e.tabIndex >= 0).length";
    let stops = async || Ok::<_, anyhow::Error>(page.driver.execute(stops, vec![]).await?.json().as_u64());
    assert_eq!(stops().await?, Some(0), "a value is one stop");
    page.driver.execute("arguments[0].focus()", vec![value.to_json()?]).await?;
    type_key(&page, "-").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?country=-CN")).await?;
    assert_eq!(stops().await?, Some(1), "what is in use can be reached");
    type_key(&page, "-").await?;
    page.until("it is back", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(searching_a_long_list, Record::Whole, |page| {
    page.open("").await?;
    let field = page.wait_for("input[aria-label=\"Search Speaker\"]").await?;
    field.send_keys("HALEY").await?;
    let left = ".facet:has(input[aria-label=\"Search Speaker\"]) .facet-value";
    page.until("one is left", async || Ok(page.all(left).await?.len() == 1)).await?;
    page.choose("Nikki Haley").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?speaker=nikki-haley")).await?;
});

scenario!(brushing_days, Record::Whole, |page| {
    page.open("").await?;
    let all = page.count().await?;
    let before = page.steps().await?;
    let strip = page.wait_for(".overview").await?;
    page.driver
        .action_chain()
        .move_to_element_with_offset(&strip, 0, 0)
        .click_and_hold()
        .move_by_offset(120, 0)
        .move_by_offset(20, 0)
        .release()
        .perform()
        .await?;
    page.until("the address follows", async || Ok(page.link().await?.contains("from="))).await?;
    assert!(page.count().await? < all);
    // A drag is one history entry, and Back undoes it.
    assert_eq!(page.steps().await?, before + 1);
    page.driver.back().await?;
    page.until("all days are back", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(moving_the_days_by_keys, Record::Whole, |page| {
    page.open("").await?;
    let handle = page.wait_for(".overview__handle[aria-label=\"First day\"]").await?;
    page.driver.execute("arguments[0].focus()", vec![handle.to_json()?]).await?;
    type_key(&page, Key::Right).await?;
    page.until("the address follows", async || Ok(page.link().await? == "?from=2017-07-04&to=2017-09-30"))
        .await?;
    assert_eq!(handle.attr("aria-valuetext").await?.as_deref(), Some("July 4, 2017"));
    type_key(&page, Key::Home).await?;
    page.until("all days are no filter", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(zooming_by_buttons, Record::Whole, |page| {
    page.open("").await?;
    page.click("button[aria-label=\"Zoom in\"]").await?;
    page.until("half the days", async || Ok(page.link().await? == "?from=2017-07-26&to=2017-09-08")).await?;
    page.click("button[aria-label=\"Later\"]").await?;
    page.until("later days", async || Ok(page.link().await? == "?from=2017-08-17&to=2017-09-30")).await?;
    page.click("button[aria-label=\"Zoom out\"]").await?;
    page.until("all days", async || Ok(page.link().await?.is_empty())).await?;
});

scenario!(zooming_by_the_wheel, Record::Whole, |page| {
    page.open("").await?;
    let wheel = "const t = document.querySelector('.lane__track'); const b = t.getBoundingClientRect();
        const e = new WheelEvent('wheel', { deltaY: -240, ctrlKey: true, clientX: b.right - 1, bubbles: true, cancelable: true });
        t.dispatchEvent(e); return e.defaultPrevented;";
    let prevented = page.driver.execute(wheel, vec![]).await?;
    assert_eq!(prevented.json().as_bool(), Some(true));
    // The day under the pointer, the last one, stays in place.
    page.until("half the days", async || Ok(page.link().await?.ends_with("&to=2017-09-30"))).await?;
});

scenario!(keys_lead_through_the_page, Record::Whole, |page| {
    page.open("").await?;
    page.wait_for(".statement__link").await?;
    type_key(&page, "j").await?;
    type_key(&page, "j").await?;
    type_key(&page, "k").await?;
    let first = "return document.activeElement === document.querySelectorAll('.statement__link')[0]";
    assert_eq!(page.driver.execute(first, vec![]).await?.json().as_bool(), Some(true));
    type_key(&page, "?").await?;
    assert!(page.text("dialog.shortcuts").await?.contains("search"));
    type_key(&page, Key::Escape).await?;
    page.until("the sheet is closed", async || Ok(page.all("dialog.shortcuts[open]").await?.is_empty()))
        .await?;
    assert_eq!(focused(&page).await?, "statement__link", "the focus is where it was");
    type_key(&page, "/").await?;
    assert_eq!(focused(&page).await?, "search");
    // In a field, letters are text.
    type_key(&page, "j").await?;
    page.until("it is typed", async || Ok(page.link().await? == "?q=j")).await?;
});

scenario!(next_and_previous_statement_of_an_article, Record::Large, |page| {
    page.open("?speaker=nikki-haley&q=\"599 clouds\"").await?;
    page.click(".statement__link").await?;
    let before = page.text(".reader__count").await?;
    page.click(".reader__neighbour:last-of-type").await?;
    page.until("the next one is open", async || Ok(page.text(".reader__count").await? != before)).await?;
    let original = page.wait_for(".reader__original a").await?.attr("href").await?.unwrap_or_default();
    assert!(original.contains("#:~:text=") && !original.contains(' '), "{original}");
});

scenario!(a_shortcut_leads_to_all_days, Record::Whole, |page| {
    page.open("?country=CN&from=2017-07-28&to=2017-08-05").await?;
    let few = page.count().await?;
    type_key(&page, "t").await?;
    page.until("the address follows", async || Ok(page.link().await? == "?country=CN")).await?;
    assert!(page.count().await? > few);
});

/// Where the page is scrolled to, and which statement has the focus.
const PLACE: &str =
    "return [scrollY, document.activeElement.closest('[data-statement]')?.dataset.statement ?? '']";

scenario!(closing_an_article_leads_back_to_the_list, Record::Whole, |page| {
    for width in [360, 768] {
        page.resize(width).await?;
        page.open("").await?;
        let listed = page.all(".statement__link").await?;
        let link = listed.get(12).context("a statement far down")?;
        page.bring(link).await?;
        // The place in the window: above it, a browser may estimate heights that it has not laid out.
        let top = async || -> Result<f64> {
            let top = "return arguments[0].getBoundingClientRect().top";
            Ok(page.driver.execute(top, vec![link.to_json()?]).await?.convert()?)
        };
        // The browser lays out what is above the link while it scrolls, and the link moves with it.
        for _ in 0..3 {
            page.bring(link).await?;
        }
        let before = top().await?;
        let (scrolled, _): (f64, String) = page.driver.execute(PLACE, vec![]).await?.convert()?;
        assert!(scrolled > 1000.0, "{scrolled}");
        let opened = "return arguments[0].closest('[data-statement]').dataset.statement";
        let opened: String = page.driver.execute(opened, vec![link.to_json()?]).await?.convert()?;
        page.press(link).await?;
        page.wait_for("mark.highlight--open").await?;
        page.click(".reader__close").await?;
        page.until("the article is closed", async || Ok(page.all(".reader").await?.is_empty())).await?;
        let (_, focused): (f64, String) = page.driver.execute(PLACE, vec![]).await?.convert()?;
        let after = top().await?;
        assert!((after - before).abs() < 5.0, "{width}: {before}, then {after}");
        assert_eq!(focused, opened, "{width}");
        // Back does the same.
        page.press(link).await?;
        page.wait_for("mark.highlight--open").await?;
        page.driver.back().await?;
        page.until("it is closed again", async || Ok(page.all(".reader").await?.is_empty())).await?;
        let (_, focused): (f64, String) = page.driver.execute(PLACE, vec![]).await?.convert()?;
        let after = top().await?;
        assert!((after - before).abs() < 5.0, "{width}: {before}, then {after} after Back");
        assert_eq!(focused, opened, "{width}, after Back");
    }
});

scenario!(closing_an_article_opened_by_a_link_leads_to_its_statement, Record::Whole, |page| {
    page.resize(360).await?;
    page.open("?speaker=nikki-haley").await?;
    let listed = page.all("article[data-statement]").await?;
    let id = listed.get(2).context("a statement")?.attr("data-statement").await?.unwrap_or_default();
    page.open(&format!("?speaker=nikki-haley&statement={id}")).await?;
    page.click(".reader__close").await?;
    page.until("the article is closed", async || Ok(page.all(".reader").await?.is_empty())).await?;
    let (_, focused): (f64, String) = page.driver.execute(PLACE, vec![]).await?.convert()?;
    assert_eq!(focused, id);
});

scenario!(the_focus_returns_to_the_mark_and_stays_at_the_lane, Record::Whole, |page| {
    // So few that they are drawn one by one.
    page.open("?about=KP&lanes=country").await?;
    let mark = page.wait_for(".lane:nth-child(2) .mark[tabindex=\"0\"]").await?;
    let name = mark.attr("aria-label").await?;
    page.driver.execute("arguments[0].focus()", vec![mark.to_json()?]).await?;
    type_key(&page, Key::Enter).await?;
    page.wait_for("mark.highlight--open").await?;
    type_key(&page, Key::Escape).await?;
    page.until("the article is closed", async || Ok(page.all(".reader").await?.is_empty())).await?;
    assert_eq!(page.driver.active_element().await?.attr("aria-label").await?, name);
    // The button moves to the top with its lane.
    let pin = page.wait_for(".lane:nth-child(3) .lane__button").await?;
    let name = pin.attr("aria-label").await?;
    page.driver.execute("arguments[0].focus()", vec![pin.to_json()?]).await?;
    type_key(&page, Key::Enter).await?;
    page.until("the lane is pinned", async || Ok(page.link().await?.contains("pin="))).await?;
    assert_eq!(page.driver.active_element().await?.attr("aria-label").await?, name);
    let pinned = name.context("no name")?.replace("Pin ", "Now pinned: ");
    let told = page.wait_for(".toolbar + [role=status]").await?.prop("textContent").await?;
    assert_eq!(told, Some(pinned), "a screen reader says so");
    // A chip is gone when it is pressed: the next control takes over.
    page.open("?country=US&kind=direct").await?;
    let chip = page.wait_for(".chip").await?;
    page.driver.execute("arguments[0].focus()", vec![chip.to_json()?]).await?;
    type_key(&page, Key::Enter).await?;
    page.until("the filter is off", async || Ok(page.link().await? == "?kind=direct")).await?;
    assert_eq!(focused(&page).await?, "chip");
});

in_one_browser!(Chromium, the_original_scrolls_to_the_words, Record::Whole, [], |page| {
    page.open("").await?;
    let story = page.address() + "story";
    let html = story_of(&story);
    drop(&page, &[("boats.html", &html)]).await?;
    until_own(&page, 1).await?;
    page.click(".user-articles__list a").await?;
    page.wait_for(".reader__title").await?;
    let mut links = Vec::new();
    for _ in 0..4 {
        page.click(".reader__neighbour:last-of-type").await?;
        let position = format!("{} of 4", links.len() + 1);
        page.until("the next one is open", async || Ok(page.text(".reader__count").await? == position))
            .await?;
        links.push(page.wait_for(".reader__original a").await?.attr("href").await?.unwrap_or_default());
    }
    for link in links {
        page.driver.goto("about:blank").await?;
        page.driver.goto(&link).await?;
        page.until(&format!("{link} scrolls"), async || {
            Ok(page.driver.execute("return scrollY > 500", vec![]).await?.json().as_bool() == Some(true))
        })
        .await?;
    }
});

/// Returns the story with its address.
fn story_of(address: &str) -> String {
    story().replacen("<title>", &format!("<link rel=canonical href='{address}'><title>"), 1)
}
