//! Parses a query string to a view.

use std::{borrow::Cow, str::FromStr};

use onrecord_corpus::FacetFilter;
use onrecord_model::{ArticleId, QuoteKind, SpeakerId, StatementId};

use crate::{EntityKey, LaneKey, LaneOrder, Lanes, LinkWarning, Order, UrlName as _, View, ViewDefaults};

/// All keys that a link can have.
const KEYS: [&str; 21] = [
    "speaker",
    "country",
    "about",
    "kind",
    "channel",
    "publisher",
    "q",
    "from",
    "to",
    "day",
    "sure",
    "named",
    "lanes",
    "lane-order",
    "pin",
    "order",
    "compare",
    "article",
    "statement",
    "tour",
    "embed",
];

impl View {
    /// Parses a query string, with or without its question mark, and returns a warning for each part that was skipped.
    ///
    /// Keys without a value are ignored. A value that is both included and excluded is excluded; a last day before the
    /// first one is skipped; an open article is dropped if a statement is open. Whether a record has the values is left
    /// to [`View::resolve_against`].
    ///
    /// ```
    /// use onrecord_view::{View, ViewDefaults};
    /// let (view, warnings) = View::parse("?from=yesterday&order=oldest", ViewDefaults::default());
    /// assert_eq!(view.link(ViewDefaults::default()), "?order=oldest");
    /// assert_eq!(warnings[0].value, "yesterday");
    /// ```
    #[must_use]
    pub fn parse(query_string: &str, defaults: ViewDefaults) -> (Self, Vec<LinkWarning>) {
        let query_string = query_string.strip_prefix('?').unwrap_or(query_string);
        let mut parser = Parser { view: Self::new(defaults), pins: Vec::new() };
        let mut warnings = Vec::new();
        for (key, value) in form_urlencoded::parse(query_string.as_bytes()) {
            // `&speaker=` has no value and is ignored.
            if value.is_empty() && KEYS.contains(&key.as_ref()) {
                continue;
            }
            if let Err(reason) = parser.apply(&key, &value) {
                warnings.push(LinkWarning::new(&key, &value, reason));
            }
        }
        let Parser { mut view, pins } = parser;
        // The meaning of a pin depends on `lanes`, which may come later.
        for pin in pins {
            match LaneKey::parse(view.lanes, &pin) {
                Some(lane) => push_once(&mut view.pinned, lane),
                None => warnings.push(LinkWarning::new("pin", &pin, NO_LANE)),
            }
        }
        if let (Some(from), Some(to)) = (view.from, view.to)
            && from > to
        {
            view.to = None;
            let reason = format!("before the first day, {from}");
            warnings.push(LinkWarning::new("to", &to.to_string(), reason));
        }
        // An open statement implies its article.
        if view.statement.is_some() {
            view.article = None;
        }
        (view, warnings)
    }
}

/// The value of `speaker=`, `country=` and `day=` for statements without one, and the value that leaves these out.
pub(crate) const NONE: &str = "none";
pub(crate) const NOT_NONE: &str = "-none";

pub(crate) const NO_LANE: &str = "unknown lane";

struct Parser {
    view: View,
    pins: Vec<String>,
}

impl Parser {
    /// Applies one key with a value that is not empty; the error is the reason why it cannot be applied.
    fn apply(&mut self, key: &str, value: &str) -> Result<(), Cow<'static, str>> {
        let view = &mut self.view;
        match key {
            "speaker" => {
                choose_or_none(&mut view.speakers, value, |v| Ok(SpeakerId::from_stored(v.to_owned())))?
            }
            "country" => choose_or_none(&mut view.countries, value, from_str)?,
            "about" => choose(&mut view.about, value, from_str)?,
            "kind" => choose(&mut view.kinds, value, kind)?,
            "channel" => choose(&mut view.channels, value, |v| Ok(v.to_owned()))?,
            "publisher" => choose(&mut view.publishers, value, |v| Ok(v.to_owned()))?,
            "q" => value.trim().clone_into(&mut view.query),
            "from" => view.from = Some(from_str(value)?),
            "to" => view.to = Some(from_str(value)?),
            "lanes" => {
                let unknown = "use speaker, country, kind or article";
                view.lanes = Lanes::from_url_name(value).ok_or(unknown)?;
            }
            "lane-order" => {
                let unknown = "use size or first";
                view.lane_order = LaneOrder::from_url_name(value).ok_or(unknown)?;
            }
            "pin" => self.pins.push(value.to_owned()),
            "order" => {
                let unknown = "use newest, oldest or relevance";
                view.order = Order::from_url_name(value).ok_or(unknown)?;
            }
            "compare" => {
                for name in value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                    push_once(&mut view.compare, EntityKey::parse(name));
                }
            }
            "article" => view.article = Some(ArticleId::from_stored(value.to_owned())),
            "statement" => view.statement = Some(StatementId::from_stored(value.to_owned())),
            "tour" => view.tour = Some(value.parse().map_err(|_| "use the number of a step")?),
            "sure" if value == "1" => view.sure = true,
            "embed" if value == "1" => view.embed = true,
            "day" if value == NONE => view.undated = Some(true),
            "day" if value == NOT_NONE => view.undated = Some(false),
            "day" => return Err("use none or -none; from and to give days".into()),
            "named" if value == "1" || value == "0" => view.named = Some(value == "1"),
            "named" => return Err("use 1 or 0".into()),
            "sure" | "embed" => return Err("use 1".into()),
            _ => return Err("unknown option".into()),
        }
        Ok(())
    }
}

fn push_once<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

/// Includes a value, or excludes it if a minus leads it.
fn choose<T: Ord>(
    choice: &mut FacetFilter<T>,
    value: &str,
    parse: impl Fn(&str) -> Result<T, Cow<'static, str>>,
) -> Result<(), Cow<'static, str>> {
    match value.strip_prefix('-') {
        Some(value) => choice.exclude.insert(parse(value)?),
        None => choice.include.insert(parse(value)?),
    }
    // A value that is excluded cannot be included as well.
    choice.include.retain(|v| !choice.exclude.contains(v));
    Ok(())
}

/// Includes or excludes a value, or statements without one.
fn choose_or_none<T: Ord>(
    choice: &mut FacetFilter<T>,
    value: &str,
    parse: impl Fn(&str) -> Result<T, Cow<'static, str>>,
) -> Result<(), Cow<'static, str>> {
    match value {
        NOT_NONE => choice.none = Some(false),
        NONE => choice.none = choice.none.or(Some(true)),
        _ => return choose(choice, value, parse),
    }
    Ok(())
}

fn from_str<T: FromStr<Err: ToString>>(value: &str) -> Result<T, Cow<'static, str>> {
    value.parse().map_err(|error: T::Err| error.to_string().into())
}

fn kind(value: &str) -> Result<QuoteKind, Cow<'static, str>> {
    QuoteKind::from_name(value).ok_or_else(|| "use direct, indirect or mixed".into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fuzzing;

    /// A link, its canonical form, and the unknown keys.
    const LINKS: [(&str, &str, &[&str]); 29] = [
        ("", "?", &[]),
        ("?", "?", &[]),
        ("?speaker=nikki-haley&speaker=liu-jieyi", "?speaker=liu-jieyi&speaker=nikki-haley", &[]),
        ("?country=us&speaker=a", "?speaker=a&country=US", &[]),
        ("country=-CN&country=US", "?country=US&country=-CN", &[]),
        ("?country=CN&country=-CN", "?country=-CN", &[]),
        ("?country=none&speaker=-none&country=US", "?speaker=-none&country=US&country=none", &[]),
        ("?speaker=-none&speaker=none&about=none", "?speaker=-none", &["about"]),
        ("?day=none&sure=1&day=2017-07-31", "?day=none&sure=1", &["day"]),
        ("?day=-none&to=2017-07-31", "?to=2017-07-31&day=-none", &[]),
        ("?q=%22time+for%20talk%22", "?q=%22time+for+talk%22", &[]),
        ("?from=2017-07-28&to=2017-07-31", "?from=2017-07-28&to=2017-07-31", &[]),
        ("?from=2017-07-31&to=2017-07-28", "?from=2017-07-31", &["to"]),
        ("?from=yesterday&country=USA&kind=loud", "?", &["from", "country", "kind"]),
        ("?lanes=speaker&compare=US,,CN,US", "?compare=US,CN", &[]),
        ("?lanes=country&utm_source=x", "?lanes=country", &["utm_source"]),
        ("?order=newest&lane-order=size&pin=b&pin=a&pin=b", "?pin=b&pin=a", &[]),
        ("?pin=us&pin=b-c&lanes=country&pin=US", "?lanes=country&pin=US", &["pin"]),
        ("?lanes=kind&pin=direct&pin=US", "?lanes=kind&pin=direct", &["pin"]),
        ("?order=oldest&lane-order=first&pin=", "?lane-order=first&order=oldest", &[]),
        ("?publisher=-World+Desk&order=best", "?publisher=-World+Desk", &["order"]),
        ("?article=a&statement=a%7Ex8c0zqpv", "?statement=a~x8c0zqpv", &[]),
        (
            "?speaker=fran%C3%A7ois-hollande&speaker=%D9%85",
            "?speaker=fran%C3%A7ois-hollande&speaker=%D9%85",
            &[],
        ),
        ("?speaker=&kind=&q=++", "?", &[]),
        ("?embed=1&statement=a~b&embed=yes", "?statement=a~b&embed=1", &["embed"]),
        ("?sure=1&to=2017-07-31&sure=0", "?to=2017-07-31&sure=1", &["sure"]),
        ("?tour=3&sure=1&tour=-1", "?sure=1&tour=3", &["tour"]),
        ("?named=0&sure=1&named=some", "?sure=1&named=0", &["named"]),
        ("?%FF=%FF&=&&&==", "?", &["\u{fffd}", "", ""]),
    ];

    #[test]
    fn links_and_their_canonical_forms() {
        for (link, canonical, skipped) in LINKS {
            let (view, warnings) = View::parse(link, ViewDefaults::default());
            assert_eq!(view.link(ViewDefaults::default()), canonical, "{link}");
            let keys: Vec<_> = warnings.iter().map(|u| u.key.as_str()).collect();
            assert_eq!(keys, skipped, "{link}");
        }
    }

    #[test]
    fn a_sites_own_lanes_are_left_out() {
        let defaults = ViewDefaults { lanes: Lanes::Country };
        for (link, canonical) in [
            ("?lanes=country&q=talk", "?q=talk"),
            ("?lanes=speaker", "?lanes=speaker"),
            ("?pin=US", "?pin=US"),
        ] {
            assert_eq!(View::parse(link, defaults).0.link(defaults), canonical);
        }
    }

    #[test]
    fn without_filters_what_is_open_stays_open() {
        let defaults = ViewDefaults::default();
        let (view, _) = View::parse("?lanes=kind&statement=a~b&q=talk&country=US", defaults);
        assert_eq!(view.without_filters().link(defaults), "?lanes=kind&statement=a~b");
    }

    #[test]
    fn long_and_hostile_texts_are_cut() {
        let link = format!("?<script>{}=1&from={}", "x".repeat(8000), "é".repeat(8000));
        for warning in View::parse(&link, ViewDefaults::default()).1 {
            let is_short = |text: &str, limit: usize| text.chars().count() <= limit;
            assert!(is_short(&warning.key, 81) && is_short(&warning.value, 81), "{warning:?}");
            assert!(is_short(&warning.reason, 241), "{warning:?}");
        }
    }

    fn pair() -> impl Strategy<Value = String> {
        let key = prop::sample::select(KEYS.into_iter().chain(["other"]).collect::<Vec<_>>());
        let value = prop_oneof![
            prop::sample::select(vec![
                "US",
                "-cn",
                "direct",
                "1",
                "-mixed",
                "none",
                "-none",
                "2017-07-31",
                "2016-02-29",
                "country",
                "kind",
                "oldest",
                "first",
                "a~b",
                "-"
            ])
            .prop_map(str::to_owned),
            "\\PC{0,12}",
        ];
        (key, value)
            .prop_map(|(k, v)| form_urlencoded::Serializer::new(String::new()).append_pair(k, &v).finish())
    }

    proptest! {
        #[test]
        fn a_link_serialised_and_parsed_is_unchanged(pairs in prop::collection::vec(pair(), 0..12)) {
            fuzzing::link(&pairs.join("&"));
        }

        #[test]
        fn any_text_is_a_link(text in "\\PC{0,200}") {
            fuzzing::link(&text);
        }
    }
}
