//! Joins a reader's articles and corrections to a record.

mod json;
mod persisted;
pub mod saved_page;

use std::fmt;

use anyhow::{Result, bail};
use onrecord_corpus::{
    Amendment, Corpus, CorrectionError, Corrections, Draft, EncodeOptions, Files, Input, Part, People,
    Redirects, apply_corrections, build, encode,
};
use onrecord_extract::{Defaults, country_name, extract_marked};
use onrecord_formats::{ArticleText, Content, Item, basic_string, html, json_document, json_lines, markdown};
use onrecord_model::{Article, ArticleId, Country, Date, StatementId, Warning};
use onrecord_text::text_fingerprint;
use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::protocol::{Amended, Own, Yours};
use json::Parsed;
use persisted::Source;
pub use persisted::Unreadable;

/// The largest file, in bytes; a larger one would take too long.
const LARGEST: usize = 64 << 20;
/// The longest article, in bytes; a page could not show a longer one.
const LONGEST: usize = 4 << 20;

/// A record with a reader's articles and corrections.
pub struct Workspace {
    base: Vec<Input>,
    names: Vec<(Country, String)>,
    past: Redirects,
    own: Vec<Added>,
    /// Stored articles that cannot be read now, kept for a later version of the program.
    aside: Vec<Source>,
    /// The articles that were removed last.
    removed: Vec<Source>,
    corrections: Corrections,
    /// The ids of all articles and the hashes of their texts.
    taken: Taken,
}

#[derive(Default)]
struct Taken {
    ids: FxHashSet<ArticleId>,
    texts: FxHashSet<u64>,
}

impl Taken {
    fn take(&mut self, article: &Article, text: &str) {
        self.ids.insert(article.article.id.clone());
        self.texts.insert(text_fingerprint(text));
    }
}

/// One of the reader's articles, with its source.
struct Added {
    read: ArticleText,
    source: Source,
}

/// An article in the format of `onrecord extract --format jsonl --text`.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    article: &'a Article,
    text: &'a str,
}

fn line(read: &ArticleText) -> Result<String> {
    json::to_string(&Line { article: &read.article, text: &read.text })
}

impl Workspace {
    /// Opens a record from its index and parts.
    ///
    /// # Errors
    /// Returns a message for readers if the files are not a complete record.
    pub fn open(index: &[u8], parts: Vec<(Part, Vec<u8>)>) -> Result<Self, String> {
        let mut corpus = Corpus::open(index).map_err(|error| error.to_string())?;
        for (part, bytes) in parts {
            corpus.add_part(part, bytes).map_err(|error| error.to_string())?;
        }
        let draft = corpus.to_draft().ok_or("a part of the record is missing")?;
        let (names, past) = (draft.country_names.clone(), draft.redirects.clone());
        let base = draft.into_inputs();
        let mut taken = Taken::default();
        base.iter().for_each(|input| taken.take(&input.article, &input.text));
        let (own, aside, removed) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { base, names, past, own, aside, removed, corrections: Corrections::default(), taken })
    }

    /// Replaces the reader's data by what was stored. Returns a sentence for each article that cannot be read
    /// now; these articles stay stored.
    ///
    /// # Errors
    /// Returns an error if none of it can be read; the workspace is then empty.
    pub fn restore(&mut self, kept: Option<&[u8]>) -> Result<Vec<String>, Unreadable> {
        let all: Vec<_> = self.own.iter().map(|own| own.read.article.article.id.clone()).collect();
        let removed = std::mem::take(&mut self.removed);
        self.remove(&all);
        self.removed = removed;
        self.corrections = Corrections::default();
        let Some(kept) = kept else { return Ok(Vec::new()) };
        let (articles, corrections) = persisted::unpacked(kept)?;
        self.corrections = corrections;
        let mut refused = Vec::new();
        for source in articles {
            if let Err(error) = self.take_again(source.clone()) {
                refused.push(format!("{}: {error:#}", source.name));
                if !error.is::<AlreadyThere>() {
                    self.aside.push(source);
                }
            }
        }
        Ok(refused)
    }

    fn take_again(&mut self, Source { name, text, published }: Source) -> Result<()> {
        let published = published.and_then(|day| day.parse().ok());
        for item in items(&name, text.into_bytes())? {
            self.take(item.content?, published)?;
        }
        Ok(())
    }

    /// Returns whether there are no articles and no corrections.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.aside.is_empty() && self.corrections.is_empty()
    }

    /// Returns the data to store, or `None` if there is none.
    #[must_use]
    pub fn keep(&self) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let articles: Vec<_> = self.own.iter().map(|own| &own.source).chain(&self.aside).collect();
        persisted::packed(&articles, &self.corrections)
    }

    /// Adds the articles of a file. Reports progress, and returns a sentence for each article that cannot be
    /// added.
    pub fn add(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
        published: Option<Date>,
        mut tell: impl FnMut(usize, usize),
    ) -> Vec<String> {
        let items = match items(name, bytes) {
            Ok(items) => items,
            Err(error) => return vec![format!("{error:#}")],
        };
        let total = items.len();
        let mut refused = Vec::new();
        for (done, item) in items.into_iter().enumerate() {
            if let Err(error) = item.content.and_then(|content| self.take(content, published)) {
                refused.push(match item.place.as_str() {
                    "" => format!("{error:#}"),
                    place => format!("{place}: {error:#}"),
                });
            }
            tell(done + 1, total);
        }
        refused
    }

    fn take(&mut self, content: Content, published: Option<Date>) -> Result<()> {
        let day = published.map(|day| day.to_string());
        let (mut read, source) = match content {
            Content::Extracted(read) => {
                let line = line(&read)?;
                let name = format!("{}.json", read.article.article.id);
                (*read, Source { name, text: line, published: None })
            }
            Content::Text { text, .. } if text.len() > LONGEST => {
                bail!(
                    "{} MB of text is too long for an article: split it into several files",
                    text.len() >> 20
                )
            }
            Content::Text { id, text, blocks, notes } => {
                let mut source = Source { name: format!("{id}.txt"), text: text.clone(), published: day };
                let mut article = extract_marked(&text, &Defaults { id: id.into(), published }, &blocks);
                let note = |message| Warning { message, start: 0, end: 0 };
                article.warnings.extend(notes.into_iter().map(note));
                let read = ArticleText { article, text };
                // The text alone does not have the blocks of a page.
                if !blocks.is_empty() {
                    source.name = format!("{}.json", read.article.article.id);
                    source.text = line(&read)?;
                }
                (read, source)
            }
        };
        if self.taken.texts.contains(&text_fingerprint(&read.text)) {
            bail!(AlreadyThere);
        }
        if read.article.statements.is_empty() {
            bail!("no statements found in this text");
        }
        let own = read.article.article.id.clone();
        let numbered = (2_u32..).map(|n| ArticleId::from(format!("{own}-{n}")));
        let free = [own.clone()].into_iter().chain(numbered).find(|id| !self.taken.ids.contains(id));
        if let Some(id) = free.filter(|id| *id != own) {
            for statement in &mut read.article.statements {
                if let Some((_, hash, nth)) = statement.id.parts() {
                    statement.id = StatementId::new(id.as_str(), hash, nth);
                }
            }
            read.article.article.id = id;
        }
        self.taken.take(&read.article, &read.text);
        self.own.push(Added { read, source });
        Ok(())
    }

    /// Removes some of the reader's articles. With the last one, unreadable stored articles are removed too.
    pub fn remove(&mut self, articles: &[ArticleId]) {
        let (gone, own) = std::mem::take(&mut self.own)
            .into_iter()
            .partition(|own: &Added| articles.contains(&own.read.article.article.id));
        self.own = own;
        self.removed.clear();
        for Added { read, source } in gone {
            self.taken.ids.remove(&read.article.article.id);
            self.taken.texts.remove(&text_fingerprint(&read.text));
            self.removed.push(source);
        }
        if self.own.is_empty() {
            self.aside.clear();
        }
    }

    /// Adds the articles again that were removed last.
    pub fn undo_removal(&mut self) {
        for source in std::mem::take(&mut self.removed) {
            // An article that was added again meanwhile is there already.
            let _ = self.take_again(source);
        }
    }

    /// Gives one of the reader's articles that does not state it a day of publication, in ISO 8601.
    pub fn set_day(&mut self, article: &ArticleId, day: &str) {
        let is_meant = |own: &Added| own.read.article.article.id == *article;
        let Some(position) = self.own.iter().position(is_meant) else { return };
        let removed = std::mem::take(&mut self.removed);
        self.remove(std::slice::from_ref(article));
        for source in std::mem::replace(&mut self.removed, removed) {
            // It was read before, and is read again with nothing changed but the day.
            let _ = self.take_again(Source { published: Some(day.to_owned()), ..source });
        }
        // It keeps its place.
        if let Some(rest) = self.own.get_mut(position..).filter(|rest| !rest.is_empty()) {
            rest.rotate_right(1);
        }
    }

    /// Adds a correction, replacing an earlier one of the same statement.
    pub fn amend(&mut self, amendment: Amendment) {
        self.restore_statement(&amendment.id);
        self.corrections.statement.push(amendment);
    }

    /// Removes the correction of a statement.
    pub fn restore_statement(&mut self, id: &StatementId) {
        self.corrections.statement.retain(|known| known.id != *id);
    }

    /// Returns the record with the reader's articles and corrections.
    ///
    /// # Errors
    /// Returns a message if the record becomes too large.
    pub fn record(&self) -> Result<(Files, Yours), String> {
        let (draft, misfits) = self.draft();
        let files = encode(&draft, &EncodeOptions::default()).map_err(|error| error.to_string())?;
        let articles = self.own.iter().map(|own| Own {
            id: own.read.article.article.id.clone(),
            title: own.read.article.article.title_or_id().to_owned(),
            statements: own.read.article.statements.len(),
        });
        let amended = self.corrections.statement.iter().map(|amendment| Amended {
            id: amendment.id.clone(),
            text: amendment.text.clone(),
            rejected: amendment.reject,
        });
        let yours = Yours {
            articles: articles.collect(),
            amended: amended.collect(),
            misfits: misfits.iter().map(ToString::to_string).collect(),
        };
        Ok((files, yours))
    }

    /// Returns the same as one file.
    ///
    /// # Errors
    /// Returns the errors of [`Self::record`].
    pub fn one_file(&self) -> Result<Vec<u8>, String> {
        let layout = EncodeOptions { single_file_limit: usize::MAX, ..EncodeOptions::default() };
        encode(&self.draft().0, &layout).map(|files| files.index).map_err(|error| error.to_string())
    }

    fn draft(&self) -> (Draft, Vec<CorrectionError>) {
        let own = self.own.iter().map(|own| Input::new(own.read.article.clone(), own.read.text.clone()));
        let mut inputs: Vec<_> = self.base.iter().cloned().chain(own).collect();
        let mut people = People::default();
        let misfits = apply_corrections(&mut inputs, &mut people, &self.corrections);
        let (mut draft, _) = build(inputs, &people);
        let known =
            |country| self.names.iter().find(|(named, _)| *named == country).map(|(_, name)| name.as_str());
        draft.name_countries(|country| known(country).unwrap_or_else(|| country_name(country)));
        draft.redirects = self.past.clone();
        (draft, misfits)
    }

    /// Returns the corrections as `corrections.toml`.
    #[must_use]
    pub fn corrections(&self) -> String {
        let mut toml = String::new();
        for right in &self.corrections.statement {
            let texts = [
                ("id", Some(right.id.to_string())),
                ("text", Some(right.text.clone())),
                ("speaker", right.speaker.clone()),
                ("country", right.country.map(|country| country.to_string())),
                ("day", right.day.map(|day| day.to_string())),
                ("kind", right.kind.map(|kind| kind.as_str().to_owned())),
            ];
            toml.push_str("[[statement]]\n");
            for (key, text) in texts {
                toml.extend(text.map(|text| format!("{key} = {}\n", basic_string(&text))));
            }
            toml.push_str(if right.reject { "reject = true\n\n" } else { "\n" });
        }
        toml
    }

    /// Returns the reader's articles in the format of `onrecord extract --format jsonl --text`.
    #[must_use]
    pub fn articles(&self) -> String {
        let lines = self.own.iter().filter_map(|own| line(&own.read).ok());
        lines.map(|line| line + "\n").collect()
    }
}

/// The article is already in the record, or was added before.
#[derive(Debug)]
struct AlreadyThere;

impl fmt::Display for AlreadyThere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("already in the record")
    }
}

impl std::error::Error for AlreadyThere {}

/// Reads the articles of a file, by the ending of its name.
fn items(name: &str, bytes: Vec<u8>) -> Result<Vec<Item>> {
    if bytes.len() > LARGEST {
        bail!(
            "{} MB is more than the {} that can be read here: use `onrecord build`",
            bytes.len() >> 20,
            LARGEST >> 20
        );
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text,
        _ => bail!("not UTF-8 text"),
    };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    Ok(match ending.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" => json_lines::<Parsed>(&text, stem, html::text).collect(),
        "json" => json_document::<Parsed>(&text, stem, html::text),
        "html" | "htm" | "xhtml" => vec![Item::whole(html::story(&text, stem.to_owned(), None))],
        _ => vec![Item::whole(Ok(markdown(&text, stem).unwrap_or(Content::Text {
            id: stem.to_owned(),
            text,
            blocks: Vec::new(),
            notes: Vec::new(),
        })))],
    })
}

#[cfg(test)]
mod tests;
