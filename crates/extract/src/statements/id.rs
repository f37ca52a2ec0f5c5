//! Statement ids, made from the article's id and the words: `article~k3f9x2ab`.
//!
//! Letter case, punctuation, spaces and the position in the article do not affect an id, so links survive small
//! edits.

use onrecord_model::StatementId;
use onrecord_text::text_fingerprint;
use rustc_hash::FxHashMap;

/// The ids assigned so far; repeated words get a number.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: FxHashMap<u64, u32>,
}

impl Ids {
    pub(super) fn make(&mut self, article: &str, words: &str) -> StatementId {
        let hash = text_fingerprint(words);
        let count = self.given.entry(hash).or_insert(0);
        *count = count.saturating_add(1);
        StatementId::new(article, hash, *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_the_words() {
        let statement_id = |article: &str, words: &str| StatementId::new(article, text_fingerprint(words), 1);
        let id = statement_id("rain", "“It rained,” it did.");
        assert_eq!(id, statement_id("rain", "It rained — it did"));
        assert_ne!(id, statement_id("rain", "It rained. It did not."));
        assert_ne!(id, statement_id("snow", "It rained, it did."));
        // Published links contain this value, so it must not change.
        assert_eq!(statement_id("a", "Never again").as_str(), "a~x8c0zqpv");
    }

    #[test]
    fn the_same_words_twice_get_a_number() {
        let mut ids = Ids::default();
        let first = ids.make("a", "No.").to_string();
        assert_eq!(ids.make("a", "No!").as_str(), format!("{first}-2"));
    }
}
