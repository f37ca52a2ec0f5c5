use std::{borrow::Borrow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{Country, Date, Phrase, Span, SpeakerId};

/// A statement's id in links, made from its article's id and its words: `article~k3f9x2ab`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementId(String);

/// Crockford's alphabet in lower case, without letters that look like digits.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 8 letters hold 40 bits. Even among a million statements of one article a collision has a probability below
/// one half, and the article's id precedes them.
const LETTERS: u32 = 8;

impl StatementId {
    /// Makes the id of the `nth` statement, counted from 1, with these words in an article: `article~k3f9x2ab`, or
    /// `article~k3f9x2ab-2` if the words occur again. `hash` is the fingerprint of the words
    /// ([`text_fingerprint`](onrecord_text::text_fingerprint)), of which the lowest 40 bits are written, five to each
    /// letter, in Crockford's Base32.
    ///
    /// ```
    /// use onrecord_model::StatementId;
    /// let id = StatementId::new("rain", 0x1f, 2);
    /// assert_eq!((id.as_str(), id.parts()), ("rain~0000000z-2", Some(("rain", 0x1f, 2))));
    /// ```
    #[must_use]
    pub fn new(article: &str, hash: u64, nth: u32) -> Self {
        let mut id = String::with_capacity(article.len().saturating_add(9));
        id.push_str(article);
        id.push('~');
        for letter in (0..LETTERS).rev() {
            let index = usize::try_from(hash >> letter.saturating_mul(5) & 31).unwrap_or_default();
            id.extend(ALPHABET.get(index).map(|&b| char::from(b)));
        }
        Self(if nth > 1 { format!("{id}-{nth}") } else { id })
    }

    /// Returns the article's id, the fingerprint and the count with which [`StatementId::new`] makes this id, or `None`
    /// if it makes no such id.
    #[must_use]
    pub fn parts(&self) -> Option<(&str, u64, u32)> {
        let (article, rest) = self.0.rsplit_once('~')?;
        let (letters, nth) = match rest.split_once('-') {
            Some((letters, nth)) => (letters, nth.parse().ok().filter(|&nth| nth > 1)?),
            None => (rest, 1),
        };
        let value = |letter: u8| ALPHABET.iter().position(|&known| known == letter);
        let hash = letters.bytes().try_fold(0, |hash, letter| Some(hash << 5 | value(letter)? as u64))?;
        let whole = letters.len() == LETTERS as usize;
        (whole && Self::new(article, hash, nth) == *self).then_some((article, hash, nth))
    }

    /// Returns a text as an id, unchanged. Nothing is checked.
    #[must_use]
    pub fn from_stored(id: String) -> Self {
        Self(id)
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for StatementId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// How a statement's words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All in quotation marks.
    Direct,
    /// Reported in the writer's words.
    Indirect,
    /// Reported, with quoted words in it.
    Mixed,
}

impl QuoteKind {
    /// All kinds, in the order in which they are listed: direct, mixed, indirect.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// Returns the kind with this name in files and links, or `None` if there is no such kind.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Returns its name in files and links: `direct`, `indirect` or `mixed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What the days of a statement are based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// The text says when: "Sunday".
    Stated,
    /// The same speaker's nearest stated day.
    Carried,
    /// Only the day of publication is known: it was said on that day or earlier.
    Published,
}

impl DateBasis {
    /// Returns the basis with this name in files, or `None` if there is no such basis.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        [Self::Stated, Self::Carried, Self::Published].into_iter().find(|basis| basis.as_str() == word)
    }

    /// Returns its name in files: `stated`, `carried` or `published`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Carried => "carried",
            Self::Published => "published",
        }
    }
}

/// A closed range of days, from the first to the last, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateSpan {
    /// From one day of the calendar to another.
    Calendar(Date, Date),
    /// Days counted from an unknown day of publication, which is 0: -1 is the day before. In JSON each is an
    /// ISO 8601-2 duration, `-P1D`.
    Relative(i32, i32),
}

/// When a statement was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredDate", into = "StoredDate")]
pub struct StatementDate {
    /// The days on which it may have been made.
    pub days: DateSpan,
    /// What they are based on.
    pub basis: DateBasis,
}

impl StatementDate {
    /// Returns the days in the Extended Date/Time Format (ISO 8601-2, level 1): `2017-07-30`,
    /// `2017-07-24/2017-07-30`, or `../2017-07-31` if only the day of publication is known, since the words
    /// were said then or earlier. Returns `None` if the days are relative to an unknown day.
    ///
    /// ```
    /// use onrecord_model::{DateBasis, DateSpan, StatementDate};
    /// let (monday, sunday) = ("2017-07-24".parse()?, "2017-07-30".parse()?);
    /// let when = StatementDate { days: DateSpan::Calendar(monday, sunday), basis: DateBasis::Stated };
    /// assert_eq!(when.edtf().as_deref(), Some("2017-07-24/2017-07-30"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        match (self.days, self.basis) {
            (DateSpan::Relative(..), _) => None,
            (DateSpan::Calendar(_, to), DateBasis::Published) => Some(format!("../{to}")),
            (DateSpan::Calendar(from, to), _) if from == to => Some(from.to_string()),
            (DateSpan::Calendar(from, to), _) => Some(format!("{from}/{to}")),
        }
    }
}

/// One end of a range, as stored in files.
#[derive(Clone, Copy)]
enum End {
    Day(Date),
    Offset(i32),
}

#[derive(Serialize, Deserialize)]
struct StoredDate {
    from: End,
    to: End,
    basis: DateBasis,
}

impl From<StatementDate> for StoredDate {
    fn from(when: StatementDate) -> Self {
        let (from, to) = match when.days {
            DateSpan::Calendar(from, to) => (End::Day(from), End::Day(to)),
            DateSpan::Relative(from, to) => (End::Offset(from), End::Offset(to)),
        };
        Self { from, to, basis: when.basis }
    }
}

impl From<StoredDate> for StatementDate {
    fn from(stored: StoredDate) -> Self {
        let days = match (stored.from, stored.to) {
            (End::Day(from), End::Day(to)) => DateSpan::Calendar(from, to),
            (End::Offset(from), End::Offset(to)) => DateSpan::Relative(from, to),
            // A range with one known day consists of that day.
            (End::Day(day), End::Offset(_)) | (End::Offset(_), End::Day(day)) => DateSpan::Calendar(day, day),
        };
        Self { days, basis: stored.basis }
    }
}

impl Serialize for End {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => serializer.collect_str(day),
            Self::Offset(days) if *days < 0 => {
                serializer.collect_str(&format_args!("-P{}D", days.unsigned_abs()))
            }
            Self::Offset(days) => serializer.collect_str(&format_args!("P{days}D")),
        }
    }
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let offset = |digits: &str| digits.strip_suffix('D').and_then(|n| n.parse::<i32>().ok());
        if let Some(days) = text.strip_prefix("-P").and_then(offset).and_then(i32::checked_neg) {
            Ok(Self::Offset(days))
        } else if let Some(days) = text.strip_prefix('P').and_then(offset) {
            Ok(Self::Offset(days))
        } else {
            text.parse().map(Self::Day).map_err(D::Error::custom)
        }
    }
}

/// The reasons for each decision about a statement, as short English sentences. Most are shared by many statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rationale {
    /// Why this speaker.
    pub speaker: Arc<str>,
    /// Why this country.
    pub country: Arc<str>,
    /// Why these days.
    pub when: Arc<str>,
}

/// One thing that one speaker said or wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The id in links.
    pub id: StatementId,
    /// The words of its spans as they stand in the article, joined by a space.
    pub text: String,
    /// The bytes of the words in the article's text, in order, without overlap. A quotation that "he said" interrupts
    /// has several.
    pub spans: Vec<Span>,
    /// The bytes of the sentence or sentences in which the words stand. `None` for statements that were not extracted
    /// from their article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Span>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The speaker's id; `None` if the speaker is not known.
    pub speaker: Option<SpeakerId>,
    /// The words that name the speaker there: "he", "the US ambassador". `None` if no words do.
    pub mention: Option<Phrase>,
    /// The words that mark it as said: "said", "according to". `None` for a quotation without any.
    pub cue: Option<Phrase>,
    /// Where it was said: tweet, podcast, interview. `None` if the article does not tell.
    pub channel: Option<String>,
    /// The countries that the statement mentions, sorted by code.
    pub about: Vec<Country>,
    /// When it was said; `None` if neither the text nor the day of publication says so.
    pub when: Option<StatementDate>,
    /// False if the words are denied or imagined: "did not say", "would say".
    pub asserted: bool,
    /// The measured share, from 0 to 1, of statements of this kind and score whose words and speaker are both right.
    /// JSON holds at most six decimals.
    #[serde(serialize_with = "decimal")]
    pub confidence: f32,
    /// The reasons for speaker, country and days.
    pub why: Rationale,
}

impl Statement {
    /// The confidence from which a statement is sure: of those that reach it, about nine of ten are right, as
    /// measured on annotated press.
    pub const SURE: f32 = 0.7;

    /// Returns whether the statement is sure: whether its confidence is at least [`SURE`](Self::SURE).
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.confidence >= Self::SURE
    }
}

/// Serialises 0.9 as 0.9 rather than as the double nearest to the single-precision value, whose many digits a
/// browser would print.
fn decimal<S: Serializer>(number: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_f64((f64::from(*number) * 1e6).round() / 1e6)
    } else {
        serializer.serialize_f32(*number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_json() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        for (days, json) in [
            (
                DateSpan::Calendar(day("2017-07-24"), day("2017-07-30")),
                r#"{"from":"2017-07-24","to":"2017-07-30","basis":"stated"}"#,
            ),
            (DateSpan::Relative(-7, -1), r#"{"from":"-P7D","to":"-P1D","basis":"stated"}"#),
            (DateSpan::Relative(0, 0), r#"{"from":"P0D","to":"P0D","basis":"stated"}"#),
        ] {
            let when = StatementDate { days, basis: DateBasis::Stated };
            assert_eq!(serde_json::to_string(&when).unwrap(), json);
            assert_eq!(serde_json::from_str::<StatementDate>(json).unwrap(), when);
        }
    }
    #[test]
    fn days_as_edtf() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (monday, sunday) = (day("2017-07-24"), day("2017-07-30"));
        for (days, basis, edtf) in [
            (DateSpan::Calendar(sunday, sunday), DateBasis::Stated, Some("2017-07-30")),
            (DateSpan::Calendar(monday, sunday), DateBasis::Carried, Some("2017-07-24/2017-07-30")),
            (DateSpan::Calendar(sunday, sunday), DateBasis::Published, Some("../2017-07-30")),
            (DateSpan::Relative(-7, -1), DateBasis::Stated, None),
        ] {
            assert_eq!(StatementDate { days, basis }.edtf().as_deref(), edtf);
        }
    }
}
