//! The authors of a page, and the names in a byline.

use dom_query::{Document, NodeRef};
use onrecord_text::squeeze;

use super::{
    facts::Metas,
    layout::{Layout, Piece},
    moment::is_month_or_weekday,
    same,
    signs::Signs,
    squeezed,
};

/// The names of `meta` elements that tell authors.
const METAS: [&str; 11] = [
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

/// How far below the headline a byline stands, in pieces.
const NEAR: usize = 8;

/// Returns the authors of a page. `said` are those that its scripts name.
pub(super) fn of_page(
    page: &Document,
    metas: &Metas,
    said: &[String],
    layout: &Layout,
    publisher: Option<&str>,
) -> Vec<String> {
    let is_good = |told: &[String]| told.iter().any(|text| !names(text, publisher).is_empty());
    let mut told = of_metadata(metas, said, publisher);
    if !is_good(&told) {
        told = marked(page);
    }
    if !is_good(&told) {
        told = byline(layout, publisher).map(|piece| piece.text.clone()).into_iter().collect();
    } else if let Some(shown) = shown(layout) {
        // Metadata may name who put the story on the page, and not who wrote it.
        let known = squeezed(&told.concat());
        let written = names(&shown.text, publisher);
        if !written.is_empty() && !written.iter().any(|name| known.contains(&squeezed(name))) {
            told = vec![shown.text.clone()];
        }
    }
    let mut found: Vec<String> = Vec::new();
    for name in told.iter().flat_map(|told| names(told, publisher)) {
        if !found.iter().any(|known| same(known, &name)) && found.len() < 20 {
            found.push(name);
        }
    }
    found
}

fn of_metadata(metas: &Metas, said: &[String], publisher: Option<&str>) -> Vec<String> {
    let count = |told: &[String]| told.iter().flat_map(|text| names(text, publisher)).count();
    let mut others = METAS.iter().map(|name| metas.all(name).map(str::to_owned).collect::<Vec<_>>());
    let mut told = said.to_vec();
    if count(&told) == 0 {
        return others.find(|other| count(other) > 0).unwrap_or_default();
    }
    // JSON-LD may name the first of several alone.
    for other in others {
        let all = squeezed(&other.concat());
        if count(&other) > count(&told) && told.iter().all(|name| all.contains(&squeezed(name))) {
            told = other;
        }
    }
    told
}

/// Returns the texts of the elements that are marked as authors: the first, and those beside it. Others are those of other
/// stories.
fn marked(page: &Document) -> Vec<String> {
    let marked = page.select("[itemprop='author'] [itemprop='name'], [rel='author'], [itemprop='author']");
    let around = |node: &NodeRef<'_>| {
        let parents = std::iter::successors(node.parent(), NodeRef::parent);
        parents.take(3).map(|parent| parent.id).collect::<Vec<_>>()
    };
    let Some(first) = marked.nodes().first().map(around) else { return Vec::new() };
    let beside =
        marked.nodes().iter().filter(|node| around(node).iter().any(|parent| first.contains(parent)));
    beside.take(6).map(|node| node.text().to_string()).collect()
}

/// Returns whether a text begins as bylines do: "By Ann Lee", and "ByAnn Lee" of boxes beside each other.
fn begins_as_byline(text: &str) -> bool {
    let lower = text.to_lowercase();
    let behind = |rest: &str| rest.starts_with([' ', ':']);
    STARTS.iter().any(|start| lower.strip_prefix(start).is_some_and(behind))
        || text.strip_prefix("By").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Pieces that are no part of the story.
const ASIDE: Signs = Signs::PAGE.with(Signs::COMMENTS).with(Signs::RELATED);

/// Returns the line with a name that looks like a byline, or is marked as one.
fn byline<'l>(layout: &'l Layout, publisher: Option<&str>) -> Option<&'l Piece> {
    let lines =
        layout.pieces.iter().filter(|piece| piece.text.len() < 160 && !layout.signs(piece).any(ASIDE));
    let mut bylines = lines.filter(|piece| {
        let is_marked = layout.signs(piece).any(Signs::BYLINE) && (2..=8).contains(&piece.words());
        begins_as_byline(&piece.text) && piece.words() <= 14 || is_marked && !piece.is_finished()
    });
    bylines.find(|piece| !names(&piece.text, publisher).is_empty())
}

/// Returns the byline right below the headline.
fn shown(layout: &Layout) -> Option<&Piece> {
    let title = layout.pieces.iter().position(|piece| layout.signs(piece).any(Signs::TITLE))?;
    let below = layout.pieces.iter().skip(title + 1).take(NEAR);
    let mut lines = below.filter(|piece| piece.words() <= 14 && !layout.signs(piece).any(ASIDE));
    lines.find(|piece| begins_as_byline(&piece.text))
}

/// Words that no person's name has.
const NO_NAME: [&str; 58] = [
    "author",
    "report",
    "staff",
    "admin",
    "administrator",
    "editor",
    "editors",
    "newsroom",
    "desk",
    "team",
    "press",
    "news",
    "agency",
    "reporter",
    "reporters",
    "correspondent",
    "writer",
    "editorial",
    "wire",
    "wires",
    "services",
    "contributor",
    "published",
    "updated",
    "posted",
    "minutes",
    "read",
    "share",
    "follow",
    "inc",
    "ltd",
    "llc",
    "plc",
    "corp",
    "corporation",
    "company",
    "gmbh",
    "asa",
    "ministry",
    "department",
    "government",
    "university",
    "office",
    "council",
    "institute",
    "foundation",
    "association",
    "bureau",
    "media",
    "network",
    "television",
    "magazine",
    "newspaper",
    "guest",
    "anonymous",
    "www",
    "http",
    "https",
];
/// What follows the names of a byline.
const BEHIND: [&str; 25] = [
    " on ",
    " | ",
    " - ",
    " – ",
    " — ",
    " • ",
    " · ",
    " for ",
    " in ",
    " at ",
    " via ",
    " from ",
    " of the ",
    " updated",
    " published",
    " posted",
    " associated press",
    " reuters",
    " afp",
    " staff ",
    " special to",
    " senior ",
    " chief ",
    " political ",
    " contributing ",
];

/// Returns the names of persons in a text such as "By Ann Lee and Bo Roth, Staff Writers".
pub(super) fn names(text: &str, publisher: Option<&str>) -> Vec<String> {
    let text = squeeze(text);
    if text.len() > 400 || text.contains("://") {
        return Vec::new();
    }
    let text = apart(&without_addresses(&without_brackets(&text)));
    let lower = text.to_lowercase();
    let start = STARTS
        .iter()
        .find(|start| lower.strip_prefix(**start).is_some_and(|rest| rest.starts_with([' ', ':'])));
    let text = start.map_or(text.as_str(), |start| text.get(start.len()..).unwrap_or_default());
    let text = text.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(text);
    let parts = text
        .split([',', ';', '&', '/', '(', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" And "))
        .flat_map(|part| part.split(" AND "))
        .flat_map(|part| part.split(" with "));
    parts.filter_map(|part| name(part, publisher)).collect()
}

/// How bylines begin.
const STARTS: [&str; 18] = [
    "written by",
    "posted by",
    "story by",
    "interview by",
    "interviewed by",
    "by:",
    "by",
    "author:",
    "text by",
    "words by",
    "reported by",
    "report by",
    "reporting by",
    "analysis by",
    "opinion by",
    "review by",
    "exclusive by",
    "words:",
];

/// Parts names by commas where an address for mail stands between them.
fn without_addresses(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let words = text.split(' ').map(|word| if word.contains('@') { "," } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Parts what stands in boxes beside each other, without a space: "Ann LeeCoast correspondent".
fn apart(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut small = 0;
    for letter in text.chars() {
        // A name may have a capital within it: "McDonald", "MacDonald".
        if letter.is_uppercase() && small > 1 && !parted.ends_with("Mac") {
            parted.push_str(", ");
        }
        small = if letter.is_lowercase() { small + 1 } else { 0 };
        parted.push(letter);
    }
    parted
}

/// Leaves out what stands in brackets: "Ann (R.J.) Lee".
fn without_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        let Some((_, after)) = behind.split_once(')') else { break };
        kept.push_str(before.trim_end());
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Leaves out the day that stands behind a name: "Ann Lee March 25".
fn without_day<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let end = words.iter().position(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let mut words = words.get(..end.unwrap_or(words.len())).unwrap_or_default().to_vec();
    let is_day = |word: &&str| {
        let word = word.trim_end_matches(['.', ',']).to_lowercase();
        // "Ana del Mar" has no day behind it.
        is_month_or_weekday(&word) && (end.is_some() || word.ends_with("day"))
    };
    while words.len() > 2 && words.last().is_some_and(is_day) {
        words.pop();
    }
    words
}

/// Words of names that are written small.
const PARTICLES: [&str; 20] = [
    "de", "van", "von", "der", "den", "bin", "al", "da", "di", "la", "le", "dos", "del", "du", "ter", "ten",
    "ibn", "zu", "el", "y",
];

fn name(part: &str, publisher: Option<&str>) -> Option<String> {
    let mut part = part.trim().trim_matches([':', '.', '"', '|', '-', ' ']);
    let lower = part.to_lowercase();
    if lower.len() == part.len()
        && let Some(at) = BEHIND.iter().filter_map(|behind| lower.find(behind)).min()
    {
        part = part.get(..at)?.trim();
    }
    let words: Vec<&str> = part.split(' ').collect();
    let words = without_day(&words);
    let part = words.join(" ");
    let part = part.as_str();
    let is_capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            || PARTICLES.contains(word)
            || ["al-", "el-", "d’", "d'"].iter().any(|start| word.starts_with(start))
    };
    let fits = (2..=5).contains(&words.len()) && words.iter().all(is_capital);
    let is_other = words.iter().any(|word| {
        NO_NAME.contains(&word.to_lowercase().as_str())
            || word.contains('@')
            || word.contains('.') && word.len() > 5
    }) || part.contains(|c: char| c.is_ascii_digit());
    let is_publisher = publisher.is_some_and(|publisher| {
        let (publisher, part) = (squeezed(publisher), squeezed(part));
        publisher.contains(&part) || part.contains(&publisher)
    });
    (fits && !is_other && !is_publisher).then(|| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (text, expected) in [
            ("By Ann Lee", "Ann Lee"),
            ("By Ann Lee and Bo de Roth, Staff Writers", "Ann Lee+Bo de Roth"),
            ("Ann Lee, Science Editor", "Ann Lee"),
            ("ANN LEE | Rain Gazette", "ANN LEE"),
            ("By Ann Lee March 25, 2015", "Ann Lee"),
            ("By ANN LEE 11 March 2015 3:46 PM", "ANN LEE"),
            ("By April May", "April May"),
            ("Ann Lee Thursday, March 6, 2003", "Ann Lee"),
            ("By Ann Lee on Thu, 03/05/2015 - 09:30", "Ann Lee"),
            ("Ann Lee ann@example.org Bo Roth bo@example.org", "Ann Lee+Bo Roth"),
            ("Ann LeeRain correspondent", "Ann Lee"),
            ("Ann McDonald", "Ann McDonald"),
            ("ByA.J. Lee", "A.J. Lee"),
            ("Ann (R.J.) Lee", "Ann Lee"),
            ("By ANN LEE Associated Press", "ANN LEE"),
            ("By ANN LEE AND BO ROTH", "ANN LEE+BO ROTH"),
            ("Analysis by Ann Lee, Rain editor", "Ann Lee"),
            ("Ann Lee Special to the Rain Gazette", "Ann Lee"),
            ("By Ann Lee of the Rain Wire", "Ann Lee"),
            ("Samir al-Rahim and Ana del Mar", "Samir al-Rahim+Ana del Mar"),
            ("Rain Foods Inc.", ""),
            ("Ministry of Rain", ""),
            ("Rain Gazette Staff", ""),
            ("https://example.org/ann", ""),
            ("The Rain Gazette", ""),
            ("admin", ""),
        ] {
            assert_eq!(names(text, Some("Rain Gazette")).join("+"), expected, "{text}");
        }
    }
}
