//! Deduplication: the same words by the same speaker in several articles are one statement with several occurrences.
//!
//! Only statements of some length are merged, and only if the days that the articles state are close together: "yes" is
//! said often, and a slogan for years.

use onrecord_model::{
    Date, DateBasis, DateRange, Statement,
    ranked::{sort, sorted},
};
use rustc_hash::FxHashMap;

use crate::draft::{ArticleContent, Entry, Occurrence, calendar_dates};

/// Shorter statements may be equal by chance.
const WORDS: usize = 5;
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
    let mut alike: FxHashMap<Key, Vec<Report<Occurrence>>> = FxHashMap::default();
    for (article, source) in articles.iter().enumerate() {
        for (index, statement) in source.statements.iter().enumerate() {
            let place = Occurrence { article, statement: index };
            let by = speaker(place);
            match Report::new(statement, place).zip(by) {
                Some(((hash, report), by)) => {
                    alike.entry((hash, by, statement.asserted)).or_default().push(report);
                }
                None => {
                    entries.push(Entry { speaker: by, country: None, primary: place, others: Vec::new() })
                }
            }
        }
    }
    for ((_, by, _), reports) in alike {
        let merged = merge_reports(reports, |a, b| a.article == b.article);
        entries.extend(merged.into_iter().map(|one| {
            let others = sorted(one.others, Ord::cmp);
            Entry { speaker: Some(by), country: None, primary: one.primary, others }
        }));
    }
    entries
}

/// A report of words that other articles may report too: at a place, with the days on which they may have been said.
#[derive(Clone, Debug)]
pub struct Report<P> {
    /// The place.
    pub place: P,
    /// The days on which it may have been said.
    pub days: DateRange,
    /// What the days are based on.
    pub basis: DateBasis,
}

impl<P> Report<P> {
    /// Returns the report at a place with the fingerprint of its words, or `None` if it is never merged: because it is
    /// too short, or its day unknown. Reports are compared with others of the same fingerprint, the same speaker, and
    /// the same `asserted`.
    pub fn new(statement: &Statement, place: P) -> Option<(u64, Self)> {
        let long_enough = statement.text.split_whitespace().nth(WORDS - 1).is_some();
        let (_, hash, _) = statement.id.parts().filter(|_| long_enough)?;
        let basis = statement.when.map_or(DateBasis::Published, |when| when.basis);
        Some((hash, Self { place, days: calendar_dates(statement)?, basis }))
    }
}

/// Reports of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged<P> {
    /// The place at which it is shown: the one that states its day most precisely, else the first.
    pub primary: P,
    /// The other places.
    pub others: Vec<P>,
}

/// Merges reports of equal words by one speaker, which must be in order of their articles and places.
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
