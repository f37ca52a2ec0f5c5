//! Who is who across articles, by groups of names that share keys.

use std::mem;

use anyhow::{Context as _, Result};
use arrow_array::RecordBatch;
use onrecord_corpus::{
    IdentityKeys, Input, People, ResolvedSpeakers, WikidataItem, is_unnamed, resolve_speakers,
};
use onrecord_model::{Article, ArticleId, ArticleMeta, Rationale, SCHEMA, Speaker, SpeakerId, Statement};
use rustc_hash::FxHashMap;

use crate::{
    ArticleRow, Column, Table,
    batch::{batch, lists, strings},
};

/// A speaker of one article, with what the article tells of it.
struct EvidenceRow {
    article: ArticleId,
    /// The speaker's place in the article, as text of one length.
    place: String,
    keys: Vec<String>,
    evidence: String,
}

impl Table for EvidenceRow {
    fn columns() -> Vec<(&'static str, Column<Self>)> {
        vec![
            ("article_id", Column::Text(|row| Some(row.article.as_str()))),
            ("place", Column::Text(|row| Some(&row.place))),
            ("key", Column::Text(|row| row.keys.first().map(String::as_str))),
            ("keys", Column::List(|row| row.keys.clone())),
            ("evidence", Column::Text(|row| Some(&row.evidence))),
        ]
    }
}

/// Returns a row for each speaker of each article of the table of articles, with its keys. Articles with an error have
/// none.
///
/// # Errors
/// If a column is missing, or an article is not what [`super::extract_articles`] made.
pub fn speaker_rows(articles: &RecordBatch, keys: &IdentityKeys) -> Result<RecordBatch> {
    let mut rows = Vec::new();
    for extracted in strings(articles, "extracted")?.into_iter().flatten() {
        let article: Article = serde_json::from_str(&extracted).context("an article is damaged")?;
        for (place, speaker) in article.speakers.iter().enumerate() {
            rows.push(EvidenceRow {
                article: article.article.id.clone(),
                place: format!("{place:010}"),
                keys: keys.for_speaker(speaker, article.article.id.as_str()),
                evidence: serde_json::to_string(&evidence(&article, speaker))?,
            });
        }
    }
    batch(&rows)
}

/// Returns what an article tells of one speaker, without the words.
fn evidence(article: &Article, speaker: &Speaker) -> Article {
    let own = article.statements.iter().filter(|said| said.speaker.as_ref() == Some(&speaker.id));
    let statements = own.map(|said| Statement {
        text: String::new(),
        spans: Vec::new(),
        context: None,
        cue: None,
        channel: None,
        about: Vec::new(),
        why: Rationale { country: said.why.country.clone(), ..Rationale::default() },
        ..said.clone()
    });
    let meta = &article.article;
    Article {
        schema: SCHEMA,
        article: ArticleMeta {
            id: meta.id.clone(),
            published: meta.published,
            publisher: meta.publisher.clone(),
            dateline: meta.dateline.clone(),
            ..ArticleMeta::default()
        },
        blocks: Vec::new(),
        speakers: vec![speaker.clone()],
        statements: statements.collect(),
        warnings: Vec::new(),
    }
}

/// Groups of keys that belong together, because a speaker has several.
#[derive(Default)]
pub struct KeyForest {
    keys: FxHashMap<String, usize>,
    names: Vec<String>,
    parents: Vec<usize>,
}

/// A key, and the key that stands for its group.
struct KeyRow<'f> {
    group: &'f str,
    key: &'f str,
}

impl Table for KeyRow<'_> {
    fn columns() -> Vec<(&'static str, Column<Self>)> {
        vec![
            ("key", Column::Text(|row| Some(row.key))),
            ("group", Column::Text(|row| Some(row.group))),
            ("keys", Column::List(|row| vec![row.group.to_owned(), row.key.to_owned()])),
        ]
    }
}

impl KeyForest {
    /// Joins the keys of each row's list `keys`.
    ///
    /// # Errors
    /// If the column is missing, or does not hold lists of text.
    pub fn add(&mut self, rows: &RecordBatch) -> Result<()> {
        for keys in lists(rows, "keys")? {
            self.join(keys);
        }
        Ok(())
    }

    /// Joins keys to one group.
    pub fn join(&mut self, keys: impl IntoIterator<Item = String>) {
        let mut first = None;
        for key in keys {
            let at = self.place(key);
            match first {
                None => first = Some(at),
                Some(first) => self.unite(first, at),
            }
        }
    }

    fn place(&mut self, key: String) -> usize {
        if let Some(&at) = self.keys.get(&key) {
            return at;
        }
        let at = self.names.len();
        self.names.push(key.clone());
        self.keys.insert(key, at);
        self.parents.push(at);
        at
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(&parent) = self.parents.get(at).filter(|parent| **parent != at) {
            // Each step halves the way for those who come later.
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(own) = self.parents.get_mut(at) {
                *own = above;
            }
            at = above;
        }
        at
    }

    /// Joins two groups. The least key stands for both, whatever the order in which they come.
    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (least, other) = if self.names.get(a) <= self.names.get(b) { (a, b) } else { (b, a) };
        if let Some(parent) = self.parents.get_mut(other) {
            *parent = least;
        }
    }

    /// Returns the keys that another stands for, with that key as `group`, and both as `keys`.
    ///
    /// # Errors
    /// If the keys have 2 GiB or more.
    pub fn finish(mut self) -> Result<RecordBatch> {
        let roots: Vec<usize> = (0..self.names.len()).map(|at| self.root(at)).collect();
        let name = |at: usize| self.names.get(at).map_or("", String::as_str);
        let joined = roots.iter().enumerate().filter(|(at, root)| at != *root);
        let rows: Vec<_> = joined.map(|(at, &root)| KeyRow { group: name(root), key: name(at) }).collect();
        batch(&rows)
    }
}

/// A speaker of one article, and who that is. The speaker is given once in each group.
struct ResolvedRow {
    article: ArticleId,
    local: String,
    id: String,
    /// The role when the article was published.
    role_then: Option<String>,
    reason: Option<String>,
    speaker: Option<Speaker>,
    wikidata: Option<WikidataItem>,
}

impl Table for ResolvedRow {
    fn columns() -> Vec<(&'static str, Column<Self>)> {
        fn own<'r>(row: &'r ResolvedRow, of: fn(&'r Speaker) -> Option<&'r str>) -> Option<&'r str> {
            row.speaker.as_ref().and_then(of)
        }
        vec![
            ("article_id", Column::Text(|row| Some(row.article.as_str()))),
            ("local", Column::Text(|row| Some(&row.local))),
            ("id", Column::Text(|row| Some(&row.id))),
            ("role_then", Column::Text(|row| row.role_then.as_deref())),
            // Lists of them have no nulls.
            ("reason", Column::Text(|row| Some(row.reason.as_deref().unwrap_or_default()))),
            ("name", Column::Text(|row| own(row, |speaker| Some(&speaker.name)))),
            ("kind", Column::Text(|row| own(row, |speaker| Some(speaker.kind.as_str())))),
            ("role", Column::Text(|row| own(row, |speaker| speaker.role.as_deref()))),
            ("affiliation", Column::Text(|row| own(row, |speaker| speaker.affiliation.as_deref()))),
            ("country", Column::Owned(|row| Some(row.speaker.as_ref()?.country?.to_string()))),
            (
                "aliases",
                Column::List(|row| row.speaker.as_ref().map(|s| s.aliases.clone()).unwrap_or_default()),
            ),
            ("wikidata", Column::Text(|row| row.wikidata.as_ref().map(WikidataItem::as_str))),
            ("parent", Column::Text(|row| own(row, |speaker| speaker.parent.as_deref()))),
            ("author", Column::Text(|row| own(row, |speaker| speaker.author.as_deref()))),
            ("named", Column::Flag(|row| row.speaker.as_ref().is_some_and(|s| !is_unnamed(s)))),
        ]
    }
}

/// Resolves the rows of [`speaker_rows`], which come sorted by `group`, `article_id` and `place`.
#[derive(Default)]
pub struct ResolveGroups {
    people: People,
    group: Option<String>,
    inputs: Vec<Input>,
}

impl ResolveGroups {
    /// Resolves with what a publisher states about people.
    #[must_use]
    pub fn new(people: People) -> Self {
        Self { people, ..Self::default() }
    }

    /// Adds rows, and returns the speakers of the groups that are complete.
    ///
    /// # Errors
    /// If a column is missing, or a row is not what [`speaker_rows`] made.
    pub fn add(&mut self, rows: &RecordBatch) -> Result<RecordBatch> {
        let mut resolved = Vec::new();
        for (group, evidence) in strings(rows, "group")?.into_iter().zip(strings(rows, "evidence")?) {
            if group != self.group {
                self.resolve(&mut resolved);
                self.group = group;
            }
            let article = serde_json::from_str(&evidence.unwrap_or_default()).context("a row is damaged")?;
            self.push(article);
        }
        batch(&resolved)
    }

    /// Adds a speaker to those of the same article.
    fn push(&mut self, article: Article) {
        match self.inputs.last_mut().map(|last| &mut last.article) {
            Some(last) if last.article.id == article.article.id => {
                last.speakers.extend(article.speakers);
                last.statements.extend(article.statements);
            }
            _ => self.inputs.push(Input::new(article, String::new())),
        }
    }

    /// Returns the speakers of the last group.
    ///
    /// # Errors
    /// If the texts of a column have 2 GiB or more.
    pub fn finish(mut self) -> Result<RecordBatch> {
        let mut resolved = Vec::new();
        self.resolve(&mut resolved);
        batch(&resolved)
    }

    fn resolve(&mut self, to: &mut Vec<ResolvedRow>) {
        let ResolvedSpeakers { speakers, wikidata, resolved } =
            resolve_speakers(mem::take(&mut self.inputs), &self.people);
        let mut speakers: Vec<(SpeakerId, Option<Speaker>)> =
            speakers.into_iter().map(|speaker| (speaker.id.clone(), Some(speaker))).collect();
        for one in resolved {
            let Some((id, speaker)) = speakers.get_mut(one.speaker) else { continue };
            to.push(ResolvedRow {
                article: one.article,
                local: one.local.to_string(),
                id: id.to_string(),
                role_then: one.role,
                reason: one.reason,
                wikidata: speaker.as_ref().and_then(|speaker| wikidata.get(&speaker.id)).cloned(),
                speaker: speaker.take(),
            });
        }
    }
}

/// Replaces the ids of an article's speakers by those of `renamed`, which has the reasons beside them.
fn rename(article: &mut Article, renamed: &FxHashMap<String, (String, String)>) {
    for id in article.speakers.iter_mut().map(|speaker| &mut speaker.id) {
        if let Some((new, _)) = renamed.get(id.as_str()) {
            *id = SpeakerId::from_stored(new.clone());
        }
    }
    for said in &mut article.statements {
        let new = said.speaker.as_ref().and_then(|id| renamed.get(id.as_str()));
        let Some((new, reason)) = new else { continue };
        said.speaker = Some(SpeakerId::from_stored(new.clone()));
        if !reason.is_empty() {
            said.why.speaker = format!("{}; {reason}", said.why.speaker).into();
        }
    }
}

/// Replaces the ids of speakers in the table of articles: each of the list `locals` by that of the list `ids`; and adds
/// to the reasons of their statements that of the list `reasons`, unless it is empty.
///
/// # Errors
/// If a column is missing, or an article is not what [`super::extract_articles`] made.
pub fn rename_speakers(articles: &RecordBatch) -> Result<RecordBatch> {
    let (extracted, texts) = (strings(articles, "extracted")?, strings(articles, "text")?);
    let (errors, own) = (strings(articles, "error")?, strings(articles, "id")?);
    let new = lists(articles, "ids")?.into_iter().zip(lists(articles, "reasons")?);
    let locals = lists(articles, "locals")?;
    let mut rows = Vec::with_capacity(extracted.len());
    for ((((extracted, text), error), id), renamed) in
        extracted.into_iter().zip(texts).zip(errors).zip(own).zip(locals.into_iter().zip(new))
    {
        let Some((extracted, text)) = extracted.zip(text) else {
            rows.push(ArticleRow::failed(id.unwrap_or_default(), error.unwrap_or_default()));
            continue;
        };
        let mut article: Article = serde_json::from_str(&extracted).context("an article is damaged")?;
        let (locals, (ids, reasons)) = renamed;
        let renamed = locals.into_iter().zip(ids.into_iter().zip(reasons)).collect();
        rename(&mut article, &renamed);
        rows.push(ArticleRow::read(&article, text));
    }
    batch(&rows)
}
