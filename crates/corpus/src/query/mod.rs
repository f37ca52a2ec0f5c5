//! Questions that the page asks: a [`Filter`] in, a [`Selection`] out.

mod answer;
mod choice;
mod engine;
mod facet;
mod selection;

use onrecord_model::{Country, Day, Kind, SpeakerId};

use crate::search::Words;
pub use choice::{Choice, Values};
pub use engine::Engine;
pub use selection::{By, Counts, Selection};

/// What a statement must be like. The empty filter takes every statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who said it.
    pub speakers: Choice<SpeakerId>,
    /// The country of who said it.
    pub countries: Choice<Country>,
    /// Countries that it names.
    pub about: Choice<Country>,
    /// Direct, indirect or mixed.
    pub kinds: Choice<Kind>,
    /// Where it was said.
    pub channels: Choice<String>,
    /// Who published the article that it is shown from.
    pub publishers: Choice<String>,
    /// Words that are in it, or in its speaker's name.
    pub words: Words,
    /// The first day. A statement whose range reaches into the days is taken; one without a known
    /// day is not, where days are asked for.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

#[cfg(test)]
mod tests;
