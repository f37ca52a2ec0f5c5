//! Splits a paragraph into sentences, each a sequence of items: words, marks and whole quotations.
//!
//! A quotation is one item: "He said “A. B.” on Monday." is one sentence of five words and a quotation.

use onrecord_model::Span;

use crate::{
    index::SaturatingIndex as _,
    lexicon::{CueId, WordClass},
    quotations::Quotation,
    tokens::{Facing, Mark, Token, TokenKind},
};

/// An item of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) what: ItemKind,
    pub(crate) class: WordClass,
    pub(crate) cue: Option<CueId>,
}

/// The kind of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// A word or mark outside quotation marks.
    Token(TokenKind),
    /// A quotation, as an index into the paragraph's.
    Quote(u32),
}

impl Item {
    pub(crate) fn is(&self, kind: TokenKind) -> bool {
        self.what == ItemKind::Token(kind)
    }

    pub(crate) fn quote(&self) -> Option<usize> {
        if let ItemKind::Quote(index) = self.what { Some(index as usize) } else { None }
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.what, ItemKind::Token(TokenKind::Word | TokenKind::Number))
    }

    /// Whether it has any of these classes.
    pub(crate) fn can(&self, class: WordClass) -> bool {
        self.class.is(class)
    }
}

/// The sentences of one paragraph.
#[derive(Debug)]
pub(crate) struct Sentences {
    /// The items of all sentences, closing marks included.
    items: Vec<Item>,
    /// The end of each sentence, as an index into `items`.
    ends: Vec<usize>,
}

impl Sentences {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Item]> {
        self.ends.iter().scan(0, |start, &end| {
            let sentence = self.items.get(*start..end);
            *start = end;
            sentence
        })
    }

    /// Ends the current sentence.
    fn end(&mut self) {
        if self.items.len() > self.start() {
            self.ends.push(self.items.len());
        }
    }

    /// Returns the items of the current sentence.
    fn open(&self) -> &[Item] {
        self.items.get(self.start()..).unwrap_or_default()
    }

    fn start(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }
}

/// Maximum number of items of a sentence, which bounds the work for one sentence.
const LONGEST: usize = 400;

/// Classes that a capitalized word within a sentence cannot have: "Will" and "May" are names there.
const LOST_BY_CAPITAL: WordClass = WordClass::NONE
    .with(
        WordClass::AUX
            .with(WordClass::MODAL)
            .with(WordClass::PREP)
            .with(WordClass::CONJ)
            .with(WordClass::SUB)
            .with(WordClass::ADV),
    )
    .with(
        WordClass::PAST
            .with(WordClass::PRESENT)
            .with(WordClass::BASE)
            .with(WordClass::ING)
            .with(WordClass::PARTICIPLE)
            .with(WordClass::CUE),
    );

/// Splits a paragraph into sentences.
pub(crate) fn sentences(tokens: &[Token], quotations: &[Quotation]) -> Sentences {
    let mut all = Sentences { items: Vec::with_capacity(tokens.len()), ends: Vec::new() };
    let mut quotes = quotations.iter().enumerate().peekable();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(&(index, quote)) = quotes.peek()
            && quote.first <= at
        {
            quotes.next();
            all.items.push(Item {
                span: quote.span,
                what: ItemKind::Quote(u32::try_from(index).unwrap_or(u32::MAX)),
                class: WordClass::NONE,
                cue: None,
            });
            at = quote.last.max(at.plus(1));
            if ends_after_quote(tokens, quote) {
                all.end();
            }
            continue;
        }
        let led = |quote: usize| {
            let last = quotations.get(quote).and_then(|q| q.last.checked_sub(2)).and_then(|i| tokens.get(i));
            last.is_some_and(|t| t.kind == TokenKind::Comma)
        };
        let inside = all
            .open()
            .last()
            .is_some_and(|item| item.is_word() || item.is(TokenKind::Comma) || item.quote().is_some_and(led));
        let name = inside && token.class.is(WordClass::CAPITAL);
        let class = if name { token.class.without(LOST_BY_CAPITAL) } else { token.class };
        let cue = token.cue.filter(|_| !name);
        let (kind, class) = if owns_as_plural(tokens, at) {
            (TokenKind::Word, WordClass::POSSESSIVE)
        } else {
            (token.kind, class)
        };
        all.items.push(Item { span: token.span, what: ItemKind::Token(kind), class, cue });
        at = at.plus(1);
        if ends_after(tokens, at) || all.open().len() >= LONGEST {
            // A closing bracket belongs to the sentence before it.
            while let Some(next) = tokens.get(at).filter(|t| t.kind == TokenKind::Close) {
                all.items.push(Item {
                    span: next.span,
                    what: ItemKind::Token(next.kind),
                    class: next.class,
                    cue: None,
                });
                at = at.plus(1);
            }
            all.end();
        }
    }
    all.end();
    all
}

/// Whether a mark that closes no quotation is the apostrophe of owners: "the girls’ mother".
fn owns_as_plural(tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).filter(|t| t.kind == TokenKind::Word);
    let single = |t: &&Token| matches!(t.kind, TokenKind::Mark(Mark::Single, Facing::Close | Facing::Either));
    let Some(mark) = tokens.get(at).filter(single) else { return false };
    let owner = at.checked_sub(1).and_then(word).is_some_and(|before| before.span.end == mark.span.start);
    owner && word(at.plus(1)).is_some_and(|next| next.span.start > mark.span.end)
}

/// Whether a sentence ends before the token at `next`.
fn ends_after(tokens: &[Token], next: usize) -> bool {
    let Some(token) = next.checked_sub(1).and_then(|i| tokens.get(i)) else { return false };
    let starts = |t: &Token| {
        t.class.is(WordClass::CAPITAL)
            || matches!(t.kind, TokenKind::Number | TokenKind::Mark(..) | TokenKind::Open | TokenKind::Close)
    };
    match tokens.get(next) {
        None => false,
        // "Mitch McConnell (R-Ky.) said": what follows the bracket tells.
        Some(following) if token.kind.is_terminal() && following.kind == TokenKind::Close => {
            tokens.get(next.plus(1)).is_none_or(|behind| starts(behind) || behind.kind.is_terminal())
        }
        Some(following) if token.kind.is_terminal() => {
            !following.kind.is_terminal() && (starts(following) || following.kind == TokenKind::Other)
        }
        // "in the U.S. He said": a small word with a capital begins a sentence even there.
        Some(following) => {
            token.class.is(WordClass::ABBREVIATION)
                && !token.class.is(WordClass::TITLE)
                && following.class.is(WordClass::CAPITAL)
                && following.class.is(WordClass::DET
                    | WordClass::PRON
                    | WordClass::POSS
                    | WordClass::SUB
                    | WordClass::CONJ
                    | WordClass::ADV)
        }
    }
}

/// Whether the quotation's own full stop ends the sentence around it.
fn ends_after_quote(tokens: &[Token], quote: &Quotation) -> bool {
    let inside = tokens.get(quote.first..quote.last).unwrap_or_default();
    let last = inside.iter().rev().find(|t| !matches!(t.kind, TokenKind::Mark(..)));
    let (Some(last), Some(next)) = (last, tokens.get(quote.last)) else { return false };
    let starts = next.class.is(WordClass::CAPITAL)
        || matches!(next.kind, TokenKind::Number | TokenKind::Mark(..) | TokenKind::Open);
    match last.kind {
        // “It is over.” Trump said. – unless nothing but speaker and cue follow.
        TokenKind::Stop => starts && !only_tag(tokens, quote.last),
        // “Why?” Trump asked: before a name or a verb, only a full stop certainly ends a sentence.
        TokenKind::Exclaim => starts && !tagged(tokens, quote.last),
        _ => false,
    }
}

/// Whether "NAME said", "NAME, an analyst in London, said" or "said NAME" follows.
fn tagged(tokens: &[Token], next: usize) -> bool {
    let rest = tokens.get(next..).unwrap_or_default();
    let says = |t: &Token| t.class.is(WordClass::CUE) && t.class.is(WordClass::PAST | WordClass::PRESENT);
    let words = rest.iter().take(6).take_while(|t| t.kind == TokenKind::Word).count();
    let said = |t: &[Token]| t.iter().any(says);
    let closing = || {
        let put_in =
            rest.get(words.plus(1)..)?.iter().take(16).take_while(|t| t.kind == TokenKind::Word).count();
        let close = words.plus(1).plus(put_in);
        Some(rest.get(close)?.kind == TokenKind::Comma && says(rest.get(close.plus(1))?))
    };
    rest.get(..words).is_some_and(said)
        || rest.get(words).is_some_and(|t| t.kind == TokenKind::Comma) && closing().unwrap_or(false)
}

/// Whether speaker and cue alone make up the rest of the sentence: "Trump said."
fn only_tag(tokens: &[Token], next: usize) -> bool {
    let rest = tokens.get(next..).unwrap_or_default();
    let words = rest.iter().take(4).take_while(|t| t.kind == TokenKind::Word).count();
    let said = words.checked_sub(1).and_then(|last| rest.get(last));
    words > 1
        && said
            .is_some_and(|t| t.class.is(WordClass::CUE) && t.class.is(WordClass::PAST | WordClass::PRESENT))
        && rest.get(words).is_none_or(|t| t.kind.is_terminal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quotations::match_marks, tokens::tokenize};

    fn cut(text: &str) -> Vec<&str> {
        let tokens = tokenize(text, Span::from_usize(0, text.len()));
        sentences(&tokens, &match_marks(&tokens))
            .iter()
            .map(|s| s.first().unwrap().span.cover(s.last().unwrap().span).slice(text))
            .collect()
    }

    #[test]
    fn sentences_of_news() {
        for expected in [
            vec!["It rained.", "He left."],
            vec!["“A. B,” he said.", "“It did. It will.”", "Then he left."],
            vec!["Sen. Dianne Feinstein of the U.S. said so.", "Yes."],
            vec!["They met in the U.S.", "He said no."],
            vec!["“Why?” Trump asked.", "“No.”", "The end."],
            vec!["It cost $3.5 million, he said … and more."],
            vec!["(It did.)", "It rained."],
            vec!["“Why?” Miller, a retired worker from the plant, said into the phone.", "“No.”"],
        ] {
            assert_eq!(cut(&expected.join(" ")), expected);
        }
    }
}
