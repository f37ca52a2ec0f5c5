//! Accessibility: no violation that axe-core knows, and everything by keyboard.

use std::{env, fs};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::harness::{NO_RECORD, Page, Record, in_one_browser, scenario};

const VIEWS: [&str; 6] = [
    "",
    "?country=CN&q=peace",
    "?compare=US,CN",
    "?speaker=-nikki-haley&from=2017-07-20",
    "?speaker=nobody&q=nothing-at-all",
    "?lanes=country",
];

/// Returns axe-core's violations on the current page.
async fn violations(page: &Page) -> Result<Vec<String>> {
    let script = env::var_os("ONRECORD_AXE").context("ONRECORD_AXE does not name axe.min.js")?;
    page.driver.execute(&fs::read_to_string(script)?, vec![]).await?;
    let run = "const done = arguments[0]; axe.run().then(done, e => done(String(e)))";
    let found = page.driver.execute_async(run, vec![]).await?;
    let found = found.json()["violations"].as_array().context("axe-core did not run")?.clone();
    let told = |v: Value| format!("{}: {} {}", v["id"], v["help"], v["nodes"][0]["html"]);
    Ok(found.into_iter().map(told).collect())
}

async fn look_at_all(page: &Page, width: u32, scheme: &str) -> Result<()> {
    page.resize(width).await?;
    page.open("").await?;
    page.driver
        .execute("localStorage.setItem('onrecord:colours', arguments[0])", vec![json!(scheme)])
        .await?;
    for view in VIEWS {
        page.open(view).await?;
        let found = violations(page).await?;
        ensure!(found.is_empty(), "{view} at {width}, {scheme}: {found:#?}");
    }
    // The lanes that can join the comparison.
    page.open("?compare=US,CN").await?;
    let compared = page.all(".lane").await?.len();
    page.click(".timeline__footer button").await?;
    page.until("more lanes are there", async || Ok(page.all(".lane").await?.len() > compared)).await?;
    let found = violations(page).await?;
    ensure!(found.is_empty(), "all lanes beside a comparison at {width}, {scheme}: {found:#?}");
    // The page about the record.
    page.open("").await?;
    page.wait_for(".foot__about").await?.send_keys(Key::Enter + "").await?;
    page.until("the page about the record", async || Ok(page.text("h1").await? == "About this record"))
        .await?;
    let found = violations(page).await?;
    ensure!(found.is_empty(), "about the record at {width}, {scheme}: {found:#?}");
    page.open("?speaker=john-delury").await?;
    page.click(".statement__link").await?;
    page.wait_for("mark.highlight--open").await?;
    let found = violations(page).await?;
    ensure!(found.is_empty(), "an article at {width}, {scheme}: {found:#?}");
    Ok(())
}

scenario!(axe_finds_nothing_wide_and_light, Record::Whole, |page| {
    look_at_all(&page, 1280, "light").await?;
});

scenario!(axe_finds_nothing_wide_and_dark, Record::Whole, |page| {
    look_at_all(&page, 1280, "dark").await?;
});

scenario!(axe_finds_nothing_narrow_and_light, Record::Whole, |page| {
    look_at_all(&page, 360, "light").await?;
});

scenario!(axe_finds_nothing_narrow_and_dark, Record::Whole, |page| {
    look_at_all(&page, 360, "dark").await?;
});

scenario!(a_failure_is_accessible, NO_RECORD, |page| {
    page.open("").await?;
    assert_eq!(violations(&page).await?, [] as [String; 0]);
});

scenario!(everything_by_keyboard, Record::Whole, |page| {
    page.open("").await?;
    let press = async |key: Key| page.driver.action_chain().send_keys(key).perform().await;
    let class =
        async || anyhow::Ok(page.driver.active_element().await?.attr("class").await?.unwrap_or_default());
    // Browsers may move the focus a moment after a key.
    let stops_at = async |name: &str| page.until(name, async || Ok(class().await? == name)).await;
    // The first stop is the skip link.
    press(Key::Tab).await?;
    stops_at("skip-link").await?;
    press(Key::Enter).await?;
    // Past the list order, to the first speaker, the country, and the words.
    press(Key::Tab).await?;
    for name in ["statement__name", "statement__country", "statement__link"] {
        press(Key::Tab).await?;
        stops_at(name).await?;
    }
    // Enter opens the article, Escape closes it.
    press(Key::Enter).await?;
    page.wait_for(".reader").await?;
    press(Key::Escape).await?;
    stops_at("statement__link").await?;
    // A filter by space.
    let boxes = page.wait_for(".facet-value input").await?;
    page.driver.execute("arguments[0].focus()", vec![boxes.to_json()?]).await?;
    press(Key::Space).await?;
    page.until("the filter is on", async || Ok(page.link().await?.starts_with("?speaker="))).await?;
    // From mark to mark of a lane by arrows, and into the article by Enter.
    let mark = page.wait_for("a.mark[tabindex='0']").await?;
    page.driver.execute("arguments[0].focus()", vec![mark.to_json()?]).await?;
    press(Key::Right).await?;
    let along = async || {
        let tabindex = page.driver.active_element().await?.attr("tabindex").await?;
        Ok(tabindex.as_deref() == Some("-1"))
    };
    page.until("the next mark has the focus", along).await?;
    press(Key::Enter).await?;
    page.wait_for("mark.highlight--open").await?;
});

scenario!(every_control_is_a_stop_of_the_tab_key, Record::Whole, |page| {
    page.open("?speaker=nikki-haley&statement=2017-07-31-beijing").await?;
    // The marks of a lane are one tab stop; arrow keys move along them.
    let controls = "const all = document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]');
        return [...all].filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })).length";
    let controls = page.driver.execute(controls, vec![]).await?.json().as_u64().unwrap_or(0);
    assert!(controls > 50, "{controls}");
    let seen = "const e = document.activeElement; const seen = window.seen ??= new Set();
        if (e.matches('a, button, input, select, summary, [tabindex]')) seen.add(e);
        return seen.size";
    let mut reached = 0;
    // A date field has several stops, and in some browsers a scrollable element is one.
    for _ in 0..controls + 20 {
        page.driver.action_chain().send_keys(Key::Tab).perform().await?;
        reached = page.driver.execute(seen, vec![]).await?.json().as_u64().unwrap_or(0);
    }
    assert_eq!(reached, controls);
});

scenario!(colours_are_remembered, Record::Whole, |page| {
    page.open("").await?;
    let paper = "return getComputedStyle(document.documentElement).backgroundColor";
    let light = page.driver.execute(paper, vec![]).await?.json().clone();
    let button = page.wait_for("#theme").await?;
    for words in ["Theme: light", "Theme: dark"] {
        button.send_keys(thirtyfour::Key::Enter).await?;
        assert_eq!(button.text().await?, words);
    }
    let dark = page.driver.execute(paper, vec![]).await?.json().clone();
    assert_ne!(dark, light);
    page.open("?country=US").await?;
    assert_eq!(page.driver.execute(paper, vec![]).await?.json(), &dark);
});

/// Returns the contrast ratio of each kind of mark (WCAG 2.2).
const CONTRASTS: &str =
    "const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((c) => part(+c));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = light(getComputedStyle(document.documentElement).backgroundColor);
    return ['.mark--direct rect', '.mark--mixed rect', '.mark--indirect rect'].map((mark) => {
        const style = getComputedStyle(document.querySelector(mark));
        const ink = light(mark.includes('direct') && !mark.includes('in') ? style.fill : style.stroke);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    })";

// Only Chromium can be told which preferences the system has.
in_one_browser!(Chromium, marks_stand_out_where_more_contrast_is_asked_for, Record::Whole, [], |page| {
    for (feature, value, least) in [
        ("prefers-contrast", "no-preference", 3.0),
        ("prefers-contrast", "more", 7.0),
        ("forced-colors", "active", 3.0),
    ] {
        for scheme in ["light", "dark"] {
            let features = json!([
                { "name": feature, "value": value },
                { "name": "prefers-color-scheme", "value": scheme },
            ]);
            page.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
            page.open("?country=CN").await?;
            let contrasts: Vec<f64> = page.driver.execute(CONTRASTS, vec![]).await?.convert()?;
            assert!(contrasts.iter().all(|one| *one >= least), "{value}, {scheme}: {contrasts:?}");
            let found = violations(&page).await?;
            assert!(found.is_empty(), "{value}, {scheme}: {found:#?}");
        }
    }
});

/// Returns touch targets less than 44 pixels high. A checkbox is pressed by its label.
const SMALL: &str = "document.querySelector('.filters')?.setAttribute('open', '');
    const pressed = 'button, select, summary, .facet-value__label, .statement__link, .profile__links a, input:not([type=checkbox], [type=file])';
    return [...document.querySelectorAll(pressed)]
        .filter((e) => e.checkVisibility({ contentVisibilityAuto: true }) && e.getBoundingClientRect().height < 43.9)
        .map((e) => e.outerHTML.slice(0, 120))";

scenario!(touch_targets_are_large, Record::Whole, |page| {
    page.resize(360).await?;
    for view in VIEWS {
        page.open(view).await?;
        let small: Vec<String> = page.driver.execute(SMALL, vec![]).await?.convert()?;
        assert!(small.is_empty(), "{view}: {small:#?}");
    }
});

scenario!(nothing_overflows_the_screen, Record::Whole, |page| {
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    for width in [360, 768, 1280, 2560] {
        page.resize(width).await?;
        for view in VIEWS {
            page.open(view).await?;
            let over: i64 = page.driver.execute(over, vec![]).await?.convert()?;
            assert_eq!(over, 0, "{view} at {width}");
        }
    }
});

/// Returns how the page scrolls, and the number of animations after an article is opened.
const MOVES: &str = "document.querySelector('.statement__link').click();
    const [done] = arguments;
    let frames = 0, most = 0;
    const look = () => {
        most = Math.max(most, document.getAnimations().length);
        frames += document.querySelector('.reader mark') ? 1 : 0;
        if (frames < 10) requestAnimationFrame(look);
        else done([getComputedStyle(document.documentElement).scrollBehavior, String(most)]);
    };
    look()";

// Only Chromium can be told about changed preferences while it runs.
in_one_browser!(Chromium, nothing_glides_where_less_motion_is_asked_for, Record::Whole, [], |page| {
    for (asked, scrolls) in [("reduce", "auto"), ("no-preference", "smooth")] {
        let features = json!([{ "name": "prefers-reduced-motion", "value": asked }]);
        page.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        page.open("").await?;
        let moves: [String; 2] = page.driver.execute_async(MOVES, vec![]).await?.convert()?;
        assert_eq!(moves, [scrolls, "0"], "{asked}");
    }
});
