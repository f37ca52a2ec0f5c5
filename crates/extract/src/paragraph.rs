//! The analysis of one paragraph: tokens, quotations, sentences, phrases and attributions.

use onrecord_model::{Date, Mark as Role, MarkedBlock, Span};

use crate::{
    classifier::Models,
    cues::{Attribution, ParsedSentence, attributions},
    index::SaturatingIndex as _,
    quotations::{Quotation, match_marks},
    sentences::{Sentences, sentences},
    tokens::{Facing, Mark, Token, TokenKind, tokenize},
};

/// A paragraph split into tokens, quotations and sentences.
#[derive(Debug)]
pub(crate) struct TokenizedParagraph {
    pub(crate) span: Span,
    pub(crate) tokens: Vec<Token>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) sentences: Sentences,
    /// The role that the page's markup gives it.
    pub(crate) mark: Role,
    /// Its own day, where it differs from the article's.
    pub(crate) day: Option<Date>,
}

/// Number of tokens at the end of a paragraph in which a cue shows that an unclosed mark is a slip.
const TAG: usize = 12;

impl TokenizedParagraph {
    pub(crate) fn new(source: &str, span: Span) -> Self {
        let tokens = tokenize(source, span);
        let quotations = match_marks(&tokens);
        let sentences = sentences(&tokens, &quotations);
        Self { span, tokens, quotations, sentences, mark: Role::Paragraph, day: None }
    }

    /// Sets the role and the day that the page's markup gives it.
    pub(crate) const fn set_block(&mut self, block: Option<&MarkedBlock>) {
        if let Some(block) = block {
            self.mark = block.mark;
            self.day = block.day;
        }
    }

    /// Splits the paragraphs of a story. A quotation that one leaves unclosed may continue in the next.
    pub(crate) fn all(source: &str, spans: impl Iterator<Item = Span>) -> Vec<Self> {
        let mut all: Vec<Self> = spans.map(|span| Self::new(source, span)).collect();
        for next in 1..=all.len() {
            let (before, behind) = all.split_at_mut(next);
            let Some(left) = before.last_mut().filter(|left| left.is_left_open()) else { continue };
            let behind = behind.first_mut();
            let opens = behind.as_ref().is_some_and(|p| p.quotations.first().is_some_and(|q| q.first == 0));
            // "… as the weather ¶ grows ‘worse,’” he said": a line break within the words, which may hold marks of their own.
            if let Some(goes_on) = behind.filter(|_| !opens)
                && let Some(rest) = goes_on.closed_first()
            {
                goes_on.quotations.retain(|quotation| quotation.first >= rest.last);
                goes_on.quotations.insert(0, rest);
                goes_on.sentences = sentences(&goes_on.tokens, &goes_on.quotations);
            } else if !opens && left.ends_in_tag(source) {
                left.quotations.pop();
                left.sentences = sentences(&left.tokens, &left.quotations);
            }
        }
        all
    }

    /// Whether the last quotation is unclosed.
    fn is_left_open(&self) -> bool {
        self.quotations.last().is_some_and(|q| !q.closed)
    }

    /// Returns the words before the first closing mark as a quotation, if the mark has no opening one in this paragraph.
    fn closed_first(&self) -> Option<Quotation> {
        let marks = self.tokens.iter().enumerate();
        let mut marks = marks.filter_map(|(at, t)| match t.kind {
            TokenKind::Mark(Mark::Double, facing) => Some((at, facing)),
            _ => None,
        });
        let (at, _) = marks.next().filter(|(_, facing)| *facing == Facing::Close)?;
        let span = self.tokens.first()?.span.cover(self.tokens.get(at)?.span);
        Some(Quotation { first: 0, last: at.plus(1), span, closed: true, mark: Mark::Double })
    }

    /// Whether the words behind an unclosed mark end with their cue, so that the mark is a slip: "“We will stay, Reed said
    /// on Monday."
    fn ends_in_tag(&self, source: &str) -> bool {
        let says = |t: &Token| {
            ["said", "says", "told", "added"].iter().any(|w| t.span.slice(source).eq_ignore_ascii_case(w))
        };
        let comma = self.tokens.iter().rposition(|t| t.kind == TokenKind::Comma);
        let cue = self.tokens.iter().rposition(says);
        cue.is_some_and(|cue| {
            comma.is_some_and(|comma| comma < cue) && self.tokens.len().saturating_sub(cue) <= TAG
        })
    }
}

/// A paragraph with the phrases and attributions of each sentence.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    pub(crate) span: Span,
    pub(crate) tokens: &'a [Token],
    pub(crate) quotations: &'a [Quotation],
    pub(crate) sentences: Vec<(ParsedSentence<'a>, Vec<Attribution>)>,
    pub(crate) mark: Role,
    pub(crate) day: Option<Date>,
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
            mark: cut.mark,
            day: cut.day,
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
    pub(crate) const fn new(story: &'s [Paragraph<'s>]) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        for (before, behind, quotations) in [
            ("“It is as the weather", "grows worse,” he said.", vec!["grows worse,”"]),
            (
                "“It is as the weather",
                "grows ‘worse’ and ‘wet,’” he said.",
                vec!["grows ‘worse’ and ‘wet,’”"],
            ),
            ("“It is as the", "old «weather goes,” he said.", vec!["old «weather goes,”"]),
            ("“It is so.", "“It will stay so,” he said.", vec!["“It will stay so,”"]),
        ] {
            let source = format!("{before}\n\n{behind}");
            let start = before.len().plus(2);
            let spans = [Span::from_usize(0, before.len()), Span::from_usize(start, source.len())];
            let all = TokenizedParagraph::all(&source, spans.into_iter());
            let last = all.last().map(|paragraph| paragraph.quotations.as_slice()).unwrap_or_default();
            let got: Vec<_> = last.iter().map(|q| q.span.slice(&source)).collect();
            assert_eq!(got, quotations, "{source}");
        }
    }
}
