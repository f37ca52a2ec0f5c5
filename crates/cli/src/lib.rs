//! The `onrecord` command. All files are read and written here; extraction and everything else pure is in
//! other crates.
//!
//! A library, so that readers of untrusted files can be fuzzed without a process for each input.

// `println!` panics if the output is closed; the macros of this crate do not.
#![deny(clippy::print_stdout, clippy::print_stderr)]

#[macro_use]
mod output;

mod alike;
mod articles;
mod atomic_write;
#[cfg(feature = "site")]
mod build;
mod check;
mod config;
mod encode;
mod eval;
#[cfg(feature = "site")]
mod export;
mod extract;
#[cfg(feature = "pages")]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(feature = "manual")]
mod install;
#[cfg_attr(not(feature = "site"), allow(dead_code, unused_imports, reason = "only sites have these lists"))]
mod ledger;
#[cfg(all(feature = "pages", feature = "site"))]
pub mod library;
mod overlap;
mod people;
mod polnear;
mod record;
#[cfg(feature = "serve")]
mod serve;
mod train;

use std::{ffi::OsString, process::ExitCode};

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

/// Finds who said what, for which country, and when, in news articles.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    after_help = "\
Examples:
  onrecord build articles/ -o site/         Build a site from a folder of articles.
  onrecord serve articles/ --watch          Serve it on this machine, rebuilding on each change.
  onrecord check articles/                  List what may be wrong before publication.
  onrecord export articles/ -o said.csv     Write all statements as a table.
  onrecord extract article.txt              Print the statements of one article as JSON."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the statements of articles as JSON.
    Extract(extract::Args),
    /// Build a static site from articles.
    #[cfg(feature = "site")]
    Build(Box<build::Args>),
    /// Serve a site on this machine, and rebuild it when articles change.
    #[cfg(feature = "serve")]
    Serve(Box<serve::Args>),
    /// List the files of a site that differ from the build.
    #[cfg(feature = "site")]
    Verify(build::VerifyArgs),
    /// List what may be wrong before publication.
    Check(check::Args),
    /// Suggest a people.toml of the most frequent speakers.
    People(people::Args),
    /// Write all statements as CSV, JSON Lines, Parquet or JSON-LD.
    #[cfg(feature = "site")]
    Export(export::Args),
    /// Write a corpus file for the explorer.
    Encode(encode::Args),
    /// Compare extraction with annotated articles.
    Eval(eval::Args),
    /// Print completions for a shell.
    #[cfg(feature = "manual")]
    Completions(install::Completions),
    /// Write manual pages.
    #[cfg(feature = "manual")]
    Man(install::Man),
    /// Learn the weights of the extractor's models; for developers.
    #[command(hide = true)]
    Train(train::Args),
}

/// Runs the command line and reports errors to the standard error.
#[must_use]
pub fn main() -> ExitCode {
    let done = parsed(std::env::args_os().collect()).and_then(|cli| match cli.command {
        Command::Extract(args) => extract::run(&args),
        #[cfg(feature = "site")]
        Command::Build(args) => build::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(*args),
        #[cfg(feature = "site")]
        Command::Verify(args) => build::verify(&args),
        Command::Check(args) => check::run(&args),
        Command::People(args) => people::run(&args),
        #[cfg(feature = "site")]
        Command::Export(args) => export::run(&args),
        Command::Encode(args) => encode::run(&args),
        Command::Eval(args) => eval::run(&args),
        #[cfg(feature = "manual")]
        Command::Completions(args) => install::completions(&args, Cli::command()),
        #[cfg(feature = "manual")]
        Command::Man(args) => install::man(&args, Cli::command()),
        Command::Train(args) => train::run(&args),
    });
    match done {
        Ok(code) => code,
        // The output was closed; that is not an error.
        Err(error) if output::is_unread(&error) => ExitCode::SUCCESS,
        Err(error) => {
            errln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Parses the command line together with the settings file. Of a flag that is given twice, the last one
/// counts.
fn parsed(args: Vec<OsString>) -> Result<Cli> {
    let command = Cli::command().args_override_self(true);
    let args = config::with_file(args, &command)?;
    let mut matches = command.get_matches_from(args);
    Ok(Cli::from_arg_matches_mut(&mut matches).unwrap_or_else(|error| error.exit()))
}
