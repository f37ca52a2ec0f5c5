//! What the scripts of a page say of its article (JSON-LD with the words of schema.org).

use std::collections::BTreeMap;

use dom_query::Document;
use serde_json::{Map, Value};

use super::same;

/// How deep objects are looked for.
const DEPTH: u32 = 12;
/// The objects that are looked at.
const MOST: usize = 2000;

/// Keys whose objects are other things than the page.
const OTHERS: [&str; 14] = [
    "itemListElement",
    "relatedLink",
    "mentions",
    "isRelatedTo",
    "comment",
    "review",
    "citation",
    "isPartOf",
    "hasPart",
    "liveBlogUpdate",
    "about",
    "potentialAction",
    "video",
    "associatedMedia",
];

/// What is said of the article. Fields are empty where nothing is.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) section: Option<String>,
    /// The last place on the way to the article that is neither the site nor the article.
    pub(super) crumb: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) body: Option<String>,
    pub(super) is_live: bool,
    /// Whether only those who pay can read all of it.
    pub(super) is_paid: bool,
}

/// An object that may be the article.
struct Candidate<'v> {
    object: &'v Map<String, Value>,
    score: i32,
}

/// Returns what the scripts of a page say of the article with one of these titles.
pub(super) fn read(page: &Document, titles: &[String]) -> Said {
    let scripts =
        page.select("script[type='application/ld+json'], script[type='application/ld+json; charset=utf-8']");
    let values: Vec<Value> = scripts.nodes().iter().filter_map(|script| parse(&script.text())).collect();
    let mut walk =
        Walk { titles, found: Vec::new(), by_id: BTreeMap::new(), publisher: None, crumbs: None, left: MOST };
    for value in &values {
        walk.value(value, 0, false);
    }
    let Walk { mut found, by_id, publisher, crumbs, .. } = walk;
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
    let fallback = publisher.and_then(|site| name_of(site, &by_id));
    let Some(best) = found.first().filter(|best| best.score > 0) else {
        let crumb = crumbs.and_then(|list| last_crumb(list, titles));
        return Said { publisher: fallback, crumb, ..Said::default() };
    };
    let text = |key: &str| first_text(best.object.get(key)?);
    let names = |key: &str| best.object.get(key).map(|value| all_names(value, &by_id)).unwrap_or_default();
    Said {
        headline: text("headline").or_else(|| text("name")),
        description: text("description"),
        published: text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("uploadDate")),
        publisher: ["publisher", "sourceOrganization", "provider"]
            .iter()
            .find_map(|key| names(key).into_iter().next())
            .or(fallback),
        authors: names("author").into_iter().chain(names("creator")).collect(),
        section: text("articleSection"),
        crumb: crumbs.and_then(|list| last_crumb(list, titles)),
        tags: best.object.get("keywords").map(keywords).unwrap_or_default(),
        language: text("inLanguage"),
        url: text("url").or_else(|| text("@id")),
        body: text("articleBody"),
        is_paid: best.object.get("isAccessibleForFree").is_some_and(is_false),
        is_live: types(best.object).any(|kind| kind == "LiveBlogPosting"),
    }
}

/// Parses a script, as it is or with what scripts often get wrong mended.
fn parse(script: &str) -> Option<Value> {
    let text = script.trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let text = text.trim_start_matches("<!--").trim_end_matches("-->");
        let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim();
        let mended: String =
            text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        serde_json::from_str(&mended).ok().or_else(|| {
            let mended = without_last_commas(&mended);
            serde_json::from_str(&mended).ok().or_else(|| salvaged(&mended))
        })
    })
}

/// Leaves out commas behind the last value of an object or a list.
fn without_last_commas(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut is_string = false;
    let mut is_escaped = false;
    for letter in text.chars() {
        if !is_string && matches!(letter, '}' | ']') && kept.trim_end().ends_with(',') {
            kept.truncate(kept.trim_end().len() - 1);
        }
        is_string ^= letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        kept.push(letter);
    }
    kept
}

/// Returns the plain facts of an article in a script that is no JSON, mostly for a quotation mark in its headline.
fn salvaged(text: &str) -> Option<Value> {
    let value = |key: &str| {
        let (_, rest) = text.split_once(&format!("\"{key}\""))?;
        let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        let (value, _) = rest.split_once('"')?;
        Some((key.to_owned(), Value::String(value.to_owned())))
    };
    let kind = value("@type").filter(|(_, kind)| kind.as_str().is_some_and(|kind| worth(kind) > 2))?;
    let keys = ["datePublished", "dateCreated", "inLanguage", "articleSection"];
    Some(Value::Object(keys.into_iter().filter_map(value).chain([kind]).collect()))
}

struct Walk<'v> {
    titles: &'v [String],
    found: Vec<Candidate<'v>>,
    by_id: BTreeMap<&'v str, &'v Map<String, Value>>,
    /// The site's own organisation.
    publisher: Option<&'v Map<String, Value>>,
    /// The way from the site's first page to this one.
    crumbs: Option<&'v Map<String, Value>>,
    left: usize,
}

impl<'v> Walk<'v> {
    fn value(&mut self, value: &'v Value, depth: u32, is_other: bool) {
        if depth > DEPTH || self.left == 0 {
            return;
        }
        self.left -= 1;
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.value(value, depth + 1, is_other)),
            Value::Object(object) => self.object(object, depth, is_other),
            _ => {}
        }
    }

    fn object(&mut self, object: &'v Map<String, Value>, depth: u32, is_other: bool) {
        if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| object.len() > 1) {
            self.by_id.entry(id).or_insert(object);
        }
        let worth = types(object).map(worth).max().unwrap_or(0);
        if worth > 0 {
            let headline = object.get("headline").or_else(|| object.get("name")).and_then(first_text);
            let matches =
                headline.is_some_and(|headline| self.titles.iter().any(|title| same(title, &headline)));
            let score = worth + if matches { 6 } else { 0 } - if is_other { 8 } else { 0 };
            self.found.push(Candidate { object, score });
        }
        if types(object).any(|kind| kind == "BreadcrumbList") {
            self.crumbs.get_or_insert(object);
        }
        let is_site =
            types(object).any(|kind| matches!(kind, "Organization" | "NewsMediaOrganization" | "WebSite"));
        if is_site && !is_other && self.publisher.is_none() {
            self.publisher = Some(object);
        }
        for (key, value) in object {
            let is_author = matches!(key.as_str(), "author" | "creator" | "publisher");
            self.value(value, depth + 1, is_other || is_author || OTHERS.contains(&key.as_str()));
        }
    }
}

/// Returns the name of the last place in a list of crumbs, but for the site's first page and the article.
fn last_crumb(list: &Map<String, Value>, titles: &[String]) -> Option<String> {
    let items = list.get("itemListElement")?.as_array()?;
    let name = |item: &Value| item.get("name").or_else(|| item.get("item")?.get("name")).and_then(first_text);
    let names: Vec<String> = items.iter().filter_map(name).collect();
    let is_place = |name: &&String| name.len() < 60 && !titles.iter().any(|title| same(title, name));
    names.iter().skip(1).rfind(is_place).cloned()
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let kind = object.get("@type");
    let list = kind.and_then(Value::as_array).into_iter().flatten();
    let kinds = kind.into_iter().filter(|kind| kind.is_string()).chain(list).filter_map(Value::as_str);
    kinds.map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind))
}

/// How likely a thing of a type is the article of the page.
fn worth(kind: &str) -> i32 {
    match kind {
        "LiveBlogPosting" => 6,
        _ if kind.ends_with("NewsArticle") => 5,
        "Article" | "Report" | "BlogPosting" => 4,
        _ if kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Review" => 3,
        "CreativeWork" | "VideoObject" | "AudioObject" => 1,
        "WebPage" | "ItemPage" => 1,
        _ => 0,
    }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(plain(text)).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(first_text),
        Value::Object(object) => object.get("name").or_else(|| object.get("@id")).and_then(first_text),
        _ => None,
    }
}

fn is_false(value: &Value) -> bool {
    value
        .as_bool()
        .map_or_else(|| value.as_str().is_some_and(|told| told.eq_ignore_ascii_case("false")), |is| !is)
}

/// Texts in scripts often have entities. Nothing is left of one that is over a limit of pages.
fn plain(text: &str) -> String {
    let has_entities = text.contains('&') && text.contains(';');
    if has_entities { super::text(text).unwrap_or_default() } else { text.trim().to_owned() }
}

fn name_of(object: &Map<String, Value>, by_id: &BTreeMap<&str, &Map<String, Value>>) -> Option<String> {
    let own = |object: &Map<String, Value>| object.get("name").and_then(first_text);
    own(object).or_else(|| {
        let id = object.get("@id").and_then(Value::as_str)?;
        own(by_id.get(id)?)
    })
}

fn all_names(value: &Value, by_id: &BTreeMap<&str, &Map<String, Value>>) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| all_names(value, by_id)).collect(),
        Value::Object(object) => match object.get("name") {
            Some(Value::Array(names)) => names.iter().filter_map(first_text).collect(),
            _ => name_of(object, by_id).into_iter().collect(),
        },
        Value::String(text) => Some(plain(text)).filter(|text| !text.is_empty()).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn keywords(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => super::tags::split_tags(&plain(text)),
        Value::Array(values) => values.iter().flat_map(keywords).collect(),
        Value::Object(object) => object.get("name").map(keywords).unwrap_or_default(),
        _ => Vec::new(),
    }
}
