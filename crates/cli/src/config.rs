//! `onrecord.toml`: every flag of every command, by its long name. The command line takes precedence over the
//! file.
//!
//! ```toml
//! articles = ["articles/"]
//! output = "site/"
//! title = "The crisis of 2017"
//! base-url = "https://example.org/record/"
//! ```

use std::{
    any::TypeId,
    ffi::OsString,
    fs,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Arg, ArgAction, Command};
use toml::{Table, Value};

/// The default file.
const FILE: &str = "onrecord.toml";
/// The flag that names another file.
const CONFIG: &str = "config";
/// The key of positional arguments.
const ARTICLES: &str = "articles";

/// The key of the tables of questions.
const QUESTION: &str = "question";

/// Returns the arguments preceded by those of the file, so that the command line takes precedence.
pub(crate) fn with_file(args: Vec<OsString>, cli: &Command) -> Result<Vec<OsString>> {
    // Errors are reported by the actual parser, and help is not an error.
    let Ok(given) = cli.clone().ignore_errors(true).try_get_matches_from(&args) else { return Ok(args) };
    let Some((name, given)) = given.subcommand() else { return Ok(args) };
    let Some(command) = cli.find_subcommand(name) else { return Ok(args) };
    if flags(command).all(|arg| arg.get_long() != Some(CONFIG)) {
        return Ok(args);
    }
    let named = given.get_one::<PathBuf>(CONFIG);
    let Some((file, table)) = read(named)? else { return Ok(args) };
    let known = |key: &str| cli.get_subcommands().any(|one| flags(one).any(|arg| is_called(arg, key)));
    // A settings file that was found, not named, may belong to someone else's articles.
    let dir = Folder { path: file.parent().unwrap_or_else(|| Path::new("")), is_trusted: named.is_some() };
    // The program and the command.
    let (head, own) = args.split_at(2.min(args.len()));
    let mut all = head.to_vec();
    let mut articles = Vec::new();
    for (key, value) in &table {
        let arg = flags(command).find(|arg| is_called(arg, key));
        let told = match arg {
            Some(_) if key == QUESTION => questions(value).map(|told| all.extend(told)),
            Some(arg) => flag(arg, value, &dir).map(|told| all.extend(told)),
            None if key == ARTICLES => paths(&dir, value).map(|paths| articles.extend(paths)),
            None if known(key) => Ok(()),
            None => bail!(
                "{}: unknown key `{key}`: the keys are the long flags in `onrecord help build`",
                file.display()
            ),
        };
        told.with_context(|| format!("{}: `{key}`", file.display()))?;
    }
    all.extend(own.iter().cloned());
    // Articles on the command line replace those in the file.
    if given.get_many::<PathBuf>(ARTICLES).is_none() {
        all.extend(articles);
    }
    Ok(all)
}

/// The folder of a configuration file, which its paths are relative to.
struct Folder<'p> {
    path: &'p Path,
    /// Whether its paths may lead out of it.
    is_trusted: bool,
}

impl Folder<'_> {
    /// # Errors
    /// Where the path leads out of a folder that is not trusted.
    fn join(&self, path: &str) -> Result<OsString> {
        let whole = self.path.join(path);
        let own = absolute(&Path::new(".").join(self.path));
        ensure!(
            self.is_trusted || absolute(&whole).starts_with(own),
            "{path:?} lies outside of the folder of this file, which was found and not named: give the flag itself, or --config"
        );
        Ok(whole.into_os_string())
    }
}

/// Returns an absolute path without links, as far as it exists.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    if let Ok(whole) = path.canonicalize() {
        return whole;
    }
    match (path.parent(), path.components().next_back()) {
        (Some(parent), Some(Component::Normal(name))) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            absolute(parent).join(name)
        }
        // "..", in a folder that does not exist.
        (Some(parent), _) => absolute(parent).parent().map(Path::to_owned).unwrap_or_default(),
        (None, _) => path.to_owned(),
    }
}

fn paths(dir: &Folder<'_>, value: &Value) -> Result<Vec<OsString>> {
    texts(value)?.iter().map(|path| dir.join(path)).collect()
}

fn flags(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.get_long().is_some())
}

/// Returns whether a flag has this long name, or is also called so.
fn is_called(arg: &Arg, key: &str) -> bool {
    arg.get_long() == Some(key) || arg.get_visible_aliases().is_some_and(|names| names.contains(&key))
}

/// Returns tables of `text` and `link` as command-line arguments.
fn questions(value: &Value) -> Result<Vec<OsString>> {
    let tables = value.as_array().filter(|tables| tables.iter().all(Value::is_table));
    let tables = tables.context("expected tables: [[question]] with `text` and `link`")?;
    let mut all = Vec::new();
    for table in tables.iter().filter_map(Value::as_table) {
        let text = |key: &str| {
            let text = table.get(key).and_then(Value::as_str);
            text.map(OsString::from).with_context(|| format!("a question lacks `{key}`"))
        };
        if let Some(unknown) = table.keys().find(|key| !["text", "link"].contains(&key.as_str())) {
            bail!("unknown key `{unknown}`: a question has `text` and `link`");
        }
        all.extend([format!("--{QUESTION}").into(), text("text")?, text("link")?]);
    }
    Ok(all)
}

/// Returns the file and its table, or `None` if there is no file.
fn read(named: Option<&PathBuf>) -> Result<Option<(PathBuf, Table)>> {
    let own = || Some(PathBuf::from(FILE)).filter(|file| file.is_file());
    let Some(file) = named.cloned().or_else(own) else { return Ok(None) };
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    // The error states line and column and quotes the line.
    let table = text.parse().with_context(|| format!("{} is not TOML", file.display()))?;
    Ok(Some((file, table)))
}

/// Returns a key and its value as command-line arguments.
fn flag(arg: &Arg, value: &Value, dir: &Folder<'_>) -> Result<Vec<OsString>> {
    let name = format!("--{}", arg.get_long().unwrap_or_default());
    if !arg.get_action().takes_values() {
        let Value::Boolean(on) = value else { bail!("expected true or false") };
        return Ok(if *on { vec![name.into()] } else { Vec::new() });
    }
    let is_path = arg.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    let values =
        if is_path { paths(dir, value)? } else { texts(value)?.into_iter().map(OsString::from).collect() };
    let several = matches!(arg.get_action(), ArgAction::Append);
    ensure!(several || values.len() == 1, "give one value");
    Ok(values.into_iter().flat_map(|value| [name.clone().into(), value]).collect())
}

fn texts(value: &Value) -> Result<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Datetime(day) => Ok(day.to_string()),
        _ => bail!("expected a string, a number or a date, or a list of these"),
    };
    match value {
        Value::Array(values) => values.iter().map(text).collect(),
        value => Ok(vec![text(value)?]),
    }
}
