//! The things on the screen, one module each. A component draws the [`PageContext`] that it is given and asks for changes by
//! its callbacks; it keeps nothing that the address could keep, and never touches the browser itself (`platform`).

mod button;
pub(crate) mod compare;
mod context;
mod drawing;
pub(crate) mod export;
pub(crate) mod filters;
pub(crate) mod header;
pub(crate) mod labels;
pub(crate) mod notices;
pub(crate) mod profile;
pub(crate) mod reader;
pub(crate) mod search;
mod select;
pub(crate) mod shortcuts;
pub(crate) mod statements;
pub(crate) mod timeline;
pub(crate) mod user_articles;

pub(crate) use button::button;
pub(crate) use context::{ContextProps, Navigation, PageContext, PtrEq, RelaxedFilter};
