//! The options with which a publisher adapts a site.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use clap::builder::PossibleValuesParser;
use onrecord_extract::country_name;
use onrecord_model::is_web_address;
use onrecord_site::{Accent, Color, Contact, Options};
use onrecord_text::squeeze;
use onrecord_view::{Lanes, Question, SiteSettings, UrlName as _, ViewDefaults};

use super::story;
use crate::record;

/// The site's title, address and appearance.
#[derive(clap::Args)]
#[group(id = "look")]
pub(crate) struct Args {
    /// The site's address. Without it no preview pictures, sitemap and feed are written, which need absolute
    /// addresses.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The site's title.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// What the site is about, in a sentence or two below the title.
    #[arg(long, visible_alias = "description", value_name = "WORDS")]
    standfirst: Option<String>,
    /// A question to start from, and the link to the view that answers it: `--question "Who said no?" "?q=no"`. In
    /// onrecord.toml, a table `[[question]]` with `text` and `link`.
    #[arg(long, value_names = ["TEXT", "LINK"], num_args = 2)]
    question: Vec<String>,
    /// Events that stand on the axis of the timeline, as TOML; by default `events.toml` in the first folder of articles
    /// that has one.
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// The steps of a guided tour, as TOML; by default `tour.toml` in the first folder of articles that has one.
    #[arg(long, value_name = "FILE")]
    tour: Option<PathBuf>,
    /// A plain text file about the record for about.html, paragraphs separated by blank lines.
    #[arg(long, value_name = "FILE")]
    about: Option<PathBuf>,
    /// Where readers report errors: an e-mail address or an https:// page.
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<Contact>,
    /// The colour of links and marks on a light background.
    #[arg(long, value_name = "#RRGGBB")]
    accent: Option<Color>,
    /// The colour of links and marks on a dark background.
    #[arg(long, value_name = "#RRGGBB", requires = "accent")]
    accent_dark: Option<Color>,
    /// The lanes of the timeline on the first screen.
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(["speaker", "country", "kind", "article"]))]
    lanes: Option<String>,
    /// The number of statements, and of articles, that get a preview page, the newest ones.
    #[arg(long, value_name = "COUNT", default_value_t = 2000)]
    pages: usize,
}

impl Args {
    /// Returns the file of the publisher's own text.
    pub(super) fn about(&self) -> Option<&Path> {
        self.about.as_deref()
    }

    /// Returns the files of events and of the tour: the named ones, or those beside the articles.
    pub(super) fn story_files(&self, record: &record::Args) -> [Option<PathBuf>; 2] {
        let file = |named: &Option<PathBuf>, name: &str| named.clone().or_else(|| record.beside(name));
        [file(&self.events, "events.toml"), file(&self.tour, "tour.toml")]
    }

    pub(super) fn options(&self, record: &record::Args, live: bool) -> Result<Options> {
        let plain = SiteSettings::default();
        let lanes = self.lanes.as_deref().and_then(Lanes::from_url_name);
        let defaults = lanes.map_or(plain.defaults, |lanes| ViewDefaults { lanes });
        let questions = self.question.as_chunks().0.iter().map(|told| question(told, defaults));
        let [events, tour] = self.story_files(record);
        let tour = tour.map(|file| story::tour(&file, defaults)).transpose()?.unwrap_or_default();
        let mut questions = questions.collect::<Result<Vec<_>>>()?;
        if let Some(first) = tour.first() {
            questions.insert(
                0,
                Question { text: "Take the guided tour".to_owned(), link: first.link_at(1, defaults) },
            );
        }
        let site = SiteSettings {
            title: self.title.clone().unwrap_or(plain.title),
            tagline: self.standfirst.clone().unwrap_or(plain.tagline),
            questions,
            events: events.map(|file| story::events(&file, defaults)).transpose()?.unwrap_or_default(),
            defaults,
        };
        let accent = self.accent.map(|light| Accent { light, dark: self.accent_dark.unwrap_or(light) });
        for fault in accent.iter().flat_map(Accent::faults) {
            errln!("warning: {fault}: choose another --accent or --accent-dark");
        }
        let base_url = self.base_url.as_deref().map(base_url).transpose()?;
        let about = self.about.as_deref().map(paragraphs).transpose()?.unwrap_or_default();
        let contact = self.contact.clone();
        Ok(Options { base_url, pages: self.pages, site, tour, about, contact, accent, live, country_name })
    }
}

/// Returns a question whose link is one that the site itself would write.
fn question([text, link]: &[String; 2], defaults: ViewDefaults) -> Result<Question> {
    ensure!(
        !text.trim().is_empty() && !text.contains(['\n', '\t']),
        "the question of {link:?} has no text on one line"
    );
    let view = story::view(link, defaults).with_context(|| format!("the question {text:?}"))?;
    Ok(Question { text: text.trim().to_owned(), link: view.link(defaults) })
}

/// Returns the paragraphs of a file, each on one line.
fn paragraphs(file: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(text.replace('\r', "").split("\n\n").map(squeeze).filter(|paragraph| !paragraph.is_empty()).collect())
}

/// Returns a web address with a trailing slash.
fn base_url(url: &str) -> Result<String> {
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'?#".contains(c));
    ensure!(
        is_web_address(url) && plain,
        "{url:?} is not a web address: use one like https://example.org/record/"
    );
    Ok(format!("{}/", url.trim_end_matches('/')))
}
