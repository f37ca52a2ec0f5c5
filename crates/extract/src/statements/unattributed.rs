//! Quotations without a cue: each is joined to a statement beside it, or assigned to the previous speaker.

use std::ops::Range;

use onrecord_model::Span;

use super::Draft;
use crate::{
    cues::{ParsedSentence, Quoted},
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
/// Maximum number of statements between a quotation and the one it joins.
const FAR: usize = 50;

/// Assigns each quotation of `paragraph` that is a sentence of its own to a statement. The statements of the
/// paragraph are `drafts[from..]`. `open` is the statement whose quotation the previous paragraph left unclosed,
/// and `led` the speaker whom it introduced by a colon.
pub(super) fn attach(
    paragraph: &Paragraph<'_>,
    number: usize,
    from: usize,
    drafts: &mut Vec<Draft>,
    (mut open, mut led): (Option<usize>, Option<ResolvedSpeaker>),
    resolver: &mut Coreference,
) {
    let mut alone: Option<usize> = None;
    let cued = drafts.len();
    let taken = Taken::by(drafts.get(from..).unwrap_or_default());
    for (sentence, (parsed, _)) in paragraph.sentences.iter().enumerate() {
        if !stands_alone(parsed) {
            // The writer's own words end what an earlier quotation opened.
            open = None;
            alone = None;
            led = None;
            continue;
        }
        let quotes = parsed.items.iter().filter(|i| i.quote().is_some()).map(|i| i.span);
        let spans: Vec<_> = quotes.filter(|span| !taken.overlaps(*span)).collect();
        if spans.is_empty() {
            continue;
        }
        let beside = beside(drafts, from..cued, sentence);
        if let Some(index) = open.or(beside).or(alone)
            && let Some(draft) = drafts.get_mut(index)
        {
            draft.take(&spans);
        } else if let Some(source) = led.take().filter(|source| source.member.is_some()) {
            alone = Some(drafts.len());
            drafts.push(quoted(number, sentence, &spans, source, None));
        } else if let Some(draft) = goes_on(drafts, number, sentence, &spans, resolver) {
            alone = Some(drafts.len());
            drafts.push(draft);
        }
    }
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
fn stands_alone(parsed: &ParsedSentence<'_>) -> bool {
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

/// Returns a new statement by the previous speaker.
fn goes_on(
    drafts: &[Draft],
    number: usize,
    sentence: usize,
    spans: &[Span],
    resolver: &mut Coreference,
) -> Option<Draft> {
    let near =
        (drafts.len().saturating_sub(NEAR)..drafts.len()).rev().find(|&index| !is_reported(drafts, index));
    let last = near
        .and_then(|index| drafts.get(index))
        .filter(|d| d.paragraph.plus(1) == number || d.paragraph == number)?;
    let member = last.source.member?;
    resolver.spoke(member, last.source.mention, number);
    let name = resolver.cast.get(member).map_or("", |m| m.name.as_str());
    let source = ResolvedSpeaker {
        member: Some(member),
        // The words that named the speaker last.
        mention: last.source.mention,
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
