//! What a publisher makes of the site.

use anyhow::{Result, ensure};
use clap::builder::PossibleValuesParser;
use onrecord_extract::country_name;
use onrecord_model::is_web_address;
use onrecord_site::{Accent, Colour, Options, Site};

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
        let plain = Site::default();
        let site = Site {
            title: self.title.clone().unwrap_or(plain.title),
            line: self.description.clone().unwrap_or(plain.line),
            lanes: self.lanes.clone().unwrap_or(plain.lanes),
        };
        let accent = self.accent.map(|light| Accent { light, dark: self.accent_dark.unwrap_or(light) });
        for fault in accent.iter().flat_map(Accent::faults) {
            eprintln!("warning: {fault}: give another --accent or --accent-dark");
        }
        let base_url = self.base_url.as_deref().map(base_url).transpose()?;
        Ok(Options { base_url, pages: self.pages, site, accent, live, country_name })
    }
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
