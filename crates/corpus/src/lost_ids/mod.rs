//! Finds where each id leads that the previous record had and this one lost.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
    ops::{Bound, Range},
};

use onrecord_model::{ArticleId, Speaker, SpeakerId, StatementId, ranked::sorted};
use onrecord_text::lowercase;
use rustc_hash::FxHashMap;

use crate::{
    corpus::Corpus,
    draft::{ArticleContent, Draft},
    redirects::{Redirect, RedirectReason, RedirectTable, Redirects},
};

/// Shorter statements may be equal by chance.
const FEW: usize = 3;
/// The overlap of words, in per cent, above which two statements of one speaker may be the same.
const ALIKE: usize = 50;
/// The overlap in per cent above which two statements match whoever the speaker is; also the share of the
/// smaller one's words above which it is part of the larger one.
const SAME: usize = 80;

/// An article whose id, which is given, belonged to another one in an earlier record, so that old links lead to the
/// wrong article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the article `{0}` is a different one in the earlier record, whose links now show this one: give this one another `id` in its front matter"
)]
pub struct ReplacedArticle(pub ArticleId);

/// Adds redirects to a draft for ids of the previous record that no longer exist, and renames speakers whose ids meant
/// someone else there. Returns the articles whose ids belonged to other ones.
///
/// The redirects of `before` itself are kept and led on, if that part of it has been added; those of `draft` are
/// replaced.
///
/// Articles that are the same in both records, with all their statements and speakers, need not have been loaded into
/// `before`.
pub fn record_redirects(before: &Corpus, draft: &mut Draft) -> Vec<ReplacedArticle> {
    let old_past = &before.redirects().map(RedirectTable::to_redirects).unwrap_or_default();
    let old_sources: Vec<&ArticleContent> =
        (0..before.articles().len()).filter_map(|at| before.article_content(at)).collect();
    let mut old = Side::new(&old_sources, before.speakers(), None);
    let metas = (0..before.articles().len()).filter_map(|at| before.articles().get(at));
    old.article_ids = metas.map(|meta| meta.id).collect();
    let (past, names, replaced) = {
        let sources: Vec<&ArticleContent> = draft.articles.iter().collect();
        let new = Side::new(&sources, &draft.speakers, Some(&old));
        let articles = articles(&old, &new);
        let statements = statements(&old, &new, &articles);
        let (mut speakers, others) = speakers(&old, &new, &statements, old_past);
        let names = others.iter().map(|id| (id.clone(), name_for(id, &mut speakers, &old, &new, old_past)));
        let mut names: Vec<_> = names.collect();
        names.extend(kept(&others, &mut speakers, &old, &new));
        let is_back = |id: &&ArticleId| !old.article_ids.contains(*id) && old_past.is_another_since(id, &new);
        let replaced = articles.keys().chain(old_past.articles.keys().filter(is_back));
        let replaced = replaced.filter(|id| new.articles.contains_key(id)).cloned();
        let replaced = replaced.map(ReplacedArticle).collect();
        (Redirects { statements, speakers, articles }.behind(old_past, &old, &new), names, replaced)
    };
    for (from, to) in names {
        draft.rename_speaker(&from, &to);
    }
    draft.redirects = past;
    replaced
}

/// A statement in one of the two records.
struct Said<'r> {
    id: &'r StatementId,
    article: &'r ArticleId,
    speaker: Option<&'r SpeakerId>,
    text: &'r str,
    words: OnceCell<BTreeSet<String>>,
    /// The fingerprint of its words, taken from its id.
    hash: Option<u64>,
}

impl Said<'_> {
    /// Computed on demand, since few statements are compared.
    fn words(&self) -> &BTreeSet<String> {
        self.words.get_or_init(|| words(self.text))
    }
}

/// One of the two records.
struct Side<'r> {
    articles: BTreeMap<&'r ArticleId, &'r ArticleContent>,
    /// The ids of all articles, also of those that have not been loaded because both records have them.
    article_ids: BTreeSet<ArticleId>,
    said: Vec<Said<'r>>,
    /// Their positions, by id.
    by_id: FxHashMap<&'r StatementId, usize>,
    by_hash: FxHashMap<u64, Vec<usize>>,
    by_article: FxHashMap<&'r ArticleId, Range<usize>>,
    speakers: BTreeMap<&'r SpeakerId, &'r Speaker>,
}

impl<'r> Side<'r> {
    /// Creates a side. Of the fingerprints only those of the `other` side, if there is one already, are listed: no
    /// others are looked up, and most records differ by a few articles.
    fn new(sources: &[&'r ArticleContent], speakers: &'r [Speaker], other: Option<&Side<'_>>) -> Self {
        let mut side = Self {
            articles: sources.iter().map(|source| (&source.meta.id, *source)).collect(),
            article_ids: sources.iter().map(|source| source.meta.id.clone()).collect(),
            said: Vec::new(),
            by_id: FxHashMap::default(),
            by_hash: FxHashMap::default(),
            by_article: FxHashMap::default(),
            speakers: speakers.iter().map(|speaker| (&speaker.id, speaker)).collect(),
        };
        for source in sources {
            let first = side.said.len();
            for statement in &source.statements {
                let (at, article) = (side.said.len(), &source.meta.id);
                let hash = statement.id.parts().map(|(_, hash, _)| hash);
                side.said.push(Said {
                    id: &statement.id,
                    article,
                    speaker: statement.speaker.as_ref(),
                    text: &statement.text,
                    words: OnceCell::new(),
                    hash,
                });
                side.by_id.insert(&statement.id, at);
                if let Some(hash) =
                    hash.filter(|hash| other.is_none_or(|other| other.by_hash.contains_key(hash)))
                {
                    side.by_hash.entry(hash).or_default().push(at);
                }
            }
            side.by_article.insert(&source.meta.id, first..side.said.len());
        }
        side
    }

    fn all<'s>(&'s self, places: Option<&'s Vec<usize>>) -> impl Iterator<Item = &'s Said<'r>> {
        places.into_iter().flatten().filter_map(|&at| self.said.get(at))
    }

    fn in_article<'s>(&'s self, article: &ArticleId) -> impl Iterator<Item = &'s Said<'r>> {
        self.by_article.get(article).and_then(|at| self.said.get(at.clone())).into_iter().flatten()
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(lowercase).collect()
}

/// Finds the articles that have lost their ids, also to another article: by address, else by their statements.
fn articles(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<ArticleId, Option<ArticleId>> {
    let is_lost = |source: &&&ArticleContent| {
        new.articles.get(&source.meta.id).is_none_or(|new| is_another(source, new))
    };
    let lost = old.articles.values().filter(is_lost);
    let mut by_url: BTreeMap<&String, &ArticleId> = BTreeMap::new();
    for (id, source) in &new.articles {
        if let Some(url) = &source.meta.url {
            // The first of several with the same address.
            by_url.entry(url).or_insert(id);
        }
    }
    let heir = |source: &&&ArticleContent| {
        if let Some(id) = source.meta.url.as_ref().and_then(|url| by_url.get(url)) {
            return Some((*id).clone());
        }
        let mut votes: BTreeMap<&ArticleId, usize> = BTreeMap::new();
        let hashes = old.in_article(&source.meta.id).filter_map(|said| said.hash);
        for other in hashes.flat_map(|hash| new.all(new.by_hash.get(&hash))) {
            // Words in an article that already existed were merely reported by both.
            if !old.article_ids.contains(other.article) {
                let votes = votes.entry(other.article).or_default();
                *votes = votes.saturating_add(1);
            }
        }
        let (article, count) = votes.into_iter().max_by_key(|(_, count)| *count)?;
        (count.saturating_mul(2) >= source.statements.len()).then(|| article.clone())
    };
    lost.map(|source| (source.meta.id.clone(), heir(&source))).collect()
}

/// Finds the statements that have lost their ids.
fn statements(
    old: &Side<'_>,
    new: &Side<'_>,
    articles: &BTreeMap<ArticleId, Option<ArticleId>>,
) -> BTreeMap<StatementId, Option<Redirect>> {
    let lost = old.said.iter().filter(|said| !new.by_id.contains_key(said.id));
    lost.map(|said| (said.id.clone(), heir(said, old, new, articles))).collect()
}

fn heir(
    lost: &Said<'_>,
    old: &Side<'_>,
    new: &Side<'_>,
    articles: &BTreeMap<ArticleId, Option<ArticleId>>,
) -> Option<Redirect> {
    let article = match articles.get(lost.article) {
        Some(heir) => heir.as_ref(),
        None => Some(lost.article),
    };
    let beside: Vec<&Said<'_>> = article.map(|article| new.in_article(article).collect()).unwrap_or_default();
    let moved = |said: &Said<'_>| Redirect { id: said.id.clone(), reason: RedirectReason::Moved };
    if let Some(same) = beside.iter().find(|said| said.hash.is_some() && said.hash == lost.hash) {
        return Some(moved(same));
    }
    let one_speaker = |said: &Said<'_>| {
        is_one(
            lost.speaker.and_then(|id| old.speakers.get(id)),
            said.speaker.and_then(|id| new.speakers.get(id)),
        )
    };
    let score = |said: &&&Said<'_>| alike(lost.words(), said.words());
    let may_be = |said: &&&Said<'_>| match alike(lost.words(), said.words()) {
        SAME.. => true,
        ALIKE.. => one_speaker(said),
        _ => {
            one_speaker(said) && (is_part(lost.words(), said.words()) || is_part(said.words(), lost.words()))
        }
    };
    if let Some(best) = beside.iter().filter(may_be).max_by_key(score) {
        let pieces = beside
            .iter()
            .filter(|said| !old.by_id.contains_key(said.id) && is_part(said.words(), lost.words()));
        let because = match () {
            () if old.by_id.contains_key(best.id) => RedirectReason::Merged,
            () if pieces.count() > 1 => RedirectReason::Split,
            () => RedirectReason::Reworded,
        };
        return Some(Redirect { id: best.id.clone(), reason: because });
    }
    // Its article is gone or no longer reports it; another article may report the same words.
    new.all(new.by_hash.get(&lost.hash?)).find(|said| one_speaker(said)).map(moved)
}

/// Returns the overlap of two sets of words, in per cent.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    let of_both = a.intersection(b).count().saturating_mul(200);
    of_both.checked_div(a.len().saturating_add(b.len())).unwrap_or_default()
}

/// Returns whether one set is contained in the other, except for a few words.
fn is_part(part: &BTreeSet<String>, whole: &BTreeSet<String>) -> bool {
    part.len() >= FEW
        && part.intersection(whole).count().saturating_mul(100) >= part.len().saturating_mul(SAME)
}

/// Returns whether two speakers, one of each record, may be the same; an unknown speaker matches any.
fn is_one(old: Option<&&Speaker>, new: Option<&&Speaker>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return true };
    let names = |speaker: &Speaker| -> BTreeSet<SpeakerId> {
        let names = speaker.aliases.iter().chain([&speaker.name]);
        names.map(|name| SpeakerId::from_name(name)).chain([speaker.id.clone()]).collect()
    };
    let countries = old.country.zip(new.country);
    countries.is_none_or(|(a, b)| a == b) && !names(old).is_disjoint(&names(new))
}

/// Finds the speakers that have lost their ids, and the ids that now mean someone else.
fn speakers(
    old: &Side<'_>,
    new: &Side<'_>,
    statements: &BTreeMap<StatementId, Option<Redirect>>,
    past: &Redirects,
) -> (BTreeMap<SpeakerId, Vec<SpeakerId>>, Vec<SpeakerId>) {
    let mut heirs = BTreeMap::new();
    let mut others: Vec<SpeakerId> = Vec::new();
    // An id that once belonged to a speaker is never reused, even if it is free now.
    let reused =
        |id: &&&SpeakerId| past.speakers.contains_key::<SpeakerId>(**id) && !old.speakers.contains_key(**id);
    others.extend(new.speakers.keys().filter(reused).map(|id| (*id).clone()));
    let mut votes: BTreeMap<&SpeakerId, BTreeMap<&SpeakerId, usize>> = BTreeMap::new();
    for said in &old.said {
        let now = match statements.get(said.id) {
            Some(heir) => heir.as_ref().map(|heir| &heir.id),
            None => Some(said.id),
        };
        let now = now.and_then(|id| new.said.get(*new.by_id.get(id)?));
        if let (Some(speaker), Some(heir)) = (said.speaker, now.and_then(|said| said.speaker)) {
            let votes = votes.entry(speaker).or_default().entry(heir).or_default();
            *votes = votes.saturating_add(1);
        }
    }
    // Statements of articles that have not been loaded are the same in both records.
    let same = |article: &&ArticleId| {
        old.article_ids.contains::<ArticleId>(*article) && !old.articles.contains_key(article)
    };
    for article in new.articles.keys().filter(|article| same(article)) {
        for speaker in new.in_article(article).filter_map(|said| said.speaker) {
            let votes = votes.entry(speaker).or_default().entry(speaker).or_default();
            *votes = votes.saturating_add(1);
        }
    }
    for (id, speaker) in &old.speakers {
        let votes = votes.get(id).cloned().unwrap_or_default();
        let same = new.speakers.get(id);
        let is_same = same.is_some_and(|same| match votes.is_empty() {
            true => is_one(Some(speaker), Some(same)),
            false => votes.contains_key(id),
        });
        if is_same {
            continue;
        }
        if same.is_some() {
            others.push(speaker.id.clone());
        }
        heirs.insert((*id).clone(), heirs_of(speaker, &votes, new));
    }
    (heirs, others)
}

/// Returns the replacements of a speaker: all who now have a quarter of the speaker's statements, or, if none
/// are left, the speaker with that name.
fn heirs_of(speaker: &Speaker, votes: &BTreeMap<&SpeakerId, usize>, new: &Side<'_>) -> Vec<SpeakerId> {
    let all: usize = votes.values().sum();
    let heirs = votes.iter().filter(|(_, count)| count.saturating_mul(4) >= all).collect();
    let heirs = sorted(heirs, |(_, a): &(_, &usize), (_, b)| b.cmp(a));
    let mut heirs: Vec<_> = heirs.into_iter().map(|(id, _)| (*id).clone()).collect();
    if heirs.is_empty() {
        let named = new.speakers.values().filter(|other| other.id != speaker.id);
        heirs.extend(named.filter(|other| is_one(Some(&speaker), Some(other))).map(|other| other.id.clone()));
    }
    // A name shared by several speakers is ambiguous.
    if votes.is_empty() && heirs.len() > 1 { Vec::new() } else { heirs }
}

impl Redirects {
    /// Combines new redirects with earlier ones, so that each old id leads to what exists today.
    fn behind(mut self, before: &Redirects, old: &Side<'_>, new: &Side<'_>) -> Self {
        for (id, heir) in before.statements.iter().filter(|(id, _)| !new.by_id.contains_key(id)) {
            let heir = heir.as_ref().and_then(|heir| match self.statements.get(&heir.id) {
                Some(next) => next.as_ref().map(|next| Redirect { id: next.id.clone(), reason: heir.reason }),
                None => Some(heir.clone()),
            });
            self.statements.entry(id.clone()).or_insert(heir);
        }
        for (id, heirs) in &before.speakers {
            let next =
                |heir: &SpeakerId| self.speakers.get(heir).cloned().unwrap_or_else(|| vec![heir.clone()]);
            let mut on: Vec<SpeakerId> = Vec::new();
            for heir in heirs.iter().flat_map(next) {
                if !on.contains(&heir) {
                    on.push(heir);
                }
            }
            self.speakers.entry(id.clone()).or_insert(on);
        }
        let leads_on = |id: &ArticleId| {
            !new.articles.contains_key(id) || old.article_ids.contains(id) || before.is_another_since(id, new)
        };
        for (id, heir) in before.articles.iter().filter(|(id, _)| leads_on(id)) {
            let heir = heir.as_ref().and_then(|heir| match self.articles.get(heir) {
                Some(next) => next.clone(),
                None => Some(heir.clone()),
            });
            self.articles.entry(id.clone()).or_insert(heir);
        }
        self
    }

    /// Returns whether an article whose id was free shares no statement with the one that had the id. Without a
    /// statement that was lost, it is taken for the same.
    fn is_another_since(&self, id: &ArticleId, new: &Side<'_>) -> bool {
        let from = format!("{id}~");
        let behind = self
            .statements
            .range::<str, _>((Bound::Included(from.as_str()), Bound::Unbounded))
            .map(|(id, _)| id);
        let mut lost = behind.take_while(|id| id.as_str().starts_with(&from)).peekable();
        lost.peek().is_some() && lost.all(|id| !new.by_id.contains_key(id))
    }
}

/// Returns the new ids of speakers whose former ids namesakes have now, with these former ids, which they keep. Redirects to
/// them are updated.
fn kept(
    others: &[SpeakerId],
    heirs: &mut BTreeMap<SpeakerId, Vec<SpeakerId>>,
    old: &Side<'_>,
    new: &Side<'_>,
) -> Vec<(SpeakerId, SpeakerId)> {
    let mut kept: Vec<(SpeakerId, SpeakerId)> = Vec::new();
    for id in others {
        let heir = heirs.get(id).and_then(|heirs| heirs.first()).cloned().filter(|heir| {
            let is_new = !old.speakers.contains_key(heir) && !others.contains(heir);
            let known = old.speakers.get(id).zip(new.speakers.get(heir));
            is_new && known.is_some_and(|(old, new)| is_one(Some(old), Some(new)))
        });
        let Some(heir) = heir.filter(|heir| kept.iter().all(|(one, _)| one != heir)) else { continue };
        heirs.remove(id);
        for other in heirs.values_mut().flatten().filter(|other| **other == heir) {
            other.clone_from(id);
        }
        kept.push((heir, id.clone()));
    }
    kept
}

/// Renames a speaker whose id meant someone else: to the id that the speaker had in the previous record, or
/// to one that was never used. Redirects to the speaker are updated.
fn name_for(
    id: &SpeakerId,
    heirs: &mut BTreeMap<SpeakerId, Vec<SpeakerId>>,
    old: &Side<'_>,
    new: &Side<'_>,
    past: &Redirects,
) -> SpeakerId {
    let is_own = |(old, heirs): &(&SpeakerId, &Vec<SpeakerId>)| {
        heirs.iter().eq([id]) && !new.speakers.contains_key(old)
    };
    if let Some(own) = heirs.iter().find(is_own).map(|(own, _)| own.clone()) {
        heirs.remove(&own);
        return own;
    }
    let taken = |id: &SpeakerId| {
        let known = old.speakers.contains_key(id) || new.speakers.contains_key(id);
        known || past.speakers.contains_key(id)
    };
    let numbered = |n: u32| SpeakerId::from_stored(format!("{id}-{n}"));
    let mut free = numbered(2);
    for n in 3.. {
        if !taken(&free) {
            break;
        }
        free = numbered(n);
    }
    for heir in heirs.values_mut().flatten().filter(|heir| *heir == id) {
        heir.clone_from(&free);
    }
    free
}

/// Returns the words of an article without its front matter, which many articles share.
fn told(article: &ArticleContent) -> BTreeSet<String> {
    article.blocks.iter().flat_map(|block| words(block.span().slice(&article.text))).collect()
}

/// Returns whether an article with the same id is a different one: it shares no statement, title or address, and less
/// than half of the words.
fn is_another(old: &ArticleContent, new: &ArticleContent) -> bool {
    let same_url = old.meta.url.is_some() && old.meta.url == new.meta.url;
    let same_title = old.meta.title.is_some() && old.meta.title == new.meta.title;
    let ids: BTreeSet<_> = old.statements.iter().map(|said| &said.id).collect();
    let shares = new.statements.iter().any(|said| ids.contains(&said.id));
    !(same_url || same_title || shares || alike(&told(old), &told(new)) >= ALIKE)
}

#[cfg(test)]
mod tests;
