//! The query engine as WebAssembly, measured by `run.mjs` with the same queries as other libraries.
//!
//! The four kinds of the generated records are stored as channels, since the engine has only three kinds.

use onrecord_corpus::{Corpus, Engine, Filter, Part, SearchQuery, SortedSet};
use onrecord_model::{Country, Date, SpeakerId};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// The first day of the generated records, the number of days, and the days in a bin of the timeline.
const FIRST: i32 = 15_000;
const BIN: u32 = 30;
const BINS: usize = 122;

/// A record and its current filter.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Record {
    corpus: Corpus,
    engine: Engine,
    filter: Filter,
}

#[wasm_bindgen]
impl Record {
    /// Opens an index and answers the empty filter.
    ///
    /// # Errors
    /// Returns an error if the bytes are not an index.
    #[wasm_bindgen(constructor)]
    pub fn new(index: &[u8]) -> Result<Self, JsError> {
        let corpus = Corpus::open(index)?;
        let engine = Engine::new(&corpus);
        let mut record = Self { corpus, engine, filter: Filter::default() };
        record.ask();
        Ok(record)
    }

    /// Adds the words part.
    ///
    /// # Errors
    /// Returns an error if the bytes are another part.
    pub fn add_words(&mut self, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.corpus.add_part(Part::Words, bytes)?)
    }

    /// Adds the positions part.
    ///
    /// # Errors
    /// Returns an error if the bytes are another part.
    pub fn add_positions(&mut self, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.corpus.add_part(Part::Positions, bytes)?)
    }

    /// Filters by one speaker; a negative number removes the filter.
    pub fn speaker(&mut self, number: i32) {
        let id = || SpeakerId::from_name(&format!("speaker {number:04}"));
        self.filter.speakers.include =
            if number < 0 { SortedSet::default() } else { SortedSet::from_iter([id()]) };
    }

    /// Filters by countries; an empty list removes the filter.
    pub fn countries(&mut self, numbers: &[u32]) {
        let country = |n: &u32| {
            let letter = |n: u32| char::from_u32('A' as u32 + n % 26);
            let code: String = [letter(n / 26), letter(n % 26)].into_iter().flatten().collect();
            code.parse::<Country>().ok()
        };
        self.filter.countries.include = numbers.iter().filter_map(country).collect();
    }

    /// Filters by one kind; a negative number removes the filter.
    pub fn kind(&mut self, number: i32) {
        let name = || format!("kind {number}");
        self.filter.channels.include =
            if number < 0 { SortedSet::default() } else { SortedSet::from_iter([name()]) };
    }

    /// Filters by days, `to` exclusive; an empty range removes the filter.
    pub fn days(&mut self, from: i32, to: i32) {
        let some = from < to;
        self.filter.from = Date::from_number(from).filter(|_| some);
        self.filter.to = Date::from_number(to - 1).filter(|_| some);
    }

    /// Filters by words.
    pub fn words(&mut self, typed: &str) {
        self.filter.query = SearchQuery::parse(typed);
    }

    /// Answers the filter, reads every count, and returns their sum.
    pub fn ask(&mut self) -> u32 {
        let selection = self.engine.select(&self.corpus, &self.filter);
        let first = Date::from_number(FIRST);
        let bins = first.map(|first| self.corpus.histogram(&selection.rows_of_any_date, first, BIN, BINS));
        let counts = &selection.counts;
        let all =
            [&counts.speakers, &counts.countries, &counts.channels, bins.as_ref().unwrap_or(&Vec::new())]
                .map(|counts| counts.iter().sum::<u32>());
        all.iter().sum()
    }

    /// Returns the number of statements with some words, without other counts.
    pub fn find(&mut self, typed: &str) -> usize {
        self.engine.search(&self.corpus, &SearchQuery::parse(typed)).count()
    }
}
