//! Where former ids lead.
//!
//! A record is rebuilt again and again: articles are renamed or withdrawn, speakers turn out to be one,
//! statements are found with other bounds. The previous record is read, and every id that no longer exists is
//! kept with its replacement, so that a link never breaks silently and never leads to something else.

use std::{borrow::Borrow, collections::BTreeMap};

use onrecord_model::{ArticleId, SpeakerId, StatementId};
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
    pub id: StatementId,
    /// Why the id changed.
    pub reason: RedirectReason,
}

/// The ids that no longer exist, each with its replacement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirects {
    /// Statements; those with `None` are gone.
    pub statements: BTreeMap<StatementId, Option<Redirect>>,
    /// Speakers: one replacement if two turned out to be one, several if one turned out to be several, none if the
    /// speaker is gone.
    pub speakers: BTreeMap<SpeakerId, Vec<SpeakerId>>,
    /// Articles; those with `None` are gone. An id that the record has, too, was given to another article.
    pub articles: BTreeMap<ArticleId, Option<ArticleId>>,
}

/// Former ids as they are read from a record: sorted lists, in which an id is found by binary search.
///
/// The page only looks ids up. Lists take a quarter of the code that maps take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedirectTable {
    statements: Vec<(StatementId, Option<Redirect>)>,
    speakers: Vec<(SpeakerId, Vec<SpeakerId>)>,
    articles: Vec<(ArticleId, Option<ArticleId>)>,
}

fn find<'t, I: Borrow<str>, T>(entries: &'t [(I, T)], id: &I) -> Option<&'t T> {
    let index = entries.binary_search_by(|(known, _)| known.borrow().cmp(id.borrow())).ok()?;
    entries.get(index).map(|(_, found)| found)
}

impl RedirectTable {
    /// Returns where the id of a former statement leads: `Some(None)` if it is gone, `None` if it is no former id.
    #[must_use]
    pub fn statement(&self, id: &StatementId) -> Option<Option<&Redirect>> {
        find(&self.statements, id).map(Option::as_ref)
    }

    /// Returns the speakers that the id of a former one leads to: an empty list if the speaker is gone, `None` if it
    /// is no former id.
    #[must_use]
    pub fn speaker(&self, id: &SpeakerId) -> Option<&[SpeakerId]> {
        find(&self.speakers, id).map(Vec::as_slice)
    }

    /// Returns where the id of a former article leads: `Some(None)` if it is gone, `None` if it is no former id. An id
    /// that the record has, too, is that of another article now.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<Option<&ArticleId>> {
        find(&self.articles, id).map(Option::as_ref)
    }

    /// Returns the same redirects as maps.
    #[must_use]
    pub fn to_redirects(&self) -> Redirects {
        Redirects {
            statements: self.statements.iter().cloned().collect(),
            speakers: self.speakers.iter().cloned().collect(),
            articles: self.articles.iter().cloned().collect(),
        }
    }
}

impl Redirects {
    /// Returns whether there are no redirects.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.speakers.is_empty() && self.articles.is_empty()
    }
}
