//! Articles that a reader adds to a record, and statements that a reader mends: read, joined and kept where
//! the reader is, in a worker beside the page. Nothing of it leaves the browser.
//!
//! `says` is what the page and the worker say to each other; `desk` does the work, without a browser; the
//! program `intake` is the worker.

#[cfg(feature = "desk")]
mod desk;
mod says;

#[cfg(feature = "desk")]
pub use desk::{Desk, Unreadable};
pub use says::{Amended, Ask, Own, Tell, Text, Yours};
