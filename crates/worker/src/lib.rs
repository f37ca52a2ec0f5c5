//! A web worker that joins a reader's own articles and corrections to a record, and stores them in the
//! browser. Nothing leaves the browser.
//!
//! `says` is what the page and the worker say to each other; `desk` does the work, without a browser; the
//! program `intake` is the worker.

#[cfg(feature = "desk")]
mod desk;
mod says;

#[cfg(feature = "desk")]
pub use desk::{Desk, Unreadable};
pub use says::{Amended, Ask, Own, Tell, Text, Yours};
