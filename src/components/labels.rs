//! Words for values that the interface shows in several places.

use onrecord_model::Kind;

/// Returns the word for a kind of statement. Files and links have `Kind::as_str`.
pub(crate) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "partly quoted",
        Kind::Indirect => "reported",
    }
}
