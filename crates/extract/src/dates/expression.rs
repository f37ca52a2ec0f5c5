//! Parser of date expressions.

use onrecord_model::Span;

use super::words::{count, month, weekday};
use crate::{
    index::SaturatingIndex as _,
    lexicon::WordClass,
    tokens::{Token, tokenize},
};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// A date expression, not yet related to a date of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expression {
    /// A number of days before publication: today is 0, yesterday 1.
    Days(i32),
    /// "overnight": the day of publication or the one before.
    Overnight,
    /// The nearest such weekday up to the day of publication; Monday is 1.
    Weekday(i8),
    /// "last Friday": the nearest such weekday before the day of publication.
    LastWeekday(i8),
    /// "the Friday before last": a week before the nearest such weekday before the day of publication.
    WeekdayBeforeLast(i8),
    /// "Monday last week": that day of the week before.
    WeekdayLastWeek(i8),
    /// "last week": the whole week, month or year before.
    Last(Unit),
    /// "this month", "earlier this month": from its first day up to publication.
    This(Unit),
    /// "two weeks ago".
    Ago(i32, Unit),
    /// "July 4", with the year if stated.
    Date { month: i8, day: i8, year: Option<i16> },
    /// "in July", with the year if stated.
    Month { month: i8, year: Option<i16> },
    /// "in 2016"
    Year(i16),
    /// "the same day"
    Same,
}

impl Expression {
    /// Whether it means a single day.
    pub(crate) const fn is_day(self) -> bool {
        matches!(self, Self::Days(_) | Self::Weekday(_) | Self::LastWeekday(_) | Self::Date { .. })
    }
}

/// A date expression and its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) what: Expression,
    pub(crate) span: Span,
}

/// Returns the first date expression of a text.
pub(crate) fn find_in(text: &str) -> Option<Found> {
    let whole = Span::from_usize(0, text.len());
    find(text, whole, &tokenize(text, whole))
}

/// Returns the first date expression in `within`, whose tokens are `tokens`.
pub(crate) fn find(source: &str, within: Span, tokens: &[Token]) -> Option<Found> {
    // Most stretches hold no word without which there is none.
    const NEEDED: WordClass =
        WordClass::DAY.with(WordClass::WEEKDAY.with(WordClass::MONTH.with(WordClass::NUMBER)));
    if !tokens.iter().any(|t| t.class.is(NEEDED)) {
        return None;
    }
    let words = words(source, within);
    (0..words.len()).find_map(|at| {
        let (what, used) = read(source, &words, at)?;
        let (first, last) = (words.get(at)?, words.get(at.plus(used).minus(1))?);
        Some(Found { what, span: first.cover(*last) })
    })
}

fn words(source: &str, within: Span) -> Vec<Span> {
    let text = within.slice(source);
    let base = within.start as usize;
    let mut words = Vec::new();
    let mut start = None;
    let is_word = |ch: char| ch.is_alphanumeric() || matches!(ch, '.' | '-');
    for (at, ch) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_word(ch), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                let end = from.plus(word.trim_end_matches(['.', '-']).len().max(1));
                words.push(Span::from_usize(base.plus(from), base.plus(end.min(at))));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The words of a text from one of them on, at which an expression may begin.
#[derive(Clone, Copy)]
struct Words<'w> {
    source: &'w str,
    all: &'w [Span],
    at: usize,
}

impl<'w> Words<'w> {
    /// Returns the word at `i`, counted from the first; empty behind the last.
    fn raw(&self, i: usize) -> &'w str {
        self.all.get(self.at.plus(i)).map_or("", |word| word.slice(self.source))
    }

    fn lower(&self, i: usize) -> String {
        self.raw(i).to_ascii_lowercase()
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.raw(i).eq_ignore_ascii_case(word)
    }

    fn unit(&self, i: usize) -> Option<Unit> {
        unit(&self.lower(i))
    }

    /// Returns the word in front of the first, in lower case.
    fn before(&self) -> String {
        let before = self.at.checked_sub(1).and_then(|at| self.all.get(at));
        before.map_or("", |word| word.slice(self.source)).to_ascii_lowercase()
    }
}

/// Parses the expression that begins at word `at`; returns it with its length in words.
fn read(source: &str, words: &[Span], at: usize) -> Option<(Expression, usize)> {
    let words = Words { source, all: words, at };
    relative(&words).or_else(|| ago(&words)).or_else(|| on_weekday(&words)).or_else(|| on_date(&words))
}

/// Parses "yesterday", "last week", "this morning" and others that are relative to publication.
fn relative(words: &Words<'_>) -> Option<(Expression, usize)> {
    let next = words.lower(1);
    let unit = unit(&next);
    let weekday = || weekday(words.raw(1));
    match words.lower(0).as_str() {
        // The BBC's "Today programme"
        "today" if ["programme", "program", "show"].contains(&next.as_str()) => None,
        "day" if next == "before" && words.is(2, "yesterday") => Some((Expression::Days(2), 3)),
        "weekend" if words.before() == "the" => Some((Expression::This(Unit::Weekend), 1)),
        "today" | "tonight" => Some((Expression::Days(0), 1)),
        "yesterday" => Some((Expression::Days(1), 1)),
        "overnight" => Some((Expression::Overnight, 1)),
        "same" | "that" if next == "day" => Some((Expression::Same, 2)),
        "last" | "past" | "previous" => match (next.as_str(), unit, weekday()) {
            ("night" | "evening", ..) => Some((Expression::Days(1), 2)),
            (_, Some(Unit::Day), _) => None,
            (_, Some(unit), _) => Some((Expression::Last(unit), 2)),
            (.., Some(day)) => Some((Expression::LastWeekday(day), 2)),
            _ => month(words.raw(1)).map(|month| (Expression::Month { month, year: None }, 2)),
        },
        "this" => match (next.as_str(), unit, weekday()) {
            ("morning" | "afternoon" | "evening", ..) => Some((Expression::Days(0), 2)),
            (_, Some(Unit::Day), _) => None,
            (_, Some(unit), _) => Some((Expression::This(unit), 2)),
            (.., Some(day)) => Some((Expression::Weekday(day), 2)),
            _ => None,
        },
        "earlier" if next == "today" => Some((Expression::Days(0), 2)),
        "earlier" if next == "this" => words.unit(2).map(|unit| (Expression::This(unit), 3)),
        _ => None,
    }
}

/// Parses "two weeks ago", "a week ago on Monday".
fn ago(words: &Words<'_>) -> Option<(Expression, usize)> {
    let (n, unit) = (count(words.raw(0))?, words.unit(1)?);
    if !["ago", "earlier", "before"].iter().any(|word| words.is(2, word)) {
        return None;
    }
    let on = usize::from(words.is(3, "on"));
    match weekday(words.raw(3.plus(on))) {
        Some(day) if n == 1 && unit == Unit::Week => Some((Expression::WeekdayLastWeek(day), 4.plus(on))),
        _ => Some((Expression::Ago(n, unit), 3)),
    }
}

/// Parses "Monday", "Monday last week", and "Monday, 24 February".
fn on_weekday(words: &Words<'_>) -> Option<(Expression, usize)> {
    let day = weekday(words.raw(0)).filter(|_| is_capital(words.raw(0)))?;
    if is_title(words.source, words.all, words.at) {
        return None;
    }
    if words.is(1, "before") && words.is(2, "last") {
        return Some((Expression::WeekdayBeforeLast(day), 3));
    }
    if words.is(1, "last") && words.is(2, "week") {
        return Some((Expression::WeekdayLastWeek(day), 3));
    }
    // "Monday, 24 February", "Monday, Feb. 24": the date is more precise.
    match read(words.source, words.all, words.at.plus(1)) {
        Some((what @ Expression::Date { .. }, used)) => Some((what, used.plus(1))),
        _ => Some((Expression::Weekday(day), 1)),
    }
}

/// Parses "July 4", "4 July 2017", "in July" and "in 2016".
fn on_date(words: &Words<'_>) -> Option<(Expression, usize)> {
    let [first, second, third] = [0, 1, 2].map(|i| words.raw(i));
    if let Some(month) = month(first).filter(|_| is_capital(first)) {
        return after_month(second, third, month, &words.before());
    }
    if let (Some(day), Some(month)) = (day_of_month(first), month(second).filter(|_| is_capital(second))) {
        let year = year(third);
        return Some((Expression::Date { month, day, year }, 2.plus(usize::from(year.is_some()))));
    }
    let in_year = || {
        let before = words.before();
        matches!(before.as_str(), "in" | "since" | "during" | "of") || is_of_occasion(&before, second)
    };
    year(first).filter(|_| in_year()).map(|year| (Expression::Year(year), 1))
}

fn after_month(second: &str, third: &str, month: i8, before: &str) -> Option<(Expression, usize)> {
    if let Some(day) = day_of_month(second) {
        let year = year(third);
        return Some((Expression::Date { month, day, year }, 2.plus(usize::from(year.is_some()))));
    }
    if let Some(year) = year(second) {
        return Some((Expression::Month { month, year: Some(year) }, 2));
    }
    // "in a January interview"
    if is_of_occasion(before, second) {
        return Some((Expression::Month { month, year: None }, 1));
    }
    // "May" alone may be a name, and "March" a walk.
    matches!(before, "in" | "since" | "during" | "late" | "early")
        .then_some((Expression::Month { month, year: None }, 1))
}

/// Whether a month or a year between these words is that of an occasion: "in a January interview", "her 2016 memoir".
fn is_of_occasion(before: &str, behind: &str) -> bool {
    const OCCASIONS: [&str; 24] = [
        "interview",
        "speech",
        "letter",
        "memo",
        "report",
        "email",
        "study",
        "poll",
        "statement",
        "ruling",
        "memoir",
        "book",
        "review",
        "essay",
        "documentary",
        "column",
        "lecture",
        "tweet",
        "podcast",
        "hearing",
        "filing",
        "profile",
        "address",
        "testimony",
    ];
    matches!(before, "a" | "his" | "her" | "their" | "its") && OCCASIONS.contains(&behind)
}

/// Whether a weekday belongs to the name of a newspaper: "the Mail on Sunday", "the Sunday Times".
fn is_title(source: &str, words: &[Span], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |w| w.slice(source));
    let on = word(at.checked_sub(1)).eq_ignore_ascii_case("on");
    is_newspaper(word(at.checked_add(1))) || on && is_sunday_paper(word(at.checked_sub(2)))
}

/// Whether a word behind a weekday makes both a newspaper's name: "the Sunday Times".
pub(crate) fn is_newspaper(word: &str) -> bool {
    const PAPERS: [&str; 12] = [
        "Times",
        "Telegraph",
        "Mirror",
        "Mail",
        "Express",
        "Herald",
        "Post",
        "Independent",
        "Star",
        "World",
        "Tribune",
        "Sun",
    ];
    PAPERS.contains(&word)
}

/// Whether a word before "on Sunday" makes both a newspaper's name: "the Mail on Sunday".
pub(crate) fn is_sunday_paper(word: &str) -> bool {
    ["Mail", "Scotland", "Independent"].contains(&word)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn unit(word: &str) -> Option<Unit> {
    match word.strip_suffix('s').unwrap_or(word) {
        "day" => Some(Unit::Day),
        "week" => Some(Unit::Week),
        "weekend" => Some(Unit::Weekend),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    }
}

fn day_of_month(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1900..=2100).contains(year))
}
