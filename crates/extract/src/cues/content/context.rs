//! The words around a cue that are not part of what was said: adverbs, dates, occasions and appositions.

use super::{ContentFinder, CuePlace};
use crate::{
    cues::{SpeakerRef, subject},
    dates::{is_day_lead, is_day_word, is_part_of_day, is_period, is_time_unit},
    index::SaturatingIndex as _,
    lexicon::{CueVerb, WordClass},
    phrases::PhraseKind,
    sentences::Item,
    tokens::TokenKind,
};

/// Maximum length in items of a clause about a statement as a document: "that the agency published".
const OCCASION: usize = 20;

/// Maximum length of a relative clause about a speaker, in items.
const CLAUSE: usize = 40;

/// Maximum length of the name of a newspaper or a broadcast, in items.
const MEDIUM: usize = 9;

/// Maximum length of the title of a broadcast, in words.
const TITLE: usize = 5;

impl ContentFinder<'_, '_> {
    /// Whether a cue at `at` can follow the words: "…,” said".
    pub(super) fn leads_in(&self, at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        while before > 0 && self.parsed.can(before, WordClass::ADV) {
            before = before.minus(1);
        }
        self.parsed.is_quote(before)
            || self.parsed.is(before, TokenKind::Comma)
            || self.parsed.is(before, TokenKind::Dash)
    }

    /// Whether the speaker who closes the sentence behind `last` reports all of it, including the words of others:
    /// "Trump welcomed it, calling it “right,” CNN reported."
    pub(super) fn is_account(&self, last: usize, place: &CuePlace) -> bool {
        let parsed = self.parsed;
        let SpeakerRef::Phrase(phrase) = place.who else { return false };
        if !self.is_last(place.last) {
            return false;
        }
        let phrase = parsed.phrase(phrase);
        // "He told the crowd: “…,” Trump said", "Weber added, “…,” Weber said": a speaker named twice has only the
        // words in the marks.
        let again = || {
            let led = last > 0
                && (parsed.is(last.minus(1), TokenKind::Colon) || parsed.is(last.minus(1), TokenKind::Dash));
            let name = parsed.word(phrase.core.minus(1));
            let named = || (0..last).any(|at| parsed.word_is(at, name));
            let person = phrase.kind == PhraseKind::Name && !parsed.word_is(phrase.first, "the");
            phrase.kind == PhraseKind::Pronoun || led && person || named()
        };
        match parsed.is_quote(last) {
            true => self.is_taken(last) && !again(),
            false => self.used > 0,
        }
    }

    /// Whether only a date and a full stop follow at `at`.
    pub(super) fn is_last(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let mut behind = at;
        // "CNN reported on Tuesday."
        let day = if parsed.can(at, WordClass::PREP) { at.plus(1) } else { at };
        if parsed.can(day, WordClass::WEEKDAY) {
            behind = day.plus(1);
        }
        behind.plus(usize::from(parsed.is(behind, TokenKind::Stop))) >= parsed.items.len()
    }

    /// Whether only a speaker and a cue follow at `at`: ", CNN reported."
    pub(super) fn is_close(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let says = |at: usize| {
            parsed.is_verb(at)
                && parsed.can(at, WordClass::CUE)
                && parsed.can(at, WordClass::PAST.with(WordClass::PRESENT))
        };
        if says(at) {
            return subject::right(parsed, at).is_some_and(|p| self.is_last(parsed.phrase(p).last));
        }
        let verb = parsed.phrase_from(at).map(|p| parsed.phrase(p).last);
        verb.is_some_and(|verb| says(verb) && self.is_last(verb.plus(1)))
    }

    /// Whether the rest of the sentence describes the speaker: "said an official who was there."
    pub(super) fn is_told_of(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let rest = at..parsed.items.len();
        ["who", "whose"].iter().any(|w| parsed.word_is(at, w))
            && rest.len() < CLAUSE
            && rest.into_iter().all(|at| parsed.item(at).is_some_and(Item::is_word) || self.is_last(at))
    }

    /// Returns the end of the apposition behind a name: ", an expert on … at Yonsei University".
    pub(super) fn with_apposition(&self, from: usize) -> usize {
        let parsed = self.parsed;
        if !parsed.is(from, TokenKind::Comma) {
            return from;
        }
        let mut at = from.plus(1);
        while at < parsed.items.len() && at.saturating_sub(from) < 60 {
            if parsed.is(at, TokenKind::Stop) || parsed.is(at, TokenKind::Exclaim) || parsed.is_quote(at) {
                return at;
            }
            at = at.plus(1);
        }
        from
    }

    /// Returns the item behind a time relative to an event: "a day after the attack".
    fn time_around(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let time = parsed.phrase_from(at).map(|p| parsed.phrase(p))?;
        let unit = parsed.word(time.core.minus(1));
        let is_time = is_time_unit(unit)
            || ["hours", "minutes", "moments"].iter().any(|w| parsed.word_is(time.core.minus(1), w));
        let lead = time.core;
        let around = ["after", "before"].iter().any(|w| parsed.word_is(lead, w));
        let event = parsed.phrase_from(lead.plus(1)).filter(|_| is_time && around)?;
        let behind = parsed.phrase(event).last;
        self.is_that(behind).then_some(behind)
    }

    /// Whether a participle describes how something was published: "an interview published on Saturday".
    fn is_made_known(&self, at: usize) -> bool {
        let known =
            ["published", "broadcast", "aired", "released", "posted", "dated", "recorded", "given", "shared"];
        self.parsed.can(at.plus(1), WordClass::PREP.with(WordClass::WEEKDAY))
            && known.iter().any(|w| self.parsed.word_is(at, w))
    }

    /// Returns the item behind a day in brackets: "said on Monday (March 6) that".
    fn bracketed_day(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        let parsed = self.parsed;
        let day = WordClass::MONTH.with(WordClass::NUMBER).with(WordClass::WEEKDAY);
        let open = parsed.is(at, TokenKind::Open).then(|| at.plus(1))?;
        let close = (open..open.plus(LONGEST)).find(|&i| parsed.is(i, TokenKind::Close))?;
        let is_day = (open..close).all(|i| parsed.can(i, day) || parsed.is(i, TokenKind::Number));
        (close > open && is_day).then(|| close.plus(1))
    }

    /// Returns the item behind an aside in brackets: "wrote on Facebook (banned there) that".
    fn bracket(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        let parsed = self.parsed;
        let close = (at..at.plus(LONGEST)).find(|&i| parsed.is(i, TokenKind::Close));
        close.filter(|_| parsed.is(at, TokenKind::Open)).map(|close| close.plus(1))
    }

    /// Returns the item behind the one addressed, of a programme whose title is in quotation marks: "told “Morning Call”
    /// host Ann Pell".
    fn host(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let title = parsed.is_quote(at) && parsed.words_in(at) <= TITLE && !parsed.is_led_on(at);
        let host = parsed.phrase_from(at.plus(1)).filter(|_| title).map(|p| parsed.phrase(p))?;
        let is_person = matches!(host.kind, PhraseKind::Name | PhraseKind::Role);
        is_person.then_some(host.last)
    }

    /// Returns the item behind the topic of the words: "said of the building: “…”".
    fn matter(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let matter = parsed.phrase_from(at.plus(1)).filter(|_| parsed.word_is(at, "of"))?;
        let behind = parsed.phrase(matter).last;
        let mark = parsed.is(behind, TokenKind::Colon) || parsed.is(behind, TokenKind::Comma);
        (mark && parsed.is_quote(behind.plus(1))).then_some(behind)
    }

    /// Returns the index behind the modifiers between a cue and the words: adverbs, the addressee, the date, the
    /// occasion.
    pub(super) fn after_modifiers(&self, from: usize, verb: CueVerb) -> usize {
        let mut at = from;
        for _ in 0..6 {
            let addressee = || self.addressee(at).filter(|_| verb.addressee && at == from);
            let behind = self
                .day_word(at)
                .or_else(|| self.time_around(at))
                // "said in an interview published on Saturday that"
                .or_else(|| (at > from && self.is_made_known(at)).then(|| at.plus(1)))
                .or_else(|| self.distance(at))
                .or_else(|| self.bracketed_day(at))
                .or_else(|| (at > from).then(|| self.bracket(at)).flatten())
                .or_else(|| self.aside(at))
                .or_else(addressee)
                .or_else(|| self.day_and_month(at))
                .or_else(|| self.occasion(at))
                .or_else(|| self.days_of_month(at))
                .or_else(|| self.matter(at))
                // "said Tuesday morning that"
                .or_else(|| is_part_of_day(self.parsed.word(at)).then(|| at.plus(1)));
            match behind {
                Some(behind) if behind != at => at = behind,
                _ => break,
            }
        }
        at
    }

    /// Returns the index behind a day that is no date: "Friday", "yesterday", "last week", "late last night".
    fn day_word(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let owns = |at: usize| parsed.can(at, WordClass::POSSESSIVE);
        if let Some(behind) = self.weekday(at) {
            return Some(behind);
        }
        if is_day_word(parsed.word(at)) && !owns(at.plus(1)) {
            return Some(at.plus(1));
        }
        // "claimed the same day that"
        let ordinal = ["same", "next", "following", "previous"].iter().any(|w| parsed.word_is(at.plus(1), w));
        if parsed.word_is(at, "the") && ordinal && parsed.word_is(at.plus(2), "day") {
            return Some(at.plus(3));
        }
        // "told a committee that day that"
        if parsed.word_is(at, "that") && is_period(parsed.word(at.plus(1))) && self.is_that(at.plus(2)) {
            return Some(at.plus(2));
        }
        if !is_day_lead(parsed.word(at)) {
            return None;
        }
        if is_period(parsed.word(at.plus(1))) && !owns(at.plus(2)) {
            return Some(at.plus(2));
        }
        let two_leads = is_day_lead(parsed.word(at.plus(1))) && is_period(parsed.word(at.plus(2)));
        two_leads.then(|| at.plus(3))
    }

    /// Returns the index behind an aside: "also", or ", however,".
    fn aside(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        if self.is_aside(at) {
            return Some(at.plus(1));
        }
        let between_commas = parsed.is(at, TokenKind::Comma)
            && self.is_aside(at.plus(1))
            && parsed.is(at.plus(2), TokenKind::Comma);
        between_commas.then(|| at.plus(if parsed.is_quote(at.plus(3)) { 2 } else { 3 }))
    }

    /// Returns the index behind the one who was told.
    fn addressee(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        if let Some(behind) = self.host(at).or_else(|| self.medium(at)) {
            return Some(behind);
        }
        if let Some(phrase) =
            parsed.phrase_from(at).map(|p| parsed.phrase(p)).filter(|p| !parsed.is_verb(p.last))
        {
            let behind = self.with_title(phrase.last);
            // "told the Center for Strategic and International Studies that"
            let more = parsed.phrase_from(behind.plus(1)).filter(|_| parsed.can(behind, WordClass::CONJ));
            let more = more.map(|p| parsed.phrase(p).last).filter(|&more| self.is_that(more));
            return Some(more.or_else(|| self.with_places(behind)).unwrap_or(behind));
        }
        self.is_her(at).then(|| at.plus(1))
    }

    /// Returns the index behind the places of those who were told, if "that" follows: "told the crowd outside the parliament
    /// that".
    fn with_places(&self, from: usize) -> Option<usize> {
        let parsed = self.parsed;
        let mut at = from;
        for _ in 0..3 {
            let leads = parsed.can(at, WordClass::PREP)
                || ["outside", "inside", "there"].iter().any(|w| parsed.word_is(at, w));
            let place = parsed.phrase_from(at.plus(1)).filter(|_| leads)?;
            at = parsed.phrase(place).last;
            if self.is_that(at) {
                return Some(at);
            }
        }
        None
    }

    /// Returns the index behind the occasion: "in an interview".
    fn occasion(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let phrase =
            parsed.phrase_from(at.plus(1)).filter(|_| self.is_occasion(at) && !self.is_infinitive(at))?;
        Some(self.with_title(parsed.phrase(phrase).last))
    }

    /// Returns the index behind "on Sunday", "on September 21 and 22".
    fn days_of_month(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let opens = parsed.can(at, WordClass::PREP)
            && parsed.can(at.plus(1), WordClass::WEEKDAY.with(WordClass::MONTH));
        let mut behind = at.plus(2);
        while parsed.can(behind, WordClass::NUMBER)
            || parsed.can(behind, WordClass::CONJ) && parsed.can(behind.plus(1), WordClass::NUMBER)
        {
            behind = behind.plus(1);
        }
        opens.then_some(behind)
    }

    /// Returns the index behind "Friday", "the Friday before last", "Monday last week"; "Monday’s talks" is not a date.
    fn weekday(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let the = usize::from(parsed.word_is(at, "the"));
        let day = at.plus(the);
        let behind =
            |words: [&str; 2]| words.iter().enumerate().all(|(n, w)| parsed.word_is(day.plus(1).plus(n), w));
        let further = behind(["before", "last"]) || behind(["last", "week"]);
        if !parsed.can(day, WordClass::WEEKDAY)
            || parsed.can(day.plus(1), WordClass::POSSESSIVE)
            || the > 0 && !further
        {
            return None;
        }
        Some(day.plus(if further { 3 } else { 1 }))
    }

    /// Returns the index behind "on 3 March", "on Monday, 24 February 2025".
    fn day_and_month(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let number = |at: usize| parsed.is(at, TokenKind::Number) || parsed.can(at, WordClass::NUMBER);
        let mut day = at.plus(usize::from(parsed.can(at, WordClass::PREP)));
        if parsed.can(day, WordClass::WEEKDAY) {
            day = day.plus(1).plus(usize::from(parsed.is(day.plus(1), TokenKind::Comma)));
        }
        let month = day.plus(1);
        if day == at || !number(day) || !parsed.can(month, WordClass::MONTH) {
            return None;
        }
        Some(month.plus(1).plus(usize::from(parsed.is(month.plus(1), TokenKind::Number))))
    }

    /// Whether "her" is the addressee and not possessive: "told her that", "asked her why".
    fn is_her(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let next = at.plus(1);
        let leads = self.is_question(next) || parsed.word_is(next, "to");
        let mark = parsed.is(next, TokenKind::Comma) || parsed.is(next, TokenKind::Colon);
        parsed.word_is(at, "her") && (self.is_that(next) || leads || mark || parsed.is_quote(next))
    }

    /// Returns the index behind the name of a newspaper or a broadcast that holds a day or a preposition: "the Sunday
    /// Herald", "BBC Radio 4’s Today programme", "Sky’s Sunday Morning with Ann Pell".
    fn medium(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        const KINDS: [&str; 9] = [
            "programme",
            "program",
            "show",
            "podcast",
            "newspaper",
            "magazine",
            "channel",
            "broadcaster",
            "website",
        ];
        let capital = |at: usize| parsed.can(at, WordClass::CAPITAL) || parsed.is(at, TokenKind::Number);
        let day =
            |at: usize| parsed.can(at, WordClass::WEEKDAY) || parsed.word_is(at, "today") && capital(at);
        let joins = |at: usize| {
            parsed.can(at, WordClass::POSSESSIVE)
                || ["’s", "'s", "’", "s"].contains(&parsed.word(at))
                || ["with", "on", "of", "the", "and"].iter().any(|w| parsed.word_is(at, w))
                    && capital(at.plus(1))
        };
        let mut end = at.plus(usize::from(parsed.word_is(at, "the")));
        let first = end;
        while end < first.plus(MEDIUM) && (capital(end) || end > first && joins(end)) {
            end = end.plus(1);
        }
        let kind = KINDS.iter().any(|w| parsed.word_is(end, w));
        let named = end > first.plus(1) && (first..end).any(day);
        // "told the Herald on Sunday": the day is when it was told.
        let paper = |at: usize| parsed.is_paper(at);
        let titled =
            (first..end).any(|i| day(i) && (paper(i) || parsed.can(i.minus(1), WordClass::POSSESSIVE)));
        match kind {
            true if end > first => Some(end.plus(1)),
            _ if named && titled => Some(end),
            _ => None,
        }
    }

    /// Returns the index behind the title of a broadcast, if an owner precedes it: "ABC’s “Good Morning America”".
    fn with_title(&self, at: usize) -> usize {
        let parsed = self.parsed;
        let title = at.plus(1);
        let kind = ["program", "programme", "show", "broadcast"];
        match self.is_title(title) && !parsed.is_led_on(title) {
            true if kind.iter().any(|w| parsed.word_is(title.plus(1), w)) => title.plus(2),
            true => title.plus(1),
            false => at,
        }
    }

    /// Whether a quotation is the title of a broadcast: "on NBC’s “Meet the Press”".
    pub(super) fn is_title(&self, quote: usize) -> bool {
        let parsed = self.parsed;
        let capital =
            |word: &str| word.chars().next().is_some_and(|ch| ch.is_uppercase() || !ch.is_alphabetic());
        quote.checked_sub(1).is_some_and(|before| parsed.can(before, WordClass::POSSESSIVE))
            && parsed.is_quote(quote)
            && parsed.words_in(quote) <= TITLE
            && parsed.word(quote).split_whitespace().filter(|word| word.len() > 3).all(capital)
    }

    /// Returns the index behind a distance in time: "a week earlier", "two days later".
    fn distance(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let counted =
            parsed.can(at, WordClass::DET.with(WordClass::NUMBER)) && is_time_unit(parsed.word(at.plus(1)));
        let way = ["earlier", "before", "ago", "later", "after"];
        (counted && way.iter().any(|w| parsed.word_is(at.plus(2), w))).then_some(at.plus(3))
    }

    /// Whether an item is an adverb outside of the reported words: not "there were", not "more than".
    pub(super) fn is_aside(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let leads = parsed.word_is(at, "there")
            && (parsed.can(at.plus(1), WordClass::AUX) || parsed.word(at.plus(1)).ends_with(['s', 'd']))
            || ["more", "less", "most"].iter().any(|w| parsed.word_is(at, w));
        !leads
            && !parsed.can(at, WordClass::NEG)
            && (parsed.can(at, WordClass::ADV) && !parsed.can(at, WordClass::SUB.with(WordClass::ADJ))
                || parsed.word(at).ends_with("ly"))
    }

    /// Whether "that" at `at` is a relative pronoun of the statement as a document: "said in a statement that the
    /// agency published on Thursday".
    pub(super) fn is_of_the_occasion(&self, at: usize) -> bool {
        let parsed = self.parsed;
        if !self.is_that(at) {
            return false;
        }
        let words = at.plus(1)..at.plus(OCCASION).min(parsed.items.len());
        let mut end =
            words.clone().find(|&i| !parsed.item(i).is_some_and(|item| item.is_word())).unwrap_or(words.end);
        while end > at && parsed.can(end.minus(1), WordClass::PREP.with(WordClass::WEEKDAY)) {
            end = end.minus(1);
        }
        let made = ["published", "released", "issued", "carried", "posted"];
        end > at && made.iter().any(|w| parsed.word_is(end.minus(1), w))
    }

    /// Whether "to" leads to a verb that the lexicon does not know: "pledged to enact it", but not "said to
    /// travelers that".
    fn is_infinitive(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let (verb, object) = (at.plus(1), at.plus(2));
        const NOUN: WordClass = WordClass::KNOWN
            .with(WordClass::CAPITAL.with(WordClass::GROUP.with(WordClass::ROLE.with(WordClass::ORG))));
        let closes = |at: usize| {
            let mark = usize::from(parsed.is(at, TokenKind::Comma) || parsed.is(at, TokenKind::Colon));
            self.is_that(at) || parsed.is_quote(at.plus(mark))
        };
        let behind = parsed.phrase_from(verb).map_or(object, |p| parsed.phrase(p).last);
        let leads = WordClass::PREP.with(WordClass::CONJ.with(WordClass::SUB.with(WordClass::AUX)));
        parsed.word_is(at, "to")
            && !parsed.can(verb, NOUN)
            && parsed.item(object).is_some_and(|item| item.is_word() && !item.can(leads))
            && !closes(object)
            && !closes(behind)
    }

    /// Whether an item is a preposition that can lead to an occasion or an addressee.
    pub(super) fn is_occasion(&self, at: usize) -> bool {
        [
            "in", "on", "at", "to", "during", "via", "through", "before", "after", "from", "of", "about",
            "with", "for",
        ]
        .iter()
        .any(|w| self.parsed.word_is(at, w))
    }
}
