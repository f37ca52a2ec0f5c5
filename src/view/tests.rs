use proptest::prelude::*;

use super::*;
use crate::attacks;

/// A link, its canonical form, and the keys that were not understood.
const LINKS: [(&str, &str, &[&str]); 20] = [
    ("", "?", &[]),
    ("?", "?", &[]),
    ("?speaker=nikki-haley&speaker=liu-jieyi", "?speaker=liu-jieyi&speaker=nikki-haley", &[]),
    ("?country=us&speaker=a", "?speaker=a&country=US", &[]),
    ("country=-CN&country=US", "?country=US&country=-CN", &[]),
    ("?country=CN&country=-CN", "?country=-CN", &[]),
    ("?q=%22time+for%20talk%22", "?q=%22time+for+talk%22", &[]),
    ("?from=2017-07-28&to=2017-07-31", "?from=2017-07-28&to=2017-07-31", &[]),
    ("?from=2017-07-31&to=2017-07-28", "?from=2017-07-31", &["to"]),
    ("?from=yesterday&country=USA&kind=loud", "?", &["from", "country", "kind"]),
    ("?lanes=speaker&compare=US,,CN,US", "?compare=US,CN", &[]),
    ("?lanes=country&utm_source=x", "?lanes=country", &["utm_source"]),
    ("?order=newest&lane-order=size&pin=b&pin=a&pin=b", "?pin=b&pin=a", &[]),
    ("?order=oldest&lane-order=first&pin=", "?lane-order=first&order=oldest", &[]),
    ("?publisher=-World+Desk&order=best", "?publisher=-World+Desk", &["order"]),
    ("?article=a&statement=a%7Ex8c0zqpv", "?statement=a~x8c0zqpv", &[]),
    ("?speaker=fran%C3%A7ois-hollande&speaker=%D9%85", "?speaker=fran%C3%A7ois-hollande&speaker=%D9%85", &[]),
    ("?speaker=&kind=&q=++", "?", &[]),
    ("?embed=1&statement=a~b&embed=yes", "?statement=a~b&embed=1", &["embed"]),
    ("?%FF=%FF&=&&&==", "?", &["\u{fffd}", "", ""]),
];

#[test]
fn links_and_their_canonical_forms() {
    for (link, canonical, skipped) in LINKS {
        let (view, unknown) = parse(link);
        assert_eq!(view.link(), canonical, "{link}");
        let keys: Vec<_> = unknown.iter().map(|u| u.key.as_str()).collect();
        assert_eq!(keys, skipped, "{link}");
    }
}

#[test]
fn without_filters_what_is_open_stays_open() {
    let (view, _) = parse("?lanes=kind&statement=a~b&q=talk&country=US");
    assert_eq!(view.without_filters().link(), "?lanes=kind&statement=a~b");
}

#[test]
fn long_and_hostile_texts_are_shown_cut() {
    let (_, unknown) = parse(&format!("?<script>{}=1&from={}", "x".repeat(8000), "é".repeat(8000)));
    for one in unknown {
        assert!(one.key.chars().count() <= 81 && one.value.chars().count() <= 81, "{one:?}");
        assert!(one.because.chars().count() <= 241, "{one:?}");
    }
}

fn pair() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "speaker",
        "country",
        "about",
        "kind",
        "channel",
        "q",
        "from",
        "to",
        "lanes",
        "lane-order",
        "pin",
        "order",
        "publisher",
        "compare",
        "article",
        "statement",
        "embed",
        "other",
    ]);
    let value = prop_oneof![
        prop::sample::select(vec![
            "US",
            "-cn",
            "direct",
            "1",
            "-mixed",
            "2017-07-31",
            "2016-02-29",
            "country",
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
    fn a_link_printed_and_parsed_is_the_same_view(pairs in prop::collection::vec(pair(), 0..12)) {
        attacks::link(&pairs.join("&"));
    }

    #[test]
    fn any_text_is_a_link(text in "\\PC{0,200}") {
        attacks::link(&text);
    }
}
