//! Words for values that the interface shows in several places.

use onrecord_model::QuoteKind;

/// Returns the word for a kind of statement. Files and links have `QuoteKind::as_str`.
pub(crate) const fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "quoted",
        QuoteKind::Mixed => "partly quoted",
        QuoteKind::Indirect => "paraphrased",
    }
}
