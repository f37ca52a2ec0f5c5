//! Who stands beside a cue verb as the one who says it.

use super::{Parsed, Who};
use crate::{
    days::{is_day_lead, is_period},
    lexicon::Class,
    phrases::Sort,
    step::Step as _,
    tokens::Kind,
};

/// How far to the left of a verb its subject is looked for, in items.
pub(super) const REACH: usize = 60;

/// So many things may stand one behind another between a subject and its verb.
const ASIDES: u8 = 3;

/// The subject to the left of the verb at `verb`, and the item where its phrase begins.
pub(super) fn left(parsed: &Parsed<'_>, verb: usize) -> Option<(Who, usize)> {
    left_of(parsed, verb, ASIDES)
}

fn left_of(parsed: &Parsed<'_>, verb: usize, asides: u8) -> Option<(Who, usize)> {
    let mut at = verb;
    // Auxiliaries and adverbs between subject and verb: "has repeatedly said".
    while at > 0 && parsed.phrase_at(at.back(1)).is_none() {
        let skips = parsed.is_plain(at.back(1))
            || parsed.word_is(at.back(1), "to")
            || keeps(parsed, at.back(1))
            || all_but(parsed, at.back(1));
        if !skips {
            break;
        }
        at = at.back(1);
    }
    let before = at.checked_sub(1)?;
    if relative(parsed, before) {
        return Some(antecedent(parsed, before));
    }
    // "X declined to say", "X used the occasion to call for": who does the one does the other.
    if parsed.word_is(verb.back(1), "to") {
        return clause_subject(parsed, verb.back(1));
    }
    // "records that would respond": what "that" stands for says nothing; "Trump released a video that said": who did
    // the one does the other.
    if parsed.word_is(before, "that") {
        let made = before.checked_sub(1).and_then(|b| ending_at(parsed, b));
        let thing = made.filter(|&p| at == verb && parsed.phrase(p).sort == Sort::Other);
        return thing.and_then(|p| clause_subject(parsed, parsed.phrase(p).first));
    }
    if let Some(aside) = aside(parsed, before) {
        let comma = usize::from(parsed.is(aside.back(1), Kind::Comma));
        return left_of(parsed, aside.back(comma), asides.checked_sub(1)?);
    }
    if let Some(phrase) = ending_at(parsed, before) {
        let whole = parsed.phrase(phrase);
        // "Priebus this past week announced": a time between subject and verb.
        let lead =
            if is_day_lead(parsed.word(whole.first)) { whole.first } else { whole.first.saturating_sub(1) };
        if is_period(parsed.word(before)) && is_day_lead(parsed.word(lead)) && lead > 0 {
            let comma = usize::from(parsed.is(lead.back(1), Kind::Comma));
            return left_of(parsed, lead.back(comma), asides.checked_sub(1)?);
        }
        return Some((Who::Phrase(phrase), whole.first));
    }
    if parsed.can(before, Class::CONJ)
        || parsed.is(before, Kind::Comma) && before > 0 && parsed.can(before.back(1), Class::CONJ)
    {
        return clause_subject(parsed, before);
    }
    let title = parsed.is_quote(before) && before > 0 && parsed.can(before.back(1), Class::PREP);
    if title
        || parsed.is(before, Kind::Comma)
        || parsed.is(before, Kind::Dash)
        || parsed.is(before, Kind::Close)
    {
        return apposed(parsed, before).or_else(|| {
            // A day between subject and verb: "Pence on Sunday, said".
            parsed.is(before, Kind::Comma).then(|| clause_subject(parsed, before)).flatten()
        });
    }
    // "Trump on Monday said": a day or a place stands between.
    if parsed.can(before, Class::WEEKDAY.with(Class::MONTH.with(Class::NUMBER))) {
        let mut back = before;
        while back > 0
            && parsed.can(back, Class::WEEKDAY.with(Class::MONTH).with(Class::NUMBER).with(Class::PREP))
        {
            back = back.back(1);
        }
        if let Some(phrase) = ending_at(parsed, back) {
            return Some((Who::Phrase(phrase), parsed.phrase(phrase).first));
        }
    }
    None
}

/// Where what stands between subject and verb begins, if it ends at `at` and names nobody: "the department less
/// than two weeks ago said", "a letter obtained by the agency warns", "but in a later interview said".
fn aside(parsed: &Parsed<'_>, at: usize) -> Option<usize> {
    let phrase = ending_at(parsed, at);
    let counted = if is_ago(parsed, at) {
        ending_at(parsed, at.checked_sub(usize::from(phrase.is_none()))?)
    } else {
        None
    };
    if let Some(time) = counted.filter(|&p| is_time(parsed, p)) {
        let mut first = parsed.phrase(time).first;
        let about = ["less", "more", "than", "about", "just", "only", "nearly", "almost"];
        while first > 0 && about.iter().any(|w| parsed.word_is(first.back(1), w)) {
            first = first.back(1);
        }
        return (first > 0).then_some(first);
    }
    let first = parsed.phrase(phrase?).first;
    let lead = first.checked_sub(1)?;
    if is_maker(parsed, first) && parsed.phrase_at(lead.back(1)).is_none() {
        let mut first = lead.back(1);
        while first > 0 && parsed.can(first.back(1), Class::CONJ.with(Class::ADV)) {
            first = first.back(1);
        }
        return (first > 0).then_some(first);
    }
    let occasion = ["in", "at", "during", "on"].iter().any(|w| parsed.word_is(lead, w));
    (occasion && lead > 0 && parsed.can(lead.back(1), Class::CONJ)).then_some(lead)
}

/// "two weeks ago"
fn is_ago(parsed: &Parsed<'_>, at: usize) -> bool {
    ["ago", "earlier", "later"].iter().any(|w| parsed.word_is(at, w))
}

/// Whether the phrase that begins at `first` names who made something and did not say it: "obtained by the agency".
pub(super) fn is_maker(parsed: &Parsed<'_>, first: usize) -> bool {
    let before = |back: usize| first.checked_sub(back);
    let made = |at: usize| parsed.can(at, Class::PAST.with(Class::PARTICIPLE)) && !parsed.can(at, Class::CUE);
    before(1).is_some_and(|by| parsed.word_is(by, "by")) && before(2).is_some_and(made)
}

/// Whether a phrase tells a time: "two weeks", "one point".
pub(super) fn is_time(parsed: &Parsed<'_>, phrase: usize) -> bool {
    let found = parsed.phrase(phrase);
    let mut head = found.core.back(1);
    if is_ago(parsed, head) {
        head = head.back(1);
    }
    let word = parsed.word(head);
    let counted = parsed.can(found.first, Class::DET.with(Class::NUMBER));
    counted
        && (is_period(word.strip_suffix('s').unwrap_or(word))
            || ["point", "time", "hours", "minutes", "moment"].iter().any(|w| parsed.word_is(head, w)))
}

/// The subject to the right of an inverted verb: "said Liu".
pub(super) fn right(parsed: &Parsed<'_>, verb: usize) -> Option<usize> {
    let phrase = parsed.phrase_from(verb.on(1))?;
    let found = parsed.phrase(phrase);
    let fits = match found.sort {
        Sort::Pronoun => parsed.word_is(found.first, "he") || parsed.word_is(found.first, "she"),
        _ => true,
    };
    // "“…,” said a source involved in it": behind a quotation, only a speaker can follow.
    let behind_quote = verb > 0 && parsed.is_quote(verb.back(1));
    (fits && (behind_quote || !parsed.is_verb(found.last))).then_some(phrase)
}

/// "His spokesman, Stéphane Dujarric, said": what is put in behind a role is the name of who has it.
pub(super) fn with_name(parsed: &Parsed<'_>, who: Who) -> Who {
    let Who::Phrase(index) = who else { return who };
    let Some(role) = parsed.phrases.get(index).filter(|p| p.sort == Sort::Role) else { return who };
    let name = parsed.phrase_from(role.last.on(1)).filter(|_| parsed.is(role.last, Kind::Comma));
    let closed = |name: &usize| {
        parsed.phrases.get(*name).is_some_and(|p| {
            p.sort == Sort::Name
                && p.name.is_some_and(|(from, to)| to > from.on(1))
                && (parsed.is(p.last, Kind::Comma)
                    || parsed.is(p.last, Kind::Stop)
                    || p.last == parsed.items.len())
        })
    };
    name.filter(closed).map_or(who, Who::Phrase)
}

/// "went on to say", "kept asking"
pub(super) fn keeps(parsed: &Parsed<'_>, at: usize) -> bool {
    ["went", "on", "continued", "continues", "kept", "keeps", "began", "started"]
        .iter()
        .any(|w| parsed.word_is(at, w))
}

/// "he all but accused them"
fn all_but(parsed: &Parsed<'_>, at: usize) -> bool {
    parsed.word_is(at, "but") && parsed.word_is(at.back(1), "all")
        || parsed.word_is(at, "all") && parsed.word_is(at.on(1), "but")
}

fn relative(parsed: &Parsed<'_>, at: usize) -> bool {
    ["who", "which"].iter().any(|w| parsed.word_is(at, w))
}

/// What "who" stands for: the phrase before it, a day or a bracket between them put aside.
fn antecedent(parsed: &Parsed<'_>, who: usize) -> (Who, usize) {
    let mut back = who;
    let mut found = None;
    while back > 0 && who.saturating_sub(back) < REACH {
        back = back.back(1);
        if let Some(phrase) = parsed.phrase_at(back) {
            let sort = parsed.phrase(phrase).sort;
            found = found.or(Some(phrase));
            if matches!(sort, Sort::Name | Sort::Role | Sort::Group) {
                found = Some(phrase);
                break;
            }
            back = parsed.phrase(phrase).first;
        } else if parsed.is_verb(back) {
            break;
        }
    }
    let span = parsed.item(who).map(|i| i.span).unwrap_or_default();
    let start = found.and_then(|p| parsed.phrases.get(p)).map_or(who, |p| p.first);
    (Who::Relative(span, found), start)
}

/// The phrase that ends right after item `at`, or a quotation mark's "who" of it.
fn ending_at(parsed: &Parsed<'_>, at: usize) -> Option<usize> {
    parsed.phrase_at(at).filter(|&p| parsed.phrase(p).last == at.on(1))
}

/// "Susan Thornton, acting assistant secretary of …, said": the phrase before what is put in.
fn apposed(parsed: &Parsed<'_>, closing: usize) -> Option<(Who, usize)> {
    let opening = |at: usize| match parsed.is(closing, Kind::Close) {
        true => parsed.is(at, Kind::Open),
        false if parsed.is(closing, Kind::Dash) => parsed.is(at, Kind::Dash),
        false => parsed.is(at, Kind::Comma),
    };
    let mut fallback = None;
    for at in (closing.saturating_sub(REACH)..closing).rev() {
        // A quotation that leads on ends the search; the title of a book ("author of “…,”") does not.
        let title = at > 0 && parsed.can(at.back(1), Class::PREP);
        if parsed.is_quote(at) && parsed.is_led_on(at) && parsed.words_in(at) > 3 && !title {
            break;
        }
        if !opening(at) || at == 0 {
            continue;
        }
        let Some(phrase) = ending_at(parsed, before_bracket(parsed, at.back(1))) else { continue };
        let found = parsed.phrase(phrase);
        let candidate = Some((Who::Phrase(phrase), found.first));
        match found.sort {
            // "others – including US officials – say": what is put in names them better.
            Sort::Group if parsed.is(at, Kind::Dash) && parsed.word_is(at.on(1), "including") => {
                let named = parsed.phrase_from(at.on(2));
                return named.map(|p| (Who::Phrase(p), found.first)).or(candidate);
            }
            Sort::Name if parsed.is_verb(found.first.wrapping_sub(1)) => {}
            // "Cory James, 22, of Flint, Mich., said": a place is put in as well.
            Sort::Name | Sort::Body if parsed.word_is(found.first.wrapping_sub(1), "of") => {
                fallback = fallback.or(candidate);
            }
            Sort::Name | Sort::Pronoun | Sort::Group | Sort::Body => return candidate,
            // "Small, who attended the rally, said"
            Sort::Other if relative(parsed, at.on(1)) => return candidate,
            Sort::Role => {
                // "China's ambassador, Liu Jieyi, said": what is put in is the name.
                let put_in = parsed
                    .phrase_from(at.on(1))
                    .filter(|&p| parsed.phrase(p).sort == Sort::Name && parsed.phrase(p).last == closing);
                if let Some(name) = put_in {
                    return Some((Who::Phrase(name), found.first));
                }
                // A role may itself be put in: look one comma further for the name.
                fallback = fallback.or(candidate);
            }
            Sort::Other => {
                if at > 1 && !parsed.is_verb(found.first.wrapping_sub(1)) {
                    fallback = fallback.or(candidate);
                }
            }
        }
    }
    fallback
}

/// The item before a bracket that closes at `at`: "Sen. Claire McCaskill (D-Mo.)".
fn before_bracket(parsed: &Parsed<'_>, at: usize) -> usize {
    if !parsed.is(at, Kind::Close) {
        return at;
    }
    (at.saturating_sub(10)..at).rev().find(|&i| parsed.is(i, Kind::Open)).map_or(at, |i| i.saturating_sub(1))
}

/// Who speaks behind a colon: all that stands before it ("X: “…”"), or the clause's subject.
pub(super) fn before_colon(parsed: &Parsed<'_>, colon: usize) -> Option<(Who, usize)> {
    // "Polls were wrong - Carl Bialik: “…”": what stands before the dash is no sentence of his.
    // So does what stands behind "from": "From the report: “…”", "More from Jones: “…”".
    let opens = |first: usize| {
        let from = || first == 1 || parsed.word_is(first.back(2), "more");
        first == 0 || parsed.is(first.back(1), Kind::Dash) || parsed.word_is(first.back(1), "from") && from()
    };
    if follows_up(parsed, colon) {
        return Some((Who::Nobody, 0));
    }
    let alone = parsed.phrase_at(colon.checked_sub(1)?).filter(|&p| opens(parsed.phrase(p).first));
    alone.map(|phrase| (Who::Phrase(phrase), 0)).or_else(|| clause_subject(parsed, colon))
}

/// "A second tweet followed": it is the speaker's before.
fn follows_up(parsed: &Parsed<'_>, colon: usize) -> bool {
    let follows =
        parsed.phrase_from(0).and_then(|p| parsed.phrases.get(p)).is_some_and(|p| p.last.on(1) == colon)
            && parsed.word_is(colon.back(1), "followed");
    follows && ["a", "another"].iter().any(|w| parsed.word_is(0, w))
}

/// The subject of the clause that ends at `end`: "X did this and said".
fn clause_subject(parsed: &Parsed<'_>, end: usize) -> Option<(Who, usize)> {
    let mut best = None;
    let mut from = end.saturating_sub(REACH);
    // The clause begins after the last quotation or the last conjunction with a subject of its own.
    let speech = |at: usize| parsed.is_quote(at) && parsed.is_led_on(at) && parsed.words_in(at) > 3;
    if let Some(quote) = (from..end).rev().find(|&at| speech(at)) {
        from = quote;
    }
    let first = parsed.phrases.partition_point(|p| p.first < from);
    let clause = parsed.phrases.iter().enumerate().skip(first).take_while(|(_, p)| p.last <= end);
    for (index, phrase) in clause {
        if matches!(phrase.sort, Sort::Other) && best.is_some() {
            continue;
        }
        if relative(parsed, phrase.first) || is_time(parsed, index) {
            continue;
        }
        let after_preposition = phrase.first > 0
            && parsed.can(phrase.first.back(1), Class::PREP)
            && !parsed.can(phrase.first.back(1), Class::SUB);
        if after_preposition {
            continue;
        }
        let mut verb = phrase.last;
        // Over what is put in between commas, to its verb.
        if parsed.is(verb, Kind::Comma) {
            let close = (verb.on(1)..end).find(|&at| parsed.is(at, Kind::Comma));
            verb = close.map_or(verb, |c| c.on(1));
        }
        while (parsed.can(verb, Class::ADV) || parsed.word(verb).ends_with("ly")) && !parsed.is_verb(verb) {
            verb = verb.on(1);
        }
        if verb < end && (parsed.is_verb(verb) || looks_verb(parsed, verb)) && best.is_none() {
            best = Some((Who::Phrase(index), phrase.first));
        }
    }
    best
}

fn looks_verb(parsed: &Parsed<'_>, at: usize) -> bool {
    let word = parsed.word(at);
    parsed.phrase_at(at).is_none()
        && (word.ends_with("ed") || word.ends_with('s'))
        && !parsed.can(at, Class::ING)
}

/// The subject of a participle: "…, saying", "with Mattis warning".
pub(super) fn of_participle(parsed: &Parsed<'_>, verb: usize) -> Option<(Who, usize)> {
    let mut at = verb;
    while at > 0
        && parsed.phrase_at(at.back(1)).is_none()
        && parsed.can(at.back(1), Class::ADV.with(Class::CONJ))
    {
        at = at.back(1);
    }
    let before = at.checked_sub(1)?;
    // "a senator saying": the phrase right before, unless the words are its own object.
    if let Some(phrase) = ending_at(parsed, before).filter(|_| at == verb) {
        let found = parsed.phrase(phrase);
        if !matches!(found.sort, Sort::Other) {
            return Some((Who::Phrase(phrase), found.first));
        }
    }
    // "with Trump tweeting that it was a farce and asking": who does the one does the other.
    if at < verb && parsed.can(at, Class::CONJ) {
        let speaks = |i: usize| {
            parsed.can(i, Class::ING) && parsed.can(i, Class::CUE) && parsed.phrase_at(i).is_none()
        };
        let with = (at.saturating_sub(REACH)..at).rev().find(|&i| speaks(i));
        let subject = with.and_then(|i| ending_at(parsed, i.checked_sub(1)?));
        let named = subject
            .filter(|&p| parsed.phrase(p).first.checked_sub(1).is_some_and(|i| parsed.word_is(i, "with")));
        if let Some(phrase) = named {
            return Some((Who::Phrase(phrase), parsed.phrase(phrase).first));
        }
    }
    clause_subject(parsed, at)
}
