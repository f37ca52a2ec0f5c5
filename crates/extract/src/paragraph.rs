//! The analysis of one paragraph: tokens, quotations, sentences, phrases and attributions.

use onrecord_model::Span;

use crate::{
    classifier::Models,
    cues::{Attribution, ParsedSentence, attributions},
    quotations::{Quotation, match_marks},
    sentences::{Sentences, sentences},
    tokens::{Token, tokenize},
};

/// A paragraph split into tokens, quotations and sentences.
#[derive(Debug)]
pub(crate) struct TokenizedParagraph {
    pub(crate) span: Span,
    pub(crate) tokens: Vec<Token>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) sentences: Sentences,
}

impl TokenizedParagraph {
    pub(crate) fn new(source: &str, span: Span) -> Self {
        let tokens = tokenize(source, span);
        let quotations = match_marks(&tokens);
        let sentences = sentences(&tokens, &quotations);
        Self { span, tokens, quotations, sentences }
    }
}

/// A paragraph with the phrases and attributions of each sentence.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    pub(crate) span: Span,
    pub(crate) tokens: &'a [Token],
    pub(crate) quotations: &'a [Quotation],
    pub(crate) sentences: Vec<(ParsedSentence<'a>, Vec<Attribution>)>,
}

impl<'a> Paragraph<'a> {
    pub(crate) fn new(source: &'a str, cut: &'a TokenizedParagraph, models: &Models) -> Self {
        let read = |sentence| {
            let parsed = ParsedSentence::new(source, sentence);
            let found = attributions(&parsed, models);
            (parsed, found)
        };
        Self {
            span: cut.span,
            tokens: &cut.tokens,
            quotations: &cut.quotations,
            sentences: cut.sentences.iter().map(read).collect(),
        }
    }

    /// The text that it is part of.
    pub(crate) fn source(&self) -> &'a str {
        self.sentences.first().map_or("", |(parsed, _)| parsed.source)
    }

    /// Whether its last quotation is unclosed, so that it continues in the next paragraph.
    pub(crate) fn is_left_open(&self) -> bool {
        self.quotations.last().is_some_and(|q| !q.closed && q.span.end == self.end())
    }

    fn end(&self) -> u32 {
        self.sentences.last().and_then(|(p, _)| p.items.last()).map_or(self.span.end, |i| i.span.end)
    }
}

/// The tokens of a story, for lookup by span.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokens<'s> {
    story: &'s [Paragraph<'s>],
}

impl<'s> Tokens<'s> {
    pub(crate) const fn of(story: &'s [Paragraph<'s>]) -> Self {
        Self { story }
    }

    /// Returns the tokens within a span of one paragraph.
    pub(crate) fn within(self, span: Span) -> &'s [Token] {
        let paragraph = self.story.partition_point(|p| p.span.end <= span.start);
        let tokens = self.story.get(paragraph).map_or(&[][..], |p| p.tokens);
        let first = tokens.partition_point(|t| t.span.end <= span.start);
        let last = tokens.partition_point(|t| t.span.start < span.end);
        tokens.get(first..last).unwrap_or_default()
    }
}
