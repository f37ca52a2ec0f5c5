//! Where former ids lead.
//!
//! A record is rebuilt again and again: articles are renamed or withdrawn, speakers turn out to be one,
//! statements are found with other bounds. The previous record is read, and every id that no longer exists is
//! kept with its replacement, so that a link never breaks silently and never leads to something else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Why a statement has another id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedirectReason {
    /// The same words, in an article of another id.
    Moved,
    /// Its words are now part of another statement.
    Merged,
    /// Its words are now several statements; the one with most of them replaces it.
    Split,
    /// Its words were corrected, or found with other bounds.
    Reworded,
}

/// Where the id of a statement leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The id that it has now.
    pub id: String,
    /// Why the id changed.
    pub reason: RedirectReason,
}

/// The ids that no longer exist, each with its replacement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirects {
    /// Statements; those without a replacement are gone.
    pub statements: BTreeMap<String, Option<Redirect>>,
    /// Speakers: one replacement if two turned out to be one, several if one turned out to be several.
    pub speakers: BTreeMap<String, Vec<String>>,
    /// Articles.
    pub articles: BTreeMap<String, Option<String>>,
}

impl Redirects {
    /// Returns whether there are no redirects.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.speakers.is_empty() && self.articles.is_empty()
    }
}
