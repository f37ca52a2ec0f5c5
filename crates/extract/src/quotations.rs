//! Matches the quotation marks of a paragraph into its outermost quotations.
//!
//! An unclosed quotation ends with its paragraph. If the next paragraph opens with the same mark, that is a
//! quotation of its own, which `statements` joins to the one before.

use onrecord_model::Span;

use crate::{
    index::SaturatingIndex as _,
    tokens::{Facing, Mark, Token, TokenKind},
};

/// Maximum length of a few quoted words within a sentence, in tokens.
const SHORT: usize = 12;
/// Maximum distance to the mark that closes a quotation, in tokens.
const LOOKAHEAD: usize = 200;

/// A pair of quotation marks with the words between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// Index of the opening token.
    pub(crate) first: usize,
    /// Index one past the closing token, or past the last token of the paragraph.
    pub(crate) last: usize,
    /// The span, including the marks.
    pub(crate) span: Span,
    /// Whether it has a closing mark.
    pub(crate) closed: bool,
    /// The kind of its marks.
    pub(crate) mark: Mark,
}

/// Returns the outermost quotations of a paragraph, in order.
pub(crate) fn match_marks(tokens: &[Token]) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    let mut at = 0;
    // Where a search for a closing single mark has failed, none further on can succeed.
    let mut no_single_after = usize::MAX;
    while let Some(token) = tokens.get(at) {
        let opened = match token.kind {
            TokenKind::Mark(mark, Facing::Open) => Some(mark),
            TokenKind::Mark(mark @ Mark::Double, Facing::Either) => Some(mark),
            TokenKind::Mark(mark @ Mark::Double, Facing::Close) if opens(tokens, at) => Some(mark),
            _ => None,
        };
        let Some(mark) = opened else {
            at = at.plus(1);
            continue;
        };
        if mark == Mark::Single && at >= no_single_after {
            at = at.plus(1);
            continue;
        }
        match close(tokens, at, mark) {
            Some(last) => {
                quotations.push(quotation(tokens, at, last, true, mark));
                at = last;
            }
            // A speech in single marks that continues in the next paragraph.
            None if mark == Mark::Single && opens_speech(tokens, at) => {
                quotations.push(quotation(tokens, at, tokens.len(), false, mark));
                at = tokens.len();
            }
            // Any other single mark without a closing one is an apostrophe.
            None if mark == Mark::Single => {
                no_single_after = at;
                at = at.plus(1);
            }
            // A mark that nothing follows is left over.
            None if at.plus(1) == tokens.len() => at = at.plus(1),
            None => {
                quotations.push(quotation(tokens, at, tokens.len(), false, mark));
                at = tokens.len();
            }
        }
    }
    quotations
}

fn quotation(tokens: &[Token], first: usize, last: usize, closed: bool, mark: Mark) -> Quotation {
    let edge = |i: usize| tokens.get(i).map_or_else(Span::default, |t| t.span);
    let span = edge(first).cover(edge(last.saturating_sub(1)));
    Quotation { first, last, span, closed, mark }
}

/// Whether a single mark opens a paragraph of a speech, or follows the colon that introduces one, and the paragraph ends
/// with a sentence.
fn opens_speech(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let leads = before.is_none_or(|token| token.kind == TokenKind::Colon);
    let goes_on = tokens.get(at.plus(1)..).unwrap_or_default();
    leads
        && goes_on.len() > 3
        && goes_on.first().is_some_and(|token| token.kind == TokenKind::Word)
        && goes_on.last().is_some_and(|token| token.kind.is_terminal())
}

/// Whether two tokens are adjacent, without a space between them.
fn touches(tokens: &[Token], a: usize, b: usize) -> bool {
    matches!((tokens.get(a), tokens.get(b)), (Some(a), Some(b)) if a.span.end == b.span.start)
}

/// Whether an opening mark is used in place of a closing one: behind a word, and before a space or a stop, as in
/// "„No“, she said".
fn closes(tokens: &[Token], at: usize) -> bool {
    let behind = tokens.get(at.plus(1)).is_none_or(is_stop);
    at.checked_sub(1).is_some_and(|before| touches(tokens, before, at))
        && (behind || !touches(tokens, at, at.plus(1)))
}

/// Whether a closing mark opens a quotation: another closing mark follows, and there is nothing before it
/// to close, as in "He says,” it goes on.”".
fn opens(tokens: &[Token], at: usize) -> bool {
    let free = at.checked_sub(1).is_none_or(|before| {
        !touches(tokens, before, at)
            || tokens.get(before).is_some_and(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Colon))
    });
    let next = || {
        tokens.iter().skip(at.plus(1)).find_map(|t| match t.kind {
            TokenKind::Mark(Mark::Double, facing) => Some(facing),
            _ => None,
        })
    };
    free && next() == Some(Facing::Close)
}

/// Whether a token ends a clause.
fn is_stop(token: &Token) -> bool {
    token.kind == TokenKind::Comma || token.kind.is_terminal()
}

/// Whether the next single mark behind the one at `at` closes a quotation behind a stop, so that the one at `at` is an
/// apostrophe: "‘The workers’ rights are gone,’".
fn closes_later(tokens: &[Token], at: usize) -> bool {
    let reach = tokens.iter().enumerate().skip(at.plus(1)).take(LOOKAHEAD);
    let mut marks = reach.filter_map(|(i, t)| match t.kind {
        TokenKind::Mark(Mark::Single, facing) => Some((i, facing)),
        _ => None,
    });
    marks.next().is_some_and(|(i, facing)| {
        facing != Facing::Open && i.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(is_stop)
    })
}

/// Returns the index one past the token that closes the mark at `open`.
fn close(tokens: &[Token], open: usize, mark: Mark) -> Option<usize> {
    let mut depth = 0_usize;
    let mut previous: Option<&Token> = tokens.get(open);
    for (i, token) in tokens.iter().enumerate().skip(open.plus(1)) {
        if let TokenKind::Mark(other, facing) = token.kind
            && other == mark
        {
            match facing {
                // Doubles do not nest in themselves: a second opening mark means a forgotten close,
                // as when each sentence of a speech has an opening mark.
                Facing::Open if mark == Mark::Guillemet => depth = depth.plus(1),
                // "“… for her here,“ said": typed with the wrong mark.
                Facing::Open if mark == Mark::Double && closes(tokens, i) => return Some(i.plus(1)),
                Facing::Open => {}
                Facing::Close | Facing::Either if depth > 0 => depth = depth.minus(1),
                Facing::Close | Facing::Either if mark == Mark::Single => {
                    // An owner's apostrophe ("the analysts’ view") follows a letter, and the words
                    // go on; the end of a quotation follows a stop or comma, or ends a clause.
                    let next = tokens.get(i.plus(1)).map(|t| t.kind);
                    let after_stop = previous.is_some_and(is_stop);
                    let short = i.saturating_sub(open) <= SHORT
                        && !tokens.iter().take(i).skip(open).any(|t| t.kind.is_terminal());
                    if after_stop
                        || !matches!(next, Some(TokenKind::Word))
                        || short && !closes_later(tokens, i)
                    {
                        return Some(i.plus(1));
                    }
                }
                Facing::Close | Facing::Either => return Some(i.plus(1)),
            }
        }
        previous = Some(token);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    #[test]
    fn marks_are_matched() {
        for (text, quotations) in [
            ("“A,” he said. “B.”", vec!["“A,”", "“B.”"]),
            ("\"A,\" he said. \"B.\"", vec!["\"A,\"", "\"B.\""]),
            ("He saw ‘all options’ and “one ‘in’ two”.", vec!["‘all options’", "“one ‘in’ two”"]),
            ("«Non», a-t-il dit.", vec!["«Non»"]),
            ("“It goes on. And on.", vec!["“It goes on. And on."]),
            ("The analysts’ view of Trump’s tweets", vec![]),
            ("'No,' she said, 'it isn't our fault.'", vec!["'No,'", "'it isn't our fault.'"]),
            ("‘The workers’ rights are gone,’ she said.", vec!["‘The workers’ rights are gone,’"]),
            (
                "She said: ‘It’s the nurses’ turn. They won’t go.’",
                vec!["‘It’s the nurses’ turn. They won’t go.’"],
            ),
            ("It was ‘the best thing to see’ for years.", vec!["‘the best thing to see’"]),
            ("‘Stay out,’ the girls’ aunt said. ‘It’s hot.’", vec!["‘Stay out,’", "‘It’s hot.’"]),
            ("rock 'n roll in the '90s", vec![]),
            ("She said: ‘We will go on.", vec!["‘We will go on."]),
            ("She said ‘We will go on.", vec![]),
            ("“Call it “the end,” she said.", vec!["“Call it “the end,”"]),
            ("He says,” it goes on.”", vec!["” it goes on.”"]),
            ("” … so unlike him,” she said. “My father.”", vec!["” … so unlike him,”", "“My father.”"]),
            ("Of what was said before,” he said. “More.”", vec!["“More.”"]),
            ("„No“, she said. „Never“.", vec!["„No“", "„Never“"]),
            ("“It hurts her,“ said Jim. “A lot.”", vec!["“It hurts her,“", "“A lot.”"]),
        ] {
            let tokens = tokenize(text, Span::from_usize(0, text.len()));
            let got: Vec<_> = match_marks(&tokens).iter().map(|q| q.span.slice(text)).collect();
            assert_eq!(got, quotations, "{text}");
        }
    }
}
