//! Bodies of different articles that are the same: by the normal form of their names, and by initials that articles explain.

use onrecord_model::SpeakerKind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{COMPARED, Resolver, bodies::BodyName, cluster::Cluster, evidence::Evidence, papers};

impl Resolver {
    /// Returns the normal forms of all names that some article gives to a body.
    pub(super) fn body_keys(&self, all: &[Evidence<'_>]) -> FxHashSet<String> {
        let bodies =
            all.iter().filter(|evidence| evidence.kind == SpeakerKind::Institution && !evidence.is_unnamed());
        bodies.map(|evidence| BodyName::parse(evidence.written).key).collect()
    }

    /// Merges bodies by the normal form of their names.
    pub(super) fn join_bodies(&mut self, all: &[Evidence<'_>], bodies: &FxHashSet<String>) {
        let mut known: FxHashMap<String, Vec<(Option<String>, usize)>> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter().enumerate() {
            let person = cluster.stated.as_ref().filter(|_| cluster.kind == SpeakerKind::Institution);
            for name in person.iter().flat_map(|person| person.names()) {
                known.entry(BodyName::parse(name).key).or_default().push((None, index));
            }
        }
        let initials = initials(all);
        for with_owner in [true, false] {
            for (at, evidence) in all.iter().enumerate().filter(|(_, e)| is_body(e, bodies)) {
                let mut name = BodyName::parse(evidence.written);
                let is_short = papers::is_paper(&name.key);
                if name.owner.is_some() != with_owner || is_short || !self.is_open(at) {
                    continue;
                }
                name.be_national(evidence.origin.map(|origin| origin.country));
                if let Some(Some(long)) = initials.get(&name.key) {
                    name.key.clone_from(long);
                }
                let same = |(owner, index): &&(Option<String>, usize)| {
                    let owner_fits = owner.is_none() || name.owner.is_none() || *owner == name.owner;
                    owner_fits && self.clusters.get(*index).is_some_and(|c| is_same_body(c, evidence, &name))
                };
                let alike = known.entry(name.key.clone()).or_default();
                match alike.iter().take(COMPARED).find(same).map(|(_, index)| *index) {
                    Some(index) => self.join(at, evidence, index, None),
                    None => {
                        alike.push((name.owner, self.clusters.len()));
                        let index = self.open(at, evidence);
                        if let Some(cluster) = self.clusters.get_mut(index) {
                            cluster.kind = SpeakerKind::Institution;
                        }
                    }
                }
            }
        }
    }
}

/// Whether evidence is about a body, or about a name that looks like a person's and is a body's in other articles.
pub(super) fn is_body(evidence: &Evidence<'_>, bodies: &FxHashSet<String>) -> bool {
    match evidence.kind {
        SpeakerKind::Institution => true,
        SpeakerKind::Group | SpeakerKind::Document => false,
        SpeakerKind::Person => {
            let nothing_human = evidence.sex.is_none() && evidence.speaker.role.is_none();
            nothing_human && bodies.contains(&BodyName::parse(evidence.written).key)
        }
    }
}

/// Whether an article names a body whose name has this normal form.
fn is_same_body(cluster: &Cluster, evidence: &Evidence<'_>, name: &BodyName) -> bool {
    let Some((own, origin)) = cluster.country().zip(evidence.origin) else { return true };
    own == origin.country || !origin.is_stated && !name.is_shared()
}

/// Returns the name that articles give for each set of initials, or `None` if they give several.
fn initials(all: &[Evidence<'_>]) -> FxHashMap<String, Option<String>> {
    let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
    for evidence in all.iter().filter(|evidence| evidence.kind == SpeakerKind::Institution) {
        let long = BodyName::parse(evidence.written).key;
        let short = |alias: &&String| !alias.contains(' ') && !alias.chars().any(char::is_lowercase);
        for alias in evidence.speaker.aliases.iter().filter(short).map(|alias| BodyName::parse(alias).key) {
            let one = known.entry(alias).or_insert_with(|| Some(long.clone()));
            if one.as_ref() != Some(&long) {
                *one = None;
            }
        }
    }
    known
}
