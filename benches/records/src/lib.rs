//! Generated records of any size.
//!
//! `records.mjs` generates the same records for other libraries: days are spread evenly over ten years;
//! speakers, countries and words follow Zipf's law.

mod random;

use anyhow::{Context as _, Result};
use onrecord_corpus::{ArticleContent, Draft, Entry, Occurrence};
use onrecord_model::{
    ArticleMeta, Country, Date, DateBasis, DateSpan, QuoteKind, Rationale, Span, Speaker, SpeakerKind,
    Statement, StatementDate, StatementId,
};
use random::{Random, Zipf};

const SPEAKERS: usize = 2000;
const COUNTRIES: usize = 190;
const WORDS: usize = 20_000;
const KINDS: f64 = 4.0;
const FIRST_DAY: i32 = 15_000;
const DAYS: f64 = 3650.0;
/// About as many statements as an article of the bundled record has.
const IN_AN_ARTICLE: usize = 16;

/// Returns a record of `count` statements, in the order of their days, with or without words.
///
/// # Errors
/// When there are more statements than a record can number.
pub fn record(count: usize, with_text: bool) -> Result<Draft> {
    let mut made = make(count, with_text)?;
    made.sort_by_key(|record| record.day);
    draft(&made)
}

struct Made {
    day: i32,
    speaker: usize,
    country: usize,
    kind: u32,
    text: String,
}

fn make(count: usize, with_text: bool) -> Result<Vec<Made>> {
    let mut random = Random::new(42);
    let (speakers, countries, words) = (Zipf::new(SPEAKERS), Zipf::new(COUNTRIES), Zipf::new(WORDS));
    let mut one = || {
        let speaker = speakers.draw(&mut random);
        let mut text = String::new();
        if with_text {
            for n in 0..15 + random.below(20.0)? {
                text.push_str(if n > 0 { " w" } else { "w" });
                text.push_str(&base_36(words.draw(&mut random)));
            }
        }
        let day = FIRST_DAY + i32::try_from(random.below(DAYS)?)?;
        let country = countries.draw(&mut random);
        Ok(Made { day, speaker, country, kind: random.below(KINDS)?, text })
    };
    (0..count).map(|_| one()).collect()
}

fn base_36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(u32::try_from(number % 36).ok().and_then(|digit| char::from_digit(digit, 36)));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

fn country(number: usize) -> Option<Country> {
    let letter = |n: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26]);
    [letter(number / 26), letter(number)].iter().collect::<String>().parse().ok()
}

fn draft(made: &[Made]) -> Result<Draft> {
    let speaker = |n| Speaker::named(&format!("Speaker {n:04}"), SpeakerKind::Person);
    let speakers: Vec<_> = (0..SPEAKERS).map(speaker).collect();
    // Row numbers, spread like hashes by multiplying with the golden ratio.
    let hash = |row: usize| (row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24;
    let mut draft = Draft { speakers, ..Draft::default() };
    for (number, chunk) in made.chunks(IN_AN_ARTICLE).enumerate() {
        let id = format!("a{number}");
        let mut source = ArticleContent {
            meta: ArticleMeta { id: id.into(), ..ArticleMeta::default() },
            text: String::new(),
            blocks: Vec::new(),
            statements: Vec::new(),
        };
        for (statement, record) in chunk.iter().enumerate() {
            let start = source.text.len();
            source.text.push_str(&record.text);
            let day = Date::from_number(record.day).context("a day outside the calendar")?;
            source.statements.push(Statement {
                id: StatementId::new(source.meta.id.as_str(), hash(number * IN_AN_ARTICLE + statement), 1),
                text: record.text.clone(),
                spans: vec![Span::from_usize(start, source.text.len())],
                context: None,
                kind: QuoteKind::Direct,
                speaker: draft.speakers.get(record.speaker).map(|s| s.id.clone()),
                mention: None,
                cue: None,
                channel: Some(format!("kind {}", record.kind)),
                about: Vec::new(),
                when: Some(StatementDate { days: DateSpan::Calendar(day, day), basis: DateBasis::Stated }),
                asserted: true,
                confidence: 1.0,
                why: Rationale::default(),
            });
            draft.statements.push(Entry {
                speaker: Some(record.speaker),
                country: country(record.country),
                primary: Occurrence { article: number, statement },
                others: Vec::new(),
            });
            source.text.push('\n');
        }
        draft.articles.push(source);
    }
    // Without names of countries the page would ask the browser, unlike for real records.
    draft.country_names =
        draft.countries().into_iter().map(|country| (country, country.to_string())).collect();
    Ok(draft)
}
