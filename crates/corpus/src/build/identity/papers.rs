//! Newspapers by the last word of their names: "the Post".

use std::cmp::Reverse;

use onrecord_model::SpeakerKind;
use onrecord_text::fold;
use rustc_hash::FxHashMap;

use super::{COMPARED, IN_THE_NEWS, Resolver, TIMES, bodies::BodyName, cluster::Cluster, evidence::Evidence};

/// Words that stand for the whole name of a newspaper.
const WORDS: [&str; 18] = [
    "chronicle",
    "courier",
    "examiner",
    "gazette",
    "globe",
    "herald",
    "inquirer",
    "journal",
    "mail",
    "mirror",
    "observer",
    "post",
    "register",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
];

/// Whether a name in normal form is only such a word.
pub(super) fn is_paper(key: &str) -> bool {
    WORDS.contains(&key)
}

/// Returns the word by which a newspaper with a longer name is called.
pub(super) fn last_word(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(_, last)| last).filter(|last| is_paper(last))
}

/// Whether a publisher, which may be written short ("wash-post", "nyt"), is the newspaper with this name.
pub(super) fn is_called(publisher: &str, key: &str) -> bool {
    let publisher = fold(publisher);
    let short: Vec<&str> = publisher.split([' ', '-', '_', '.']).filter(|word| *word != "the").collect();
    let words: Vec<&str> = key.split(' ').collect();
    let begins = short.len() == words.len()
        && short.iter().zip(&words).all(|(short, word)| short.len() > 1 && word.starts_with(short));
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    begins || short.join("") == initials || short.join("") == words.join("")
}

impl Resolver {
    /// Joins newspapers by the last word of their names ("the Post") to the article's publisher, or to the one that is
    /// in the news.
    pub(super) fn join_papers(&mut self, all: &[Evidence<'_>], bodies: &[Option<BodyName>]) {
        self.clusters.iter_mut().for_each(Cluster::order_days);
        let mut papers: FxHashMap<String, Vec<(String, usize)>> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter().enumerate() {
            if cluster.kind != SpeakerKind::Institution || self.lead(index) != index {
                continue;
            }
            let key = BodyName::parse(cluster.shown_name()).key;
            if let Some(word) = last_word(&key) {
                papers.entry(word.to_owned()).or_default().push((key, index));
            }
        }
        for named in papers.values_mut() {
            named.sort_by_key(|(_, index)| Reverse(self.cluster(*index).map_or(0, |c| c.articles.len())));
            named.truncate(COMPARED);
        }
        for (at, (evidence, name)) in all.iter().zip(bodies).enumerate() {
            let Some(name) = name.as_ref().filter(|name| is_paper(&name.key)) else { continue };
            if !self.is_open(at) {
                continue;
            }
            let named = papers.get(&name.key).map_or(&[][..], Vec::as_slice);
            let own = |(key, _): &&(String, usize)| evidence.publisher.is_some_and(|own| is_called(own, key));
            let near = |index: usize| self.cluster(index).map_or(0, |c| c.articles_near(evidence.day));
            let best = named.iter().max_by_key(|(_, index)| near(*index)).filter(|(_, best)| {
                let others =
                    named.iter().filter(|(_, index)| index != best).map(|(_, index)| near(*index)).max();
                near(*best) >= IN_THE_NEWS && near(*best) >= others.unwrap_or_default().saturating_mul(TIMES)
            });
            let (found, reason) = match named.iter().find(own) {
                Some((_, own)) => (Some(*own), "the publisher itself"),
                None => (best.map(|(_, index)| *index), "the newspaper of that name in the news at the time"),
            };
            match found {
                Some(index) => self.join(at, evidence, index, Some(reason)),
                None => self.keep(at, evidence),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_are_written_short() {
        for (publisher, key, same) in [
            ("lake-post", "lakeside post", true),
            ("The Lakeside Post", "lakeside post", true),
            ("lakesidepost", "lakeside post", true),
            ("nlt", "north lake times", true),
            ("lake-post", "hill post", false),
            ("lake-post", "lakeside times", false),
        ] {
            assert_eq!(is_called(publisher, key), same, "{publisher}, {key}");
        }
    }
}
