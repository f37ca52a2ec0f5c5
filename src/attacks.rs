//! What must hold of any link: called by the fuzz target, and by the test over what it has found. A broken
//! promise panics.

use crate::view::parse;

/// Reads any text as a query string. The link to what was read reads as the same, without anything left over.
///
/// # Panics
/// Where it does not.
pub fn link(query_string: &str) {
    let (view, _) = parse(query_string);
    let link = view.link();
    let (again, unknown) = parse(&link);
    assert_eq!((&again, unknown.len()), (&view, 0), "{link}");
    assert_eq!(again.link(), link);
}
