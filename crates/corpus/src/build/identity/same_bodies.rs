//! Bodies of different articles that are the same: by the normal form of their names, and by initials that articles explain.

use onrecord_model::SpeakerKind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{COMPARED, Resolver, bodies::BodyName, cluster::Cluster, evidence::Evidence, papers};

impl Resolver {
    /// Merges bodies by the normal form of their names.
    pub(super) fn join_bodies(&mut self, all: &[Evidence<'_>], bodies: &[Option<BodyName>]) {
        let mut known: FxHashMap<String, Vec<(Option<String>, usize)>> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter().enumerate() {
            let person = cluster.stated.as_ref().filter(|_| cluster.kind == SpeakerKind::Institution);
            for name in person.iter().flat_map(|person| person.names()) {
                known.entry(BodyName::parse(name).key).or_default().push((None, index));
            }
        }
        let initials = initials(all, bodies);
        for with_owner in [true, false] {
            for (at, (evidence, name)) in all.iter().zip(bodies).enumerate() {
                let Some(name) = name.as_ref().filter(|name| !papers::is_paper(&name.key)) else { continue };
                if name.owner.is_some() != with_owner || !self.is_open(at) {
                    continue;
                }
                let mut name = name.clone();
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

/// Returns the names of the bodies that evidence is about, or `None` for each that is about none. A name that looks like
/// a person's and is a body's in other articles is one, too.
pub(super) fn body_names(all: &[Evidence<'_>]) -> Vec<Option<BodyName>> {
    let of_body = |evidence: &Evidence<'_>| {
        (evidence.kind == SpeakerKind::Institution).then(|| BodyName::parse(evidence.written))
    };
    let mut names: Vec<Option<BodyName>> = all.iter().map(of_body).collect();
    let named = all.iter().zip(&names).filter(|(evidence, _)| !evidence.is_unnamed);
    let known: FxHashSet<String> = named.filter_map(|(_, name)| Some(name.as_ref()?.key.clone())).collect();
    let nothing_human = |evidence: &Evidence<'_>| {
        evidence.kind == SpeakerKind::Person && evidence.sex.is_none() && evidence.speaker.role.is_none()
    };
    for (evidence, name) in all.iter().zip(&mut names).filter(|(evidence, _)| nothing_human(evidence)) {
        *name = Some(BodyName::parse(evidence.written)).filter(|name| known.contains(&name.key));
    }
    names
}

/// Whether an article names a body whose name has this normal form.
fn is_same_body(cluster: &Cluster, evidence: &Evidence<'_>, name: &BodyName) -> bool {
    let Some((own, origin)) = cluster.country().zip(evidence.origin) else { return true };
    own == origin.country || !origin.is_stated && !name.is_shared()
}

/// Returns the name that articles give for each set of initials, or `None` if they give several.
fn initials(all: &[Evidence<'_>], bodies: &[Option<BodyName>]) -> FxHashMap<String, Option<String>> {
    let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
    for (evidence, name) in all.iter().zip(bodies) {
        let Some(long) = name.as_ref().filter(|_| evidence.kind == SpeakerKind::Institution) else {
            continue;
        };
        let short = |alias: &&String| !alias.contains(' ') && !alias.chars().any(char::is_lowercase);
        for alias in evidence.speaker.aliases.iter().filter(short).map(|alias| BodyName::parse(alias).key) {
            let one = known.entry(alias).or_insert_with(|| Some(long.key.clone()));
            if one.as_ref() != Some(&long.key) {
                *one = None;
            }
        }
    }
    known
}
