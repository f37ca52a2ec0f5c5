//! The preview pages, one for each statement, speaker, country and article: what their files are
//! called, which of them exist, and which one shows the same as a view. The site writes them, the page links to them.

use onrecord_corpus::Corpus;
use onrecord_model::{ArticleId, Country, SpeakerId, StatementId};
use onrecord_text::fnv1a;

use crate::{View, ViewDefaults};

/// Something that may have a preview page of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageTarget {
    /// A statement.
    Statement(StatementId),
    /// A speaker.
    Speaker(SpeakerId),
    /// A country.
    Country(Country),
    /// An article.
    Article(ArticleId),
}

/// The longest name of a file in bytes, with room for its ending.
const MAX_NAME: usize = 180;

impl PageTarget {
    /// Returns the preview page's path relative to the explorer, without its extension: `speaker/nikki-haley`.
    ///
    /// Bytes that file systems and URLs read in several ways are written as `=` and two hexadecimal digits: capital
    /// letters too, since some systems take `Talk` and `talk` for one file, and the first letter of names that Windows
    /// keeps for devices. Names that are then over 180 bytes are cut there, and 18 bytes with a hash of the whole name
    /// follow.
    ///
    /// ```
    /// use onrecord_view::PageTarget;
    /// assert_eq!(PageTarget::Country("kp".parse()?).path(), "country/KP");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Statement(id) => format!("statement/{}", file_name(id.as_str())),
            Self::Speaker(id) => format!("speaker/{}", file_name(id.as_str())),
            Self::Country(country) => format!("country/{country}"),
            Self::Article(id) => format!("article/{}", file_name(id.as_str())),
        }
    }

    /// Returns the explorer's link to the same: `?speaker=nikki-haley`.
    ///
    /// It is the same for all sites, since it does not depend on a site's defaults.
    #[must_use]
    pub fn link(&self) -> String {
        let defaults = ViewDefaults::default();
        self.view(defaults).link(defaults)
    }

    /// Returns the view that shows exactly this on a site with these defaults.
    #[must_use]
    pub fn view(&self, defaults: ViewDefaults) -> View {
        let mut view = View::new(defaults);
        match self {
            Self::Statement(id) => view.statement = Some(id.clone()),
            Self::Speaker(id) => view.speakers.include.insert(id.clone()),
            Self::Country(country) => view.countries.include.insert(*country),
            Self::Article(id) => view.article = Some(id.clone()),
        }
        view
    }

    /// Returns the target whose page shows exactly the view, or `None` if the view is of none or of something more,
    /// such as two speakers or a search.
    #[must_use]
    pub fn of_view(view: &View, defaults: ViewDefaults) -> Option<Self> {
        let statement = view.statement.clone().map(Self::Statement);
        let article = || view.article.clone().map(Self::Article);
        let speaker = || view.speakers.include.iter().next().cloned().map(Self::Speaker);
        let country = || view.countries.include.iter().next().copied().map(Self::Country);
        let target = statement.or_else(article).or_else(speaker).or_else(country)?;
        (target.view(defaults) == *view).then_some(target)
    }
}

fn file_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    let is_device = is_device(id.split('.').next().unwrap_or_default());
    for (index, byte) in id.bytes().enumerate() {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'-' | b'_' | b'~' if index > 0 || !is_device => {
                name.push(char::from(byte));
            }
            b'.' if index > 0 && index + 1 < id.len() => name.push('.'),
            _ => name.push_str(&format!("={byte:02X}")),
        }
    }
    if name.len() > MAX_NAME {
        let hash = fnv1a(name.bytes());
        name.truncate(MAX_NAME);
        name.push_str(&format!("=={hash:016x}"));
    }
    name
}

/// Returns whether Windows keeps a name for a device, with any ending.
fn is_device(name: &str) -> bool {
    match name.as_bytes() {
        [kind @ .., number] if kind.len() == 3 => {
            number.is_ascii_digit() && [&b"com"[..], b"lpt"].contains(&kind)
        }
        name => [&b"con"[..], b"prn", b"aux", b"nul"].contains(&name),
    }
}

/// Returns whether the statement of a row, counted from 0, has a preview page: of `rows` statements, of which the first
/// `dated` have a day, the newest `limit` have one, or all if there are at most `limit`.
///
/// ```
/// use onrecord_view::has_page;
/// let with_page: Vec<_> = (0..5).filter(|row| has_page(*row, 4, 5, 2)).collect();
/// assert_eq!(with_page, [2, 3]);
/// ```
#[must_use]
pub const fn has_page(row: usize, dated: usize, rows: usize, limit: usize) -> bool {
    rows <= limit || (row < dated && row >= dated.saturating_sub(limit))
}

/// Returns the path, relative to the explorer and with its extension, of the preview page that shows exactly the view;
/// `None` if no page does.
///
/// The site has pages for the newest `limit` statements and articles, for the first `limit` speakers in the order of
/// ids, and, unless `limit` is 0, for all countries.
#[must_use]
pub fn page_of(view: &View, defaults: ViewDefaults, corpus: &Corpus, limit: usize) -> Option<String> {
    let target = PageTarget::of_view(view, defaults)?;
    let exists = match &target {
        PageTarget::Statement(id) => {
            has_page(corpus.find_statement(id)?, corpus.dated_count(), corpus.row_count(), limit)
        }
        PageTarget::Speaker(id) => corpus.find_speaker(id)? < limit,
        PageTarget::Country(_) => limit > 0,
        PageTarget::Article(id) => corpus.articles().len() - corpus.find_article(id)? <= limit,
    };
    exists.then(|| format!("{}.html", target.path()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lanes;

    fn speaker(id: &str) -> PageTarget {
        PageTarget::Speaker(SpeakerId::from_stored(id.to_owned()))
    }

    fn article(id: &str) -> PageTarget {
        PageTarget::Article(ArticleId::from_stored(id.to_owned()))
    }

    #[test]
    fn names_of_files() {
        for (target, path, link) in [
            (speaker("nikki-haley"), "speaker/nikki-haley", "?speaker=nikki-haley"),
            (
                PageTarget::Statement(StatementId::from_stored("a b~x8c0zqpv".to_owned())),
                "statement/a=20b~x8c0zqpv",
                "?statement=a+b~x8c0zqpv",
            ),
            (speaker("-é"), "speaker/-=C3=A9", "?speaker=-%C3%A9"),
            (article("../etc"), "article/=2E.=2Fetc", "?article=..%2Fetc"),
            (article("Talk"), "article/=54alk", "?article=Talk"),
            (article("nul"), "article/=6Eul", "?article=nul"),
            (article("com1.old"), "article/=63om1.old", "?article=com1.old"),
            (article("CON"), "article/=43=4F=4E", "?article=CON"),
            (article("contest"), "article/contest", "?article=contest"),
            (article("trail."), "article/trail=2E", "?article=trail."),
        ] {
            assert_eq!((target.path().as_str(), target.link().as_str()), (path, link));
        }
        let (a, b) = ("x".repeat(999), format!("{}y", "x".repeat(998)));
        assert_ne!(article(&a).path(), article(&b).path());
        assert!(article(&a).path().len() < 220);
    }

    #[test]
    fn the_page_of_a_view_shows_that_view_and_no_other() {
        for (link, path) in [
            ("?speaker=a", Some("speaker/a")),
            ("?country=US", Some("country/US")),
            ("?statement=a~b", Some("statement/a~b")),
            ("?article=a", Some("article/a")),
            ("?speaker=a&speaker=b", None),
            ("?speaker=-a", None),
            ("?speaker=a&lanes=kind", None),
            ("?speaker=a&statement=a~b", None),
            ("", None),
        ] {
            for lanes in [Lanes::Speaker, Lanes::Country] {
                let defaults = ViewDefaults { lanes };
                let (view, _) = View::parse(link, defaults);
                let target = PageTarget::of_view(&view, defaults);
                assert_eq!(target.map(|target| target.path()).as_deref(), path, "{link}");
            }
        }
    }

    #[test]
    fn the_newest_statements_have_pages() {
        let with = |limit| (0..5).filter(|&row| has_page(row, 4, 5, limit)).collect::<Vec<_>>();
        assert_eq!((with(5), with(2), with(0)), (vec![0, 1, 2, 3, 4], vec![2, 3], vec![]));
    }
}
