//! lib
mod cues;
mod days;
mod lexicon;
mod phrases;
mod quotations;
mod sentences;
mod tokens;
