//! The answer: which statements pass, and how many would pass if one facet asked for nothing.
//!
//! Each statement is looked at once. What fails on no facet is a row and counts everywhere; what
//! fails on exactly one counts on that one, since there its own choice is not held against it.

use std::collections::BTreeMap;

use onrecord_model::{Country, Day, Kind};

use super::{Filter, words::Folded};
use crate::corpus::{Corpus, Record};

/// The statements that a filter leaves, and what every other choice would leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Indices of the statements with a known day, by day, article and place.
    pub dated: Vec<usize>,
    /// Indices of the others, by article and place.
    pub undated: Vec<usize>,
    /// How many statements each value of each facet would leave.
    pub counts: Counts,
}

impl Selection {
    /// How many statements are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dated.len() + self.undated.len()
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// For each value of a facet how many statements have it, all filters but the facet's own applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By the index of the speaker; as many as there are speakers.
    pub speakers: Vec<usize>,
    /// By the speaker's country.
    pub countries: BTreeMap<Country, usize>,
    /// By each country that is named.
    pub about: BTreeMap<Country, usize>,
    /// By kind.
    pub kinds: BTreeMap<Kind, usize>,
    /// By channel.
    pub channels: BTreeMap<String, usize>,
    /// By day; a statement that was made on one of several days counts on each.
    pub days: BTreeMap<Day, usize>,
}

/// A range is counted day by day up to this length; a longer one counts on its ends.
const LONGEST_RANGE: i32 = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Facet {
    Speaker,
    Country,
    About,
    Kind,
    Channel,
    Days,
    Words,
}

impl Corpus {
    /// The statements that a filter leaves, with all counts.
    #[must_use]
    pub fn select(&self, filter: &Filter) -> Selection {
        let names: Vec<_> = match filter.words.is_empty() {
            true => Vec::new(),
            false => self.speakers().iter().map(|s| Folded::new(&s.name)).collect(),
        };
        let mut selection = Selection::default();
        selection.counts.speakers = vec![0; self.speakers().len()];
        for (index, record) in self.statements().iter().enumerate() {
            let mut failed = Facets { corpus: self, filter, names: &names }.failed(record);
            let first = failed.next();
            if failed.next().is_some() {
                continue;
            }
            self.count(record, first, &mut selection.counts);
            if first.is_none() {
                let side =
                    if record.days().is_some() { &mut selection.dated } else { &mut selection.undated };
                side.push(index);
            }
        }
        selection
    }

    /// Counts a statement on every facet, or on the only one that it fails on.
    fn count(&self, record: &Record, only: Option<Facet>, counts: &mut Counts) {
        let on = |facet| only.is_none_or(|only| only == facet);
        if on(Facet::Speaker)
            && let Some(count) = record.speaker.and_then(|s| counts.speakers.get_mut(s))
        {
            *count += 1;
        }
        if on(Facet::Country)
            && let Some(country) = self.speaker_of(record).and_then(|s| s.country)
        {
            *counts.countries.entry(country).or_default() += 1;
        }
        if on(Facet::About) {
            for country in &record.statement.about {
                *counts.about.entry(*country).or_default() += 1;
            }
        }
        if on(Facet::Kind) {
            *counts.kinds.entry(record.statement.kind).or_default() += 1;
        }
        if on(Facet::Channel)
            && let Some(channel) = &record.statement.channel
        {
            *counts.channels.entry(channel.clone()).or_default() += 1;
        }
        if on(Facet::Days)
            && let Some((from, to)) = record.days()
        {
            let length = to.number().saturating_sub(from.number());
            let step = if length > LONGEST_RANGE { length } else { 1 };
            for number in (from.number()..=to.number()).step_by(usize::try_from(step).unwrap_or(1)) {
                *counts.days.entry(from.plus(number - from.number())).or_default() += 1;
            }
        }
    }
}

struct Facets<'a> {
    corpus: &'a Corpus,
    filter: &'a Filter,
    /// Folded names of the speakers; empty where no words are searched for.
    names: &'a [Folded],
}

impl<'a> Facets<'a> {
    /// The facets that a statement fails on.
    fn failed(self, record: &'a Record) -> impl Iterator<Item = Facet> + 'a {
        let speaker = self.corpus.speaker_of(record);
        let said = &record.statement;
        let filter = self.filter;
        [
            (Facet::Speaker, filter.speakers.takes(speaker.map(|s| &s.id))),
            (Facet::Country, filter.countries.takes(speaker.and_then(|s| s.country.as_ref()))),
            (Facet::About, filter.about.takes(&said.about)),
            (Facet::Kind, filter.kinds.takes([&said.kind])),
            (Facet::Channel, filter.channels.takes(&said.channel)),
            (Facet::Days, self.days(record)),
            (Facet::Words, self.words(record)),
        ]
        .into_iter()
        .filter_map(|(facet, taken)| (!taken).then_some(facet))
    }

    fn days(&self, record: &Record) -> bool {
        let (after, before) = (self.filter.from, self.filter.to);
        match record.days() {
            Some((from, to)) => after.is_none_or(|day| to >= day) && before.is_none_or(|day| from <= day),
            None => after.is_none() && before.is_none(),
        }
    }

    fn words(&self, record: &Record) -> bool {
        if self.filter.words.is_empty() {
            return true;
        }
        let text = Folded::new(&record.statement.text);
        let name = record.speaker.and_then(|s| self.names.get(s));
        let texts: Vec<_> = [&text].into_iter().chain(name).collect();
        self.filter.words.take(&texts)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use onrecord_extract::{Known, extract};
    use onrecord_model::SpeakerId;
    use proptest::prelude::*;

    use super::*;
    use crate::{
        build::{Input, build},
        query::{Choice, Words},
    };

    fn corpus() -> Corpus {
        let texts = [
            "“The time for talk is over,” said Nikki Haley, the US ambassador to the UN, on Sunday.\n\n\
             Liu Jieyi, China’s ambassador, said last week that North Korea must stop its tests.",
            "“China could do more,” Nikki Haley tweeted on Saturday.\n\nSome analysts say sanctions do not work.",
        ];
        let input = |(n, text): (usize, &&str)| {
            let known = Known { id: format!("a{n}"), published: "2017-07-31".parse().ok() };
            Input { article: extract(text, &known), text: (*text).to_owned() }
        };
        let mut inputs: Vec<_> = texts.iter().enumerate().map(input).collect();
        // One statement whose day nobody knows.
        inputs[1].article.statements[1].when = None;
        build(inputs).0
    }

    fn set<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeSet<T> {
        values.into_iter().collect()
    }

    #[test]
    fn counts_say_what_each_choice_would_leave() {
        let corpus = corpus();
        let mut filter = Filter::default();
        filter.countries.wanted = set(["CN".parse().unwrap()]);
        let selection = corpus.select(&filter);
        assert_eq!((selection.dated.len(), selection.undated.len()), (1, 0));
        // The speaker's country is chosen, so its own counts ignore that, and the speakers' do not.
        let country = |code: &str| selection.counts.countries.get(&code.parse().unwrap()).copied();
        assert_eq!((country("US"), country("CN")), (Some(2), Some(1)));
        let of = |id: &str| selection.counts.speakers[corpus.find_speaker(id).unwrap()];
        assert_eq!((of("nikki-haley"), of("liu-jieyi")), (0, 1));
    }

    #[test]
    fn a_range_is_taken_where_it_reaches_into_the_days() {
        let corpus = corpus();
        let rows = |from: &str, to: &str| {
            let filter = Filter { from: from.parse().ok(), to: to.parse().ok(), ..Filter::default() };
            let selection = corpus.select(&filter);
            assert_eq!(selection.undated, [] as [usize; 0]);
            selection.dated.len()
        };
        // Last week is 24 to 30 July.
        assert_eq!(rows("2017-07-25", "2017-07-25"), 1);
        assert_eq!(rows("2017-07-30", "2017-07-30"), 2);
        assert_eq!(rows("2017-07-31", "2017-07-31"), 0);
    }

    fn filters() -> impl Strategy<Value = Filter> {
        let ids =
            prop::sample::subsequence(vec!["nikki-haley", "liu-jieyi", "some-analysts", "nobody"], 0..3);
        let codes = || prop::sample::subsequence(vec!["US", "CN", "KP", "FR"], 0..3);
        let kinds = prop::sample::subsequence(Kind::ALL.to_vec(), 0..3);
        let day = || prop::option::of((17_365_i32..17_380).prop_map(|n| Day::from_number(n).unwrap()));
        let typed =
            prop::sample::select(vec!["", "talk", "china -more", "\"time for talk\"", "haley", "zebra"]);
        (ids, codes(), codes(), kinds, any::<bool>(), day(), day(), typed).prop_map(
            |(ids, countries, about, kinds, left_out, from, to, typed)| {
                let codes = |codes: Vec<&str>| set(codes.into_iter().map(|c| c.parse::<Country>().unwrap()));
                let mut filter = Filter {
                    countries: Choice { wanted: codes(countries), left_out: BTreeSet::new() },
                    about: Choice { wanted: codes(about), left_out: BTreeSet::new() },
                    words: Words::parse(typed),
                    from,
                    to,
                    ..Filter::default()
                };
                filter.kinds.wanted = set(kinds);
                let ids = set(ids.into_iter().map(SpeakerId::from_name));
                *(if left_out { &mut filter.speakers.left_out } else { &mut filter.speakers.wanted }) = ids;
                filter
            },
        )
    }

    /// A statement passes, told anew without regard for speed.
    fn passes(corpus: &Corpus, filter: &Filter, record: &Record) -> bool {
        let Filter { speakers, countries, about, kinds, channels, words, from, to } = filter;
        fn ok<T: Ord>(choice: &Choice<T>, values: &[T]) -> bool {
            (choice.wanted.is_empty() || values.iter().any(|v| choice.wanted.contains(v)))
                && !values.iter().any(|v| choice.left_out.contains(v))
        }
        let speaker = corpus.speaker_of(record);
        let country: Vec<_> = speaker.and_then(|s| s.country).into_iter().collect();
        let id: Vec<_> = speaker.map(|s| s.id.clone()).into_iter().collect();
        let channel: Vec<_> = record.statement.channel.clone().into_iter().collect();
        let name = speaker.map_or("", |s| s.name.as_str());
        let days = match record.days() {
            Some((a, b)) => from.is_none_or(|d| b >= d) && to.is_none_or(|d| a <= d),
            None => from.is_none() && to.is_none(),
        };
        ok(speakers, &id)
            && ok(countries, &country)
            && ok(about, &record.statement.about)
            && ok(kinds, &[record.statement.kind])
            && ok(channels, &channel)
            && words.take(&[&Folded::new(&record.statement.text), &Folded::new(name)])
            && days
    }

    proptest! {
        #[test]
        fn rows_and_counts_are_those_of_a_plain_loop(filter in filters()) {
            let corpus = corpus();
            let rows = |filter: &Filter| -> Vec<usize> {
                let all = corpus.statements().iter().enumerate();
                all.filter(|(_, r)| passes(&corpus, filter, r)).map(|(i, _)| i).collect()
            };
            let selection = corpus.select(&filter);
            let together: Vec<_> = selection.dated.iter().chain(&selection.undated).copied().collect();
            prop_assert_eq!(together, rows(&filter));
            let without = Filter { speakers: Choice::default(), ..filter.clone() };
            for (index, count) in selection.counts.speakers.iter().enumerate() {
                let naive = rows(&without).into_iter().filter(|&i| corpus.statements()[i].speaker == Some(index)).count();
                prop_assert_eq!(*count, naive);
            }
            let without = Filter { countries: Choice::default(), ..filter.clone() };
            for (country, count) in &selection.counts.countries {
                let of = |i: &usize| corpus.speaker_of(&corpus.statements()[*i]).and_then(|s| s.country);
                prop_assert_eq!(*count, rows(&without).iter().filter(|i| of(i) == Some(*country)).count());
            }
            let without = Filter { kinds: Choice::default(), ..filter.clone() };
            for (kind, count) in &selection.counts.kinds {
                let of = |i: &usize| corpus.statements()[*i].statement.kind;
                prop_assert_eq!(*count, rows(&without).iter().filter(|i| of(i) == *kind).count());
            }
        }
    }
}
