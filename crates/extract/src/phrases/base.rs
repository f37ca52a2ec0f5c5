//! The extent of a noun phrase: from its first word to its head, in one scan from left to right.

use crate::{
    dates::{is_day_lead, is_day_word, is_period},
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    sentences::Item,
    tokens::TokenKind,
};
use onrecord_text::lowercase;

use super::{naming::is_initials, place_at};

/// Words that are never inside a noun phrase.
const FUNCTION: WordClass = WordClass::NONE
    .with(
        WordClass::AUX
            .with(WordClass::PREP)
            .with(WordClass::CONJ)
            .with(WordClass::SUB)
            .with(WordClass::MODAL),
    )
    .with(WordClass::WEEKDAY.with(WordClass::MONTH));
const VERB: WordClass = WordClass::NONE
    .with(WordClass::PAST.with(WordClass::PRESENT).with(WordClass::BASE))
    .with(WordClass::ING.with(WordClass::PARTICIPLE));
/// Articles and possessive pronouns, which open a phrase.
pub(super) const OPENING: WordClass = WordClass::DET.with(WordClass::POSS);

/// Words that never follow a noun within a phrase.
const OPENERS: [&str; 8] = ["a", "an", "the", "all", "both", "some", "every", "each"];

/// Quantifiers that can refer to people without a noun.
const QUANTITY: [&str; 9] = ["several", "many", "most", "few", "both", "another", "one", "some", "all"];

/// Returns the index one past the last item of the noun phrase that begins at item `at`, without the prepositional
/// phrases that follow it, or `None` if no noun phrase begins there.
pub(super) fn base(source: &str, items: &[Item], at: usize) -> Option<usize> {
    if is_year_before_name(source, items, at)
        || orders(source, items, at)
        || opens_sentence(items, at)
        || is_familiar(source, items, at)
    {
        return None;
    }
    let mut scan = Scan {
        source,
        items,
        at,
        end: at,
        noun: false,
        // "according to reports", "said demand grew": the next word is a noun, although it can be a verb elsewhere.
        modified: follows_according(source, items, at)
            || follows_saying(items, at)
            || follows_of(source, items, at),
    };
    while let Some(item) = items.get(scan.end) {
        match scan.step(item) {
            Some(next) => scan.end = next,
            None => break,
        }
    }
    scan.finish()
}

/// "In 1949 Ann Adler moved": the year is no part of the name.
fn is_year_before_name(source: &str, items: &[Item], at: usize) -> bool {
    let word = items.get(at).map_or("", |item| item.span.slice(source));
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let led = at.checked_sub(1).and_then(|before| items.get(before)).is_some_and(|i| i.can(WordClass::PREP));
    let named = items.get(at.plus(1)).is_some_and(|next| {
        next.can(WordClass::CAPITAL) && next.can(WordClass::GIVEN.with(WordClass::TITLE))
    });
    is_year && led && named
}

/// A noun phrase as far as it has been scanned from left to right.
struct Scan<'s> {
    source: &'s str,
    items: &'s [Item],
    /// The first item of the phrase.
    at: usize,
    /// One past the last item so far.
    end: usize,
    /// Whether the words so far can be a phrase: they end in a noun.
    noun: bool,
    /// Whether an article, an owner or an adjective asks for a noun to follow.
    modified: bool,
}

impl Scan<'_> {
    /// Takes the item at the end of the phrase into it and returns the new end, or `None` if the phrase ends before.
    fn step(&mut self, item: &Item) -> Option<usize> {
        let next = self.end.plus(1);
        if let Some(behind) = nickname(self.source, self.items, self.at, self.end) {
            return Some(behind);
        }
        if let Some(behind) = joined_name(self.source, self.items, self.end) {
            self.noun = true;
            return Some(behind);
        }
        // "For years Ann Adler was"
        let period = self.previous().is_some_and(|i| {
            ["years", "months", "decades", "weeks", "days"].contains(&i.span.slice(self.source))
        });
        if period && item.can(WordClass::CAPITAL) && item.can(WordClass::GIVEN.with(WordClass::TITLE)) {
            return None;
        }
        if self.noun && ends_headline_name(self.source, self.items, self.at, self.end) {
            return None;
        }
        if self.ends_audience(item) {
            // "the meeting" looks like a participle.
            self.noun = true;
            return None;
        }
        if self.noun && is_familiar(self.source, self.items, self.end) {
            return None;
        }
        if item.is(TokenKind::Comma) && self.noun && self.item(next).is_some_and(|i| i.can(WordClass::SUFFIX))
        {
            return Some(self.end.plus(2));
        }
        if let Some(behind) = self.honorific(item) {
            return Some(behind);
        }
        if let Some(behind) = self.initials(item) {
            return Some(behind);
        }
        if !item.is_word() || self.is_date(item) {
            return None;
        }
        if item.can(WordClass::POSSESSIVE) {
            if !self.noun {
                return None;
            }
            (self.noun, self.modified) = (false, true);
            return Some(next);
        }
        if self.is_sentence_adverb(item) || self.opens_another(item) {
            return None;
        }
        if self.owns_as_date(item) || is_name_like_a_day(self.source, self.items, self.end, self.previous()) {
            self.noun = true;
            return Some(next);
        }
        self.take_word(item).then_some(next)
    }

    /// Returns the item behind the "the" of "Senator the Hon. Ada Cole".
    fn honorific(&self, item: &Item) -> Option<usize> {
        const HONORS: [&str; 9] =
            ["Hon", "Hon.", "Honourable", "Honorable", "Rt", "Rt.", "Right", "Rev.", "Reverend"];
        let titled = self.previous().is_some_and(|i| i.can(WordClass::TITLE) && i.can(WordClass::CAPITAL));
        let next = self.item(self.end.plus(1)).map_or("", |i| i.span.slice(self.source));
        (titled && self.is(item, "the") && HONORS.contains(&next)).then(|| self.end.plus(1))
    }

    /// Returns the item behind initials in brackets that a noun follows: "the Grain Fund (IGF) director".
    fn initials(&self, item: &Item) -> Option<usize> {
        let at = |ahead: usize| self.item(self.end.plus(ahead));
        let short = at(1).map_or("", |i| i.span.slice(self.source));
        let noun = WordClass::ROLE.with(WordClass::GROUP).with(WordClass::ORG).with(WordClass::TITLE);
        let name = |i: &Item| i.is_word() && i.can(WordClass::CAPITAL) && !i.can(FUNCTION);
        let brackets = item.is(TokenKind::Open) && at(2).is_some_and(|i| i.is(TokenKind::Close));
        let goes_on = at(3).is_some_and(|i| i.can(noun) || name(i));
        (brackets && self.noun && is_initials(short) && goes_on).then(|| self.end.plus(3))
    }

    /// Takes a word according to its classes; returns `false` if the phrase ends before it.
    fn take_word(&mut self, item: &Item) -> bool {
        if self.is_session(item) {
            self.noun = true;
            return true;
        }
        let previous = self.previous();
        let next = self.end.plus(1);
        let capital = item.can(WordClass::CAPITAL)
            && (self.end > self.at || !item.can(FUNCTION | OPENING | WordClass::ADV));
        if item.can(OPENING) && !self.noun && !item.can(WordClass::ADV) {
            // Only at the start, or after "all" and "both".
            if previous.is_some_and(|p| !p.can(OPENING)) {
                return false;
            }
            self.noun = item.can(WordClass::GROUP | WordClass::NUMBER) && !follows_noun(self.items, next);
            self.modified = true;
        } else if capital && !item.can(FUNCTION) {
            self.noun = true;
        } else if self.is_particle(item) {
        } else if item.can(FUNCTION) || item.can(WordClass::PRON) && !item.can(WordClass::GROUP) {
            return false;
        } else if !self.noun && is_later(self.source, item) && previous.is_some_and(|p| p.can(OPENING)) {
            self.modified = true;
        } else if item.can(WordClass::ADV) && !item.can(WordClass::ADJ) || is_adverb(self.source, item) {
            let modifies = self.item(next).is_some_and(|i| i.can(WordClass::ADJ) || i.can(WordClass::NUMBER));
            if self.noun || !modifies {
                return false;
            }
        } else if item.can(VERB)
            && !item.can(WordClass::ROLE | WordClass::GROUP | WordClass::ORG | WordClass::ADJ)
        {
            let nominal = nominal(self.source, self.items, self.end, self.noun, self.modified);
            if !nominal && !self.is_noun_of_one(item) && !self.is_source_at_end(item) {
                return false;
            }
            self.noun |= !item.can(WordClass::ING | WordClass::PAST)
                || item.can(WordClass::ING) && !follows_noun(self.items, next);
        } else if looks_past(self.source, item) {
            if self.noun || !self.modified {
                return false;
            }
        } else if item.can(WordClass::ADJ | WordClass::NUMBER) {
            self.modified = true;
            self.noun |= item.can(WordClass::NUMBER) || !follows_noun(self.items, next);
        } else {
            self.noun = true;
        }
        true
    }

    /// "a budget hearing", "the press briefing": behind an article, the word is a noun.
    fn is_session(&self, item: &Item) -> bool {
        let is = |words: &[&str]| words.iter().any(|word| self.is(item, word));
        let opens = |words: &[&str]| {
            let first = self.items.get(self.at).filter(|_| self.end > self.at);
            first.is_some_and(|first| words.iter().any(|word| self.is(first, word)))
        };
        is(&["hearing", "briefing", "estimates"]) && opens(&["a", "an", "the", "his", "her", "their", "its"])
            || is(&["meeting", "gathering", "sitting"]) && opens(&["a", "an"])
    }

    /// Whether those who were told end before the subject of what they were told: "told the meeting sales had fallen".
    fn ends_audience(&self, item: &Item) -> bool {
        const AUDIENCES: [&str; 24] = [
            "assembly",
            "audience",
            "board",
            "briefing",
            "broadcaster",
            "commission",
            "committee",
            "conference",
            "council",
            "court",
            "crowd",
            "forum",
            "hearing",
            "inquest",
            "inquiry",
            "jury",
            "magazine",
            "meeting",
            "newspaper",
            "panel",
            "paper",
            "programme",
            "rally",
            "tribunal",
        ];
        let told = || {
            let verb = self.at.checked_sub(1).and_then(|before| self.item(before));
            verb.is_some_and(|verb| ["told", "tells", "telling"].iter().any(|w| self.is(verb, w)))
        };
        let audience =
            || self.previous().is_some_and(|last| AUDIENCES.iter().any(|noun| self.is(last, noun)));
        let acts = || {
            let verb = WordClass::AUX.with(WordClass::PAST.with(WordClass::PRESENT));
            self.item(self.end.plus(1)).is_some_and(|next| next.can(verb) && !next.can(WordClass::CAPITAL))
        };
        item.is_word() && !item.can(FUNCTION | WordClass::POSSESSIVE) && audience() && told() && acts()
    }

    /// "a strong claim", "Saturday’s peak demand": behind one thing, a word in the form of an infinitive is no verb.
    fn is_noun_of_one(&self, item: &Item) -> bool {
        let words = self.items.get(self.at..self.end).unwrap_or_default();
        let one = ["a", "an", "another", "every", "each"];
        let counted = words.first().is_some_and(|first| one.iter().any(|word| self.is(first, word)));
        let owned = || words.iter().any(|word| word.can(WordClass::POSSESSIVE));
        let several = |before: &Item| {
            before.span.slice(self.source).ends_with('s')
                || before.can(WordClass::GROUP | WordClass::ORG | WordClass::ROLE | WordClass::CAPITAL)
        };
        let always_verb = ["say", "think", "believe", "know"].iter().any(|verb| self.is(item, verb));
        self.noun
            && item.can(WordClass::BASE)
            && !item.can(WordClass::PAST | WordClass::ING)
            && !always_verb
            && (counted || owned())
            && self.previous().is_some_and(|before| !several(before))
    }

    /// "according to local news reports.": nothing that a verb would need follows.
    fn is_source_at_end(&self, item: &Item) -> bool {
        let ends =
            || self.item(self.end.plus(1)).is_none_or(|next| !next.is_word() || next.can(WordClass::PREP));
        self.noun
            && item.can(WordClass::SAYING | WordClass::CUE)
            && follows_according(self.source, self.items, self.at)
            && ends()
    }

    /// Returns the end of the phrase, or `None` if its words are not a phrase.
    fn finish(&self) -> Option<usize> {
        let (at, end) = (self.at, self.end);
        // "Several said", "Yet another added": the quantifier refers to the people.
        let alone = end == at.plus(1)
            && self.item(at).is_some_and(|i| QUANTITY.iter().any(|q| self.is(i, q)))
            && self
                .item(end)
                .is_none_or(|i| i.can(WordClass::PAST | WordClass::PRESENT | WordClass::AUX) || !i.is_word());
        // "According to her, …"
        let her = end == at.plus(1)
            && self.item(at).is_some_and(|i| self.is(i, "her"))
            && self.item(end).is_none_or(|next| !next.is_word())
            && follows_according(self.source, self.items, at);
        if !self.noun && alone || her {
            return Some(end);
        }
        // A possessive without a noun behind it is the phrase itself.
        let owner = || self.item(end.minus(1)).is_some_and(|i| i.can(WordClass::POSSESSIVE));
        if !self.noun && end > at && owner() {
            return (end.minus(1) > at).then_some(end.minus(1));
        }
        (self.noun && end > at).then_some(end)
    }

    fn item(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    fn is(&self, item: &Item, word: &str) -> bool {
        item.span.slice(self.source).eq_ignore_ascii_case(word)
    }

    /// The item before the end, if it belongs to the phrase.
    fn previous(&self) -> Option<&Item> {
        self.end.checked_sub(1).and_then(|i| self.items.get(i)).filter(|_| self.end > self.at)
    }

    /// Whether a date begins: "today", "last week".
    fn is_date(&self, item: &Item) -> bool {
        let word = item.span.slice(self.source);
        let period = |i: &Item| is_period(i.span.slice(self.source));
        // "last week’s vote": a possessive date is part of a noun phrase.
        let owns =
            |ahead: usize| self.item(self.end.plus(ahead)).is_some_and(|i| i.can(WordClass::POSSESSIVE));
        is_day_word(word) && !owns(1)
            || is_day_lead(word) && self.item(self.end.plus(1)).is_some_and(period) && !owns(2)
    }

    /// "Separately, …": an adverb that opens the sentence is no name.
    fn is_sentence_adverb(&self, item: &Item) -> bool {
        let word = item.span.slice(self.source);
        let comma = || self.item(1).is_some_and(|i| i.is(TokenKind::Comma));
        // "Interestingly Cole said"
        let sure = ["ingly", "edly", "ously", "ently", "antly"].iter().any(|end| word.ends_with(end));
        self.at == 0 && self.end == 0 && word.ends_with("ly") && (sure || comma())
    }

    /// Whether a word behind the noun begins something else: "In a second tweet the president", "the department less
    /// than a week ago".
    fn opens_another(&self, item: &Item) -> bool {
        let opens = || OPENERS.iter().any(|opener| self.is(item, opener)) || item.can(WordClass::POSS);
        let than = || self.item(self.end.plus(1)).is_some_and(|i| self.is(i, "than"));
        let orders = || orders(self.source, self.items, self.end);
        self.noun && (opens() || orders() || ["less", "more"].iter().any(|w| self.is(item, w)) && than())
    }

    /// "November’s election"
    fn owns_as_date(&self, item: &Item) -> bool {
        item.can(WordClass::MONTH.with(WordClass::WEEKDAY))
            && self.item(self.end.plus(1)).is_some_and(|next| next.can(WordClass::POSSESSIVE))
    }

    /// The "van" of "Ludwig van Beethoven".
    fn is_particle(&self, item: &Item) -> bool {
        item.can(WordClass::PARTICLE)
            && self.noun
            && capital_at(self.items, self.end.plus(1))
            && capital_at(self.items, self.end.minus(1))
    }
}

/// "Said Cole", "Neither Cole nor": a capital at the start of a sentence does not make a name.
fn opens_sentence(items: &[Item], at: usize) -> bool {
    let can = |at: usize, class| items.get(at).is_some_and(|i| i.can(class));
    let said = can(0, WordClass::CUE) && can(0, WordClass::PAST) && !can(0, WordClass::BASE);
    let none = WordClass::GIVEN.with(WordClass::ROLE).with(WordClass::TITLE);
    at == 0 && (said || can(0, WordClass::NEG)) && !can(0, none) && can(1, WordClass::CAPITAL)
}

/// Returns the item behind a body whose name has a conjunction: "Securities and Exchange Commission".
fn joined_name(source: &str, items: &[Item], at: usize) -> Option<usize> {
    let (_, used) = place_at(source, items, at, items.len()).filter(|(_, used)| *used > 2)?;
    let joined = items.get(at..at.plus(used))?.iter().any(|item| item.can(WordClass::CONJ));
    joined.then_some(at.plus(used))
}

/// Minimum number of words from which a sentence is recognized as a headline.
const HEADLINE: usize = 12;

/// Whether a name ends in a sentence that is written like a headline, with a capital at every word: before a verb ("Ada
/// Cole Calls …"), or behind given name and surname before what may be one ("Ada Cole Slams …").
fn ends_headline_name(source: &str, items: &[Item], at: usize, end: usize) -> bool {
    let Some(item) = items.get(end).filter(|item| item.can(WordClass::CAPITAL)) else { return false };
    let word = lowercase(item.span.slice(source));
    let class = lexicon().word(&word).class;
    let verb = class.is(WordClass::PRESENT | WordClass::AUX | WordClass::MODAL | WordClass::PAST)
        && !class.is(WordClass::GIVEN | WordClass::ORG | WordClass::ROLE | WordClass::GROUP);
    let given = items.get(at).is_some_and(|first| first.can(WordClass::GIVEN));
    let third =
        given && end == at.plus(2) && word.ends_with('s') && word.len() > 4 && !class.is(WordClass::KNOWN);
    (verb || third) && is_headline(items)
}

/// Whether nearly all words of a sentence begin with a capital.
fn is_headline(items: &[Item]) -> bool {
    let words = || items.iter().take(HEADLINE).filter(|item| item.is_word());
    let capitals = words().filter(|item| item.can(WordClass::CAPITAL)).count();
    let count = words().count();
    count > 4 && capitals.saturating_mul(10) >= count.saturating_mul(8)
}

/// Whether the item is an adverb between a name and its verb: "Trump first called on them".
fn orders(source: &str, items: &[Item], at: usize) -> bool {
    let can = |at: usize, class| items.get(at).is_some_and(|i| i.can(class));
    let word = items.get(at).map_or("", |i| i.span.slice(source));
    ["first", "last", "next"].contains(&word)
        && at.checked_sub(1).is_some_and(|before| can(before, WordClass::CAPITAL))
        && can(at.plus(1), WordClass::PAST)
        && !can(at.plus(1), WordClass::CAPITAL)
}

/// Words before a month that is a date: "in April", "last August".
const DAY_LEADS: [&str; 14] = [
    "in", "on", "of", "by", "since", "until", "till", "from", "last", "next", "this", "early", "late",
    "every",
];

/// Whether a word that can be a month or a weekday is a name: before a speech verb ("May said"), behind a given name or a
/// title ("Mr. March"), before a surname ("April Okafor"), or behind a word that is a name itself ("Kofi March, who").
fn is_name_like_a_day(source: &str, items: &[Item], at: usize, before: Option<&Item>) -> bool {
    let Some(item) = items.get(at).filter(|i| i.can(WordClass::MONTH.with(WordClass::WEEKDAY))) else {
        return false;
    };
    if !item.can(WordClass::CAPITAL) || item.can(WordClass::ABBREVIATION) {
        return false;
    }
    let given = |i: &Item| {
        i.can(WordClass::CAPITAL) && i.can(WordClass::GIVEN.with(WordClass::TITLE).with(WordClass::ROLE))
    };
    let unknown = |i: &Item| i.is_word() && i.can(WordClass::CAPITAL) && !i.can(WordClass::KNOWN);
    let says = |i: &Item| {
        i.can(WordClass::CUE) && i.can(WordClass::PAST.with(WordClass::PRESENT)) && !i.can(WordClass::BASE)
    };
    let after = items.get(at.plus(1));
    let word = item.span.slice(source);
    let lead = at.checked_sub(1).and_then(|at| items.get(at)).map_or("", |i| i.span.slice(source));
    let surname = after.is_some_and(|i| i.is(TokenKind::Comma) || says(i));
    let month = item.can(WordClass::MONTH);
    before.is_some_and(given)
        || word == "May" && after.is_some_and(says)
        || month && surname && before.is_some_and(unknown)
        || ["April", "May", "June", "August"].contains(&word)
            && after.is_some_and(unknown)
            && !DAY_LEADS.iter().any(|day| lead.eq_ignore_ascii_case(day))
}

/// Nouns that look like participles.
const BUILDINGS: [&str; 8] =
    ["building", "briefing", "filing", "hearing", "meeting", "ruling", "shooting", "wedding"];

fn word_in(source: &str, item: &Item, words: &[&str]) -> bool {
    words.iter().any(|word| item.span.slice(source).eq_ignore_ascii_case(word))
}

/// Whether a word that can be a verb is a noun or an adjective here.
fn nominal(source: &str, items: &[Item], at: usize, noun: bool, modified: bool) -> bool {
    let (Some(item), next) = (items.get(at), items.get(at.plus(1))) else { return false };
    let next_noun = follows_noun(items, at.plus(1));
    let next_verb =
        next.is_some_and(|n| n.can(WordClass::AUX) || n.can(WordClass::PAST) && !n.can(WordClass::BASE));
    if item.can(WordClass::PAST | WordClass::PARTICIPLE) && !item.can(WordClass::BASE) {
        // "the proposed deal", but not "the deal proposed".
        return modified && !noun && next_noun;
    }
    if item.can(WordClass::ING) {
        // "told a briefing that", "the meeting of ministers"
        let closes = next.is_none_or(|n| !n.is_word() || n.can(WordClass::PREP.with(WordClass::SUB)));
        // "the Supreme Court building:"
        if noun && word_in(source, item, &BUILDINGS) && next.is_none_or(|n| !n.is_word()) {
            return true;
        }
        let owned = at.checked_sub(1).and_then(|at| items.get(at)).is_some_and(|i| i.can(OPENING));
        return modified && !noun && (next_noun || next_verb || closes && owned);
    }
    // "Obama says some fear", "the Vatican says Pope Francis": a verb that says is no noun here.
    if noun && item.can(WordClass::CUE) && !item.can(WordClass::BASE) && !next_verb {
        return false;
    }
    // "its claim", "a court report said", "arms control expert".
    let role = next.is_some_and(|n| n.can(WordClass::ROLE | WordClass::GROUP | WordClass::ORG));
    (modified && !noun) || (noun && (next_verb || role))
}

fn follows_according(source: &str, items: &[Item], at: usize) -> bool {
    let is = |back: usize, word: &str| {
        let item = at.checked_sub(back).and_then(|i| items.get(i));
        item.is_some_and(|i| i.span.slice(source).eq_ignore_ascii_case(word))
    };
    // "according to early reports"
    let back = usize::from(is(1, "early"));
    is(back.plus(1), "to") && is(back.plus(2), "according")
}

/// Whether an adjective behind its noun tells how people know: "a person familiar with it", "officials briefed on it".
pub(super) fn is_familiar(source: &str, items: &[Item], at: usize) -> bool {
    let lead = |words: &[&str]| items.get(at.plus(1)).is_some_and(|next| word_in(source, next, words));
    items.get(at).is_some_and(|item| {
        word_in(source, item, &["familiar", "acquainted", "involved"]) && lead(&["with", "in"])
            || word_in(source, item, &["close"]) && lead(&["to"])
            || word_in(source, item, &["briefed"]) && lead(&["on", "about"])
            || word_in(source, item, &["aware", "knowledgeable", "informed"]) && lead(&["of", "about"])
            || word_in(source, item, &["privy"]) && lead(&["to"])
    })
}

/// Whether "of" precedes a word with the form of an infinitive, which is a noun there: "secretary of state".
fn follows_of(source: &str, items: &[Item], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| items.get(before));
    before.is_some_and(|of| of.span.slice(source).eq_ignore_ascii_case("of"))
        && items.get(at).is_some_and(|i| {
            i.can(WordClass::BASE) && !i.can(WordClass::PAST.with(WordClass::ING).with(WordClass::AUX))
        })
}

/// Whether a verb that reports a clause precedes: "said support was growing".
fn follows_saying(items: &[Item], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| items.get(before)).is_some_and(|item| {
        item.can(WordClass::PAST.with(WordClass::PRESENT))
            && item.cue.is_some_and(|cue| lexicon().cue(cue).bare_clause)
    })
}

fn follows_noun(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|i| {
        i.is_word()
            && !i.can(FUNCTION | WordClass::PRON | OPENING | WordClass::POSSESSIVE)
            && (!i.can(WordClass::ADV) || i.can(WordClass::ADJ))
            && (!i.can(VERB)
                || i.can(WordClass::BASE | WordClass::PRESENT | WordClass::ROLE | WordClass::GROUP))
    })
}

fn capital_at(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|i| i.can(WordClass::CAPITAL))
}

/// A nickname in quotation marks between two names: the item behind it.
fn nickname(source: &str, items: &[Item], at: usize, end: usize) -> Option<usize> {
    let quote = items.get(end).filter(|i| i.quote().is_some())?;
    let short = quote.span.len() <= 30 && quote.span.slice(source).split_whitespace().count() <= 3;
    (short && end > at && capital_at(items, end.minus(1)) && capital_at(items, end.plus(1)))
        .then_some(end.plus(1))
}

/// "a later interview", "an earlier post"
fn is_later(source: &str, item: &Item) -> bool {
    ["later", "earlier"].iter().any(|w| item.span.slice(source).eq_ignore_ascii_case(w))
}

fn is_adverb(source: &str, item: &Item) -> bool {
    !item.can(WordClass::KNOWN | WordClass::CAPITAL)
        && item.span.len() > 4
        && item.span.slice(source).ends_with("ly")
}

fn looks_past(source: &str, item: &Item) -> bool {
    !item.can(WordClass::KNOWN | WordClass::CAPITAL)
        && item.span.len() > 3
        && item.span.slice(source).ends_with("ed")
}
