//! From the query string to a view.

use std::{borrow::Cow, str::FromStr};

use onrecord_corpus::Choice;
use onrecord_model::{Kind, SpeakerId};

use super::{LaneOrder, Lanes, Named as _, Order, Unknown, View};

/// Reads a query string, with or without its question mark.
pub(crate) fn parse(query_string: &str) -> (View, Vec<Unknown>) {
    let query_string = query_string.strip_prefix('?').unwrap_or(query_string);
    let mut view = View::default();
    let mut unknown = Vec::new();
    for (key, value) in form_urlencoded::parse(query_string.as_bytes()) {
        // "&speaker=" asks for nothing.
        if value.is_empty() && KEYS.contains(&key.as_ref()) {
            continue;
        }
        if let Err(because) = take(&mut view, &key, &value) {
            unknown.push(Unknown::new(&key, &value, because));
        }
    }
    if let (Some(from), Some(to)) = (view.from, view.to)
        && from > to
    {
        view.to = None;
        unknown.push(Unknown::new("to", &to.to_string(), format!("it lies before the first day, {from}")));
    }
    // An open statement says by itself which article is open.
    if view.statement.is_some() {
        view.article = None;
    }
    (view, unknown)
}

const KEYS: [&str; 17] = [
    "speaker",
    "country",
    "about",
    "kind",
    "channel",
    "publisher",
    "q",
    "from",
    "to",
    "lanes",
    "lane-order",
    "pin",
    "order",
    "compare",
    "article",
    "statement",
    "embed",
];

/// Applies one key; an error says why it cannot be.
fn take(view: &mut View, key: &str, value: &str) -> Result<(), Cow<'static, str>> {
    match key {
        "speaker" => choose(&mut view.speakers, value, |v| Ok(SpeakerId::from_stored(v.to_owned()))),
        "country" => choose(&mut view.countries, value, read),
        "about" => choose(&mut view.about, value, read),
        "kind" => choose(&mut view.kinds, value, kind),
        "channel" => choose(&mut view.channels, value, |v| Ok(v.to_owned())),
        "publisher" => choose(&mut view.publishers, value, |v| Ok(v.to_owned())),
        "q" => {
            value.trim().clone_into(&mut view.query);
            Ok(())
        }
        "from" => read(value).map(|day| view.from = Some(day)),
        "to" => read(value).map(|day| view.to = Some(day)),
        "lanes" => {
            view.lanes = Lanes::from_name(value).ok_or("lanes are by speaker, country, kind or article")?;
            Ok(())
        }
        "lane-order" => {
            view.lane_order = LaneOrder::from_name(value).ok_or("lanes stand by size or by first words")?;
            Ok(())
        }
        "pin" => {
            add(&mut view.pinned, value);
            Ok(())
        }
        "order" => {
            view.order = Order::from_name(value).ok_or("the order is newest, oldest or relevance")?;
            Ok(())
        }
        "compare" => {
            for name in value.split(',').map(str::trim).filter(|n| !n.is_empty()) {
                add(&mut view.compare, name);
            }
            Ok(())
        }
        "article" => {
            view.article = Some(value.to_owned());
            Ok(())
        }
        "statement" => {
            view.statement = Some(value.to_owned());
            Ok(())
        }
        "embed" if value == "1" => {
            view.embed = true;
            Ok(())
        }
        "embed" => Err("a view is embedded by 1".into()),
        _ => Err("this page has no such key".into()),
    }
}

fn add(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// Adds a value, or leaves it out where a minus leads it.
fn choose<T: Ord>(
    choice: &mut Choice<T>,
    value: &str,
    read: impl Fn(&str) -> Result<T, Cow<'static, str>>,
) -> Result<(), Cow<'static, str>> {
    match value.strip_prefix('-') {
        Some(value) => choice.left_out.insert(read(value)?),
        None => choice.wanted.insert(read(value)?),
    };
    // Wanted and left out at once: what is left out is not there to be wanted.
    choice.wanted.retain(|v| !choice.left_out.contains(v));
    Ok(())
}

fn read<T: FromStr<Err: ToString>>(value: &str) -> Result<T, Cow<'static, str>> {
    value.parse().map_err(|error: T::Err| error.to_string().into())
}

fn kind(value: &str) -> Result<Kind, Cow<'static, str>> {
    Kind::from_name(value).ok_or_else(|| "a statement is direct, indirect or mixed".into())
}
