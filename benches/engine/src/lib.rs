//! The query engine as WebAssembly, to be asked by `run.mjs` what its peers are asked.
//!
//! The four kinds of the made-up records stand in the engine's channels: it knows three kinds only.

use onrecord_corpus::{Corpus, Engine, Filter, Part, SearchQuery, SortedSet};
use onrecord_model::{Country, Day, SpeakerId};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

/// Days from the first of the made-up records to the last, and how many a bin of the timeline has.
const FIRST: i32 = 15_000;
const BIN: u32 = 30;
const BINS: usize = 122;

/// A record and the filter that it was asked last.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Record {
    corpus: Corpus,
    engine: Engine,
    filter: Filter,
}

#[wasm_bindgen]
impl Record {
    /// From the bytes of an index to the first answer.
    ///
    /// # Errors
    /// Where the bytes are no index.
    #[wasm_bindgen(constructor)]
    pub fn new(index: &[u8]) -> Result<Self, JsError> {
        let corpus = Corpus::open(index)?;
        let engine = Engine::new(&corpus);
        let mut record = Self { corpus, engine, filter: Filter::default() };
        record.ask();
        Ok(record)
    }

    /// Adds the index of words.
    ///
    /// # Errors
    /// Where the bytes are another part.
    pub fn add_words(&mut self, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.corpus.add_part(Part::Words, bytes)?)
    }

    /// Adds the positions of words.
    ///
    /// # Errors
    /// Where the bytes are another part.
    pub fn add_positions(&mut self, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.corpus.add_part(Part::Positions, bytes)?)
    }

    /// Takes one speaker only; any where the number is negative.
    pub fn speaker(&mut self, number: i32) {
        let id = || SpeakerId::from_name(&format!("speaker {number:04}"));
        self.filter.speakers.include =
            if number < 0 { SortedSet::default() } else { SortedSet::from_iter([id()]) };
    }

    /// Takes some countries only; any where there is none.
    pub fn countries(&mut self, numbers: &[u32]) {
        let country = |n: &u32| {
            let letter = |n: u32| char::from_u32('A' as u32 + n % 26);
            let code: String = [letter(n / 26), letter(n % 26)].into_iter().flatten().collect();
            code.parse::<Country>().ok()
        };
        self.filter.countries.include = numbers.iter().filter_map(country).collect();
    }

    /// Takes one kind only; any where the number is negative.
    pub fn kind(&mut self, number: i32) {
        let name = || format!("kind {number}");
        self.filter.channels.include =
            if number < 0 { SortedSet::default() } else { SortedSet::from_iter([name()]) };
    }

    /// Takes the days from the first up to, but without, the last; any where it is not behind it.
    pub fn days(&mut self, from: i32, to: i32) {
        let some = from < to;
        self.filter.from = Day::from_number(from).filter(|_| some);
        self.filter.to = Day::from_number(to - 1).filter(|_| some);
    }

    /// Takes statements with these words only.
    pub fn words(&mut self, typed: &str) {
        self.filter.query = SearchQuery::parse(typed);
    }

    /// Answers the filter and reads every count: the sum of all of them.
    pub fn ask(&mut self) -> u32 {
        let selection = self.engine.select(&self.corpus, &self.filter);
        let first = Day::from_number(FIRST);
        let bins = first.map(|first| self.corpus.histogram(&selection.rows_of_any_date, first, BIN, BINS));
        let counts = &selection.counts;
        let all =
            [&counts.speakers, &counts.countries, &counts.channels, bins.as_ref().unwrap_or(&Vec::new())]
                .map(|counts| counts.iter().sum::<u32>());
        all.iter().sum()
    }

    /// How many statements hold some words; nothing else is counted.
    pub fn find(&mut self, typed: &str) -> usize {
        self.engine.search(&self.corpus, &SearchQuery::parse(typed)).count()
    }
}
