//! What became of what links once named.
//!
//! A record is built again and again: articles are renamed or withdrawn, speakers turn out to be one, words
//! are found with other bounds. The record before is read, and every id that is no longer there is kept with
//! where it leads now, so that a link never dies without a word, and never leads to something else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Why a statement has another id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedirectReason {
    /// The same words, in an article of another id.
    Moved,
    /// Its words are part of a statement that was there before.
    Merged,
    /// Its words are now several statements; the one that has most of them is the heir.
    Split,
    /// Its words were corrected, or found with other bounds.
    Reworded,
}

/// Where the id of a statement leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The id that it has now.
    pub id: String,
    /// Why that is another one.
    pub reason: RedirectReason,
}

/// The ids that are no longer there, each with what took its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirects {
    /// Statements; those without an heir are gone.
    pub statements: BTreeMap<String, Option<Redirect>>,
    /// Speakers: one where two turned out to be one, several where one turned out to be several.
    pub speakers: BTreeMap<String, Vec<String>>,
    /// Articles.
    pub articles: BTreeMap<String, Option<String>>,
}

impl Redirects {
    /// Whether nothing was ever lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.speakers.is_empty() && self.articles.is_empty()
    }
}
