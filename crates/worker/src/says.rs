//! What the page and the worker say to each other. Bytes go beside it: the files of a record, and files that
//! a reader chose.
//!
//! The page asks by objects of JavaScript, and is told in `postcard`, which it reads records with anyway: reading objects
//! takes more code.

use onrecord_corpus::Amendment;
use serde::{Deserialize, Serialize};

/// What the page asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Open the record whose files go with this, and what the reader has kept under this name.
    Open {
        /// The name of the reader's own store.
        store: String,
    },
    /// Read these texts, and the files that go with this.
    Add {
        /// Texts that were pasted, or made of pages.
        texts: Vec<Text>,
        /// The day of publication of those that do not tell it, as ISO 8601.
        published: Option<String>,
    },
    /// Take articles away.
    Remove {
        /// Their ids.
        articles: Vec<String>,
    },
    /// Put a statement right.
    Amend(Box<Amendment>),
    /// Leave a statement as it was.
    Restore {
        /// Its id.
        statement: String,
    },
    /// Write what was put right as a file.
    Corrections,
    /// Write the reader's articles as a file.
    Articles,
    /// Make the record one file.
    OneFile,
}

/// A text and the name that it goes by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Text {
    /// The name of a file; its ending tells the form.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// What the worker tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tell {
    /// So far it has come with a file.
    Progress {
        /// The name of the file.
        name: String,
        /// Articles that are read.
        done: usize,
        /// All of them.
        total: usize,
    },
    /// Something cannot be taken.
    Refused {
        /// The name of the file.
        name: String,
        /// Why, and what to do.
        reason: String,
    },
    /// The record as it is now, whose files go with this.
    Record(Yours),
    /// A file for the reader.
    File {
        /// Its name.
        name: String,
        /// What it holds.
        text: String,
    },
    /// The record as one file, which goes with this.
    Whole,
    /// What was done holds until the page is left: the browser keeps nothing.
    NotKept,
    /// Nothing can be done with this record.
    Failed {
        /// Why.
        reason: String,
    },
}

impl Tell {
    /// What [`Self::from_bytes`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// What the worker of the same version has told.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// What of a record is the reader's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yours {
    /// Articles that the reader has added.
    pub articles: Vec<Own>,
    /// Statements that the reader has put right.
    pub amended: Vec<Amended>,
    /// What could not be put right, in sentences.
    pub misfits: Vec<String>,
}

/// An article that the reader has added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// Its id.
    pub id: String,
    /// Its title, or its id.
    pub title: String,
    /// How many statements were found in it.
    pub statements: usize,
}

/// A statement that the reader has put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// It was struck out.
    pub rejected: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_back() {
        let own = Own { id: "snow".into(), title: "Snow in the north".into(), statements: 2 };
        let amended = Amended { id: "snow~1".into(), text: "“It snows”".into(), rejected: true };
        let yours = Yours { articles: vec![own], amended: vec![amended], misfits: vec![String::new()] };
        for tell in [
            Tell::Progress { name: "a.txt".into(), done: 1, total: 300 },
            Tell::Refused { name: "a.txt".into(), reason: "it is not text (UTF-8)".into() },
            Tell::Record(yours),
            Tell::File { name: "articles.jsonl".into(), text: "{}\n".into() },
            Tell::Whole,
            Tell::NotKept,
            Tell::Failed { reason: "a part of the record is missing".into() },
        ] {
            let bytes = tell.to_bytes().unwrap();
            assert_eq!(Tell::from_bytes(&bytes), Some(tell.clone()));
            assert_eq!(Tell::from_bytes(&bytes[..bytes.len() - 1]), None, "{tell:?}");
        }
    }
}
