//! lib
mod lexicon;
mod quotations;
mod sentences;
mod tokens;
