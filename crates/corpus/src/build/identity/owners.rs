//! The parents of bodies and the authors of documents, by the names of the record's speakers.

use onrecord_model::Speaker;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Resolver, bodies::BodyName, evidence::Evidence};

impl Resolver {
    /// Replaces the parents of bodies and the authors of documents, which are as articles write them, by the names of the
    /// record's speakers.
    pub(super) fn name_owners<'s>(
        &self,
        all: &[Evidence<'_>],
        speakers: impl Iterator<Item = &'s mut Speaker>,
    ) {
        let owned: FxHashSet<&str> = all
            .iter()
            .flat_map(|evidence| evidence.speaker.parent.iter().chain(&evidence.speaker.author))
            .map(String::as_str)
            .collect();
        if owned.is_empty() {
            return;
        }
        let mut names: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (evidence, found) in all.iter().zip(&self.found).filter(|(evidence, _)| !evidence.is_unnamed) {
            let Some(index) = found.map(|at| self.lead(at)) else { continue };
            for name in [evidence.written, evidence.speaker.name.as_str()] {
                let name = names.entry(owner_key(name)).or_insert(Some(index));
                if *name != Some(index) {
                    *name = None;
                }
            }
        }
        let shown: FxHashMap<&str, &str> = owned
            .into_iter()
            .filter_map(|name| {
                let index = names.get(&owner_key(name)).copied().flatten()?;
                Some((name, self.clusters.get(index)?.shown_name()))
            })
            .collect();
        for speaker in speakers {
            for owner in [&mut speaker.parent, &mut speaker.author] {
                let named = owner.as_deref().and_then(|name| shown.get(name));
                if let Some(named) = named {
                    *owner = Some((*named).to_owned());
                }
            }
            speaker.parent.take_if(|parent| *parent == speaker.name);
        }
    }
}

/// Returns the form in which names of owners are compared.
fn owner_key(name: &str) -> String {
    BodyName::parse(name).key
}
