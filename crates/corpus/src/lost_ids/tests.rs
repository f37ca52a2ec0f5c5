use onrecord_extract::{Defaults, extract};
use onrecord_model::StatementId;
use proptest::prelude::*;

use super::*;
use crate::{
    Corpus, Draft, EncodeError, EncodeOptions, Input, Part, PartFile, PartSink, People, Person,
    StatedCountry, build, encode, encode_articles, encode_changes,
};

/// Builds a record of articles after a previous one.
fn record(
    before: Option<&Corpus>,
    articles: &[(&str, &str)],
    people: &[(&str, &str)],
) -> (Draft, Corpus, Vec<ReplacedArticle>) {
    let input = |(id, text): &(&str, &str)| {
        let known = Defaults { id: (*id).into(), published: "2017-07-31".parse().ok() };
        Input::new(extract(text, &known), (*text).to_owned())
    };
    let person = |(name, alias): &(&str, &str)| Person {
        name: (*name).to_owned(),
        aliases: vec![(*alias).to_owned()],
        role: None,
        affiliation: None,
        country: StatedCountry::Unstated,
        kind: onrecord_model::SpeakerKind::Person,
        wikidata: None,
        parent: None,
    };
    let people = People { person: people.iter().map(person).collect() };
    let (mut draft, problems) = build(articles.iter().map(input).collect(), &people);
    assert_eq!(problems, []);
    let replaced = before.map_or_else(Vec::new, |before| record_redirects(before, &mut draft));
    let files = encode(&draft, &EncodeOptions::default()).unwrap();
    let corpus = Corpus::open(&files.index).unwrap();
    (draft, corpus, replaced)
}

/// Returns the id of the statement with these words.
fn id(draft: &Draft, words: &str) -> StatementId {
    let said = draft.articles.iter().flat_map(|article| &article.statements);
    let mut with = said.filter(|said| said.text.contains(words));
    with.next().unwrap_or_else(|| panic!("nobody says {words}")).id.clone()
}

fn heir(id: &StatementId, reason: RedirectReason) -> Option<Redirect> {
    Some(Redirect { id: id.clone(), reason })
}

const TALK: &str = "“The time for talk is over,” said Nikki Haley, the US ambassador to the UN.";
const RAIN: &str =
    "“It will rain all over the peninsula tomorrow,” said Shinzo Abe, the Japanese prime minister.";

#[test]
fn a_link_is_redirected_over_five_records() {
    // An article is renamed; its address stays.
    let (first, one, _) = record(
        None,
        &[("a", &format!("+++\nurl = \"https://example.org/a\"\n+++\n{TALK}")), ("b", RAIN)],
        &[],
    );
    let (talk, rain) = (id(&first, "time for talk"), id(&first, "rain"));
    assert!(first.redirects.is_empty());
    let (second, two, _) = record(
        Some(&one),
        &[("a2", &format!("+++\nurl = \"https://example.org/a\"\n+++\n{TALK}")), ("b", RAIN)],
        &[],
    );
    let moved = id(&second, "time for talk");
    assert_ne!(moved, talk);
    assert_eq!(second.redirects.statements, [(talk.clone(), heir(&moved, RedirectReason::Moved))].into());
    assert_eq!(second.redirects.articles, [("a".into(), Some("a2".into()))].into());
    // Its words are corrected, and the speaker has another name.
    let corrected =
        TALK.replace("talk is over", "all this talk is over").replace("Nikki Haley", "Nimrata Haley");
    let people = [("Nimrata Haley", "Nikki Haley")];
    let (third, three, _) = record(Some(&two), &[("a2", &corrected), ("b", RAIN)], &people);
    let reworded = id(&third, "all this talk");
    assert_eq!(third.redirects.statements.get(&moved), Some(&heir(&reworded, RedirectReason::Reworded)));
    assert_eq!(third.redirects.statements.get(&talk), Some(&heir(&reworded, RedirectReason::Moved)));
    assert_eq!(
        third.redirects.speakers,
        [(SpeakerId::from_name("nikki-haley"), vec![SpeakerId::from_name("nimrata-haley")])].into()
    );
    assert_eq!(third.redirects.articles.get("a"), Some(&Some("a2".into())));
    // The article is withdrawn.
    let (fourth, four, _) = record(Some(&three), &[("b", RAIN)], &people);
    for lost in [&talk, &moved, &reworded] {
        assert_eq!(fourth.redirects.statements.get(lost), Some(&None), "{lost}");
    }
    assert_eq!(fourth.redirects.speakers.get("nikki-haley"), Some(&vec![]));
    assert_eq!(fourth.redirects.articles, [("a".into(), None), ("a2".into(), None)].into());
    // The article is back, and needs no redirect.
    let (fifth, _, _) = record(Some(&four), &[("a2", &corrected), ("b", RAIN)], &people);
    assert_eq!(fifth.redirects.statements.get(&reworded), None);
    assert_eq!(fifth.redirects.statements.get(&talk), Some(&None));
    assert_eq!(fifth.redirects.articles.get("a2"), None);
    assert_eq!(fifth.redirects.statements.get(&rain), None);
}

#[test]
fn merged_and_split_statements_are_redirected() {
    let whole = "“It will rain all over the peninsula tomorrow and the day after,” said Shinzo Abe, the Japanese prime minister.";
    let pieces = "“It will rain all over the peninsula tomorrow,” said Shinzo Abe, the Japanese prime minister. \
                  “Mark the day after,” he said.";
    let (one, first, _) = record(None, &[("a", whole)], &[]);
    let (two, second, _) = record(Some(&first), &[("a", pieces)], &[]);
    let lost = id(&one, "It will rain");
    assert_eq!(two.redirects.statements.get(&lost).unwrap().as_ref().unwrap().id, id(&two, "It will rain"));
    let (three, _, _) = record(Some(&second), &[("a", whole)], &[]);
    assert_eq!(three.redirects.statements.get(&lost), None, "it is there again");
    let piece = id(&two, "It will rain");
    assert_eq!(three.redirects.statements.get(&piece), Some(&heir(&lost, RedirectReason::Reworded)));
}

#[test]
fn merged_speakers_are_redirected() {
    let (_, first, _) = record(
        None,
        &[("a", TALK), ("b", "“No more talk of this kind at all,” said Ambassador Randhawa.")],
        &[],
    );
    let people = [("Nikki Haley", "Randhawa")];
    let (two, _, _) = record(
        Some(&first),
        &[("a", TALK), ("b", "“No more talk of this kind at all,” said Ambassador Randhawa.")],
        &people,
    );
    assert_eq!(
        two.redirects.speakers,
        [(SpeakerId::from_name("randhawa"), vec![SpeakerId::from_name("nikki-haley")])].into()
    );
}

#[test]
fn an_id_is_never_reused() {
    // One Kim is gone, and another Kim appears.
    let north = "“We are not going to talk about this again,” said Kim Yong, a North Korean diplomat.";
    let south = "“We hope for rain in the coming month,” said Kim Yong, a South Korean diplomat.";
    let (_, first, _) = record(None, &[("a", north)], &[]);
    let (two, second, _) = record(Some(&first), &[("b", south)], &[]);
    let ids = |draft: &Draft| draft.speakers.iter().map(|s| s.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&two), ["kim-yong-2"]);
    assert_eq!(two.redirects.speakers, [(SpeakerId::from_name("kim-yong"), vec![])].into());
    // Nor is an id reused after it was free for a while.
    let (three, _, _) = record(Some(&second), &[("b", south)], &[]);
    assert_eq!(ids(&three), ["kim-yong-2"]);
    assert_eq!(three.redirects.speakers, [(SpeakerId::from_name("kim-yong"), vec![])].into());
}

#[test]
fn another_article_with_the_same_id_is_reported() {
    let (_, first, _) = record(None, &[("a", TALK)], &[]);
    let (_, _, replaced) = record(Some(&first), &[("a", RAIN)], &[]);
    assert_eq!(replaced, [ReplacedArticle("a".into())]);
    let longer = format!("{TALK} It was a long day.\n\nRain fell.");
    let (_, _, replaced) = record(Some(&first), &[("a", &longer)], &[]);
    assert_eq!(replaced, []);
}

#[test]
fn an_id_that_another_article_gets_is_told_from_then_on() {
    let (one, first, _) = record(None, &[("a", TALK), ("b", RAIN)], &[]);
    let talk = id(&one, "time for talk");
    let snow = "“Snow fell on all of the roads here,” said Liu Jieyi, the Chinese ambassador.";
    // At once, and after a record without it; the earlier article may have moved.
    let (_, without, _) = record(Some(&first), &[("b", RAIN)], &[]);
    let (_, moved, _) = record(Some(&first), &[("b", RAIN), ("c", TALK)], &[]);
    for (before, articles, heir) in [
        (&first, vec![("a", snow), ("b", RAIN)], None::<ArticleId>),
        (&without, vec![("a", snow), ("b", RAIN)], None),
        (&first, vec![("a", snow), ("b", RAIN), ("c", TALK)], Some("c".into())),
        (&moved, vec![("a", snow), ("b", RAIN), ("c", TALK)], Some("c".into())),
    ] {
        let (two, second, replaced) = record(Some(before), &articles, &[]);
        assert_eq!(replaced, [ReplacedArticle("a".into())]);
        assert_eq!(two.redirects.articles.get("a"), Some(&heir), "{articles:?}");
        // A statement of the earlier article leads nowhere, or to where the article is: not to the new one.
        let shown = second.fallback_for(&talk).and_then(|row| second.statement_id(row));
        assert_eq!(shown, heir.as_ref().map(|_| id(&two, "time for talk")));
        // Later records still say so, and do not report it again.
        let (three, _, replaced) = record(Some(&second), &articles, &[]);
        assert_eq!((three.redirects.articles.get("a"), replaced), (Some(&heir), vec![]));
    }
    // The same article is back.
    let (back, _, replaced) = record(Some(&without), &[("a", TALK), ("b", RAIN)], &[]);
    assert!(back.redirects.articles.is_empty() && replaced.is_empty(), "{:?}", back.redirects);
}

#[test]
fn what_led_to_an_id_does_not_lead_to_another_article() {
    let address = |text: &str| format!("+++\nurl = \"https://example.org/a\"\n+++\n{text}");
    let (_, first, _) = record(None, &[("old", &address(TALK))], &[]);
    let (two, second, _) = record(Some(&first), &[("a", &address(TALK))], &[]);
    assert_eq!(two.redirects.articles.get("old"), Some(&Some("a".into())));
    let (three, _, _) = record(Some(&second), &[("a", RAIN)], &[]);
    assert_eq!(three.redirects.articles, [("a".into(), None), ("old".into(), None)].into());
}

#[test]
fn current_ids_have_no_redirects() {
    let (_, first, _) = record(None, &[("a", TALK), ("b", RAIN)], &[]);
    let (two, _, replaced) =
        record(Some(&first), &[("a", TALK), ("b", RAIN), ("c", "“Yes, it is so,” said Liu Jieyi.")], &[]);
    assert!(two.redirects.is_empty() && replaced.is_empty(), "{:?}", two.redirects);
}

/// Returns the text of article `id` in one of six versions, or `None` if the version lacks the article. Versions differ in
/// their statements, in the speaker of a statement, in wording, or in all of their content.
fn edited(id: usize, version: u8) -> Option<String> {
    // Other articles report the same words.
    let id = id % 3;
    let by = |name: &str| format!("“The time for talk number {id} is over for all of us,” said {name}.");
    let more =
        format!("“It will rain on day {id} in the north,” said Shinzo Abe, the Japanese prime minister.");
    Some(match version {
        0 => return None,
        1 => format!("{}\n\n{more}", by("Nikki Haley, the US ambassador")),
        2 => more,
        3 => format!("{}\n\n{more}", by("Rex Tillerson, the US secretary of state")),
        4 => format!("{}\n\n{}", by("Nikki Haley, the British envoy"), more.replace("day", "this day")),
        _ => format!("“Nothing of that is true, number {id},” said Nikki Haley, the US ambassador."),
    })
}

/// A sink that has the files of an earlier record.
struct Beside<'t> {
    there: &'t BTreeMap<String, Vec<u8>>,
    parts: Vec<(Part, Vec<u8>)>,
}

impl PartSink<EncodeError> for Beside<'_> {
    fn has(&mut self, part: Part, name: &str) -> bool {
        self.there.get(name).is_some_and(|bytes| {
            self.parts.push((part, bytes.clone()));
            true
        })
    }

    fn put(&mut self, file: PartFile) -> Result<(), EncodeError> {
        self.parts.push((file.part, file.bytes));
        Ok(())
    }
}

proptest! {
    #[test]
    fn articles_that_stay_the_same_need_not_be_loaded(
        versions in prop::collection::vec((0_u8..6, 0_u8..6, prop::bool::weighted(0.6)), 1..8),
    ) {
        let layout = EncodeOptions { single_file_limit: 0, chunk_size: 200 };
        let input = |(id, text): (usize, Option<String>)| {
            let text = text?;
            let known = Defaults { id: format!("a{id}").into(), published: "2017-07-31".parse().ok() };
            Some(Input::new(extract(&text, &known), text))
        };
        let of = |version: &dyn Fn(usize) -> u8| {
            let inputs = (0..versions.len()).filter_map(|id| input((id, edited(id, version(id))))).collect();
            build(inputs, &People::default()).0
        };
        let before = encode(&of(&|id| versions[id].0), &layout).unwrap();
        let after = of(&|id| if versions[id].2 { versions[id].0 } else { versions[id].1 });

        let mut same = BTreeSet::new();
        let known = encode_articles(&after, &layout, &mut |file| {
            same.insert(file.name);
        })
        .unwrap();
        let (mut all, mut some) = (Corpus::open(&before.index).unwrap(), Corpus::open(&before.index).unwrap());
        let names = before.parts.iter().map(|(part, bytes)| (all.part_file_name(*part).unwrap(), bytes.clone()));
        let there: BTreeMap<_, _> = names.collect();
        for (part, bytes) in before.parts {
            if !same.contains(&all.part_file_name(part).unwrap()) {
                some.add_part(part, bytes.clone()).unwrap();
            }
            all.add_part(part, bytes).unwrap();
        }
        let redirected = |before: &Corpus| {
            let mut draft = after.clone();
            let replaced = record_redirects(before, &mut draft);
            (draft, replaced)
        };
        let (draft, replaced) = redirected(&some);
        prop_assert_eq!((&draft, &replaced), (&redirected(&all).0, &redirected(&all).1));

        // Parts that the earlier record has are not encoded again, and the files are those of a fresh build.
        let fresh = encode(&draft, &layout).unwrap();
        let mut sink = Beside { there: &there, parts: Vec::new() };
        prop_assert_eq!(&encode_changes(&draft, &layout, &known, &mut sink).unwrap(), &fresh.index);
        prop_assert_eq!(sink.parts, fresh.parts);
    }
}

#[test]
fn a_namesake_in_an_earlier_article_does_not_take_an_id() {
    let later = ("b", "“The lake fell by a foot,” said John Smith, an Australian diplomat.");
    let earlier = ("a", "“The lake rose by a foot,” said John Smith, a British diplomat.");
    let (_, first, _) = record(None, &[later], &[]);
    let (two, _, _) = record(Some(&first), &[earlier, later], &[]);
    let ids = two.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker.country.unwrap().to_string()));
    assert_eq!(ids.collect::<Vec<_>>(), [("john-smith", "AU".to_owned()), ("john-smith-2", "GB".to_owned())]);
    assert!(two.redirects.speakers.is_empty(), "{:?}", two.redirects);
}

/// Articles about people and bodies with variants of names, namesakes and relatives, in the order of publication.
const NAMED: [&str; 16] = [
    "“The dam must hold for years,” said Sen. Olga Brandt of Ohio.",
    "“The dam was built for years,” said Sen. Olga T. Brandt.",
    "“The dam is only so old,” Brandt said.",
    "“The dam is not so pretty,” said Paul Brandt, a dentist in Leeds.",
    "“The barge must go at once,” said Gov. Bob Tarrant.",
    "“The barge has to leave now,” said Gov. Robert Tarrant.",
    "“The barge is late once more,” said Robert Tarrant Jr., a rowing coach.",
    "“The lake rose by a foot,” said John Smith, a British diplomat.",
    "“The lake fell by a foot,” said John Smith, an Australian diplomat.",
    "“The lake froze over at night,” Smith said.",
    "The Harbor Department said that the bridge would stay open in the winter.",
    "The Harbor Dept. said that the bridge would close for a week.",
    "The International Grain Fund (IGF) said that prices would fall by half.",
    "The IGF said that prices had risen by half since May.",
    "Officials said that nobody in the town was hurt by it.",
    "“The rail line is shut again,” said Mayor Ann Pell. Officials said that it would open soon.",
];

/// Those in which a surname alone says who speaks.
const SHORT: [usize; 2] = [2, 9];

/// Returns the article of this number.
fn named(number: usize) -> (String, &'static str) {
    (format!("n{number:02}"), NAMED.get(number).copied().unwrap_or_default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Where articles are added, before or behind others, everybody keeps the id, or the id leads on.
    #[test]
    fn ids_stay_when_articles_are_added(
        first in proptest::collection::btree_set(0..NAMED.len(), 1..NAMED.len()),
        added in proptest::collection::btree_set(0..NAMED.len(), 1..NAMED.len()),
    ) {
        let both: BTreeSet<usize> = first.union(&added).copied().collect();
        let articles = |numbers: &BTreeSet<usize>| numbers.iter().map(|at| named(*at)).collect::<Vec<_>>();
        let (before, after) = (articles(&first), articles(&both));
        fn pairs<'t>(all: &'t [(String, &'static str)]) -> Vec<(&'t str, &'t str)> {
            all.iter().map(|(id, text)| (id.as_str(), *text)).collect()
        }
        let (one, opened, _) = record(None, &pairs(&before), &[]);
        let (two, _, _) = record(Some(&opened), &pairs(&after), &[]);
        let said = |draft: &Draft| {
            let all = draft.articles.iter().flat_map(|article| article.statements.clone());
            all.map(|said| (said.id, said.speaker)).collect::<BTreeMap<_, _>>()
        };
        let (old, new) = (said(&one), said(&two));
        // Whom a surname alone means depends on who else bears it.
        let is_short = |id: &StatementId| SHORT.iter().any(|at| id.as_str().starts_with(&named(*at).0));
        for (statement, speaker) in old.into_iter().filter(|(id, _)| !is_short(id)) {
            let (Some(speaker), Some(now)) = (speaker, new.get(&statement)) else { continue };
            let leads = two.redirects.speakers.get(&speaker).is_some_and(|heirs| heirs.iter().eq(now.as_ref()));
            prop_assert!(now.as_ref() == Some(&speaker) || leads, "{statement}: {speaker}, now {now:?}");
        }
    }
}
