//! The parts of a record: adding those that have been fetched, and naming those that are missing.

use std::{ops::Range, rc::Rc};

use crate::{
    binary_array::between,
    corpus::Corpus,
    file::{self, DecodeError, Part},
    search::SearchQuery,
};

impl Corpus {
    /// Adds a part, given the bytes of its file. Positions that are added before the words are ignored.
    ///
    /// # Errors
    /// If the bytes are incomplete or invalid, or not the part that belongs to this index
    /// ([`DecodeError::ForeignPart`]).
    pub fn add_part(&mut self, part: Part, bytes: Vec<u8>) -> Result<(), DecodeError> {
        let checksum = file::checksum(&bytes)?;
        if self.fixed.parts.get(number(part)).is_none_or(|digest| digest.checksum != checksum) {
            return Err(DecodeError::ForeignPart);
        }
        self.take(part, file::header::strip(bytes))
    }

    /// Drops a chunk of articles, counted from 0, from memory; it can be added again.
    pub fn unload_chunk(&mut self, chunk: usize) {
        let range = self.chunk(chunk);
        self.bodies.get_mut(range).into_iter().flatten().for_each(|body| *body = None);
    }

    /// Returns the articles of a chunk.
    fn chunk(&self, number: usize) -> Range<usize> {
        between(&self.fixed.chunks, number)
    }

    pub(super) fn take(&mut self, part: Part, body: Vec<u8>) -> Result<(), DecodeError> {
        match part {
            Part::Words => self.text = Some(Rc::new(file::read_words(body, self.row_count())?)),
            Part::Positions => {
                // Positions are only meaningful together with the words, which are added first.
                let Some(text) = &self.text else { return Ok(()) };
                self.positions = Some(Rc::new(file::read_positions(body, text.vocabulary.len())?));
            }
            Part::Redirects => self.past = Some(Rc::new(file::read_redirects(&body)?)),
            Part::Articles(number) => {
                let range = self.chunk(number);
                let metas = self.fixed.articles.range(range.clone());
                let metas = metas.ok_or(DecodeError::Content("an article of which nothing can be read"))?;
                let read = file::read_articles(&body, metas, &self.fixed.speakers)?;
                let named = self.fixed.named().get(range.clone()).unwrap_or_default();
                if named.iter().zip(&read).any(|(named, source)| *named as usize > source.statements.len()) {
                    return Err(DecodeError::Content("a statement that its article does not have"));
                }
                for (slot, source) in self.bodies.iter_mut().skip(range.start).zip(read) {
                    *slot = Some(Rc::new(source));
                }
            }
        }
        Ok(())
    }

    /// Returns the part that holds an article's text and statements, or `None` if it has been added.
    #[must_use]
    pub fn missing_part_of_article(&self, article: usize) -> Option<Part> {
        let chunk = self.fixed.chunks.partition_point(|&first| first as usize <= article).checked_sub(1)?;
        match self.bodies.get(article) {
            Some(None) => Some(Part::Articles(chunk)),
            _ => None,
        }
    }

    /// Returns the part that holds a row's words, or `None` if it has been added.
    #[must_use]
    pub fn missing_part_of_row(&self, row: usize) -> Option<Part> {
        self.missing_part_of_article(self.primary_occurrence(row)?.article)
    }

    /// Returns the next part that is needed to find a query's terms, or `None` if all have been added: first the words,
    /// then, for a phrase, the positions.
    #[must_use]
    pub fn missing_part_for(&self, query: &SearchQuery) -> Option<Part> {
        match &self.text {
            _ if query.is_empty() => None,
            None => Some(Part::Words),
            Some(_) if self.positions.is_none() && query.has_phrase() => Some(Part::Positions),
            Some(_) => None,
        }
    }

    /// Returns all parts of the record, whether or not they are files of their own.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        (0..self.fixed.parts.len()).map(part)
    }

    /// Returns the name of a part's file, which is next to the index; `None` if the record has no such part. The parts
    /// of a record in one file have no files of their own.
    #[must_use]
    pub fn part_file_name(&self, part: Part) -> Option<String> {
        Some(self.fixed.parts.get(number(part))?.file_name(part))
    }

    /// Returns whether a part has been added, or is in the index's file.
    #[must_use]
    pub fn has_part(&self, part: Part) -> bool {
        match part {
            Part::Words => self.text.is_some(),
            Part::Positions => self.positions.is_some(),
            Part::Redirects => self.past.is_some(),
            Part::Articles(chunk) => {
                let first = self.fixed.chunks.get(chunk).and_then(|&first| self.bodies.get(first as usize));
                first.is_some_and(Option::is_some)
            }
        }
    }
}

fn number(part: Part) -> usize {
    match part {
        Part::Words => 0,
        Part::Positions => 1,
        Part::Redirects => 2,
        Part::Articles(chunk) => chunk.saturating_add(3),
    }
}

/// Returns the part with this number in the index.
pub(super) const fn part(number: usize) -> Part {
    match number {
        0 => Part::Words,
        1 => Part::Positions,
        2 => Part::Redirects,
        _ => Part::Articles(number.saturating_sub(3)),
    }
}
