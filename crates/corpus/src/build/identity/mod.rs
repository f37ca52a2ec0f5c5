//! Entity resolution: which speakers of different articles are the same.
//!
//! Speakers are resolved in layers, each of which records its reason: what the publisher states; the same full name;
//! a shorter variant of a name (without middle initials or "Jr.", with a nickname); a surname alone; the normal form
//! of a body's name. Unnamed speakers belong to their article. Names are compared within groups of equal keys only,
//! and speakers whose country, work or sex contradict are never merged: a wrong merge is worse than a split.

mod bodies;
mod cluster;
mod evidence;
mod keys;
mod owners;
mod papers;
mod person_name;
mod places;
mod role_words;
mod same_bodies;
mod work;

use std::collections::BTreeMap;

use onrecord_model::{Speaker, SpeakerId, SpeakerKind, ranked};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    BuildWarning, Input,
    people::{People as Stated, key},
};
use crate::wikidata::WikidataItem;
use bodies::BodyName;
use cluster::Cluster;
pub use evidence::is_unnamed;
pub(super) use evidence::role_of;
use evidence::{Evidence, leave_out_words_before_names, tell_bodies_from_people, tell_people_from_bodies};
pub use keys::{IdentityKeys, stated_keys};
use person_name::First;
use same_bodies::body_names;

/// Whether a role names an office, an occupation or another description of a person, rather than a courtesy title, an
/// epithet or a relation.
pub(super) fn is_role(words: &str) -> bool {
    work::worth(words) > 1
}

/// Returns the office or occupation that a role names, in a form that is equal for equal ones: "Sen.", "senator".
pub(super) fn office_of(role: &str) -> Option<&'static str> {
    work::Work::from_role(role).heads.first().copied()
}

/// Returns whether two roles are unlikely to be the same person's, such as senator and student.
#[must_use]
pub fn roles_exclude(one: &str, other: &str) -> bool {
    work::Work::from_role(one).excludes(&work::Work::from_role(other))
}

/// A speaker of one article: the article's index, and the speaker's id in that article.
pub(super) type Key = (usize, SpeakerId);

/// Speakers with equal keys beyond this number are not compared with each other.
const COMPARED: usize = 64;
/// The minimum number of articles near a day, and the minimum ratio to those of any other bearer of the surname, for a
/// surname alone to refer to a person.
const IN_THE_NEWS: usize = 3;
const TIMES: usize = 4;

/// The speakers of a record.
#[derive(Default)]
pub(super) struct Identities {
    /// All speakers, sorted by id.
    pub(super) speakers: Vec<Speaker>,
    /// The index of each article's speakers among them.
    pub(super) who: FxHashMap<Key, usize>,
    /// Why a speaker of an article was merged with one that other articles name differently.
    pub(super) reasons: FxHashMap<Key, String>,
    /// Those whose role the publisher states.
    pub(super) have_stated_role: FxHashSet<SpeakerId>,
    /// The items of Wikidata that the publisher states.
    pub(super) wikidata: BTreeMap<SpeakerId, WikidataItem>,
}

/// Resolves the speakers of all articles. `inputs` are in order of days, so an id goes to the speaker who had the name
/// first.
pub(super) fn identify(inputs: &[Input], stated: &Stated, problems: &mut Vec<BuildWarning>) -> Identities {
    let mut all: Vec<Evidence<'_>> =
        inputs.iter().enumerate().flat_map(|(at, input)| Evidence::of_article(at, input)).collect();
    tell_bodies_from_people(&mut all);
    tell_people_from_bodies(&mut all);
    leave_out_words_before_names(&mut all);
    let mut resolver =
        Resolver { found: vec![None; all.len()], reasons: vec![None; all.len()], ..Resolver::default() };
    resolver.state(stated, problems);
    resolver.join_stated(&all);
    resolver.keep_unnamed(&all);
    let bodies = body_names(&all);
    resolver.join_full_names(&all, &bodies);
    resolver.join_variants();
    resolver.join_bodies(&all, &bodies);
    resolver.join_papers(&all, &bodies);
    resolver.join_surnames(&all);
    resolver.finish(&all)
}

#[derive(Default)]
struct Resolver {
    clusters: Vec<Cluster>,
    /// For each cluster, the cluster that it was merged into, or itself.
    leader: Vec<usize>,
    /// The cluster of each piece of evidence.
    found: Vec<Option<usize>>,
    reasons: Vec<Option<&'static str>>,
    /// The clusters that the publisher states, by each of their names.
    stated: FxHashMap<String, usize>,
}

impl Resolver {
    fn push(&mut self, cluster: Cluster) -> usize {
        let index = self.clusters.len();
        self.clusters.push(cluster);
        self.leader.push(index);
        index
    }

    /// Returns the cluster that a cluster was merged into.
    fn lead(&self, mut index: usize) -> usize {
        while let Some(&next) = self.leader.get(index).filter(|next| **next != index) {
            index = next;
        }
        index
    }

    fn cluster(&self, index: usize) -> Option<&Cluster> {
        self.clusters.get(self.lead(index))
    }

    fn open(&mut self, at: usize, evidence: &Evidence<'_>) -> usize {
        let index = self.push(Cluster::new(evidence));
        self.place(at, index);
        index
    }

    fn place(&mut self, at: usize, index: usize) {
        if let Some(found) = self.found.get_mut(at) {
            *found = Some(index);
        }
    }

    fn join(&mut self, at: usize, evidence: &Evidence<'_>, index: usize, reason: Option<&'static str>) {
        let index = self.lead(index);
        if let Some(cluster) = self.clusters.get_mut(index) {
            cluster.add(evidence);
        }
        self.place(at, index);
        if let Some(known) = self.reasons.get_mut(at) {
            *known = reason;
        }
    }

    fn is_open(&self, at: usize) -> bool {
        self.found.get(at).is_some_and(Option::is_none)
    }

    /// Merges two clusters. The one with more articles is kept.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.lead(a), self.lead(b));
        if a == b {
            return;
        }
        let size = |index: usize| self.clusters.get(index).map_or(0, |c| c.articles.len());
        let stated = |index: usize| self.clusters.get(index).is_some_and(|c| c.stated.is_some());
        let (into, from) = if (stated(a), size(a)) >= (stated(b), size(b)) { (a, b) } else { (b, a) };
        let Some(other) = self.clusters.get(from).cloned() else { return };
        if let Some(cluster) = self.clusters.get_mut(into) {
            cluster.absorb(other);
        }
        if let Some(leader) = self.leader.get_mut(from) {
            *leader = into;
        }
    }

    /// Adds the speakers that the publisher states.
    fn state(&mut self, stated: &Stated, problems: &mut Vec<BuildWarning>) {
        for person in &stated.person {
            let index = self.clusters.len();
            let mut is_new = true;
            for name in person.names() {
                let one = *self.stated.entry(key(name)).or_insert(index);
                let Some(first) = self.clusters.get(one).and_then(|c| c.stated.as_ref()) else { continue };
                is_new &= *name != person.name;
                let (first, second) = (first.name.clone(), person.name.clone());
                problems.push(BuildWarning::SharedName { name: name.clone(), first, second });
            }
            if is_new {
                self.push(Cluster::stated(person));
            }
        }
    }

    fn join_stated(&mut self, all: &[Evidence<'_>]) {
        for (at, evidence) in all.iter().enumerate() {
            if let Some(&index) = self
                .stated
                .get(&key(&evidence.speaker.name))
                .or_else(|| self.stated.get(&key(evidence.written)))
            {
                self.join(at, evidence, index, None);
            }
        }
    }

    /// Adds groups, documents and people without a name, who belong to their article.
    fn keep_unnamed(&mut self, all: &[Evidence<'_>]) {
        for (at, evidence) in all.iter().enumerate().filter(|(_, evidence)| evidence.is_unnamed) {
            if self.is_open(at) {
                self.keep(at, evidence);
                let kept = self.clusters.last_mut().zip(evidence.place.as_deref());
                if let Some((cluster, place)) = kept {
                    cluster.add_place(place);
                }
            }
        }
    }

    /// Adds a speaker who belongs to one article.
    fn keep(&mut self, at: usize, evidence: &Evidence<'_>) {
        let index = self.open(at, evidence);
        if let Some(cluster) = self.clusters.get_mut(index) {
            cluster.article_id = Some(evidence.article_id.to_owned());
        }
    }

    /// Merges people with the same full name, unless something contradicts.
    fn join_full_names(&mut self, all: &[Evidence<'_>], bodies: &[Option<BodyName>]) {
        let mut alike: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter().enumerate() {
            if cluster.kind == SpeakerKind::Person && cluster.stated.is_some() {
                alike.entry(cluster.name.whole()).or_default().push(index);
            }
        }
        for (at, evidence) in all.iter().enumerate() {
            if evidence.kind != SpeakerKind::Person || evidence.name.is_surname() || !self.is_open(at) {
                continue;
            }
            if bodies.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let known = alike.entry(evidence.name.whole()).or_default();
            let fits = |index: &&usize| {
                self.clusters.get(**index).is_some_and(|c| {
                    c.fits(evidence) && c.articles.last().is_none_or(|(last, _)| *last != evidence.article)
                })
            };
            match known.iter().take(COMPARED).find(fits).copied() {
                Some(index) => self.join(at, evidence, index, None),
                None => {
                    let index = self.clusters.len();
                    known.push(index);
                    self.open(at, evidence);
                }
            }
        }
    }

    /// Merges people whose names are variants of each other: "Joe Sorley" and "Joseph K. Sorley Jr."
    fn join_variants(&mut self) {
        let mut groups: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut bearers: FxHashMap<&str, usize> = FxHashMap::default();
        let people = || {
            let is_person =
                |(_, c): &(usize, &Cluster)| c.kind == SpeakerKind::Person && c.article_id.is_none();
            self.clusters.iter().enumerate().filter(is_person).filter(|(_, c)| !c.name.is_surname())
        };
        for (index, cluster) in people() {
            let count = bearers.entry(&cluster.name.surname).or_default();
            *count = count.saturating_add(1);
            for key in cluster.name.keys() {
                groups.entry(key).or_default().push(index);
            }
        }
        let groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
        let groups = ranked::sorted(groups, Ord::cmp);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for group in &groups {
            let group: Vec<usize> = group.iter().copied().take(COMPARED).collect();
            let alone = |index: usize| {
                self.clusters
                    .get(index)
                    .and_then(|c| bearers.get(c.name.surname.as_str()))
                    .is_some_and(|n| *n <= 2)
            };
            pairs.extend(self.pairs(&group, &alone));
        }
        pairs.extend(self.misspelt());
        for (a, b) in pairs {
            let (x, y) = (self.lead(a), self.lead(b));
            if let (Some(x), Some(y)) = (self.clusters.get(x), self.clusters.get(y))
                && (self.clusters.get(a).is_some_and(|_| x.may_be(y)))
            {
                self.unite(a, b);
            }
        }
    }

    /// Returns the pairs of people with a surname that nobody else has, the same office and one slip in the given name.
    fn misspelt(&self) -> Vec<(usize, usize)> {
        let mut bearers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter().enumerate() {
            let is_person = cluster.kind == SpeakerKind::Person && cluster.article_id.is_none();
            if is_person && !cluster.name.is_surname() {
                bearers.entry(&cluster.name.surname).or_default().push(index);
            }
        }
        let mut pairs = Vec::new();
        for two in bearers.values() {
            let &[a, b] = two.as_slice() else { continue };
            let Some((x, y)) = self.clusters.get(a).zip(self.clusters.get(b)) else { continue };
            if x.name.is_misspelt(&y.name) && x.shares_office(y) && x.may_be(y) {
                pairs.push((a, b));
            }
        }
        ranked::sort(&mut pairs, Ord::cmp);
        pairs
    }

    /// Returns the pairs of a group that are one person. `alone` tells whether hardly anybody else has the surname.
    fn pairs(&self, group: &[usize], alone: &dyn Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let one = |a: usize, b: usize| self.is_variant(a, b, alone(a));
        let works = |a: usize, b: usize| {
            self.clusters.get(a).zip(self.clusters.get(b)).is_some_and(|(a, b)| a.shares_work(b))
        };
        let mut pairs = Vec::new();
        for (nth, &a) in group.iter().enumerate() {
            let partners: Vec<usize> = group.iter().copied().filter(|&b| b != a && one(a, b)).collect();
            for &b in group.iter().skip(nth.saturating_add(1)).filter(|b| partners.contains(b)) {
                // "John Smith" may be "John A. Smith" or "John B. Smith": only their work distinguishes them.
                let rival = |x: usize, y: usize| {
                    group.iter().any(|&c| c != x && c != y && one(x, c) && !self.alike(y, c))
                };
                let doubtful = rival(a, b) || rival(b, a);
                if !doubtful || works(a, b) {
                    pairs.push((a, b));
                }
            }
        }
        pairs
    }

    /// Whether two names are similar at all.
    fn alike(&self, a: usize, b: usize) -> bool {
        let names = self.clusters.get(a).zip(self.clusters.get(b));
        names.is_some_and(|(a, b)| a.name == b.name || a.name.likeness(&b.name).is_some())
    }

    /// Whether one name is a variant of the other, with enough evidence that both belong to one person.
    fn is_variant(&self, a: usize, b: usize, alone: bool) -> bool {
        let Some((a, b)) = self.clusters.get(a).zip(self.clusters.get(b)) else { return false };
        let Some(likeness) = a.name.likeness(&b.name).filter(|_| a.name != b.name && a.may_be(b)) else {
            return false;
        };
        let works = a.shares_work(b);
        let in_office = a.work.field.is_office() && b.work.field.is_office();
        let near = in_office && a.country().is_some() && a.country() == b.country();
        let kin = a.is_only_kin || b.is_only_kin;
        // Hardly two people of a record have a rare surname and one given name, if nothing tells that they do other
        // things.
        let unknown = !a.has_role() || !b.has_role();
        let public = a.work.field.meets(b.work.field) || unknown && !a.is_private() && !b.is_private();
        // "J. Smith" may be anybody.
        let spelled =
            [a, b].iter().all(|c| c.name.given.first().is_some_and(|first| first.chars().count() > 1));
        let one_country = a.country().zip(b.country()).is_none_or(|(a, b)| a == b);
        match (likeness.first, likeness.suffix_left_out) {
            _ if kin => false,
            // Father and son have the same name.
            (_, true) => works,
            (First::Same, false) => true,
            (First::Short, false) => works || near || alone && spelled && public && one_country,
        }
    }

    /// Merges speakers named by a surname alone with the person to whom the surname refers.
    fn join_surnames(&mut self, all: &[Evidence<'_>]) {
        self.clusters.iter_mut().for_each(Cluster::order_days);
        let mut bearers: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter().enumerate() {
            let leads = self.lead(index) == index;
            if leads
                && cluster.kind == SpeakerKind::Person
                && cluster.article_id.is_none()
                && !cluster.name.is_surname()
            {
                for word in cluster.single_names() {
                    bearers.entry(word).or_default().push(index);
                }
            }
        }
        let mut unknown: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, evidence) in all.iter().enumerate() {
            if evidence.kind != SpeakerKind::Person || !self.is_open(at) {
                continue;
            }
            let surname = &evidence.name.surname;
            let named = bearers.get(surname).map_or(&[][..], Vec::as_slice);
            if let Some((index, reason)) = self.meant(evidence, named) {
                self.join(at, evidence, index, Some(reason));
                continue;
            }
            let known = unknown.entry(surname.clone()).or_default();
            let same = |index: &&usize| {
                self.clusters.get(**index).is_some_and(|c| {
                    let agrees =
                        c.work.agrees(&evidence.work) && c.country() == evidence.origin.map(|o| o.country);
                    c.fits(evidence) && (named.is_empty() || agrees)
                })
            };
            match known.iter().take(COMPARED).find(same).copied() {
                Some(index) => self.join(at, evidence, index, None),
                None if named.is_empty() || !evidence.work.heads.is_empty() => {
                    known.push(self.clusters.len());
                    self.open(at, evidence);
                }
                None => self.keep(at, evidence),
            }
        }
    }

    /// Returns which of `bearers` an article refers to by a surname alone, with the reason.
    fn meant(&self, evidence: &Evidence<'_>, bearers: &[usize]) -> Option<(usize, &'static str)> {
        // The country of the story is not that of everybody in it.
        let country = evidence.origin.filter(|origin| origin.is_stated).map(|origin| origin.country);
        let fits = |c: &Cluster| {
            let elsewhere = c.country().zip(country).is_some_and(|(own, other)| own != other);
            // The article itself tells them apart.
            let apart = c.is_in(evidence.article) && !evidence.is_reread;
            let sex = c.sex().zip(evidence.sex).is_some_and(|(own, other)| own != other);
            c.fits(evidence) && !sex && !elsewhere && !apart && !work::other_office(&c.work, &evidence.work)
        };
        let fitting = bearers.iter().copied().filter(|index| self.cluster(*index).is_some_and(fits));
        let fitting: Vec<usize> = fitting.take(COMPARED).collect();
        let is_here = |index: &usize| self.cluster(*index).is_some_and(|c| c.is_in(evidence.article));
        let mut here = fitting.iter().copied().filter(is_here);
        if let (Some(one), None) = (here.next(), here.next()) {
            return Some((one, "the only one of that name in the article"));
        }
        let of_office = || {
            let agrees = |index: &usize| self.cluster(*index).is_some_and(|c| c.work.agrees(&evidence.work));
            fitting.iter().copied().filter(agrees).collect::<Vec<_>>()
        };
        let in_office = if evidence.work.field.is_office() { of_office() } else { Vec::new() };
        if let [one] = in_office.as_slice() {
            return Some((*one, "the only one of that name and office in the record"));
        }
        let known: Vec<usize> = if in_office.is_empty() {
            fitting.into_iter().filter(|index| self.cluster(*index).is_some_and(|c| !c.is_only_kin)).collect()
        } else {
            in_office
        };
        if let [one] = known.as_slice() {
            return Some((*one, "the only one of that name in the record"));
        }
        let near = |index: &usize| self.cluster(*index).map_or(0, |c| c.articles_near(evidence.day));
        let first = known.iter().copied().max_by_key(near)?;
        let second = known.iter().filter(|index| **index != first).map(near).max().unwrap_or_default();
        let count = near(&first);
        (count >= IN_THE_NEWS && count >= second.saturating_mul(TIMES))
            .then_some((first, "the one of that name who is in the news at the time"))
    }

    /// Assigns ids, and sorts speakers by id. Speakers without statements are dropped.
    fn finish(&self, all: &[Evidence<'_>]) -> Identities {
        let found = || all.iter().zip(&self.found).filter_map(|(e, found)| Some((e, self.lead((*found)?))));
        let mut order: Vec<usize> = Vec::new();
        let mut seen = FxHashSet::default();
        // A speaker whom the publisher states gets the plain id; otherwise, the one of the earliest article.
        order.extend(
            (0..self.clusters.len()).filter(|i| self.clusters.get(*i).is_some_and(|c| c.stated.is_some())),
        );
        order.extend(found().map(|(_, index)| index));
        order.retain(|index| seen.insert(self.lead(*index)));
        let speak: FxHashSet<usize> = found().map(|(_, index)| index).collect();
        let mut given: FxHashSet<SpeakerId> = FxHashSet::default();
        let mut speakers = Vec::new();
        let mut wikidata = BTreeMap::new();
        let mut have_stated_role = FxHashSet::default();
        for index in order {
            let index = self.lead(index);
            let Some(cluster) = self.clusters.get(index) else { continue };
            let mut ids = cluster.id_names();
            let id = loop {
                let id = SpeakerId::from_name(&ids.next().unwrap_or_default());
                if given.insert(id.clone()) {
                    break id;
                }
            };
            if speak.contains(&index) {
                let item = cluster.stated.as_ref().and_then(|person| person.wikidata.clone());
                wikidata.extend(item.map(|item| (id.clone(), item)));
                let role = cluster.stated.as_ref().and_then(|person| person.role.as_ref());
                have_stated_role.extend(role.map(|_| id.clone()));
                speakers.push((index, cluster.speaker(id)));
            }
        }
        self.name_owners(all, speakers.iter_mut().map(|(_, speaker)| speaker));
        let speakers = ranked::sorted(speakers, |a: &(usize, Speaker), b| a.1.id.cmp(&b.1.id));
        let place: FxHashMap<usize, usize> =
            speakers.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
        let key = |e: &Evidence<'_>| (e.article, e.speaker.id.clone());
        let who = found().filter_map(|(e, index)| Some((key(e), *place.get(&index)?))).collect();
        let names: Vec<&str> = self.clusters.iter().map(Cluster::shown_name).collect();
        let mut reasons = FxHashMap::default();
        for ((evidence, found), reason) in all.iter().zip(&self.found).zip(&self.reasons) {
            let Some(name) = found.and_then(|at| names.get(self.lead(at)).copied()) else { continue };
            let written = evidence.written;
            let reason = reason.unwrap_or("whom articles call by either name");
            if written != name && !evidence.is_unnamed {
                reasons.insert(key(evidence), format!("“{written}” is {name}, {reason}"));
            }
        }
        Identities {
            speakers: speakers.into_iter().map(|(_, speaker)| speaker).collect(),
            who,
            reasons,
            have_stated_role,
            wikidata,
        }
    }
}

#[cfg(test)]
mod tests;
