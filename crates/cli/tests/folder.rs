//! A folder of saved pages in several forms becomes a site with one command, and what a person knows about a page is taken
//! from `corrections.toml`.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

fn onrecord(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::null())
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

/// Returns the statements of a folder as `onrecord export` writes them.
fn exported(dir: &Path, from: &str) -> Vec<Value> {
    let output = onrecord(dir, &["export", from, "-o", "said.jsonl"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = fs::read_to_string(dir.join("said.jsonl")).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const SPEAKERS: [&str; 20] = [
    "Ada Marlow",
    "Ben Ostler",
    "Cora Winslow",
    "Dan Hartley",
    "Ella Brandon",
    "Fred Corrigan",
    "Greta Sandoval",
    "Hugo Lindgren",
    "Ida Pemberton",
    "Jack Thornbury",
    "Kate Oldfield",
    "Leo Castellan",
    "Mary Dunmore",
    "Ned Ashworth",
    "Olga Petrovna",
    "Paul Winterton",
    "Rose Kettering",
    "Sam Underhill",
    "Tess Galloway",
    "Walter Quimby",
];

/// Returns the paragraphs of article `nth`, the words and the speaker of each of which no other article has.
fn story(nth: usize) -> [String; 3] {
    let speaker = SPEAKERS[nth];
    [
        format!(
            "The council of ward {nth} met on the old bridge, and its members walked the length of the quay before they voted."
        ),
        format!(
            "“Ward {nth} will have a bridge of its own before the winter comes,” said {speaker}, a surveyor who drew the plans."
        ),
        format!(
            "The work on the bridge of ward {nth} begins in the spring, when the river is low, and ends in the following year."
        ),
    ]
}

fn day(nth: usize) -> String {
    format!("2024-05-{:02}", nth + 1)
}

fn page(nth: usize) -> String {
    let paragraphs: String = story(nth).iter().map(|words| format!("<p>{words}</p>\n")).collect();
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ward {nth} votes for a bridge | Quay Courier</title>
<meta property="og:site_name" content="Quay Courier"><meta property="og:title" content="Ward {nth} votes for a bridge">
<meta property="article:published_time" content="{}T09:00:00Z"></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<main><article><h1>Ward {nth} votes for a bridge</h1>{paragraphs}</article></main>
<footer><p>Subscribe to our newsletter for more news of the wards.</p></footer></body></html>"#,
        day(nth)
    )
}

/// Returns an archive with the page of article `nth`.
fn archive(nth: usize) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page(nth));
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{nth}>\r\nWARC-Target-URI: https://example.org/ward-{nth}\r\n\
         WARC-Date: {}T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{http}\r\n\r\n",
        day(nth),
        http.len()
    )
}

fn title(nth: usize) -> String {
    format!("Ward {nth} votes for a bridge")
}

/// Returns a Word document of article `nth` with the least that one must have.
fn word_document(nth: usize) -> Vec<u8> {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let headline =
        format!("<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", title(nth));
    let story: String = story(nth).iter().map(|words| paragraph(words)).collect();
    let body = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{headline}{story}</w:body></w:document>"
    );
    let about = "<Properties><Company>Quay Courier</Company></Properties>".to_owned();
    let moment = format!(
        "<cp:coreProperties xmlns:cp=\"c\" xmlns:dcterms=\"d\"><dcterms:created>{}T09:00:00Z</dcterms:created></cp:coreProperties>",
        day(nth)
    );
    zipped(&[
        ("word/document.xml", body.into_bytes()),
        ("docProps/app.xml", about.into_bytes()),
        ("docProps/core.xml", moment.into_bytes()),
    ])
}

/// Returns a PDF of article `nth` as a plain program writes it: one line after the other.
fn portable_document(nth: usize) -> Vec<u8> {
    let mut content =
        format!("BT /F1 20 Tf 72 740 Td ({}) Tj 0 -24 Td /F1 11 Tf ({}) Tj ", title(nth), day(nth));
    for paragraph in story(nth) {
        // WinAnsi's marks of quotation.
        let paragraph = paragraph.replace('“', "\\223").replace('”', "\\224");
        content.push_str("0 -26 Td ");
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if line.len() + word.len() > 80 {
                let _ = write!(content, "({line}) Tj 0 -13 Td ");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let _ = write!(content, "({line}) Tj ");
    }
    content.push_str("ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(en)>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    file.push_str("xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(file, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// Packs bytes without making them fewer.
fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Returns a zip archive of files that are stored as they are.
fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let number = |value: usize| u32::try_from(value).unwrap().to_le_bytes();
    let short = |value: usize| u16::try_from(value).unwrap().to_le_bytes();
    let (mut zip, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut sum = flate2::Crc::new();
        sum.update(bytes);
        let sizes = [number(bytes.len()), number(bytes.len())].concat();
        // Version, flags, method, time and day; then sum, sizes and the lengths of names.
        let about = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &sum.sum().to_le_bytes(),
            &sizes,
            &short(name.len()),
            &[0, 0],
        ]
        .concat();
        let place = number(zip.len());
        zip.extend([&b"PK\x03\x04"[..], &about, name.as_bytes(), bytes].concat());
        list.extend([&b"PK\x01\x02\x14\0"[..], &about, &[0; 10], &place, name.as_bytes()].concat());
    }
    let count = short(files.len());
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &number(list.len()), &number(zip.len()), &[0, 0]]
        .concat();
    zip.extend(list);
    zip.extend(end);
    zip
}

/// Returns the name and the content of article `nth` as a file of its form.
fn saved(nth: usize) -> (String, Vec<u8>) {
    let title = title(nth);
    let (text, page, day) = (story(nth).join("\n\n"), page(nth), day(nth));
    let markup: String = story(nth).iter().map(|words| format!("<p>{words}</p>")).collect();
    let (ending, content) = match nth % 12 {
        0 => {
            let front =
                format!("+++\ntitle = \"{title}\"\npublisher = \"Quay Courier\"\npublished = {day}\n+++\n");
            ("txt", format!("{front}{text}\n").into_bytes())
        }
        1 => ("html", page.into_bytes()),
        2 => {
            let mhtml = format!(
                "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/ward-{nth}\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/related; type=\"text/html\"; boundary=\"part\"\r\n\r\n--part\r\nContent-Type: text/html\r\n\
                 Content-Transfer-Encoding: 8bit\r\nContent-Location: https://example.org/ward-{nth}\r\n\r\n{page}\r\n--part--\r\n"
            );
            ("mhtml", mhtml.into_bytes())
        }
        3 => ("warc", archive(nth).into_bytes()),
        4 => {
            let front = format!("---\ntitle: \"{title}\"\npublisher: Quay Courier\ndate: {day}\n---\n\n");
            ("md", format!("{front}{text}\n").into_bytes())
        }
        5 => {
            let object = json!({"id": format!("ward-{nth}"), "title": title, "publisher": "Quay Courier", "published": day, "text": text});
            ("json", object.to_string().into_bytes())
        }
        6 => ("warc.gz", gzipped(archive(nth).as_bytes())),
        7 => (
            "wacz",
            zipped(&[
                ("archive/data.warc.gz", gzipped(archive(nth).as_bytes())),
                ("datapackage.json", b"{}".to_vec()),
            ]),
        ),
        8 => {
            let object = json!({"uri": format!("https://example.org/ward-{nth}"), "type": "text", "headline": title,
                "versioncreated": format!("{day}T09:00:00Z"), "copyrightholder": "Quay Courier", "language": "en", "body_xhtml": markup});
            ("json", object.to_string().into_bytes())
        }
        9 => {
            let feed = format!(
                "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Quay Courier</title>\
                 <link>https://example.org/</link><description>News</description><item><title>{title}</title><link>https://example.org/ward-{nth}</link>\
                 <pubDate>{} May 2024 09:00:00 GMT</pubDate><content:encoded><![CDATA[{markup}]]></content:encoded></item></channel></rss>",
                nth + 1
            );
            ("rss", feed.into_bytes())
        }
        10 => ("docx", word_document(nth)),
        _ => ("pdf", portable_document(nth)),
    };
    (format!("ward-{nth}.{ending}"), content)
}

#[test]
fn twenty_pages_in_several_forms_become_a_site() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("pages")).unwrap();
    for (name, content) in (0..SPEAKERS.len()).map(saved) {
        fs::write(dir.path().join("pages").join(name), content).unwrap();
    }
    let output = onrecord(dir.path(), &["build", "pages", "-o", "site"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(dir.path().join("site/index.html").is_file(), "{said}");
    let rows = exported(dir.path(), "site");
    let mut found: Vec<_> = rows
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            [text("words"), text("speaker"), text("published"), text("publisher"), text("article")]
        })
        .collect();
    found.sort_by(|a, b| a[2].cmp(&b[2]));
    let expected: Vec<_> = (0..SPEAKERS.len())
        .map(|nth| {
            let words = format!("“Ward {nth} will have a bridge of its own before the winter comes,”");
            // A PDF of so few facts names no publisher.
            let publisher = if nth % 12 == 11 { "-" } else { "Quay Courier" };
            [words, SPEAKERS[nth].to_owned(), day(nth), publisher.to_owned(), title(nth)]
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_known_about_pages_can_be_stated() {
    let dir = tempfile::tempdir().unwrap();
    let pages = dir.path().join("pages");
    fs::create_dir_all(pages.join("undated")).unwrap();
    for (name, url, words) in [
        ("one.txt", "https://example.org/one", "“The first lamp is lit,” said Ada Marlow."),
        ("two.txt", "https://example.org/two", "“The second lamp is lit,” said Ben Ostler."),
        ("three.txt", "https://example.org/three", "“The third lamp is lit,” said Cora Winslow."),
        ("undated/four.txt", "https://example.org/four", "“The fourth lamp is lit,” said Dan Hartley."),
    ] {
        let front = format!("+++\ntitle = \"Lamps\"\npublished = 2020-01-01\nurl = \"{url}\"\n+++\n");
        fs::write(pages.join(name), format!("{front}{words}\n")).unwrap();
    }
    let row = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        [text("speaker"), text("published"), text("article"), text("publisher"), text("article_id")]
            .join(" | ")
    };
    // The first time without corrections, so that results are cached.
    assert_eq!(exported(dir.path(), "pages").len(), 4);
    let corrections = r#"
[[article]]
file = "one.txt"
day = "2021-02-03"
title = "Lamps of \"the\" quay"
publisher = "Quay Courier"
id = "first"

[[article]]
url = "https://example.org/two"
publisher = "Hill Courier"

[[article]]
file = "three.txt"
leave_out = true

[[article]]
file = "undated"
day = "2022-03-04"
"#;
    fs::write(pages.join("corrections.toml"), corrections).unwrap();
    let mut rows: Vec<_> = exported(dir.path(), "pages").iter().map(row).collect();
    rows.sort();
    let expected = [
        "Ada Marlow | 2021-02-03 | Lamps of \"the\" quay | Quay Courier | first",
        "Ben Ostler | 2020-01-01 | Lamps | Hill Courier | two",
        "Dan Hartley | 2022-03-04 | Lamps | - | four",
    ];
    assert_eq!(rows, expected);
    fs::write(pages.join("corrections.toml"), "[[article]]\nfile = \"five.txt\"\nday = \"2021-02-03\"\n")
        .unwrap();
    let output = onrecord(dir.path(), &["export", "pages", "-o", "said.jsonl"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("the correction of the article `five.txt` matches none"), "{said}");
    assert!(!output.status.success());
}

/// A paragraph that makes a text longer than a summary.
const BACKGROUND: &str = "The old bridge was closed four years ago, after an inspection had found that the ice of three \
    winters had loosened its piers. Since then the people of the ward have crossed the river by ferry, which runs every \
    twenty minutes and stops at dusk. A new bridge was planned twice before, but both plans were dropped for lack of money.";

#[test]
fn the_text_of_linked_data_is_read_where_the_page_shows_none() {
    let dir = tempfile::tempdir().unwrap();
    let told = format!("{}\n\n{BACKGROUND}", story(3).join("\n\n"));
    let data = json!({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A hidden story",
        "datePublished": "2024-05-01", "articleBody": told});
    let page = |body: &str| {
        format!(
            "<!doctype html><html lang=\"en\"><head><title>A hidden story</title><script type=\"application/ld+json\">{data}</script>\
             </head><body>{body}</body></html>"
        )
    };
    let shown: String = story(5).iter().map(|words| format!("<p>{words}</p>")).collect();
    for (name, body, speaker, warned) in [
        ("hidden.html", "<div id=\"app\"></div>".to_owned(), "Dan Hartley", true),
        (
            "shown.html",
            format!("<main><article><h1>A hidden story</h1>{shown}</article></main>"),
            "Fred Corrigan",
            false,
        ),
    ] {
        fs::write(dir.path().join(name), page(&body)).unwrap();
        let output = onrecord(dir.path(), &["extract", name]);
        let article: Value = serde_json::from_slice(&output.stdout).unwrap();
        let names: Vec<_> =
            article["speakers"].as_array().unwrap().iter().map(|s| s["name"].clone()).collect();
        assert_eq!(names, [speaker], "{name}");
        assert_eq!(
            article["warnings"].to_string().contains("search engines"),
            warned,
            "{name}: {}",
            article["warnings"]
        );
    }
}
