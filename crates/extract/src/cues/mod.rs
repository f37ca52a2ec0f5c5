//! What marks words as said: for each sentence, the cues with their speakers and their words.
//!
//! Looks at one sentence at a time and at nothing outside it: who "he" is, and what a quotation
//! without any cue belongs to, is decided by later stages.

mod content;
mod nouns;
mod subject;

use content::Log;

use onrecord_model::Span;

use crate::{
    lexicon::{Class, CueVerb, lexicon},
    model::Models,
    phrases::{Phrase, phrases},
    sentences::Item,
    step::Step as _,
    tokens::Kind,
};

/// One cue with what it reports and the words that name who said it.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// The cue's words; nothing where a quotation stands alone.
    pub(crate) cue: Option<Span>,
    /// Who is named there.
    pub(crate) who: Who,
    /// What was said, in order.
    pub(crate) spans: Vec<Span>,
    /// How much of it is in quotation marks.
    pub(crate) quoted: Quoted,
    /// How likely it is that these words were said, from 0 to 1.
    pub(crate) likelihood: f32,
    /// False for "did not say" and "would say".
    pub(crate) asserted: bool,
    /// The words around the cue in which a day or a channel may be told.
    pub(crate) circumstances: Vec<Span>,
    /// Whether the words were written.
    pub(crate) written: bool,
}

/// How a cue and the words stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "X said that …"
    Before,
    /// "…, X said"; also in the middle of the words.
    After,
    /// "…, said X"
    Inverted,
    /// "…, saying that …"
    Participle,
    /// "according to X"
    According,
    /// "X: “…”"
    Colon,
}

/// Who is named beside a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A phrase of the sentence, by index.
    Phrase(usize),
    /// "who" or "which" at this place, standing for a phrase of the sentence.
    Relative(Span, Option<usize>),
    /// Nobody in this sentence.
    Nobody,
}

/// How much of the words is in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoted {
    All,
    Some,
    None,
}

/// A sentence with its noun phrases.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) source: &'a str,
    pub(crate) items: &'a [Item],
    pub(crate) phrases: Vec<Phrase>,
    /// For each item the phrase that holds it, if any.
    phrase_of: Vec<Option<u16>>,
}

impl<'a> Parsed<'a> {
    pub(crate) fn new(source: &'a str, items: &'a [Item]) -> Self {
        let phrases = nouns::leave_to_owners(source, items, phrases(source, items));
        let mut phrase_of = vec![None; items.len()];
        for (index, phrase) in phrases.iter().enumerate() {
            let index = u16::try_from(index).ok();
            phrase_of.iter_mut().take(phrase.last).skip(phrase.first).for_each(|slot| *slot = index);
        }
        Self { source, items, phrases, phrase_of }
    }

    /// The phrase that holds an item.
    pub(crate) fn phrase_at(&self, item: usize) -> Option<usize> {
        self.phrase_of.get(item).copied().flatten().map(usize::from)
    }

    /// The phrase that begins at an item.
    pub(crate) fn phrase_from(&self, item: usize) -> Option<usize> {
        self.phrase_at(item).filter(|&p| self.phrases.get(p).is_some_and(|p| p.first == item))
    }

    /// A phrase by its number; where there is none, one without words that lies nowhere.
    pub(crate) fn phrase(&self, number: usize) -> &Phrase {
        self.phrases.get(number).unwrap_or(&Phrase::NONE)
    }

    fn item(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.item(at).map_or("", |i| i.span.slice(self.source))
    }

    pub(crate) fn word_is(&self, at: usize, word: &str) -> bool {
        self.item(at).is_some_and(Item::is_word) && self.word(at).eq_ignore_ascii_case(word)
    }

    pub(crate) fn can(&self, at: usize, class: Class) -> bool {
        self.item(at).is_some_and(|i| i.can(class))
    }

    pub(crate) fn is(&self, at: usize, kind: Kind) -> bool {
        self.item(at).is_some_and(|i| i.is(kind))
    }

    /// An adverb or auxiliary between a subject and its verb.
    fn is_plain(&self, at: usize) -> bool {
        self.can(at, Class::ADV.with(Class::AUX).with(Class::NEG)) || self.word(at).ends_with("ly")
    }

    /// A comma, dash or semicolon.
    fn is_break(&self, at: usize) -> bool {
        self.is(at, Kind::Comma) || self.is(at, Kind::Dash) || self.is(at, Kind::Semicolon)
    }

    /// "according to"
    fn is_according(&self, at: usize) -> bool {
        self.can(at, Class::PREP) && self.word_is(at, "according") && self.word_is(at.on(1), "to")
    }

    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.item(at).is_some_and(|i| i.quote().is_some())
    }

    /// Whether words stand there: one, or a quotation.
    fn is_words(&self, at: usize) -> bool {
        self.item(at).is_some_and(|i| i.is_word() || i.quote().is_some())
    }

    /// A finite or participial verb outside every noun phrase.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        const VERB: Class = Class::AUX.with(Class::PAST.with(Class::PRESENT.with(Class::BASE)));
        self.phrase_at(at).is_none()
            && self.can(at, VERB)
            && !self.can(at, Class::CAPITAL.with(Class::POSSESSIVE))
    }

    /// A verb that has a subject.
    fn is_finite(&self, at: usize) -> bool {
        const FINITE: Class = Class::AUX.with(Class::MODAL.with(Class::PAST.with(Class::PRESENT)));
        self.is_verb(at) && self.can(at, FINITE) && !self.can(at, Class::ING)
    }

    fn last_character(&self, quote: usize) -> Option<char> {
        let inside = self.items.get(quote)?.span.slice(self.source);
        inside.trim_end_matches(['”', '"', '’', '\'', '»', ' ']).chars().next_back()
    }

    /// Whether a quotation has a comma before its closing mark, as one that a cue follows does.
    fn is_led_on(&self, quote: usize) -> bool {
        matches!(self.last_character(quote), Some(',' | '?' | '!' | '-' | '—' | '–'))
    }

    pub(crate) fn words_in(&self, at: usize) -> usize {
        self.word(at).split_whitespace().count()
    }
}

/// All attributions of a sentence, in the order of their cues.
pub(crate) fn attributions(parsed: &Parsed<'_>, models: &Models) -> Vec<Attribution> {
    // Most sentences report nothing.
    let may_report = |at: usize| {
        parsed.can(at, Class::CUE.with(Class::SAYING))
            || parsed.is(at, Kind::Colon)
            || parsed.is_according(at)
    };
    if !(0..parsed.items.len()).any(may_report) {
        return Vec::new();
    }
    find(parsed, &mut content::Finder::new(parsed, models))
}

/// Every decision that is made on the way to the attributions of a sentence.
pub(crate) fn decisions(parsed: &Parsed<'_>, models: &Models) -> Log {
    let mut finder = content::Finder::logging(parsed, models);
    find(parsed, &mut finder);
    finder.logged()
}

fn find(parsed: &Parsed<'_>, finder: &mut content::Finder<'_, '_>) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = Vec::new();
    for at in 0..parsed.items.len() {
        let found = if parsed.is_according(at) {
            finder.according(at)
        } else if parsed.is(at, Kind::Colon) {
            finder.colon(at)
        } else if let Some(noun) = nouns::cue(parsed, at) {
            finder.noun(at, noun)
        } else if let Some((verb, by)) = passive(parsed, at) {
            finder.passive(at, verb, by)
        } else {
            cue_verb(parsed, at).and_then(|verb| finder.verb(at, verb))
        };
        if let Some(found) = found {
            leave_to(&found, &mut all, parsed);
            all.push(found);
        }
    }
    all
}

/// "He told the crowd: “…,” she said": a quotation belongs to the cue that closes it, and no cue before has it too.
fn leave_to(found: &Attribution, all: &mut Vec<Attribution>, parsed: &Parsed<'_>) {
    let (Quoted::All, [words], Some(before)) = (found.quoted, found.spans.as_slice(), all.last_mut()) else {
        return;
    };
    if before.spans.last() != Some(words) {
        return;
    }
    before.spans.pop();
    let holds_quote = |span: &Span| {
        let inside =
            parsed.items.iter().skip(parsed.items.partition_point(|item| item.span.start < span.start));
        inside.take_while(|item| item.span.end <= span.end).any(|item| item.quote().is_some())
    };
    before.quoted = if before.spans.iter().any(holds_quote) { Quoted::Some } else { Quoted::None };
    if before.spans.is_empty() {
        all.pop();
    }
}

/// Who speaks in what follows a sentence that ends in a colon: "He told the crowd:".
pub(crate) fn led_by(parsed: &Parsed<'_>) -> Option<Who> {
    let colon = parsed.items.len().checked_sub(1).filter(|&at| parsed.is(at, Kind::Colon))?;
    subject::before_colon(parsed, colon).map(|(who, _)| who)
}

/// The cue verb at an item, where it is used as a verb.
fn cue_verb(parsed: &Parsed<'_>, at: usize) -> Option<CueVerb> {
    let item = parsed.item(at).filter(|i| i.can(Class::CUE))?;
    let verb = lexicon().cue(item.cue?);
    if parsed.phrase_at(at).is_some() || item.can(Class::PREP | Class::DET) {
        return None;
    }
    // "The secretary was asked", "they were told": those who were addressed say nothing.
    let addressed = ["ask", "tell"].contains(&verb.lemma);
    let passive = ["was", "were", "been", "being", "is", "are"];
    if addressed
        && !item.can(Class::ING)
        && at.checked_sub(1).is_some_and(|b| passive.iter().any(|w| parsed.word_is(b, w)))
    {
        return None;
    }
    // Of all going, only "she went on" is saying.
    let mark =
        parsed.is_break(at.on(2)) || parsed.is(at.on(2), Kind::Colon) || parsed.is(at.on(2), Kind::Stop);
    if verb.lemma == "go" && !(parsed.word_is(at.on(1), "on") && mark) {
        return None;
    }
    let before = at.checked_sub(1)?;
    (before > 0 || !parsed.word_is(before, "to")).then_some(verb)
}

/// The cue verb at an item, where it says by whom, and the item of that "by": "asked by X whether", "called “…” by X".
fn passive(parsed: &Parsed<'_>, at: usize) -> Option<(CueVerb, usize)> {
    let item = parsed.item(at).filter(|i| i.can(Class::CUE) && i.can(Class::PAST.with(Class::PARTICIPLE)))?;
    if parsed.phrase_at(at).is_some() {
        return None;
    }
    let verb = lexicon().cue(item.cue?);
    let by = match verb.lemma {
        "ask" => at.on(1),
        // "As reported by X, …"
        _ if at == 1 && parsed.word_is(0, "as") && verb.marked_clause => at.on(1),
        "call" | "describe" | "dub" | "label" => {
            (at.on(1)..at.on(4)).find(|&i| parsed.is_quote(i)).map(|quote| quote.on(1))?
        }
        _ => return None,
    };
    (parsed.word_is(by, "by") && parsed.phrase_from(by.on(1)).is_some()).then_some((verb, by))
}

/// Whether the subject says that it was nobody: "None of the neighbors said".
fn is_nobody(parsed: &Parsed<'_>, who: Who) -> bool {
    let Who::Phrase(phrase) = who else { return false };
    let first = parsed.phrases.get(phrase).map_or(0, |p| p.first);
    ["no", "none", "nobody", "neither"].iter().any(|w| parsed.word_is(first, w))
}

/// Whether the words around a cue deny or imagine it.
fn is_asserted(parsed: &Parsed<'_>, cue: usize) -> bool {
    let before = (cue.saturating_sub(4)..cue).rev();
    let verbal = Class::AUX.with(Class::ADV.with(Class::NEG));
    !before
        .take_while(|&at| parsed.can(at, verbal) && parsed.phrase_at(at).is_none())
        .any(|at| parsed.can(at, Class::NEG.with(Class::MODAL)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{quotations::match_marks, sentences::sentences, tokens::tokenize};

    fn found(text: &str) -> Vec<String> {
        let tokens = tokenize(text, Span::of(0, text.len()));
        let quotations = match_marks(&tokens);
        let sentences = sentences(&tokens, &quotations);
        let mut all = Vec::new();
        for sentence in sentences.iter() {
            let parsed = Parsed::new(text, sentence);
            for a in attributions(&parsed, Models::shipped()) {
                let who = match a.who {
                    Who::Phrase(p) => parsed.phrase(p).span(sentence).slice(text),
                    Who::Relative(span, _) => span.slice(text),
                    Who::Nobody => "-",
                };
                let spans: Vec<_> = a.spans.iter().map(|s| s.slice(text)).collect();
                let denied = if a.asserted { "" } else { " (not asserted)" };
                all.push(format!(
                    "{who} | {} | {}{denied}",
                    a.cue.map_or("-", |c| c.slice(text)),
                    spans.join(" + ")
                ));
            }
        }
        all
    }

    /// Each row: a sentence, then who | cue | words, as many as it holds.
    const TABLE: &str = include_str!("../../tests/cues.txt");

    #[test]
    fn the_table_of_cues() {
        let mut wrong = Vec::new();
        for example in TABLE.split("\n\n").map(str::trim).filter(|e| !e.is_empty() && !e.starts_with('#')) {
            let mut lines = example.lines();
            let text = lines.next().unwrap();
            let expected: Vec<_> = lines.map(|l| l.trim().to_owned()).collect();
            let got = found(text);
            if got != expected {
                wrong.push(format!("{text}\n  expected {expected:#?}\n  got {got:#?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
