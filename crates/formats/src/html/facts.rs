//! What a page says of itself: its metadata in JSON-LD, in `meta` elements, in its text and in its address.

use dom_query::Document;
use onrecord_model::{Date, is_web_address};

use super::{
    json_ld::{self, Said},
    layout::{Layout, Piece},
    moment::{Moment, moment, of_address},
    same,
    signs::Signs,
    squeezed,
};

/// The contents of a page's `meta` elements, by name in lower case.
pub(super) struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Self {
        let metas = page.select("meta[content]");
        let told = metas.nodes().iter().flat_map(|meta| {
            let content = meta.attr("content").unwrap_or_default();
            let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
            let names =
                ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| meta.attr(key));
            let names: Vec<_> = names.map(|name| name.trim().to_ascii_lowercase()).collect();
            names.into_iter().map(move |name| (name, content.clone()))
        });
        Self(told.filter(|(_, content)| !content.is_empty()).collect())
    }

    fn all<'m>(&'m self, name: &str) -> impl Iterator<Item = &'m str> + use<'m> {
        let found: Vec<_> =
            self.0.iter().filter(|(known, _)| known == name).map(|(_, content)| content.as_str()).collect();
        found.into_iter()
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
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
}

const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "published_time",
    "published-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "displaydate",
    "article:post_date",
    "bt:pubdate",
    "vr:published_time",
    "ptime",
    "date",
    "dc.created",
];

/// Reads the facts of a page that was fetched from `address`, if that is known.
pub(super) fn read(page: &Document, layout: &Layout, address: Option<&str>) -> Facts {
    let metas = Metas::of(page);
    let heads: Vec<&Piece> =
        layout.pieces.iter().filter(|piece| layout.signs(piece).any(Signs::TITLE)).take(8).collect();
    let head = page.select("head > title, title").nodes().first().map(|title| title.text().to_string());
    let head = head.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
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
    let site = publisher(&metas, &said, head.as_deref(), url.as_deref());
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
        authors: authors(page, &metas, &said, layout, site.name.as_deref()),
        section: said
            .section
            .clone()
            .or_else(|| metas.first(&["article:section", "section", "parsely-section"]).map(str::to_owned)),
        tags: tags(&metas, &said),
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

fn publisher(metas: &Metas, said: &Said, head: Option<&str>, url: Option<&str>) -> Site {
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
        .chain(others)
        .map(|name| tidy_name(&name))
        .filter(|name| !name.is_empty() && name.len() <= 60 && !is_web_address(name))
        .collect();
    // Sites of one house name the house, or a section: the name that the host has goes before.
    let of_host =
        |name: &&String| !is_domain(name) && host.as_deref().is_some_and(|host| names_host(name, host));
    let proper = all.iter().find(of_host).or_else(|| all.iter().find(|name| !is_domain(name)));
    let name = proper.or_else(|| all.first()).cloned();
    let name = name.or_else(|| host.clone()).or_else(|| handle.clone());
    Site { name, names: all.into_iter().chain(host).chain(handle).collect() }
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
            .is_some_and(|(_, end)| (2..=6).contains(&end.len()) && end.chars().all(char::is_alphabetic))
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
    let initials: String =
        name.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    let bare = letters.strip_prefix("the").unwrap_or(&letters);
    bare.len() > 2 && (host.contains(bare) || bare.contains(&host))
        || initials.len() > 2 && host.contains(&initials)
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
    let agrees = |text: &str| given.iter().any(|title| same(title, text) || is_like(title, text));
    let heading = heads.iter().find(|piece| given.iter().any(|title| same(title, &piece.text)));
    let heading = heading.or_else(|| heads.iter().find(|piece| piece.words() > 1 && agrees(&piece.text)));
    let only = || {
        heads
            .first()
            .filter(|piece| given.is_empty() || heads.len() == 1 && piece.words() > 3 && head.is_none())
    };
    heading.or_else(only).map(|piece| piece.text.clone()).or_else(|| {
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

fn published(
    page: &Document,
    metas: &Metas,
    said: &Said,
    layout: &Layout,
    url: Option<&str>,
    month_first: Option<bool>,
) -> Option<Date> {
    let stamp =
        said.published.iter().map(String::as_str).chain(PUBLISHED.iter().flat_map(|name| metas.all(name)));
    let stamp = stamp.filter_map(|text| moment(text, month_first)).next();
    let address = url.and_then(of_address);
    let shown = shown(page, layout, month_first);
    match stamp {
        Some(Moment { day, utc_hour: Some(hour) }) => {
            // Where the page itself shows the day before or after, a stamp in UTC is another day there.
            let beside = |shown: &Date| {
                let off = i64::from(shown.number()) - i64::from(day.number());
                off == -1 && hour < 13 || off == 1 && hour > 9
            };
            let local = shown.iter().filter(|shown| shown.utc_hour.is_none()).map(|shown| shown.day);
            let same_day = shown.iter().any(|shown| shown.utc_hour.is_none() && shown.day == day);
            let other = local.chain(address).find(beside).filter(|_| !same_day);
            Some(other.unwrap_or(day))
        }
        Some(stamp) => Some(stamp.day),
        None => shown.first().map(|shown| shown.day).or(address),
    }
}

/// The moments that a page shows near its headline, those of publication first.
fn shown(page: &Document, layout: &Layout, month_first: Option<bool>) -> Vec<Moment> {
    let mut found: Vec<(u8, Moment)> = Vec::new();
    let properties = page.select("[itemprop~='datePublished'], time[pubdate], [property='datePublished']");
    for node in properties.nodes() {
        let told = ["datetime", "content"].iter().find_map(|key| node.attr(key));
        let told = told.map_or_else(|| node.text().to_string(), |told| told.to_string());
        found.extend(moment(&told, month_first).map(|moment| (0, moment)));
    }
    let title = layout.pieces.iter().position(|piece| layout.signs(piece).any(Signs::TITLE));
    let start = title.unwrap_or(0);
    // The story begins with two paragraphs of prose; dates of its text are behind them.
    let aside = Signs::PAGE.with(Signs::RELATED).with(Signs::COMMENTS);
    let long =
        |piece: &&Piece| piece.text.len() > 120 && !piece.is_linked(40) && !layout.signs(piece).any(aside);
    let prose: Vec<usize> = layout
        .pieces
        .iter()
        .enumerate()
        .skip(start)
        .filter(|(_, piece)| long(piece))
        .map(|(at, _)| at)
        .collect();
    let end = prose.get(1).copied().unwrap_or(layout.pieces.len());
    let from = if title.is_some() { start.saturating_sub(4) } else { 0 };
    for (at, piece) in layout.pieces.iter().enumerate().take(end).skip(from) {
        let signs = layout.signs(piece);
        if signs.any(aside) || piece.text.len() > 200 {
            continue;
        }
        let lower = piece.text.to_lowercase();
        let is_update =
            ["updated", "modified", "last update", "edited"].iter().any(|word| lower.starts_with(word));
        let is_labelled = ["published", "posted", "first published", "publish", "issued"]
            .iter()
            .any(|word| lower.contains(word));
        let area = layout.areas.get(piece.area);
        let dated = signs.any(Signs::DATE.with(Signs::BYLINE).with(Signs::HEADER));
        let element = area.and_then(|area| area.moment.as_deref()).filter(|_| piece.text.len() < 160);
        let rank = match (is_update, is_labelled, at < start) {
            (true, false, _) => 6,
            (_, true, _) => 1,
            (_, _, false) => 2,
            _ => 4,
        };
        if let Some(element) = element.and_then(|told| moment(told, month_first)) {
            found.push((rank, element));
        }
        let short = piece.text.len() < 80 && piece.words() <= 12;
        if dated || is_labelled || short {
            let worth = if dated || is_labelled { rank } else { rank + 1 };
            found.extend(moment_in(&piece.text, month_first).map(|moment| (worth, moment)));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, moment)| moment).collect()
}

/// Returns the moment in a line that may begin with other words.
fn moment_in(text: &str, month_first: Option<bool>) -> Option<Moment> {
    moment(text, month_first).or_else(|| {
        let at = text.find(|letter: char| letter.is_ascii_digit())?;
        moment(text.get(at..)?, month_first)
    })
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

fn authors(
    page: &Document,
    metas: &Metas,
    said: &Said,
    layout: &Layout,
    publisher: Option<&str>,
) -> Vec<String> {
    let mut told: Vec<String> = said.authors.clone();
    let is_good =
        |told: &[String]| told.iter().any(|name| !super::authors::names(name, publisher).is_empty());
    let names = [
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "article:author_name",
        "article.author",
        "cxenseparse:author",
        "byline",
    ];
    if is_good(&told) {
        // JSON-LD may name the first of several alone.
        let count =
            |told: &[String]| told.iter().flat_map(|text| super::authors::names(text, publisher)).count();
        let fuller = |told: &[String], other: &[String]| {
            let all = squeezed(&other.concat());
            count(other) > count(told) && told.iter().all(|name| all.contains(&squeezed(name)))
        };
        for name in names {
            let other: Vec<String> = metas.all(name).map(str::to_owned).collect();
            if fuller(&told, &other) {
                told = other;
            }
        }
    } else {
        for name in names {
            told = metas.all(name).map(str::to_owned).collect();
            if is_good(&told) {
                break;
            }
        }
    }
    if !is_good(&told) {
        let marked =
            page.select("[itemprop='author'] [itemprop='name'], [rel='author'], [itemprop='author']");
        told = marked.nodes().iter().take(6).map(|node| node.text().to_string()).collect();
    }
    if !is_good(&told) {
        let lines = layout.pieces.iter().filter(|piece| piece.text.len() < 160);
        let aside = Signs::PAGE.with(Signs::COMMENTS).with(Signs::RELATED);
        let line = lines.filter(|piece| !layout.signs(piece).any(aside)).find(|piece| {
            let text = piece.text.to_lowercase();
            text.starts_with("by ") && piece.words() <= 14
                || layout.signs(piece).any(Signs::BYLINE)
                    && (2..=8).contains(&piece.words())
                    && !piece.is_finished()
        });
        told = line.map(|piece| piece.text.clone()).into_iter().collect();
    }
    let mut found: Vec<String> = Vec::new();
    for name in told.iter().flat_map(|told| super::authors::names(told, publisher)) {
        if !found.iter().any(|known| same(known, &name)) && found.len() < 20 {
            found.push(name);
        }
    }
    found
}

/// Splits "a, b; c".
pub(super) fn split_tags(text: &str) -> Vec<String> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty() && part.len() < 80);
    parts.map(str::to_owned).collect()
}

fn tags(metas: &Metas, said: &Said) -> Vec<String> {
    let mut told: Vec<String> = metas.all("article:tag").flat_map(split_tags).collect();
    if told.is_empty() {
        told.clone_from(&said.tags);
    }
    if told.is_empty() {
        told = metas
            .first(&["news_keywords", "keywords", "parsely-tags", "sailthru.tags"])
            .map(split_tags)
            .unwrap_or_default();
    }
    let mut tags: Vec<String> = Vec::new();
    for tag in told {
        if !tags.iter().any(|known| same(known, &tag)) && tags.len() < 30 {
            tags.push(tag);
        }
    }
    tags
}
