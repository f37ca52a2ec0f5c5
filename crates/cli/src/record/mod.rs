//! Builds a record from articles, for all commands that need one.

mod cache;
#[cfg(feature = "parquet")]
mod dataset;
mod fingerprint;
mod progress;
mod report;

use std::{
    cell::Cell,
    fs,
    num::NonZeroUsize,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, ensure};
#[cfg(feature = "parquet")]
use onrecord_corpus::build_resolved;
use onrecord_corpus::{
    ArticleCorrection, CorrectionError, Corrections, Draft, EncodeOptions, Input, People, apply_corrections,
    build,
};
use onrecord_extract::{Defaults, country_name, extract_marked};
use onrecord_model::{Article, ArticleId, Date, MarkedBlock, Rationale};
use onrecord_text::hexadecimal;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::articles::{self, ArticleText, Failed, Source};
use cache::Cache;
pub(crate) use fingerprint::Fingerprint;
pub(crate) use progress::Progress;
pub(crate) use report::{Level, Problem, Report, Where, without_line};

/// The arguments of a record.
#[derive(clap::Args)]
#[group(id = "record")]
pub(crate) struct Args {
    /// Articles: text, Markdown, saved pages, JSON, RSS and Atom, web archives, or folders of them; or a dataset that
    /// onrecord.spark wrote.
    #[arg(value_name = "FILE")]
    pub(crate) articles: Vec<PathBuf>,
    /// Of a dataset, only articles of these months (month=2017-07, month=2017-07..2017-09), publishers
    /// (publisher=NAME) or countries of speakers (country=US); of several conditions of one kind, one must hold.
    #[cfg(feature = "parquet")]
    #[arg(long = "where", value_name = "CONDITION")]
    conditions: Vec<dataset::Condition>,
    /// A file with these flags; onrecord.toml in the current folder by default.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The day of publication of articles that do not state one.
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<Date>,
    /// Names, aliases, roles and countries of speakers, as TOML; by default `people.toml` in the first folder
    /// of articles that has one.
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// Corrections of statements, as TOML; by default `corrections.toml` in the first folder of articles that
    /// has one.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// The largest record that is written as one file; a larger one has parts that are fetched when needed.
    #[arg(long, value_name = "BYTES", default_value_t = EncodeOptions::default().single_file_limit)]
    one_file: usize,
    /// The size of the parts that articles are grouped into.
    #[arg(long, value_name = "BYTES", default_value_t = EncodeOptions::default().chunk_size)]
    chunk: usize,
    /// Where extraction results are cached, so that unchanged files are not extracted again.
    #[arg(long, value_name = "FILE")]
    cache: Option<PathBuf>,
    /// Extract every file again, and cache nothing.
    #[arg(long)]
    no_cache: bool,
    /// How many files are read in parallel, at most 256; by default one for each processor.
    #[arg(long, short, value_name = "COUNT")]
    jobs: Option<NonZeroUsize>,
    /// Exit with status 0 even if some articles could not be read; they are still reported.
    #[arg(long)]
    keep_going: bool,
}

/// A record that has been built.
pub(crate) struct Made {
    pub(crate) draft: Draft,
    /// The report about each file.
    pub(crate) report: Report,
    /// The file of each article, by its id.
    pub(crate) files: FxHashMap<ArticleId, String>,
    /// What `people.toml` states.
    pub(crate) people: People,
    /// Corrections that do not match.
    pub(crate) misfits: Vec<CorrectionError>,
    /// Whether every article is in it, or `--keep-going` was given.
    pub(crate) well: bool,
}

#[cfg(feature = "site")]
impl Made {
    /// Returns a record that was built from articles in memory.
    pub(crate) fn from_draft(draft: Draft) -> Self {
        let mut report = Report::new(0);
        report.count(&draft);
        let (files, people, misfits) = (FxHashMap::default(), People::default(), Vec::new());
        Self { draft, report, files, people, misfits, well: true }
    }
}

impl Args {
    /// Builds the record and prints its problems. What cannot be read is reported, and the rest is used.
    ///
    /// Files and folders that the command writes to (`outputs`) are not read as articles.
    ///
    /// # Errors
    /// If nothing can be read, or an output is also named as an article.
    pub(crate) fn make(&self, outputs: &[&Path]) -> Result<Made> {
        let mut made = self.look(outputs)?;
        made.report.problems.extend(made.misfits.iter().map(|misfit| Problem::new(Level::Error, misfit)));
        made.report.print();
        ensure!(!made.draft.articles.is_empty(), "no article could be read, so there is nothing to write");
        Ok(made)
    }

    /// Builds the record without printing, and with corrections that do not match apart from the report.
    pub(crate) fn look(&self, outputs: &[&Path]) -> Result<Made> {
        #[cfg(feature = "parquet")]
        if let Some(made) = self.of_dataset()? {
            return Ok(made);
        }
        let corrections: Corrections = stated(self.corrections_file(), "corrections")?;
        let Found { mut inputs, mut report, files, corrected } = self.read(outputs, &corrections.article)?;
        let mut people: People = stated(self.people_file(), "people")?;
        let mut misfits = apply_corrections(&mut inputs, &mut people, &corrections);
        misfits.extend(corrections.article.iter().zip(corrected).filter(|(_, found)| !found).map(
            |(ArticleCorrection { file, url, .. }, _)| {
                let name = file.as_ref().or(url.as_ref()).cloned();
                CorrectionError::NoSuchArticle(name.unwrap_or_default())
            },
        ));
        let (mut draft, problems) = build(inputs, &people);
        draft.name_countries(country_name);
        report.problems.extend(problems.into_iter().map(|problem| Problem::new(Level::Error, problem)));
        report.count(&draft);
        let well = report.is_well() && misfits.is_empty() || self.keep_going;
        Ok(Made { draft, report, files, people, misfits, well })
    }

    /// Builds the record of a dataset, if one is named.
    ///
    /// # Errors
    /// If conditions are given for something else, or what only applies to articles for a dataset.
    #[cfg(feature = "parquet")]
    fn of_dataset(&self) -> Result<Option<Made>> {
        let [dir] = self.articles.as_slice() else {
            let several = self.articles.iter().any(|path| dataset::is_dataset(path));
            ensure!(!several, "a dataset is a record by itself: name it alone");
            ensure!(self.conditions.is_empty(), "--where is for a dataset that onrecord.spark wrote");
            return Ok(None);
        };
        if !dataset::is_dataset(dir) {
            ensure!(self.conditions.is_empty(), "--where is for a dataset that onrecord.spark wrote");
            return Ok(None);
        }
        ensure!(
            self.people.is_none() && self.corrections.is_none(),
            "the speakers of a dataset are resolved: give --people to onrecord.spark, which resolves them"
        );
        let dataset = dataset::read(dir, &dataset::Conditions(&self.conditions))?;
        let mut report = Report::new(dataset.files);
        report.problems = dataset.problems;
        let (mut draft, problems) = build_resolved(dataset.inputs, dataset.speakers);
        draft.name_countries(country_name);
        report.problems.extend(problems.into_iter().map(|problem| Problem::new(Level::Error, problem)));
        report.count(&draft);
        let well = report.is_well() || self.keep_going;
        let (files, people, misfits) = (FxHashMap::default(), People::default(), Vec::new());
        Ok(Some(Made { draft, report, files, people, misfits, well }))
    }

    /// Reads the articles of all files, with their problems.
    fn read(&self, outputs: &[&Path], corrections: &[ArticleCorrection]) -> Result<Found> {
        self.use_jobs();
        ensure!(!self.articles.is_empty(), "name the files or folders that articles are read from");
        let articles::Files { files, skipped, sites } =
            articles::files(&self.articles, &self.written(outputs))?;
        ensure!(
            !files.is_empty() || !skipped.is_empty(),
            "there is no article to read: give files (.txt, .md, .html, .jsonl, .json, .xml, .warc), or folders that hold some"
        );
        let mut report = Report::new(files.len());
        report.problems.extend(
            skipped.iter().map(|(file, failed)| Problem::failed(&file.display().to_string(), failed)),
        );
        for site in sites {
            errln!("note: {} holds a site that was built: it is not read as articles", site.display());
        }
        let cache = self.open_cache()?;
        let progress = Progress::new(files.len(), "reading articles");
        let program = cache::program();
        let mut found = Found {
            inputs: Vec::with_capacity(files.len()),
            report,
            files: FxHashMap::default(),
            corrected: vec![false; corrections.len()],
        };
        let mut reasons = Reasons::default();
        for some in files.chunks(AT_ONCE) {
            let read: Vec<_> = some
                .par_iter()
                .map(|file| {
                    let read = self.read_one(file, corrections, &cache, &program);
                    progress.step();
                    read
                })
                .collect();
            for (file, (articles, unchanged)) in some.iter().zip(read) {
                found.report.unchanged += usize::from(unchanged);
                let articles = found.correct(file, articles.open(), corrections);
                found.take(&file.display().to_string(), articles, &mut reasons);
            }
        }
        cache.close();
        Ok(found)
    }

    fn use_jobs(&self) {
        if let Some(jobs) = self.jobs {
            // Fails harmlessly the second time, when a folder is watched.
            let threads = jobs.get().min(MAX_JOBS);
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        }
    }

    /// Returns all that is written, which is not read as articles.
    fn written<'p>(&'p self, outputs: &[&'p Path]) -> Vec<&'p Path> {
        outputs.iter().copied().chain(self.cache.as_deref()).collect()
    }

    /// Returns whether a build may trust what an earlier one found.
    pub(crate) const fn may_keep(&self) -> bool {
        !self.no_cache
    }

    /// Returns whether a record is good enough to end with success.
    pub(crate) fn is_well(&self, report: &Report) -> bool {
        report.is_well() || self.keep_going
    }

    /// Returns the articles of a file, and whether they were cached.
    fn read_one(
        &self,
        file: &Path,
        corrections: &[ArticleCorrection],
        cache: &Cache,
        program: &[u8],
    ) -> (FileArticles, bool) {
        let mut source = match Source::open(file) {
            Ok(source) => source,
            Err(failed) => return (FileArticles::Each(vec![Err(failed)]), false),
        };
        source.correct(corrections);
        if source.is_collection() {
            return self.read_collection(source, cache, program);
        }
        let published = self.published.map(|day| day.to_string()).unwrap_or_default();
        let about = source.about();
        let key = cache::key(&[program, published.as_bytes(), about.as_bytes(), source.bytes.as_slice()]);
        if let Some(kept) = cache.get(&key) {
            return (FileArticles::Packed(Packed(kept)), true);
        }
        let mut packed = Packed::default();
        source.read_each(self.published, &extract_marked, &mut |read| {
            packed.add(&read);
            ControlFlow::Continue(())
        });
        packed.0.shrink_to_fit();
        cache.put(key, &packed.0);
        (FileArticles::Packed(packed), false)
    }

    /// Reads a file of many articles, which are cached one by one, since a new version of it has most of them.
    fn read_collection(&self, source: Source, cache: &Cache, program: &[u8]) -> (FileArticles, bool) {
        let published = self.published.map(|day| day.to_string()).unwrap_or_default();
        let (known, new) = (Cell::new(0_usize), Cell::new(0_usize));
        let extract = |text: &str, defaults: &Defaults, blocks: &[MarkedBlock]| {
            let key = cache::key(&[
                program,
                b"article",
                published.as_bytes(),
                defaults.id.as_str().as_bytes(),
                text.as_bytes(),
                &postcard::to_allocvec(blocks).unwrap_or_default(),
            ]);
            if let Some(article) = cache.get(&key).and_then(|kept| postcard::from_bytes(&kept).ok()) {
                known.update(|known| known + 1);
                return article;
            }
            new.update(|new| new + 1);
            let article = extract_marked(text, defaults, blocks);
            // Serialisation only fails for sequences of unknown length, of which there are none.
            cache.put(key, &postcard::to_allocvec(&article).unwrap_or_default());
            article
        };
        let (mut articles, mut reasons) = (Vec::new(), Reasons::default());
        source.read_each(self.published, &extract, &mut |mut read| {
            // Not once all are there: until then, each statement would hold its own copies.
            if let Ok(read) = &mut read {
                reasons.share(read);
                shrink(&mut read.article);
            }
            articles.push(read);
            ControlFlow::Continue(())
        });
        (FileArticles::Each(articles), known.get() > 0 && new.get() == 0)
    }

    /// Opens the cache: the file that is named, else one for these articles in the user's cache folder.
    ///
    /// # Errors
    /// If the named file is not a cache.
    fn open_cache(&self) -> Result<Cache> {
        match (&self.cache, self.beside_cache("articles")) {
            _ if self.no_cache => Ok(Cache::none()),
            (Some(named), _) => Cache::open(named),
            (None, Some(own)) => Ok(Cache::open(&own).unwrap_or_else(|_| {
                // Written by another version, in a folder that is ours.
                let _ = fs::remove_file(&own);
                Cache::open(&own).unwrap_or_else(|_| Cache::none())
            })),
            (None, None) => Ok(Cache::none()),
        }
    }

    /// Returns a path in the user's cache folder for something made from these articles.
    pub(crate) fn beside_cache(&self, what: &str) -> Option<PathBuf> {
        let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let names: Vec<_> = self.articles.iter().map(whole).collect();
        let hash = Sha256::digest(format!("{names:?}"));
        let name = hexadecimal(hash.get(..8).unwrap_or_default());
        Some(dirs::cache_dir()?.join("onrecord").join(format!("{name}-{what}")))
    }

    /// Returns all files and folders that the record depends on.
    #[cfg(feature = "watch")]
    pub(crate) fn watched(&self) -> impl Iterator<Item = PathBuf> {
        self.articles.iter().cloned().chain(self.people_file()).chain(self.corrections_file())
    }

    /// Returns how the record is split into files.
    pub(crate) const fn layout(&self) -> EncodeOptions {
        EncodeOptions { single_file_limit: self.one_file, chunk_size: self.chunk }
    }

    /// Returns the people file: the named one, or the first in the folders of articles.
    fn people_file(&self) -> Option<PathBuf> {
        self.people.clone().or_else(|| self.beside("people.toml"))
    }

    /// Returns the corrections file in the same way.
    fn corrections_file(&self) -> Option<PathBuf> {
        self.corrections.clone().or_else(|| self.beside("corrections.toml"))
    }

    /// Returns the first file of this name in the folders of articles.
    pub(crate) fn beside(&self, name: &str) -> Option<PathBuf> {
        self.articles.iter().map(|dir| dir.join(name)).find(|file| file.is_file())
    }
}

impl Found {
    /// Records which corrections are for the articles of a file, and returns the articles that are not left out.
    fn correct(
        &mut self,
        file: &Path,
        mut articles: Vec<Result<ArticleText, Failed>>,
        corrections: &[ArticleCorrection],
    ) -> Vec<Result<ArticleText, Failed>> {
        articles.retain(|one| {
            let Ok(ArticleText { article, .. }) = one else { return true };
            let mut stays = true;
            for (correction, found) in corrections.iter().zip(&mut self.corrected) {
                if correction.is_for(file, article.article.url.as_deref()) {
                    *found = true;
                    stays &= !correction.leave_out;
                }
            }
            stays
        });
        articles
    }

    fn take(&mut self, file: &str, articles: Vec<Result<ArticleText, Failed>>, reasons: &mut Reasons) {
        for one in articles {
            match one {
                Ok(mut read) => {
                    reasons.share(&mut read);
                    self.report.problems.extend(Problem::warnings(file, &read));
                    read.article.warnings = Vec::new();
                    // Of two articles with the same id, the first file is named; the clash is reported
                    // elsewhere.
                    self.files.entry(read.article.article.id.clone()).or_insert_with(|| file.to_owned());
                    self.inputs.push(Input::new(read.article, read.text));
                }
                Err(failed) => self.report.problems.push(Problem::failed(file, &failed)),
            }
        }
    }
}

/// The limit of `--jobs`: more threads than this only take memory.
const MAX_JOBS: usize = 256;
/// The number of files that are read in parallel before their articles are collected.
const AT_ONCE: usize = 1024;

/// The articles of a file as they were read.
enum FileArticles {
    /// Those of a file that is cached as a whole.
    Packed(Packed),
    /// Those of a collection. Packed as well, they would all be there twice when they are unpacked.
    Each(Vec<Result<ArticleText, Failed>>),
}

impl FileArticles {
    fn open(self) -> Vec<Result<ArticleText, Failed>> {
        match self {
            Self::Packed(packed) => packed.open(),
            Self::Each(articles) => articles,
        }
    }
}

/// The articles of a file in the form that they are kept in, which goes from thread to thread in one piece: one after
/// the other.
#[derive(Default)]
struct Packed(Vec<u8>);

impl Packed {
    fn add(&mut self, read: &Result<ArticleText, Failed>) {
        // Serialisation only fails for sequences of unknown length, of which there are none.
        self.0 = postcard::to_extend(read, std::mem::take(&mut self.0)).unwrap_or_default();
    }

    fn open(self) -> Vec<Result<ArticleText, Failed>> {
        let damaged = || Failed {
            place: String::new(),
            message: "its cached result is damaged: try --no-cache".to_owned(),
        };
        let (mut all, mut rest) = (Vec::new(), self.0.as_slice());
        while !rest.is_empty() {
            match postcard::take_from_bytes(rest) {
                Ok((read, behind)) if behind.len() < rest.len() => {
                    all.push(read);
                    rest = behind;
                }
                _ => return vec![Err(damaged())],
            }
        }
        all
    }
}

/// Frees what the lists of an article have allocated beyond their items: a third of their memory.
fn shrink(article: &mut Article) {
    article.statements.shrink_to_fit();
    article.speakers.shrink_to_fit();
    article.blocks.shrink_to_fit();
}

/// Interned rationales: many statements share a few.
#[derive(Default)]
struct Reasons(FxHashSet<Arc<str>>);

impl Reasons {
    fn share(&mut self, read: &mut ArticleText) {
        for statement in &mut read.article.statements {
            let Rationale { speaker, country, when } = &mut statement.why;
            for reason in [speaker, country, when] {
                match self.0.get(reason) {
                    Some(known) => *reason = Arc::clone(known),
                    None => drop(self.0.insert(Arc::clone(reason))),
                }
            }
        }
    }
}

/// The articles of all files.
struct Found {
    inputs: Vec<Input>,
    report: Report,
    files: FxHashMap<ArticleId, String>,
    /// Whether each correction of an article is for one of them.
    corrected: Vec<bool>,
}

/// Parses a TOML file, or returns the default if there is none.
fn stated<T: Default + DeserializeOwned>(file: Option<PathBuf>, what: &str) -> Result<T> {
    file.map_or_else(|| Ok(T::default()), |file| Ok(read_toml(&file, what)?.1))
}

/// Reads a TOML file, and returns its text and the value parsed from it. `what` names the format in errors.
pub(crate) fn read_toml<T: DeserializeOwned>(file: &Path, what: &str) -> Result<(String, T)> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    // The error states line and column and quotes the line.
    let stated = toml::from_str(&text)
        .with_context(|| format!("{} does not have the format of {what}", file.display()))?;
    Ok((text, stated))
}

/// "8 articles, 31 speakers, 89 statements"
pub(crate) fn summary(draft: &Draft) -> String {
    let mut report = Report::default();
    report.count(draft);
    report.summary()
}
