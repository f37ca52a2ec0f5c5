//! Deduplication: the same words by the same speaker in several articles are one statement with several occurrences. Words
//! are the same if they differ in [`LIGHT`] words, punctuation and case only.
//!
//! Only statements of some length are merged, and only if the days that the articles state are close together: "yes" is
//! said often, and a slogan for years.

use onrecord_model::{
    Date, DateBasis, DateRange, Statement,
    ranked::{sort, sorted},
};
use onrecord_text::text_fingerprint;

use crate::draft::{ArticleContent, Entry, Occurrence, calendar_dates};

/// Shorter statements may be equal by chance.
const WORDS: usize = 5;
/// Words that differ between reports of the same words, as editors add, drop and exchange them.
const LIGHT: [&str; 9] = ["a", "an", "the", "of", "for", "that", "per", "cent", "percent"];
/// The greatest number of days between two reports of the same words: a weekly paper reports last week's.
const DAYS: i32 = 7;

/// What equal statements share: the fingerprint of the words, the speaker, and whether they are asserted.
type Key = (u64, usize, bool);

/// Returns all statements, with equal ones merged. `speaker` returns the speaker at a place.
pub(super) fn entries(
    articles: &[ArticleContent],
    speaker: impl Fn(Occurrence) -> Option<usize>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut alike: Vec<(Key, Report<Occurrence>)> = Vec::new();
    for (article, source) in articles.iter().enumerate() {
        for (index, statement) in source.statements.iter().enumerate() {
            let place = Occurrence { article, statement: index };
            let by = speaker(place);
            match Report::new(statement, place).zip(by) {
                Some(((hash, report), by)) => {
                    alike.push(((hash, by, statement.asserted), report));
                }
                None => {
                    entries.push(Entry { speaker: by, country: None, primary: place, others: Vec::new() })
                }
            }
        }
    }
    alike.sort_unstable_by_key(|(key, report)| (*key, report.place));
    for same in alike.chunk_by(|a, b| a.0 == b.0) {
        let Some(((_, by, _), _)) = same.first() else { continue };
        let reports = same.iter().map(|(_, report)| report.clone()).collect();
        let merged = merge_reports(reports, |a, b| a.article == b.article);
        entries.extend(merged.into_iter().map(|one| {
            let others = sorted(one.others, Ord::cmp);
            Entry { speaker: Some(*by), country: None, primary: one.primary, others }
        }));
    }
    entries
}

/// A report of words that other articles may report too: at a place, with the days on which they may have been said. A
/// place is of any type that is ordered, such as [`Occurrence`].
#[derive(Clone, Debug)]
pub struct Report<P> {
    /// The place.
    pub place: P,
    /// The days on which the words may have been said, from the first to the last.
    pub days: DateRange,
    /// What the days are based on.
    pub basis: DateBasis,
}

impl<P> Report<P> {
    /// Returns the report at a place with the fingerprint of its words, or `None` if it is never merged: because it
    /// has fewer than five words, or its days are unknown or relative. Reports are compared with others of the same
    /// fingerprint, the same speaker, and the same `asserted`.
    pub fn new(statement: &Statement, place: P) -> Option<(u64, Self)> {
        let long_enough = statement.text.split_whitespace().nth(WORDS - 1).is_some();
        let days = calendar_dates(statement).filter(|_| long_enough)?;
        let basis = statement.when.map_or(DateBasis::Published, |when| when.basis);
        Some((fingerprint(&statement.text), Self { place, days, basis }))
    }
}

/// Returns what nearly equal words have in common.
fn fingerprint(text: &str) -> u64 {
    let is_light = |word: &str| {
        let word = word.trim_matches(|ch: char| !ch.is_alphanumeric());
        LIGHT.iter().any(|light| word.eq_ignore_ascii_case(light))
    };
    let mut words = String::with_capacity(text.len());
    text.split_whitespace().filter(|word| !is_light(word)).for_each(|word| words.push_str(word));
    text_fingerprint(&words)
}

/// Reports of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged<P> {
    /// The place at which it is shown: the first whose day is stated, else carried, else that of publication.
    pub primary: P,
    /// The other places, in the order of the basis of their days, then of places.
    pub others: Vec<P>,
}

/// Merges reports of equal words by one speaker, which must be in order of their articles and places. Reports are
/// merged if their days are at most seven days apart; two of one article, as `same_article` tells, never are.
pub fn merge_reports<P: Clone + Ord>(
    reports: Vec<Report<P>>,
    same_article: impl Fn(&P, &P) -> bool,
) -> Vec<Merged<P>> {
    let mut groups: Vec<Group<P>> = Vec::new();
    for report in reports {
        let fits = |group: &&mut Group<P>| {
            let between = |end: Date, begin: Date| begin.number().saturating_sub(end.number());
            let gap = between(group.days.to, report.days.from).max(between(report.days.to, group.days.from));
            // The same words twice in one article are two statements. Reports are in order of their articles, so that
            // only the last one can be of the same.
            let has_article = |(_, known): &(DateBasis, P)| same_article(known, &report.place);
            gap <= DAYS && !group.places.last().is_some_and(has_article)
        };
        let place = (report.basis, report.place.clone());
        match groups.iter_mut().find(fits) {
            Some(group) => {
                group.days = group.days.cover(report.days);
                group.places.push(place);
            }
            None => groups.push(Group { days: report.days, places: vec![place] }),
        }
    }
    groups.into_iter().filter_map(Group::merged).collect()
}

/// Places that report the same statement, with how precisely each states the day.
struct Group<P> {
    days: DateRange,
    places: Vec<(DateBasis, P)>,
}

impl<P: Ord> Group<P> {
    fn merged(mut self) -> Option<Merged<P>> {
        sort(&mut self.places, Ord::cmp);
        let mut places = self.places.into_iter().map(|(_, place)| place);
        Some(Merged { primary: places.next()?, others: places.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_the_same_but_for_an_editor() {
        for (a, b, same) in [
            ("We paid 5 percent for the grain.", "“We paid 5 per cent for grain”", true),
            (
                "a balance of $300 billion, in three quarters' time",
                "the balance $300 billion in three quarters’ time",
                true,
            ),
            ("We will talk to the North.", "We will not talk to the North.", false),
            ("We will talk to the North.", "We will talk with the North.", false),
        ] {
            assert_eq!(fingerprint(a) == fingerprint(b), same, "{a} / {b}");
        }
    }
}
