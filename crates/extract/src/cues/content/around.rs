//! What stands around a cue and is no part of what was said: adverbs, days, occasions, and what is
//! put in behind a name.

use super::{Finder, Place};
use crate::{
    cues::{Who, subject},
    days::{is_day_lead, is_day_word, is_part_of_day, is_period},
    lexicon::{Class, CueVerb},
    phrases::Sort,
    sentences::Item,
    step::Step as _,
    tokens::Kind,
};

/// What tells of a statement as a thing is no longer than this, in items: where it is, is looked for no further.
const OCCASION: usize = 20;

/// A clause that tells who somebody is is shorter than this, in items.
const CLAUSE: usize = 40;

/// Titles of broadcasts are no longer than this, in words.
const TITLE: usize = 5;

impl Finder<'_, '_> {
    /// Whether what stands before `at` can be words that a cue follows: "…,” said".
    pub(super) fn leads_in(&self, at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        while before > 0 && self.parsed.can(before, Class::ADV) {
            before = before.back(1);
        }
        self.parsed.is_quote(before)
            || self.parsed.is(before, Kind::Comma)
            || self.parsed.is(before, Kind::Dash)
    }

    /// Whether a speaker who closes the sentence behind `last` has said all of it, others' words included: "Trump
    /// welcomed it, calling it “right,” CNN reported."
    pub(super) fn is_account(&self, last: usize, place: &Place) -> bool {
        let parsed = self.parsed;
        let Who::Phrase(phrase) = place.who else { return false };
        if !self.is_last(place.last) {
            return false;
        }
        let phrase = parsed.phrase(phrase);
        // "He told the crowd: “…,” Trump said", "Weber added, “…,” Weber said": who is named twice has only the
        // words in the marks.
        let again = || {
            let led =
                last > 0 && (parsed.is(last.back(1), Kind::Colon) || parsed.is(last.back(1), Kind::Dash));
            let name = parsed.word(phrase.core.back(1));
            let named = || (0..last).any(|at| parsed.word_is(at, name));
            let person = phrase.sort == Sort::Name && !parsed.word_is(phrase.first, "the");
            phrase.sort == Sort::Pronoun || led && person || named()
        };
        match parsed.is_quote(last) {
            true => self.is_taken(last) && !again(),
            false => self.used > 0,
        }
    }

    /// Whether nothing but a day and a stop follows at `at`.
    pub(super) fn is_last(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let mut behind = at;
        // "CNN reported on Tuesday."
        let day = if parsed.can(at, Class::PREP) { at.on(1) } else { at };
        if parsed.can(day, Class::WEEKDAY) {
            behind = day.on(1);
        }
        behind.on(usize::from(parsed.is(behind, Kind::Stop))) >= parsed.items.len()
    }

    /// Whether only a speaker and a cue follow at `at`: ", CNN reported."
    pub(super) fn is_close(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let says = |at: usize| {
            parsed.is_verb(at)
                && parsed.can(at, Class::CUE)
                && parsed.can(at, Class::PAST.with(Class::PRESENT))
        };
        if says(at) {
            return subject::right(parsed, at).is_some_and(|p| self.is_last(parsed.phrase(p).last));
        }
        let verb = parsed.phrase_from(at).map(|p| parsed.phrase(p).last);
        verb.is_some_and(|verb| says(verb) && self.is_last(verb.on(1)))
    }

    /// Whether the rest of the sentence tells who a speaker is: "said an official who was there."
    pub(super) fn is_told_of(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let rest = at..parsed.items.len();
        ["who", "whose"].iter().any(|w| parsed.word_is(at, w))
            && rest.len() < CLAUSE
            && rest.into_iter().all(|at| parsed.item(at).is_some_and(Item::is_word) || self.is_last(at))
    }

    /// One past what is put in behind a name: ", an expert on … at Yonsei University".
    pub(super) fn with_apposition(&self, from: usize) -> usize {
        let parsed = self.parsed;
        if !parsed.is(from, Kind::Comma) {
            return from;
        }
        let mut at = from.on(1);
        while at < parsed.items.len() && at.saturating_sub(from) < 60 {
            if parsed.is(at, Kind::Stop) || parsed.is(at, Kind::Exclaim) || parsed.is_quote(at) {
                return at;
            }
            at = at.on(1);
        }
        from
    }

    /// One past what may stand between a cue and the words: adverbs, the one addressed, the day,
    /// the occasion.
    pub(super) fn after_modifiers(&self, from: usize, verb: CueVerb) -> usize {
        let parsed = self.parsed;
        let mut at = from;
        for _ in 0..6 {
            let start = at;
            if parsed.can(at, Class::WEEKDAY) || is_day_word(parsed.word(at)) {
                at = at.on(1);
            } else if is_day_lead(parsed.word(at)) && is_period(parsed.word(at.on(1))) {
                at = at.on(2);
            } else if let Some(behind) = self.distance(at) {
                at = behind;
            } else if self.is_aside(at) {
                at = at.on(1);
            } else if parsed.is(at, Kind::Comma)
                && self.is_aside(at.on(1))
                && parsed.is(at.on(2), Kind::Comma)
            {
                // "said, however, that"
                at = at.on(if parsed.is_quote(at.on(3)) { 2 } else { 3 });
            } else if verb.addressee
                && at == from
                && let Some(p) = parsed.phrase_from(at)
                && !parsed.is_verb(parsed.phrase(p).last)
            {
                at = self.with_title(parsed.phrase(p).last);
                // "told the Center for Strategic and International Studies that"
                if parsed.can(at, Class::CONJ)
                    && let Some(more) = parsed.phrase_from(at.on(1)).map(|p| parsed.phrase(p).last)
                    && self.is_that(more)
                {
                    at = more;
                }
            } else if verb.addressee && at == from && self.is_her(at) {
                at = at.on(1);
            } else if self.is_occasion(at)
                && !self.is_infinitive(at)
                && let Some(p) = parsed.phrase_from(at.on(1))
            {
                at = self.with_title(parsed.phrase(p).last);
            } else if parsed.can(at, Class::PREP) && parsed.can(at.on(1), Class::WEEKDAY.with(Class::MONTH)) {
                at = at.on(2);
                while parsed.can(at, Class::NUMBER) {
                    at = at.on(1);
                }
            } else if is_part_of_day(parsed.word(at)) {
                // "said Tuesday morning that"
                at = at.on(1);
            }
            if at == start {
                break;
            }
        }
        at
    }

    /// Whether "her" is the one addressed and owns nothing: "told her that", "asked her why".
    fn is_her(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let next = at.on(1);
        let leads = self.is_question(next) || parsed.word_is(next, "to");
        let mark = parsed.is(next, Kind::Comma) || parsed.is(next, Kind::Colon);
        parsed.word_is(at, "her") && (self.is_that(next) || leads || mark || parsed.is_quote(next))
    }

    /// One past the title behind an owner, if one stands there: "ABC’s “Good Morning America”".
    fn with_title(&self, at: usize) -> usize {
        let parsed = self.parsed;
        let title = at.on(1);
        let kind = ["program", "programme", "show", "broadcast"];
        match self.is_title(title) && !parsed.is_led_on(title) {
            true if kind.iter().any(|w| parsed.word_is(title.on(1), w)) => title.on(2),
            true => title.on(1),
            false => at,
        }
    }

    /// Whether a quotation is the title of a broadcast: "on NBC’s “Meet the Press”".
    pub(super) fn is_title(&self, quote: usize) -> bool {
        let parsed = self.parsed;
        let capital =
            |word: &str| word.chars().next().is_some_and(|ch| ch.is_uppercase() || !ch.is_alphabetic());
        quote.checked_sub(1).is_some_and(|before| parsed.can(before, Class::POSSESSIVE))
            && parsed.is_quote(quote)
            && parsed.words_in(quote) <= TITLE
            && parsed.word(quote).split_whitespace().filter(|word| word.len() > 3).all(capital)
    }

    /// One past a distance in time: "a week earlier", "two days later".
    fn distance(&self, at: usize) -> Option<usize> {
        let parsed = self.parsed;
        let counted = parsed.can(at, Class::DET.with(Class::NUMBER)) && {
            let unit = parsed.word(at.on(1));
            is_period(unit.strip_suffix('s').unwrap_or(unit))
        };
        let way = ["earlier", "before", "ago", "later", "after"];
        (counted && way.iter().any(|w| parsed.word_is(at.on(2), w))).then_some(at.on(3))
    }

    /// An adverb that tells nothing of what was said: not "there were", not "more than".
    pub(super) fn is_aside(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let leads = parsed.word_is(at, "there") && parsed.can(at.on(1), Class::AUX)
            || ["more", "less"].iter().any(|w| parsed.word_is(at, w)) && parsed.word_is(at.on(1), "than");
        !leads
            && !parsed.can(at, Class::NEG)
            && (parsed.can(at, Class::ADV) && !parsed.can(at, Class::SUB.with(Class::ADJ))
                || parsed.word(at).ends_with("ly"))
    }

    /// Whether "that" at `at` tells of the statement before it and not what was said in it: "said in a statement
    /// that the agency published on Thursday".
    pub(super) fn is_of_the_occasion(&self, at: usize) -> bool {
        let parsed = self.parsed;
        if !self.is_that(at) {
            return false;
        }
        let words = at.on(1)..at.on(OCCASION).min(parsed.items.len());
        let mut end =
            words.clone().find(|&i| !parsed.item(i).is_some_and(|item| item.is_word())).unwrap_or(words.end);
        while end > at && parsed.can(end.back(1), Class::PREP.with(Class::WEEKDAY)) {
            end = end.back(1);
        }
        let made = ["published", "released", "issued", "carried", "posted"];
        end > at && made.iter().any(|w| parsed.word_is(end.back(1), w))
    }

    /// Whether a verb that no list knows follows "to": "pledged to enact it", but not "said to travelers that".
    fn is_infinitive(&self, at: usize) -> bool {
        let parsed = self.parsed;
        let (verb, object) = (at.on(1), at.on(2));
        const NOUN: Class =
            Class::KNOWN.with(Class::CAPITAL.with(Class::GROUP.with(Class::ROLE.with(Class::ORG))));
        let closes = |at: usize| {
            let mark = usize::from(parsed.is(at, Kind::Comma) || parsed.is(at, Kind::Colon));
            self.is_that(at) || parsed.is_quote(at.on(mark))
        };
        let behind = parsed.phrase_from(verb).map_or(object, |p| parsed.phrase(p).last);
        let leads = Class::PREP.with(Class::CONJ.with(Class::SUB.with(Class::AUX)));
        parsed.word_is(at, "to")
            && !parsed.can(verb, NOUN)
            && parsed.item(object).is_some_and(|item| item.is_word() && !item.can(leads))
            && !closes(object)
            && !closes(behind)
    }

    /// A preposition that leads to where, how or to whom it was said.
    pub(super) fn is_occasion(&self, at: usize) -> bool {
        [
            "in", "on", "at", "to", "during", "via", "through", "before", "after", "from", "of", "about",
            "with", "for",
        ]
        .iter()
        .any(|w| self.parsed.word_is(at, w))
    }
}
