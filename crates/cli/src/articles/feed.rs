//! RSS and Atom: each entry that includes its text is an article.

use anyhow::{Context as _, anyhow};
use feed_rs::{model::Entry, parser};
use onrecord_formats::{Content, FrontMatter, Item, html};
use onrecord_model::is_web_address;

/// The most tags of a feed: an entry takes many times its bytes.
const MAX_TAGS: usize = 1_000_000;

pub(super) fn read(bytes: &[u8], id: &str) -> Vec<Item> {
    if bytes.iter().filter(|byte| **byte == b'<').nth(MAX_TAGS).is_some() {
        return vec![Item::whole(Err(anyhow!("it has more than {MAX_TAGS} tags: split it")))];
    }
    let feed = match parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return vec![Item::whole(Err(anyhow!(error).context("this is neither RSS nor Atom")))],
    };
    let publisher = feed.title.map(|title| title.content);
    let entries = feed.entries.into_iter().enumerate();
    let item = |(at, entry): (usize, Entry)| Item {
        place: format!("entry {}", at + 1),
        content: content(entry, publisher.clone(), format!("{id}-{}", at + 1)),
    };
    entries.map(item).collect()
}

fn content(entry: Entry, publisher: Option<String>, id: String) -> anyhow::Result<Content> {
    let body =
        entry.content.and_then(|content| content.body).or_else(|| entry.summary.map(|text| text.content));
    let body = body.context("it has no text, only a link")?;
    let published = entry.published.or(entry.updated).map(|moment| moment.date_naive().to_string());
    let url = entry.links.into_iter().map(|link| link.href).find(|href| is_web_address(href));
    let own = url
        .as_deref()
        .and_then(|url| url.split(['?', '#']).next()?.rsplit('/').find(|part| !part.is_empty()));
    let id = own.map_or(id, |own| own.trim_end_matches(".html").to_owned());
    let front_matter = FrontMatter {
        title: entry.title.map(|title| html::text(&title.content)).transpose()?,
        publisher,
        published: published.and_then(|day| day.parse().ok()),
        url,
        language: entry.language,
        authors: entry.authors.iter().flat_map(|author| html::names(&author.name)).collect(),
        tags: entry.categories.into_iter().map(|category| category.label.unwrap_or(category.term)).collect(),
        ..FrontMatter::default()
    };
    Ok(Content::Text {
        id,
        text: front_matter.prepend_to(&html::text(&body)?),
        blocks: Vec::new(),
        notes: Vec::new(),
    })
}
