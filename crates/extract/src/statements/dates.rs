//! The date of each statement: stated beside its cue, carried over from the same speaker, or no later than the
//! article's publication.

use onrecord_model::{Date, DateBasis, DateSpan, Span, StatementDate, Warning};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Draft;
use crate::{
    dates::{Found, Resolved, find, resolve, resolve_ahead},
    index::SaturatingIndex as _,
    paragraph::{Paragraph, Tokens},
};

/// Maximum number of paragraphs over which a date is carried back.
const BACK: usize = 3;
/// Maximum number of paragraphs over which the date of an occasion (a podcast, an interview) is carried.
const OCCASION: usize = 1;

/// The age in days above which a stated date applies only to the words beside it, if its speaker has said others before.
const OLD: i32 = 14;

/// A stated date that can be carried over.
#[derive(Clone, Copy)]
struct Stated {
    draft: usize,
    paragraph: usize,
    days: DateSpan,
    occasion: bool,
}

/// Assigns dates to all drafts, which are in the order of the story, and returns the warnings.
pub(super) fn assign(
    (source, tokens): (&str, Tokens<'_>),
    story: &[Paragraph<'_>],
    drafts: &mut [Draft],
    published: Option<Date>,
) -> Vec<Warning> {
    // Entries of a live blog have their own dates.
    let published_of = |draft: &Draft| story.get(draft.paragraph).and_then(|p| p.day).or(published);
    let mut warnings = Vec::new();
    let mut stated: FxHashMap<usize, Vec<Stated>> = FxHashMap::default();
    let mut before: Option<DateSpan> = None;
    // The speakers of words without a day so far.
    let mut undated = FxHashSet::default();
    for (at, draft) in drafts.iter_mut().enumerate() {
        let published = published_of(draft);
        let Some((found, basis)) = expression_for((source, tokens), draft) else {
            undated.extend(draft.source.member);
            continue;
        };
        let words = found.span.slice(source);
        if draft.cue.is_some_and(|cue| is_to_come(source, cue)) {
            if let Resolved::Days(days) = resolve_ahead(found.what, published) {
                draft.when = Some(StatementDate { days, basis: DateBasis::Stated });
                draft.date_reason = format!("to be said: the sentence says “{words}”");
            }
            continue;
        }
        let days = match resolve(found.what, published) {
            Resolved::Days(days) => Some(days),
            Resolved::Same => before,
            Resolved::Unknown => None,
        };
        let Some(days) = days else {
            warnings.push(unknown(found.span, words));
            continue;
        };
        before = Some(days);
        draft.when = Some(StatementDate { days, basis });
        draft.date_reason = reason(words, basis, published);
        // "Haley, who had said a week earlier": a flashback, whose date does not apply to what follows.
        let looks_back = draft.cue.is_some_and(|cue| is_past_perfect(source, cue));
        if let Some(member) = draft.source.member.filter(|_| !looks_back) {
            let occasion = basis == DateBasis::Carried
                || undated.contains(&member) && published.is_some_and(|published| is_old(days, published))
                || draft.channel.is_some_and(|c| !matches!(c, "tweet" | "written"));
            stated.entry(member).or_default().push(Stated {
                draft: at,
                paragraph: draft.paragraph,
                days,
                occasion,
            });
        }
    }
    carry(drafts, &stated, published_of);
    warnings
}

/// Returns the date expression that applies to a statement: one beside its cue, or the day of the occasion that the
/// sentence before names.
fn expression_for((source, tokens): (&str, Tokens<'_>), draft: &Draft) -> Option<(Found, DateBasis)> {
    let told = |span: &Span| find(source, *span, tokens.within(*span));
    if let Some(found) = draft.circumstances.iter().find_map(told) {
        return Some((found, DateBasis::Stated));
    }
    let found = draft.occasion.as_ref().and_then(told).filter(|found| found.what.is_day())?;
    Some((found, DateBasis::Carried))
}

/// Returns where the date of a statement is from, for the reader.
fn reason(words: &str, basis: DateBasis, published: Option<Date>) -> String {
    match published {
        _ if basis == DateBasis::Carried => format!("“{words}” in the sentence before"),
        Some(day) => format!("the sentence says “{words}”, in an article of {day}"),
        None => format!("the sentence says “{words}”; the article’s own day is not known"),
    }
}

/// Gives words without a day of their own that of the same speaker's nearest statement, or else of publication.
fn carry(
    drafts: &mut [Draft],
    stated: &FxHashMap<usize, Vec<Stated>>,
    published_of: impl Fn(&Draft) -> Option<Date>,
) {
    for (at, draft) in drafts.iter_mut().enumerate() {
        if draft.when.is_some() {
            continue;
        }
        let published = published_of(draft);
        let known = draft.source.member.and_then(|m| stated.get(&m));
        match known.and_then(|all| nearest(all, at, draft.paragraph)) {
            Some((one, direction)) => {
                draft.when = Some(StatementDate { days: one.days, basis: DateBasis::Carried });
                draft.date_reason = format!("no day given; taken from the speaker’s {direction} statement");
            }
            None => {
                draft.when = published.map(|day| StatementDate {
                    days: DateSpan::Calendar(day, day),
                    basis: DateBasis::Published,
                });
                draft.date_reason = match published {
                    Some(day) => format!("no day is stated: it was said by {day}, the day of publication"),
                    None => "no day is stated, and the article’s own day is not known".to_owned(),
                };
            }
        }
    }
}

/// Whether a date is long before publication, so that it is unlikely to apply to what follows.
fn is_old(days: DateSpan, published: Date) -> bool {
    matches!(days, DateSpan::Calendar(_, last) if last < published.saturating_add(-OLD))
}

/// Whether a cue is in the future: "will say", "is going to announce".
fn is_to_come(source: &str, cue: Span) -> bool {
    let before = source.get(..cue.start as usize).unwrap_or_default();
    let mut last = before.split_whitespace().rev().take(2);
    let is = |word: Option<&str>, all: &[&str]| {
        word.is_some_and(|word| all.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    let first = last.next();
    is(first, &["will", "shall"]) || is(first, &["to"]) && is(last.next(), &["going", "due"])
}

/// Whether a cue is in the past perfect: "had warned", "had already said".
fn is_past_perfect(source: &str, cue: Span) -> bool {
    let before = source.get(..cue.start as usize).unwrap_or_default();
    before.split_whitespace().rev().take(2).any(|word| {
        let lower = word.to_ascii_lowercase();
        lower == "had" || lower.ends_with("’d") || lower.ends_with("'d")
    })
}

/// Returns the date to carry to draft `at`: the last one stated before it, or else one stated soon after.
fn nearest(all: &[Stated], at: usize, paragraph: usize) -> Option<(&Stated, &'static str)> {
    let before = all.iter().rev().find(|s| s.draft < at);
    if let Some(one) = before.filter(|s| !s.occasion || paragraph <= s.paragraph.plus(OCCASION)) {
        return Some((one, "previous"));
    }
    // A later date does not apply to words with an occasion of their own.
    let after = all.iter().find(|s| s.draft > at).filter(|s| before.is_none() && !s.occasion);
    after.filter(|s| s.paragraph <= paragraph.plus(BACK)).map(|one| (one, "next"))
}

fn unknown(span: Span, words: &str) -> Warning {
    let message = format!(
        "“{words}” needs the day of publication to be told: give it in the front matter or with --published"
    );
    Warning { message, start: span.start, end: span.end }
}
