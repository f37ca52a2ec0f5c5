//! Attributions: the cues of a sentence, each with its speaker's phrase and the words that it reports.
//!
//! Works on one sentence at a time. Who "he" is, and whose a quotation without a cue is, is decided in later
//! stages.

mod apposition;
mod content;
mod not_saying;
mod speech_nouns;
mod subject;

use content::DecisionLog;

use onrecord_model::Span;

use crate::{
    classifier::Models,
    dates::{is_newspaper, is_sunday_paper},
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass, lexicon},
    phrases::{Phrase, PhraseKind, phrases},
    sentences::Item,
    tokens::TokenKind,
};

/// A cue with the words that it reports and the reference to the speaker.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// The words of the cue; `None` for a quotation without one.
    pub(crate) cue: Option<Span>,
    /// The reference to the speaker.
    pub(crate) who: SpeakerRef,
    /// The reported words, in order.
    pub(crate) spans: Vec<Span>,
    /// How much of it is in quotation marks.
    pub(crate) quoted: Quoted,
    /// The probability that these words were said, from 0 to 1.
    pub(crate) likelihood: f32,
    /// False for "did not say" and "would say".
    pub(crate) asserted: bool,
    /// The words around the cue that can hold a date or a channel.
    pub(crate) circumstances: Vec<Span>,
    /// Whether the words were written.
    pub(crate) written: bool,
}

/// The position of a cue relative to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CuePosition {
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

/// The reference to a speaker beside a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeakerRef {
    /// A phrase of the sentence, by index.
    Phrase(usize),
    /// "who" or "which" at this span, and the phrase of the sentence that it refers to.
    Relative(Span, Option<usize>),
    /// No one in this sentence.
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
pub(crate) struct ParsedSentence<'a> {
    pub(crate) source: &'a str,
    pub(crate) items: &'a [Item],
    pub(crate) phrases: Vec<Phrase>,
    /// The phrase that contains each item.
    phrase_of: Vec<Option<u16>>,
}

impl<'a> ParsedSentence<'a> {
    pub(crate) fn new(source: &'a str, items: &'a [Item]) -> Self {
        let phrases = speech_nouns::leave_to_owners(source, items, phrases(source, items));
        let mut phrase_of = vec![None; items.len()];
        for (index, phrase) in phrases.iter().enumerate() {
            let index = u16::try_from(index).ok();
            phrase_of.iter_mut().take(phrase.last).skip(phrase.first).for_each(|slot| *slot = index);
        }
        Self { source, items, phrases, phrase_of }
    }

    /// Returns the phrase that contains an item.
    pub(crate) fn phrase_at(&self, item: usize) -> Option<usize> {
        self.phrase_of.get(item).copied().flatten().map(usize::from)
    }

    /// Returns the phrase that begins at an item.
    pub(crate) fn phrase_from(&self, item: usize) -> Option<usize> {
        self.phrase_at(item).filter(|&p| self.phrases.get(p).is_some_and(|p| p.first == item))
    }

    /// Returns a phrase by index; [`Phrase::NONE`] if there is none.
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

    /// Whether a phrase is "he" or "she".
    pub(crate) fn is_he_or_she(&self, phrase: &Phrase) -> bool {
        phrase.kind == PhraseKind::Pronoun
            && ["he", "she"].iter().any(|word| self.word_is(phrase.first, word))
    }

    /// Whether an item is "himself", "herself", "itself" or "themselves".
    fn is_reflexive(&self, at: usize) -> bool {
        ["himself", "herself", "itself", "themselves"].iter().any(|word| self.word_is(at, word))
    }

    pub(crate) fn can(&self, at: usize, class: WordClass) -> bool {
        self.item(at).is_some_and(|i| i.can(class))
    }

    pub(crate) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.item(at).is_some_and(|i| i.is(kind))
    }

    /// Whether an item is an adverb or auxiliary between a subject and its verb.
    fn is_plain(&self, at: usize) -> bool {
        self.can(at, WordClass::ADV.with(WordClass::AUX).with(WordClass::NEG))
            || self.word(at).ends_with("ly")
    }

    /// Whether an item is a comma, dash or semicolon.
    fn is_break(&self, at: usize) -> bool {
        self.is(at, TokenKind::Comma) || self.is(at, TokenKind::Dash) || self.is(at, TokenKind::Semicolon)
    }

    /// Whether "according to" begins at an item.
    fn is_according(&self, at: usize) -> bool {
        self.can(at, WordClass::PREP) && self.word_is(at, "according") && self.word_is(at.plus(1), "to")
    }

    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.item(at).is_some_and(|i| i.quote().is_some())
    }

    /// Whether an item is a word or a quotation.
    fn is_words(&self, at: usize) -> bool {
        self.item(at).is_some_and(|i| i.is_word() || i.quote().is_some())
    }

    /// Whether an item is a finite or participial verb outside of all noun phrases.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        const VERB: WordClass =
            WordClass::AUX.with(WordClass::PAST.with(WordClass::PRESENT.with(WordClass::BASE)));
        self.phrase_at(at).is_none()
            && self.can(at, VERB)
            && !self.can(at, WordClass::CAPITAL.with(WordClass::POSSESSIVE))
    }

    /// Whether an item is a finite verb.
    fn is_finite(&self, at: usize) -> bool {
        const FINITE: WordClass =
            WordClass::AUX.with(WordClass::MODAL.with(WordClass::PAST.with(WordClass::PRESENT)));
        self.is_verb(at) && self.can(at, FINITE) && !self.can(at, WordClass::ING)
    }

    fn last_character(&self, quote: usize) -> Option<char> {
        let inside = self.items.get(quote)?.span.slice(self.source);
        inside.trim_end_matches(['”', '"', '’', '\'', '»', ' ']).chars().next_back()
    }

    /// Whether a weekday belongs to the name of a newspaper: "the Sunday Times", "the Mail on Sunday".
    fn is_paper(&self, day: usize) -> bool {
        let on = day.checked_sub(2).filter(|_| self.word_is(day.minus(1), "on"));
        is_newspaper(self.word(day.plus(1))) || on.is_some_and(|at| is_sunday_paper(self.word(at)))
    }

    /// Whether a quotation ends in a comma or similar punctuation before its closing mark, so that a cue follows.
    fn is_led_on(&self, quote: usize) -> bool {
        matches!(self.last_character(quote), Some(',' | '?' | '!' | '-' | '—' | '–'))
    }

    pub(crate) fn words_in(&self, at: usize) -> usize {
        self.word(at).split_whitespace().count()
    }
}

/// Returns the attributions of a sentence, in the order of their cues.
pub(crate) fn attributions(parsed: &ParsedSentence<'_>, models: &Models) -> Vec<Attribution> {
    // Most sentences have no cue.
    let may_report = |at: usize| {
        parsed.can(at, WordClass::CUE.with(WordClass::SAYING))
            || parsed.word_is(at, "heard")
            || parsed.is(at, TokenKind::Colon)
            || parsed.is_according(at)
            || parsed.is_quote(at) && (parsed.is_led_on(at) || parsed.is(at.plus(1), TokenKind::Dash))
    };
    if !(0..parsed.items.len()).any(may_report) {
        return Vec::new();
    }
    find(parsed, &mut content::ContentFinder::new(parsed, models))
}

/// Returns the decisions that lead to the attributions of a sentence.
pub(crate) fn decisions(parsed: &ParsedSentence<'_>, models: &Models) -> DecisionLog {
    let mut finder = content::ContentFinder::logging(parsed, models);
    find(parsed, &mut finder);
    finder.logged()
}

fn find(parsed: &ParsedSentence<'_>, finder: &mut content::ContentFinder<'_, '_>) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = Vec::new();
    for at in 0..parsed.items.len() {
        let found = if parsed.is_according(at) {
            finder.according(at)
        } else if parsed.is(at, TokenKind::Colon) {
            finder.colon(at)
        } else if let Some(noun) = speech_nouns::cue(parsed, at) {
            finder.noun(at, noun)
        } else if let Some((noun, that)) = speech_nouns::made(parsed, at) {
            finder.made(at, noun, that)
        } else if let Some((verb, by)) = passive(parsed, at) {
            finder.passive(at, verb, by)
        } else {
            let verb = cue_verb(parsed, at).or_else(|| verb_beside_quote(parsed, at));
            verb.and_then(|verb| finder.verb(at, verb))
        };
        if let Some(found) = found {
            leave_to(&found, &mut all, parsed);
            all.push(found);
        }
    }
    let quotes = (0..parsed.items.len()).take_while(|&at| parsed.is_quote(at)).count();
    if quotes > 0 && all.is_empty() {
        all.extend(signed_by(parsed, quotes).and_then(|who| finder.signed(quotes, who)));
    }
    let cued = all.len();
    for quote in (0..parsed.items.len()).filter(|&at| parsed.is_quote(at)) {
        all.extend(finder.unclaimed(quote));
    }
    if all.len() > cued {
        all.sort_by_key(|found| found.cue.map_or(0, |cue| cue.start));
    }
    all
}

/// Removes a quotation from the cue before if it also belongs to the cue behind: "He told the crowd: “…,” she
/// said".
fn leave_to(found: &Attribution, all: &mut Vec<Attribution>, parsed: &ParsedSentence<'_>) {
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

/// Returns the speaker of what follows a sentence that ends in a colon: "He told the crowd:".
pub(crate) fn led_by(parsed: &ParsedSentence<'_>) -> Option<SpeakerRef> {
    let colon = parsed.items.len().checked_sub(1).filter(|&at| parsed.is(at, TokenKind::Colon))?;
    // "According to the complaint:"
    if parsed.is_according(0) {
        return parsed.phrase_from(2).map(SpeakerRef::Phrase);
    }
    // "And from Ann Pell, the mayor:"
    let from = (0..2).find(|&at| parsed.word_is(at, "from"));
    let named = from.and_then(|at| parsed.phrase_from(at.plus(1)));
    if let Some(name) = named.filter(|&p| parsed.phrase(p).kind == PhraseKind::Name) {
        return Some(SpeakerRef::Phrase(name));
    }
    subject::before_colon(parsed, colon).map(|(who, _)| who)
}

/// Returns the speaker who signs a quotation, at item `at` behind it: "“…” — Ann Pell, the mayor", "“…,” Ann Pell, the
/// mayor".
pub(crate) fn signed_by(parsed: &ParsedSentence<'_>, at: usize) -> Option<SpeakerRef> {
    const LONG: usize = 24;
    let dash = parsed.is(at, TokenKind::Dash);
    let led_on = || at.checked_sub(1).is_some_and(|quote| parsed.is_quote(quote) && parsed.is_led_on(quote));
    if !dash && !led_on() {
        return None;
    }
    let first = at.plus(usize::from(dash));
    let phrase = parsed.phrase_from(first)?;
    let rest = first..parsed.items.len();
    let plain = rest.len() <= LONG && !rest.clone().any(|at| parsed.is_verb(at) || parsed.is_quote(at));
    (plain && parsed.phrase(phrase).kind == PhraseKind::Name).then_some(SpeakerRef::Phrase(phrase))
}

/// Returns the speech verb at an item, if it is used as one.
fn cue_verb(parsed: &ParsedSentence<'_>, at: usize) -> Option<CueVerb> {
    if ["heard", "told", "ruled"].iter().any(|w| parsed.word_is(at, w))
        && parsed.phrase_at(at).is_none()
        && (!parsed.word_is(at, "told") || is_passive(parsed, at))
        && not_saying::is_of_a_court(parsed, at)
    {
        return Some(CueVerb::HEARD);
    }
    let item = parsed.item(at).filter(|i| i.can(WordClass::CUE))?;
    let verb = lexicon().cue(item.cue?);
    if parsed.phrase_at(at).is_some() || item.can(WordClass::PREP | WordClass::DET) {
        return None;
    }
    // "The secretary was asked", "they were told": those addressed are not speakers.
    let addressed = verb.object || verb.addressee || verb.lemma == "ask";
    if not_saying::in_form_only(parsed, at, verb)
        || subject::is_quoted_as(parsed, at)
        || subject::quotes_as(parsed, at)
    {
        return None;
    }
    // "He is said to be ill": others say so.
    let hearsay = parsed.word_is(at.plus(1), "to");
    if (addressed || hearsay) && !item.can(WordClass::ING) && is_passive(parsed, at) {
        return None;
    }
    // Of the forms of "go", only "she went on" marks speech.
    let mark = parsed.is_break(at.plus(2))
        || parsed.is(at.plus(2), TokenKind::Colon)
        || parsed.is(at.plus(2), TokenKind::Stop);
    if verb.lemma == "go" && !(parsed.word_is(at.plus(1), "on") && mark) {
        return None;
    }
    let before = at.checked_sub(1)?;
    // "nothing of note"
    let noun = parsed.can(before, WordClass::PREP)
        && !parsed.word_is(before, "to")
        && parsed.can(at, WordClass::BASE)
        && !parsed.can(at, WordClass::PAST);
    (!noun && (before > 0 || !parsed.word_is(before, "to"))).then_some(verb)
}

/// Whether an auxiliary makes the verb at an item passive: "was told".
fn is_passive(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let passive = ["was", "were", "been", "being", "is", "are"];
    let before = (0..at).rev().find(|&before| !parsed.can(before, WordClass::ADV.with(WordClass::NEG)));
    before.is_some_and(|before| passive.iter().any(|w| parsed.word_is(before, w)))
}

/// Returns the verb at an item as a speech verb if it stands between a quotation and a speaker: "“…,” Brennan shared".
fn verb_beside_quote(parsed: &ParsedSentence<'_>, at: usize) -> Option<CueVerb> {
    let word = parsed.word(at);
    let unknown = |at: usize| {
        !parsed.can(at, WordClass::KNOWN.with(WordClass::CAPITAL))
            && parsed.item(at).is_some_and(Item::is_word)
            && (word.ends_with("ed") || word.len() > 3 && word.ends_with('s'))
    };
    let is_verb =
        parsed.can(at, WordClass::PAST.with(WordClass::PRESENT)) && parsed.is_verb(at) || unknown(at);
    let free = parsed.phrase_at(at).is_none()
        && !parsed.can(at, WordClass::CUE.with(WordClass::AUX).with(WordClass::PREP).with(WordClass::ING));
    if !(is_verb && free) {
        return None;
    }
    let led_on = |at: usize| parsed.is_quote(at) && parsed.is_led_on(at);
    let person = |phrase: &Phrase| match phrase.kind {
        PhraseKind::Name | PhraseKind::Role => true,
        _ => parsed.is_he_or_she(phrase),
    };
    let before = parsed.phrases.get(parsed.phrase_at(at.checked_sub(1)?).unwrap_or(usize::MAX));
    let speaks =
        before.is_some_and(|p| p.last == at && person(p) && p.first.checked_sub(1).is_some_and(led_on));
    let behind = parsed.phrases.get(parsed.phrase_from(at.plus(1)).unwrap_or(usize::MAX));
    let inverted = behind.is_some_and(person) && at.checked_sub(1).is_some_and(led_on);
    (speaks || inverted).then_some(CueVerb::BESIDE_QUOTE)
}

/// Returns the passive speech verb at an item and the item of its "by": "asked by X whether", "called “…” by X".
fn passive(parsed: &ParsedSentence<'_>, at: usize) -> Option<(CueVerb, usize)> {
    let item = parsed
        .item(at)
        .filter(|i| i.can(WordClass::CUE) && i.can(WordClass::PAST.with(WordClass::PARTICIPLE)))?;
    if parsed.phrase_at(at).is_some() {
        return None;
    }
    let verb = lexicon().cue(item.cue?);
    let by = match verb.lemma {
        "ask" => at.plus(1),
        // "As reported by X, …"
        _ if at == 1 && parsed.word_is(0, "as") && verb.marked_clause => at.plus(1),
        // "a claim dismissed by Cole as “propaganda”"
        "call" | "describe" | "dub" | "label" | "dismiss" | "brand" | "term" | "denounce" | "condemn"
        | "reject" | "hail" | "praise" | "criticize" | "criticise"
            if is_called_by(parsed, at) =>
        {
            at.plus(1)
        }
        "call" | "describe" | "dub" | "label" => {
            (at.plus(1)..at.plus(4)).find(|&i| parsed.is_quote(i)).map(|quote| quote.plus(1))?
        }
        _ => return None,
    };
    (parsed.word_is(by, "by") && parsed.phrase_from(by.plus(1)).is_some()).then_some((verb, by))
}

/// Whether a passive verb leads to quoted words behind its speaker: "dismissed by Cole as “propaganda”".
fn is_called_by(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let speaker = parsed.phrase_from(at.plus(2)).map(|p| parsed.phrase(p).last);
    parsed.word_is(at.plus(1), "by") && speaker.is_some_and(|behind| called_as(parsed, behind).is_some())
}

/// Returns the quotation to which an "as" leads behind item `from`, where a speaker ends: "by the mayor, Ada Cole, as “a
/// joke”".
fn called_as(parsed: &ParsedSentence<'_>, from: usize) -> Option<usize> {
    const APPOSITION: usize = 6;
    let lead = (from..from.plus(APPOSITION)).find(|&lead| parsed.word_is(lead, "as"))?;
    Some(lead.plus(1)).filter(|&quote| parsed.is_quote(quote))
}

/// Whether the subject denies that anyone spoke: "None of the neighbors said".
fn is_nobody(parsed: &ParsedSentence<'_>, who: SpeakerRef) -> bool {
    let SpeakerRef::Phrase(phrase) = who else { return false };
    let first = parsed.phrases.get(phrase).map_or(0, |p| p.first);
    // "No 10 said"
    let is_number = parsed.is(first.plus(1), TokenKind::Number);
    !is_number && ["no", "none", "nobody", "neither"].iter().any(|w| parsed.word_is(first, w))
}

/// Whether the cue is asserted: the words around it do not deny or imagine it.
fn is_asserted(parsed: &ParsedSentence<'_>, cue: usize) -> bool {
    let before = (cue.saturating_sub(4)..cue).rev();
    !is_scripted(parsed, cue)
        && !before
            .take_while(|&at| {
                // "declined to say"
                let leads = parsed.is_plain(at) || parsed.word_is(at, "to") || parsed.can(at, WordClass::NEG);
                leads && parsed.phrase_at(at).is_none()
            })
            .any(|at| parsed.can(at, WordClass::NEG.with(WordClass::MODAL)))
}

/// Whether a text makes somebody say the words: "A draft has the envoy, Ann Pell, saying that".
fn is_scripted(parsed: &ParsedSentence<'_>, cue: usize) -> bool {
    let speaks = |p: usize| !matches!(parsed.phrase(p).kind, PhraseKind::Other);
    if !parsed.can(cue, WordClass::ING) || cue < 3 {
        return false;
    }
    let mut at = cue;
    for _ in 0..3 {
        let comma = usize::from(parsed.is(at.minus(1), TokenKind::Comma));
        let Some(phrase) = parsed.phrase_at(at.minus(1).minus(comma)).filter(|&p| speaks(p)) else { break };
        at = parsed.phrase(phrase).first;
    }
    at < cue && ["has", "had", "have"].iter().any(|w| parsed.word_is(at.minus(1), w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{expect, quotations::match_marks, sentences::sentences, tokens::tokenize};

    fn found(text: &str) -> Vec<String> {
        let tokens = tokenize(text, Span::from_usize(0, text.len()));
        let quotations = match_marks(&tokens);
        let sentences = sentences(&tokens, &quotations);
        let mut all = Vec::new();
        for sentence in sentences.iter() {
            let parsed = ParsedSentence::new(text, sentence);
            for a in attributions(&parsed, Models::shipped()) {
                let who = match a.who {
                    SpeakerRef::Phrase(p) => parsed.phrase(p).span(sentence).slice(text),
                    SpeakerRef::Relative(span, _) => span.slice(text),
                    SpeakerRef::Nobody => "-",
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

    const TABLE: &str = include_str!("../../tests/cues.txt");

    #[test]
    fn the_table_of_cues() {
        expect::check("cues.txt", &expect::examples(TABLE, found));
    }
}
