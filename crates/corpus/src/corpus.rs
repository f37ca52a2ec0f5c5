//! The record in memory.

use onrecord_model::{Block, Day, Days, Meta, Speaker, Statement};
use rustc_hash::FxHashMap;

/// An article as a source of statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What is known of it as a whole.
    pub meta: Meta,
    /// The file as it was read; all offsets are bytes of it.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

impl Source {
    /// The article's title; its id where it has none.
    #[must_use]
    pub fn title(&self) -> &str {
        self.meta.title.as_deref().unwrap_or(&self.meta.id)
    }
}

/// A statement in its place in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The index of its article.
    pub article: usize,
    /// The index of its speaker, where that is known.
    pub speaker: Option<usize>,
    /// The statement itself.
    pub statement: Statement,
}

impl Record {
    /// The days on which it was said; nothing where only days relative to an unknown day are known.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        match self.statement.when?.days {
            Days::Calendar(from, to) => Some((from, to)),
            Days::Relative(..) => None,
        }
    }
}

/// Articles, speakers and statements, each in a fixed order: articles by day of publication and
/// id, speakers by id, statements by day, article and place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    articles: Vec<Source>,
    speakers: Vec<Speaker>,
    statements: Vec<Record>,
    by_statement: FxHashMap<String, usize>,
    by_speaker: FxHashMap<String, usize>,
    by_article: FxHashMap<String, usize>,
}

impl Corpus {
    /// A corpus of parts whose indices are known to lie inside.
    pub(crate) fn new(articles: Vec<Source>, speakers: Vec<Speaker>, statements: Vec<Record>) -> Self {
        let by_article = articles.iter().enumerate().map(|(i, a)| (a.meta.id.clone(), i)).collect();
        let by_speaker = speakers.iter().enumerate().map(|(i, s)| (s.id.to_string(), i)).collect();
        let by_statement =
            statements.iter().enumerate().map(|(i, s)| (s.statement.id.to_string(), i)).collect();
        Self { articles, speakers, statements, by_statement, by_speaker, by_article }
    }

    /// All articles, by day of publication and id.
    #[must_use]
    pub fn articles(&self) -> &[Source] {
        &self.articles
    }

    /// All speakers, by id.
    #[must_use]
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// All statements, by day, article and place; undated ones last.
    #[must_use]
    pub fn statements(&self) -> &[Record] {
        &self.statements
    }

    /// The index of the article with this id.
    #[must_use]
    pub fn find_article(&self, id: &str) -> Option<usize> {
        self.by_article.get(id).copied()
    }

    /// The index of the speaker with this id.
    #[must_use]
    pub fn find_speaker(&self, id: &str) -> Option<usize> {
        self.by_speaker.get(id).copied()
    }

    /// The index of the statement with this id.
    #[must_use]
    pub fn find_statement(&self, id: &str) -> Option<usize> {
        self.by_statement.get(id).copied()
    }

    /// The speaker with this id.
    #[must_use]
    pub fn speaker(&self, id: &str) -> Option<&Speaker> {
        self.speakers.get(self.find_speaker(id)?)
    }

    /// The statement with this id.
    #[must_use]
    pub fn statement(&self, id: &str) -> Option<&Record> {
        self.statements.get(self.find_statement(id)?)
    }

    /// The article of a statement.
    #[must_use]
    pub fn article_of(&self, record: &Record) -> Option<&Source> {
        self.articles.get(record.article)
    }

    /// The speaker of a statement.
    #[must_use]
    pub fn speaker_of(&self, record: &Record) -> Option<&Speaker> {
        self.speakers.get(record.speaker?)
    }

    /// The statements of an article in the order of their first word.
    #[must_use]
    pub fn statements_in(&self, article: usize) -> Vec<usize> {
        let mut inside: Vec<_> = (0..self.statements.len())
            .filter(|&i| self.statements.get(i).is_some_and(|r| r.article == article))
            .collect();
        inside.sort_by_key(|&i| self.statements.get(i).and_then(|r| r.statement.spans.first().copied()));
        inside
    }

    /// Where a link to a statement that is gone leads: the first statement of the same article.
    #[must_use]
    pub fn nearest(&self, gone: &str) -> Option<usize> {
        let (article, _) = gone.rsplit_once('~')?;
        self.statements_in(self.find_article(article)?).first().copied()
    }
}
