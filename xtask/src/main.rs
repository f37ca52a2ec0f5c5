//! The commands of developers: `cargo xtask serve`, `test`, `build`, `bench`, `size`.
//!
//! Each installs missing tools, then calls the ordinary ones, and prints one line a step. This crate knows nothing
//! about articles: that is the `onrecord` command's part.

mod audit;
mod bench;
mod brotli;
mod fuzz;
mod process;
mod screenshots;
mod serve;
mod site;
mod size;
mod test;
mod tidy;
mod tools;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Builds, serves and tests Onrecord; installs what is missing first.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install the wasm target, Trunk, wasm-bindgen and wasm-opt.
    Setup,
    /// Build the explorer and serve it at http://127.0.0.1:8080; changes of sources and articles are seen at once.
    Serve {
        /// The folder of articles to explore, in place of the bundled record.
        #[arg(long, value_name = "DIR")]
        corpus: Option<PathBuf>,
        /// The port to serve at.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Build the release version: smaller and faster, but slower to build.
        #[arg(long)]
        release: bool,
    },
    /// Write the release site to `dist/`.
    Build {
        /// The folder of articles to explore, in place of the bundled record.
        #[arg(long, value_name = "DIR")]
        corpus: Option<PathBuf>,
        /// The site's address, for preview pictures, a feed and a sitemap.
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
    },
    /// Compile the `onrecord` command with the app in it to `target/command/onrecord`.
    Binary,
    /// Run every check, scenarios in browsers included; or one of them.
    Test(test::Options),
    /// Check the invariants of the architecture.
    Tidy,
    /// Measure how fast a part of the project is.
    Bench {
        /// The part to measure; by default the query engine.
        #[arg(value_enum)]
        what: Option<bench::Bench>,
        /// How many minutes the page is used, for `load`.
        #[arg(long, default_value_t = 60)]
        minutes: u32,
    },
    /// Fuzz the parsers of text, dates, pages, links and corpus files.
    Fuzz {
        /// How many seconds for each target.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
        /// The targets to run; by default all.
        targets: Vec<String>,
    },
    /// List everything that is compiled into the command, as CycloneDX.
    Sbom,
    /// Take the screenshots in `docs/` again, of the site in `dist/`.
    Screenshots,
    /// Print the sizes of what a reader of the site in `dist/` downloads, raw and with brotli.
    Size,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Setup => tools::setup().map(drop),
        Command::Serve { corpus, port, release } => serve::serve(corpus.as_deref(), port, release),
        Command::Build { corpus, base_url } => site::build(corpus.as_deref(), base_url.as_deref()),
        Command::Binary => site::build_command().map(drop),
        Command::Test(options) => test::test(&options),
        Command::Tidy => tidy::check(),
        Command::Bench { what, minutes } => bench::bench(what, minutes),
        Command::Fuzz { seconds, targets } => fuzz::fuzz(seconds, &targets),
        Command::Sbom => audit::list(),
        Command::Screenshots => screenshots::take(),
        Command::Size => size::size(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
