//! A view of the record, as a value and as a link.
//!
//! A [`View`] is parsed from a query string, checked against a record with [`View::resolve_against`], and printed with
//! [`View::link`]. One view has one link: keys in one order, values sorted, defaults left out. A [`PageTarget`] is
//! something that has a preview page.
//!
//! Parsing never fails: what is not understood is skipped and returned as a [`LinkWarning`]. Nothing here touches the
//! browser, and there is no global state: a site's defaults are passed in as [`ViewDefaults`].
//!
//! ```
//! use onrecord_view::{View, ViewDefaults};
//!
//! let defaults = ViewDefaults::default();
//! let (view, warnings) = View::parse("?q=talk&country=us&country=-CN&from=2017-07-28&size=9", defaults);
//! assert_eq!(view.link(defaults), "?country=US&country=-CN&q=talk&from=2017-07-28");
//! assert_eq!((warnings[0].key.as_str(), warnings[0].reason.as_str()), ("size", "unknown option"));
//! ```

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod compare;
#[doc(hidden)]
pub mod fuzzing;
mod keys;
mod parse;
mod permalink;
mod resolve;
mod serialize;
mod settings;
mod view;
mod warning;

pub use compare::{ComparedEntity, MAX_COMPARED};
pub use keys::{EntityKey, LaneKey};
pub use permalink::{PageTarget, has_page, page_of};
pub use settings::{Event, Question, SiteSettings, ViewDefaults};
pub use view::{LaneOrder, Lanes, Order, UrlName, View};
pub use warning::{LinkOutcome, LinkWarning};
