//! Builds one record from many articles: entity resolution, deduplication, and the order of rows.

mod by_key;
mod dedup;
mod identity;
mod people;
mod roles;

use std::cmp::Ordering;

use onrecord_model::{
    Article, ArticleId, Country, Date, DateSpan, Speaker, SpeakerId, Statement, StatementId,
    ranked::{sort, sorted},
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::draft::{ArticleContent, Draft, Entry, calendar_dates};
pub use by_key::{ResolvedSpeaker, ResolvedSpeakers, resolve_speakers};
pub use dedup::{Merged, Report, merge_reports};
use identity::{Identities, identify};
pub use identity::{IdentityKeys, is_unnamed, roles_exclude, stated_keys};
pub use people::{People, Person, StatedCountry};

/// One article with its text, from which a record is built.
#[derive(Clone, Debug)]
pub struct Input {
    /// The article, as it was extracted.
    pub article: Article,
    /// The text of which the article's offsets are bytes.
    pub text: String,
    /// The countries of statements that were not made for the speaker's own country, by the statements' ids.
    pub country_overrides: FxHashMap<StatementId, Country>,
}

impl Input {
    /// Creates the input of an article whose statements were all made for the speaker's own country.
    #[must_use]
    pub fn new(article: Article, text: String) -> Self {
        Self { article, text, country_overrides: FxHashMap::default() }
    }
}

/// A reason why something was left out of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildWarning {
    /// Two articles have this id, which links need to be unique; one of them was left out.
    #[error("two articles have the id `{0}`: rename one file, or give it an `id` in its front matter")]
    DuplicateId(ArticleId),
    /// A publisher gave one name to two speakers.
    #[error(
        "`{name}` is a name of both `{first}` and `{second}`; the second is ignored: remove the name from one of them"
    )]
    SharedName {
        /// The name.
        name: String,
        /// The speaker who keeps it.
        first: String,
        /// The speaker who does not.
        second: String,
    },
}

/// Builds a record from articles, in any order, and from the people that a publisher states. Returns it with a warning
/// for everything that was left out. Of two articles with the same id, the one with the earlier day of publication, or else the one with the
/// longer text, is kept.
///
/// The same words by the same speaker in several articles become one statement, if they have at least five words and
/// differ only in case, punctuation and light words such as "the" and "of", and if the days that the articles give for them are at most seven days apart.
#[must_use]
pub fn build(inputs: Vec<Input>, people: &People) -> (Draft, Vec<BuildWarning>) {
    let mut problems = Vec::new();
    let inputs = in_order(inputs, &mut problems);
    let identities = identify(&inputs, people, &mut problems);
    (assemble(inputs, identities), problems)
}

/// Builds a record, as [`build()`] does, from articles whose speakers have been resolved, so that their ids are those
/// of `speakers`. Speakers of none of the articles are left out.
#[must_use]
pub fn build_resolved(inputs: Vec<Input>, speakers: Vec<Speaker>) -> (Draft, Vec<BuildWarning>) {
    let mut problems = Vec::new();
    let inputs = in_order(inputs, &mut problems);
    let speak: FxHashSet<&SpeakerId> =
        inputs.iter().flat_map(|input| input.article.speakers.iter().map(|speaker| &speaker.id)).collect();
    let speakers = speakers.into_iter().filter(|speaker| speak.contains(&speaker.id)).collect();
    let speakers = sorted(speakers, |a: &Speaker, b| a.id.cmp(&b.id));
    let index: FxHashMap<&SpeakerId, usize> =
        speakers.iter().enumerate().map(|(at, speaker)| (&speaker.id, at)).collect();
    let mut who = FxHashMap::default();
    for (article, input) in inputs.iter().enumerate() {
        for id in input.article.speakers.iter().map(|speaker| &speaker.id) {
            who.extend(index.get(id).map(|&at| ((article, id.clone()), at)));
        }
    }
    // The statements already have their reasons.
    let identities = Identities { speakers, who, ..Identities::default() };
    (assemble(inputs, identities), problems)
}

/// Sorts articles, and drops those with the id of another.
fn in_order(mut inputs: Vec<Input>, problems: &mut Vec<BuildWarning>) -> Vec<Input> {
    sort(&mut inputs, article_order);
    let mut seen = FxHashSet::default();
    inputs.retain(|input| {
        let id = &input.article.article.id;
        let new = seen.insert(id.clone());
        if !new {
            problems.push(BuildWarning::DuplicateId(id.clone()));
        }
        new
    });
    inputs
}

/// The order of articles. It does not depend on the order of files, even for two articles of one id and day.
fn article_order(a: &Input, b: &Input) -> Ordering {
    let longer = || b.text.len().cmp(&a.text.len());
    key(a).cmp(&key(b)).then_with(longer).then_with(|| a.text.cmp(&b.text))
}

/// Makes a record of articles in order, whose speakers are known.
fn assemble(inputs: Vec<Input>, identities: Identities) -> Draft {
    let Identities { speakers, who, reasons, have_stated_role, wikidata } = identities;
    let roles::Roles { roles, on_days } = roles::roles(&inputs, &who, &speakers, &have_stated_role);
    let mut articles = Vec::with_capacity(inputs.len());
    let mut by: Vec<Vec<Option<usize>>> = Vec::with_capacity(inputs.len());
    let mut said_for: FxHashMap<StatementId, Country> = FxHashMap::default();
    for (index, input) in inputs.into_iter().enumerate() {
        said_for.extend(input.country_overrides);
        let Article { article: meta, blocks, mut statements, .. } = input.article;
        let mut speaker_of = |statement: &mut Statement| {
            let key = statement.speaker.take().map(|id| (index, id));
            if let Some(reason) = key.as_ref().and_then(|key| reasons.get(key)) {
                statement.why.speaker = format!("{}; {reason}", statement.why.speaker).into();
            }
            let speaker = key.and_then(|key| who.get(&key).copied());
            statement.speaker = speaker.and_then(|s| speakers.get(s)).map(|s| s.id.clone());
            speaker
        };
        by.push(statements.iter_mut().map(&mut speaker_of).collect());
        articles.push(ArticleContent { meta, text: input.text, blocks, statements });
    }
    let mut statements =
        dedup::entries(&articles, |place| by.get(place.article)?.get(place.statement).copied().flatten());
    for entry in &mut statements {
        let own = || {
            let places = entry
                .occurrences()
                .filter_map(|place| articles.get(place.article)?.statements.get(place.statement));
            places.into_iter().find_map(|statement| said_for.get(&statement.id).copied())
        };
        let stated = if said_for.is_empty() { None } else { own() };
        entry.country = stated.or(entry.speaker.and_then(|s| speakers.get(s)).and_then(|s| s.country));
    }
    let mut draft = Draft {
        articles,
        speakers,
        statements: Vec::new(),
        roles,
        roles_on_days: on_days,
        wikidata,
        ..Draft::default()
    };
    statements.sort_by_cached_key(|entry| order(&draft, entry));
    draft.statements = statements;
    draft
}

/// The sort key of an article; articles without a day are last.
fn key(input: &Input) -> (bool, Option<Date>, &str) {
    let meta = &input.article.article;
    (meta.published.is_none(), meta.published, meta.id.as_str())
}

/// The sort key of a statement: dated statements by last and first day, then undated ones by article and by
/// days relative to publication, unknown ones last.
fn order(draft: &Draft, entry: &Entry) -> impl Ord + use<> {
    let statement = draft.statement(entry);
    let days = statement.and_then(calendar_dates);
    let relative = match statement.and_then(|s| s.when).map(|when| when.days) {
        Some(DateSpan::Relative(from, to)) => Some((to, from)),
        _ => None,
    };
    let undated = days.is_none().then_some((entry.primary.article, relative.is_none(), relative));
    (days.is_none(), days.map(|days| (days.to, days.from)), undated, entry.primary)
}

#[cfg(test)]
pub(crate) mod tests {
    use onrecord_extract::{Defaults, extract};
    use onrecord_model::SpeakerKind;

    use super::*;

    /// Extracts an article published at the end of July 2017.
    pub(crate) fn article(id: &str, text: &str) -> Input {
        let known = Defaults { id: id.into(), published: "2017-07-31".parse().ok() };
        Input::new(extract(text, &known), text.to_owned())
    }

    fn build(inputs: Vec<Input>) -> (Draft, Vec<BuildWarning>) {
        super::build(inputs, &People::default())
    }

    fn speakers(draft: &Draft) -> Vec<(&str, Option<&str>)> {
        draft.speakers.iter().map(|s| (s.id.as_str(), s.country.as_ref().map(|c| c.code()))).collect()
    }

    const RAIN: &str = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday.";

    #[test]
    fn a_surname_is_the_only_person_with_it() {
        let (corpus, problems) =
            build(vec![article("b", "“It rained,” Haley said Monday."), article("a", RAIN)]);
        assert_eq!(problems, []);
        assert_eq!(speakers(&corpus), [("nikki-haley", Some("US"))]);
        let said = |e: &Entry| (corpus.statement(e).unwrap().text.clone(), e.speaker);
        let ids: Vec<_> = corpus.statements.iter().map(said).collect();
        let ids: Vec<_> = ids.iter().map(|(text, speaker)| (text.as_str(), *speaker)).collect();
        assert_eq!(ids, [("“It will rain,”", Some(0)), ("“It rained,”", Some(0))]);
    }

    #[test]
    fn a_surname_of_two_people_is_neither() {
        let (corpus, _) = build(vec![
            article("a", "“Yes,” said Kim Yong, a South Korean diplomat."),
            article("b", "“No,” said Kim Chol, a North Korean diplomat."),
            article("c", "“Perhaps it will be so,” Kim said."),
        ]);
        let ids: Vec<_> = corpus.speakers.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["kim-c", "kim-chol", "kim-yong"]);
    }

    #[test]
    fn a_title_is_not_an_alias() {
        let (draft, _) = build(vec![
            article("a", "“It is late now,” said Nikki Haley, the US ambassador to the UN."),
            article("b", "Ambassador Haley said that it rained. “Much,” Haley added."),
            article("c", "“We will see,” said US Ambassador Nikki Haley."),
        ]);
        assert_eq!(speakers(&draft), [("nikki-haley", Some("US"))]);
    }

    #[test]
    fn one_name_in_two_countries_is_two_people() {
        let (corpus, _) = build(vec![
            article("a", "“It is over,” said John Smith, a British diplomat."),
            article("b", "“It goes on,” said John Smith, an Australian diplomat."),
        ]);
        assert_eq!(speakers(&corpus), [("john-smith", Some("GB")), ("john-smith-au", Some("AU"))]);
    }

    #[test]
    fn no_two_have_one_id() {
        let speaker = |name: &str, kind, country: Option<&str>| Speaker {
            // A person without a role may be the body of that name.
            role: (kind == SpeakerKind::Person).then(|| "editor".to_owned()),
            country: country.and_then(|code| code.parse().ok()),
            ..Speaker::named(name, kind)
        };
        let (person, institution, group) =
            (SpeakerKind::Person, SpeakerKind::Institution, SpeakerKind::Group);
        let all = [
            speaker("The Post", person, Some("US")),
            speaker("The Post", institution, Some("US")),
            speaker("The Post", group, Some("US")),
            speaker("The Post US", institution, None),
            speaker("The Post 2", institution, None),
        ];
        let inputs = all.into_iter().enumerate().map(|(at, speaker)| {
            let mut input = article(&format!("a{at}"), RAIN);
            input.article.statements[0].speaker = Some(speaker.id.clone());
            input.article.speakers = vec![speaker];
            input
        });
        let (draft, _) = build(inputs.collect());
        assert_eq!(draft.speakers.len(), 5);
        assert!(draft.speakers.is_sorted_by(|a, b| a.id < b.id), "{:?}", speakers(&draft));
        crate::encode(&draft, &crate::EncodeOptions::default())
            .map(|files| crate::Corpus::open(&files.index))
            .unwrap()
            .unwrap();
    }

    #[test]
    fn the_order_of_files_does_not_matter() {
        let two = [article("a", RAIN), article("b", "“It rained,” said Shinzo Abe on Saturday.")];
        let back = [two[1].clone(), two[0].clone()];
        assert_eq!(build(two.to_vec()).0, build(back.to_vec()).0);
    }

    #[test]
    fn two_articles_with_one_id_are_reported() {
        let (corpus, problems) = build(vec![article("a", RAIN), article("a", "“No,” said Shinzo Abe.")]);
        assert_eq!(problems, [BuildWarning::DuplicateId("a".into())]);
        assert_eq!(corpus.articles.len(), 1);
    }

    #[test]
    fn undated_statements_are_last() {
        let mut undated = article("u", "“Yes, in time,” said Shinzo Abe.");
        undated.article.statements[0].when = None;
        let (corpus, _) = build(vec![undated, article("a", RAIN)]);
        let days: Vec<_> = corpus
            .statements
            .iter()
            .map(|e| calendar_dates(corpus.statement(e).unwrap()).is_some())
            .collect();
        assert_eq!(days, [true, false]);
    }

    const SAID: &str = "“The time for talk is over in this matter,” said Nikki Haley, the US ambassador";

    #[test]
    fn the_same_words_in_two_articles_are_one_statement() {
        let (draft, _) = build(vec![
            article("a", &format!("{SAID}.")),
            article("b", &format!("{SAID}, on Sunday.")),
            article("c", "“The time for talk is over in this matter,” said Liu Jieyi of China."),
        ]);
        // The occurrence that states the day is shown.
        let places: Vec<Vec<_>> =
            draft.statements.iter().map(|e| e.occurrences().map(|p| p.article).collect()).collect();
        assert_eq!(places, [vec![1, 0], vec![2]]);
    }

    #[test]
    fn short_or_late_repetitions_are_not_merged() {
        let later = |id: &str, text: &str, day: &str| {
            let known = Defaults { id: id.into(), published: day.parse().ok() };
            Input::new(extract(text, &known), text.to_owned())
        };
        let text = format!("{SAID}, on Sunday.");
        let (draft, _) = build(vec![later("a", &text, "2017-07-31"), later("b", &text, "2017-09-30")]);
        assert_eq!(draft.statements.len(), 2);
        let short = "“It is over,” said Nikki Haley, the US ambassador, on Sunday.";
        let (draft, _) = build(vec![article("a", short), article("b", short)]);
        assert_eq!(draft.statements.len(), 2);
        let twice = format!("{text}\n\n{text}");
        let (draft, _) = build(vec![article("a", &twice)]);
        assert_eq!(draft.statements.len(), 2);
    }

    fn person(name: &str, aliases: &[&str]) -> Person {
        Person {
            name: name.to_owned(),
            aliases: aliases.iter().map(|&a| a.to_owned()).collect(),
            role: Some("stated role".to_owned()),
            affiliation: None,
            country: StatedCountry::Country("KP".parse().unwrap()),
            kind: onrecord_model::SpeakerKind::Person,
            wikidata: None,
            parent: None,
        }
    }

    #[test]
    fn people_files_apply_to_every_article() {
        let inputs = vec![
            article("a", "“Yes,” said Kim Yong, a South Korean diplomat."),
            article("b", "“No,” said Kim Chol, a North Korean diplomat."),
            article("c", "“Perhaps it will be so,” Kim said."),
        ];
        let people = People { person: vec![person("Kim Chol", &["Kim"]), person("Nobody Here", &[])] };
        let (draft, problems) = super::build(inputs, &people);
        assert_eq!(problems, []);
        assert_eq!(speakers(&draft), [("kim-chol", Some("KP")), ("kim-yong", Some("KR"))]);
        assert_eq!(draft.speakers[0].role.as_deref(), Some("stated role"));
        let of_kim = draft.statements.iter().filter(|e| e.speaker == Some(0)).count();
        assert_eq!(of_kim, 2);
    }

    #[test]
    fn a_name_of_two_speakers_is_reported() {
        let people = People { person: vec![person("Kim Chol", &["Kim"]), person("Kim Yong", &["kim"])] };
        let (_, problems) = super::build(vec![article("a", RAIN)], &people);
        let shared = BuildWarning::SharedName {
            name: "kim".to_owned(),
            first: "Kim Chol".to_owned(),
            second: "Kim Yong".to_owned(),
        };
        assert_eq!(problems, [shared]);
    }

    #[test]
    fn ids_are_stable_when_files_are_edited_and_reordered() {
        let ids = |inputs: Vec<Input>| {
            let (draft, _) = build(inputs);
            let id = |e: &Entry| draft.statement(e).unwrap().id.to_string();
            draft.statements.iter().map(id).collect::<std::collections::BTreeSet<_>>()
        };
        let other = "Rain fell all nihgt.\n\n“It rained,” said Shinzo Abe on Saturday.";
        let before = ids(vec![article("a", RAIN), article("b", other)]);
        assert_eq!(before.len(), 2);
        // Read again, in another order, with a corrected typo, a new first paragraph and other quotation
        // marks.
        let mended = other.replace("nihgt", "night");
        assert_eq!(ids(vec![article("b", &mended), article("a", RAIN)]), before);
        let longer = format!("It was a wet week.\n\n{}", RAIN.replace(['“', '”'], "\""));
        assert_eq!(ids(vec![article("a", &longer), article("b", other)]), before);
        // A renamed file keeps its links if its front matter states the id.
        let kept = format!("+++\nid = \"a\"\n+++\n{RAIN}");
        assert_eq!(ids(vec![article("renamed", &kept), article("b", other)]), before);
    }
}
