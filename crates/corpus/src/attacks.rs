//! What must hold of any bytes whatever: called by the fuzz target, and by the tests over what it
//! has found. A broken promise panics.

use onrecord_model::Span;

use crate::{Corpus, file::sealed};

/// Reads any bytes as a corpus file, and as the body of one whose length and checksum are right.
///
/// # Panics
/// Where a corpus that was read names what it does not hold.
pub fn decode(bytes: &[u8]) {
    for corpus in [crate::decode(bytes), crate::decode(&sealed(bytes))].into_iter().flatten() {
        check(&corpus);
    }
}

fn check(corpus: &Corpus) {
    for record in corpus.statements() {
        let text = corpus.article_of(record).map_or("", |article| article.text.as_str());
        let inside = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
        assert!(record.statement.spans.iter().all(inside), "{:?}", record.statement.spans);
        assert_eq!(record.speaker.is_some(), corpus.speaker_of(record).is_some());
    }
    let again = crate::encode(corpus).and_then(|bytes| crate::decode(&bytes));
    assert!(again.is_ok(), "{again:?}");
}
