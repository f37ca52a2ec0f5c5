//! Saved pages: the story without what is around it, and what the page says of it to machines.

use anyhow::{Context as _, Result, ensure};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use onrecord_formats::{FrontMatter, Told, day};
use onrecord_model::{Date, is_web_address};

/// No page for people nests its elements deeper; browsers stop at 512. The parser takes time as the square of it.
const DEEPEST: usize = 1000;
/// Elements that have no end tag, or need none.
const UNCLOSED: [&str; 27] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup",
    "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
];

const NO_STORY: &str = "no story was found in this page: save its text as .txt";

/// The story of a page, which lies at this address where it does not say another.
pub(super) fn read(html: &str, id: String, at: Option<String>) -> Result<Told> {
    ensure!(
        !is_deep(html),
        "the elements of this page lie more than {DEEPEST} deep in each other: save its text as .txt"
    );
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader =
        Readability::new(html, None, Some(config)).context("this is no page that can be read")?;
    // What the page says is read before all but its story is taken away.
    let (moment, address) = (time_of(&reader.doc), canonical(&reader.doc));
    let page = reader.parse().context(NO_STORY)?;
    ensure!(!page.text_content.trim().is_empty(), NO_STORY);
    let front_matter = FrontMatter {
        title: Some(page.title),
        publisher: page.site_name,
        published: page.published_time.as_deref().and_then(day).or(moment),
        url: page.url.filter(|url| is_web_address(url)).or(address).or(at),
        language: page.lang,
        ..FrontMatter::default()
    };
    Ok(Told::Text { id, text: front_matter.prepend_to(&page.text_content) })
}

/// A piece of HTML as text; as it stands where it is no story by itself.
pub(super) fn text(html: &str) -> String {
    if is_deep(html) {
        return html.to_owned();
    }
    Document::from(html).formatted_text().to_string()
}

/// Whether elements lie too deep in each other to be read in a time that anybody would wait for.
fn is_deep(html: &str) -> bool {
    let mut depth = 0_usize;
    html.split('<').skip(1).any(|tag| {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |closed| (true, closed));
        let name = tag.split(|ch: char| !ch.is_ascii_alphanumeric()).next().unwrap_or_default();
        let counts = name.starts_with(|ch: char| ch.is_ascii_alphabetic())
            && !UNCLOSED.contains(&name.to_ascii_lowercase().as_str());
        if counts && closes {
            depth = depth.saturating_sub(1);
        } else if counts && !tag.contains("/>") {
            depth += 1;
        }
        depth > DEEPEST
    })
}

/// The day of the first moment that the page marks as one.
fn time_of(page: &Document) -> Option<Date> {
    let times = page.select("meta[property='article:published_time'], time[datetime]");
    let moment = |node: &NodeRef<'_>| node.attr("content").or_else(|| node.attr("datetime"));
    times.nodes().iter().filter_map(moment).find_map(|moment| day(&moment))
}

/// Where the page says that it belongs.
fn canonical(page: &Document) -> Option<String> {
    let link = page.select("link[rel=canonical]").attr("href");
    let named = link.or_else(|| page.select("meta[property='og:url']").attr("content"));
    named.map(|url| url.to_string()).filter(|url| is_web_address(url))
}
