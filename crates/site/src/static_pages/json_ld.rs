//! JSON-LD with schema.org's `Quotation`, `Article`, `Person`, `Organization` and `Country`.

use onrecord_corpus::{Draft, WikidataItem, calendar_dates};
use onrecord_model::{ArticleMeta, DateRange, Speaker, SpeakerKind, Statement};
use serde_json::{Map, Value, json};

/// Returns a statement as a `Quotation`: words, speaker, day and article.
pub(super) fn quotation(
    draft: &Draft,
    statement: &Statement,
    speaker: Option<&Speaker>,
    meta: &ArticleMeta,
) -> Value {
    let days = calendar_dates(statement).map(|DateRange { from, to }| match from == to {
        true => from.to_string(),
        false => format!("{from}/{to}"),
    });
    named(json!({
        "@type": "Quotation",
        "identifier": statement.id.as_str(),
        "text": statement.text,
        "spokenByCharacter": speaker.map(|speaker| about(draft, speaker)),
        "temporalCoverage": days,
        "dateCreated": calendar_dates(statement).filter(|days| days.from == days.to).map(|days| days.from.to_string()),
        "isPartOf": source(meta),
    }))
}

/// Returns all statements as `Quotation` objects of schema.org, in the order of rows, without `@context`, for a graph
/// that states it once.
pub fn linked_data(draft: &Draft) -> impl Iterator<Item = Value> {
    draft.statements.iter().filter_map(|entry| {
        let speaker = entry.speaker.and_then(|at| draft.speakers.get(at));
        let meta = &draft.articles.get(entry.primary.article)?.meta;
        let mut said = quotation(draft, draft.statement(entry)?, speaker, meta);
        said.as_object_mut()?.remove("@context");
        Some(said)
    })
}

/// Returns an article.
pub(super) fn article(meta: &ArticleMeta) -> Value {
    named(source(meta))
}

/// Returns a speaker.
pub(super) fn speaker(draft: &Draft, speaker: &Speaker) -> Value {
    named(about(draft, speaker))
}

/// Returns a country.
pub(super) fn country(name: &str) -> Value {
    named(json!({ "@type": "Country", "name": name }))
}

fn source(meta: &ArticleMeta) -> Value {
    json!({
        "@type": "NewsArticle",
        "identifier": meta.id,
        "headline": meta.title_or_id(),
        "url": meta.url,
        "datePublished": meta.published.map(|day| day.to_string()),
        "inLanguage": meta.language,
        "publisher": meta.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
    })
}

fn about(draft: &Draft, speaker: &Speaker) -> Value {
    let kind = match speaker.kind {
        SpeakerKind::Person => "Person",
        SpeakerKind::Institution | SpeakerKind::Group => "Organization",
        SpeakerKind::Document => "CreativeWork",
    };
    let body = |name: &String| json!({ "@type": "Organization", "name": name });
    json!({
        "@type": kind,
        "identifier": speaker.id.as_str(),
        "name": speaker.name,
        "sameAs": draft.wikidata.get(&speaker.id).map(WikidataItem::address),
        "jobTitle": speaker.role.as_ref().filter(|_| speaker.kind == SpeakerKind::Person),
        "affiliation": speaker.affiliation.as_ref().map(body),
        "parentOrganization": speaker.parent.as_ref().map(body),
        "author": speaker.author.as_ref().map(|name| json!({ "@type": "Thing", "name": name })),
    })
}

/// Removes null values and adds the context.
fn named(value: Value) -> Value {
    let Value::Object(known) = without_nulls(value) else { return Value::Null };
    let context = ("@context".to_owned(), Value::from("https://schema.org"));
    Value::Object([context].into_iter().chain(known).collect::<Map<_, _>>())
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let known = entries.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(known.map(|(key, value)| (key, without_nulls(value))).collect())
        }
        other => other,
    }
}

/// Returns the JSON as the text of a `script` element, escaped so that it cannot close the element.
pub(super) fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
