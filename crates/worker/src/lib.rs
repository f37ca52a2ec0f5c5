//! A web worker that joins a reader's own articles and corrections to a record, and stores them in the
//! browser. No data leaves the browser.
//!
//! `protocol` is what the page and the worker say to each other; `workspace` does the work, without a browser; the
//! program `intake` is the worker.

mod protocol;
#[cfg(feature = "workspace")]
mod workspace;

pub use protocol::{Amended, Event, Own, Request, Yours};
#[cfg(feature = "workspace")]
pub use workspace::{Unreadable, Workspace, saved_page};
