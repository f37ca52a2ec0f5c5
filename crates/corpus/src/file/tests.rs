//! Encoded records are decoded unchanged; damage is reported.

use onrecord_extract::{Defaults, extract};
use proptest::prelude::*;

use super::*;
use crate::{Corpus, Input, People, build};

const RAIN: &str = "“It will rain,” said Nikki Haley, the US ambassador, on Sunday. “Much,” she said.";

fn draft(texts: &[&str]) -> Draft {
    let input = |(n, text): (usize, &&str)| {
        let known = Defaults {
            id: format!("a{n}").into(),
            published: (n % 2 == 0).then(|| "2017-07-31".parse().ok()).flatten(),
        };
        Input::new(extract(text, &known), (*text).to_owned())
    };
    build(texts.iter().enumerate().map(input).collect(), &People::default()).0
}

/// Returns a record that is one file.
fn rain() -> Vec<u8> {
    encode(&draft(&[RAIN]), &EncodeOptions::default()).unwrap().index
}

/// Returns a record in several files.
fn parts() -> Files {
    encode(
        &draft(&[RAIN, "Liu Jieyi said last week that it would not."]),
        &EncodeOptions { single_file_limit: 0, chunk_size: 1 },
    )
    .unwrap()
}

pub(crate) fn every_file() -> Vec<Vec<u8>> {
    let Files { index, parts } = parts();
    [rain(), index].into_iter().chain(parts.into_iter().map(|(_, bytes)| bytes)).collect()
}

/// Decodes a file of either type.
fn read(bytes: &[u8]) -> Result<(), DecodeError> {
    match open(bytes) {
        Err(DecodeError::NotACorpus) => checksum(bytes).map(drop),
        other => other.map(drop),
    }
}

#[test]
fn truncation_is_reported_at_every_length() {
    for bytes in every_file() {
        for length in 0..bytes.len() {
            let error = read(&bytes[..length]).unwrap_err();
            let expected = match length {
                0 => DecodeError::NotACorpus,
                1..20 => DecodeError::Length { expected: 20, found: length as u64 },
                _ => DecodeError::Length { expected: bytes.len() as u64, found: length as u64 },
            };
            assert_eq!(error, expected, "{length}");
        }
    }
}

#[test]
fn every_changed_byte_is_reported() {
    for bytes in every_file() {
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x20;
            let error = read(&changed).unwrap_err();
            let right = match at {
                0..8 => error == DecodeError::NotACorpus,
                8..12 => matches!(error, DecodeError::Version { .. }),
                12..16 => matches!(error, DecodeError::Length { .. }),
                _ => error == DecodeError::Checksum,
            };
            assert!(right, "{at}: {error}");
        }
    }
}

#[test]
fn another_version_is_named() {
    let mut bytes = rain();
    bytes[8] = 9;
    assert_eq!(
        Corpus::open(&bytes).unwrap_err().to_string(),
        "the corpus file has version 9, and this program reads version 8"
    );
}

#[test]
fn a_part_of_another_build_is_reported() {
    let files = parts();
    let mut corpus = Corpus::open(&files.index).unwrap();
    let (words, positions) = (&files.parts[0], &files.parts[1]);
    assert_eq!(corpus.add_part(words.0, positions.1.clone()), Err(DecodeError::ForeignPart));
    assert_eq!(corpus.add_part(words.0, rain()), Err(DecodeError::NotACorpus));
    assert_eq!(corpus.add_part(words.0, words.1.clone()), Ok(()));
    assert_eq!(corpus.add_part(Part::Articles(9), words.1.clone()), Err(DecodeError::ForeignPart));
}

#[test]
fn parts_have_names() {
    let names: Vec<_> = parts().parts.iter().map(|(part, _)| part.to_string()).collect();
    assert_eq!(names, ["words", "positions", "redirects", "articles-0", "articles-1"]);
}

#[test]
fn statements_are_available_once_their_part_is_added() {
    let files = parts();
    let mut corpus = Corpus::open(&files.index).unwrap();
    let row = corpus.row_count() - 1;
    let part = corpus.missing_part_of_row(row).unwrap();
    assert_eq!((part, corpus.statement(row)), (Part::Articles(1), None));
    let (_, bytes) = files.parts.iter().find(|(known, _)| *known == part).unwrap();
    corpus.add_part(part, bytes.clone()).unwrap();
    assert_eq!(corpus.missing_part_of_row(row), None);
    assert_eq!(corpus.statement(row).map(|s| s.text.as_str()), Some("it would not."));
    assert!(corpus.missing_part_of_row(0).is_some());
}

#[test]
fn an_id_leads_to_its_statement_from_every_article_that_reports_it() {
    let said = "“The time for talk is over in this matter,” said Nikki Haley, the US ambassador, on Sunday.";
    let draft = draft(&[said, "Nobody spoke.", said]);
    let corpus = Corpus::open(&encode(&draft, &EncodeOptions::default()).unwrap().index).unwrap();
    assert_eq!(corpus.row_count(), 1);
    let id = corpus.statement_id(0).unwrap();
    let (article, hash, _) = id.parts().unwrap();
    assert_eq!(article, "a0");
    let elsewhere = onrecord_model::StatementId::new("a2", hash, 1);
    assert_eq!(corpus.find_statement(&id), Some(0));
    assert_eq!(corpus.find_statement(&elsewhere), Some(0));
    assert_eq!(corpus.find_statement(&onrecord_model::StatementId::new("a1", hash, 1)), None);
    let in_a2 = corpus.find_article(&"a2".into()).unwrap();
    assert_eq!(corpus.statements_in(in_a2), [(0, 0)]);
}

/// Checks that a corpus has everything that was encoded.
fn check(corpus: &Corpus, draft: &Draft) -> Result<(), TestCaseError> {
    prop_assert_eq!(corpus.row_count(), draft.statements.len());
    prop_assert_eq!(corpus.speakers(), &draft.speakers);
    for (index, source) in draft.articles.iter().enumerate() {
        prop_assert_eq!(corpus.article_content(index), Some(source));
        prop_assert_eq!(corpus.find_article(&source.meta.id), Some(index));
    }
    for (row, entry) in draft.statements.iter().enumerate() {
        let said = draft.statement(entry).unwrap();
        prop_assert_eq!(corpus.statement(row), Some(said));
        prop_assert_eq!(corpus.statement_id(row), Some(said.id.clone()));
        prop_assert_eq!(corpus.find_statement(&said.id), Some(row));
        prop_assert_eq!(corpus.primary_occurrence(row), Some(entry.primary));
        prop_assert_eq!(corpus.other_occurrences(row).collect::<Vec<_>>(), entry.others.clone());
        prop_assert_eq!(corpus.speaker_index(row), entry.speaker);
        prop_assert_eq!(corpus.country_of(row), entry.country);
        prop_assert_eq!(corpus.kind_of(row), Some(said.kind));
        prop_assert_eq!(corpus.channel_of(row), said.channel.as_deref());
        prop_assert_eq!(corpus.about(row).collect::<Vec<_>>(), said.about.clone());
        prop_assert_eq!(corpus.dates_of(row), crate::draft::calendar_dates(said));
    }
    Ok(())
}

proptest! {
    #[test]
    fn encode_then_decode_is_identity(
        texts in prop::collection::vec(prop::sample::select(vec![
            "“It will rain,” said Nikki Haley, the US ambassador, on Sunday.",
            "“It will not rain in Beijing on that day,” Liu Jieyi of China said last week.\n\n“Never,” he tweeted. “Never,” he said.",
            "Some analysts say Beijing must decide.",
            "",
            "Nobody spoke.",
        ]), 0..6),
        one_file: bool,
    ) {
        let draft = draft(&texts);
        let layout = if one_file { EncodeOptions::default() } else { EncodeOptions { single_file_limit: 0, chunk_size: 100 } };
        let files = encode(&draft, &layout).unwrap();
        let mut corpus = Corpus::open(&files.index).unwrap();
        prop_assert!(one_file || draft.articles.is_empty() || corpus.article_content(0).is_none());
        for (part, bytes) in &files.parts {
            corpus.add_part(*part, bytes.clone()).unwrap();
        }
        check(&corpus, &draft)?;
    }
}

#[test]
fn names_of_countries_travel_with_the_record() {
    let mut draft = draft(&["“It rains in Beijing,” said Nikki Haley, the US ambassador."]);
    draft.country_names = vec![("US".parse().unwrap(), "United States".to_owned())];
    let corpus = Corpus::open(&encode(&draft, &EncodeOptions::default()).unwrap().index).unwrap();
    assert_eq!(corpus.countries().len(), 2);
    let names: Vec<_> = corpus.country_names().map(|(country, name)| format!("{country} {name}")).collect();
    assert_eq!(names, ["US United States"]);
}
