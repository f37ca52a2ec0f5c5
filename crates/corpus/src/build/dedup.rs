//! The same words by the same speaker in several articles are one statement with several sources.
//!
//! "Yes" is said often, and a slogan for years: only statements of some length are merged, and only if the
//! days that the articles state are close together.

use onrecord_model::{
    Basis, Day, Statement,
    ranked::{sort, sorted},
};
use rustc_hash::FxHashMap;

use crate::draft::{ArticleContent, Entry, Occurrence, calendar_dates};

/// Shorter statements may be equal by chance.
const WORDS: usize = 5;
/// The greatest number of days between two reports of the same words: a weekly paper reports last week's.
const DAYS: i32 = 7;

/// What must be equal: the fingerprint of the words, the speaker, and whether they are asserted.
type Key = (u64, usize, bool);

/// Returns all statements, with equal ones merged. `speaker` returns the speaker at a place.
pub(super) fn entries(
    articles: &[ArticleContent],
    speaker: impl Fn(Occurrence) -> Option<usize>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut alike: FxHashMap<Key, Vec<Group>> = FxHashMap::default();
    for (article, source) in articles.iter().enumerate() {
        for (index, statement) in source.statements.iter().enumerate() {
            let place = Occurrence { article, statement: index };
            let by = speaker(place);
            match key(statement, by).zip(calendar_dates(statement)) {
                Some((key, days)) => add(alike.entry(key).or_default(), place, days, statement),
                None => {
                    entries.push(Entry { speaker: by, country: None, primary: place, others: Vec::new() })
                }
            }
        }
    }
    for ((_, by, _), groups) in alike {
        entries.extend(groups.into_iter().map(|group| group.entry(by)));
    }
    entries
}

/// Returns the key by which a statement is compared, or `None` if it is too short or its speaker is unknown.
fn key(statement: &Statement, speaker: Option<usize>) -> Option<Key> {
    let long_enough = statement.text.split_whitespace().nth(WORDS - 1).is_some();
    let (_, hash, _) = statement.id.parts().filter(|_| long_enough)?;
    Some((hash, speaker?, statement.asserted))
}

/// Places that report the same statement, with how precisely each states the day.
struct Group {
    days: (Day, Day),
    places: Vec<(Basis, Occurrence)>,
}

fn add(groups: &mut Vec<Group>, place: Occurrence, days: (Day, Day), statement: &Statement) {
    let basis = statement.when.map_or(Basis::Published, |when| when.basis);
    let fits = |group: &&mut Group| {
        let between = |end: Day, begin: Day| begin.number().saturating_sub(end.number());
        let gap = between(group.days.1, days.0).max(between(days.1, group.days.0));
        // Words that occur twice in one article were said twice.
        gap <= DAYS && group.places.iter().all(|(_, known)| known.article != place.article)
    };
    match groups.iter_mut().find(fits) {
        Some(group) => {
            group.days = (group.days.0.min(days.0), group.days.1.max(days.1));
            group.places.push((basis, place));
        }
        None => groups.push(Group { days, places: vec![(basis, place)] }),
    }
}

impl Group {
    fn entry(mut self, speaker: usize) -> Entry {
        sort(&mut self.places, Ord::cmp);
        let mut places = self.places.into_iter().map(|(_, place)| place);
        let first = places.next().unwrap_or(Occurrence { article: 0, statement: 0 });
        let others = sorted(places.collect(), Ord::cmp);
        Entry { speaker: Some(speaker), country: None, primary: first, others }
    }
}
