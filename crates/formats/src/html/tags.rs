//! The tags that a page gives itself.

use super::{facts::Metas, json_ld::Said, same};

/// Splits "a, b; c".
pub(super) fn split_tags(text: &str) -> Vec<String> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty() && part.len() < 80);
    parts.map(str::to_owned).collect()
}

/// Returns the tags of a page, each once.
pub(super) fn tags(metas: &Metas, said: &Said) -> Vec<String> {
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
    let mut tags: Vec<String> = Vec::new();
    for tag in told {
        if !tags.iter().any(|known| same(known, &tag)) && tags.len() < 30 {
            tags.push(tag);
        }
    }
    tags
}
