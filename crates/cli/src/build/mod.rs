//! `onrecord build`: a site of articles, which any static host serves.

mod app;
mod folder;
mod previous;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result, ensure};
use onrecord_corpus::{Layout, encode};
use onrecord_extract::country_name;
use onrecord_model::is_web_address;
use onrecord_site::{Options, single_file, site};

use crate::{
    files::write,
    record::{self, summary},
};
use folder::Folder;

/// What `onrecord build` takes.
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  onrecord build articles/ -o site/ --base-url https://example.org/record/"
)]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    /// The folder to write the site to. What an earlier build wrote there is replaced; other files stay.
    #[arg(long, short, value_name = "DIR", required_unless_present = "single_file")]
    output: Option<PathBuf>,
    /// Write the whole explorer with its record as one HTML file, which opens from a disk.
    #[arg(long, value_name = "FILE")]
    single_file: Option<PathBuf>,
    /// Where the site will be; without it there are no pictures beside links in chats, no map of the site
    /// and no feed, which must name whole addresses.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Write a small page for each of so many statements and articles, the newest ones.
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    pages: usize,
    /// The site that was built before, whose links must go on: the folder written to, where none is named.
    #[arg(long, value_name = "DIR")]
    previous: Option<PathBuf>,
    /// The compiled app, in place of the one in this command.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let app = app::app(args.app.as_deref())?;
    let base_url = args.base_url.as_deref().map(base_url).transpose()?;
    let mut made = args.record.make()?;
    if let Some(dir) = args.previous.as_ref().or(args.output.as_ref()) {
        previous::take_over(dir, &mut made.draft, args.previous.is_some())?;
    }
    let options = Options { base_url, pages: args.pages, country_name };
    if let Some(file) = &args.single_file {
        let record = encode(&made.draft, &Layout { one_file: usize::MAX, ..Layout::default() })?;
        write(file, single_file(&app, &made.draft, &record.index, &options)?.as_bytes())?;
        eprintln!("{}: {}", summary(&made.draft), file.display());
    }
    if let Some(output) = &args.output {
        let files = args.record.encode(&made.draft)?;
        let mut folder = Folder::open(output)?;
        site(&app, &made.draft, &files, &options, &mut folder)?;
        let removed =
            folder.close().context("the site is whole, but what an earlier build left is not gone")?;
        let old = match removed {
            0 => String::new(),
            _ => format!(", {removed} files of an earlier build removed"),
        };
        eprintln!("{}: {}{old}", summary(&made.draft), output.display());
        if options.base_url.is_none() {
            eprintln!(
                "note: give --base-url for pictures beside links in chats, a feed and a map of the site"
            );
        }
    }
    Ok(if made.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A web address that ends in a slash.
fn base_url(url: &str) -> Result<String> {
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'?#".contains(c));
    ensure!(
        is_web_address(url) && plain,
        "{url:?} is no web address: give one like https://example.org/record/"
    );
    Ok(format!("{}/", url.trim_end_matches('/')))
}
