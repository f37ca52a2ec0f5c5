//! The decisions of the extractor with their features, for the program that learns the models' weights.
//!
//! Not part of the stable interface.

use onrecord_model::{Article, BlockKind, QuoteKind, Span};

pub use crate::classifier::Models;
pub use crate::classifier::POINTS;
use crate::{
    Defaults, blocks, classifier, cues, extract_with, front_matter, index::SaturatingIndex as _,
    paragraph::TokenizedParagraph,
};

/// Number of slots of a table of weights.
pub const TABLE: usize = classifier::PLACES;

/// Encodes a table of weights, one for each slot, for [`Models::new`]. `scale` is the log-odds of one unit of weight.
#[must_use]
pub fn packed(scale: f32, weights: Vec<i8>) -> Vec<u8> {
    classifier::Linear::new(scale, weights).packed()
}

/// Returns the index of the calibration curve of a kind.
#[must_use]
pub const fn curve(kind: QuoteKind) -> usize {
    classifier::curve(kind)
}

/// The candidates for the end of the words of one cue.
#[derive(Clone, Debug)]
pub struct EndDecision {
    /// The words of the cue.
    pub cue: Span,
    /// The first byte of the reported words.
    pub start: u32,
    /// The byte at which their sentence ends.
    pub sentence_end: u32,
    /// For each candidate the byte at which the words would end, and its features.
    pub places: Vec<(u32, Vec<u16>)>,
}

/// The candidates for the speaker of one cue.
#[derive(Clone, Debug)]
pub struct SpeakerDecision {
    /// The cue's words.
    pub cue: Span,
    /// For each phrase its words, and its features.
    pub candidates: Vec<(Span, Vec<u16>)>,
}

/// All decisions in an article.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// Where words end.
    pub ends: Vec<EndDecision>,
    /// Who says them.
    pub choices: Vec<SpeakerDecision>,
    /// Whether they were said.
    pub finds: Vec<AcceptDecision>,
}

/// A candidate that rules found beside a cue, which may or may not be a statement.
#[derive(Clone, Debug)]
pub struct AcceptDecision {
    /// The words.
    pub spans: Vec<Span>,
    /// The words that name the speaker, if any.
    pub who: Option<Span>,
    /// Its features.
    pub places: Vec<u16>,
}

/// Extracts with the given models instead of the shipped ones.
#[must_use]
pub fn extract(source: &str, known: &Defaults, models: &Models) -> Article {
    extract_with(source, known, &[], models)
}

/// Returns all decisions that `models` meet in an article.
#[must_use]
pub fn decisions(source: &str, models: &Models) -> Decisions {
    let front = front_matter::read(source);
    let blocks = blocks::blocks(source, front.body, front.meta.title.as_deref());
    let mut all = Decisions::default();
    let paragraphs = blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    for cut in TokenizedParagraph::all(source, paragraphs.map(onrecord_model::Block::span)) {
        for sentence in cut.sentences.iter() {
            let parsed = cues::ParsedSentence::new(source, sentence);
            let log = cues::decisions(&parsed, models);
            let item = |at: usize| sentence.get(at).map_or_else(Span::default, |i| i.span);
            for decision in log.ends {
                let places = decision.places.iter();
                all.ends.push(EndDecision {
                    cue: item(decision.cue),
                    start: item(decision.start).start,
                    sentence_end: sentence.last().map_or(0, |i| i.span.end),
                    places: places.map(|(at, f)| (item(at.minus(1)).end, f.places().to_vec())).collect(),
                });
            }
            all.choices.extend(log.choices.into_iter().map(|c| SpeakerDecision {
                cue: c.cue,
                candidates: c.candidates.iter().map(|(span, f)| (*span, f.places().to_vec())).collect(),
            }));
            all.finds.extend(log.finds.into_iter().map(|f| AcceptDecision {
                places: f.features.places().to_vec(),
                spans: f.spans,
                who: f.who,
            }));
        }
    }
    all
}
