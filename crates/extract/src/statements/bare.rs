//! Quotations that no cue took: they go to the cue beside them, or to the speaker before.

use std::ops::Range;

use onrecord_model::{Span, ranked::sorted};

use super::Draft;
use crate::{
    cues::{Parsed, Quoted},
    paragraph::Paragraph,
    sentences::Item,
    speakers::{Resolver, Source},
    step::Step as _,
    tokens::Kind,
};

/// So many of a hundred quotations without a cue are annotated as words of the speaker before.
const BARE: f32 = 0.5;
/// A sentence has no more statements than this, as far as one is looked for within another.
const NEAR: usize = 8;
/// A statement farther away than this many others is not beside a quotation.
const FAR: usize = 50;

/// Gives each quotation of `paragraph` that stands as a sentence of its own to a statement;
/// `drafts[from..]` are the paragraph's. The paragraph before may have left a quotation of a
/// statement unclosed, or may have ended in a colon that leads a speaker's words.
pub(super) fn attach(
    paragraph: &Paragraph<'_>,
    number: usize,
    from: usize,
    drafts: &mut Vec<Draft>,
    (mut open, mut led): (Option<usize>, Option<Source>),
    resolver: &mut Resolver,
) {
    let mut alone: Option<usize> = None;
    let cued = drafts.len();
    let taken = Taken::by(drafts.get(from..).unwrap_or_default());
    for (sentence, (parsed, _)) in paragraph.sentences.iter().enumerate() {
        if !stands_alone(parsed) {
            // Words of the writer's end what a quotation before had opened.
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

/// Whether a sentence is nothing but quotations.
fn stands_alone(parsed: &Parsed<'_>) -> bool {
    let mark = |item: &Item| {
        item.quote().is_some() || item.is(Kind::Stop) || item.is(Kind::Dash) || item.is(Kind::Other)
    };
    parsed.items.iter().all(mark) && (0..parsed.items.len()).any(|at| parsed.is_quote(at))
}

/// What cues have taken of a paragraph: where each span begins, and the last end of it and all before.
struct Taken(Vec<(u32, u32)>);

impl Taken {
    fn by(drafts: &[Draft]) -> Self {
        let spans = drafts.iter().flat_map(|d| &d.spans).map(|s| (s.start, s.end)).collect();
        let mut spans: Vec<(u32, u32)> = sorted(spans, Ord::cmp);
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

/// The statement that a quotation in `sentence` belongs to: the last one before in the paragraph that has quoted
/// words, else the first one behind. Those of the paragraph's cues are `cued`; behind them stand those without a cue.
fn beside(drafts: &[Draft], cued: Range<usize>, sentence: usize) -> Option<usize> {
    let of = |index: usize| drafts.get(index).map_or(0, |d| d.sentence);
    let quoted = |index: usize| drafts.get(index).is_some_and(|d| d.quoted != Quoted::None);
    let own = drafts.get(cued.clone()).unwrap_or_default();
    let here = cued.start.on(own.partition_point(|d| d.sentence < sentence));
    let bare = drafts.len().checked_sub(1).filter(|&last| last >= cued.end);
    let before =
        (cued.start.max(here.saturating_sub(FAR))..here).rev().find(|&i| quoted(i) && !is_told(drafts, i));
    let member = |i: usize| drafts.get(i).and_then(|d| d.source.member);
    let nearer = here.checked_sub(1).filter(|&i| {
        before.is_some_and(|b| {
            b < i
                && i >= cued.start
                && of(i).on(1) == sentence
                && member(i).is_some()
                && member(b) == member(i)
        })
    });
    bare.into_iter()
        .chain(before)
        .chain(nearer)
        .max_by_key(|&index| of(index))
        .or_else(|| (here..cued.end.min(here.on(FAR))).find(|&i| of(i) > sentence && quoted(i)))
        .or_else(|| (here > cued.start && of(here.back(1)).on(1) == sentence).then(|| here.back(1)))
}

/// Whether a statement lies in what another says: of "he said that some had called it “a fraud”" the second.
fn is_told(drafts: &[Draft], index: usize) -> bool {
    let Some(told) = drafts.get(index) else { return false };
    // Spans stand in order, and none overlaps another.
    let within = |span: &Span, all: &[Span]| {
        let around = all.get(all.partition_point(|s| s.end < span.end));
        around.is_some_and(|s| s.contains(*span) && s != span)
    };
    let of_sentence = |d: &&Draft| d.paragraph == told.paragraph && d.sentence == told.sentence;
    let near = index.saturating_sub(NEAR)..index.on(NEAR).min(drafts.len());
    let mut near = drafts.get(near).unwrap_or_default().iter().filter(of_sentence);
    near.any(|d| told.spans.iter().rev().all(|span| within(span, &d.spans)))
}

/// A statement of its own by the speaker of the paragraph before.
fn goes_on(
    drafts: &[Draft],
    number: usize,
    sentence: usize,
    spans: &[Span],
    resolver: &mut Resolver,
) -> Option<Draft> {
    let near = (drafts.len().saturating_sub(NEAR)..drafts.len()).rev().find(|&index| !is_told(drafts, index));
    let last = near
        .and_then(|index| drafts.get(index))
        .filter(|d| d.paragraph.on(1) == number || d.paragraph == number)?;
    let member = last.source.member?;
    resolver.spoke(member, last.source.mention, number);
    let name = resolver.cast.get(member).map_or("", |m| m.name.as_str());
    let source = Source {
        member: Some(member),
        // The words that named the speaker last.
        mention: last.source.mention,
        why: format!("no cue of its own: {name}, who spoke in the paragraph before, goes on"),
        certainty: last.source.certainty * 0.9,
    };
    Some(quoted(number, sentence, spans, source, last.channel))
}

/// A statement of quotations that have no cue of their own.
fn quoted(
    paragraph: usize,
    sentence: usize,
    spans: &[Span],
    source: Source,
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
        channel,
        when: None,
        why_when: String::new(),
    }
}
