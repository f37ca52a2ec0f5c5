//! Saved pages: the story without what is around it, and what the page says of it to machines.

use anyhow::{Context as _, Result, ensure};
use dom_smoothie::{Article, Config, Readability, TextMode};

use super::{
    Told,
    text::{About, day},
};

/// The story of a page.
pub(super) fn read(html: &str, id: String) -> Result<Told> {
    let page = story(html)?;
    let about = About {
        title: Some(page.title.clone()),
        publisher: page.site_name.clone(),
        published: page.published_time.as_deref().and_then(day).or_else(|| time_of(html)),
        url: page.url.clone().filter(|url| url.starts_with("http")).or_else(|| canonical(html)),
        language: page.lang.clone(),
        ..About::default()
    };
    Ok(Told::Text { id, text: about.over(&page.text_content) })
}

/// A piece of HTML as text; as it stands where it is no story by itself.
pub(super) fn plain(html: &str) -> String {
    let document = dom_query::Document::from(html);
    document.formatted_text().to_string()
}

fn story(html: &str) -> Result<Article> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut reader =
        Readability::new(html, None, Some(config)).context("this is no page that can be read")?;
    let page = reader.parse().context("no story was found in this page: save its text as .txt")?;
    ensure!(!page.text_content.trim().is_empty(), "no story was found in this page: save its text as .txt");
    Ok(page)
}

/// The day of the first moment that the page marks as one.
fn time_of(html: &str) -> Option<onrecord_model::Day> {
    let document = dom_query::Document::from(html);
    let times = document.select("meta[property='article:published_time'], time[datetime]");
    let moment = |node: &dom_query::NodeRef<'_>| node.attr("content").or_else(|| node.attr("datetime"));
    times.nodes().iter().filter_map(moment).find_map(|moment| day(&moment))
}

/// Where the page says that it belongs.
fn canonical(html: &str) -> Option<String> {
    let document = dom_query::Document::from(html);
    let link = document.select("link[rel=canonical]").attr("href");
    let named = link.or_else(|| document.select("meta[property='og:url']").attr("content"));
    named.map(|url| url.to_string()).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}
