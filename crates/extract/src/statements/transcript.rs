//! Transcripts: paragraphs that open with the name of their speaker, as in "ANN PELL, MAYOR: The bridge is safe."

use onrecord_model::Span;
use onrecord_text::{lowercase, title_case};
use rustc_hash::FxHashMap;

use super::{Draft, set_off};
use crate::{
    cues::Quoted,
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    paragraph::Paragraph,
    phrases::PhraseKind,
    speakers::{Coreference, ResolvedSpeaker},
};

/// Maximum length of a label in bytes.
const LONGEST: usize = 80;
/// Maximum number of words of the name in a label.
const WORDS: usize = 4;
/// Maximum length of a word that is taken for initials in a label in capitals.
const INITIALS: usize = 3;
/// Minimum number of paragraphs with labels in a transcript.
const TURNS: usize = 4;

/// The label of a paragraph.
#[derive(Clone, Copy)]
struct Label<'s> {
    name: &'s str,
    role: Option<&'s str>,
    /// The label as written.
    span: Span,
    /// The words behind it.
    words: Span,
}

/// The labels of a story that is a transcript, by paragraph; empty for any other story.
#[derive(Default)]
pub(super) struct Transcript<'s> {
    labels: Vec<Option<Label<'s>>>,
}

impl<'s> Transcript<'s> {
    /// Reads the labels of a story: that of a transcript has several turns, of more than one speaker, and labels on most of
    /// its paragraphs.
    pub(super) fn from_story(source: &'s str, story: &[Paragraph<'_>]) -> Self {
        let labels: Vec<_> = story.iter().map(|paragraph| label(source, paragraph)).collect();
        let surname = |label: &Label<'s>| label.name.rsplit(' ').next().unwrap_or_default();
        let turns = labels.iter().flatten().count();
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        for label in labels.iter().flatten() {
            let count = times.entry(surname(label)).or_default();
            *count = count.plus(1);
        }
        let is_transcript = turns >= TURNS
            && turns.saturating_mul(2) >= story.len()
            && times.len() > 1
            && times.values().any(|count| *count > 1);
        if is_transcript { Self { labels } } else { Self::default() }
    }

    /// Returns the statement of the paragraph with this number, if it has a label.
    pub(super) fn turn(&self, number: usize, resolver: &mut Coreference) -> Option<Draft> {
        let label = self.labels.get(number).copied().flatten()?;
        let member = resolver.cast.labelled(
            &recased(label.name, name_word),
            label.role.map(|role| recased(role, role_word)),
            number,
        );
        resolver.spoke(member, Some(label.span), number);
        let full = resolver.cast.get(member).map_or("", |member| member.name.as_str());
        let source = ResolvedSpeaker {
            member: Some(member),
            mention: Some(label.span),
            why: format!("the paragraph is labelled “{}”, who is {full}", label.name),
            certainty: 1.0,
        };
        Some(set_off::draft(number, vec![label.words], Quoted::All, source, None, None))
    }
}

/// Returns the label of a paragraph: a name in capitals, or one that is read as a name, before a colon.
fn label<'s>(source: &'s str, paragraph: &Paragraph<'_>) -> Option<Label<'s>> {
    let text = paragraph.span.slice(source);
    let head = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let (before, _) = head.split_once(": ")?;
    let words = text.get(before.len().plus(1)..)?;
    let skipped = words.len().saturating_sub(words.trim_start().len());
    let label = before.split('(').next().unwrap_or(before).trim_end();
    let (name, role) = label.split_once(", ").map_or((label, None), |(name, role)| (name, Some(role)));
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|ch| ch.is_alphabetic() || ".-’'".contains(ch))
    };
    if name.split(' ').count() > WORDS || !name.split(' ').all(is_name) || name.len() < 3 {
        return None;
    }
    let is_shouted = name.chars().all(|ch| !ch.is_lowercase());
    let opens = paragraph.sentences.first().and_then(|(parsed, _)| parsed.phrases.first());
    let is_read = opens.is_some_and(|phrase| phrase.kind == PhraseKind::Name && phrase.first == 0);
    if !is_shouted && !is_read {
        return None;
    }
    let start = usize::try_from(paragraph.span.start).ok()?;
    let from = start.plus(before.len()).plus(1).plus(skipped);
    let end = usize::try_from(paragraph.span.end).ok()?;
    (from < end).then(|| Label {
        name,
        role,
        span: Span::from_usize(start, start.plus(name.len())),
        words: Span::from_usize(from, end),
    })
}

/// Returns a label in mixed case with each word as `word` writes it, if the label is in capitals.
fn recased(label: &str, word: impl Fn(&str) -> String) -> String {
    if label.chars().any(char::is_lowercase) {
        return label.to_owned();
    }
    label.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns a word of a name in mixed case: "Pell", "JP".
fn name_word(word: &str) -> String {
    if word.len() < INITIALS { word.to_owned() } else { title_case_parts(word) }
}

/// Returns a word of an office in mixed case: "UN", "envoy", "for", "Sudan".
fn role_word(word: &str) -> String {
    let lower = lowercase(word);
    let class = lexicon().word(&lower).class;
    let common = class.is(WordClass::KNOWN) && !class.is(WordClass::GIVEN.with(WordClass::TITLE));
    if common || class.is(WordClass::ROLE) {
        lower
    } else if word.len() <= INITIALS {
        word.to_owned()
    } else {
        title_case_parts(word)
    }
}

/// Returns a word with each of its parts in title case: "Archer-Lee", "O’Neil".
fn title_case_parts(word: &str) -> String {
    word.split_inclusive(|ch: char| !ch.is_alphabetic()).map(title_case).collect()
}
