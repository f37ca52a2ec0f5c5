//! Texts, pages and files become articles; articles become sites.

use std::{
    ffi::OsString,
    sync::{Arc, Mutex, mpsc::sync_channel},
    thread,
};

use onrecord_cli::library;
use onrecord_extract::extract_with_metadata;
use onrecord_formats::ArticleText;
use onrecord_model::ArticleMeta;
use pyo3::{prelude::*, types::PyList};
use rayon::prelude::*;

use crate::{
    arrow::day,
    corpus::Corpus,
    failed,
    objects::{article, parse_day},
};

/// Articles that are extracted together, while those before become Python objects.
const AT_ONCE: usize = 256;

pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(extract_batch, module)?)?;
    module.add_function(wrap_pyfunction!(read_page, module)?)?;
    module.add_function(wrap_pyfunction!(read_files, module)?)?;
    module.add_function(wrap_pyfunction!(build_site, module)?)
}

/// A text with its metadata, in the order of `onrecord._types.Source`.
#[derive(FromPyObject)]
struct Source(String, String, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

impl Source {
    fn into_parts(self) -> PyResult<(String, ArticleMeta)> {
        let Self(text, id, published, title, publisher, url, language) = self;
        let published = parse_day(published.as_deref())?;
        let known = ArticleMeta {
            id: id.into(),
            title,
            publisher,
            published,
            url,
            language,
            ..ArticleMeta::default()
        };
        Ok((text, known))
    }
}

/// Extracts the statements of all articles on several threads, without the interpreter's lock.
#[pyfunction]
fn extract_batch<'py>(
    py: Python<'py>,
    sources: Vec<Source>,
    threads: Option<usize>,
    in_bytes: bool,
) -> PyResult<Bound<'py, PyList>> {
    let sources = sources.into_iter().map(Source::into_parts).collect::<PyResult<Vec<_>>>()?;
    let all = PyList::empty(py);
    // A thread that waits for its result would only take time from a single article.
    if let [(text, known)] = sources.as_slice() {
        let found = py.detach(|| extract_with_metadata(text, known));
        let read = ArticleText { article: found, text: text.clone() };
        all.append(article(py, &Arc::new(read), in_bytes)?)?;
        return Ok(all);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build().map_err(failed)?;
    let (send, receive) = sync_channel(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            let send = send;
            let mut rest = sources.into_iter();
            loop {
                let some: Vec<_> = rest.by_ref().take(AT_ONCE).collect();
                let extract = |(text, known): (String, ArticleMeta)| {
                    Arc::new(ArticleText { article: extract_with_metadata(&text, &known), text })
                };
                let read: Vec<_> = pool.install(|| some.into_par_iter().map(extract).collect());
                // Nobody receives after an exception.
                if read.is_empty() || send.send(read).is_err() {
                    break;
                }
            }
        });
        // A receiver is not shared between threads; the interpreter may be told of another one meanwhile.
        let receive = Mutex::new(receive);
        while let Some(read) = py.detach(|| receive.lock().ok()?.recv().ok()) {
            for one in read {
                all.append(article(py, &one, in_bytes)?)?;
            }
            py.check_signals()?;
        }
        Ok(all)
    })
}

/// A page: text, title, publisher, day, address and language.
type PageParts<'py> =
    (String, Option<String>, Option<String>, Bound<'py, PyAny>, Option<String>, Option<String>);

/// Reads the story of a saved page, given as bytes or as text.
#[pyfunction]
fn read_page<'py>(
    py: Python<'py>,
    html: &Bound<'py, PyAny>,
    url: Option<String>,
) -> PyResult<PageParts<'py>> {
    let page = if let Ok(text) = html.extract::<String>() {
        py.detach(|| library::page(&text, url))
    } else {
        let bytes: Vec<u8> = html.extract()?;
        py.detach(|| library::page_of_bytes(&bytes, url))
    };
    let (known, text) = page.map_err(failed)?;
    Ok((text, known.title, known.publisher, day(py, known.published)?, known.url, known.language))
}

/// A file that could not be read, and why.
type Failure = (String, String);

/// Reads the articles of files and folders, as the command does: extracted articles, and what could not be read.
#[pyfunction]
fn read_files<'py>(
    py: Python<'py>,
    paths: Vec<OsString>,
    published: Option<&str>,
    in_bytes: bool,
) -> PyResult<(Bound<'py, PyList>, Vec<Failure>)> {
    let published = parse_day(published)?;
    let (read, failures) = py.detach(|| library::read(&paths, published)).map_err(failed)?;
    let all = PyList::empty(py);
    for one in read {
        all.append(article(py, &Arc::new(one), in_bytes)?)?;
    }
    Ok((all, failures))
}

/// Builds a site with the arguments of `onrecord build`: of the articles that they name, or of a corpus.
#[pyfunction]
fn build_site(
    py: Python<'_>,
    arguments: Vec<OsString>,
    corpus: Option<&Bound<'_, Corpus>>,
) -> PyResult<bool> {
    let draft = corpus.map(|corpus| corpus.get().draft());
    py.detach(|| library::build_site(&arguments, draft)).map_err(failed)
}
