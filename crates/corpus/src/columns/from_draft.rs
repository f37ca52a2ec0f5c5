//! The columns of a draft.

use onrecord_model::{Country, DateRange, QuoteKind, Statement};

use super::{
    Column, Columns, DayColumn, Ids, MultiColumn, OtherOccurrence, Ranged, RowSet, after_none, ids::bytes,
};
use crate::{
    build::is_unnamed,
    draft::{Draft, calendar_dates, each},
};

/// The values that columns count, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ColumnValues {
    /// All countries that speakers speak for or statements mention.
    pub(crate) countries: Vec<Country>,
    /// The name of each, or an empty string if unknown.
    pub(crate) country_names: Vec<String>,
    pub(crate) channels: Vec<String>,
    pub(crate) publishers: Vec<String>,
    /// The publisher of each article, from 1, or 0 if unknown.
    pub(crate) published_by: Vec<u32>,
}

impl ColumnValues {
    fn from_draft(draft: &Draft, statements: &[&Statement]) -> Self {
        let countries = draft.countries();
        let channels =
            each(statements.iter().filter_map(|s| s.channel.as_ref())).into_iter().cloned().collect();
        let publishers = || draft.articles.iter().map(|article| article.meta.publisher.as_ref());
        let names: Vec<String> = each(publishers().flatten()).into_iter().cloned().collect();
        let named = |country: &Country| {
            let name = draft.country_names.iter().find(|(known, _)| known == country);
            name.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        Self {
            country_names: countries.iter().map(named).collect(),
            countries,
            channels,
            published_by: publishers().map(|name| name.map_or(0, |name| value(&names, name))).collect(),
            publishers: names,
        }
    }

    /// Returns the value of a country, from 1.
    fn country(&self, country: Country) -> u32 {
        self.countries.binary_search(&country).map_or(0, |at| narrow(after_none(at)))
    }

    /// Returns the value of a channel, from 1.
    fn channel(&self, channel: &str) -> u32 {
        value(&self.channels, channel)
    }
}

/// Returns the position of a name in a sorted list, from 1.
fn value(names: &[String], name: &str) -> u32 {
    names.binary_search_by(|known| known.as_str().cmp(name)).map_or(0, |at| narrow(after_none(at)))
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns the columns of all statements, or `None` if an entry refers to a missing statement or an id was
/// not made by `StatementId::new`.
pub(crate) fn columns(draft: &Draft) -> Option<(ColumnValues, Columns)> {
    let entries = &draft.statements;
    let statements = entries.iter().map(|entry| draft.statement(entry)).collect::<Option<Vec<_>>>()?;
    let values = ColumnValues::from_draft(draft, &statements);
    let places = narrow(draft.articles.iter().map(|a| a.statements.len()).max().unwrap_or(0)) as usize;
    let of = |count: usize, value: &dyn Fn(usize) -> u32| {
        Column::from_values(&(0..entries.len()).map(value).collect::<Vec<_>>(), count)
    };
    let entry = |row: usize| entries.get(row);
    let statement = |row: usize| statements.get(row);
    let named: Vec<Vec<u32>> =
        statements.iter().map(|s| s.about.iter().map(|&c| values.country(c)).collect()).collect();
    let about = Column::from_values(&named.concat(), after_none(values.countries.len()));
    let lengths: Vec<u32> = named.iter().map(|list| narrow(list.len())).collect();
    let kind = |kind: QuoteKind| QuoteKind::ALL.iter().position(|&known| known == kind).map_or(0, narrow);
    let is_named: Vec<bool> = draft.speakers.iter().map(|speaker| !is_unnamed(speaker)).collect();
    let articles = of(draft.articles.len(), &|row| entry(row).map_or(0, |e| narrow(e.primary.article)));
    let columns = Columns {
        publishers: articles.mapped(&values.published_by, after_none(values.publishers.len())),
        dates: days(&statements)?,
        ids: ids(&statements)?,
        speakers: of(after_none(draft.speakers.len()), &|row| {
            entry(row).and_then(|e| e.speaker).map_or(0, |s| narrow(after_none(s)))
        }),
        countries: of(after_none(values.countries.len()), &|row| {
            entry(row).and_then(|e| e.country).map_or(0, |c| values.country(c))
        }),
        about: MultiColumn::new(&Column::from_values(&lengths, usize::MAX), about)?,
        kinds: of(QuoteKind::ALL.len(), &|row| statement(row).map_or(0, |s| kind(s.kind))),
        channels: of(after_none(values.channels.len()), &|row| {
            statement(row).and_then(|s| s.channel.as_ref()).map_or(0, |c| values.channel(c))
        }),
        articles,
        statements: of(places, &|row| entry(row).map_or(0, |e| narrow(e.primary.statement))),
        sure: rows_where(entries.len(), |row| statement(row).is_some_and(|s| s.is_sure())),
        named: rows_where(entries.len(), |row| {
            entry(row).and_then(|e| e.speaker).and_then(|s| is_named.get(s)).is_some_and(|named| *named)
        }),
        other_occurrences: also(draft),
    };
    Some((values, columns))
}

fn rows_where(count: usize, fits: impl Fn(usize) -> bool) -> RowSet {
    let mut rows = RowSet::empty(count);
    (0..count).filter(|&row| fits(row)).for_each(|row| rows.insert(row));
    rows
}

fn days(statements: &[&Statement]) -> Option<DayColumn> {
    let mut runs: Vec<(onrecord_model::Date, u32)> = Vec::new();
    let mut ranged = Vec::new();
    for (row, DateRange { from, to }) in statements.iter().map_while(|s| calendar_dates(s)).enumerate() {
        match runs.last_mut() {
            Some((day, count)) if *day == to => *count = count.saturating_add(1),
            _ => runs.push((to, 1)),
        }
        let length = i64::from(to.number()).saturating_sub(i64::from(from.number()));
        if let Some(length) = u32::try_from(length).ok().filter(|&length| length > 0) {
            ranged.push(Ranged { row: narrow(row), length });
        }
    }
    DayColumn::new(statements.len(), runs, ranged)
}

fn ids(statements: &[&Statement]) -> Option<Ids> {
    let mut hashes = Vec::with_capacity(statements.len().saturating_mul(bytes(0).len()));
    let mut repeats = Vec::new();
    for (row, statement) in statements.iter().enumerate() {
        let (_, hash, nth) = statement.id.parts()?;
        hashes.extend(bytes(hash));
        if nth > 1 {
            repeats.push((narrow(row), nth));
        }
    }
    Ids::new(statements.len(), hashes, repeats)
}

fn also(draft: &Draft) -> Vec<OtherOccurrence> {
    let rows = draft.statements.iter().enumerate();
    rows.flat_map(|(row, entry)| {
        entry.others.iter().map(move |place| OtherOccurrence {
            row: narrow(row),
            article: narrow(place.article),
            statement: narrow(place.statement),
        })
    })
    .collect()
}
