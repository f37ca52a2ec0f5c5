//! Embedded views: the explorer in a frame on another page.

use thirtyfour::Key;

use crate::{
    harness::{Record, scenario},
    user_articles::{SNOW, drop, until_own},
};

/// A page of another origin with the explorer in a frame of its reported height.
const HOST: &str = "document.body.innerHTML = '<iframe id=frame width=700 height=200></iframe>'; \
    addEventListener('message', e => { if (e.data.type === 'onrecord:height') \
        document.getElementById('frame').height = window.told = e.data.height; }); \
    document.getElementById('frame').src = arguments[0];";

scenario!(a_view_in_a_frame, Record::Whole, |page| {
    let address = page.address();
    // Another host name is another origin.
    page.driver.goto(format!("{}host", address.replace("127.0.0.1", "localhost"))).await?;
    page.driver.execute(HOST, vec![format!("{address}?speaker=nikki-haley&embed=1").into()]).await?;
    page.until("the frame tells its height", async || {
        Ok(page.driver.execute("return window.told ?? 0", vec![]).await?.json().as_f64() > Some(500.0))
    })
    .await?;
    let frame = page.wait_for("#frame").await?;
    assert_ne!(frame.attr("height").await?.as_deref(), Some("200"));
    frame.enter_frame().await?;
    page.wait_for("[data-count]").await?;
    // Masthead, filters and profile are absent; words come soon.
    assert!(page.all(".masthead, .filters, .chips, .profile, #user-articles").await?.is_empty());
    assert_eq!(page.all("article[data-statement]").await?.len(), 3);
    assert!(page.text("h1").await?.starts_with("Nikki Haley"));
    let full = page.wait_for(".embed-head a").await?;
    assert_eq!(full.prop("href").await?.as_deref(), Some(&*format!("{address}?speaker=nikki-haley")));
    assert_eq!(full.attr("target").await?.as_deref(), Some("_blank"));
    // A step stays in the frame and keeps `embed=1`.
    page.wait_for(".statement__link").await?.send_keys(Key::Enter + "").await?;
    page.wait_for("mark.highlight--open").await?;
    let here = page.driver.execute("return location.search", vec![]).await?;
    let here = here.json().as_str().unwrap_or_default();
    assert!(here.starts_with("?speaker=nikki-haley&statement=") && here.ends_with("&embed=1"), "{here}");
    page.driver.enter_default_frame().await?;
});

scenario!(a_wide_frame_is_filled, Record::Whole, |page| {
    for (link, least) in [("?embed=1", 1100.0), ("?embed=1&article=2017-07-31-no-good-option", 700.0)] {
        page.open(link).await?;
        let width = "return document.querySelector('.results').getBoundingClientRect().width";
        let width = page.driver.execute(width, vec![]).await?;
        assert!(width.json().as_f64() > Some(least), "{link}: {}", width.json());
    }
});

scenario!(the_embed_snippet, Record::Whole, |page| {
    page.open("?country=US&q=talk").await?;
    let html = page
        .driver
        .execute("return document.querySelector('.export + .disclosure dd').textContent", vec![])
        .await?;
    let html = html.json().as_str().unwrap_or_default().to_owned();
    // The snippet is HTML: a browser reads the address from it.
    let read =
        "return new DOMParser().parseFromString(arguments[0], 'text/html').querySelector('iframe').src";
    let address = page.driver.execute(read, vec![html.into()]).await?;
    assert_eq!(address.json(), &format!("{}?country=US&q=talk&embed=1", page.address()));
});

scenario!(the_height_goes_to_the_page_that_is_named, Record::Whole, |page| {
    let address = page.address();
    let host = address.replace("127.0.0.1", "localhost");
    for (policy, is_told) in [("origin", true), ("no-referrer", false)] {
        page.driver.goto(format!("{host}host")).await?;
        let frame = "const frame = document.createElement('iframe'); frame.referrerPolicy = arguments[1];
            addEventListener('message', ({ data }) => { window.told = data.height; });
            frame.src = arguments[0]; document.body.replaceChildren(frame)";
        page.driver
            .execute(frame, vec![format!("{address}?country=US&embed=1").into(), policy.into()])
            .await?;
        page.wait_for("iframe").await?.enter_frame().await?;
        page.wait_for("[data-count]").await?;
        page.driver.enter_default_frame().await?;
        let told = async || {
            anyhow::Ok(
                page.driver.execute("return (window.told ?? 0) > 0", vec![]).await?.json().as_bool()
                    == Some(true),
            )
        };
        if is_told {
            page.until("the height comes", told).await?;
        } else {
            assert!(!told().await?, "{policy}");
        }
    }
});

scenario!(own_articles_are_not_joined_in_a_frame, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    page.open("?embed=1").await?;
    assert_eq!(page.count().await?, before);
});
