//! Quotations that no cue took: they go to the cue beside them, or to the speaker before.

use onrecord_model::Span;

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
    for (sentence, (parsed, _)) in paragraph.sentences.iter().enumerate() {
        if !stands_alone(parsed) {
            // Words of the writer's end what a quotation before had opened.
            open = None;
            alone = None;
            led = None;
            continue;
        }
        let spans: Vec<_> = free(parsed, drafts.get(from..).unwrap_or_default());
        if spans.is_empty() {
            continue;
        }
        let own = drafts.get(from..).unwrap_or_default();
        let beside = beside(own, sentence).map(|i| from.on(i));
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
        self.spans.extend_from_slice(spans);
        self.spans.sort_unstable();
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

/// The quotations of a sentence that no statement has.
fn free(parsed: &Parsed<'_>, drafts: &[Draft]) -> Vec<Span> {
    let taken = |span: Span| drafts.iter().any(|d| d.spans.iter().any(|s| s.overlaps(span)));
    parsed.items.iter().filter(|i| i.quote().is_some()).map(|i| i.span).filter(|span| !taken(*span)).collect()
}

/// The statement of the paragraph that a quotation in `sentence` belongs to: the last one before
/// that has quoted words, else the first one behind.
fn beside(own: &[Draft], sentence: usize) -> Option<usize> {
    let quoted = |d: &Draft| d.quoted != Quoted::None;
    let before = own.iter().rposition(|d| d.sentence < sentence && quoted(d) && !is_told(own, d));
    before
        .or_else(|| own.iter().position(|d| d.sentence > sentence && quoted(d)))
        .or_else(|| own.iter().rposition(|d| d.sentence.on(1) == sentence))
}

/// Whether a statement lies in what another says: of "he said that some had called it “a fraud”" the second.
fn is_told(drafts: &[Draft], told: &Draft) -> bool {
    let within = |span: &Span, all: &[Span]| all.iter().any(|s| s.contains(*span) && *s != *span);
    let of_sentence = |d: &&Draft| d.paragraph == told.paragraph && d.sentence == told.sentence;
    drafts.iter().rev().take(NEAR).filter(of_sentence).any(|d| told.spans.iter().all(|s| within(s, &d.spans)))
}

/// A statement of its own by the speaker of the paragraph before.
fn goes_on(
    drafts: &[Draft],
    number: usize,
    sentence: usize,
    spans: &[Span],
    resolver: &mut Resolver,
) -> Option<Draft> {
    let near = drafts.iter().rev().take(NEAR).find(|d| !is_told(drafts, d));
    let last = near.filter(|d| d.paragraph.on(1) == number || d.paragraph == number)?;
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
