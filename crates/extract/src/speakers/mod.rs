//! Who speaks: the people and bodies of one article, and which of them a phrase means.
//!
//! `cast` gathers the names and what the page tells of each, all over the story, before anybody is
//! asked for; `resolve` then goes through the story once more and finds who "he" or "the
//! ambassador" is. Neither knows what was said.

mod cast;
mod resolve;
mod role;

pub(crate) use cast::{Cast, Member};
pub(crate) use resolve::{Resolver, Source};
