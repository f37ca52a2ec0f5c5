//! What the page and the worker say to each other. Bytes go beside it: the files of a record, and files that
//! a reader chose.

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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
