//! Statements that the markup of a page sets off: block quotations, embedded posts, and the items of a list that a
//! speaker introduces.

use onrecord_model::{Mark, Span};

use super::Draft;
use crate::{
    channels,
    cues::{Quoted, SpeakerRef},
    index::SaturatingIndex as _,
    lexicon::WordClass,
    paragraph::{Paragraph, Tokens},
    phrases::PhraseKind,
    speakers::{Coreference, ResolvedSpeaker},
};

/// The share of block quotations and posts in news whose named speaker is right.
const SET_OFF: f32 = 0.9;
/// Maximum number of items between the verb that introduces a list and the colon behind it.
const NEAR: usize = 6;

/// The speaker whom a paragraph introduces by a colon, and the sentence in which it does.
pub(super) struct Led {
    pub(super) source: ResolvedSpeaker,
    pub(super) sentence: Span,
    /// Whether the sentence has a verb of saying before the colon.
    pub(super) says: bool,
}

impl Led {
    /// Returns the speaker whom the last sentence of a paragraph introduces.
    pub(super) fn by(paragraph: &Paragraph<'_>, number: usize, resolver: &mut Coreference) -> Option<Self> {
        let (parsed, _) = paragraph.sentences.last()?;
        let who = crate::cues::led_by(parsed)?;
        let source = resolver.source(parsed, who, number);
        let sentence = parsed.items.first()?.span.cover(parsed.items.last()?.span);
        let from = parsed.items.len().saturating_sub(NEAR);
        let says = (from..parsed.items.len()).any(|at| parsed.can(at, WordClass::CUE));
        Some(Self { source, sentence, says })
    }
}

/// Returns for each paragraph the end of its run: the index after the last of the paragraphs that follow it with the same
/// mark.
pub(super) fn ends_of_runs(story: &[Paragraph<'_>]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(story.len());
    for run in story.chunk_by(|a, b| a.mark == b.mark) {
        let end = ends.len().plus(run.len());
        ends.resize(end, end);
    }
    ends
}

/// Returns the statement that begins with a paragraph, if that is set off, and how many paragraphs it takes. The run of
/// paragraphs with the same mark ends before `end`.
pub(super) fn read(
    (source, tokens): (&str, Tokens<'_>),
    story: &[Paragraph<'_>],
    (number, end): (usize, usize),
    led: Option<&Led>,
    resolver: &mut Coreference,
) -> Option<(Vec<Draft>, usize)> {
    let here = story.get(number)?;
    let spans = || story.get(number..end).unwrap_or_default().iter().map(|p| p.span).collect::<Vec<Span>>();
    match here.mark {
        Mark::Item => items(story, number, led?, spans),
        Mark::Quotation | Mark::Post => {
            let is_written =
                here.sentences.iter().any(|(_, found)| found.iter().any(|a| a.quoted != Quoted::None));
            let named = named(story, end, resolver);
            if is_written && named.is_none() {
                return None;
            }
            let spans = spans();
            let count = spans.len().plus(usize::from(named.is_some()));
            let (who, around) = match named {
                Some(named) => named,
                None => {
                    let led = led.filter(|led| led.source.member.is_some())?;
                    (led.source.clone(), led.sentence)
                }
            };
            let channel = if here.mark == Mark::Post {
                Some("tweet")
            } else {
                channels::find(source, std::iter::once(tokens.within(around)))
            };
            let draft = draft(number, spans, Quoted::All, who, Some(around), channel);
            Some((vec![draft], count))
        }
        _ => None,
    }
}

/// Returns the speaker whom the line below a quotation names, and the line.
fn named(
    story: &[Paragraph<'_>],
    below: usize,
    resolver: &mut Coreference,
) -> Option<(ResolvedSpeaker, Span)> {
    let line = story.get(below).filter(|line| line.mark == Mark::Attribution)?;
    let (parsed, phrase) = line.sentences.iter().find_map(|(parsed, _)| {
        let phrase = parsed.phrases.iter().position(|phrase| phrase.kind == PhraseKind::Name)?;
        Some((parsed, phrase))
    })?;
    let source = resolver.source(parsed, SpeakerRef::Phrase(phrase), below);
    source.member.is_some().then_some((source, line.span))
}

/// Returns the items of a list that a speaker introduces, as statements.
fn items(
    story: &[Paragraph<'_>],
    number: usize,
    led: &Led,
    spans: impl Fn() -> Vec<Span>,
) -> Option<(Vec<Draft>, usize)> {
    if !led.says || led.source.member.is_none() {
        return None;
    }
    let spans = spans();
    let own =
        |at: usize| story.get(at).is_some_and(|p| p.sentences.iter().any(|(_, found)| !found.is_empty()));
    if (number..number.plus(spans.len())).any(own) {
        return None;
    }
    let drafts = spans.iter().enumerate().map(|(at, span)| {
        draft(number.plus(at), vec![*span], Quoted::None, led.source.clone(), Some(led.sentence), None)
    });
    Some((drafts.collect(), spans.len()))
}

/// Returns a statement that is set off. `around` are the words outside it that introduce it.
pub(super) fn draft(
    paragraph: usize,
    spans: Vec<Span>,
    quoted: Quoted,
    source: ResolvedSpeaker,
    around: Option<Span>,
    channel: Option<&'static str>,
) -> Draft {
    Draft {
        paragraph,
        sentence: 0,
        spans,
        quoted,
        source,
        cue: None,
        likelihood: SET_OFF,
        asserted: true,
        circumstances: around.into_iter().collect(),
        occasion: None,
        channel,
        when: None,
        date_reason: String::new(),
    }
}
