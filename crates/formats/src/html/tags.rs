//! The section and the tags that a page gives itself.

use dom_query::Document;
use onrecord_text::squeeze;

use super::{facts::Metas, json_ld::Said, same};

/// Returns the texts of the elements that a selector finds, without the empty and the long ones.
fn texts(page: &Document, selector: &str) -> Vec<String> {
    let found = page.select(selector);
    let texts = found.nodes().iter().map(|node| squeeze(&node.text()));
    texts.filter(|text| !text.is_empty() && text.len() < 80).collect()
}

/// Returns the section of the publication in which a page is.
pub(super) fn section(page: &Document, metas: &Metas, said: &Said) -> Option<String> {
    let told = said.section.clone();
    let named = || metas.first(&["article:section", "section", "parsely-section"]).map(str::to_owned);
    let marked = || {
        let marked = "[itemprop='articleSection'], [itemprop='genre'], a[rel~='category']";
        texts(page, marked).into_iter().next()
    };
    told.or_else(named).or_else(marked).or_else(|| said.crumb.clone())
}

/// Splits "a, b; c".
pub(super) fn split_tags(text: &str) -> Vec<String> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty() && part.len() < 80);
    parts.map(str::to_owned).collect()
}

/// Returns the tags of a page, each once.
pub(super) fn tags(page: &Document, metas: &Metas, said: &Said) -> Vec<String> {
    let mut told: Vec<String> = metas.all("article:tag").flat_map(split_tags).collect();
    if told.is_empty() {
        told.clone_from(&said.tags);
    }
    if told.is_empty() {
        told = metas
            .first(&["news_keywords", "keywords", "parsely-tags", "sailthru.tags"])
            .map(split_tags)
            .unwrap_or_default();
    }
    if told.is_empty() {
        told = texts(page, "a[rel~='tag']:not([rel~='category'])");
    }
    let mut tags: Vec<String> = Vec::new();
    for tag in told {
        if !tags.iter().any(|known| same(known, &tag)) && tags.len() < 30 {
            tags.push(tag);
        }
    }
    tags
}
