//! The small pages that are written beside the explorer, one for each statement, speaker, country and
//! article: what their files are called, and which there are. Pure; the site and the page agree here.

use onrecord_corpus::Corpus;
use onrecord_model::{Country, SpeakerId};
use onrecord_text::fnv1a;

use crate::view::View;

/// Something that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// A statement, by its id.
    Statement(&'a str),
    /// A speaker, by its id.
    Speaker(&'a str),
    /// A country.
    Country(Country),
    /// An article, by its id.
    Article(&'a str),
}

/// A file's name may have so many bytes, and some room for its ending.
const LONGEST: usize = 180;

impl Place<'_> {
    /// The page's path beside the explorer, without its ending: `speaker/nikki-haley`. What file systems
    /// and addresses read in several ways is written as `=` and two hexadecimal digits a byte.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Statement(id) => format!("statement/{}", name(id)),
            Self::Speaker(id) => format!("speaker/{}", name(id)),
            Self::Country(country) => format!("country/{country}"),
            Self::Article(id) => format!("article/{}", name(id)),
        }
    }

    /// The link to the explorer at this place: `?speaker=nikki-haley`.
    #[must_use]
    pub fn link(self) -> String {
        self.view().link()
    }

    pub(crate) fn view(self) -> View {
        let mut view = View::default();
        match self {
            Self::Statement(id) => view.statement = Some(id.to_owned()),
            Self::Speaker(id) => {
                view.speakers.wanted.insert(SpeakerId::from_stored(id.to_owned()));
            }
            Self::Country(country) => {
                view.countries.wanted.insert(country);
            }
            Self::Article(id) => view.article = Some(id.to_owned()),
        }
        view
    }

    /// The one whose page shows exactly what a view does.
    pub(crate) fn of(view: &View) -> Option<Place<'_>> {
        let speaker = view.speakers.wanted.iter().next().map(|id| Place::Speaker(id.as_str()));
        let country = || view.countries.wanted.iter().next().copied().map(Place::Country);
        let statement = view.statement.as_deref().map(Place::Statement);
        let article = || view.article.as_deref().map(Place::Article);
        let place = statement.or_else(article).or(speaker).or_else(country)?;
        (place.view() == *view).then_some(place)
    }
}

fn name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for (at, byte) in id.bytes().enumerate() {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' | b'~' => name.push(char::from(byte)),
            b'.' if at > 0 => name.push('.'),
            _ => name.push_str(&format!("={byte:02X}")),
        }
    }
    if name.len() > LONGEST {
        let hash = fnv1a(name.bytes());
        name.truncate(LONGEST);
        name.push_str(&format!("=={hash:016x}"));
    }
    name
}

/// Whether a row of so many has a page, where the site has pages for at most `most` statements: the
/// newest ones have.
#[must_use]
pub fn has_page(row: usize, dated: usize, rows: usize, most: usize) -> bool {
    rows <= most || (row < dated && row >= dated.saturating_sub(most))
}

/// The page that shows exactly what a view does, by its path beside the explorer, where the site has one.
pub(crate) fn page_of(view: &View, corpus: &Corpus, most: usize) -> Option<String> {
    let place = Place::of(view)?;
    let is_there = match place {
        Place::Statement(id) => has_page(corpus.find_statement(id)?, corpus.dated(), corpus.rows(), most),
        Place::Speaker(id) => corpus.find_speaker(id)? < most,
        Place::Country(_) => most > 0,
        Place::Article(id) => corpus.articles().len() - corpus.find_article(id)? <= most,
    };
    is_there.then(|| format!("{}.html", place.path()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::parse;

    #[test]
    fn names_of_files() {
        for (place, path, link) in [
            (Place::Speaker("nikki-haley"), "speaker/nikki-haley", "?speaker=nikki-haley"),
            (Place::Statement("a b~x8c0zqpv"), "statement/a=20b~x8c0zqpv", "?statement=a+b~x8c0zqpv"),
            (Place::Speaker("-é"), "speaker/-=C3=A9", "?speaker=-%C3%A9"),
            (Place::Article("../etc"), "article/=2E.=2Fetc", "?article=..%2Fetc"),
        ] {
            assert_eq!((place.path().as_str(), place.link().as_str()), (path, link));
        }
        let (a, b) = ("x".repeat(999), format!("{}y", "x".repeat(998)));
        let path = |id: &str| Place::Article(id).path();
        assert_ne!(path(&a), path(&b));
        assert!(path(&a).len() < 220);
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
            ("?speaker=a&lanes=country", None),
            ("?speaker=a&statement=a~b", None),
            ("", None),
        ] {
            let (view, _) = parse(link);
            assert_eq!(Place::of(&view).map(Place::path).as_deref(), path, "{link}");
        }
    }

    #[test]
    fn the_newest_statements_have_pages() {
        let with = |most| (0..5).filter(|&row| has_page(row, 4, 5, most)).collect::<Vec<_>>();
        assert_eq!((with(5), with(2), with(0)), (vec![0, 1, 2, 3, 4], vec![2, 3], vec![]));
    }
}
