//! Assembles statements from attributions: speaker, words, channel, date, confidence.
//!
//! Goes through the story once, paragraph by paragraph. `unattributed` assigns quotations that have no cue, `dates`
//! assigns dates, `transcript` reads paragraphs with the names of their speakers, and `id` makes ids from the words.

mod dates;
mod id;
mod set_off;
mod transcript;
mod unattributed;

use transcript::Transcript;
use unattributed::{Legacy, Place};

use onrecord_model::{ArticleMeta, Phrase, QuoteKind, Rationale, Span, Statement, StatementDate, Warning};

use crate::{
    channels,
    countries::{self, Setting},
    cues::{self, Attribution, ParsedSentence, Quoted, SpeakerRef},
    index::SaturatingIndex as _,
    lexicon::WordClass,
    paragraph::{Paragraph, Tokens},
    phrases::PhraseKind,
    sentences::Item,
    speakers::{Coreference, Entities, Entity, ResolvedSpeaker, name_of},
    tokens::TokenKind,
};

/// Maximum length of the opening of a sentence that names an occasion, in items.
const OPENING: usize = 14;
/// Maximum length of a sentence that only gives a date, in items.
const SHORT: usize = 6;

/// A statement under construction.
#[derive(Debug)]
struct Draft {
    paragraph: usize,
    sentence: usize,
    spans: Vec<Span>,
    quoted: Quoted,
    source: ResolvedSpeaker,
    cue: Option<Span>,
    /// The probability that the words were said by the speaker beside the cue.
    likelihood: f32,
    asserted: bool,
    circumstances: Vec<Span>,
    /// The opening of the sentence before, if it names the occasion of these words.
    occasion: Option<Span>,
    channel: Option<&'static str>,
    when: Option<StatementDate>,
    date_reason: String,
}

impl Draft {
    /// Cuts off the words from a byte offset on, and a comma before it.
    fn end_at(&mut self, source: &str, end: u32) {
        self.spans.retain(|span| span.start < end);
        if let Some(last) = self.spans.last_mut().filter(|last| last.end > end) {
            let words = Span::new(last.start, end).slice(source).trim_end_matches([' ', ',', '\n']);
            *last = Span::from_usize(last.start as usize, (last.start as usize).plus(words.len()));
        }
    }
}

/// The statements of a story with their speakers and warnings.
pub(crate) struct StoryStatements {
    pub(crate) cast: Entities,
    /// Each statement with the index of its speaker's entity.
    pub(crate) statements: Vec<(Statement, Option<usize>)>,
    pub(crate) warnings: Vec<Warning>,
}

/// Returns the statements of a story, in order of their first word.
pub(crate) fn statements(source: &str, article: &ArticleMeta, story: &[Paragraph<'_>]) -> StoryStatements {
    let tokens = Tokens::new(story);
    let mut resolver =
        Coreference::new(Entities::gather(story, Setting::from_article(source, article, story)));
    let mut drafts = read_paragraphs((source, tokens), story, &mut resolver);
    // Their quotations were taken up by a cue in the next paragraph.
    drafts.retain(|draft| !draft.spans.is_empty());
    part_nested(source, &mut drafts);
    for draft in &mut drafts {
        draft.occasion = occasion(draft, story, &resolver.cast);
    }
    let warnings = dates::assign((source, tokens), story, &mut drafts, article.published);
    drafts.sort_by_key(|d| d.spans.first().map_or(0, |s| s.start));
    resolver.cast.complete_countries();
    let mut ids = id::Ids::default();
    let statements = drafts.into_iter().map(|d| {
        let speaker = d.source.member;
        let context = context(&d, story);
        let mut statement = finish((source, tokens), article.id.as_str(), d, &resolver.cast, &mut ids);
        statement.context = context;
        (statement, speaker)
    });
    let statements =
        statements.filter(|(statement, speaker)| speaker.is_some() || !is_unlikely(statement)).collect();
    StoryStatements { cast: resolver.cast, statements, warnings }
}

/// Parts reported words from others of the same speaker within them.
///
/// "She said that she regretted that the meeting had failed" is one statement: the inner words are dropped. "She said that it
/// was late and urged all to leave" is two: the outer words end before the conjunction.
fn part_nested(source: &str, drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while let Some(inner) = drafts.get(at) {
        let near = at.saturating_sub(NESTED)..drafts.len().min(at.plus(NESTED));
        let outer =
            near.into_iter().find(|&outer| drafts.get(outer).is_some_and(|outer| is_nested(inner, outer)));
        let Some(outer) = outer.filter(|_| inner.quoted != Quoted::All) else {
            at = at.plus(1);
            continue;
        };
        match inner.cue.and_then(|cue| conjunction_before(source, cue)) {
            Some(end) => {
                if let Some(outer) = drafts.get_mut(outer) {
                    outer.end_at(source, end);
                }
                at = at.plus(1);
            }
            None if inner.quoted == Quoted::None => drop(drafts.remove(at)),
            None => at = at.plus(1),
        }
    }
}

/// Whether all words of a statement are within those of another of the same speaker and sentence.
fn is_nested(inner: &Draft, outer: &Draft) -> bool {
    inner.source.member.is_some()
        && inner.source.member == outer.source.member
        && (inner.paragraph, inner.sentence) == (outer.paragraph, outer.sentence)
        && inner.spans != outer.spans
        && inner.spans.iter().all(|span| outer.spans.iter().any(|own| own.contains(*span)))
}

/// Returns where the conjunction begins that joins a cue to what precedes it: "and urged", "but he also warned".
fn conjunction_before(source: &str, cue: Span) -> Option<u32> {
    const REACH: usize = 4;
    let before = source.get(..cue.start as usize)?;
    let mut end = before.len();
    for _ in 0..REACH {
        let text = before.get(..end)?.trim_end();
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at.plus(1));
        if ["and", "but"].contains(&text.get(start..)?) {
            return u32::try_from(start).ok();
        }
        end = start;
    }
    None
}

/// Returns the statements of all paragraphs, before those that are unlikely are dropped and dates are assigned.
fn read_paragraphs(
    (source, tokens): (&str, Tokens<'_>),
    story: &[Paragraph<'_>],
    resolver: &mut Coreference,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut legacy = Legacy::default();
    let mut led: Option<set_off::Led> = None;
    // The paragraphs that a statement set off by markup has taken.
    let mut taken = 0;
    let ends = set_off::ends_of_runs(story);
    let transcript = Transcript::from_story(source, story);
    for ((number, paragraph), end) in story.iter().enumerate().zip(ends) {
        if number < taken {
            continue;
        }
        if let Some(turn) = transcript.turn(number, resolver) {
            drafts.push(turn);
            legacy = Legacy::default();
            led = None;
            continue;
        }
        let set_off = set_off::read((source, tokens), story, (number, end), led.as_ref(), resolver);
        if let Some((found, count)) = set_off {
            drafts.extend(found);
            taken = number.saturating_add(count);
            legacy = Legacy::default();
            led = None;
            continue;
        }
        let from = drafts.len();
        let mut subjects = read_sentences((source, tokens), story, number, resolver, &mut drafts);
        let below = story.get(number.plus(1)).and_then(|next| next.sentences.first());
        let is_signed = below.is_some_and(|(parsed, _)| cues::signed_by(parsed, 0).is_some());
        let place = Place { paragraph, number, from, subjects: &subjects, is_signed };
        let before = std::mem::take(&mut legacy);
        drafts.extend(unattributed::signed(paragraph, (number, &before.pending), resolver));
        legacy.pending = unattributed::attach(&place, &mut drafts, before, resolver);
        legacy.asked = is_asked(paragraph, drafts.get(from..).unwrap_or_default());
        led = set_off::Led::by(paragraph, number, resolver);
        legacy.led = led.as_ref().map(|led| led.source.clone());
        legacy.subject = subjects.pop().flatten();
        if paragraph.is_left_open() && legacy.pending.is_empty() {
            let last = paragraph.quotations.last().map(|q| q.span);
            legacy.open =
                drafts.iter().rposition(|d| last.is_some_and(|q| d.spans.iter().any(|s| s.overlaps(q))));
        }
    }
    drafts
}

/// Adds what the cues of a paragraph report to the drafts. Returns, for each sentence without a report before words that
/// stand alone, its subject: who may have said them.
fn read_sentences(
    (source, tokens): (&str, Tokens<'_>),
    story: &[Paragraph<'_>],
    number: usize,
    resolver: &mut Coreference,
    drafts: &mut Vec<Draft>,
) -> Vec<Option<ResolvedSpeaker>> {
    let sentences = story.get(number).map_or(&[][..], |paragraph| &paragraph.sentences);
    let below = || story.get(number.plus(1))?.sentences.first();
    let mut subjects = Vec::new();
    for (sentence, (parsed, found)) in sentences.iter().enumerate() {
        for attribution in found {
            let source_of = resolver.source(parsed, attribution.who, number);
            let question = attribution.spans.last().is_some_and(|words| is_question(words.slice(source)));
            resolver.asked(source_of.member.filter(|_| question));
            let is_fragment = attribution.quoted == Quoted::None
                && is_fragment(parsed, &attribution.spans)
                && !is_led(source, attribution);
            if !is_fragment {
                drafts.extend(draft((source, tokens), attribution, source_of, (number, sentence)));
            }
        }
        let next = sentences.get(sentence.plus(1)).or_else(below);
        let silent = found.iter().all(|a| is_reporter(parsed, a));
        let leads = silent && next.is_some_and(|(next, _)| unattributed::stands_alone(next));
        subjects.push(leads.then(|| resolver.subject_of(parsed, number)).flatten());
        resolver.pass(parsed, found.iter().flat_map(|a| &a.spans), number);
    }
    subjects
}

/// Whether a preposition leads from the cue to the words: "warned of a war".
fn is_led(source: &str, attribution: &Attribution) -> bool {
    let (Some(cue), Some(words)) = (attribution.cue, attribution.spans.first()) else { return false };
    let between = source.get(cue.end as usize..words.start as usize).unwrap_or_default();
    let named = ["a ", "an ", "the "].iter().any(|article| words.slice(source).starts_with(article));
    named && ["of", "for", "about", "against"].contains(&between.trim())
}

/// Maximum number of statements between words and others within them.
const NESTED: usize = 8;

/// The confidence below which indirect statements without a speaker are dropped: few are statements.
const UNLIKELY: f32 = 0.1;

/// Whether words without a speaker are unlikely to be a statement: "No injuries were reported."
fn is_unlikely(statement: &Statement) -> bool {
    statement.kind == QuoteKind::Indirect && statement.confidence < UNLIKELY
}

/// Minimum number of full words of reported words without a verb.
const FULL_WORDS: usize = 2;

/// Returns whether the words within these spans report nothing by themselves: "China" of "blamed China", "it an insult" of
/// "called it an insult".
fn is_fragment(parsed: &ParsedSentence<'_>, spans: &[Span]) -> bool {
    let verbs = WordClass::AUX
        .with(WordClass::MODAL)
        .with(WordClass::PAST)
        .with(WordClass::PRESENT)
        .with(WordClass::BASE)
        .with(WordClass::PARTICIPLE)
        .with(WordClass::ING);
    let small =
        WordClass::PREP.with(WordClass::CONJ).with(WordClass::SUB).with(WordClass::DET).with(WordClass::ADV);
    let is_in = |item: &Item| spans.iter().any(|span| span.contains(item.span));
    let mut full: usize = 0;
    for at in (0..parsed.items.len()).filter(|&at| parsed.items.get(at).is_some_and(is_in)) {
        let word = parsed.word(at);
        // "Not so fast, said Cole"
        let denies = at == 0 && ["not", "never"].iter().any(|answer| parsed.word_is(at, answer));
        if denies || ["yes", "no"].iter().any(|answer| parsed.word_is(at, answer)) {
            return false;
        }
        let is_verb = parsed.can(at, verbs) || word.ends_with("ed") || word.ends_with("ing");
        if is_verb && !parsed.can(at, WordClass::CAPITAL) {
            return false;
        }
        // A name counts as one word.
        let goes_on =
            at > 0 && parsed.can(at, WordClass::CAPITAL) && parsed.can(at.minus(1), WordClass::CAPITAL);
        let is_full = parsed.is(at, TokenKind::Word) && word.len() > 2 && !parsed.can(at, small) && !goes_on;
        full = full.plus(usize::from(is_full));
    }
    full < FULL_WORDS
}

fn draft(
    (source, tokens): (&str, Tokens<'_>),
    found: &Attribution,
    who: ResolvedSpeaker,
    (paragraph, sentence): (usize, usize),
) -> Option<Draft> {
    // Reported words without a speaker are the article's own.
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
        occasion: None,
        when: None,
        date_reason: String::new(),
    })
}

fn finish(
    (source, tokens): (&str, Tokens<'_>),
    article: &str,
    draft: Draft,
    cast: &Entities,
    ids: &mut id::Ids,
) -> Statement {
    let words: Vec<_> = draft.spans.iter().map(|s| s.slice(source)).collect();
    let text = words.join(" ");
    let kind = match draft.quoted {
        Quoted::All => QuoteKind::Direct,
        Quoted::Some => QuoteKind::Mixed,
        Quoted::None => QuoteKind::Indirect,
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
        why: Rationale {
            speaker: draft.source.why.into(),
            country: country_reason(member).into(),
            when: draft.date_reason.into(),
        },
        spans: draft.spans,
        context: None,
        text,
    }
}

/// Whether some words end in a question mark, within or before a quotation mark.
fn is_question(words: &str) -> bool {
    words.trim_end_matches(['”', '"', '’', '\'', '»']).ends_with('?')
}

/// Whether the words are the reporter's own: "I ask whether he will go".
fn is_reporter(parsed: &ParsedSentence<'_>, found: &Attribution) -> bool {
    let is_i = |phrase| parsed.word_is(parsed.phrase(phrase).first, "I");
    found.quoted == Quoted::None && matches!(found.who, SpeakerRef::Phrase(phrase) if is_i(phrase))
}

/// Whether a paragraph is the reporter's question or remark in an interview: it has no statement of a known speaker.
fn is_asked(paragraph: &Paragraph<'_>, drafts: &[Draft]) -> bool {
    let items = || paragraph.sentences.iter().flat_map(|(parsed, _)| parsed.items);
    let last = items().next_back().map(|item| item.span.slice(paragraph.source()));
    let asks = last.is_some_and(|mark| mark.ends_with('?'))
        || paragraph.sentences.iter().any(|(parsed, _)| {
            (0..parsed.items.len()).any(|at| {
                parsed.word_is(at, "I")
                    && (at.plus(1)..at.plus(3)).any(|verb| parsed.can(verb, WordClass::CUE))
            })
        });
    asks && drafts.iter().all(|draft| draft.source.member.is_none())
        && !items().any(|item| item.quote().is_some())
}

/// Returns the opening of the sentence before the words if it reports nothing itself and tells when they were said: "At
/// the debate on Tuesday, Cole was asked whether …" of their speaker, or "Then came August 8." in the same paragraph.
fn occasion(draft: &Draft, story: &[Paragraph<'_>], cast: &Entities) -> Option<Span> {
    let here = draft.sentence.checked_sub(1).map(|before| (draft.paragraph, before));
    let (paragraph, sentence) = here.or_else(|| {
        let before = draft.paragraph.checked_sub(1)?;
        Some((before, story.get(before)?.sentences.len().checked_sub(1)?))
    })?;
    let (parsed, found) = story.get(paragraph)?.sentences.get(sentence)?;
    let leads = parsed.can(0, WordClass::PREP.with(WordClass::WEEKDAY));
    let comma = (1..parsed.items.len().min(OPENING)).find(|&at| parsed.is(at, TokenKind::Comma));
    let end =
        comma.filter(|_| leads).or_else(|| (parsed.items.len() <= SHORT).then_some(parsed.items.len()))?;
    let of_speaker = || {
        let names = parsed.phrases.iter().filter(|p| p.kind == PhraseKind::Name);
        names.filter_map(|p| cast.find(&name_of(parsed, p))).any(|m| Some(m) == draft.source.member)
    };
    let same = paragraph == draft.paragraph && comma.is_none();
    let tells = found.is_empty() && (same || of_speaker());
    tells.then(|| crate::phrases::span(parsed.items, 0, end))
}

/// Returns the sentences in which the words and their cue stand. Sentences between the first and the last are part of
/// it.
fn context(draft: &Draft, story: &[Paragraph<'_>]) -> Option<Span> {
    let whole = draft.spans.iter().chain(&draft.cue).copied().reduce(Span::cover)?;
    let from = story.partition_point(|p| p.span.end <= whole.start);
    let paragraphs = story.iter().skip(from).take_while(|p| p.span.start < whole.end);
    let sentences = paragraphs.flat_map(|p| {
        let from = p.sentences.partition_point(|(parsed, _)| {
            parsed.items.last().is_none_or(|last| last.span.end <= whole.start)
        });
        p.sentences.iter().skip(from).map_while(|(parsed, _)| {
            let sentence = parsed.items.first()?.span.cover(parsed.items.last()?.span);
            (sentence.start < whole.end).then_some(sentence)
        })
    });
    sentences.filter(|sentence| sentence.overlaps(whole)).reduce(Span::cover).map(|found| found.cover(whole))
}

fn country_reason(member: Option<&Entity>) -> String {
    match member {
        Some(member) if !member.country_reason.is_empty() => member.country_reason.clone(),
        Some(member) => format!("the article does not say for which country {} speaks", member.name),
        None => "nobody is known to have said it".to_owned(),
    }
}

/// Returns the score of words and speaker together: the probability that the words are the named speaker's, times
/// the certainty of who that is.
fn confidence(likelihood: f32, source: &ResolvedSpeaker) -> f32 {
    likelihood * if source.member.is_some() { source.certainty } else { 0.3 }
}
