//! What screen readers are told about lanes that were pinned or compared, which other readers see move.

use onrecord_view::{ComparedEntity, EntityKey, LaneKey, View};

use crate::components::{PageContext, compare::name_of, labels};

/// Returns what changed about the lanes since an earlier view; empty if nothing did.
pub(super) fn announcement(page: &PageContext, old: &View) -> String {
    let (corpus, new) = (&page.corpus, &page.view);
    let entity = |key: &EntityKey| Some(name_of(page, ComparedEntity::find(corpus, key)?));
    let lane = |key: &LaneKey| match key {
        LaneKey::Speaker(id) => entity(&EntityKey::Speaker(id.clone())),
        LaneKey::Country(country) => entity(&EntityKey::Country(*country)),
        LaneKey::Kind(kind) => Some(labels::kind(*kind).to_owned()),
        LaneKey::Article(id) => {
            Some(corpus.articles().get(corpus.find_article(id)?)?.title_or_id().to_owned())
        }
    };
    let pinned = changed(&old.pinned, &new.pinned).map(|(is_new, key)| (is_new, "pinned", lane(key)));
    let compared =
        || changed(&old.compare, &new.compare).map(|(is_new, key)| (is_new, "compared", entity(key)));
    let Some((is_new, what, Some(name))) = pinned.or_else(compared) else { return String::new() };
    format!("{}{what}: {name}", if is_new { "Now " } else { "No longer " })
}

/// Returns the first key that is in only one of two lists, and whether that is the new one.
fn changed<'k, K: PartialEq>(old: &'k [K], new: &'k [K]) -> Option<(bool, &'k K)> {
    let added = new.iter().find(|key| !old.contains(key)).map(|key| (true, key));
    added.or_else(|| old.iter().find(|key| !new.contains(key)).map(|key| (false, key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_one_of_two_lists() {
        for (old, new, change) in [
            (&['a'][..], &['a', 'b'][..], Some((true, &'b'))),
            (&['a', 'b'], &['b'], Some((false, &'a'))),
            (&['a'], &['b'], Some((true, &'b'))),
            (&['a'], &['a'], None),
        ] {
            assert_eq!(changed(old, new), change);
        }
    }
}
