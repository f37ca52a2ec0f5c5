//! Properties that hold for any bytes, called by the fuzz target and by tests that replay its findings. A
//! violation panics.

use onrecord_model::{ArticleMeta, Span};

use crate::{
    Corpus, Engine, Filter, RowSet, SearchQuery,
    file::{Kind, header, read_articles, read_positions, read_redirects, read_words},
};

/// Decodes any bytes as an index, as the body of an index with a correct length and checksum, and as the
/// bodies of all parts.
///
/// # Panics
/// Panics if a decoded record refers to something that it does not contain.
pub fn decode(bytes: &[u8]) {
    let sound = header::encode(Kind::Index, bytes).unwrap_or_default();
    for corpus in [Corpus::open(bytes), Corpus::open(&sound)].into_iter().flatten() {
        check(&corpus);
    }
    for rows in [0, 100, 5000] {
        let Ok(words) = read_words(bytes.to_vec(), rows) else { continue };
        let positions = read_positions(bytes.to_vec(), words.vocabulary.len()).ok();
        for term in SearchQuery::parse("a \"the time\" -s").terms() {
            assert!(words.find(term, positions.as_ref()).iter().all(|row| row < rows));
        }
    }
    let _ = read_redirects(bytes);
    let articles = |count| read_articles(bytes, vec![ArticleMeta::default(); count], &[]);
    for source in [articles(1), articles(2)].into_iter().flatten().flatten() {
        let inside = |span: &Span| source.text.get(span.start as usize..span.end as usize).is_some();
        assert!(source.statements.iter().flat_map(|s| &s.spans).all(inside));
    }
}

fn check(corpus: &Corpus) {
    for row in 0..corpus.row_count() {
        assert!(
            corpus.primary_occurrence(row).is_some_and(|place| place.article < corpus.articles().len()),
            "{row}"
        );
        let _ = corpus.article_of(row);
        assert_eq!(corpus.dates_of(row).is_some(), row < corpus.dated_count());
        assert_eq!(corpus.speaker_index(row).is_some(), corpus.speaker_of(row).is_some());
        corpus.other_occurrences(row).for_each(|place| assert!(place.article < corpus.articles().len()));
        let _ = corpus.statement(row);
        corpus.about(row).for_each(drop);
    }
    let _ = (corpus.articles().published_range(), corpus.articles().find("a"));
    let days = corpus.date_extent(&RowSet::full(corpus.row_count()), 31);
    let mut engine = Engine::new(corpus);
    for typed in ["", "a", "\"the time\"", "-the"] {
        let filter = Filter {
            query: SearchQuery::parse(typed),
            from: days.map(|days| days.from),
            ..Filter::default()
        };
        let selection = engine.select(corpus, &filter);
        assert!(selection.rows.iter().all(|row| row < corpus.row_count()));
        if let Some(days) = days {
            let _ = corpus.histogram(&selection.rows, days.from, 7, 20);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::file::tests::every_file;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            decode(&bytes);
        }

        #[test]
        fn a_forged_body_is_read_or_refused(at: prop::sample::Index, value: u8) {
            for bytes in every_file() {
                let mut body = bytes[20..].to_vec();
                let at = at.index(body.len());
                body[at] = value;
                decode(&body);
            }
        }
    }
}
