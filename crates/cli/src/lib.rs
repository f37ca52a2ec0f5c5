//! The `onrecord` command. All files are read and written here; what is found in them is the
//! business of the crates below.
//!
//! A library, so that what reads strangers' files can be attacked without a process for each.

// They end the program where nobody reads on: `tell` does not.
#![deny(clippy::print_stdout, clippy::print_stderr)]

#[macro_use]
mod output;

mod articles;
mod atomic_write;
mod build;
mod check;
mod config;
mod encode;
mod eval;
mod export;
mod extract;
#[doc(hidden)]
pub mod fuzzing;
mod install;
mod overlap;
mod polnear;
mod record;
#[cfg(feature = "serve")]
mod serve;
mod train;

use std::{ffi::OsString, process::ExitCode};

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

/// Who said what, for which country, and when: found in news articles.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    after_help = "\
Examples:
  onrecord build articles/ -o site/         A site of a folder of articles.
  onrecord serve articles/ --watch          The same on this machine, built anew at each change.
  onrecord check articles/                  What may be wrong, before it is published.
  onrecord export articles/ -o said.csv     Everything that was said, as a table.
  onrecord extract article.txt              What is said in one article, as JSON."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the statements of articles as JSON.
    Extract(extract::Args),
    /// Make a site of articles, which any static host serves.
    Build(build::Args),
    /// Show a site on this machine, built anew when its articles change.
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    /// Tell what differs between a site's files and what was built.
    Verify(build::VerifyArgs),
    /// Tell what may be wrong with articles before they are published.
    Check(check::Args),
    /// Write everything that was said as CSV, JSON Lines, Parquet or JSON-LD.
    Export(export::Args),
    /// Make one corpus file of articles, for the explorer to load.
    Encode(encode::Args),
    /// Compare what is found with articles that were annotated by hand.
    Eval(eval::Args),
    /// Print what a shell completes commands with.
    Completions(install::Completions),
    /// Write the pages of the manual.
    Man(install::Man),
    /// Learn the weights of the extractor's models anew; for its developers.
    #[command(hide = true)]
    Train(train::Args),
}

/// Does what the command line asks, and tells on the standard error why it could not.
#[must_use]
pub fn main() -> ExitCode {
    let done = parsed(std::env::args_os().collect()).and_then(|cli| match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Build(args) => build::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args),
        Command::Verify(args) => build::verify(&args),
        Command::Check(args) => check::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Encode(args) => encode::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Completions(args) => install::completions(&args, Cli::command()),
        Command::Man(args) => install::man(&args, Cli::command()),
        Command::Train(args) => train::run(&args),
    });
    match done {
        Ok(code) => code,
        // What is told as it is found ends there.
        Err(error) if output::is_unread(&error) => ExitCode::SUCCESS,
        Err(error) => {
            errln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The flags of the command line, with those of the configuration file. Of one that is given twice the last
/// one holds.
fn parsed(args: Vec<OsString>) -> Result<Cli> {
    let command = Cli::command().args_override_self(true);
    let args = config::with_file(args, &command)?;
    let mut matches = command.get_matches_from(args);
    Ok(Cli::from_arg_matches_mut(&mut matches).unwrap_or_else(|error| error.exit()))
}
