//! `onrecord build`: a site of articles, which any static host serves.

mod app;
mod folder;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result, ensure};
use onrecord_extract::country_name;
use onrecord_site::{Options, site};

use crate::record::{self, summary};
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
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// Where the site will be; without it there are no pictures beside links in chats, no map of the site
    /// and no feed, which must name whole addresses.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Write a small page for each of so many statements and articles, the newest ones.
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    pages: usize,
    /// The compiled app, in place of the one in this command.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let app = app::app(args.app.as_deref())?;
    let base_url = args.base_url.as_deref().map(base_url).transpose()?;
    let made = args.record.make()?;
    let files = args.record.encode(&made.draft)?;
    let options = Options { base_url, pages: args.pages, country_name };
    let mut folder = Folder::open(&args.output)?;
    site(&app, &made.draft, &files, &options, &mut folder)?;
    let removed = folder.close().context("the site is whole, but what an earlier build left is not gone")?;
    let old =
        if removed == 0 { String::new() } else { format!(", {removed} files of an earlier build removed") };
    eprintln!("{}: {}{old}", summary(&made.draft), args.output.display());
    if options.base_url.is_none() {
        eprintln!("note: give --base-url for pictures beside links in chats, a feed and a map of the site");
    }
    Ok(if made.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A web address that ends in a slash.
fn base_url(url: &str) -> Result<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'?#".contains(c));
    ensure!(is_web && plain, "{url:?} is no web address: give one like https://example.org/record/");
    Ok(format!("{}/", url.trim_end_matches('/')))
}
