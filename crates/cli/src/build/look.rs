//! What a publisher makes of the site.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use clap::builder::PossibleValuesParser;
use onrecord_extract::country_name;
use onrecord_model::is_web_address;
use onrecord_site::{Accent, Colour, Contact, Options};
use onrecord_view::{Lanes, SiteSettings, UrlName as _, ViewDefaults};

/// How the site is called, where it will be, and how it looks.
#[derive(clap::Args)]
#[group(id = "look")]
pub(crate) struct Args {
    /// Where the site will be; without it there are no pictures beside links in chats, no map of the site
    /// and no feed, which must name whole addresses.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// What the site is called.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// What it is about, in a line.
    #[arg(long, value_name = "WORDS")]
    description: Option<String>,
    /// A file of plain text in which you say what the record is, paragraphs apart by blank lines, for the page
    /// about it.
    #[arg(long, value_name = "FILE")]
    about: Option<PathBuf>,
    /// Where readers report errors: an address of mail, or of a page.
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<Contact>,
    /// The colour of links and marks, on light paper.
    #[arg(long, value_name = "#RRGGBB")]
    accent: Option<Colour>,
    /// The same on dark paper.
    #[arg(long, value_name = "#RRGGBB", requires = "accent")]
    accent_dark: Option<Colour>,
    /// What the lanes of the timeline stand for at first.
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(["speaker", "country", "kind", "article"]))]
    lanes: Option<String>,
    /// Write a small page for each of so many statements and articles, the newest ones.
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    pages: usize,
}

impl Args {
    pub(super) fn options(&self, live: bool) -> Result<Options> {
        let plain = SiteSettings::default();
        let lanes = self.lanes.as_deref().and_then(Lanes::from_url_name);
        let site = SiteSettings {
            title: self.title.clone().unwrap_or(plain.title),
            tagline: self.description.clone().unwrap_or(plain.tagline),
            defaults: lanes.map_or(plain.defaults, |lanes| ViewDefaults { lanes }),
        };
        let accent = self.accent.map(|light| Accent { light, dark: self.accent_dark.unwrap_or(light) });
        for fault in accent.iter().flat_map(Accent::faults) {
            note!("warning: {fault}: give another --accent or --accent-dark");
        }
        let base_url = self.base_url.as_deref().map(base_url).transpose()?;
        let about = self.about.as_deref().map(paragraphs).transpose()?.unwrap_or_default();
        let contact = self.contact.clone();
        Ok(Options { base_url, pages: self.pages, site, about, contact, accent, live, country_name })
    }
}

/// The paragraphs of a file, each as one line.
fn paragraphs(file: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let whole = |lines: &str| lines.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(text.replace('\r', "").split("\n\n").map(whole).filter(|paragraph| !paragraph.is_empty()).collect())
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
