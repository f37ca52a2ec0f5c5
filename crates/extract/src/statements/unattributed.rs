//! Quotations without a cue: each is joined to a statement beside it, or assigned to the previous speaker.

use std::ops::Range;

use onrecord_model::{Span, SpeakerKind};

use super::Draft;
use crate::{
    cues::{self, ParsedSentence, Quoted},
    index::SaturatingIndex as _,
    paragraph::Paragraph,
    sentences::Item,
    speakers::{Coreference, ResolvedSpeaker},
    tokens::TokenKind,
};

/// The share of quotations without a cue that belong to the previous speaker, as annotated in news.
const BARE: f32 = 0.5;
/// Maximum number of statements that are compared to find one within another.
const NEAR: usize = 8;
/// Minimum length in words of a quotation that the subject of the sentence before says without "I" or "we" in it.
const LONG: usize = 5;
/// Maximum number of paragraphs over which questions lead to answers of the same speaker.
const QUESTIONS: usize = 4;
/// Maximum number of statements between a quotation and the one it joins.
const FAR: usize = 50;

/// The paragraph whose quotations are assigned: its number, the first of its statements, and for each sentence its
/// subject, if that is a person who can have said what follows.
pub(super) struct Place<'p> {
    pub(super) paragraph: &'p Paragraph<'p>,
    pub(super) number: usize,
    pub(super) from: usize,
    pub(super) subjects: &'p [Option<ResolvedSpeaker>],
    /// Whether the next paragraph is the signature of a quotation at the end of this one: "— Ann Pell, the mayor".
    pub(super) is_signed: bool,
}

/// The state that one paragraph hands to the next.
#[derive(Default)]
pub(super) struct Legacy {
    /// The statement whose quotation was left unclosed.
    pub(super) open: Option<usize>,
    /// The speaker whom a colon introduced.
    pub(super) led: Option<ResolvedSpeaker>,
    /// The subject of the last sentence, if that says nothing itself.
    pub(super) subject: Option<ResolvedSpeaker>,
    /// Quotations at its end whose speaker is not known yet.
    pub(super) pending: Vec<Span>,
    /// Whether the paragraph and those before it, back to the one with the last statement, were questions.
    pub(super) asked: bool,
}

/// Assigns each quotation of a paragraph that is a sentence of its own to a statement. The statements of the
/// paragraph are `drafts[from..]`.
///
/// Returns the quotations at the end of the paragraph for which no speaker was found.
pub(super) fn attach(
    place: &Place<'_>,
    drafts: &mut Vec<Draft>,
    legacy: Legacy,
    resolver: &mut Coreference,
) -> Vec<Span> {
    let Place { paragraph, number, from, subjects, is_signed } = *place;
    let Legacy { mut open, mut led, mut subject, pending, asked } = legacy;
    let mut alone: Option<usize> = None;
    let mut unknown = Vec::new();
    let mut opened = Vec::new();
    resume(paragraph, drafts, (from, open), pending);
    let cued = drafts.len();
    let taken = Taken::by(drafts.get(from..).unwrap_or_default());
    for (sentence, (parsed, _)) in paragraph.sentences.iter().enumerate() {
        if !stands_alone(parsed) {
            sign(parsed, (number, sentence), drafts, (alone, &unknown), resolver);
            // The writer's own words end what an earlier quotation opened.
            open = None;
            alone = None;
            led = None;
            // "“It must change.” Pell does not hesitate. “I am tired of it.”"
            opened = std::mem::take(&mut unknown);
            subject = subjects.get(sentence).cloned().flatten();
            continue;
        }
        let spans = taken.others(parsed);
        if spans.is_empty() {
            continue;
        }
        let said = subject.take().filter(|subject| is_of(parsed, &spans, subject, resolver));
        let beside = beside(drafts, from..cued, sentence).filter(|_| said.is_none());
        if let Some(index) = open.or(beside).or(alone)
            && let Some(draft) = drafts.get_mut(index)
        {
            draft.take(&spans);
            continue;
        }
        let draft = if let Some(source) = led.take().filter(|source| source.member.is_some()) {
            Some(quoted(number, sentence, &spans, source, None))
        } else if let Some(source) = said {
            if let Some(member) = source.member {
                resolver.spoke(member, source.mention, number);
            }
            opened.extend(&spans);
            Some(quoted(number, sentence, &std::mem::take(&mut opened), source, None))
        } else if !is_signed {
            goes_on(drafts, (number, sentence), &spans, asked, resolver)
        } else {
            None
        };
        if let Some(draft) = draft {
            alone = Some(drafts.len());
            drafts.push(draft);
        } else {
            unknown.extend(spans);
        }
    }
    unknown
}

/// Gives quotations that the paragraph before left unclosed to the statement that takes them up again at the start of
/// this one: "“It came to the door. ¶ “We could not open it,” she said."
fn resume(
    paragraph: &Paragraph<'_>,
    drafts: &mut [Draft],
    (from, open): (usize, Option<usize>),
    mut pending: Vec<Span>,
) {
    let Some(first) = paragraph.quotations.first().filter(|q| q.first == 0).map(|q| q.span) else { return };
    let goes_on = |d: &Draft| d.spans.iter().any(|s| s.overlaps(first));
    let Some(at) = drafts.iter().skip(from).position(goes_on).map(|at| at.plus(from)) else { return };
    // The speaker assigned without a cue is replaced.
    if let Some(draft) = open.and_then(|open| drafts.get_mut(open)).filter(|draft| draft.cue.is_none()) {
        pending.append(&mut draft.spans);
    }
    if let Some(draft) = drafts.get_mut(at) {
        draft.take(&pending);
    }
}

/// Gives quotations to the speaker whom a signature behind them names: the statement `alone`, or else those whose speaker
/// is not known yet.
fn sign(
    parsed: &ParsedSentence<'_>,
    (number, sentence): (usize, usize),
    drafts: &mut Vec<Draft>,
    (alone, unknown): (Option<usize>, &[Span]),
    resolver: &mut Coreference,
) {
    let Some(who) = cues::signed_by(parsed, 0) else { return };
    let source = resolver.source(parsed, who, number);
    match alone.and_then(|index| drafts.get_mut(index)) {
        Some(draft) => draft.source = source,
        None if !unknown.is_empty() => drafts.push(quoted(number, sentence, unknown, source, None)),
        None => {}
    }
}

/// Returns the statement of quotations that a line of its own signs: "– Ann Pell, the mayor".
pub(super) fn signed(
    paragraph: &Paragraph<'_>,
    (number, spans): (usize, &[Span]),
    resolver: &mut Coreference,
) -> Option<Draft> {
    let (parsed, _) = paragraph.sentences.first().filter(|_| !spans.is_empty())?;
    let who = cues::signed_by(parsed, 0)?;
    let source = resolver.source(parsed, who, number);
    Some(quoted(number, 0, spans, source, None))
}

/// Whether a quotation without a cue is likely said by the subject of the sentence before it: not if it is about
/// another person, as "“He was a good man”" behind "Reed was shot".
fn is_of(
    parsed: &ParsedSentence<'_>,
    spans: &[Span],
    subject: &ResolvedSpeaker,
    resolver: &Coreference,
) -> bool {
    let mut words = spans.iter().flat_map(|s| s.slice(parsed.source).split(|ch: char| !ch.is_alphanumeric()));
    let is_any = |word: &str, all: &[&str]| all.iter().any(|w| word.eq_ignore_ascii_case(w));
    let long = words.clone().filter(|w| !w.is_empty()).count() >= LONG;
    let first = words.clone().any(|w| is_any(w, &["I", "we", "my", "our", "us", "me"]));
    let of_another = words.any(|w| is_any(w, &["he", "his", "him", "she", "her"]));
    let member = subject.member.and_then(|m| resolver.cast.get(m)).filter(|m| m.kind == SpeakerKind::Person);
    member.is_some_and(|m| first && (m.is_human || m.name.contains(' ')) || m.is_human && long && !of_another)
}

impl Draft {
    fn take(&mut self, spans: &[Span]) {
        for span in spans {
            // Nearly always behind all others.
            self.spans.insert(self.spans.partition_point(|s| s < span), *span);
        }
        if self.quoted == Quoted::None {
            self.quoted = Quoted::Some;
        }
    }
}

/// Whether a sentence consists of quotations only.
pub(super) fn stands_alone(parsed: &ParsedSentence<'_>) -> bool {
    let mark = |item: &Item| {
        item.quote().is_some()
            || item.is(TokenKind::Stop)
            || item.is(TokenKind::Dash)
            || item.is(TokenKind::Other)
    };
    parsed.items.iter().all(mark) && (0..parsed.items.len()).any(|at| parsed.is_quote(at))
}

/// The spans of a paragraph that cues have taken: the start of each, and the greatest end up to it.
struct Taken(Vec<(u32, u32)>);

impl Taken {
    fn by(drafts: &[Draft]) -> Self {
        let mut spans: Vec<_> = drafts.iter().flat_map(|d| &d.spans).map(|s| (s.start, s.end)).collect();
        spans.sort_unstable();
        let mut last = 0;
        for (_, end) in &mut spans {
            last = last.max(*end);
            *end = last;
        }
        Self(spans)
    }

    /// Returns the quotations of a sentence that no cue has taken.
    fn others(&self, parsed: &ParsedSentence<'_>) -> Vec<Span> {
        let quotes = parsed.items.iter().filter(|i| i.quote().is_some()).map(|i| i.span);
        quotes.filter(|span| !self.overlaps(*span)).collect()
    }

    fn overlaps(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, end)| *end > span.start)
    }
}

/// Returns the statement that a quotation in `sentence` belongs to: the last one before it in the paragraph that
/// has quoted words, or else the first one behind. Statements with cues are `drafts[cued]`; those without follow.
fn beside(drafts: &[Draft], cued: Range<usize>, sentence: usize) -> Option<usize> {
    let of = |index: usize| drafts.get(index).map_or(0, |d| d.sentence);
    let quoted = |index: usize| drafts.get(index).is_some_and(|d| d.quoted != Quoted::None);
    let own = drafts.get(cued.clone()).unwrap_or_default();
    let here = cued.start.plus(own.partition_point(|d| d.sentence < sentence));
    let bare = drafts.len().checked_sub(1).filter(|&last| last >= cued.end);
    let before = (cued.start.max(here.saturating_sub(FAR))..here)
        .rev()
        .find(|&i| quoted(i) && !is_reported(drafts, i));
    let member = |i: usize| drafts.get(i).and_then(|d| d.source.member);
    let nearer = here.checked_sub(1).filter(|&i| {
        before.is_some_and(|b| {
            b < i
                && i >= cued.start
                && of(i).plus(1) == sentence
                // "“…,” he said, noting that it was late. “…”": of the same sentence, the one with marks goes on.
                && of(b) < of(i)
                && member(i).is_some()
                && member(b) == member(i)
        })
    });
    bare.into_iter()
        .chain(before)
        .chain(nearer)
        .max_by_key(|&index| of(index))
        .or_else(|| (here..cued.end.min(here.plus(FAR))).find(|&i| of(i) > sentence && quoted(i)))
        .or_else(|| (here > cued.start && of(here.minus(1)).plus(1) == sentence).then(|| here.minus(1)))
}

/// Whether a statement lies within another, like the second of "he said that some had called it “a fraud”".
fn is_reported(drafts: &[Draft], index: usize) -> bool {
    let Some(told) = drafts.get(index) else { return false };
    // Spans are in order and do not overlap.
    let within = |span: &Span, all: &[Span]| {
        let around = all.get(all.partition_point(|s| s.end < span.end));
        around.is_some_and(|s| s.contains(*span) && s != span)
    };
    let of_sentence = |d: &&Draft| d.paragraph == told.paragraph && d.sentence == told.sentence;
    let near = index.saturating_sub(NEAR)..index.plus(NEAR).min(drafts.len());
    let mut near = drafts.get(near).unwrap_or_default().iter().filter(of_sentence);
    near.any(|d| told.spans.iter().rev().all(|span| within(span, &d.spans)))
}

/// Returns a new statement by the previous speaker: of this paragraph, of the one before, or of one from which only
/// questions (`asked`) lead here.
fn goes_on(
    drafts: &[Draft],
    (number, sentence): (usize, usize),
    spans: &[Span],
    asked: bool,
    resolver: &mut Coreference,
) -> Option<Draft> {
    let near = drafts.len().saturating_sub(NEAR)..drafts.len();
    let reach = if asked { QUESTIONS } else { 1 };
    let last = near
        .rev()
        .filter(|&index| !is_reported(drafts, index))
        .filter_map(|index| drafts.get(index))
        // The reporter, who asks, is not a speaker.
        .find(|d| !asked || d.source.member.is_some())
        .filter(|d| d.paragraph.saturating_add(reach) >= number)?;
    let member = last.source.member?;
    resolver.spoke(member, last.source.mention, number);
    let name = resolver.cast.get(member).map_or("", |m| m.name.as_str());
    let start = spans.first().map_or(0, |span| span.start);
    let source = ResolvedSpeaker {
        member: Some(member),
        // The words that named the speaker last.
        mention: resolver.named_last(member, start).max(last.source.mention),
        why: format!("no cue of its own: {name}, who spoke in the paragraph before, goes on"),
        certainty: last.source.certainty * 0.9,
    };
    Some(quoted(number, sentence, spans, source, last.channel))
}

/// Returns a statement of quotations without a cue.
fn quoted(
    paragraph: usize,
    sentence: usize,
    spans: &[Span],
    source: ResolvedSpeaker,
    channel: Option<&'static str>,
) -> Draft {
    Draft {
        paragraph,
        sentence,
        spans: spans.to_vec(),
        quoted: Quoted::All,
        source,
        cue: None,
        likelihood: BARE,
        asserted: true,
        circumstances: Vec::new(),
        occasion: None,
        channel,
        when: None,
        date_reason: String::new(),
    }
}
