//! What of the record is the reader's own: articles that were dropped or pasted, statements that were put
//! right. A worker does the work (`crates/worker`); it is fetched when it is first needed, and nothing that
//! it is given leaves the browser.

mod hear;
mod keeper;
mod mend;
mod one_file;
mod pages;
mod panel;
mod worker;

pub(crate) use hear::hear;
pub(crate) use keeper::{Done, Keeper};
pub(crate) use mend::mend;
pub(crate) use panel::panel;

use onrecord_corpus::Amendment;
use onrecord_worker::Text;
use wasm_bindgen::JsValue;
use web_sys::File;

/// What is done with a reader's own.
pub(crate) enum Act {
    /// Files were dropped or chosen.
    Files(Vec<File>),
    /// A text was pasted.
    Pasted(String),
    /// All that was chosen is there, pages as texts.
    Read(Vec<Text>, Vec<File>),
    /// The record's files are there, or why they are not.
    Opened(Result<JsValue, String>),
    /// The worker tells something.
    Told(JsValue),
    /// The worker cannot be had, or has broken down.
    Lost,
    Remove(Vec<String>),
    Amend(Box<Amendment>),
    Restore(String),
    /// The work is given up.
    Cancel,
    /// What could not be taken was read.
    Dismiss,
    Corrections,
    Articles,
    /// The page as one file is asked for.
    OneFile,
    /// It is there, or a piece of it cannot be had.
    Whole(Option<String>),
}
