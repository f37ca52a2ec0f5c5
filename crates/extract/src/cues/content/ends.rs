//! Where reported words end within their sentence.
//!
//! Each mark and each small word behind the beginning is a place where they may end. Rules rule out
//! what cannot be; between the rest a model learned from annotated news decides, from what stands
//! before and behind the place.

use super::{
    Finder,
    bounds::{joins_turn, looks_finite},
};
use crate::{
    cues::Parsed,
    lexicon::{Class, CueVerb},
    model::Features,
    tokens::Kind,
};

/// Behind so many items the sentence's end is taken for the end: work stays in proportion.
const LONGEST: usize = 120;

/// How words begin, which tells much of where they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// "said the talks failed"
    Clause,
    /// "said that the talks failed", "asked whether …"
    Marked,
    /// "promised to go"
    Infinitive,
    /// "criticized the deal"
    Noun,
    /// "called him a liar"
    Object,
    /// "said, “…”"
    Quoted,
    /// Words that went on behind "he said".
    Behind,
    /// "According to him, …"
    According,
}

impl Opening {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Marked => "marked",
            Self::Infinitive => "infinitive",
            Self::Noun => "noun",
            Self::Object => "object",
            Self::Quoted => "quoted",
            Self::Behind => "behind",
            Self::According => "according",
        }
    }
}

/// What is known before any place is looked at.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    pub(super) start: usize,
    pub(super) cue: usize,
    pub(super) verb: CueVerb,
    pub(super) opening: Opening,
}

/// A decision for the training program: where words would end, and what describes the place.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) start: usize,
    pub(crate) cue: usize,
    pub(crate) places: Vec<(usize, Features)>,
}

impl Finder<'_, '_> {
    /// One past the last item of the words that begin as told.
    pub(super) fn end(&mut self, begun: Begun) -> usize {
        self.opening = Some(begun.opening);
        if let Some(log) = &mut self.log {
            log.ends.push(Decision { start: begun.start, cue: begun.cue, places: Vec::new() });
        }
        let mut found = None;
        let mut at = begun.start + 1;
        while at < self.parsed.items.len().min(begun.start + LONGEST) {
            if found.is_none() && self.must_end(begun, at) {
                found = Some(at);
            }
            if (found.is_none() || self.log.is_some()) && self.may_end(at) {
                let features = self.features(begun, at);
                if found.is_none() && self.models.ends.score(&features) > 0 {
                    found = Some(at);
                }
                if let Some(decision) = self.log.as_mut().and_then(|log| log.ends.last_mut()) {
                    decision.places.push((at, features));
                }
            }
            if found.is_some() && self.log.is_none() {
                break;
            }
            at += 1;
        }
        found.unwrap_or_else(|| self.parsed.items.len().max(begun.start))
    }

    /// Whether another cue, or the end of a quotation, leaves no choice.
    fn must_end(&self, begun: Begun, at: usize) -> bool {
        let parsed = self.parsed;
        if parsed.is_quote(at) && self.taken[at] && (begun.start..at).any(|i| parsed.is(i, Kind::Stop)) {
            return true;
        }
        let closed = parsed.is_quote(at - 1) && !parsed.is_quote(at);
        if closed && parsed.last_character(at - 1).is_some_and(|ch| matches!(ch, '.' | '!' | '?')) {
            return true;
        }
        let comma = parsed.is_break(at);
        let next = if comma { at + 1 } else { at };
        // "“… on the table,” as the US sent two bombers": the writer tells what happened meanwhile.
        let meanwhile = ["as", "while", "after", "when", "before"].iter().any(|w| parsed.word_is(next, w));
        if comma && meanwhile && self.counts.quotes(begun.start..at) > 0 {
            return true;
        }
        parsed.is_according(next)
    }

    /// Whether words can end before the item at `at`: before a mark or a small word, or right
    /// behind a quotation.
    fn may_end(&self, at: usize) -> bool {
        const SMALL: Class =
            Class::CONJ.with(Class::SUB).with(Class::PREP).with(Class::WEEKDAY).with(Class::ADV);
        let parsed = self.parsed;
        // "when it comes to" is no new clause but another word for "about"; the sentence's own stop
        // belongs to its last words.
        let about = ["when", "it", "comes"].iter().enumerate().all(|(n, w)| parsed.word_is(at + n, w));
        if about || at + 1 == parsed.items.len() && parsed.is(at, Kind::Stop) {
            return false;
        }
        let mark = [Kind::Comma, Kind::Dash, Kind::Semicolon, Kind::Colon, Kind::Open, Kind::Stop]
            .iter()
            .any(|kind| parsed.is(at, *kind));
        let outside = parsed.phrase_at(at).is_none_or(|p| parsed.phrases[p].first == at)
            || parsed.can(at, Class::PREP.with(Class::CONJ));
        let verb = parsed.phrase_at(at).is_none() && (parsed.can(at, Class::ING) || looks_finite(parsed, at));
        mark || outside && parsed.can(at, SMALL) || verb || parsed.is_quote(at - 1)
    }

    fn features(&self, begun: Begun, at: usize) -> Features {
        let parsed = self.parsed;
        let mark = sort(parsed, at);
        let is_mark = parsed.item(at).is_some_and(|i| !i.is_word());
        let next = if is_mark { at + 1 } else { at };
        let after = past(parsed, next);
        let further = past(parsed, after);
        let all = parsed.items.len();
        let quoted = self.counts.quotes(begun.start..at) > 0;
        let verbs = self.counts.verbs(begun.start..at);
        let commas_ahead = self.counts.commas(at + 1..all);
        let quote_ahead = self.counts.quotes(at..all) > 0;
        let turn = joins_turn(parsed, next) && self.is_turn(next + 1);
        let opening = begun.opening.name();
        let (here, n1, n2, n3) =
            (parsed.word(next), sort(parsed, next), sort(parsed, after), sort(parsed, further));
        let flag = |yes: bool| if yes { "1" } else { "0" };
        let mut f = Features::new();
        f.add(0, &[]);
        f.add(1, &[mark]);
        f.add(2, &[mark, short(here)]);
        f.add(3, &[mark, n1, n2]);
        f.add(4, &[mark, n1, n2, n3]);
        f.add(5, &[mark, opening]);
        f.add(6, &[mark, begun.verb.lemma]);
        f.add(7, &[mark, bucket(at - begun.start), opening]);
        f.add(8, &[mark, bucket(verbs), n1]);
        f.add(9, &[mark, flag(quoted), flag(quote_ahead), n1]);
        f.add(10, &[mark, bucket(commas_ahead), n1]);
        f.add(11, &[sort(parsed, at - 1), mark, n1]);
        f.add(12, &[mark, flag(turn), flag(self.relative), n1]);
        f.add(13, &[opening, short(here)]);
        f.add(14, &[mark, short(here), short(parsed.word(after))]);
        f.add(15, &[mark, opening, n1, n2]);
        f.add(16, &[mark, flag(verbs > 0), opening, short(here)]);
        f.add(17, &[mark, flag(parsed.can(begun.cue, Class::ING)), n1, bucket(begun.cue)]);
        f.add(18, &[mark, short(parsed.word(at - 1))]);
        f.add(19, &[mark, bucket(parsed.items.len() - at), flag(quoted)]);
        f.add(21, &[flag(self.ends_clause(begun.start, at, begun.cue)), mark, opening]);
        f.add(20, &[begun.verb.lemma, opening, bucket(at - begun.start)]);
        f
    }
}

/// Long words say little by their letters.
pub(super) fn short(word: &str) -> &str {
    word.char_indices().nth(12).map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
}

/// One past the phrase or the word at `at`.
fn past(parsed: &Parsed<'_>, at: usize) -> usize {
    parsed.phrase_from(at).map_or(at + 1, |p| parsed.phrases[p].last)
}

pub(super) const fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 | 4 => "4",
        5..=7 => "7",
        8..=11 => "11",
        12..=18 => "18",
        19..=28 => "28",
        _ => "more",
    }
}

/// What stands at an item, in one word.
pub(super) fn sort(parsed: &Parsed<'_>, at: usize) -> &'static str {
    use crate::phrases::Sort;
    let Some(item) = parsed.item(at) else { return "end" };
    if item.quote().is_some() {
        return "quote";
    }
    for (kind, name) in [
        (Kind::Comma, ","),
        (Kind::Dash, "-"),
        (Kind::Semicolon, ";"),
        (Kind::Colon, ":"),
        (Kind::Open, "("),
        (Kind::Close, ")"),
        (Kind::Stop, "."),
        (Kind::Exclaim, "!"),
    ] {
        if item.is(kind) {
            return name;
        }
    }
    if let Some(phrase) = parsed.phrase_at(at) {
        let inside = parsed.phrases[phrase].first != at;
        return match (inside, parsed.phrases[phrase].sort) {
            (true, _) => "inside",
            (_, Sort::Name) => "name",
            (_, Sort::Role) => "role",
            (_, Sort::Group) => "group",
            (_, Sort::Body) => "body",
            (_, Sort::Pronoun) => "pronoun",
            (_, Sort::Other) => "noun",
        };
    }
    if parsed.word_is(at, "that") {
        return "that";
    }
    if ["who", "which", "whose", "whom"].iter().any(|w| parsed.word_is(at, w)) {
        return "which";
    }
    for (class, name) in [
        (Class::CONJ, "and"),
        (Class::MODAL, "would"),
        (Class::AUX, "is"),
        (Class::WEEKDAY, "Sunday"),
        (Class::MONTH, "July"),
        (Class::ING, "ing"),
        (Class::CUE, "cue"),
        (Class::PAST.with(Class::PRESENT), "verb"),
        (Class::SUB, "while"),
        (Class::PREP, "in"),
        (Class::ADV, "also"),
        (Class::NUMBER, "2"),
        (Class::BASE, "base"),
    ] {
        if item.can(class) {
            return name;
        }
    }
    if looks_finite(parsed, at) { "verb" } else { "word" }
}
