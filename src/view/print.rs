//! From a view to its one query string.

use form_urlencoded::Serializer;
use onrecord_corpus::Choice;
use onrecord_model::Kind;

use super::{Lanes, View};

pub(super) fn query_string(view: &View) -> String {
    let mut out = Serializer::new(String::new());
    choice(&mut out, "speaker", &view.speakers, |id| id.to_string());
    choice(&mut out, "country", &view.countries, ToString::to_string);
    choice(&mut out, "about", &view.about, ToString::to_string);
    choice(&mut out, "kind", &view.kinds, |kind: &Kind| kind.as_str().to_owned());
    choice(&mut out, "channel", &view.channels, Clone::clone);
    let mut single = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            out.append_pair(key, &value);
        }
    };
    single("q", Some(view.query.trim().to_owned()));
    single("from", view.from.map(|day| day.to_string()));
    single("to", view.to.map(|day| day.to_string()));
    single("lanes", (view.lanes != Lanes::default()).then(|| view.lanes.as_str().to_owned()));
    single("compare", Some(view.compare.join(",")));
    single("article", view.article.clone().filter(|_| view.statement.is_none()));
    single("statement", view.statement.clone());
    // Commas and tildes mean nothing in a query; encoded, they only make links hard to read.
    out.finish().replace("%2C", ",").replace("%7E", "~")
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
