//! Articles as dataclasses of the package.

use std::sync::Arc;

use onrecord_formats::{ArticleText, Content, json_document};
use onrecord_model::{
    Article, Block, Date, DateSpan, Phrase, Rationale, Span, Speaker, Statement, StatementDate, Warning,
};
use pyo3::{
    intern,
    prelude::*,
    sync::PyOnceLock,
    types::{PyList, PyString, PyTuple},
};
use serde_json::Value;

use crate::{arrow::day, failed, offsets::Offsets};

/// An article as it was extracted, which a corpus is built from.
#[pyclass(frozen, module = "onrecord._native")]
pub(crate) struct Extracted(pub(crate) Arc<ArticleText>);

#[pymethods]
impl Extracted {
    /// Reads what `json` returned.
    #[staticmethod]
    fn from_json(json: &str) -> PyResult<Self> {
        let items = json_document::<Value>(json, "article", |page| Ok(page.to_owned()));
        match items.into_iter().next().map(|item| item.content) {
            Some(Ok(Content::Extracted(read))) => Ok(Self(Arc::new(*read))),
            Some(Err(error)) => Err(failed(error)),
            _ => Err(failed(anyhow::anyhow!("this is not what `onrecord extract` prints"))),
        }
    }

    /// Returns the JSON of `onrecord extract --text`.
    fn json(&self) -> PyResult<String> {
        let mut value = serde_json::to_value(&self.0.article).map_err(failed)?;
        if let Value::Object(fields) = &mut value {
            fields.insert("text".to_owned(), Value::String(self.0.text.clone()));
        }
        Ok(value.to_string())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let read = slf.py().get_type::<Self>().getattr(intern!(slf.py(), "from_json"))?;
        Ok((read, (slf.get().json()?,)))
    }

    /// Returns the dataclass.
    fn article<'py>(&self, py: Python<'py>, in_bytes: bool) -> PyResult<Bound<'py, PyAny>> {
        article(py, &self.0, in_bytes)
    }
}

/// The dataclasses, looked up once.
struct Classes {
    article: Py<PyAny>,
    block: Py<PyAny>,
    phrase: Py<PyAny>,
    rationale: Py<PyAny>,
    span: Py<PyAny>,
    speaker: Py<PyAny>,
    statement: Py<PyAny>,
    statement_date: Py<PyAny>,
    warning: Py<PyAny>,
}

static CLASSES: PyOnceLock<Classes> = PyOnceLock::new();

fn classes(py: Python<'_>) -> PyResult<&Classes> {
    CLASSES.get_or_try_init(py, || {
        let module = py.import("onrecord._types")?;
        let class = |name: &str| Ok::<_, PyErr>(module.getattr(name)?.unbind());
        Ok(Classes {
            article: class("Article")?,
            block: class("Block")?,
            phrase: class("Phrase")?,
            rationale: class("Rationale")?,
            span: class("Span")?,
            speaker: class("Speaker")?,
            statement: class("Statement")?,
            statement_date: class("StatementDate")?,
            warning: class("ExtractionWarning")?,
        })
    })
}

/// Returns an article as a dataclass, with offsets in characters or bytes of its text.
pub(crate) fn article<'py>(
    py: Python<'py>,
    read: &Arc<ArticleText>,
    in_bytes: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let make = Make { py, classes: classes(py)?, offsets: Offsets::new(&read.text, in_bytes) };
    let Article { article: meta, blocks, speakers, statements, warnings, .. } = &read.article;
    let all = PyTuple::new(
        py,
        [
            make.text(Some(meta.id.as_str()))?,
            make.text(meta.title.as_deref())?,
            make.text(meta.publisher.as_deref())?,
            day(py, meta.published)?,
            make.text(meta.dateline.as_deref())?,
            make.text(meta.url.as_deref())?,
            make.text(meta.language.as_deref())?,
            make.text(Some(&read.text))?,
            make.list(blocks, |one| make.block(one))?,
            make.list(speakers, |one| make.speaker(one))?,
            make.list(statements, |one| make.statement(one))?,
            make.list(warnings, |one| make.warning(one))?,
            Bound::new(py, Extracted(Arc::clone(read)))?.into_any(),
        ],
    )?;
    make.classes.article.bind(py).call1(all)
}

struct Make<'py, 't> {
    py: Python<'py>,
    classes: &'py Classes,
    offsets: Offsets<'t>,
}

type Made<'py> = PyResult<Bound<'py, PyAny>>;

impl<'py> Make<'py, '_> {
    fn text(&self, text: Option<&str>) -> Made<'py> {
        Ok(match text {
            Some(text) => PyString::new(self.py, text).into_any(),
            None => self.py.None().into_bound(self.py),
        })
    }

    /// A word of which there are few, such as the name of a kind.
    fn word(&self, word: &str) -> Bound<'py, PyAny> {
        PyString::intern(self.py, word).into_any()
    }

    fn list<T>(&self, all: &[T], one: impl Fn(&T) -> Made<'py>) -> Made<'py> {
        let made: Vec<_> = all.iter().map(one).collect::<PyResult<_>>()?;
        Ok(PyList::new(self.py, made)?.into_any())
    }

    fn texts<T: ToString>(&self, all: &[T]) -> Made<'py> {
        self.list(all, |one| Ok(self.word(&one.to_string())))
    }

    fn option<T>(&self, one: Option<T>, make: impl Fn(T) -> Made<'py>) -> Made<'py> {
        one.map_or_else(|| self.text(None), make)
    }

    fn ends(&self, start: u32, end: u32) -> (u32, u32) {
        (self.offsets.at(start), self.offsets.at(end))
    }

    fn span(&self, span: Span) -> Made<'py> {
        self.classes.span.bind(self.py).call1(self.ends(span.start, span.end))
    }

    fn phrase(&self, phrase: &Phrase) -> Made<'py> {
        let (start, end) = self.ends(phrase.start, phrase.end);
        self.classes.phrase.bind(self.py).call1((start, end, &phrase.text))
    }

    fn block(&self, block: &Block) -> Made<'py> {
        let (start, end) = self.ends(block.start, block.end);
        let kind = serde_json::to_value(block.kind).unwrap_or_default();
        let kind = self.word(kind.as_str().unwrap_or_default());
        self.classes.block.bind(self.py).call1((kind, start, end))
    }

    fn warning(&self, warning: &Warning) -> Made<'py> {
        let (start, end) = self.ends(warning.start, warning.end);
        self.classes.warning.bind(self.py).call1((&warning.message, start, end))
    }

    fn speaker(&self, speaker: &Speaker) -> Made<'py> {
        let all = (
            speaker.id.as_str(),
            &speaker.name,
            self.word(speaker.kind.as_str()),
            self.text(speaker.role.as_deref())?,
            self.text(speaker.affiliation.as_deref())?,
            self.option(speaker.country, |country| Ok(self.word(country.code())))?,
            self.texts(&speaker.aliases)?,
            self.text(speaker.parent.as_deref())?,
            self.text(speaker.author.as_deref())?,
        );
        self.classes.speaker.bind(self.py).call1(all)
    }

    fn date(&self, when: StatementDate) -> Made<'py> {
        let basis = self.word(when.basis.as_str());
        let class = self.classes.statement_date.bind(self.py);
        match when.days {
            DateSpan::Calendar(from, to) => {
                class.call1((day(self.py, Some(from))?, day(self.py, Some(to))?, basis))
            }
            DateSpan::Relative(from, to) => class.call1((from, to, basis)),
        }
    }

    fn rationale(&self, why: &Rationale) -> Made<'py> {
        let all = (self.word(&why.speaker), self.word(&why.country), self.word(&why.when));
        self.classes.rationale.bind(self.py).call1(all)
    }

    fn statement(&self, said: &Statement) -> Made<'py> {
        let all = PyTuple::new(
            self.py,
            [
                self.text(Some(said.id.as_str()))?,
                self.text(Some(&said.text))?,
                self.list(&said.spans, |span| self.span(*span))?,
                self.option(said.context, |span| self.span(span))?,
                self.word(said.kind.as_str()),
                self.text(said.speaker.as_ref().map(|id| id.as_str()))?,
                self.option(said.mention.as_ref(), |phrase| self.phrase(phrase))?,
                self.option(said.cue.as_ref(), |phrase| self.phrase(phrase))?,
                self.text(said.channel.as_deref())?,
                self.texts(&said.about)?,
                self.option(said.when, |when| self.date(when))?,
                said.asserted.into_pyobject(self.py)?.to_owned().into_any(),
                // As in JSON: 0.9 rather than the double that is nearest to the single-precision value.
                ((f64::from(said.confidence) * 1e6).round() / 1e6).into_pyobject(self.py)?.into_any(),
                self.rationale(&said.why)?,
            ],
        )?;
        self.classes.statement.bind(self.py).call1(all)
    }
}

/// Parses a day that Python gives as text.
pub(crate) fn parse_day(day: Option<&str>) -> PyResult<Option<Date>> {
    day.map(|day| day.parse().map_err(failed)).transpose()
}
