//! Downloads and citations.

use std::fs;

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::{common::print::PrintParameters, prelude::*};
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    harness::{Page, Record, in_one_browser, scenario},
    user_articles::{drop, until_own},
};

/// Presses a button and returns the saved file.
async fn saved(page: &Page, button: &str, file: &str) -> Result<String> {
    Ok(String::from_utf8(saved_bytes(page, button, file).await?)?)
}

async fn saved_bytes(page: &Page, button: &str, file: &str) -> Result<Vec<u8>> {
    saved_by(page, ".export button", button, file).await
}

async fn saved_by(page: &Page, buttons: &str, button: &str, file: &str) -> Result<Vec<u8>> {
    let press = async || {
        for found in page.all(buttons).await? {
            if found.text().await? == button {
                page.press(&found).await?;
            }
        }
        Ok(())
    };
    let path = page.saved(file, press).await?;
    Ok(fs::read(path)?)
}

scenario!(statements_as_a_table, Record::Whole, |page| {
    page.open("?speaker=nikki-haley").await?;
    let count = page.count().await?;
    let table = saved(&page, "CSV", "statements.csv").await?;
    assert_eq!(table.matches("\r\n").count(), count + 1);
    assert!(table.starts_with("\"id\",\"speaker\"") && table.contains("\"Nikki Haley\""), "{table}");
});

scenario!(exported_articles_are_those_of_the_command, Record::Whole, |page| {
    page.open("?country=CN").await?;
    let count = page.count().await?;
    let articles: Value = serde_json::from_str(&saved(&page, "JSON", "statements.json").await?)?;
    let articles = articles.as_array().unwrap();
    let of = |article: &Value| article["statements"].as_array().map_or(0, Vec::len);
    assert_eq!(articles.iter().map(of).sum::<usize>(), count);
    for article in articles {
        // It has the format of `onrecord extract`.
        let read: onrecord_model::Article = serde_json::from_value(article.clone())?;
        assert_eq!(read.schema, 1);
    }
});

scenario!(a_statement_as_a_citation, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    page.click(".statement__link").await?;
    page.click(".reader .disclosure summary").await?;
    let cite = page.text(".reader .disclosure").await?;
    let link = format!("{}?statement=", page.address());
    for words in [
        "Onrecord World Desk. (2017, July 31).",
        "[Statement by John Delury: “",
        "John Delury, “",
        "@online{",
        "TY  - NEWS",
        "\"type\": \"article-newspaper\"",
    ] {
        assert!(cite.contains(words), "{words} is not in {cite}");
    }
    assert_eq!(cite.matches(&link).count(), 6, "each has the permanent link: {cite}");
    assert!(!cite.contains("““") && !cite.contains("””") && !cite.contains(",,"), "{cite}");
    let csl = page
        .driver
        .execute(
            "return document.querySelector('.reader .disclosure__item:last-child dd').textContent",
            vec![],
        )
        .await?;
    let csl: Value = serde_json::from_str(csl.json().as_str().unwrap_or_default())?;
    assert_eq!(csl[0]["issued"]["date-parts"], json!([[2017, 7, 31]]));
    page.click(".reader .disclosure .copy").await?;
    page.until("it says whether it was copied", async || {
        Ok(!page.text(".reader .disclosure [role=status]").await?.is_empty())
    })
    .await?;
});

scenario!(a_statement_as_a_card, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    page.click(".statement__link").await?;
    page.wait_for(".reader .disclosure").await?;
    let summaries = page.all(".reader .disclosure summary").await?;
    page.press(&summaries[1]).await?;
    let code = page.text(".reader .disclosure:nth-of-type(2)").await?;
    let link = format!("{}?statement=", page.address());
    for part in [&format!("<blockquote cite=\"{link}"), "<footer>John Delury, ", &format!("<a href=\"{link}")]
    {
        assert!(code.contains(part), "{part} is not in {code}");
    }
    let svg = saved_by(&page, ".reader .export button", "SVG", "quote.svg").await?;
    let svg = String::from_utf8(svg)?;
    assert!(svg.contains(">John Delury, ") && svg.contains(&format!(">{link}")), "{svg}");
    let png = saved_by(&page, ".reader .export button", "PNG", "quote.png").await?;
    assert_eq!(png.get(1..4), Some(b"PNG".as_slice()));
});

scenario!(the_timeline_as_a_picture, Record::Whole, |page| {
    page.open("?country=CN").await?;
    let svg = saved(&page, "SVG", "timeline.svg").await?;
    assert!(svg.starts_with("<svg xmlns") && svg.contains(">Liu Jieyi</text>"), "{svg}");
    assert!(svg.matches("<rect").count() > page.count().await?);
    assert!(svg.contains(">partly quoted</text>"), "{svg}");
    // It says what it shows, and where.
    let link = format!(">{}?country=CN</text>", page.address());
    assert!(svg.contains(">China – ") && svg.contains(&link), "{svg}");
    // The browser can decode it as an image.
    let script = "const [svg, done] = arguments; const image = new Image();
        image.onload = () => done(image.naturalWidth); image.onerror = () => done(0);
        image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));";
    let width = page.driver.execute_async(script, vec![svg.into()]).await?;
    assert_eq!(width.json().as_u64(), Some(1200));
    let png = saved_bytes(&page, "PNG", "timeline.png").await?;
    assert_eq!(png.get(1..4), Some(b"PNG".as_slice()));
});

scenario!(markup_is_escaped_in_pictures, Record::Whole, |page| {
    let hostile = "+++\ntitle = \"<img src=x onerror=a()>\"\npublished = \"2017-07-31\"\n+++\n\
                   “A zebra]]> is <script>alert(1)</script>,” said Nikki Haley, the US ambassador to the UN.\n";
    page.open("?q=zebra&lanes=article").await?;
    drop(&page, &[("x.txt", hostile)]).await?;
    until_own(&page, 1).await?;
    let svg = saved(&page, "SVG", "timeline.svg").await?;
    assert!(svg.contains("&lt;img src=x onerror=a()&gt;"), "{svg}");
    assert!(!svg.contains("<img") && !svg.contains("<script"), "{svg}");
});

/// Returns the letters of a printed text: fonts of some machines have ligatures ("ﬂ"), and leave
/// a gap behind them.
fn letters(text: &str) -> String {
    text.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

// Chromium can emulate print media; Firefox's PDF viewer reads what it has printed.
in_one_browser!(Firefox, what_is_printed_can_be_read, Record::Whole, [], |page| {
    page.open("?speaker=nikki-haley").await?;
    let mut said = Vec::new();
    for words in page.all(".statement__link").await? {
        said.push(words.text().await?);
    }
    let folder = tempfile::tempdir()?;
    let report = folder.path().join("report.pdf");
    fs::write(&report, page.driver.print_page(PrintParameters::default()).await?)?;
    page.driver.goto(format!("file://{}", report.display())).await?;
    page.wait_for(".textLayer span").await?;
    let mut text = String::new();
    for sheet in page.all(".page").await? {
        // The viewer renders a page when it is scrolled into view.
        sheet.scroll_into_view().await?;
        let words = async || anyhow::Ok(sheet.find(By::Css(".textLayer")).await?.text().await?);
        page.until("it is read", async || Ok(!words().await?.is_empty())).await?;
        text += &words().await?;
    }
    let text = letters(&text);
    for said in said {
        assert!(text.contains(&letters(&said)), "{said} is not in {text}");
    }
});

in_one_browser!(Chromium, on_paper_the_page_is_a_report, Record::Whole, [], |page| {
    page.open("?speaker=nikki-haley").await?;
    page.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let seen =
        "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).length";
    let seen = async |selector: &str| {
        anyhow::Ok(page.driver.execute(seen, vec![selector.into()]).await?.json().as_u64())
    };
    // Active filters are shown as chips.
    assert_eq!(
        seen("button:not(.chip), .chip--all, input, select, .overview, .foot, .export, #user-articles")
            .await?,
        Some(0)
    );
    assert_eq!(seen(".statement").await?, Some(page.count().await? as u64));
    assert!(seen(".mark, .chip, .profile").await? > Some(20));
});
