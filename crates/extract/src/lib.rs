//! lib
mod lexicon;
mod phrases;
mod quotations;
mod sentences;
mod tokens;
