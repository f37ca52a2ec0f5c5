//! A record that was made by many machines: a dataset of Parquet files, as the package for Python writes it.
//!
//! Its speakers have been resolved over the whole dataset, so a site of some of its months has the same ids. Files are
//! read batch by batch, and only the months that are asked for.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    str::FromStr,
};

use anyhow::{Context as _, Result, bail, ensure};
use onrecord_corpus::Input;
use onrecord_formats::ArticleText;
use onrecord_model::{Country, Speaker, SpeakerId, Statement};
use onrecord_tables::{RecordBatch, TableText, parquet_batches, read_articles, read_speakers};
use rustc_hash::FxHashSet;

use super::report::{Level, Problem, Where};

/// The folders of a dataset.
const FOLDERS: [&str; 3] = ["articles", "speakers", "statements"];
/// The month of articles whose day of publication is unknown.
const UNKNOWN: &str = "unknown";

/// A condition on the articles of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Published in one of these months, the last included.
    Months(String, String),
    /// Published by this publisher.
    Publisher(String),
    /// With a statement by a speaker who speaks for this country.
    Country(Country),
}

impl FromStr for Condition {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let is_month =
            |month: &str| month == UNKNOWN || format!("{month}-01").parse::<onrecord_model::Date>().is_ok();
        match text.split_once('=') {
            Some(("month", months)) => {
                let (from, to) = months.split_once("..").unwrap_or((months, months));
                ensure!(
                    is_month(from) && is_month(to),
                    "{months:?} is not a month: write 2017-07 or 2017-07..2017-09"
                );
                Ok(Self::Months(from.to_owned(), to.to_owned()))
            }
            Some(("publisher", name)) => Ok(Self::Publisher(name.to_owned())),
            Some(("country", code)) => Ok(Self::Country(code.parse()?)),
            _ => bail!("write month=YYYY-MM, publisher=NAME or country=CODE"),
        }
    }
}

/// Conditions: of those of one kind one must hold, and of each kind that is given.
pub(super) struct Conditions<'c>(pub(super) &'c [Condition]);

impl Conditions<'_> {
    /// Returns whether one of the conditions of a kind holds, or there is none. `of` returns `None` for other kinds.
    fn hold(&self, of: impl Fn(&Condition) -> Option<bool>) -> bool {
        let mut held = self.0.iter().filter_map(of).peekable();
        held.peek().is_none() || held.any(|holds| holds)
    }

    fn month(&self, month: &str) -> bool {
        self.hold(|condition| match condition {
            Condition::Months(from, to) => Some(from.as_str() <= month && month <= to.as_str()),
            _ => None,
        })
    }

    fn publisher(&self, publisher: Option<&str>) -> bool {
        self.hold(|condition| match condition {
            Condition::Publisher(name) => Some(publisher == Some(name.as_str())),
            _ => None,
        })
    }

    fn country(&self, country: &str) -> bool {
        self.hold(|condition| match condition {
            Condition::Country(code) => Some(code.code() == country),
            _ => None,
        })
    }

    fn has_country(&self) -> bool {
        self.0.iter().any(|condition| matches!(condition, Condition::Country(_)))
    }
}

/// The articles of a dataset that fulfil the conditions.
#[derive(Default)]
pub(super) struct Dataset {
    pub(super) inputs: Vec<Input>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) problems: Vec<Problem>,
    /// The number of files that were read.
    pub(super) files: usize,
}

/// Returns whether a folder is that of a dataset.
pub(super) fn is_dataset(dir: &Path) -> bool {
    FOLDERS.iter().all(|name| dir.join(name).is_dir())
}

/// Reads a dataset batch by batch. Only the rows that the conditions choose stay in memory.
///
/// # Errors
/// If a file cannot be read, or does not have the columns of its table. An article that is damaged is a problem.
pub(super) fn read(dir: &Path, conditions: &Conditions<'_>) -> Result<Dataset> {
    let mut dataset = Dataset::default();
    let spoken = conditions.has_country().then(|| speakers_of_countries(dir, conditions)).transpose()?;
    for file in parquet_files(&dir.join("articles"), conditions)? {
        dataset.files += 1;
        each_batch(&file, |batch| dataset.add_articles(batch, conditions, spoken.as_ref()))?;
    }
    let all = dataset.inputs.iter().flat_map(|input| &input.article.speakers);
    let named: FxHashSet<SpeakerId> = all.map(|speaker| speaker.id.clone()).collect();
    each_speaker(dir, |speaker| {
        if named.contains(&speaker.id) {
            dataset.speakers.push(speaker);
        }
    })?;
    Ok(dataset)
}

impl Dataset {
    /// Adds the articles of a batch that fulfil the conditions; `spoken` are the speakers of the countries, if some are
    /// asked for.
    fn add_articles(
        &mut self,
        batch: &RecordBatch,
        conditions: &Conditions<'_>,
        spoken: Option<&FxHashSet<SpeakerId>>,
    ) -> Result<()> {
        let errors = TableText::column(batch, "error")?;
        let (ids, publishers) = (TableText::column(batch, "id")?, TableText::column(batch, "publisher")?);
        let wanted = |row: usize| conditions.publisher(publishers.get(row)) && errors.get(row).is_none();
        let is_spoken = |said: &Statement| match (&said.speaker, spoken) {
            (Some(id), Some(spoken)) => spoken.contains(id),
            _ => false,
        };
        for (row, read) in read_articles(batch, wanted)? {
            match read {
                Ok(ArticleText { mut article, text }) => {
                    if spoken.is_none() || article.statements.iter().any(is_spoken) {
                        article.warnings = Vec::new();
                        self.inputs.push(Input::new(article, text));
                    }
                }
                Err(error) => {
                    let id = ids.get(row).unwrap_or_default();
                    self.problems.push(problem(Level::Error, id, &format!("{error:#}")));
                }
            }
        }
        // What had an error has no metadata to fulfil conditions with.
        let failed = (0..batch.num_rows()).filter_map(|row| Some((ids.get(row)?, errors.get(row)?)));
        self.problems.extend(failed.map(|(id, error)| problem(Level::Warning, id, error)));
        Ok(())
    }
}

fn problem(level: Level, article: &str, message: &str) -> Problem {
    let at = Where { file: Some(article.to_owned()), ..Where::default() };
    Problem { at, ..Problem::new(level, message) }
}

/// Returns the ids of the speakers who speak for one of the countries.
fn speakers_of_countries(dir: &Path, conditions: &Conditions<'_>) -> Result<FxHashSet<SpeakerId>> {
    let mut spoken = FxHashSet::default();
    each_speaker(dir, |speaker| {
        if speaker.country.is_some_and(|country| conditions.country(country.code())) {
            spoken.insert(speaker.id);
        }
    })?;
    Ok(spoken)
}

/// Passes each speaker of the dataset on.
fn each_speaker(dir: &Path, mut take: impl FnMut(Speaker)) -> Result<()> {
    for file in parquet_files(&dir.join("speakers"), &Conditions(&[]))? {
        each_batch(&file, |batch| {
            read_speakers(batch)?.into_iter().for_each(&mut take);
            Ok(())
        })?;
    }
    Ok(())
}

fn each_batch(file: &Path, mut take: impl FnMut(&RecordBatch) -> Result<()>) -> Result<()> {
    let mut read = || -> Result<()> {
        for batch in parquet_batches(File::open(file)?)? {
            take(&batch?)?;
        }
        Ok(())
    };
    read().with_context(|| format!("cannot read {}", file.display()))
}

/// Returns the Parquet files below a folder, in order, without those of months that are not asked for.
fn parquet_files(folder: &Path, conditions: &Conditions<'_>) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name.strip_prefix("month=").is_none_or(|month| conditions.month(month)) {
                files.extend(parquet_files(&path, conditions)?);
            }
        } else if name.ends_with(".parquet") && !name.starts_with(['.', '_']) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use onrecord_corpus::{Draft, People, build, build_resolved};
    use onrecord_extract::{Defaults, extract};
    use onrecord_tables::{ArticleRow, write_parquet};

    use super::*;

    #[test]
    fn conditions_of_one_kind_are_alternatives() {
        let parsed = ["month=2017-07..2017-08", "month=2017-12", "publisher=The Post", "country=US"];
        let parsed: Vec<Condition> = parsed.iter().map(|text| text.parse().unwrap()).collect();
        let conditions = Conditions(&parsed);
        let months = ["2017-06", "2017-07", "2017-08", "2017-09", "2017-12", UNKNOWN];
        assert_eq!(months.map(|month| conditions.month(month)), [false, true, true, false, true, false]);
        assert!(conditions.publisher(Some("The Post")) && !conditions.publisher(None));
        assert!(conditions.country("US") && !conditions.country("KP"));
        assert!(Conditions(&[]).month(UNKNOWN) && !Conditions(&[]).has_country());
    }

    fn article(id: &str, day: &str, text: &str) -> Input {
        let known = Defaults { id: id.into(), published: day.parse().ok() };
        Input::new(extract(text, &known), text.to_owned())
    }

    /// Writes a record as a dataset.
    fn write(draft: &Draft, dir: &Path) -> Result<()> {
        let create = |path: &str| {
            let path = dir.join(path);
            fs::create_dir_all(path.parent().unwrap_or(dir))?;
            File::create(path)
        };
        write_parquet(onrecord_tables::speakers(draft), &mut create("speakers/part.parquet")?)?;
        write_parquet(
            onrecord_tables::statements(draft),
            &mut create("statements/month=2017-07/part.parquet")?,
        )?;
        for input in draft.clone().into_inputs() {
            let meta = &input.article.article;
            let day = meta.published.map_or_else(|| UNKNOWN.to_owned(), |day| day.to_string());
            let month = day.get(..7).unwrap_or(UNKNOWN);
            let mut file = create(&format!("articles/month={month}/{}.parquet", meta.id))?;
            write_parquet([ArticleRow::read(&input.article, input.text)].into_iter(), &mut file)?;
        }
        let failed = ArticleRow::failed("broken".to_owned(), "it has no text".to_owned());
        write_parquet([failed].into_iter(), &mut create("articles/month=unknown/broken.parquet")?)
    }

    #[test]
    fn a_dataset_is_the_record_that_was_written() -> Result<()> {
        let said = "“It is late now in the day,” said Nikki Haley, the US ambassador.";
        let inputs = vec![
            article("a", "2017-07-31", said),
            article("b", "2017-08-02", &format!("{said} “No,” said Kim Chol, a North Korean diplomat.")),
            article("c", "", "“We will see about that,” Haley said."),
        ];
        let (draft, _) = build(inputs, &People::default());
        let dir = tempfile::tempdir()?;
        assert!(!is_dataset(dir.path()));
        write(&draft, dir.path())?;
        assert!(is_dataset(dir.path()));
        let read = |conditions: &[&str]| {
            let parsed: Vec<Condition> = conditions.iter().map(|text| text.parse()).collect::<Result<_>>()?;
            let dataset = read(dir.path(), &Conditions(&parsed))?;
            let problems: Vec<String> = dataset.problems.iter().map(|one| one.message.clone()).collect();
            Ok::<_, anyhow::Error>((build_resolved(dataset.inputs, dataset.speakers).0, problems))
        };
        let (whole, problems) = read(&[])?;
        assert_eq!(problems, ["it has no text"]);
        assert_eq!(whole.statements, draft.statements);
        assert_eq!(whole.speakers, draft.speakers);
        assert_eq!(whole.articles, draft.articles);
        let ids =
            |draft: &Draft| draft.articles.iter().map(|one| one.meta.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&read(&["month=2017-08"])?.0), ["b"]);
        assert_eq!(ids(&read(&["country=US"])?.0), ["a", "b", "c"]);
        assert_eq!(ids(&read(&["country=KP", "month=2017-07..2017-09"])?.0), ["b"]);
        assert_eq!(ids(&read(&["publisher=The Post"])?.0), [""; 0]);
        Ok(())
    }

    #[test]
    fn what_is_no_condition_is_told() {
        for (text, message) in [
            ("month=July", "\"July\" is not a month: write 2017-07 or 2017-07..2017-09"),
            ("speaker=haley", "write month=YYYY-MM, publisher=NAME or country=CODE"),
        ] {
            assert_eq!(text.parse::<Condition>().unwrap_err().to_string(), message);
        }
        assert!("country=".parse::<Condition>().is_err());
    }
}
