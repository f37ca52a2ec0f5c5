//! Statements put together: who, in which words, through which channel, how sure.
//!
//! Goes through the story once, paragraph by paragraph. Quotations that no cue took are given to
//! the cue beside them or to the speaker before (`bare`), days are told and carried (`when`), and
//! ids are made from the words (`id`).

mod bare;
mod id;
mod when;

use onrecord_model::{Day, Kind, Phrase, Span, Statement, Warning, When, Why, ranked::sort};

use crate::{
    channels, countries,
    cues::{self, Attribution, Quoted},
    paragraph::{Paragraph, Tokens},
    speakers::{Cast, Member, Resolver, Source},
};

/// A statement on the way.
#[derive(Debug)]
struct Draft {
    paragraph: usize,
    sentence: usize,
    spans: Vec<Span>,
    quoted: Quoted,
    source: Source,
    cue: Option<Span>,
    /// How likely it is that the words were said by whom the cue names.
    likelihood: f32,
    asserted: bool,
    circumstances: Vec<Span>,
    channel: Option<&'static str>,
    when: Option<When>,
    why_when: String,
}

/// What a story's statements rest on.
pub(crate) struct Told {
    pub(crate) cast: Cast,
    /// Each with the index of its speaker in the cast.
    pub(crate) statements: Vec<(Statement, Option<usize>)>,
    pub(crate) warnings: Vec<Warning>,
}

/// All statements of a story, in order of their first word.
pub(crate) fn statements(
    source: &str,
    article: &str,
    story: &[Paragraph<'_>],
    published: Option<Day>,
) -> Told {
    let tokens = Tokens::of(story);
    let mut resolver = Resolver::new(Cast::gather(story));
    let mut drafts = Vec::new();
    let mut open = None;
    let mut led = None;
    for (number, paragraph) in story.iter().enumerate() {
        let from = drafts.len();
        for (sentence, (parsed, found)) in paragraph.sentences.iter().enumerate() {
            for attribution in found {
                let source_of = resolver.source(parsed, attribution.who, number);
                drafts.extend(draft((source, tokens), attribution, source_of, (number, sentence)));
            }
            resolver.pass(parsed, number);
        }
        bare::attach(paragraph, number, from, &mut drafts, (open.take(), led.take()), &mut resolver);
        led = paragraph.sentences.last().and_then(|(parsed, _)| {
            let who = cues::led_by(parsed)?;
            Some(resolver.source(parsed, who, number))
        });
        if paragraph.is_left_open() {
            let last = paragraph.quotations.last().map(|q| q.span);
            open = drafts.iter().rposition(|d| last.is_some_and(|q| d.spans.iter().any(|s| s.overlaps(q))));
        }
    }
    let warnings = when::tell((source, tokens), &mut drafts, published);
    let first = |d: &Draft| d.spans.first().map_or(0, |s| s.start);
    sort(&mut drafts, |a, b| first(a).cmp(&first(b)));
    let mut ids = id::Ids::default();
    let statements = drafts.into_iter().map(|d| {
        let speaker = d.source.member;
        (finish((source, tokens), article, d, &resolver.cast, &mut ids), speaker)
    });
    let statements = statements.collect();
    Told { cast: resolver.cast, statements, warnings }
}

fn draft(
    (source, tokens): (&str, Tokens<'_>),
    found: &Attribution,
    who: Source,
    (paragraph, sentence): (usize, usize),
) -> Option<Draft> {
    // Reported words of nobody are the article's own.
    if who.mention.is_none() && who.member.is_none() && found.quoted == Quoted::None {
        return None;
    }
    let mut around = found.circumstances.clone();
    around.extend(found.cue);
    Some(Draft {
        paragraph,
        sentence,
        spans: found.spans.clone(),
        quoted: found.quoted,
        source: who,
        cue: found.cue,
        likelihood: found.likelihood,
        asserted: found.asserted,
        channel: channels::find(source, around.iter().map(|s| tokens.within(*s)))
            .or_else(|| found.written.then_some("written")),
        circumstances: found.circumstances.clone(),
        when: None,
        why_when: String::new(),
    })
}

fn finish(
    (source, tokens): (&str, Tokens<'_>),
    article: &str,
    draft: Draft,
    cast: &Cast,
    ids: &mut id::Ids,
) -> Statement {
    let words: Vec<_> = draft.spans.iter().map(|s| s.slice(source)).collect();
    let text = words.join(" ");
    let kind = match draft.quoted {
        Quoted::All => Kind::Direct,
        Quoted::Some => Kind::Mixed,
        Quoted::None => Kind::Indirect,
    };
    let member = draft.source.member.and_then(|m| cast.get(m));
    Statement {
        id: ids.make(article, &text),
        kind,
        speaker: None,
        mention: draft.source.mention.map(|span| Phrase::at(span, source)),
        cue: draft.cue.map(|span| Phrase::at(span, source)),
        channel: draft.channel.map(str::to_owned),
        about: countries::named(source, draft.spans.iter().map(|s| tokens.within(*s))),
        when: draft.when,
        asserted: draft.asserted,
        confidence: confidence(draft.likelihood, &draft.source),
        why: Why {
            speaker: draft.source.why.into(),
            country: why_country(member).into(),
            when: draft.why_when.into(),
        },
        spans: draft.spans,
        text,
    }
}

fn why_country(member: Option<&Member>) -> String {
    match member {
        Some(member) if member.country.is_some() => member.country_why.clone(),
        Some(member) => format!("the article does not say for which country {} speaks", member.name),
        None => "nobody is known to have said it".to_owned(),
    }
}

/// How sure words and speaker are together: how likely the words are the named one's, times how
/// sure it is who that is.
fn confidence(likelihood: f32, source: &Source) -> f32 {
    likelihood * if source.member.is_some() { source.certainty } else { 0.3 }
}
