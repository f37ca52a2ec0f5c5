//! All kinds of links in all settings: in each browser, below a folder, from a disk, offline, and without
//! scripts.

use anyhow::Result;

use crate::harness::{Fault, How, LAYOUT_SHIFTS, PRERENDERED, Page, Record, scenario};

/// A link of each kind.
const LINKS: [&str; 9] = [
    "",
    "?speaker=nikki-haley",
    "?country=-US&kind=direct",
    "?about=CN&from=2017-07-28&to=2017-07-31&lanes=country",
    "?q=%22time+for+talk%22",
    "?compare=US,CN",
    "?publisher=Onrecord+Asia+Desk&order=oldest",
    "?article=2017-07-31-no-good-option",
    "?statement=2017-07-30-washington-answers~y7488vx2",
];

/// Returns the visible content of a view, as text.
async fn seen(page: &Page) -> Result<(usize, String, Vec<String>)> {
    let mut marked = Vec::new();
    for mark in page.all("mark.highlight--open, .compare h3, .reader__title").await? {
        marked.push(mark.text().await?);
    }
    Ok((page.count().await?, page.driver.title().await?, marked))
}

/// Opens every link below an address, and the preview pages; all must show the same view as the site itself.
async fn all_links(page: &Page, address: &str) -> Result<Vec<(usize, String, Vec<String>)>> {
    let mut all = Vec::new();
    for link in LINKS {
        page.visit(&format!("{address}{link}")).await?;
        let view = seen(page).await?;
        assert!(view.0 > 0, "{link}");
        assert_eq!(page.link().await?, link, "the address stays");
        all.push(view);
    }
    Ok(all)
}

scenario!(every_kind_of_link, Record::Whole, |page| {
    let address = page.address();
    let here = all_links(&page, &address).await?;
    assert_eq!(all_links(&page, &format!("{address}some/where/")).await?, here, "below a folder");
    for (path, link) in [
        ("speaker/nikki-haley.html", "?speaker=nikki-haley"),
        ("country/US.html", "?country=US"),
        ("article/2017-07-31-no-good-option.html", "?article=2017-07-31-no-good-option"),
        (
            "statement/2017-07-30-washington-answers~y7488vx2.html",
            "?statement=2017-07-30-washington-answers~y7488vx2",
        ),
    ] {
        page.visit(&format!("{address}{path}")).await?;
        assert_eq!(page.link().await?, link);
    }
});

scenario!(links_without_a_server, Record::Whole, |page| {
    let address = page.address();
    page.open("").await?;
    page.driver.execute("return navigator.serviceWorker.ready.then(() => true)", vec![]).await?;
    // From the next visit on, the service worker responds.
    page.open("").await?;
    page.site.stop();
    all_links(&page, &address).await?;
    page.visit(&format!("{address}speaker/nikki-haley.html")).await?;
    assert_eq!(page.link().await?, "?speaker=nikki-haley");
});

scenario!(links_of_one_file_on_a_disk, Record::Whole, |page| {
    let file = page.site.single_file()?;
    all_links(&page, &format!("file://{}", file.display())).await?;
    // Steps are links too, and can be undone.
    page.visit(&format!("file://{}?speaker=john-delury", file.display())).await?;
    page.click(".statement__link").await?;
    page.wait_for("mark.highlight--open").await?;
    assert!(page.link().await?.contains("&statement="));
    page.driver.back().await?;
    page.until("the article is closed", async || Ok(page.all(".reader").await?.is_empty())).await?;
    assert_eq!(page.link().await?, "?speaker=john-delury");
});

scenario!(the_first_screen_can_be_read_without_scripts, Record::Whole, ["javascript"], |page| {
    page.driver.goto(page.address()).await?;
    assert_eq!(page.all(".statement").await?.len(), PRERENDERED);
    assert!(page.all(".mark").await?.len() > 20);
    // The preview pages contain everything.
    page.click(".unscripted a").await?;
    assert!(page.driver.current_url().await?.path().starts_with("/article/"));
    assert!(!page.text("blockquote").await?.is_empty());
    page.click("li a").await?;
    assert!(page.driver.current_url().await?.path().starts_with("/statement/"));
    assert!(!page.text("blockquote").await?.is_empty());
});

scenario!(nothing_moves_when_the_app_starts, Record::Whole, |page| {
    page.before_each(LAYOUT_SHIFTS).await?;
    for (width, link) in [
        (1280, ""),
        (360, ""),
        (1280, "?country=US"),
        (360, "?statement=2017-07-30-washington-answers~y7488vx2"),
    ] {
        page.resize(width).await?;
        page.open(link).await?;
        page.still(&format!("{width} {link}")).await?;
    }
});

// The file of the address "/" is the page itself.
scenario!(nothing_moves_while_the_page_loads, Fault::new("*/", How::Trickles), |page| {
    page.before_each(LAYOUT_SHIFTS).await?;
    for width in [1280, 360] {
        page.resize(width).await?;
        page.open("").await?;
        page.still(&format!("{width}")).await?;
    }
});

scenario!(only_scripts_of_the_page_run, Record::Whole, |page| {
    page.open("").await?;
    let inject = "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); \
        const b = document.createElement('button'); b.setAttribute('onclick', 'window.ran = 2'); document.body.append(b); b.click(); \
        document.body.setAttribute('style', 'opacity: 0.5'); \
        return [window.ran ?? null, getComputedStyle(document.body).opacity]";
    let ran = page.driver.execute(inject, vec![]).await?;
    assert_eq!(ran.json(), &serde_json::json!([null, "1"]));
    let policy = page.wait_for("meta[http-equiv=Content-Security-Policy]").await?.attr("content").await?;
    let policy = policy.unwrap_or_default();
    assert!(
        policy.starts_with("default-src 'none';")
            && !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'"),
        "{policy}"
    );
});

scenario!(copying_a_link_copies_the_preview_page, Record::Whole, |page| {
    page.open("?speaker=nikki-haley").await?;
    // Copied text is intercepted, since headless browsers may refuse the clipboard.
    page.driver
        .execute("navigator.clipboard.writeText = async text => { window.copied = text; }", vec![])
        .await?;
    page.click(".toolbar__copy").await?;
    page.until("it is copied", async || {
        let copied = page.driver.execute("return window.copied ?? null", vec![]).await?;
        Ok(copied.json() == &serde_json::json!(format!("{}speaker/nikki-haley.html", page.address())))
    })
    .await?;
});
