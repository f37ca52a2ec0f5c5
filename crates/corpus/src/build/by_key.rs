//! Entity resolution group by group, for records that are too large for one machine.
//!
//! A group of speakers that is closed under shared keys ([`super::IdentityKeys`]) is resolved on its own, with
//! the same speakers and ids as in the whole record.

use std::collections::BTreeMap;

use onrecord_model::{ArticleId, Speaker, SpeakerId, ranked::sort};

use super::{
    Identities, Input, article_order, identify,
    people::People,
    roles::{Roles, roles},
};
use crate::{draft::Draft, wikidata::WikidataItem};

/// A speaker of one article, with the speaker of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedSpeaker {
    /// The article's id.
    pub article: ArticleId,
    /// The speaker's id in the article.
    pub local: SpeakerId,
    /// The index among [`ResolvedSpeakers::speakers`].
    pub speaker: usize,
    /// The speaker's role when the article was published; `None` if no article gives one.
    pub role: Option<String>,
    /// Why the speaker was merged with one that other articles name differently; `None` if it was not.
    pub reason: Option<String>,
}

/// The speakers of a group of articles.
#[derive(Clone, Debug, Default)]
pub struct ResolvedSpeakers {
    /// All speakers, sorted by id.
    pub speakers: Vec<Speaker>,
    /// The items of Wikidata that the publisher states of them.
    pub wikidata: BTreeMap<SpeakerId, WikidataItem>,
    /// The speakers of each article, sorted by article and local id.
    pub resolved: Vec<ResolvedSpeaker>,
}

/// Resolves the speakers of articles, in any order: those of a whole record, or of a group that is closed under shared
/// keys ([`IdentityKeys`](super::IdentityKeys)), for which the speakers and their ids are the same as in the whole
/// record. Each article is given once; its text may be empty, and it needs only the statements of its speakers.
#[must_use]
pub fn resolve_speakers(mut inputs: Vec<Input>, people: &People) -> ResolvedSpeakers {
    sort(&mut inputs, article_order);
    // The warnings are about what is stated, which is the same for all groups.
    let Identities { speakers, who, mut reasons, have_stated_role, wikidata } =
        identify(&inputs, people, &mut Vec::new());
    let Roles { roles, on_days } = roles(&inputs, &who, &speakers, &have_stated_role);
    let draft = Draft { speakers, roles, roles_on_days: on_days, ..Draft::default() };
    let mut resolved = Vec::with_capacity(who.len());
    for (key, speaker) in who {
        let Some(meta) = inputs.get(key.0).map(|input| &input.article.article) else { continue };
        let role = draft.role_on(speaker, meta.published).map(str::to_owned);
        let reason = reasons.remove(&key);
        resolved.push(ResolvedSpeaker { article: meta.id.clone(), local: key.1, speaker, role, reason });
    }
    sort(&mut resolved, |a, b| (&a.article, &a.local).cmp(&(&b.article, &b.local)));
    ResolvedSpeakers { speakers: draft.speakers, wikidata, resolved }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::build::{IdentityKeys, tests::article};

    /// Returns inputs with one speaker each, as they are grouped by keys.
    fn speakers(inputs: &[Input]) -> Vec<Input> {
        let one = |input: &Input, speaker: &Speaker| {
            let mut one = input.clone();
            one.article.speakers = vec![speaker.clone()];
            one
        };
        inputs.iter().flat_map(|input| input.article.speakers.iter().map(move |s| one(input, s))).collect()
    }

    /// Returns groups that are closed under shared keys.
    fn groups(all: Vec<Input>) -> Vec<Vec<Input>> {
        let mut groups: Vec<(BTreeSet<String>, Vec<Input>)> = Vec::new();
        for one in all {
            let mut keys: BTreeSet<String> = IdentityKeys::default()
                .for_speaker(&one.article.speakers[0], one.article.article.id.as_str())
                .into_iter()
                .collect();
            let mut members = vec![one];
            let (joined, apart): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|(known, _)| !known.is_disjoint(&keys));
            groups = apart;
            for (known, others) in joined {
                keys.extend(known);
                members.extend(others);
            }
            groups.push((keys, members));
        }
        groups.into_iter().map(|(_, members)| by_article(members)).collect()
    }

    /// Joins the speakers of each article again.
    fn by_article(members: Vec<Input>) -> Vec<Input> {
        let mut articles: BTreeMap<ArticleId, Input> = BTreeMap::new();
        for one in members {
            let speakers = one.article.speakers.clone();
            match articles.get_mut(&one.article.article.id) {
                Some(known) => known.article.speakers.extend(speakers),
                None => drop(articles.insert(one.article.article.id.clone(), one)),
            }
        }
        articles.into_values().collect()
    }

    #[test]
    fn groups_give_the_speakers_of_the_whole() {
        let inputs = [
            article(
                "a",
                "“Yes, it will be so,” said Kim Yong, a South Korean diplomat. “No,” said the Post.",
            ),
            article("b", "“No, it will not,” said Kim Chol, a North Korean diplomat."),
            article(
                "c",
                "“Perhaps it will be so,” Kim said. “It is late,” said Nikki Haley, the US ambassador.",
            ),
            article("d", "“It is over,” said John Smith, a British diplomat. “It rained,” Haley said."),
            article("e", "“It goes on,” said John Smith, an Australian diplomat. “It is,” said Adam Smith."),
            article("f", "“We shall see about that,” Smith said."),
            article("g", "The Bureau of Tides, part of the Harbor Dept., said that it would flood in time."),
            article(
                "h",
                "The Harbor Department said that it would rain. The Harbor Department said that it did.",
            ),
            article("i", "A train left the rails in Osaka. Officials said that nobody was hurt there."),
        ];
        let tell = |all: ResolvedSpeakers| {
            let tell = |one: ResolvedSpeaker| {
                let key = (one.article, one.local.to_string());
                (key, (all.speakers[one.speaker].clone(), one.role, one.reason))
            };
            all.resolved.into_iter().map(tell).collect::<BTreeMap<_, _>>()
        };
        let whole = tell(resolve_speakers(inputs.to_vec(), &People::default()));
        let mut parts = BTreeMap::new();
        let groups = groups(speakers(&inputs));
        assert!(groups.len() > 3, "{}", groups.len());
        for group in groups {
            parts.extend(tell(resolve_speakers(group, &People::default())));
        }
        assert_eq!(parts, whole);
    }
}
