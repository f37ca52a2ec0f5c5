//! Applies corrections to articles before they become a record.

use onrecord_model::{
    Article, ArticleId, Country, DateBasis, DateSpan, QuoteKind, Rationale, Span, Speaker, SpeakerId,
    SpeakerKind, Statement, StatementDate, StatementId,
};
use onrecord_text::text_fingerprint;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Addition, Amendment, Corrections, Merge, Said};
use crate::build::{Input, People, Person, StatedCountry};

/// The rationale of a corrected decision.
const CORRECTED: &str = "Corrected by hand.";

/// The reason why a correction, or one name of a merge, was ignored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// No article has this statement.
    #[error(
        "the correction of `{0}` matches no statement: its words have changed or are no longer found; check it"
    )]
    StatementNotFound(StatementId),
    /// The statement has other words than the correction states.
    #[error(
        "the correction of `{id}` is for the words “{expected}”, but the statement's words are “{found}”: check it"
    )]
    TextChanged {
        /// The statement.
        id: StatementId,
        /// The words in the correction.
        expected: String,
        /// The words of the statement.
        found: String,
    },
    /// No article has this id.
    #[error("the words “{text}” cannot be added to the article `{article}`: there is no such article")]
    ArticleNotFound {
        /// The article's id.
        article: ArticleId,
        /// The words.
        text: String,
    },
    /// No article is in a file or folder of this name, or has this address.
    #[error(
        "the correction of the article `{0}` matches none: give a file's or folder's name, or an address, as `file` or `url`"
    )]
    NoSuchArticle(String),
    /// The words do not occur exactly once in the article.
    #[error("the words “{text}” occur {times} times in the article `{article}`: use words that occur once")]
    NotUnique {
        /// The article's id.
        article: ArticleId,
        /// The words.
        text: String,
        /// How often they occur: 0, or at least 2.
        times: usize,
    },
    /// Some of the words already belong to a statement.
    #[error("the words “{text}” of the article `{article}` are already in the statement `{id}`")]
    Overlapping {
        /// The article's id.
        article: ArticleId,
        /// The words.
        text: String,
        /// That statement.
        id: StatementId,
    },
    /// No speaker has the first name, which was to be merged with the second.
    #[error("`{0}` cannot be merged with `{1}`: no article has a speaker of that name")]
    SpeakerNotFound(String, String),
}

/// Applies corrections of statements and speakers to articles and people, and returns the reasons why some were
/// ignored.
///
/// A merge becomes a person of `people` with the other names as aliases. Speakers of an article who are left without
/// statements are removed from it. Corrections of articles ([`Corrections::article`]) are not applied here, but where
/// articles are read, before extraction.
pub fn apply_corrections(
    inputs: &mut [Input],
    people: &mut People,
    corrections: &Corrections,
) -> Vec<CorrectionError> {
    let mut misfits = Vec::new();
    let ids = inputs.iter().enumerate().rev();
    let by_id: FxHashMap<_, _> =
        ids.map(|(index, input)| (input.article.article.id.clone(), index)).collect();
    let position = |id: &str| by_id.get(id).copied();
    for amendment in &corrections.statement {
        let article = amendment.id.as_str().rsplit_once('~').and_then(|(article, _)| position(article));
        misfits.extend(amend(article.and_then(|at| inputs.get_mut(at)), amendment).err());
    }
    for addition in &corrections.add {
        let article = position(addition.article.as_str());
        misfits.extend(add(article.and_then(|at| inputs.get_mut(at)), addition).err());
    }
    if !corrections.merge.is_empty() {
        let mut merger = Merger::new(inputs, people);
        misfits.extend(corrections.merge.iter().flat_map(|merge| merger.merge(merge)));
    }
    inputs.iter_mut().for_each(|input| leave_silent(&mut input.article));
    misfits
}

/// Removes speakers without statements.
fn leave_silent(article: &mut Article) {
    let speaking: FxHashSet<_> =
        article.statements.iter().filter_map(|statement| statement.speaker.as_ref()).collect();
    article.speakers.retain(|speaker| speaking.contains(&speaker.id));
}

/// Corrects a statement of an article, if there is one.
fn amend(input: Option<&mut Input>, right: &Amendment) -> Result<(), CorrectionError> {
    let gone = || CorrectionError::StatementNotFound(right.id.clone());
    let input = input.ok_or_else(gone)?;
    let statements = &input.article.statements;
    let at = statements.iter().position(|statement| statement.id == right.id).ok_or_else(gone)?;
    let found = statements.get(at).map(|statement| statement.text.clone()).unwrap_or_default();
    if !same_words(&found, &right.text) {
        let expected = right.text.clone();
        return Err(CorrectionError::TextChanged { id: right.id.clone(), expected, found });
    }
    if right.reject {
        input.article.statements.remove(at);
        return Ok(());
    }
    let speaker =
        right.speaker.as_ref().map(|name| speaker(&mut input.article.speakers, name, right.country));
    let Some(statement) = input.article.statements.get_mut(at) else { return Err(gone()) };
    if let Some(speaker) = speaker {
        statement.speaker = speaker;
        statement.why.speaker = CORRECTED.into();
        statement.confidence = 1.0;
    }
    if let Some(Said(from, to)) = right.day {
        statement.when = Some(StatementDate { days: DateSpan::Calendar(from, to), basis: DateBasis::Stated });
        statement.why.when = CORRECTED.into();
    }
    if let Some(kind) = right.kind {
        statement.kind = kind;
    }
    if let Some(country) = right.country {
        statement.why.country = CORRECTED.into();
        input.country_overrides.insert(statement.id.clone(), country);
    }
    Ok(())
}

/// Returns whether two texts differ only in white space.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// Returns the id of the article's speaker with this name, adding one if needed, or `None` if the name is
/// empty.
fn speaker(speakers: &mut Vec<Speaker>, name: &str, country: Option<Country>) -> Option<SpeakerId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let id = SpeakerId::from_name(name);
    let known = speakers.iter().find(|known| {
        let alias = || known.aliases.iter().any(|alias| SpeakerId::from_name(alias) == id);
        SpeakerId::from_name(&known.name) == id || alias()
    });
    if let Some(known) = known {
        return Some(known.id.clone());
    }
    let taken: FxHashSet<_> = speakers.iter().map(|known| known.id.clone()).collect();
    let numbered = (2_u32..).map(|n| SpeakerId::from_name(&format!("{name} {n}")));
    let free = [id].into_iter().chain(numbered).find(|id| !taken.contains(id))?;
    speakers.push(Speaker { id: free.clone(), country, ..Speaker::named(name, SpeakerKind::Person) });
    Some(free)
}

/// Adds a statement to its article, if there is one.
fn add(input: Option<&mut Input>, new: &Addition) -> Result<(), CorrectionError> {
    let (article, text) = (new.article.clone(), new.text.trim().to_owned());
    let Some(input) = input else {
        return Err(CorrectionError::ArticleNotFound { article, text });
    };
    let mut places =
        if text.is_empty() { Vec::new() } else { input.text.match_indices(text.as_str()).collect() };
    let place = places.pop().map(|(at, _)| Span::from_usize(at, at.saturating_add(text.len())));
    let Some(span) = place.filter(|_| places.is_empty()) else {
        return Err(CorrectionError::NotUnique {
            article,
            text,
            times: places.len().saturating_add(usize::from(place.is_some())),
        });
    };
    let statements = &mut input.article.statements;
    let overlaps = |known: &Span| known.start < span.end && span.start < known.end;
    if let Some(known) = statements.iter().find(|known| known.spans.iter().any(overlaps)) {
        return Err(CorrectionError::Overlapping { article, text, id: known.id.clone() });
    }
    let quoted = text.starts_with(['“', '"', '«', '‘']);
    let kind = new.kind.unwrap_or(if quoted { QuoteKind::Direct } else { QuoteKind::Indirect });
    let by = new.speaker.as_ref().and_then(|name| speaker(&mut input.article.speakers, name, new.country));
    let days = new.day.map(|Said(from, to)| (from, to, DateBasis::Stated));
    let days = days.or(input.article.article.published.map(|day| (day, day, DateBasis::Published)));
    let reason = || CORRECTED.into();
    let statement = Statement {
        id: free_id(&article, &text, statements),
        text,
        spans: vec![span],
        context: None,
        kind,
        speaker: by,
        mention: None,
        cue: None,
        channel: None,
        about: Vec::new(),
        when: days.map(|(from, to, basis)| StatementDate { days: DateSpan::Calendar(from, to), basis }),
        asserted: true,
        confidence: 1.0,
        why: Rationale { speaker: reason(), country: reason(), when: reason() },
    };
    if let Some(country) = new.country {
        input.country_overrides.insert(statement.id.clone(), country);
    }
    let at = statements.iter().position(|known| known.spans.first().is_some_and(|at| at.start > span.start));
    statements.insert(at.unwrap_or(statements.len()), statement);
    Ok(())
}

/// Returns an unused statement id for these words.
fn free_id(article: &ArticleId, text: &str, statements: &[Statement]) -> StatementId {
    let hash = text_fingerprint(text);
    let mut ids = (1_u32..).map(|nth| StatementId::new(article.as_str(), hash, nth));
    let free = ids.find(|id| statements.iter().all(|known| known.id != *id));
    free.unwrap_or_else(|| StatementId::new(article.as_str(), hash, 1))
}

/// Merges speakers one merge after the other. Names are looked up in tables, because a file may have thousands of
/// merges.
struct Merger<'p> {
    people: &'p mut People,
    /// All names of speakers and people.
    known: FxHashSet<SpeakerId>,
    /// The first person with each name.
    by_name: FxHashMap<SpeakerId, usize>,
}

impl<'p> Merger<'p> {
    fn new(inputs: &[Input], people: &'p mut People) -> Self {
        let speakers = inputs.iter().flat_map(|input| &input.article.speakers);
        let names = speakers.flat_map(|speaker| speaker.aliases.iter().chain([&speaker.name]));
        let mut known: FxHashSet<_> = names.map(|name| SpeakerId::from_name(name)).collect();
        let mut by_name = FxHashMap::default();
        for (index, person) in people.person.iter().enumerate() {
            for name in person.names().map(|name| SpeakerId::from_name(name)) {
                known.insert(name.clone());
                by_name.entry(name).or_insert(index);
            }
        }
        Self { people, known, by_name }
    }

    /// Merges the speakers with these names into one, and reports names that no speaker has.
    fn merge(&mut self, merge: &Merge) -> Vec<CorrectionError> {
        let key = SpeakerId::from_name(&merge.name);
        let new = Person {
            name: merge.name.clone(),
            aliases: Vec::new(),
            role: None,
            affiliation: None,
            country: StatedCountry::Unstated,
            kind: SpeakerKind::Person,
            wikidata: None,
            parent: None,
        };
        let index = self.by_name.get(&key).copied().unwrap_or_else(|| {
            self.people.person.push(new);
            self.by_name.insert(key.clone(), self.people.person.len().saturating_sub(1));
            self.people.person.len().saturating_sub(1)
        });
        let mut misfits = Vec::new();
        for name in &merge.names {
            let id = SpeakerId::from_name(name);
            if !self.known.contains(&id) {
                misfits.push(CorrectionError::SpeakerNotFound(name.clone(), merge.name.clone()));
            } else if id != key {
                if let Some(person) = self.people.person.get_mut(index) {
                    person.aliases.push(name.clone());
                }
                let first = self.by_name.entry(id).or_insert(index);
                *first = index.min(*first);
            }
        }
        self.known.insert(key);
        misfits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{build, tests::article};

    const RAIN: &str = "“It will rain,” said Nikki Haley, the US ambassador to the UN, on Sunday. Later it snowed, she told us.";

    fn corrected(toml: &str) -> (crate::Draft, Vec<String>) {
        let mut inputs = vec![
            article("rain", RAIN),
            article("snow", "“It snows,” said Shinzo Abe, the Japanese prime minister."),
        ];
        let id = inputs[0].article.statements[0].id.to_string();
        let corrections: Corrections = toml::from_str(&toml.replace("$ID", &id)).unwrap();
        let mut people = People::default();
        let misfits = apply_corrections(&mut inputs, &mut people, &corrections);
        (build(inputs, &people).0, misfits.iter().map(ToString::to_string).collect())
    }

    fn rows(draft: &crate::Draft) -> Vec<String> {
        let row = |entry: &crate::Entry| {
            let said = draft.statement(entry).unwrap();
            let by = entry.speaker.map_or("nobody", |at| draft.speakers[at].name.as_str());
            let country = entry.country.map_or("-".to_owned(), |country| country.to_string());
            let when = said.when.and_then(|when| when.edtf()).unwrap_or_default();
            format!("{} | {by} | {country} | {when} | {}", said.text, said.kind.as_str())
        };
        draft.statements.iter().map(row).collect()
    }

    #[test]
    fn wrong_attributions_are_corrected() {
        let words = "id = \"$ID\"\ntext = \"“It will  rain,”\"\n";
        for (toml, first) in [
            (
                format!("[[statement]]\n{words}speaker = \"Shinzo Abe\""),
                "“It will rain,” | Shinzo Abe | JP | 2017-07-30 | direct",
            ),
            (
                format!("[[statement]]\n{words}speaker = \"\""),
                "“It will rain,” | nobody | - | 2017-07-30 | direct",
            ),
            (
                format!("[[statement]]\n{words}country = \"GB\""),
                "“It will rain,” | Nikki Haley | GB | 2017-07-30 | direct",
            ),
            (
                format!("[[statement]]\n{words}day = \"2017-07-01/2017-07-03\"\nkind = \"mixed\""),
                "“It will rain,” | Nikki Haley | US | 2017-07-01/2017-07-03 | mixed",
            ),
        ] {
            let (draft, misfits) = corrected(&toml);
            assert_eq!(misfits, Vec::<String>::new());
            assert!(rows(&draft).contains(&first.to_owned()), "{toml}: {:?}", rows(&draft));
        }
        let (draft, _) = corrected(&format!("[[statement]]\n{words}reject = true"));
        assert!(rows(&draft).iter().all(|row| !row.contains("rain")));
    }

    #[test]
    fn missed_statements_are_added() {
        let (draft, misfits) = corrected(
            "[[add]]\narticle = \"rain\"\ntext = \"on Sunday\"\nspeaker = \"A Reader\"\nday = \"2017-07-29\"",
        );
        assert_eq!(misfits, Vec::<String>::new());
        assert!(
            rows(&draft).contains(&"on Sunday | A Reader | - | 2017-07-29 | indirect".to_owned()),
            "{:?}",
            rows(&draft)
        );
    }

    #[test]
    fn names_of_one_speaker_are_one() {
        let (draft, misfits) = corrected("[[merge]]\nname = \"Shinzo Abe\"\nnames = [\"Nikki Haley\"]");
        assert_eq!(misfits, Vec::<String>::new());
        assert_eq!(draft.speakers.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Shinzo Abe"]);
    }

    #[test]
    fn corrections_that_do_not_match_are_reported() {
        let plain = rows(&corrected("").0);
        for (toml, told) in [
            ("[[statement]]\nid = \"rain~00000000\"\ntext = \"x\"\nreject = true", "matches no statement"),
            ("[[statement]]\nid = \"nothing\"\ntext = \"x\"\nreject = true", "matches no statement"),
            (
                "[[statement]]\nid = \"$ID\"\ntext = \"It will snow\"\nreject = true",
                "is for the words “It will snow”",
            ),
            ("[[add]]\narticle = \"hail\"\ntext = \"x\"", "there is no such article"),
            ("[[add]]\narticle = \"rain\"\ntext = \"hail\"", "occur 0 times"),
            ("[[add]]\narticle = \"rain\"\ntext = \"a\"", "times in the article `rain`"),
            ("[[add]]\narticle = \"rain\"\ntext = \"\"", "occur 0 times"),
            ("[[add]]\narticle = \"rain\"\ntext = \"will rain\"", "already"),
            (
                "[[merge]]\nname = \"Nikki Haley\"\nnames = [\"N. Body\"]",
                "no article has a speaker of that name",
            ),
        ] {
            let (draft, misfits) = corrected(toml);
            assert!(misfits.len() == 1 && misfits[0].contains(told), "{toml}: {misfits:?}");
            assert_eq!(rows(&draft), plain, "{toml}");
        }
    }

    #[test]
    fn the_file_is_read_strictly_and_written_as_it_is_read() {
        for (toml, told) in [
            ("[[statement]]\nid = \"a\"", "missing field `text`"),
            ("[[statement]]\nid = \"a\"\ntext = \"x\"\nspaeker = \"y\"", "unknown field `spaeker`"),
            (
                "[[statement]]\nid = \"a\"\ntext = \"x\"\nday = \"2017-07-03/2017-07-01\"",
                "ends before it begins",
            ),
        ] {
            let error = toml::from_str::<Corrections>(toml).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
        let day = Some(Said("2017-07-01".parse().unwrap(), "2017-07-03".parse().unwrap()));
        let corrections = Corrections {
            add: vec![Addition {
                article: "a".into(),
                text: "\"x\"".into(),
                speaker: None,
                country: None,
                day,
                kind: Some(QuoteKind::Mixed),
            }],
            ..Corrections::default()
        };
        let written = toml::to_string(&corrections).unwrap();
        assert_eq!(toml::from_str::<Corrections>(&written).unwrap(), corrections);
    }
}
