//! From a view to its one query string.

use form_urlencoded::Serializer;
use onrecord_corpus::Choice;
use onrecord_model::Kind;

use super::{Named, View};

pub(super) fn query_string(view: &View) -> String {
    let mut out = Serializer::new(String::new());
    choice(&mut out, "speaker", &view.speakers, |id| id.to_string());
    choice(&mut out, "country", &view.countries, ToString::to_string);
    choice(&mut out, "about", &view.about, ToString::to_string);
    choice(&mut out, "kind", &view.kinds, |kind: &Kind| kind.as_str().to_owned());
    choice(&mut out, "channel", &view.channels, Clone::clone);
    choice(&mut out, "publisher", &view.publishers, Clone::clone);
    let mut single = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            out.append_pair(key, &value);
        }
    };
    single("q", Some(view.query.trim().to_owned()));
    single("from", view.from.map(|day| day.to_string()));
    single("to", view.to.map(|day| day.to_string()));
    single("lanes", named(view.lanes));
    single("lane-order", named(view.lane_order));
    view.pinned.iter().for_each(|lane| single("pin", Some(lane.clone())));
    single("order", named(view.order));
    single("compare", Some(view.compare.join(",")));
    single("article", view.article.clone().filter(|_| view.statement.is_none()));
    single("statement", view.statement.clone());
    single("embed", view.embed.then(|| "1".to_owned()));
    // Commas and tildes mean nothing in a query; encoded, they only make links hard to read.
    out.finish().replace("%2C", ",").replace("%7E", "~")
}

/// The name of one that is not the one that is meant where none is named.
fn named<T: Named>(value: T) -> Option<String> {
    (value != T::default()).then(|| value.name().to_owned())
}

fn choice<T: Ord>(
    out: &mut Serializer<'_, String>,
    key: &str,
    choice: &Choice<T>,
    print: impl Fn(&T) -> String,
) {
    for value in &choice.wanted {
        out.append_pair(key, &print(value));
    }
    for value in &choice.left_out {
        out.append_pair(key, &format!("-{}", print(value)));
    }
}
