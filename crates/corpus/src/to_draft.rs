//! Converts a corpus back to a draft, to be extended or exported.

use std::collections::BTreeMap;

use onrecord_model::{Article, SCHEMA, SpeakerId};
use rustc_hash::FxHashSet;

use crate::{
    build::Input,
    corpus::Corpus,
    draft::{Draft, Entry},
    redirects::RedirectTable,
};

impl Corpus {
    /// Returns the record as a draft, to be extended or exported, or `None` while a chunk of articles is missing.
    ///
    /// Redirects are part of it if they have been added. Items of Wikidata are not, since a corpus file does not hold
    /// them.
    #[must_use]
    pub fn to_draft(&self) -> Option<Draft> {
        let articles = (0..self.articles().len()).map(|at| self.article_content(at).cloned());
        let entry = |row| {
            Some(Entry {
                speaker: self.speaker_index(row),
                country: self.country_of(row),
                primary: self.primary_occurrence(row)?,
                others: self.other_occurrences(row).collect(),
            })
        };
        let names = self.country_names().map(|(country, name)| (country, name.to_owned()));
        Some(Draft {
            articles: articles.collect::<Option<_>>()?,
            speakers: self.speakers().to_vec(),
            statements: (0..self.row_count()).map(entry).collect::<Option<_>>()?,
            country_names: names.collect(),
            roles: (0..self.speakers().len()).flat_map(|at| self.roles_of(at)).cloned().collect(),
            roles_on_days: Vec::new(),
            redirects: self.redirects().map(RedirectTable::to_redirects).unwrap_or_default(),
            wikidata: BTreeMap::new(),
        })
    }
}

impl Draft {
    /// Returns the articles of a record, from which it can be rebuilt together with others, with the countries of
    /// statements that were not made for the speaker's own country. Their speakers are those of the record.
    #[must_use]
    pub fn into_inputs(self) -> Vec<Input> {
        let Self { articles, speakers, statements, .. } = self;
        let mut inputs: Vec<Input> = articles
            .into_iter()
            .map(|source| {
                let who: FxHashSet<SpeakerId> =
                    source.statements.iter().filter_map(|statement| statement.speaker.clone()).collect();
                let article = Article {
                    schema: SCHEMA,
                    article: source.meta,
                    blocks: source.blocks,
                    speakers: speakers.iter().filter(|speaker| who.contains(&speaker.id)).cloned().collect(),
                    statements: source.statements,
                    warnings: Vec::new(),
                };
                Input::new(article, source.text)
            })
            .collect();
        for entry in &statements {
            let own = entry.speaker.and_then(|at| speakers.get(at)).and_then(|speaker| speaker.country);
            let input = inputs.get_mut(entry.primary.article);
            if let (Some(country), Some(input)) = (entry.country.filter(|_| entry.country != own), input)
                && let Some(statement) = input.article.statements.get(entry.primary.statement)
            {
                input.country_overrides.insert(statement.id.clone(), country);
            }
        }
        inputs
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Corpus, EncodeOptions, People,
        build::{build, tests::article},
        encode,
    };

    #[test]
    fn a_decoded_record_is_unchanged() {
        let (draft, _) = build(
            vec![
                article(
                    "a",
                    "“It is late now in the day,” said Nikki Haley, the US ambassador. “Yes,” said Kim Yong, a South Korean diplomat.",
                ),
                article(
                    "b",
                    "“It is late now in the day,” said Nikki Haley. “No,” said Kim Chol, a North Korean diplomat. “Well,” Kim said.",
                ),
            ],
            &People::default(),
        );
        let files = encode(&draft, &EncodeOptions::default()).unwrap();
        let read = Corpus::open(&files.index).unwrap().to_draft().unwrap();
        assert_eq!(read, draft);
        let (again, problems) = build(read.into_inputs(), &People::default());
        assert_eq!(problems, []);
        assert_eq!(again.articles, draft.articles);
        assert_eq!(again.statements, draft.statements);
        assert_eq!(again.speakers, draft.speakers);
    }
}
