//! Who is who across articles.
//!
//! What the publisher states takes precedence. Otherwise speakers with the same name are one, unless they
//! speak for different countries. A surname alone is the only person in the corpus with that surname; if
//! there are two, it remains a speaker of its own.

use onrecord_model::{Country, Speaker, SpeakerId, SpeakerKind, ranked};
use onrecord_text::lowercase;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    BuildWarning, Input,
    people::{People as Stated, Person, key},
};

/// A speaker of one article: the article's index, and the speaker's id in that article.
type Key = (usize, SpeakerId);

/// Returns all speakers by their final ids, and for each article's speakers the index among them. `inputs`
/// are in order of days, so an id goes to the speaker who had the name first.
pub(super) fn identify(
    inputs: &[Input],
    stated: &Stated,
    problems: &mut Vec<BuildWarning>,
) -> (Vec<Speaker>, FxHashMap<Key, usize>) {
    let mut people = People::default();
    people.state(stated, problems);
    let mut who: FxHashMap<Key, usize> = FxHashMap::default();
    let all = || {
        inputs.iter().enumerate().flat_map(|(i, input)| input.article.speakers.iter().map(move |s| (i, s)))
    };
    for (article, speaker) in all().filter(|(_, s)| !is_surname(s)) {
        who.insert((article, speaker.id.clone()), people.add(speaker));
    }
    let bearers = people.bearers();
    for (article, speaker) in all().filter(|(_, s)| is_surname(s)) {
        let stated = people.stated_as(speaker);
        let one = bearers.get(&lowercase(&speaker.name)).copied().flatten();
        let index = match stated.or(one.filter(|&one| people.fits(one, speaker))) {
            Some(one) => people.merge(one, speaker),
            None => people.add(speaker),
        };
        who.insert((article, speaker.id.clone()), index);
    }
    for (index, person) in &people.overrules {
        if let Some(speaker) = people.all.get_mut(*index) {
            person.overrule(speaker);
        }
    }
    sorted(people.all, who)
}

/// Returns whether the speaker is a person named by a single word.
fn is_surname(speaker: &Speaker) -> bool {
    speaker.kind == SpeakerKind::Person && !speaker.name.trim().contains(char::is_whitespace)
}

#[derive(Default)]
struct People {
    all: Vec<Speaker>,
    /// All ids in use.
    given: FxHashSet<SpeakerId>,
    /// The speakers whose names give the same id.
    alike: FxHashMap<SpeakerId, Vec<usize>>,
    /// The speakers that the publisher states, by each of their names.
    stated: FxHashMap<String, usize>,
    /// What the publisher states about them.
    overrules: Vec<(usize, Person)>,
}

impl People {
    /// Adds the speakers that the publisher states.
    fn state(&mut self, stated: &Stated, problems: &mut Vec<BuildWarning>) {
        for person in &stated.person {
            let index = self.all.len();
            let mut is_new = true;
            for name in person.names() {
                let one = *self.stated.entry(key(name)).or_insert(index);
                let Some(first) = self.all.get(one) else { continue };
                is_new &= *name != person.name;
                let (first, second) = (first.name.clone(), person.name.clone());
                problems.push(BuildWarning::SharedName { name: name.clone(), first, second });
            }
            if is_new {
                let id = self.free(&person.name, person.country.country());
                self.alike.entry(SpeakerId::from_name(&person.name)).or_default().push(index);
                self.all.push(person.speaker(id));
                self.overrules.push((index, person.clone()));
            }
        }
    }

    /// Returns the index of the stated speaker with this speaker's name.
    fn stated_as(&self, speaker: &Speaker) -> Option<usize> {
        self.stated.get(&key(&speaker.name)).copied()
    }

    fn add(&mut self, speaker: &Speaker) -> usize {
        if let Some(stated) = self.stated_as(speaker) {
            return self.merge(stated, speaker);
        }
        let base = SpeakerId::from_name(&speaker.name);
        let alike = self.alike.get(&base).cloned().unwrap_or_default();
        if let Some(&known) = alike.iter().find(|&&i| self.fits(i, speaker)) {
            return self.merge(known, speaker);
        }
        let id = self.free(&speaker.name, speaker.country);
        self.all.push(Speaker { id, ..speaker.clone() });
        self.alike.entry(base).or_default().push(self.all.len().saturating_sub(1));
        self.all.len().saturating_sub(1)
    }

    /// Returns an unused id: made from the name, else from name and country, else from name and a number.
    fn free(&mut self, name: &str, country: Option<Country>) -> SpeakerId {
        let with_country = country.map(|country| format!("{name} {country}"));
        let numbered = (2_u32..).map(|n| format!("{name} {n}"));
        let mut names = [name.to_owned()].into_iter().chain(with_country).chain(numbered);
        loop {
            let id = SpeakerId::from_name(&names.next().unwrap_or_default());
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Returns whether the speaker at `index` can be this one: of the same kind, and not of another country.
    fn fits(&self, index: usize, speaker: &Speaker) -> bool {
        self.all.get(index).is_some_and(|known| {
            known.kind == speaker.kind
                && (known.country.is_none() || speaker.country.is_none() || known.country == speaker.country)
        })
    }

    /// Adds what a later article states to the speaker at `index`: missing facts, and the newest role.
    fn merge(&mut self, index: usize, speaker: &Speaker) -> usize {
        if let Some(known) = self.all.get_mut(index) {
            known.country = known.country.or(speaker.country);
            known.role = speaker.role.clone().or(known.role.take());
            known.affiliation = speaker.affiliation.clone().or(known.affiliation.take());
            for alias in speaker.aliases.iter().chain([&speaker.name]) {
                if *alias != known.name && !known.aliases.contains(alias) {
                    known.aliases.push(alias.clone());
                }
            }
        }
        index
    }

    /// Returns for each single-word name the person with that surname, or `None` if there are several.
    fn bearers(&self) -> FxHashMap<String, Option<usize>> {
        let mut bearers: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (index, speaker) in self.all.iter().enumerate().filter(|(_, s)| s.kind == SpeakerKind::Person) {
            let last = speaker.name.split_whitespace().next_back();
            let single =
                speaker.aliases.iter().map(String::as_str).filter(|a| !a.contains(char::is_whitespace));
            for word in single.chain(last) {
                let one = bearers.entry(lowercase(word)).or_insert(Some(index));
                if *one != Some(index) {
                    *one = None;
                }
            }
        }
        bearers
    }
}

/// Sorts speakers by id, updates the indices, and drops speakers without statements.
fn sorted(all: Vec<Speaker>, who: FxHashMap<Key, usize>) -> (Vec<Speaker>, FxHashMap<Key, usize>) {
    let speak: FxHashSet<usize> = who.values().copied().collect();
    let order = all.into_iter().enumerate().filter(|(index, _)| speak.contains(index)).collect();
    let order = ranked::sorted(order, |a: &(usize, Speaker), b| a.1.id.cmp(&b.1.id));
    let place: FxHashMap<usize, usize> =
        order.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    let who = who.into_iter().filter_map(|(key, old)| Some((key, *place.get(&old)?))).collect();
    (order.into_iter().map(|(_, speaker)| speaker).collect(), who)
}
