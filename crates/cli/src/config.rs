//! `onrecord.toml`: every flag of every command, by its long name. What is given on the command line goes
//! before what stands in the file.
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
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Arg, ArgAction, Command};
use toml::{Table, Value};

/// The file that is read where no other is named.
const FILE: &str = "onrecord.toml";
/// The flag that names another.
const FLAG: &str = "--config";
/// The key of what is given without a flag.
const ARTICLES: &str = "articles";

/// The arguments with those of the file in front of them, so that the later ones hold.
pub(crate) fn with_file(args: Vec<OsString>, cli: &Command) -> Result<Vec<OsString>> {
    let Some(at) = args.iter().skip(1).position(|arg| cli.find_subcommand(arg).is_some()) else {
        return Ok(args);
    };
    let (head, own) = args.split_at((at + 2).min(args.len()));
    let command = head.last().and_then(|name| cli.find_subcommand(name));
    let Some(command) = command.filter(|command| flags(command).any(|arg| arg.get_long() == Some("config")))
    else {
        return Ok(args);
    };
    let Some((file, table)) = read(own)? else { return Ok(args) };
    let known =
        |key: &str| cli.get_subcommands().any(|one| flags(one).any(|arg| arg.get_long() == Some(key)));
    let dir = file.parent().unwrap_or_else(|| Path::new(""));
    let mut all = head.to_vec();
    let mut articles = Vec::new();
    for (key, value) in &table {
        let arg = flags(command).find(|arg| arg.get_long() == Some(key.as_str()));
        let told = match arg {
            Some(arg) => flag(arg, value, dir).map(|told| all.extend(told)),
            None if key == ARTICLES => texts(value)
                .map(|paths| articles.extend(paths.iter().map(|path| dir.join(path).into_os_string()))),
            None if known(key) => Ok(()),
            None => bail!(
                "{}: there is no `{key}`: the keys are the long flags of `onrecord help build`",
                file.display()
            ),
        };
        told.with_context(|| format!("{}: `{key}`", file.display()))?;
    }
    all.extend(own.iter().cloned());
    // What is named on the command line takes the place of what the file names.
    let takes_articles = command.get_positionals().any(|arg| arg.get_id() == ARTICLES);
    if takes_articles && !names_articles(command, own) {
        all.extend(articles);
    }
    Ok(all)
}

fn flags(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.get_long().is_some())
}

/// The file and what it states; nothing where there is none.
fn read(own: &[OsString]) -> Result<Option<(PathBuf, Table)>> {
    let mut named = None;
    for (at, arg) in own.iter().enumerate() {
        let text = arg.to_string_lossy();
        if text == FLAG {
            named = own.get(at + 1).map(PathBuf::from);
        } else if let Some(file) = text.strip_prefix("--config=") {
            named = Some(PathBuf::from(file));
        }
    }
    let file = match named {
        Some(file) => file,
        None if Path::new(FILE).is_file() => PathBuf::from(FILE),
        None => return Ok(None),
    };
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    // The error tells line and column, and quotes the line.
    let table = text.parse().with_context(|| format!("{} is not TOML", file.display()))?;
    Ok(Some((file, table)))
}

/// A key and its value as on the command line.
fn flag(arg: &Arg, value: &Value, dir: &Path) -> Result<Vec<OsString>> {
    let name = format!("--{}", arg.get_long().unwrap_or_default());
    if !arg.get_action().takes_values() {
        let Value::Boolean(on) = value else { bail!("give true or false") };
        return Ok(if *on { vec![name.into()] } else { Vec::new() });
    }
    let values = texts(value)?;
    let several = matches!(arg.get_action(), ArgAction::Append);
    ensure!(several || values.len() == 1, "give one value");
    let is_path = arg.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    // Paths are those seen from the file.
    let told = |value: &String| if is_path { dir.join(value).into_os_string() } else { value.into() };
    Ok(values.iter().flat_map(|value| [name.clone().into(), told(value)]).collect())
}

fn texts(value: &Value) -> Result<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Integer(number) => Ok(number.to_string()),
        Value::Datetime(day) => Ok(day.to_string()),
        _ => bail!("give a text, a number or a day, or a list of them"),
    };
    match value {
        Value::Array(values) => values.iter().map(text).collect(),
        value => Ok(vec![text(value)?]),
    }
}

/// Whether there is an argument that is neither a flag nor the value of one.
fn names_articles(command: &Command, own: &[OsString]) -> bool {
    let mut args = own.iter();
    while let Some(arg) = args.next() {
        let text = arg.to_string_lossy();
        if text == "--" {
            return args.next().is_some();
        }
        if text == "-" || !text.starts_with('-') {
            return true;
        }
        let flag = command.get_arguments().find(|arg| {
            let long = arg.get_long().is_some_and(|long| text.strip_prefix("--") == Some(long));
            let short = arg.get_short().is_some_and(|short| text.chars().skip(1).eq([short]));
            long || short
        });
        if flag.is_some_and(|flag| flag.get_action().takes_values()) {
            args.next();
        }
    }
    false
}
