//! What holds for any link; called by the fuzz target and by the tests. A broken promise panics.

use crate::{Lanes, UrlName as _, View, ViewDefaults};

/// Parses any text as a query string, and asserts that the link of the parsed view parses to the same view, without
/// warnings, for any defaults of a site.
///
/// # Panics
/// If it does not.
pub fn link(query_string: &str) {
    for &(lanes, _) in Lanes::ALL {
        let defaults = ViewDefaults { lanes };
        let (view, _) = View::parse(query_string, defaults);
        let link = view.link(defaults);
        let (again, warnings) = View::parse(&link, defaults);
        assert_eq!((&again, warnings.len()), (&view, 0), "{link}");
        assert_eq!(again.link(defaults), link);
    }
}
