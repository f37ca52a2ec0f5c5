//! For the program that learns the models' weights; no part of the interface that stays.

use onrecord_model::{Article, BlockKind, Kind, Span};

pub use crate::model::Models;
pub use crate::model::POINTS;
use crate::{Known, blocks, cues, extract_with, front_matter, model, paragraph::Cut, step::Step as _};

/// How many places a table of weights has.
pub const TABLE: usize = model::PLACES;

/// A table of weights, one for each place, as [`Models::new`] reads it; `scale` is what a step of theirs is worth.
#[must_use]
pub fn packed(scale: f32, weights: Vec<i8>) -> Vec<u8> {
    model::Linear::new(scale, weights).packed()
}

/// Which curve of the table of confidences is a kind's.
#[must_use]
pub const fn curve(kind: Kind) -> usize {
    model::curve(kind)
}

/// The places at which the words of one cue could end.
#[derive(Clone, Debug)]
pub struct Ends {
    /// The cue's words.
    pub cue: Span,
    /// The first byte of the words reported.
    pub start: u32,
    /// The byte at which their sentence ends.
    pub sentence_end: u32,
    /// For each place the byte at which the words would end, and what describes it.
    pub places: Vec<(u32, Vec<u16>)>,
}

/// The phrases that may say what a cue reports.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The cue's words.
    pub cue: Span,
    /// For each phrase its words, and what describes it.
    pub candidates: Vec<(Span, Vec<u16>)>,
}

/// Everything that is decided in an article.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// Where words end.
    pub ends: Vec<Ends>,
    /// Who says them.
    pub choices: Vec<Choice>,
    /// Whether they were said.
    pub finds: Vec<Find>,
}

/// Words found beside a cue, which may or may not have been said.
#[derive(Clone, Debug)]
pub struct Find {
    /// The words.
    pub spans: Vec<Span>,
    /// The words that name the speaker, where some do.
    pub who: Option<Span>,
    /// What describes the find.
    pub places: Vec<u16>,
}

/// What [`extract`](crate::extract) finds where these models decide.
#[must_use]
pub fn extract(source: &str, known: &Known, models: &Models) -> Article {
    extract_with(source, known, models)
}

/// All decisions in an article.
#[must_use]
pub fn decisions(source: &str, models: &Models) -> Decisions {
    let front = front_matter::read(source);
    let blocks = blocks::blocks(source, front.body, front.meta.title.as_deref());
    let mut all = Decisions::default();
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Paragraph) {
        let cut = Cut::new(source, block.span());
        for sentence in cut.sentences.iter() {
            let parsed = cues::Parsed::new(source, sentence);
            let log = cues::decisions(&parsed, models);
            let item = |at: usize| sentence.get(at).map_or_else(Span::default, |i| i.span);
            for decision in log.ends {
                let places = decision.places.iter();
                all.ends.push(Ends {
                    cue: item(decision.cue),
                    start: item(decision.start).start,
                    sentence_end: sentence.last().map_or(0, |i| i.span.end),
                    places: places.map(|(at, f)| (item(at.back(1)).end, f.places().to_vec())).collect(),
                });
            }
            all.choices.extend(log.choices.into_iter().map(|c| Choice {
                cue: c.cue,
                candidates: c.candidates.iter().map(|(span, f)| (*span, f.places().to_vec())).collect(),
            }));
            all.finds.extend(log.finds.into_iter().map(|f| Find {
                places: f.features.places().to_vec(),
                spans: f.spans,
                who: f.who,
            }));
        }
    }
    all
}
