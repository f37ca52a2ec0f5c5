//! How fast the story of a saved page is found, on one core: `cargo bench -p onrecord-formats --features html`.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark has no readers and no other way to fail")]

use std::fmt::Write as _;

use divan::{Bencher, counter::BytesCount};
use onrecord_formats::html::story;

fn main() {
    divan::main();
}

/// A page with so many paragraphs, each between links and a figure.
#[divan::bench(args = [20, 200, 2_000])]
fn story_of_a_page(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let html = page(paragraphs);
    bencher
        .counter(BytesCount::of_str(&html))
        .bench(|| story(&html, "page".into(), Some("https://example.org/2017/07/31/rain".into())).unwrap());
}

fn page(paragraphs: usize) -> String {
    let mut html = String::from(
        "<!doctype html><html lang=en><head><title>Rain | The Example</title>\
         <meta property=og:site_name content='The Example'>\
         <meta property=article:published_time content=2017-07-31T08:00:00Z></head><body>\
         <nav><ul><li><a href=/a>Home</a><li><a href=/b>World</a></ul></nav><article><h1>Rain</h1>",
    );
    for number in 0..paragraphs {
        let _ = write!(
            html,
            "<p>“It will rain for {number} days,” said <a href=/people/{number}>Ann Pell</a>, the minister, on \
             Sunday. Farmers in the north had waited for months, and some had sold their cattle.</p>\
             <figure><img src={number}.jpg alt=''><figcaption>Clouds over field {number}.</figcaption></figure>\
             <aside><a href=/more/{number}>Read more: the drought in figures</a></aside>"
        );
    }
    html.push_str("</article><footer>© The Example</footer></body></html>");
    html
}
