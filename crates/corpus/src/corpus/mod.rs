//! A record in memory: its index, and the parts that have been fetched so far.

mod parts;

use std::{cell::OnceCell, rc::Rc};

use onrecord_model::{
    ArticleId, ArticleMeta, Country, DateRange, QuoteKind, Speaker, SpeakerId, Statement, StatementId,
    ranked::sorted,
};

use crate::{
    article_table::ArticleTable,
    binary_array::BinaryArray,
    columns::{ColumnValues, Columns},
    draft::{ArticleContent, Occurrence, Role},
    file::{self, DecodeError, PartDigest},
    redirects::RedirectTable,
    search::{Folded, TextIndex},
};

/// A record that can be queried.
///
/// A statement is identified by its **row**: its position, from 0, in the order of last days, first days, articles and
/// words, undated ones last. Articles, speakers and countries are identified by their indices, from 0, in
/// [`articles`](Self::articles), [`speakers`](Self::speakers) and [`countries`](Self::countries). Functions that take a
/// row or an index return `None`, or nothing, for one that the record does not have.
///
/// Statements, their words and the texts of articles are in parts, which may have to be fetched and added first
/// ([`missing_part_of_row`](Self::missing_part_of_row), [`add_part`](Self::add_part)); all else is in the index. A
/// clone shares everything with the original.
#[derive(Clone, Debug)]
pub struct Corpus {
    fixed: Rc<Fixed>,
    pub(crate) text: Option<Rc<TextIndex>>,
    pub(crate) positions: Option<Rc<BinaryArray>>,
    past: Option<Rc<RedirectTable>>,
    /// By article, if its chunk has been added.
    bodies: Vec<Option<Rc<ArticleContent>>>,
}

/// What the index holds.
#[derive(Debug)]
struct Fixed {
    articles: ArticleTable,
    speakers: Vec<Speaker>,
    roles: Vec<Role>,
    values: ColumnValues,
    columns: Columns,
    /// The first article of each chunk, then the number of articles.
    chunks: Vec<u32>,
    /// Each part, in the order words, positions, redirects, chunks.
    parts: Vec<PartDigest>,
    names: OnceCell<Vec<Folded>>,
    /// How many statements each article must have according to the rows.
    named: OnceCell<Vec<u32>>,
}

impl Fixed {
    #[inline(never)]
    fn named(&self) -> &[u32] {
        self.named.get_or_init(|| {
            let mut named = vec![0_u32; self.articles.len()];
            for row in 0..self.columns.row_count() {
                let article = self.columns.articles.get(row).and_then(|article| named.get_mut(article));
                if let (Some(count), Some(place)) = (article, self.columns.statements.get(row)) {
                    *count = (*count).max(u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1));
                }
            }
            named
        })
    }
}

impl Corpus {
    /// Decodes an index, or a record that is one file.
    ///
    /// # Errors
    /// If the bytes are not a complete and valid index of version [`FORMAT_VERSION`](crate::FORMAT_VERSION).
    pub fn open(bytes: &[u8]) -> Result<Self, DecodeError> {
        let index = file::open(bytes)?;
        let bodies = vec![None; index.articles.len()];
        let fixed = Fixed {
            articles: index.articles,
            speakers: index.speakers,
            roles: index.roles,
            values: index.values,
            columns: index.columns,
            chunks: index.chunks,
            parts: index.parts,
            names: OnceCell::new(),
            named: OnceCell::new(),
        };
        let mut corpus = Self { fixed: Rc::new(fixed), text: None, positions: None, past: None, bodies };
        for (number, body) in index.inside.into_iter().enumerate() {
            corpus.take(parts::part(number), body.to_vec())?;
        }
        Ok(corpus)
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.fixed.columns
    }

    /// Returns the redirects, or `None` if that part has not been added.
    #[must_use]
    pub fn redirects(&self) -> Option<&RedirectTable> {
        self.past.as_deref()
    }

    /// Returns the number of statements.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.columns().row_count()
    }

    /// Returns the number of dated statements, which come before the others.
    #[must_use]
    pub fn dated_count(&self) -> usize {
        self.columns().dates.dated_count()
    }

    /// Returns all articles, sorted by day of publication and id, those without a day last.
    #[must_use]
    pub fn articles(&self) -> &ArticleTable {
        &self.fixed.articles
    }

    /// Returns all speakers, sorted by id.
    #[must_use]
    pub fn speakers(&self) -> &[Speaker] {
        &self.fixed.speakers
    }

    /// Returns all countries that speakers speak for or statements mention, sorted by code.
    #[must_use]
    pub fn countries(&self) -> &[Country] {
        &self.fixed.values.countries
    }

    /// Returns all channels of statements, sorted.
    #[must_use]
    pub fn channels(&self) -> &[String] {
        &self.fixed.values.channels
    }

    /// Returns the names of the record's countries, by code, without those that are shown by their codes.
    pub fn country_names(&self) -> impl Iterator<Item = (Country, &str)> {
        let values = &self.fixed.values;
        let names = values.country_names.iter().map(String::as_str);
        values.countries.iter().copied().zip(names).filter(|(_, name)| !name.is_empty())
    }

    /// Returns all publishers of articles, sorted.
    #[must_use]
    pub fn publishers(&self) -> &[String] {
        &self.fixed.values.publishers
    }

    /// Returns the roles of a speaker, given by index, in the order of their first days; empty for a speaker with fewer
    /// than two.
    #[must_use]
    pub fn roles_of(&self, speaker: usize) -> &[Role] {
        let roles = &self.fixed.roles;
        let from = roles.partition_point(|role| role.speaker < speaker);
        let to = roles.partition_point(|role| role.speaker <= speaker);
        roles.get(from..to).unwrap_or_default()
    }

    /// Returns the folded names of all speakers, computed on the first search.
    pub(crate) fn folded_names(&self) -> &[Folded] {
        self.fixed.names.get_or_init(|| self.fixed.speakers.iter().map(|s| Folded::new(&s.name)).collect())
    }

    /// Returns the index of the article with this id, or `None` if the record does not have it.
    #[must_use]
    pub fn find_article(&self, id: &ArticleId) -> Option<usize> {
        self.articles().find(id.as_str())
    }

    /// Returns the index of the speaker with this id, or `None` if the record does not have it.
    #[must_use]
    pub fn find_speaker(&self, id: &SpeakerId) -> Option<usize> {
        self.speakers().binary_search_by(|speaker| speaker.id.cmp(id)).ok()
    }

    /// Returns the speaker with this id, or `None` if the record does not have it.
    #[must_use]
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Speaker> {
        self.fixed.speakers.get(self.find_speaker(id)?)
    }

    /// Returns the row of the statement with this id, whichever of its articles the id was made in; `None` if the
    /// record does not have it.
    #[must_use]
    pub fn find_statement(&self, id: &StatementId) -> Option<usize> {
        let (article, hash, nth) = id.parts()?;
        let article = self.articles().find(article)?;
        let ids = |row: usize| self.columns().ids.get(row);
        // Only the article's own rows are searched, since the page asks at every step.
        let shown = self.columns().articles.rows_of(article);
        let also = self.columns().other_occurrences.iter().filter(|a| a.article as usize == article);
        let is_reported = |row: &usize| ids(*row).is_some_and(|(known, _)| known == hash);
        let shown = shown.iter().find(|row| ids(*row) == Some((hash, nth)));
        shown.or_else(|| also.map(|a| a.row as usize).find(is_reported))
    }

    /// Returns the id of a row's statement, made in the article in which it is shown.
    #[must_use]
    pub fn statement_id(&self, row: usize) -> Option<StatementId> {
        let (hash, nth) = self.columns().ids.get(row)?;
        Some(StatementId::new(self.article_of(row)?.id.as_str(), hash, nth))
    }

    /// Returns the days on which a row's statement may have been made, or `None` if they are unknown or relative.
    #[must_use]
    pub fn dates_of(&self, row: usize) -> Option<DateRange> {
        self.columns().dates.get(row)
    }

    /// Returns the index of a row's speaker, or `None` if the speaker is not known.
    #[must_use]
    pub fn speaker_index(&self, row: usize) -> Option<usize> {
        self.columns().speakers.get(row)?.checked_sub(1)
    }

    /// Returns a row's speaker, or `None` if the speaker is not known.
    #[must_use]
    pub fn speaker_of(&self, row: usize) -> Option<&Speaker> {
        self.fixed.speakers.get(self.speaker_index(row)?)
    }

    /// Returns the country that a row's speaker spoke for, or `None` if it is not known.
    #[must_use]
    pub fn country_of(&self, row: usize) -> Option<Country> {
        self.fixed.values.countries.get(self.columns().countries.get(row)?.checked_sub(1)?).copied()
    }

    /// Returns the countries that a row's statement mentions.
    pub fn about(&self, row: usize) -> impl Iterator<Item = Country> + '_ {
        let named = self.columns().about.get(row);
        named.filter_map(|value| self.fixed.values.countries.get(value.checked_sub(1)?).copied())
    }

    /// Returns the kind of a row's statement.
    #[must_use]
    pub fn kind_of(&self, row: usize) -> Option<QuoteKind> {
        QuoteKind::ALL.get(self.columns().kinds.get(row)?).copied()
    }

    /// Returns the channel of a row's statement, or `None` if it is not known.
    #[must_use]
    pub fn channel_of(&self, row: usize) -> Option<&str> {
        self.fixed.values.channels.get(self.columns().channels.get(row)?.checked_sub(1)?).map(String::as_str)
    }

    /// Returns the metadata of the article in which a row is shown.
    #[must_use]
    pub fn article_of(&self, row: usize) -> Option<ArticleMeta> {
        self.fixed.articles.get(self.columns().articles.get(row)?)
    }

    /// Returns the place at which a row is shown.
    #[must_use]
    pub fn primary_occurrence(&self, row: usize) -> Option<Occurrence> {
        let article = self.columns().articles.get(row)?;
        Some(Occurrence { article, statement: self.columns().statements.get(row)? })
    }

    /// Returns the other places at which a row's words are reported, in order.
    pub fn other_occurrences(&self, row: usize) -> impl Iterator<Item = Occurrence> + '_ {
        let also = &self.columns().other_occurrences;
        let first = also.partition_point(|a| (a.row as usize) < row);
        let here = also.iter().skip(first).take_while(move |a| a.row as usize == row);
        here.map(|a| Occurrence { article: a.article as usize, statement: a.statement as usize })
    }

    /// Returns an article's text, blocks and statements, or `None` if its chunk has not been added.
    #[must_use]
    pub fn article_content(&self, article: usize) -> Option<&ArticleContent> {
        self.bodies.get(article)?.as_deref()
    }

    /// Returns a row's statement as reported where it is shown, or `None` if that chunk has not been added.
    #[must_use]
    pub fn statement(&self, row: usize) -> Option<&Statement> {
        self.statement_at(self.primary_occurrence(row)?)
    }

    /// Returns a statement as an article reports it, or `None` if its chunk has not been added.
    #[must_use]
    pub fn statement_at(&self, place: Occurrence) -> Option<&Statement> {
        self.article_content(place.article)?.statements.get(place.statement)
    }

    /// Returns the rows that an article, given by index, reports, each with its index among the article's statements,
    /// in the order of their first words.
    #[must_use]
    pub fn statements_in(&self, article: usize) -> Vec<(usize, usize)> {
        let shown = self.columns().articles.rows_of(article);
        #[allow(clippy::cast_possible_truncation, reason = "a record has no more rows than its file counts")]
        let shown =
            shown.iter().filter_map(|row| Some((self.columns().statements.get(row)? as u32, row as u32)));
        let also = self.columns().other_occurrences.iter().filter(|a| a.article as usize == article);
        let inside = sorted(shown.chain(also.map(|a| (a.statement, a.row))).collect(), Ord::cmp);
        inside.into_iter().map(|(place, row)| (row as usize, place as usize)).collect()
    }

    /// Returns the row to which a link to a lost statement leads: the first one of the same article, or of the article
    /// that took its place, if redirects have been added. Returns `None` if that article is gone or has no statement.
    #[must_use]
    pub fn fallback_for(&self, gone: &StatementId) -> Option<usize> {
        let article = ArticleId::from(gone.as_str().rsplit_once('~')?.0);
        let article = match self.redirects().and_then(|past| past.article(&article)) {
            Some(heir) => self.find_article(heir?)?,
            None => self.find_article(&article)?,
        };
        self.statements_in(article).first().map(|(row, _)| *row)
    }
}
