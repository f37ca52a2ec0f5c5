//! A reader's own articles and corrections join the record, are stored in the browser, and are sent nowhere.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::{Page, Record, scenario};

pub(crate) const SNOW: &str = "+++\ntitle = \"Snow\"\npublished = \"2017-07-30\"\n+++\n“It snows in all of the north,” said Nikki Haley, \
                    the US ambassador to the UN. “It does not,” said Kim Chol, a North Korean diplomat.\n";

const PAGE: &str = "<!doctype html><html><head><title>Hail | The Desk</title><meta property='og:site_name' content='The Desk'>\
    <meta property='og:title' content='Hail in the south'><link rel=canonical href='https://example.org/hail'>\
    <script>document.title = 'run'; fetch('/stolen')</script></head><body><nav><p>“Home,” said the menu of the site.</p></nav>\
    <article><h1>Hail in the south</h1><time datetime='2017-07-29T10:00Z'>today</time>\
    <p>“It hails in all of the south,” said Moon Sang-gyun, a South Korean spokesman. <img src=x onerror=\"fetch('/stolen')\"></p>\
    </article></body></html>";

/// Drops files on the page.
pub(crate) async fn drop(page: &Page, files: &[(&str, &str)]) -> Result<()> {
    // The page accepts files when this exists.
    page.wait_for("#user-articles").await?;
    let script = "const data = new DataTransfer(); for (const [name, text] of arguments[0]) data.items.add(new File([text], name)); \
                  const drop = (type) => document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true })); \
                  drop('dragover'); drop('drop');";
    page.driver.execute(script, vec![json!(files)]).await?;
    Ok(())
}

pub(crate) async fn own(page: &Page) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for link in page.all(".user-articles__list a").await? {
        titles.push(link.text().await?);
    }
    Ok(titles)
}

pub(crate) async fn until_own(page: &Page, count: usize) -> Result<()> {
    page.until("the reader's articles are there", async || Ok(own(page).await?.len() == count)).await
}

pub(crate) async fn refused(page: &Page) -> Result<String> {
    page.wait_for(".user-articles .notice--failed li").await?;
    page.text(".user-articles .notice--failed ul").await
}

scenario!(dropped_articles_join_the_record, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    drop(&page, &[("snow.txt", SNOW), ("hail.html", PAGE)]).await?;
    until_own(&page, 2).await?;
    assert_eq!(own(&page).await?, ["Snow", "Hail in the south"]);
    assert_eq!(page.count().await?, before + 3);
    // The dropped page has run and fetched nothing, and its menu is not part of the story.
    assert_ne!(page.driver.title().await?, "run");
    assert!(
        !page.site.requests().iter().any(|request| request.contains("stolen")),
        "{:?}",
        page.site.requests()
    );
    // Filters, links and the reader work on them.
    page.open("?speaker=kim-chol").await?;
    page.until("the kept articles are there again", async || Ok(page.count().await? == 1)).await?;
    assert_eq!(page.link().await?, "?speaker=kim-chol");
    assert!(page.text(".statement").await?.contains("your article"));
    page.click(".statement__link").await?;
    page.wait_for(".reader mark").await?;
    let link = page.link().await?;
    assert!(link.contains("statement=snow"), "{link}");
    // A link to one works after a reload.
    page.open(&link).await?;
    page.until("it is open", async || Ok(!page.all(".reader mark").await?.is_empty())).await?;
    assert_eq!(page.link().await?, link);
    // Removed articles are gone, also after a reload.
    page.open("").await?;
    until_own(&page, 2).await?;
    for _ in 0..2 {
        let left = own(&page).await?.len() - 1;
        page.click(".user-articles__list button").await?;
        until_own(&page, left).await?;
    }
    assert_eq!(page.count().await?, before);
    page.open("").await?;
    page.wait_for("#user-articles").await?;
    assert_eq!((page.count().await?, own(&page).await?.len()), (before, 0));
});

scenario!(articles_can_be_added_to_any_view, Record::Whole, |page| {
    page.open("?country=KP&lanes=country").await?;
    let before = page.count().await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    assert_eq!(page.count().await?, before + 1);
    assert_eq!(page.link().await?, "?country=KP&lanes=country");
});

scenario!(added_articles_stay_in_the_browser, Record::Whole, |page| {
    page.open("").await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    // Only files of the site were requested, and nothing was sent.
    for request in page.site.requests() {
        let (method, path) = request.split_once(' ').unwrap();
        assert!(method == "GET" && !path.contains('?') && !path.contains("snow"), "{request}");
    }
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    let fetched: Vec<String> = page.driver.execute(script, vec![]).await?.convert()?;
    assert!(
        fetched.iter().all(|url| url.starts_with(&page.address()) || url.starts_with("data:")),
        "{fetched:?}"
    );
});

scenario!(a_text_is_pasted, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    page.click("#user-articles summary").await?;
    page.wait_for("#user-articles-text")
        .await?
        .send_keys("“It rains in the whole of the west,” said Shinzo Abe, the Japanese prime minister.")
        .await?;
    page.driver.execute("document.getElementById('user-articles-day').value = '2017-07-28'", vec![]).await?;
    page.click("#user-articles form button").await?;
    until_own(&page, 1).await?;
    assert_eq!(page.count().await?, before + 1);
    // Pasted into the page itself, outside any field.
    page.driver
        .execute("document.getElementById('user-articles-text').value = arguments[0]", vec![json!(SNOW)])
        .await?;
    let field = page.wait_for("#user-articles-text").await?;
    field.send_keys(Key::Control + "a").await?;
    field.send_keys(Key::Control + "x").await?;
    page.driver.execute("document.activeElement.blur()", vec![]).await?;
    page.wait_for("body").await?.send_keys(Key::Control + "v").await?;
    until_own(&page, 2).await?;
    assert_eq!(page.count().await?, before + 3);
    page.open("?from=2017-07-28&to=2017-07-28").await?;
    page.until("its day is the one that was given", async || {
        Ok(page.speakers().await?.contains(&"Shinzo Abe".to_owned()))
    })
    .await?;
});

scenario!(refused_files_have_a_reason, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    drop(
        &page,
        &[
            ("a\u{202e}txt.exe", "MZ\0\0"),
            ("list.json", "{"),
            ("good.txt", SNOW),
            ("empty.txt", "It rained."),
        ],
    )
    .await?;
    until_own(&page, 1).await?;
    let told = refused(&page).await?;
    for words in ["not UTF-8 text", "list.json: this is not JSON", "empty.txt: no statements found"] {
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(page.count().await?, before + 2);
    page.click(".user-articles .notice--failed button").await?;
    page.until("it was read", async || Ok(page.all(".user-articles .notice--failed").await?.is_empty()))
        .await?;
});

// The browser parses JSON here, a crate in the command: both accept and write the same.
scenario!(json_is_read_and_written_as_the_command_does, Record::Whole, |page| {
    page.open("").await?;
    let folder = tempfile::tempdir()?;
    let sleet = folder.path().join("sleet.txt");
    std::fs::write(&sleet, SNOW.replace("now", "leet"))?;
    let command = std::process::Command::new(&page.site.command)
        .args(["extract", "--format", "jsonl", "--text"])
        .arg(&sleet)
        .output()?;
    let extracted = String::from_utf8(command.stdout)?;
    let said = |words: &str| format!("“It {words} in all of the west,” said Shinzo Abe on Sunday.");
    let list = json!([
        {"id": "mist", "published": "2017-07-30", "text": said("mists")},
        7,
        {"constructor": "x", "__proto__": {"text": said("is hidden")}},
        {"published": "30 July", "text": said("drizzles")},
    ]);
    let ninjs = json!({
        "uri": "urn:agency:thaw", "versioncreated": "2017-07-30T20:14:00Z", "headline": "Thaw",
        "organisation": [{"name": "The Desk"}], "body_text": said("thaws"),
    });
    let lines = format!("\u{feff}{}\n\n{{\"text\": 1\n", json!({"id": "fog", "text": said("fogs")}));
    drop(
        &page,
        &[
            ("sleet.jsonl", &extracted),
            ("list.json", &list.to_string()),
            ("wire.json", &ninjs.to_string()),
            ("lines.jsonl", &lines),
            ("deep.json", &"[".repeat(100_000)),
        ],
    )
    .await?;
    until_own(&page, 4).await?;
    assert_eq!(own(&page).await?, ["Sleet", "mist", "Thaw", "fog"]);
    page.until("all are read", async || Ok(refused(&page).await?.contains("deep.json"))).await?;
    let told = refused(&page).await?;
    for words in [
        "list.json: entry 2: this is not an article: expected an object",
        "list.json: entry 3: this is not an article: it has no `text`",
        "list.json: entry 4: `published` is \"30 July\": use a day as YYYY-MM-DD",
        "lines.jsonl: line 3: this is not JSON: ",
        "deep.json: this is not JSON: ",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    let press = async || {
        page.click(".user-articles .export button").await?;
        Ok(())
    };
    let saved = std::fs::read_to_string(page.saved("articles.jsonl", press).await?)?;
    let parsed = |lines: &str| serde_json::from_str::<Value>(lines.lines().next().unwrap_or_default());
    assert_eq!(parsed(&saved)?, parsed(&extracted)?);
});

scenario!(markup_in_an_article_is_text, Record::Whole, |page| {
    page.open("").await?;
    page.wait_for("#user-articles").await?;
    let hostile = "+++\ntitle = \"<img src=x onerror=alert(1)>\"\nurl = \"javascript:alert(1)\"\npublished = \"2017-07-31\"\n+++\n\
                   “It is <script>alert(1)</script> and <b>more</b> of it,” said Nikki Haley, the US ambassador to the UN.\n";
    drop(&page, &[("x.txt", hostile)]).await?;
    until_own(&page, 1).await?;
    assert_eq!(own(&page).await?, ["<img src=x onerror=alert(1)>"]);
    page.click(".user-articles__list a").await?;
    page.wait_for(".reader").await?;
    assert!(page.text(".reader").await?.contains("<script>alert(1)</script>"));
    assert!(page.all(".reader script, .reader b, .reader img, a[href^=javascript]").await?.is_empty());
});

scenario!(a_large_file_can_be_cancelled, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    // 50 MB, generated in the page.
    let script = "const line = (n) => JSON.stringify({ id: `a${n}`, published: '2017-07-31', text: `“It is day ${n} of the wait,” said Nikki Haley. ${'It rained on. '.repeat(300)}` }) + '\\n'; \
                  const data = new DataTransfer(); data.items.add(new File(Array.from({ length: 12000 }, (_, n) => line(n)), 'many.jsonl')); \
                  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));";
    page.driver.execute(script, vec![]).await?;
    page.until("it is under way", async || {
        Ok(page.text(".user-articles__state").await?.contains("of 12,000 articles"))
    })
    .await?;
    // The page responds meanwhile.
    let left = page.choose("Nikki Haley").await?;
    assert_eq!(page.count().await?, left);
    page.click(".user-articles__state button").await?;
    page.until("it is given up", async || Ok(page.text(".user-articles__state").await?.is_empty())).await?;
    page.open("").await?;
    until_own(&page, 1).await?;
    assert_eq!(page.count().await?, before + 2);
});

scenario!(a_correction_is_made_and_undone, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    let before = page.count().await?;
    page.click(".statement__link").await?;
    page.click(".correction summary").await?;
    let field = page.wait_for("#correction-speaker").await?;
    field.clear().await?;
    field.send_keys("A. N. Other").await?;
    page.click(".correction form button").await?;
    page.until("it is another's", async || {
        Ok(page.text(".reader .explanation").await?.contains("A. N. Other"))
    })
    .await?;
    assert!(page.text(".reader .explanation").await?.contains("Corrected by hand."));
    assert_eq!(page.count().await?, before - 1);
    // It is shown as corrected, also after a reload.
    page.open("?speaker=a-n-other").await?;
    page.until("it is kept", async || Ok(page.count().await? == 1)).await?;
    assert!(page.text(".statement").await?.contains("corrected by you"));
    page.click(".user-articles__list button").await?;
    page.until("it is as it was", async || Ok(page.all(".user-articles__list").await?.is_empty())).await?;
    page.open("?speaker=john-delury").await?;
    assert_eq!(page.count().await?, before);
});

scenario!(a_rejected_statement_is_struck_out, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    page.click(".statement__link").await?;
    page.click(".correction summary").await?;
    page.click("#correction-reject").await?;
    page.click(".correction form button").await?;
    page.until("it is gone", async || Ok(page.count().await? == before - 1)).await?;
    assert_eq!(page.all(".user-articles__list s").await?.len(), 1);
});

// The command applies the page's `corrections.toml`.
scenario!(corrections_are_saved_for_the_publisher, Record::Whole, |page| {
    page.open("?speaker=john-delury").await?;
    page.click(".statement__link").await?;
    page.click(".correction summary").await?;
    let field = page.wait_for("#correction-speaker").await?;
    field.clear().await?;
    field.send_keys("A \"Quoted\" Reader").await?;
    page.click(".correction form button").await?;
    page.until("it is mended", async || Ok(!page.all(".user-articles__list").await?.is_empty())).await?;
    let press = async || {
        for button in page.all(".user-articles .export button").await? {
            page.press(&button).await?;
        }
        Ok(())
    };
    let file = page.saved("corrections.toml", press).await?;
    let file = file.to_str().unwrap();
    let args = ["export", "corpus", "--format", "jsonl", "--no-cache", "--corrections", file];
    let output = std::process::Command::new(&page.site.command).args(args).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows = String::from_utf8(output.stdout)?;
    let speakers: Vec<Value> = rows.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    assert!(speakers.iter().any(|row| row["speaker"] == "A \"Quoted\" Reader"));
});

// The command builds a site from the articles that the page saves.
scenario!(user_articles_become_a_site, Record::Whole, |page| {
    page.open("").await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    let press = async || {
        page.click(".user-articles .export button").await?;
        Ok(())
    };
    let file = page.saved("articles.jsonl", press).await?;
    let site = file.with_file_name("site");
    let built = std::process::Command::new(&page.site.command)
        .arg("build")
        .arg("--no-cache")
        .arg(&file)
        .arg("-o")
        .arg(&site)
        .output()?;
    let told = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(built.status.success() && told.contains("1 articles, 2 speakers, 2 statements"), "{told}");
    assert!(Path::new(&site).join("article/snow.html").is_file());
});

scenario!(the_page_with_user_articles_is_one_file, Record::Whole, |page| {
    page.open("").await?;
    let before = page.count().await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    let press = async || {
        page.press(&page.all(".user-articles .export button").await?[1]).await?;
        Ok(())
    };
    let file = page.saved("record.html", press).await?;
    // With no server and no stored files.
    page.site.stop();
    page.visit(&format!("file://{}", file.display())).await?;
    assert_eq!(page.count().await?, before + 2);
    page.visit(&format!("file://{}?speaker=kim-chol", file.display())).await?;
    assert_eq!(page.count().await?, 1);
    page.click(".statement__link").await?;
    page.wait_for(".reader mark").await?;
    assert!(page.all("#user-articles").await?.is_empty());
});

scenario!(a_saved_page_in_an_older_encoding, Record::Whole, |page| {
    page.open("").await?;
    page.wait_for("#user-articles").await?;
    // “Café” and quotation marks in windows-1252; the comment declares nothing.
    let script = "const bytes = (text) => Uint8Array.from(text, (letter) => letter.codePointAt(0));
        const html = '<!-- charset=utf-16le --><meta charset=windows-1252><title>Caf\\xe9</title><article><h1>Caf\\xe9</h1>' +
            '<p>\\x93The caf\\xe9 closes in May,\\x94 said Nikki Haley, the US ambassador to the UN, on Sunday.</p>' +
            '<p>She did not say where she would have her coffee then, nor who would pour it for her.</p></article>';
        const data = new DataTransfer(); data.items.add(new File([bytes(html)], 'cafe.html'));
        for (const type of ['dragover', 'drop'])
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));";
    page.driver.execute(script, vec![]).await?;
    until_own(&page, 1).await?;
    assert_eq!(own(&page).await?, ["Café"]);
    page.open("?q=café").await?;
    page.until("its words are found", async || Ok(page.count().await? == 1)).await?;
});

scenario!(a_record_in_parts_takes_articles_too, Record::InParts, |page| {
    page.open("").await?;
    let before = page.count().await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    assert_eq!(page.count().await?, before + 2);
    page.open("?q=snows").await?;
    page.until("its words are found", async || Ok(page.count().await? == 1)).await?;
});

scenario!(a_removal_is_undone, Record::Whole, |page| {
    page.open("").await?;
    drop(&page, &[("snow.txt", SNOW)]).await?;
    until_own(&page, 1).await?;
    page.click(".user-articles__list li button").await?;
    until_own(&page, 0).await?;
    assert!(page.text(".user-articles__state").await?.contains("1 article removed"));
    page.click(".user-articles__state button").await?;
    until_own(&page, 1).await?;
});

scenario!(a_failure_keeps_the_text_and_a_success_ends_it, Record::Whole, |page| {
    page.open("").await?;
    page.click("#user-articles summary").await?;
    let field = page.wait_for("#user-articles-text").await?;
    field.send_keys("It rained.").await?;
    page.click("#user-articles form button").await?;
    assert!(refused(&page).await?.contains("no statements found"));
    assert_eq!(field.prop("value").await?.as_deref(), Some("It rained."));
    field.send_keys(" “It will rain again,” said Nikki Haley, the US ambassador.").await?;
    page.click("#user-articles form button").await?;
    until_own(&page, 1).await?;
    assert!(page.all(".user-articles .notice--failed").await?.is_empty());
    assert_eq!(field.prop("value").await?.as_deref(), Some(""));
});

scenario!(a_day_is_set_afterwards, Record::Whole, |page| {
    page.open("?speaker=nikki-haley").await?;
    drop(&page, &[("rain.txt", "“It will rain again,” said Nikki Haley, the US ambassador to the UN.")])
        .await?;
    until_own(&page, 1).await?;
    let set =
        "const field = document.querySelector('.user-articles__list input'); field.value = '2017-08-04';
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.driver.execute(set, vec![]).await?;
    page.until("it has a day", async || Ok(page.all(".user-articles__list input").await?.is_empty())).await?;
    page.open("?speaker=nikki-haley&from=2017-08-04&to=2017-08-04&q=\"rain again\"").await?;
    page.until("the statement is on that day", async || Ok(page.count().await? == 1)).await?;
});
