//! `onrecord build`: builds a static site from articles.

mod app;
mod compress;
mod folder;
mod prerender;
mod previous;
mod site_options;
mod story;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use onrecord_corpus::{Draft, EncodeOptions, encode};
use onrecord_site::{EncodedArticles, Options, Record, Sink as _, single_file, site};

use crate::{
    atomic_write::write,
    ledger::is_site,
    record::{self, Fingerprint, Made, Report, summary},
};
use folder::{Existing, Folder};

pub(crate) use previous::{open as open_index, record_in};

/// The name of the report in the site's folder.
const REPORT: &str = "report.json";

/// The arguments of `onrecord build`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord build articles/ -o site/ --base-url https://example.org/record/
      Build a site from all articles in a folder.
  onrecord build articles/ saved-pages/ crawl.warc.gz -o site/ --title \"The crisis of 2017\"
      Use several folders and formats, and set a title.
  onrecord build extracted.jsonl -o site/
      Use the output of `onrecord extract --format jsonl --text`.
  onrecord build articles/ --single-file record.html
      Write everything to one file.

All flags can also be set in onrecord.toml in the current folder, by their long names.")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    #[command(flatten)]
    site: SiteArgs,
    /// The folder to write the site to. Files of an earlier build are replaced; other files are kept.
    #[arg(long, short, value_name = "DIR", required_unless_present = "single_file")]
    output: Option<PathBuf>,
    /// Write the explorer and its record as one HTML file, which also opens from a disk.
    #[arg(long, value_name = "FILE")]
    single_file: Option<PathBuf>,
}

/// The options of a site besides its record.
#[derive(clap::Args)]
#[group(id = "site")]
pub(crate) struct SiteArgs {
    #[command(flatten)]
    look: site_options::Args,
    /// The earlier site whose links must keep working; the output folder by default.
    #[arg(long, value_name = "DIR")]
    previous: Option<PathBuf>,
    /// Where to write the report about each input file; report.json in the site's folder by default.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    existing: Existing,
    /// Do not write compressed files (.br, .gz).
    #[arg(long)]
    unpacked: bool,
    /// A folder with the compiled app, instead of the app in this command.
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

#[cfg(feature = "watch")]
impl SiteArgs {
    /// Returns the files, besides the record's, that the site depends on.
    pub(crate) fn watched(&self, record: &record::Args) -> impl Iterator<Item = PathBuf> {
        self.look.story_files(record).into_iter().flatten()
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    Ok(if build(args, None)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds what the arguments ask for, of the articles that they name, or of a record that exists. Returns whether all
/// articles could be read.
pub(crate) fn build(args: &Args, record: Option<Draft>) -> Result<bool> {
    let app = app::app(args.site.app.as_deref())?;
    let options = args.site.look.options(&args.record, false)?;
    let fingerprint = if record.is_none() { args.fingerprint(&options)? } else { None };
    if let Some(report) = fingerprint.as_ref().map(|known| args.keep(known)).transpose()?.flatten() {
        note_address(&options);
        return Ok(args.record.is_well(&report));
    }
    let made = record.map(Made::from_draft);
    let (made, encoded) =
        after(made, &args.record, &args.site, args.output.as_deref(), args.single_file.as_deref())?;
    if let Some(file) = &args.single_file {
        let record = encode(
            &made.draft,
            &EncodeOptions { single_file_limit: usize::MAX, ..EncodeOptions::default() },
        )?;
        let first = prerender::first_screen(&record.index, &options.site, &mut |_| Ok(None))?;
        let page = single_file(&app, &made.draft, &record.index, first.as_ref(), &options)?;
        write(file, page.as_bytes())?;
        errln!("{}: {}", summary(&made.draft), file.display());
    }
    if let Some(output) = &args.output {
        let made = (&made, &encoded);
        to_folder(&args.record, &args.site, &app, made, &options, (output, fingerprint.as_ref()))?;
        note_address(&options);
    } else if let Some(file) = &args.site.report {
        write(file, &serde_json::to_vec_pretty(&made.report)?)?;
    }
    Ok(made.well)
}

fn note_address(options: &Options) {
    if options.base_url.is_none() {
        errln!("note: add --base-url for preview pictures, a feed and a sitemap");
    }
}

impl Args {
    /// Returns the fingerprint of everything that the site in the output folder depends on, or `None` if it cannot be
    /// told.
    fn fingerprint(&self, options: &Options) -> Result<Option<Fingerprint>> {
        let Options { base_url, pages, site, tour, about, contact, accent, live, country_name: _ } = options;
        if self.output.is_none() || self.site.app.is_some() {
            return Ok(None);
        }
        let unpacked = self.site.unpacked;
        let settings = (base_url, pages, site, tour, about, contact, accent, live, unpacked);
        self.record.fingerprint(&self.written(), &format!("{settings:?}"))
    }

    fn written(&self) -> Vec<&Path> {
        written(&self.site, self.output.as_deref(), self.single_file.as_deref())
    }

    /// Keeps the site in the output folder if it was made from the same and nothing of it has changed on the disk.
    /// Returns its report.
    fn keep(&self, fingerprint: &Fingerprint) -> Result<Option<Report>> {
        let only_a_site =
            self.single_file.is_none() && self.site.previous.is_none() && self.site.report.is_none();
        let output = self.output.as_deref().filter(|output| only_a_site && is_site(output));
        let (Some(output), Some(hash), true) = (output, fingerprint.current(), self.record.may_keep()) else {
            return Ok(None);
        };
        let mut folder = Folder::open(output, self.site.existing)?;
        if !folder.keep_all(hash, REPORT) {
            return Ok(None);
        }
        let report = fs::read(output.join(REPORT)).ok().and_then(|json| Report::of_earlier(&json));
        let Some(report) = report else { return Ok(None) };
        report.print();
        folder.put(onrecord_site::File::new(REPORT, serde_json::to_vec_pretty(&report)?), None)?;
        folder.finish()?;
        errln!("{}, nothing has changed: {}", report.summary(), output.display());
        Ok(Some(report))
    }
}

/// Returns the files and folders that a build writes to. None of these is an article.
fn written<'a>(site: &'a SiteArgs, output: Option<&'a Path>, single_file: Option<&'a Path>) -> Vec<&'a Path> {
    [output, single_file, site.report.as_deref(), site.look.about()].into_iter().flatten().collect()
}

/// What `onrecord verify` takes.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  onrecord verify site/
      Lists the files that differ from what `onrecord build` wrote; `onrecord build --repair` rewrites them.")]
pub(crate) struct VerifyArgs {
    /// The folder of a site.
    #[arg(value_name = "DIR")]
    site: PathBuf,
}

/// Lists the files of a site that differ from the build.
pub(crate) fn verify(args: &VerifyArgs) -> Result<ExitCode> {
    let found = folder::differences(&args.site)?;
    for line in &found {
        outln!("{line}")?;
    }
    match found.len() {
        0 => outln!("{}: every file is what was built", args.site.display())?,
        count => outln!("{count} {}: build again with --repair", onrecord_text::plural(count, "difference"))?,
    }
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(feature = "serve")]
/// Builds a site that reloads itself when it is rebuilt, for `onrecord serve`.
pub(crate) fn live(record: &record::Args, site: &SiteArgs, output: &Path) -> Result<()> {
    let app = app::app(site.app.as_deref())?;
    let options = site.look.options(record, true)?;
    let (made, encoded) = after(None, record, site, Some(output), None)?;
    to_folder(record, site, &app, (&made, &encoded), &options, (output, None))
}

/// Builds the record, unless it is there (`made`), with redirects from the earlier site: the named one, or the one in the output folder.
fn after(
    made: Option<Made>,
    record: &record::Args,
    site: &SiteArgs,
    output: Option<&Path>,
    single_file: Option<&Path>,
) -> Result<(Made, EncodedArticles)> {
    let mut made = match made {
        Some(made) => made,
        None => record.make(&written(site, output, single_file))?,
    };
    let encoded = match site.previous.as_deref().or(output) {
        Some(dir) => previous::take_over(dir, &mut made.draft, &record.layout(), site.previous.is_some())?,
        None => EncodedArticles::default(),
    };
    Ok((made, encoded))
}

fn to_folder(
    record: &record::Args,
    args: &SiteArgs,
    app: &onrecord_site::App,
    (made, encoded): (&Made, &EncodedArticles),
    options: &Options,
    (output, fingerprint): (&Path, Option<&Fingerprint>),
) -> Result<()> {
    let mut folder = Folder::open(output, args.existing)?;
    let written = Record::write(&made.draft, &record.layout(), encoded, &mut folder)?;
    let first =
        prerender::first_screen(written.index(), &options.site, &mut |part| written.part(part, &mut folder))?;
    site(app, &made.draft, &written, first.as_ref(), options, &mut folder)?;
    let report = serde_json::to_vec_pretty(&made.report)?;
    match &args.report {
        Some(file) => write(file, &report)?,
        None => folder.put(onrecord_site::File::new(REPORT, report), None)?,
    }
    if !args.unpacked {
        folder.pack()?;
    }
    folder.set_made_from(fingerprint.and_then(Fingerprint::current));
    let removed = folder.finish()?;
    let old = match removed {
        0 => String::new(),
        _ => format!(", {removed} files of an earlier build removed"),
    };
    let unchanged = match made.report.unchanged {
        0 => String::new(),
        count => format!(", {count} files unchanged"),
    };
    errln!("{}: {}{unchanged}{old}", summary(&made.draft), output.display());
    Ok(())
}
