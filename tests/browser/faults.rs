//! Failures between server and browser: the reader is informed, loses nothing, and can continue.

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::json;

use crate::harness::{Fault, How, NO_RECORD, PRERENDERED, Page, Record, in_one_browser, scenario};

/// A fault of a record in one file, or of its index.
const fn record(how: How) -> Fault {
    Fault::new(".onrecord", how)
}

async fn is_reported(page: &Page, words: &str) -> Result<()> {
    page.open("?country=US").await?;
    let told = page.text(".failure").await?;
    assert!(told.contains(words), "{told}");
    // The masthead and the address stay, and a retry is offered.
    assert_eq!(page.text(".masthead__name").await?, "North Korea, the summer of 2017");
    assert_eq!(page.link().await?, "?country=US");
    page.click(".failure button").await?;
    page.until("it was tried again", async || Ok(page.text(".failure").await?.contains(words))).await?;
    page.site.heal();
    page.click(".failure button").await?;
    page.until("the view is there", async || Ok(page.count().await? > 0)).await?;
    assert_eq!(page.link().await?, "?country=US");
    Ok(())
}

/// Whether an element is on the page and has these words.
async fn has(page: &Page, selector: &str, words: &str) -> Result<bool> {
    match page.all(selector).await?.first() {
        Some(element) => Ok(element.text().await?.contains(words)),
        None => Ok(false),
    }
}

scenario!(a_missing_record, NO_RECORD, |page| {
    is_reported(&page, "the server returned 404").await?;
});

scenario!(a_record_cut_short, record(How::CutShort), |page| {
    is_reported(&page, "The record is incomplete").await?;
});

scenario!(a_connection_that_ends, record(How::BreaksOff), |page| {
    is_reported(&page, "Check the connection").await?;
});

scenario!(a_record_of_another_version, record(How::Byte(8, 99)), |page| {
    is_reported(&page, "has version 99").await?;
});

scenario!(a_record_with_a_wrong_byte, record(How::Byte(4000, 0)), |page| {
    is_reported(&page, "damaged").await?;
});

scenario!(a_page_instead_of_the_record, record(How::AnotherFile), |page| {
    is_reported(&page, "something other than a record").await?;
});

scenario!(a_record_of_a_wrong_type, record(How::Typed("text/html; charset=utf-16")), |page| {
    page.open("?country=US").await?;
    assert!(page.count().await? > 0);
});

scenario!(a_server_that_falls_silent, record(How::Stalls), |page| {
    page.hold_timers().await?;
    page.driver.goto(&format!("{}?country=US", page.address())).await?;
    page.until("it is told", async || {
        page.let_time_pass().await?;
        has(&page, ".failure", "stopped sending").await
    })
    .await?;
    page.site.heal();
    page.click(".failure button").await?;
    page.until("the view is there", async || Ok(page.count().await? > 0)).await?;
    assert_eq!(page.link().await?, "?country=US");
});

/// Missing words are reported, everything else works, and they can be fetched again.
async fn words_are_lost(page: &Page, because: &str) -> Result<()> {
    page.open("?order=oldest").await?;
    let told = page.text(".notices .notice").await?;
    assert!(told.contains(because), "{told}");
    assert!(page.count().await? > 50 && page.all(".lane").await?.len() >= 3);
    page.site.heal();
    page.click(".notices .notice button").await?;
    page.until("all words have come", async || Ok(page.all(".statement__pending").await?.is_empty())).await
}

scenario!(
    parts_that_cannot_be_had,
    (Record::InParts, Fault::new("record/articles-", How::Answers(StatusCode::SERVICE_UNAVAILABLE))),
    |page| {
        words_are_lost(&page, "the server returned 503").await?;
    }
);

scenario!(
    parts_that_are_cut_short,
    (Record::InParts, Fault::new("record/articles-", How::CutShort)),
    |page| {
        words_are_lost(&page, "The record is incomplete").await?;
    }
);

scenario!(
    pages_in_the_place_of_parts,
    (Record::InParts, Fault::new("record/articles-", How::AnotherFile)),
    |page| {
        words_are_lost(&page, "something other than a record").await?;
    }
);

scenario!(
    parts_of_another_build,
    // The bytes after magic, version and length are the checksum that links a part to its index.
    (Record::InParts, Fault::new("record/articles-", How::Byte(16, 7))),
    |page| {
        words_are_lost(&page, "damaged").await?;
    }
);

/// If the app does not load, the prerendered screen is readable and the failure is reported.
async fn app_is_lost(page: &Page) -> Result<()> {
    page.driver.goto(&page.address()).await?;
    comes_back(page, "#failed:not([hidden]) button").await
}

/// All of it that can be read stays, and the page comes to life by a button once the server is well.
async fn comes_back(page: &Page, button: &str) -> Result<()> {
    page.wait_for(button).await?;
    assert_eq!(page.all(".statement").await?.len(), PRERENDERED, "the first screen can be read all the same");
    page.site.heal();
    page.click(button).await?;
    page.lives().await?;
    assert_eq!((page.text("#failed").await?.as_str(), page.text("#slow").await?.as_str()), ("", ""));
    Ok(())
}

scenario!(
    an_app_that_is_missing,
    Fault::new("explorer-*.wasm", How::Answers(StatusCode::NOT_FOUND)),
    |page| {
        app_is_lost(&page).await?;
    }
);

// Firefox waits for the rest of a truncated module for as long as it runs, with a thread that compiles nothing else
// meanwhile: this is reported as a silent server, and no other scenario gets that browser.
scenario!(an_app_cut_short, Fault::new("explorer-*.wasm", How::CutShort), ["alone"], |page| {
    let told = "#failed:not([hidden]) button, #slow:not([hidden]) button";
    page.hold_timers().await?;
    page.driver.goto(&page.address()).await?;
    page.until("it is told", async || {
        page.let_time_pass().await?;
        Ok(!page.all(told).await?.is_empty())
    })
    .await?;
    comes_back(&page, told).await?;
});

scenario!(
    a_script_that_is_missing,
    Fault::new("explorer-*.js", How::Answers(StatusCode::NOT_FOUND)),
    |page| {
        app_is_lost(&page).await?;
    }
);

scenario!(a_page_instead_of_the_script, Fault::new("explorer-*.js", How::AnotherFile), |page| {
    app_is_lost(&page).await?;
});

scenario!(an_app_of_a_wrong_type, Fault::new("explorer-*.wasm", How::Typed("text/plain")), |page| {
    page.open("?country=US").await?;
    assert!(page.count().await? > 0);
    assert_eq!(page.text("#failed").await?, "");
});

/// Opens the page and waits until it says that it is still loading.
async fn is_slow(page: &Page) -> Result<()> {
    page.hold_timers().await?;
    page.driver.goto(&page.address()).await?;
    page.until("it is told", async || {
        page.let_time_pass().await?;
        has(page, "#slow", "Still loading").await
    })
    .await
}

scenario!(an_app_that_never_arrives, Fault::new("explorer-*.wasm", How::Stalls), |page| {
    is_slow(&page).await?;
    comes_back(&page, "#slow button").await?;
});

scenario!(an_app_that_comes_late_takes_the_notice_away, Fault::new("explorer-*.wasm", How::Held), |page| {
    is_slow(&page).await?;
    page.site.heal();
    page.lives().await?;
    page.until("the notice is gone", async || Ok(page.all("#slow:not([hidden])").await?.is_empty())).await?;
});

// Without SSE4 there is no SIMD.
in_one_browser!(Chromium, a_browser_without_simd, Record::Whole, ["--js-flags=--no-enable-sse4-1"], |page| {
    is_outdated(&page).await?;
});

// The prerendered screen can be used before the app starts, and focus and text survive.
scenario!(input_before_the_app_starts_takes_effect, record(How::Held), |page| {
    page.driver.goto(&page.address()).await?;
    page.wait_for("#app[data-prerendered] #search").await?.send_keys("missile").await?;
    page.site.heal();
    page.lives().await?;
    assert_eq!(page.driver.active_element().await?.attr("id").await?.as_deref(), Some("search"));
    page.until("what was typed is sought", async || {
        Ok(page.driver.current_url().await?.as_str().contains("missile"))
    })
    .await?;
});

scenario!(the_focus_stays_when_the_app_starts, record(How::Held), |page| {
    page.driver.goto(&page.address()).await?;
    page.wait_for("#app[data-prerendered] .statement__link").await?;
    page.driver.execute("document.querySelectorAll('.statement__link')[1].focus()", vec![]).await?;
    let words = page.driver.active_element().await?.text().await?;
    page.site.heal();
    page.lives().await?;
    assert_eq!(page.driver.active_element().await?.text().await?, words);
});

scenario!(a_browser_without_webassembly, Record::Whole, |page| {
    page.before_each("delete globalThis.WebAssembly").await?;
    is_outdated(&page).await?;
});

async fn is_outdated(page: &Page) -> Result<()> {
    page.driver.goto(&page.address()).await?;
    let told = page.text("#outdated").await?;
    assert!(told.contains("too old") && told.contains("newer browser"), "{told}");
    assert_eq!(page.text("#failed").await?, "", "one message is enough");
    assert_eq!(page.all(".statement").await?.len(), PRERENDERED, "the first screen can be read all the same");
    Ok(())
}

// The app needs more memory when it starts.
in_one_browser!(
    Chromium,
    a_browser_without_memory,
    Record::Whole,
    ["--js-flags=--wasm-max-mem-pages=8"],
    |page| {
        page.driver.goto(&format!("{}?country=US", page.address())).await?;
        page.until("it is told", async || Ok(page.text("#failed").await?.contains("Reload"))).await?;
        assert_eq!(page.link().await?, "?country=US");
    }
);

// The app starts, but the record does not fit.
in_one_browser!(
    Chromium,
    a_browser_that_runs_out_of_memory,
    Record::Whole,
    ["--js-flags=--wasm-max-mem-pages=24"],
    |page| {
        page.driver.goto(&format!("{}?country=US", page.address())).await?;
        page.until("it is told", async || Ok(page.text("#failed").await?.contains("Reload"))).await?;
        assert_eq!(page.link().await?, "?country=US");
    }
);

scenario!(a_page_that_breaks_down, Record::Whole, |page| {
    page.open("?country=US").await?;
    // Removes rendered elements, as browser translators do.
    page.driver
        .execute("for (const one of document.querySelectorAll('main *')) one.replaceChildren()", vec![])
        .await?;
    page.driver
        .execute(
            "history.pushState(null, '', '?country=CN'); dispatchEvent(new PopStateEvent('popstate'))",
            vec![],
        )
        .await?;
    page.until("it is told", async || Ok(page.text("#failed").await?.contains("Reload"))).await?;
    page.click("#failed summary").await?;
    let report = page.text("#failed pre").await?;
    assert!(report.contains("panicked at") && report.contains("?country=CN"), "{report}");
    page.click("#failed button").await?;
    page.until("the page lives again", async || Ok(page.count().await? > 0)).await?;
    assert_eq!((page.link().await?.as_str(), page.text("#failed").await?.as_str()), ("?country=CN", ""));
});

scenario!(a_browser_that_stores_nothing, Record::Whole, |page| {
    // As with some tracker blockers, registering a worker never completes.
    page.before_each("ServiceWorkerContainer.prototype.register = async () => undefined").await?;
    page.open("?country=US").await?;
    assert!(page.count().await? > 0);
    assert_eq!(page.text("#failed").await?, "");
});

scenario!(a_browser_that_blocks_all_storage, Record::Whole, ["cookies"], |page| {
    page.open("?country=US").await?;
    assert!(page.count().await? > 0);
    page.click("#theme").await?;
    assert_eq!(page.text("#theme").await?, "Theme: light");
    assert_eq!(page.text("#failed").await?, "");
});

/// Times and time zones.
const CLOCKS: [(&str, &str); 4] = [
    ("Pacific/Kiritimati", "2017-09-30T23:30:00Z"),
    ("Pacific/Niue", "2017-10-01T00:30:00Z"),
    ("America/St_Johns", "1970-01-01T00:00:00Z"),
    ("Asia/Kathmandu", "+275760-09-13T00:00:00Z"),
];

scenario!(odd_clocks_and_zones, Record::Whole, |page| {
    page.open("?order=oldest").await?;
    let seen = async || {
        let mut days = Vec::new();
        for day in page.all(".statement__facts").await? {
            days.push(day.text().await?);
        }
        anyhow::Ok((page.count().await?, page.all(".lane").await?.len(), days))
    };
    let before = seen().await?;
    assert!(before.2.len() > 10, "{before:?}");
    page.before_each(
        "const now = new Date(localStorage.now).getTime(); Date.now = () => now; \
         Date = class extends Date { constructor(...all) { super(...(all.length ? all : [now])) } }",
    )
    .await?;
    for (zone, now) in CLOCKS {
        page.move_to(zone).await?;
        page.driver.execute("localStorage.now = arguments[0]", vec![json!(now)]).await?;
        page.open("?order=oldest").await?;
        assert_eq!(seen().await?, before, "{zone} {now}");
        assert_eq!(page.text("#failed").await?, "", "{zone} {now}");
    }
});

scenario!(
    a_host_that_refuses_scripts_is_reported,
    Fault::new("", How::Policy("default-src 'self'")),
    |page| {
        page.driver.goto(format!("{}?country=CN", page.address())).await?;
        assert!(page.text("#blocked").await?.contains("Content-Security-Policy"));
    }
);

scenario!(
    a_host_that_refuses_webassembly_is_reported,
    Fault::new("", How::Policy("default-src 'self' 'unsafe-inline'")),
    |page| {
        page.driver.goto(format!("{}?country=CN", page.address())).await?;
        page.until("it says so", async || Ok(page.text("#blocked").await?.contains("WebAssembly"))).await?;
        assert!(page.all("#outdated:not([hidden]), #failed:not([hidden])").await?.is_empty());
    }
);
