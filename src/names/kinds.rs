//! What the kinds of statements are called.

use onrecord_model::Kind;

/// The word for a kind, the same wherever a reader meets it; files and links have `Kind::as_str`.
pub(crate) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "partly quoted",
        Kind::Indirect => "reported",
    }
}
