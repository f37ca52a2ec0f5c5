//! A paragraph cut into sentences, each a row of items: words, marks, and whole quotations.
//!
//! A quotation is one item, so that "He said “A. B.” on Monday." is one sentence with five words
//! and a quotation. Never decides what a sentence means.

use onrecord_model::Span;

use crate::{
    lexicon::{Class, CueId},
    quotations::Quotation,
    step::Step as _,
    tokens::{Kind, Token},
};

/// One place of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) what: What,
    pub(crate) class: Class,
    pub(crate) cue: Option<CueId>,
}

/// What stands at one place of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A word or mark outside quotation marks.
    Token(Kind),
    /// A quotation, as an index into the paragraph's.
    Quote(u32),
}

impl Item {
    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.what == What::Token(kind)
    }

    pub(crate) fn quote(&self) -> Option<usize> {
        if let What::Quote(index) = self.what { Some(index as usize) } else { None }
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.what, What::Token(Kind::Word | Kind::Number))
    }

    /// Whether it can be any of `class`.
    pub(crate) fn can(&self, class: Class) -> bool {
        self.class.is(class)
    }
}

/// The sentences of one paragraph.
#[derive(Debug)]
pub(crate) struct Sentences {
    /// All their items, closing marks included, one sentence after the other.
    items: Vec<Item>,
    /// For each sentence one past its last item.
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

    /// Ends the sentence at hand.
    fn end(&mut self) {
        if self.items.len() > self.start() {
            self.ends.push(self.items.len());
        }
    }

    /// The items of the sentence at hand.
    fn open(&self) -> &[Item] {
        self.items.get(self.start()..).unwrap_or_default()
    }

    fn start(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }
}

/// A sentence with more items than this is cut, so that work within one stays bounded.
const LONGEST: usize = 400;

/// What a capital inside a sentence rules out: "Will" and "May" there are names.
const LOST_BY_CAPITAL: Class = Class::NONE
    .with(Class::AUX.with(Class::MODAL).with(Class::PREP).with(Class::CONJ).with(Class::SUB).with(Class::ADV))
    .with(
        Class::PAST
            .with(Class::PRESENT)
            .with(Class::BASE)
            .with(Class::ING)
            .with(Class::PARTICIPLE)
            .with(Class::CUE),
    );

/// Cuts a paragraph into sentences.
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
                what: What::Quote(u32::try_from(index).unwrap_or(u32::MAX)),
                class: Class::NONE,
                cue: None,
            });
            at = quote.last.max(at.on(1));
            if ends_after_quote(tokens, quote) {
                all.end();
            }
            continue;
        }
        let led = |quote: usize| {
            let last = quotations.get(quote).and_then(|q| q.last.checked_sub(2)).and_then(|i| tokens.get(i));
            last.is_some_and(|t| t.kind == Kind::Comma)
        };
        let inside = all
            .open()
            .last()
            .is_some_and(|item| item.is_word() || item.is(Kind::Comma) || item.quote().is_some_and(led));
        let name = inside && token.class.is(Class::CAPITAL);
        let class = if name { token.class.without(LOST_BY_CAPITAL) } else { token.class };
        let cue = token.cue.filter(|_| !name);
        all.items.push(Item { span: token.span, what: What::Token(token.kind), class, cue });
        at = at.on(1);
        if ends_after(tokens, at) || all.open().len() >= LONGEST {
            // A closing bracket belongs to the sentence before it.
            while let Some(next) = tokens.get(at).filter(|t| t.kind == Kind::Close) {
                all.items.push(Item {
                    span: next.span,
                    what: What::Token(next.kind),
                    class: next.class,
                    cue: None,
                });
                at = at.on(1);
            }
            all.end();
        }
    }
    all.end();
    all
}

/// Whether a sentence ends before the token at `next`.
fn ends_after(tokens: &[Token], next: usize) -> bool {
    let Some(token) = next.checked_sub(1).and_then(|i| tokens.get(i)) else { return false };
    let starts = |t: &Token| {
        t.class.is(Class::CAPITAL)
            || matches!(t.kind, Kind::Number | Kind::Mark(..) | Kind::Open | Kind::Close)
    };
    match tokens.get(next) {
        None => false,
        // "Mitch McConnell (R-Ky.) said": what follows the bracket tells.
        Some(following) if token.kind.is_terminal() && following.kind == Kind::Close => {
            tokens.get(next.on(1)).is_none_or(|behind| starts(behind) || behind.kind.is_terminal())
        }
        Some(following) if token.kind.is_terminal() => {
            !following.kind.is_terminal() && (starts(following) || following.kind == Kind::Other)
        }
        // "in the U.S. He said": a small word with a capital begins a sentence even there.
        Some(following) => {
            token.class.is(Class::ABBREVIATION)
                && !token.class.is(Class::TITLE)
                && following.class.is(Class::CAPITAL)
                && following.class.is(Class::DET
                    | Class::PRON
                    | Class::POSS
                    | Class::SUB
                    | Class::CONJ
                    | Class::ADV)
        }
    }
}

/// Whether the quotation's own full stop ends the sentence around it.
fn ends_after_quote(tokens: &[Token], quote: &Quotation) -> bool {
    let inside = tokens.get(quote.first..quote.last).unwrap_or_default();
    let last = inside.iter().rev().find(|t| !matches!(t.kind, Kind::Mark(..)));
    let (Some(last), Some(next)) = (last, tokens.get(quote.last)) else { return false };
    let starts =
        next.class.is(Class::CAPITAL) || matches!(next.kind, Kind::Number | Kind::Mark(..) | Kind::Open);
    match last.kind {
        // “It is over.” Trump said. – unless nothing but speaker and cue follow.
        Kind::Stop => starts && !only_tag(tokens, quote.last),
        // “Why?” Trump asked: only a full stop is sure to end what a name or verb follows.
        Kind::Exclaim => starts && !tagged(tokens, quote.last),
        _ => false,
    }
}

/// Whether "NAME said", "NAME, an analyst in London, said" or "said NAME" follows.
fn tagged(tokens: &[Token], next: usize) -> bool {
    let rest = tokens.get(next..).unwrap_or_default();
    let says = |t: &Token| t.class.is(Class::CUE) && t.class.is(Class::PAST | Class::PRESENT);
    let words = rest.iter().take(6).take_while(|t| t.kind == Kind::Word).count();
    let said = |t: &[Token]| t.iter().any(says);
    let closing = || {
        let put_in = rest.get(words.on(1)..)?.iter().take(16).take_while(|t| t.kind == Kind::Word).count();
        let close = words.on(1).on(put_in);
        Some(rest.get(close)?.kind == Kind::Comma && says(rest.get(close.on(1))?))
    };
    rest.get(..words).is_some_and(said)
        || rest.get(words).is_some_and(|t| t.kind == Kind::Comma) && closing().unwrap_or(false)
}

/// Whether speaker and cue alone make up the rest of the sentence: "Trump said."
fn only_tag(tokens: &[Token], next: usize) -> bool {
    let rest = tokens.get(next..).unwrap_or_default();
    let words = rest.iter().take(4).take_while(|t| t.kind == Kind::Word).count();
    let said = words.checked_sub(1).and_then(|last| rest.get(last));
    words > 1
        && said.is_some_and(|t| t.class.is(Class::CUE) && t.class.is(Class::PAST | Class::PRESENT))
        && rest.get(words).is_none_or(|t| t.kind.is_terminal())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quotations::match_marks, tokens::tokenize};

    fn cut(text: &str) -> Vec<&str> {
        let tokens = tokenize(text, Span::of(0, text.len()));
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
