//! Compares the engine's answers with those of a plain loop over the draft.

use onrecord_extract::{Defaults, extract};
use onrecord_model::{Country, Date, DateBasis, DateSpan, QuoteKind, SpeakerId, Statement, StatementDate};
use proptest::prelude::*;

use super::*;
use crate::{
    Corpus, Draft, EncodeOptions, Entry, Input, People, build,
    build::is_unnamed,
    draft::calendar_dates,
    encode,
    search::{Folded, SearchQuery},
};

fn article(id: &str, text: &str) -> Input {
    let known = Defaults { id: id.into(), published: "2017-07-31".parse().ok() };
    Input::new(extract(text, &known), text.to_owned())
}

fn opened(draft: &Draft) -> Corpus {
    Corpus::open(&encode(draft, &EncodeOptions::default()).unwrap().index).unwrap()
}

fn draft() -> Draft {
    let mut inputs = vec![
        article(
            "a0",
            "“The time for talk is over,” said Nikki Haley, the US ambassador to the UN, on Sunday.\n\n\
             Liu Jieyi, China’s ambassador, said last week that North Korea must stop its tests.",
        ),
        article(
            "a1",
            "“China could do more,” Nikki Haley tweeted on Saturday.\n\nSome analysts say sanctions do not work.",
        ),
    ];
    // One statement without a day.
    inputs[1].article.statements[1].when = None;
    inputs[0].article.article.publisher = Some("World Desk".to_owned());
    build(inputs, &People::default()).0
}

fn set<T: Ord>(values: impl IntoIterator<Item = T>) -> SortedSet<T> {
    values.into_iter().collect()
}

#[test]
fn counts_say_what_each_value_would_leave() {
    let corpus = opened(&draft());
    let mut filter = Filter::default();
    filter.countries.include = set(["CN".parse().unwrap()]);
    let selection = Engine::new(&corpus).select(&corpus, &filter);
    assert_eq!((selection.len(), selection.dated_count()), (1, 1));
    // A country is chosen: the counts of countries ignore that, those of speakers do not.
    let country = |code: &str| {
        let at = corpus.countries().iter().position(|c| c.code() == code).unwrap();
        selection.counts.countries[at]
    };
    assert_eq!((country("US"), country("CN")), (2, 1));
    let of = |id: &str| selection.counts.speakers[corpus.find_speaker(&SpeakerId::from_name(id)).unwrap()];
    assert_eq!((of("nikki-haley"), of("liu-jieyi")), (0, 1));
}

#[test]
fn a_range_is_taken_where_it_reaches_into_the_days() {
    let corpus = opened(&draft());
    let mut engine = Engine::new(&corpus);
    let mut rows = |from: &str, to: &str| {
        let filter = Filter { from: from.parse().ok(), to: to.parse().ok(), ..Filter::default() };
        let selection = engine.select(&corpus, &filter);
        assert_eq!(selection.undated(&corpus).count(), 0);
        selection.dated_count()
    };
    // Last week is 24 to 30 July.
    assert_eq!(rows("2017-07-25", "2017-07-25"), 1);
    assert_eq!(rows("2017-07-30", "2017-07-30"), 2);
    assert_eq!(rows("2017-07-31", "2017-07-31"), 0);
}

#[test]
fn newest_first_and_undated_apart() {
    let corpus = opened(&draft());
    let selection = Engine::new(&corpus).select(&corpus, &Filter::default());
    assert_eq!(selection.newest_first(&corpus, 0).collect::<Vec<_>>(), [2, 1, 0]);
    assert_eq!(selection.newest_first(&corpus, 2).collect::<Vec<_>>(), [0]);
    assert_eq!(selection.undated(&corpus).collect::<Vec<_>>(), [3]);
}

#[test]
fn mentioned_countries_and_related_speakers() {
    let corpus = opened(&draft());
    let mut filter = Filter::default();
    filter.speakers.include = set([SpeakerId::from_name("Liu Jieyi")]);
    let selection = Engine::new(&corpus).select(&corpus, &filter);
    let named = corpus.about_counts(&selection.rows);
    let named: Vec<_> = corpus.countries().iter().zip(named).filter(|(_, n)| *n > 0).collect();
    assert_eq!(named, [(&"KP".parse().unwrap(), 1)]);
    let beside = corpus.rows_of_same_articles(&selection.rows);
    let speakers: Vec<_> =
        beside.iter().filter_map(|row| corpus.speaker_of(row)).map(|s| s.id.as_str()).collect();
    assert_eq!(speakers, ["liu-jieyi", "nikki-haley"]);
}

#[test]
fn without_positions_the_answer_to_a_phrase_is_not_exact() {
    let draft = draft();
    let files = encode(&draft, &EncodeOptions { single_file_limit: 0, chunk_size: 1 }).unwrap();
    let mut corpus = Corpus::open(&files.index).unwrap();
    let mut engine = Engine::new(&corpus);
    let filter = Filter { query: SearchQuery::parse("\"talk for time\""), ..Filter::default() };
    for (part, exact, left) in [(None, false, 0), (Some(0), false, 1), (Some(1), true, 0)] {
        if let Some((part, bytes)) = part.and_then(|n: usize| files.parts.get(n)) {
            assert_eq!(corpus.missing_part_for(&filter.query), Some(*part));
            corpus.add_part(*part, bytes.clone()).unwrap();
        }
        let selection = engine.select(&corpus, &filter);
        assert_eq!((selection.is_exact, selection.len()), (exact, left), "{part:?}");
    }
    assert_eq!(corpus.missing_part_for(&filter.query), None);
}

/// Generates small, unrealistic records.
fn drafts() -> impl Strategy<Value = Draft> {
    let words = prop::sample::select(vec!["time", "talk", "talks", "over", "is", "Château"]);
    let text = prop::collection::vec(words, 1..5).prop_map(|words| words.join(" "));
    let country = || prop::sample::select(vec!["US", "CN", "KP"]);
    let about = prop::collection::btree_set(country(), 0..3);
    let channel = prop::option::of(prop::sample::select(vec!["tweet", "interview"]));
    let days = prop::option::of((17_370..17_380, prop_oneof![4 => Just(0), 1 => 1..600]));
    let kind = prop::sample::select(QuoteKind::ALL.to_vec());
    let speaker = prop::option::of(0..3_usize);
    let confidence = prop::sample::select(vec![0.0, 0.5, 0.7, 0.9]);
    let one = (text, speaker, prop::option::of(country()), about, kind, channel, days, confidence);
    prop::collection::vec(one, 1..90).prop_map(|all| {
        let mut draft = draft();
        draft.speakers.truncate(3);
        let template = draft.articles[0].statements[0].clone();
        let source = &mut draft.articles[0];
        (source.text, source.blocks, source.statements) = Default::default();
        draft.articles.truncate(1);
        draft.statements.clear();
        for (text, speaker, country, about, kind, channel, days, confidence) in all {
            let source = &mut draft.articles[0];
            let start = source.text.len();
            source.text.push_str(&text);
            source.text.push('\n');
            let day = |number| Date::from_number(number).unwrap();
            let said = Statement {
                id: onrecord_model::StatementId::new("a0", start as u64, 1),
                spans: vec![onrecord_model::Span::from_usize(start, start + text.len())],
                context: None,
                text,
                kind,
                confidence,
                speaker: speaker.map(|s| draft.speakers[s].id.clone()),
                about: about.iter().map(|c| c.parse().unwrap()).collect(),
                channel: channel.map(str::to_owned),
                when: days.map(|(last, length)| StatementDate {
                    days: DateSpan::Calendar(day(last - length), day(last)),
                    basis: DateBasis::Stated,
                }),
                mention: None,
                cue: None,
                ..template.clone()
            };
            source.statements.push(said);
            let first = crate::Occurrence { article: 0, statement: source.statements.len() - 1 };
            let country = country.map(|c| c.parse().unwrap());
            draft.statements.push(Entry { speaker, country, primary: first, others: Vec::new() });
        }
        let mut entries = std::mem::take(&mut draft.statements);
        entries.sort_by_key(|e| {
            let days = draft.statement_at(e.primary).and_then(calendar_dates);
            (days.is_none(), days.map(|days| (days.to, days.from)), e.primary)
        });
        draft.statements = entries;
        draft
    })
}

fn choices<T: Ord + Clone + std::fmt::Debug + 'static>(
    values: Vec<T>,
) -> impl Strategy<Value = FacetFilter<T>> {
    let some = || prop::sample::subsequence(values.clone(), 0..=values.len().min(2)).prop_map(set);
    prop_oneof![
        3 => Just(FacetFilter::default()),
        2 => some().prop_map(|include| FacetFilter { include, ..FacetFilter::default() }),
        1 => (some(), some()).prop_map(|(include, exclude)| FacetFilter { include, exclude, none: None }),
    ]
}

/// Choices of a facet that not every statement has a value of.
fn choices_or_none<T: Ord + Clone + std::fmt::Debug + 'static>(
    values: Vec<T>,
) -> impl Strategy<Value = FacetFilter<T>> {
    let none = prop::option::weighted(0.3, any::<bool>());
    (choices(values), none).prop_map(|(choice, none)| FacetFilter { none, ..choice })
}

fn filters() -> impl Strategy<Value = Filter> {
    let ids = ["nikki-haley", "liu-jieyi", "some-analysts", "nobody"].map(SpeakerId::from_name);
    let codes: Vec<Country> = ["US", "CN", "KP", "FR"].iter().map(|c| c.parse().unwrap()).collect();
    let channels = ["tweet", "interview"].map(str::to_owned);
    let day = || prop_oneof![2 => Just(None), 1 => (17_360_i32..17_385).prop_map(Date::from_number)];
    let typed = prop::sample::select(vec![
        "",
        "",
        "",
        "talk",
        "tal -over",
        "\"time talk\"",
        "haley",
        "zebra",
        "chateau",
        "\"is over\" t",
        "-is",
        "time's",
    ]);
    (
        choices_or_none(ids.to_vec()),
        choices_or_none(codes.clone()),
        choices(codes),
        choices(QuoteKind::ALL.to_vec()),
        (choices_or_none(channels.to_vec()), choices_or_none(vec!["World Desk".to_owned()])),
        (day(), day(), prop::option::weighted(0.3, any::<bool>())),
        (typed, prop::bool::weighted(0.3), prop::option::weighted(0.3, any::<bool>())),
    )
        .prop_map(
            |(
                speakers,
                countries,
                about,
                kinds,
                (channels, publishers),
                (from, to, undated),
                (typed, sure, named),
            )| {
                Filter {
                    speakers,
                    countries,
                    about,
                    kinds,
                    channels,
                    publishers,
                    query: SearchQuery::parse(typed),
                    from,
                    to,
                    undated,
                    sure,
                    named,
                }
            },
        )
}

/// Returns whether a statement matches, without regard for speed.
fn passes(draft: &Draft, filter: &Filter, entry: &Entry) -> bool {
    let Filter {
        speakers,
        countries,
        about,
        kinds,
        channels,
        publishers,
        query: words,
        from,
        to,
        undated,
        sure,
        named,
    } = filter;
    let said = draft.statement(entry).unwrap();
    let speaker = entry.speaker.map(|s| &draft.speakers[s]);
    let name = Folded::new(speaker.map_or("", |s| s.name.as_str()));
    let dates = calendar_dates(said);
    let days = match dates {
        Some(days) => from.is_none_or(|d| days.to >= d) && to.is_none_or(|d| days.from <= d),
        None => from.is_none() && to.is_none(),
    };
    speakers.matches(speaker.map(|s| &s.id))
        && countries.matches(&entry.country)
        && about.matches(&said.about)
        && kinds.matches([&said.kind])
        && channels.matches(&said.channel)
        && publishers.matches(&draft.articles[entry.primary.article].meta.publisher)
        && words.matches(&[&Folded::new(&said.text), &name])
        && days
        && undated.is_none_or(|undated| undated == dates.is_none())
        && (!sure || said.confidence >= 0.7)
        && named.is_none_or(|named| named == speaker.is_some_and(|s| !is_unnamed(s)))
}

fn count<T: PartialEq>(values: &[T], rows: &[&Entry], of: impl Fn(&Entry) -> Vec<T>) -> Vec<u32> {
    let with = |value: &T| rows.iter().filter(|entry| of(entry).contains(value)).count();
    values.iter().map(|value| with(value) as u32).collect()
}

proptest! {
    #[test]
    fn rows_and_counts_are_those_of_a_plain_loop(
        draft in drafts(),
        filters in prop::collection::vec(filters(), 1..7),
    ) {
        let corpus = opened(&draft);
        let mut engine = Engine::new(&corpus);
        for filter in filters {
            let selection = engine.select(&corpus, &filter);
            let rows = |filter: &Filter| -> Vec<&Entry> {
                draft.statements.iter().filter(|e| passes(&draft, filter, e)).collect()
            };
            let left: Vec<&Entry> = selection.rows.iter().map(|row| &draft.statements[row]).collect();
            prop_assert_eq!(left, rows(&filter));
            prop_assert_eq!(selection.len(), selection.rows.count());
            prop_assert!(selection.is_exact);
            prop_assert_eq!(selection.undated(&corpus).count(), selection.len() - selection.dated_count());
            let counts = &selection.counts;
            let said = |e: &Entry| draft.statement(e).unwrap();
            let without = rows(&Filter { speakers: FacetFilter::default(), ..filter.clone() });
            let speakers: Vec<usize> = (0..draft.speakers.len()).collect();
            prop_assert_eq!(&counts.speakers, &count(&speakers, &without, |e| Vec::from_iter(e.speaker)));
            let unknown = without.iter().filter(|e| e.speaker.is_none()).count();
            prop_assert_eq!(counts.no_speaker as usize, unknown);
            let without = rows(&Filter { countries: FacetFilter::default(), ..filter.clone() });
            prop_assert_eq!(&counts.countries, &count(corpus.countries(), &without, |e| Vec::from_iter(e.country)));
            let unknown = without.iter().filter(|e| e.country.is_none()).count();
            prop_assert_eq!(counts.no_country as usize, unknown);
            let without = rows(&Filter { about: FacetFilter::default(), ..filter.clone() });
            prop_assert_eq!(&counts.about, &count(corpus.countries(), &without, |e| said(e).about.clone()));
            let without = rows(&Filter { kinds: FacetFilter::default(), ..filter.clone() });
            prop_assert_eq!(counts.kinds.to_vec(), count(&QuoteKind::ALL, &without, |e| vec![said(e).kind]));
            let without = rows(&Filter { channels: FacetFilter::default(), ..filter.clone() });
            let channels = |e: &Entry| Vec::from_iter(said(e).channel.clone());
            prop_assert_eq!(&counts.channels, &count(corpus.channels(), &without, channels));
            let without = rows(&Filter { publishers: FacetFilter::default(), ..filter.clone() });
            let publisher = |e: &Entry| Vec::from_iter(draft.articles[e.primary.article].meta.publisher.clone());
            prop_assert_eq!(&counts.publishers, &count(corpus.publishers(), &without, publisher));
            for by in [GroupBy::Speaker, GroupBy::Country, GroupBy::Kind, GroupBy::Article] {
                let firsts = corpus.first_rows(by, &selection.rows);
                let plain = (0..firsts.len()).map(|heap| corpus.rows_in_group(by, heap, &selection.rows).iter().next());
                prop_assert_eq!(&firsts, &plain.collect::<Vec<_>>());
            }
            let without = rows(&Filter { from: None, to: None, undated: None, ..filter.clone() });
            let undated = without.iter().filter(|e| calendar_dates(said(e)).is_none()).count();
            prop_assert_eq!(selection.undated_of_any_date(&corpus), undated);
            let around: Vec<&Entry> = selection.rows_of_any_date.iter().map(|row| &draft.statements[row]).collect();
            prop_assert_eq!(around, without);
        }
    }
}
