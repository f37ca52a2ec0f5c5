//! For the program that learns the models' weights; no part of the interface that stays.

use onrecord_model::{BlockKind, Span};

use crate::{blocks, cues, front_matter, model::PLACES, paragraph::Cut};

/// How many places a table of weights has.
pub const TABLE: usize = PLACES;

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

/// All decisions on ends in an article.
#[must_use]
pub fn ends(source: &str) -> Vec<Ends> {
    let front = front_matter::read(source);
    let blocks = blocks::blocks(source, front.body, front.meta.title.as_deref());
    let mut all = Vec::new();
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Paragraph) {
        let cut = Cut::new(source, block.span());
        for sentence in &cut.sentences {
            let parsed = cues::Parsed::new(source, sentence);
            let item = |at: usize| sentence.get(at).map_or_else(Span::default, |i| i.span);
            for decision in cues::decisions(&parsed) {
                let places = decision.places.iter();
                all.push(Ends {
                    cue: item(decision.cue),
                    start: item(decision.start).start,
                    sentence_end: sentence.last().map_or(0, |i| i.span.end),
                    places: places.map(|(at, f)| (item(at - 1).end, f.places().to_vec())).collect(),
                });
            }
        }
    }
    all
}
