//! What a page says of itself: its metadata in JSON-LD, in `meta` elements, in its text and in its address.

use dom_query::Document;
use onrecord_model::{Date, is_web_address};
use onrecord_text::squeeze;

use super::{
    authors,
    json_ld::{self, Said},
    layout::{Layout, Piece},
    moment::moment,
    published::published,
    same,
    signs::Signs,
    squeezed,
    tags::{section, tags},
};

/// The contents of a page's `meta` elements, by name in lower case.
pub(super) struct Metas(Vec<(String, String)>);

impl Metas {
    fn from_page(page: &Document) -> Self {
        let metas = page.select("meta[content]");
        let told = metas.nodes().iter().flat_map(|meta| {
            let content = meta.attr("content").unwrap_or_default();
            let content = squeeze(&content);
            let names =
                ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| meta.attr(key));
            let names: Vec<_> = names.map(|name| name.trim().to_ascii_lowercase()).collect();
            names.into_iter().map(move |name| (name, content.clone()))
        });
        Self(told.filter(|(_, content)| !content.is_empty()).collect())
    }

    pub(super) fn all<'m>(&'m self, name: &str) -> impl Iterator<Item = &'m str> + use<'m> {
        let found: Vec<_> =
            self.0.iter().filter(|(known, _)| known == name).map(|(_, content)| content.as_str()).collect();
        found.into_iter()
    }

    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }
}

/// The facts of a page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) section: Option<String>,
    pub(super) tags: Vec<String>,
    /// Descriptions of the article: a text before the story that is one of them is its standfirst.
    pub(super) descriptions: Vec<String>,
    /// The text of the story, without paragraphs.
    pub(super) body: Option<String>,
    /// All titles that the page gives itself.
    pub(super) titles: Vec<String>,
    pub(super) is_live: bool,
    pub(super) is_paid: bool,
}

/// Reads the facts of a page that was fetched from `address`, if that is known.
pub(super) fn read(page: &Document, layout: &Layout, address: Option<&str>) -> Facts {
    let metas = Metas::from_page(page);
    let head = page.select("head > title, title").nodes().first().map(|title| title.text().to_string());
    let head = head.as_deref().map(squeeze);
    let mut heads: Vec<&Piece> =
        layout.pieces.iter().filter(|piece| layout.signs(piece).any(Signs::TITLE)).take(8).collect();
    if heads.is_empty() {
        heads.extend(head.as_deref().and_then(|head| headline_in(layout, head)));
    }
    let mut titles: Vec<String> =
        ["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"]
            .iter()
            .filter_map(|name| metas.first(&[name]).map(str::to_owned))
            .collect();
    let known: Vec<String> = titles
        .iter()
        .cloned()
        .chain(head.clone())
        .chain(heads.iter().map(|piece| piece.text.clone()))
        .collect();
    let said = json_ld::read(page, &known);
    titles.extend(said.headline.clone());
    let url = address_of(page, &metas, &said).or_else(|| address.map(str::to_owned));
    let headlines = heads.iter().map(|piece| piece.text.as_str()).chain(titles.iter().map(String::as_str));
    let beside = head.as_deref().and_then(|head| headlines.filter_map(|line| beside(head, line)).next());
    let site = publisher(&metas, &said, head.as_deref(), url.as_deref(), beside);
    let title = title(&heads, &titles, head.as_deref(), &site);
    titles.extend(head);
    let month_first = metas_language(page, &metas, &said).map(|language| {
        let language = language.to_ascii_lowercase();
        language.len() <= 2 || language.ends_with("us")
    });
    let published = published(page, &metas, &said, layout, url.as_deref(), month_first);
    let descriptions =
        ["og:description", "description", "twitter:description", "dc.description", "sailthru.description"];
    Facts {
        published,
        authors: authors::of_page(page, &metas, &said.authors, layout, site.name.as_deref()),
        section: section(page, &metas, &said),
        tags: tags(page, &metas, &said),
        language: metas_language(page, &metas, &said),
        descriptions: descriptions
            .iter()
            .filter_map(|name| metas.first(&[name]).map(str::to_owned))
            .chain(said.description.clone())
            .collect(),
        publisher: site.name,
        title,
        url,
        body: said.body,
        titles,
        is_live: said.is_live,
        is_paid: said.is_paid,
    }
}

/// Returns the address that the page names as its own.
fn address_of(page: &Document, metas: &Metas, said: &Said) -> Option<String> {
    let link = page.select("link[rel=canonical]").attr("href").map(|href| href.trim().to_owned());
    let named = link.filter(|url| is_web_address(url));
    let metas = || {
        metas
            .first(&["og:url", "twitter:url", "parsely-link"])
            .map(str::to_owned)
            .filter(|url| is_web_address(url))
    };
    named.or_else(metas).or_else(|| said.url.clone().filter(|url| is_web_address(url)))
}

/// The site: its name, and the words by which titles name it.
#[derive(Default)]
struct Site {
    name: Option<String>,
    names: Vec<String>,
}

/// The letters that the name of a site beside the headline may have.
const SITE_LETTERS: usize = 40;

/// Returns the line above the prose that the page's title consists of, but for the name of the site.
fn headline_in<'l>(layout: &'l Layout, head: &str) -> Option<&'l Piece> {
    let all: Vec<String> = parts(head).into_iter().map(squeezed).collect();
    let head = squeezed(head);
    let lines =
        layout.pieces.iter().take_while(|piece| piece.text.len() < 250).filter(|piece| piece.words() > 2);
    let is_headline = |piece: &&Piece| {
        let line = squeezed(&piece.text);
        // "Print: Rain returns - The Gazette".
        let ends = |part: &String| line.len() > 20 && part.ends_with(&line) && part.len() < line.len() + 12;
        all.first() == Some(&line)
            || all.iter().any(ends)
            || (head.starts_with(&line) || head.ends_with(&line)) && head.len() < line.len() + SITE_LETTERS
    };
    lines.filter(is_headline).max_by_key(|piece| piece.text.len())
}

/// Returns what the page's title has before or behind the headline: mostly the name of the site.
fn beside<'h>(head: &'h str, headline: &str) -> Option<&'h str> {
    let (letters, line) = (squeezed(head), squeezed(headline));
    if line.len() < 12 || letters.len() <= line.len() {
        return None;
    }
    let starts = letters.starts_with(&line)
        || letters.find(&line).is_some_and(|at| at < 12 && at + line.len() < letters.len());
    let name = if starts {
        parts(head).last().copied().filter(|last| !line.ends_with(&squeezed(last)))?
    } else if letters.ends_with(&line) {
        let ends = BARS.iter().chain(&[": "]).filter_map(|bar| head.find(bar));
        head.get(..ends.min()?)?.trim()
    } else {
        return None;
    };
    let is_name = (1..=6).contains(&name.split(' ').count())
        && name.len() <= SITE_LETTERS
        && name.contains(char::is_alphabetic)
        && moment(name, Some(true)).is_none();
    is_name.then_some(name)
}

fn publisher(
    metas: &Metas,
    said: &Said,
    head: Option<&str>,
    url: Option<&str>,
    beside: Option<&str>,
) -> Site {
    let host = url.and_then(host);
    let own = metas.first(&["og:site_name"]).map(str::to_owned);
    let others = [
        "application-name",
        "apple-mobile-web-app-title",
        "publisher",
        "dc.publisher",
        "dcterms.publisher",
        "article:publisher",
        "source",
        "copyright",
        "cre",
    ];
    let others = others.iter().filter_map(|name| metas.first(&[name]).map(str::to_owned));
    // The last part of the page's title, if the host agrees.
    let tail = head.and_then(|head| parts(head).last().map(|part| (*part).to_owned())).filter(|tail| {
        host.as_deref().is_some_and(|host| names_host(tail, host)) && tail.split(' ').count() <= 5
    });
    let handle = metas.first(&["twitter:site"]).map(|site| site.trim_start_matches('@').to_owned());
    let all: Vec<String> = own
        .into_iter()
        .chain(said.publisher.clone())
        .chain(tail)
        .chain(
            beside
                .filter(|name| host.as_deref().is_some_and(|host| names_host(name, host)))
                .map(str::to_owned),
        )
        .chain(others)
        // Where nothing else tells: what alone stands beside the headline.
        .chain(beside.filter(|_| head.is_some_and(|head| parts(head).len() <= 3)).map(str::to_owned))
        .map(|name| tidy_name(without_tagline(&name, host.as_deref())))
        .filter(|name| !name.is_empty() && name.len() <= 60 && !is_web_address(name))
        .collect();
    // Sites of one house name the house, or a section: the name that the host has goes before.
    let of_host =
        |name: &&String| !is_domain(name) && host.as_deref().is_some_and(|host| names_host(name, host));
    let exactly = |name: &&String| host.as_deref().is_some_and(|host| is_name_of_host(name, host));
    let proper = all.iter().find(exactly).or_else(|| all.iter().find(of_host));
    let proper = proper.or_else(|| all.iter().find(|name| !is_domain(name)));
    // One of the sources may leave out "The".
    let full = proper.and_then(|name| all.iter().find(|other| other.strip_prefix("The ") == Some(name)));
    let name = full.or(proper).or_else(|| all.first()).cloned();
    let name = name.or_else(|| host.clone()).or_else(|| handle.clone());
    Site { name, names: all.into_iter().chain(host).chain(handle).collect() }
}

/// Returns the name in "WXYZ 7News | Rain, Weather, Sports": the part that the host has, else the first.
fn without_tagline<'n>(name: &'n str, host: Option<&str>) -> &'n str {
    let parts = parts(name);
    if parts.len() < 2 {
        return name;
    }
    let of_host = parts.iter().find(|part| host.is_some_and(|host| names_host(part, host)));
    of_host.or_else(|| parts.first()).copied().unwrap_or(name)
}

/// One form for "the Guardian", "The Guardian" and "The Guardian®".
fn tidy_name(name: &str) -> String {
    let name =
        name.trim().trim_start_matches('@').trim_matches(['|', '-', '–', '—', '.', ',', '"', '“', '”', ' ']);
    let name = name.replace(['®', '™', '©'], "");
    let name = match name.split_once(" (") {
        Some((name, rest)) if rest.contains('.') => name.trim(),
        _ => name.trim(),
    };
    match name.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => name.to_owned(),
    }
}

/// Returns whether a name is an address: "example.com".
fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name
            .rsplit_once('.')
            .is_some_and(|(_, end)| (2..=13).contains(&end.len()) && end.chars().all(char::is_alphabetic))
}

/// Returns the host of an address without `www.`.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("//")?.1.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = ["www.", "m.", "amp.", "edition."]
        .iter()
        .find_map(|start| host.strip_prefix(start))
        .unwrap_or(&host)
        .to_owned();
    Some(host).filter(|host| host.contains('.'))
}

/// Returns whether a name is that of a host: its letters, or its initials, are in it.
fn names_host(name: &str, host: &str) -> bool {
    let letters = squeezed(name);
    let host = squeezed(host.split('.').rev().nth(1).filter(|part| part.len() > 3).unwrap_or(host));
    let words = name.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("the"));
    let initials: String =
        words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    let bare = letters.strip_prefix("the").unwrap_or(&letters);
    bare.len() > 2 && (host.contains(bare) || bare.contains(&host))
        || initials.len() > 2 && host.contains(&initials)
}

/// Returns whether the letters of a name are those of a host.
fn is_name_of_host(name: &str, host: &str) -> bool {
    let letters = squeezed(name);
    let bare = letters.strip_prefix("the").unwrap_or(&letters);
    !is_domain(name)
        && host.split('.').any(|part| {
            let part = squeezed(part);
            part.len() > 3 && (part == letters || part.strip_prefix("the").unwrap_or(&part) == bare)
        })
}

/// Signs between a title and the name of its site.
const BARS: [&str; 10] = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", " / "];

fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for bar in BARS {
        parts = parts.into_iter().flat_map(|part| part.split(bar)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Returns a title without the names of its site at its ends.
fn without_site(title: &str, site: &Site) -> String {
    let mut title = title.trim().to_owned();
    loop {
        let cut = BARS.iter().filter_map(|bar| title.rfind(bar).map(|at| (at, bar.len()))).max();
        let is_site = |part: &str| {
            let part = squeezed(part);
            let part = part.strip_prefix("the").unwrap_or(&part).to_owned();
            site.names.iter().any(|name| {
                let name = squeezed(name);
                let name = name.strip_prefix("the").unwrap_or(&name);
                part.len() > 1
                    && (part == name
                        || name.len() > 3 && (part.starts_with(name) && part.len() < name.len() + 12)
                        || part.len() > 3 && name.contains(&part))
            })
        };
        let Some((at, length)) = cut else { break };
        let (front, back) =
            (title.get(..at).unwrap_or_default(), title.get(at + length..).unwrap_or_default());
        if is_site(back) && !front.trim().is_empty() {
            title = front.trim().to_owned();
            continue;
        }
        let first = BARS.iter().filter_map(|bar| title.find(bar).map(|at| (at, bar.len()))).min();
        match first {
            Some((at, length)) if is_site(title.get(..at).unwrap_or_default()) => {
                title = title.get(at + length..).unwrap_or_default().trim().to_owned();
            }
            _ => break,
        }
    }
    title
}

/// Returns the headline: the heading that the page's own titles agree with, else the first of those titles.
fn title(heads: &[&Piece], titles: &[String], head: Option<&str>, site: &Site) -> Option<String> {
    let given: Vec<String> = titles
        .iter()
        .map(String::as_str)
        .chain(head)
        .map(|title| without_site(title, site))
        .filter(|t| !t.is_empty())
        .collect();
    // The name of the site may be the page's first heading.
    let is_site = |text: &str| site.names.iter().any(|name| same(name, text));
    let agrees =
        |text: &str| !is_site(text) && given.iter().any(|title| same(title, text) || is_like(title, text));
    let heading = heads.iter().find(|piece| given.iter().any(|title| same(title, &piece.text)));
    let heading = heading.or_else(|| heads.iter().find(|piece| piece.words() > 1 && agrees(&piece.text)));
    let only = || {
        heads
            .first()
            .filter(|piece| given.is_empty() || heads.len() == 1 && piece.words() > 3 && head.is_none())
    };
    // A heading may begin with its section: "Politics | …".
    let without_section = |text: &str| {
        let letters = squeezed(text);
        let rest = given.iter().find(|title| {
            let title = squeezed(title);
            title.len() > 20
                && letters.len() > title.len()
                && letters.len() < title.len() + 30
                && letters.ends_with(&title)
        });
        rest.map_or_else(|| text.to_owned(), String::clone)
    };
    heading.or_else(only).map(|piece| without_section(&piece.text)).or_else(|| {
        // Titles of pages with more parts have sections behind them.
        given.iter().find(|title| !site.names.iter().any(|name| same(name, title))).cloned()
    })
}

/// Maximum number of words of a title that are compared with another's.
const COMPARED: usize = 100;

/// Returns whether most words of the shorter of two titles are in the other.
fn is_like(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(squeezed).filter(|w| w.len() > 2).take(COMPARED).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    short.len() > 1 && shared * 10 >= short.len() * 6
}

fn metas_language(page: &Document, metas: &Metas, said: &Said) -> Option<String> {
    let html = page.select("html").attr("lang").or_else(|| page.select("html").attr("xml:lang"));
    let body = || page.select("body").attr("lang");
    let told = html
        .or_else(body)
        .map(|language| language.to_string())
        .filter(|language| !language.trim().is_empty());
    let metas = || {
        metas
            .first(&["content-language", "og:locale", "dc.language", "language", "dcterms.language"])
            .map(str::to_owned)
    };
    let told = told.or_else(metas).or_else(|| said.language.clone())?;
    tag(&told)
}

/// Returns a language as a BCP 47 tag: "en-GB" for "en_GB" and "English".
fn tag(told: &str) -> Option<String> {
    let told = told.split([',', ';']).next()?.trim().replace('_', "-");
    if told.eq_ignore_ascii_case("english") {
        return Some("en".to_owned());
    }
    let mut parts = told.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    if !(2..=3).contains(&language.len()) || !language.chars().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let rest = parts.map(|part| match part.len() {
        2 => part.to_ascii_uppercase(),
        _ => part.to_owned(),
    });
    let all: Vec<String> = [language].into_iter().chain(rest.filter(|part| !part.is_empty())).collect();
    Some(all.join("-"))
}
