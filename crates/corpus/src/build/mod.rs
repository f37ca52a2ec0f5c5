//! Many articles made one corpus.

mod identity;

use onrecord_model::{Article, Day, Days};

use crate::corpus::{Corpus, Record, Source};
use identity::identify;

/// One article with the text that it was found in.
#[derive(Clone, Debug)]
pub struct Input {
    /// What was found.
    pub article: Article,
    /// The file as it was read.
    pub text: String,
}

/// What could not be taken into the corpus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Links name articles by their id, so there can be one only.
    #[error("two articles have the id `{0}`: rename one file, or give it an `id` in its front matter")]
    SameId(String),
}

/// Makes one corpus of articles, whose order does not matter. Of two articles with one id the one
/// with the earlier day, or the longer text, is kept.
#[must_use]
pub fn build(mut inputs: Vec<Input>) -> (Corpus, Vec<Problem>) {
    inputs.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| b.text.len().cmp(&a.text.len())));
    let mut problems = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    inputs.retain(|input| {
        let id = &input.article.article.id;
        let new = seen.insert(id.clone());
        if !new {
            problems.push(Problem::SameId(id.clone()));
        }
        new
    });
    let (speakers, who) = identify(&inputs);
    let mut articles = Vec::with_capacity(inputs.len());
    let mut statements = Vec::new();
    for (index, input) in inputs.into_iter().enumerate() {
        let Article { article: meta, blocks, statements: said, .. } = input.article;
        articles.push(Source { meta, text: input.text, blocks });
        statements.extend(said.into_iter().map(|mut statement| {
            let speaker = statement.speaker.take().and_then(|id| who.get(&(index, id)).copied());
            statement.speaker = speaker.and_then(|s| speakers.get(s)).map(|s| s.id.clone());
            Record { article: index, speaker, statement }
        }));
    }
    statements.sort_by_cached_key(|r: &Record| (order(r), r.statement.spans.first().copied()));
    (Corpus::new(articles, speakers, statements), problems)
}

/// Articles without a day stand last.
fn key(input: &Input) -> (bool, Option<Day>, &str) {
    let meta = &input.article.article;
    (meta.published.is_none(), meta.published, &meta.id)
}

/// Dated statements by their last day, then the first; behind them the undated ones by article and
/// by the days before its publication, unknown ones last.
fn order(record: &Record) -> impl Ord + use<> {
    let days = record.days();
    let relative = match record.statement.when.map(|when| when.days) {
        Some(Days::Relative(from, to)) => Some((to, from)),
        _ => None,
    };
    let undated = days.is_none().then_some((record.article, relative.is_none(), relative));
    (days.is_none(), days.map(|(from, to)| (to, from)), undated, record.article)
}

#[cfg(test)]
mod tests {
    use onrecord_extract::{Known, extract};

    use super::*;

    /// An article of the given id and text, of the end of July 2017.
    pub(super) fn article(id: &str, text: &str) -> Input {
        let known = Known { id: id.to_owned(), published: "2017-07-31".parse().ok() };
        Input { article: extract(text, &known), text: text.to_owned() }
    }

    fn speakers(corpus: &Corpus) -> Vec<(&str, Option<&str>)> {
        corpus.speakers().iter().map(|s| (s.id.as_str(), s.country.as_ref().map(|c| c.code()))).collect()
    }

    const RAIN: &str = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday.";

    #[test]
    fn a_surname_is_the_one_person_who_bears_it() {
        let (corpus, problems) =
            build(vec![article("b", "“It rained,” Haley said Monday."), article("a", RAIN)]);
        assert_eq!(problems, []);
        assert_eq!(speakers(&corpus), [("nikki-haley", Some("US"))]);
        let ids: Vec<_> =
            corpus.statements().iter().map(|r| (r.statement.text.as_str(), r.speaker)).collect();
        assert_eq!(ids, [("“It will rain,”", Some(0)), ("“It rained,”", Some(0))]);
    }

    #[test]
    fn a_surname_that_two_bear_is_neither() {
        let (corpus, _) = build(vec![
            article("a", "“Yes,” said Kim Yong, a South Korean diplomat."),
            article("b", "“No,” said Kim Chol, a North Korean diplomat."),
            article("c", "“Perhaps it will be so,” Kim said."),
        ]);
        let ids: Vec<_> = corpus.speakers().iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["kim", "kim-chol", "kim-yong"]);
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
    fn the_order_of_files_does_not_matter() {
        let two = [article("a", RAIN), article("b", "“It rained,” said Shinzo Abe on Saturday.")];
        let back = [two[1].clone(), two[0].clone()];
        assert_eq!(build(two.to_vec()).0, build(back.to_vec()).0);
    }

    #[test]
    fn two_articles_with_one_id_are_told() {
        let (corpus, problems) = build(vec![article("a", RAIN), article("a", "“No,” said Shinzo Abe.")]);
        assert_eq!(problems, [Problem::SameId("a".to_owned())]);
        assert_eq!(corpus.articles().len(), 1);
    }

    #[test]
    fn undated_statements_stand_last_and_are_kept() {
        let mut undated = article("u", "“Yes, in time,” said Shinzo Abe.");
        undated.article.statements[0].when = None;
        let (corpus, _) = build(vec![undated, article("a", RAIN)]);
        let days: Vec<_> = corpus.statements().iter().map(|r| r.days().is_some()).collect();
        assert_eq!(days, [true, false]);
    }
}
