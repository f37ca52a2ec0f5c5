//! The messages between page and worker. Bytes are transferred separately: the files of a record, and files that a
//! reader chose.
//!
//! The page sends JavaScript objects and receives `postcard`, which it uses for records anyway; deserializing
//! objects takes more code.

use onrecord_corpus::Amendment;
use onrecord_model::{ArticleId, StatementId};
use serde::{Deserialize, Serialize};

/// A request of the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Opens the record whose files are attached, and the reader's store.
    Open {
        /// The name of the reader's store.
        store: String,
    },
    /// Adds a text that was pasted, and the attached files.
    Add {
        /// The text.
        pasted: Option<String>,
        /// The day of publication of those that do not state one, in ISO 8601.
        published: Option<String>,
    },
    /// Removes articles.
    Remove {
        /// Their ids.
        articles: Vec<ArticleId>,
    },
    /// Adds the articles again that were removed last.
    UndoRemoval,
    /// Gives an article a day of publication.
    SetDay {
        /// Its id.
        article: ArticleId,
        /// The day, in ISO 8601.
        day: String,
    },
    /// Corrects a statement.
    Amend(Box<Amendment>),
    /// Leave a statement as it was.
    Restore {
        /// Its id.
        statement: StatementId,
    },
    /// Asks for the corrections as a file.
    Corrections,
    /// Asks for the reader's articles as a file.
    Articles,
    /// Asks for the page with the record as one file.
    Page {
        /// The address of the page.
        address: String,
    },
}

/// A message of the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The progress with a file.
    Progress {
        /// The name of the file.
        name: String,
        /// The number of articles read.
        done: usize,
        /// The number of articles.
        total: usize,
    },
    /// Something cannot be added.
    Refused {
        /// The name of the file.
        name: String,
        /// Why, and what to do.
        reason: String,
    },
    /// The current record; its files are attached.
    Record(Yours),
    /// A file for the reader.
    File {
        /// Its name.
        name: String,
        /// What it holds.
        text: String,
    },
    /// The change lasts only until the page is closed, since the browser cannot store it.
    NotKept,
    /// This record cannot be used.
    Failed {
        /// Why.
        reason: String,
    },
}

impl Event {
    /// Serializes the message for [`Self::from_bytes`].
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// Deserializes a message of a worker of the same version.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// The reader's own part of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yours {
    /// The reader's articles.
    pub articles: Vec<Own>,
    /// The statements that the reader has corrected.
    pub amended: Vec<Amended>,
    /// Corrections that do not match, as sentences.
    pub misfits: Vec<String>,
}

/// An article that the reader has added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// Its id.
    pub id: ArticleId,
    /// Its title, or its id.
    pub title: String,
    /// The number of statements found in it.
    pub statements: usize,
}

/// A statement that the reader has corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// Its id.
    pub id: StatementId,
    /// Its words.
    pub text: String,
    /// Whether it was rejected.
    pub rejected: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_decoded_unchanged() {
        let own = Own { id: "snow".into(), title: "Snow in the north".into(), statements: 2 };
        let amended =
            Amended { id: StatementId::new("snow", 1, 1), text: "“It snows”".into(), rejected: true };
        let yours = Yours { articles: vec![own], amended: vec![amended], misfits: vec![String::new()] };
        for tell in [
            Event::Progress { name: "a.txt".into(), done: 1, total: 300 },
            Event::Refused { name: "a.txt".into(), reason: "not UTF-8 text".into() },
            Event::Record(yours),
            Event::File { name: "articles.jsonl".into(), text: "{}\n".into() },
            Event::NotKept,
            Event::Failed { reason: "a part of the record is missing".into() },
        ] {
            let bytes = tell.to_bytes().unwrap();
            assert_eq!(Event::from_bytes(&bytes), Some(tell.clone()));
            assert_eq!(Event::from_bytes(&bytes[..bytes.len() - 1]), None, "{tell:?}");
        }
    }
}
