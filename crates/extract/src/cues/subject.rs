//! The subject of a speech verb.

use super::{ParsedSentence, SpeakerRef, apposition::apposed};
use crate::{
    dates::{is_day_lead, is_period, is_time_unit},
    index::SaturatingIndex as _,
    lexicon::{WordClass, lexicon},
    phrases::{Phrase, PhraseKind, is_familiar, is_portfolio},
    tokens::TokenKind,
};

/// Maximum distance from a verb to its subject, in items.
pub(super) const REACH: usize = 60;

/// Maximum number of asides between a subject and its verb.
const ASIDES: u8 = 3;

/// Returns the subject to the left of a verb, and the item at which its phrase begins.
pub(super) fn left(parsed: &ParsedSentence<'_>, verb: usize) -> Option<(SpeakerRef, usize)> {
    left_of(parsed, verb, ASIDES)
}

fn left_of(parsed: &ParsedSentence<'_>, verb: usize, asides: u8) -> Option<(SpeakerRef, usize)> {
    if let Some(found) = quoted_before(parsed, verb) {
        return Some(found);
    }
    let mut at = verb;
    // "Ann Lee and Bob Fox both said"
    let is_joint = |at| ["both", "all"].iter().any(|word| parsed.word_is(at, word));
    if at.checked_sub(2).is_some_and(|before| is_joint(before.plus(1)) && ending_at(parsed, before).is_some())
    {
        at = at.minus(1);
    }
    // Auxiliaries and adverbs between subject and verb: "has repeatedly said".
    while at > 0 && parsed.phrase_at(at.minus(1)).is_none() {
        let skips = parsed.is_plain(at.minus(1))
            || parsed.word_is(at.minus(1), "to")
            || keeps(parsed, at.minus(1))
            || is_joint(at.minus(1))
            || all_but(parsed, at.minus(1));
        if !skips {
            break;
        }
        at = at.minus(1);
    }
    let before = at.checked_sub(1)?;
    if relative(parsed, before) {
        return Some(antecedent(parsed, before));
    }
    // "X declined to say", "X used the occasion to call for": both verbs have the same subject.
    if parsed.word_is(verb.minus(1), "to") {
        return clause_subject(parsed, verb.minus(1));
    }
    if parsed.word_is(before, "that") {
        return maker_of(parsed, before, verb).filter(|_| at == verb);
    }
    if let Some(aside) = aside(parsed, before) {
        let comma = usize::from(parsed.is(aside.minus(1), TokenKind::Comma));
        return left_of(parsed, aside.minus(comma), asides.checked_sub(1)?);
    }
    if let Some(phrase) = ending_at(parsed, before) {
        return of_phrase(parsed, verb, phrase, asides);
    }
    if parsed.can(before, WordClass::CONJ)
        || parsed.is(before, TokenKind::Comma) && before > 0 && parsed.can(before.minus(1), WordClass::CONJ)
    {
        return clause_subject(parsed, before);
    }
    let title = parsed.is_quote(before) && before > 0 && parsed.can(before.minus(1), WordClass::PREP);
    if title
        || parsed.is(before, TokenKind::Comma)
        || parsed.is(before, TokenKind::Dash)
        || parsed.is(before, TokenKind::Close)
    {
        return apposed(parsed, before).or_else(|| {
            // A day between subject and verb: "Pence on Sunday, said".
            parsed.is(before, TokenKind::Comma).then(|| clause_subject(parsed, before)).flatten()
        });
    }
    before_day(parsed, before).or_else(|| before_clause(parsed, verb, verb))
}

/// Returns who made what a relative clause describes: "Trump released a video that said": who did the one does the other.
///
/// The antecedent of "that" is no speaker itself ("records that would respond"), and figures "that suggest" something have
/// no words.
fn maker_of(parsed: &ParsedSentence<'_>, that: usize, verb: usize) -> Option<(SpeakerRef, usize)> {
    let made = that.checked_sub(1).and_then(|before| ending_at(parsed, before))?;
    let shows = ["suggest", "suggests", "indicate", "indicates", "imply", "implies"];
    let shows = shows.iter().any(|w| parsed.word_is(verb, w));
    let made = parsed.phrase(made);
    (!shows && made.kind == PhraseKind::Other).then(|| clause_subject(parsed, made.first)).flatten()
}

/// Returns the subject where a phrase stands beside the verb: the phrase, or what it is put in behind.
fn of_phrase(
    parsed: &ParsedSentence<'_>,
    verb: usize,
    phrase: usize,
    asides: u8,
) -> Option<(SpeakerRef, usize)> {
    let whole = parsed.phrase(phrase);
    let before = whole.last.minus(1);
    // "Thaksin himself posted"
    if parsed.is_reflexive(before)
        && let Some(found) = before.checked_sub(1).and_then(|last| ending_at(parsed, last))
    {
        return Some((SpeakerRef::Phrase(found), parsed.phrase(found).first));
    }
    // "Priebus this past week announced": a time between subject and verb.
    let lead =
        if is_day_lead(parsed.word(whole.first)) { whole.first } else { whole.first.saturating_sub(1) };
    if is_period(parsed.word(before)) && is_day_lead(parsed.word(lead)) && lead > 0 {
        let comma = usize::from(parsed.is(lead.minus(1), TokenKind::Comma));
        return left_of(parsed, lead.minus(comma), asides.checked_sub(1)?);
    }
    // "A bench of Justices Ada Cole and Ned Orr said"
    if let Some(bench) = bench_of(parsed, whole.first) {
        return Some((SpeakerRef::Phrase(bench), parsed.phrase(bench).first));
    }
    // "A person familiar with the plan said"
    if let Some(known) = familiar(parsed, phrase) {
        return Some((SpeakerRef::Phrase(known), parsed.phrase(known).first));
    }
    // "The man who saw the girl said": the clause about him is put in.
    if let Some(found) = before_clause(parsed, verb, whole.first) {
        return Some(found);
    }
    // "Nora Hill, 41, a nurse who works nights, said": a description of a name is inserted too.
    let put_in = asides < ASIDES && whole.first > 1 && parsed.is(whole.first.minus(1), TokenKind::Comma);
    if put_in && whole.kind != PhraseKind::Pronoun {
        let name =
            |found: &(SpeakerRef, usize)| matches!(found.0, SpeakerRef::Phrase(p) if is_named(parsed, p));
        let beside =
            ending_at(parsed, whole.first.minus(2)).map(|p| (SpeakerRef::Phrase(p), parsed.phrase(p).first));
        let found = beside.filter(name).or_else(|| apposed(parsed, whole.first.minus(1)).filter(name));
        if let Some(found) = found.filter(|found| opens_clause(parsed, found.1)) {
            return Some(found);
        }
    }
    Some((SpeakerRef::Phrase(phrase), whole.first))
}

/// Returns the bench or panel whose members end before a verb, the last of them at item `member`: "A bench comprising Justices
/// Ada Cole and Ned Orr".
fn bench_of(parsed: &ParsedSentence<'_>, member: usize) -> Option<usize> {
    const MEMBERS: usize = 16;
    let within = |at: &usize| {
        parsed.phrase_at(*at).is_some()
            || parsed.can(*at, WordClass::CONJ)
            || parsed.is(*at, TokenKind::Comma)
    };
    let opening = (member.saturating_sub(MEMBERS)..member).rev().find(|at| !within(at));
    let first = opening.map_or(0, |at| at.plus(1));
    let noun = |p: usize| {
        let head = parsed.phrase(p).core.minus(1);
        ["bench", "panel"].iter().any(|w| parsed.word_is(head, w))
    };
    let at_start = parsed.phrase_at(first).filter(|&p| noun(p) && parsed.phrase(p).last <= member);
    // "comprising", "headed by", "led by"
    let led = opening.and_then(|at| {
        let back = usize::from(parsed.word_is(at, "by"));
        let verb = at.checked_sub(back)?;
        let leads = ["comprising", "headed", "led"].iter().any(|w| parsed.word_is(verb, w));
        ending_at(parsed, verb.checked_sub(1)?).filter(|&p| leads && noun(p))
    });
    at_start.or(led)
}

/// Returns the people of whom an adjective tells what they know, if that ends in a phrase: "a person familiar with the
/// plan".
pub(super) fn familiar(parsed: &ParsedSentence<'_>, known: usize) -> Option<usize> {
    let preposition = parsed.phrase(known).first.checked_sub(1)?;
    let adjective = preposition.checked_sub(1)?;
    let people = ending_at(parsed, adjective.checked_sub(1)?)?;
    (is_familiar(parsed.source, parsed.items, adjective) && parsed.can(preposition, WordClass::PREP))
        .then_some(people)
}

/// Returns the phrase before a day that stands between subject and verb: "Trump on Monday said".
fn before_day(parsed: &ParsedSentence<'_>, before: usize) -> Option<(SpeakerRef, usize)> {
    const DAY: WordClass = WordClass::WEEKDAY.with(WordClass::MONTH).with(WordClass::NUMBER);
    if !parsed.can(before, DAY) {
        return None;
    }
    let mut back = before;
    while back > 0 && parsed.can(back, DAY.with(WordClass::PREP)) {
        back = back.minus(1);
    }
    let phrase = ending_at(parsed, back)?;
    Some((SpeakerRef::Phrase(phrase), parsed.phrase(phrase).first))
}

/// Whether a phrase is a name of a person, or of a body that a description can follow.
fn is_named(parsed: &ParsedSentence<'_>, phrase: usize) -> bool {
    let found = parsed.phrase(phrase);
    found.kind == PhraseKind::Name
        || found.kind == PhraseKind::Body && parsed.can(found.core.minus(1), WordClass::CAPITAL)
}

/// Returns the subject of the verb at `verb` if only a clause about it stands between, whose last phrase begins at
/// `object`: "The logger who stayed back claimed", "The man who saw the girl said".
fn before_clause(parsed: &ParsedSentence<'_>, verb: usize, object: usize) -> Option<(SpeakerRef, usize)> {
    let within = |at: &usize| !parsed.is_break(*at) && !parsed.is_quote(*at);
    let who = (verb.saturating_sub(REACH)..object)
        .rev()
        .take_while(within)
        .find(|&at| parsed.word_is(at, "who") || parsed.can(at, WordClass::SUB.with(WordClass::CONJ)))
        .filter(|&at| parsed.word_is(at, "who"))?;
    let mut verbs = (who.plus(1)..verb).filter(|&at| parsed.is_verb(at) && !parsed.can(at, WordClass::AUX));
    let does = verbs.next()?;
    let reports = parsed.item(does)?.cue.is_some_and(|cue| lexicon().cue(cue).marked_clause);
    let plain = (who.plus(1)..does).all(|at| parsed.is_plain(at));
    if reports || !plain || verbs.next().is_some() || parsed.word_is(verb.minus(1), "to") {
        return None;
    }
    let phrase = ending_at(parsed, who.checked_sub(1)?)?;
    let person =
        matches!(parsed.phrase(phrase).kind, PhraseKind::Role | PhraseKind::Group | PhraseKind::Other);
    person.then_some((SpeakerRef::Phrase(phrase), parsed.phrase(phrase).first))
}

/// Returns the first item of an aside between subject and verb that ends at `at`: "the department less than two
/// weeks ago said", "a letter obtained by the agency warns", "but in a later interview said".
fn aside(parsed: &ParsedSentence<'_>, at: usize) -> Option<usize> {
    let phrase = ending_at(parsed, at);
    let counted = if is_ago(parsed, at) {
        ending_at(parsed, at.checked_sub(usize::from(phrase.is_none()))?)
    } else {
        None
    };
    if let Some(time) = counted.filter(|&p| is_time(parsed, p)) {
        let mut first = parsed.phrase(time).first;
        let about = ["less", "more", "than", "about", "just", "only", "nearly", "almost"];
        while first > 0 && about.iter().any(|w| parsed.word_is(first.minus(1), w)) {
            first = first.minus(1);
        }
        return (first > 0).then_some(first);
    }
    let first = parsed.phrase(phrase?).first;
    let lead = first.checked_sub(1)?;
    if is_maker(parsed, first) && parsed.phrase_at(lead.minus(1)).is_none() {
        let mut first = lead.minus(1);
        while first > 0 && parsed.can(first.minus(1), WordClass::CONJ.with(WordClass::ADV)) {
            first = first.minus(1);
        }
        return (first > 0).then_some(first);
    }
    let occasion = ["in", "at", "during", "on"].iter().any(|w| parsed.word_is(lead, w));
    (occasion && lead > 0 && parsed.can(lead.minus(1), WordClass::CONJ)).then_some(lead)
}

/// Whether a subject can begin at an item: at the start of the sentence, or behind a mark or a conjunction.
fn opens_clause(parsed: &ParsedSentence<'_>, first: usize) -> bool {
    first.checked_sub(1).is_none_or(|before| {
        parsed.is_quote(before)
            || parsed.is_break(before)
            || parsed.can(before, WordClass::CONJ.with(WordClass::SUB))
    })
}

/// "two weeks ago"
fn is_ago(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    ["ago", "earlier", "later"].iter().any(|w| parsed.word_is(at, w))
}

/// Whether the phrase at `first` is the agent of a participle rather than a speaker: "obtained by the agency".
pub(super) fn is_maker(parsed: &ParsedSentence<'_>, first: usize) -> bool {
    let before = |back: usize| first.checked_sub(back);
    let made = |at: usize| {
        let unknown = !parsed.can(at, WordClass::KNOWN) && parsed.word(at).ends_with("ed");
        (parsed.can(at, WordClass::PAST.with(WordClass::PARTICIPLE)) || unknown)
            && (!parsed.can(at, WordClass::CUE) || parsed.word_is(at, "seen"))
    };
    before(1).is_some_and(|by| parsed.word_is(by, "by")) && before(2).is_some_and(made)
}

/// Whether a phrase is a time: "two weeks", "one point".
pub(super) fn is_time(parsed: &ParsedSentence<'_>, phrase: usize) -> bool {
    let found = parsed.phrase(phrase);
    let mut head = found.core.minus(1);
    if is_ago(parsed, head) {
        head = head.minus(1);
    }
    let word = parsed.word(head);
    let counted = parsed.can(found.first, WordClass::DET.with(WordClass::NUMBER));
    counted
        && (is_time_unit(word)
            || ["point", "time", "hours", "minutes", "moment"].iter().any(|w| parsed.word_is(head, w)))
}

/// Returns the subject to the right of an inverted verb: "said Liu".
pub(super) fn right(parsed: &ParsedSentence<'_>, verb: usize) -> Option<usize> {
    let phrase = parsed.phrase_from(verb.plus(1))?;
    let found = parsed.phrase(phrase);
    // "said Transport and Infrastructure Minister Ada Cole"
    let is_portfolio = (found.first..found.last).all(|at| is_portfolio(parsed.word(at)));
    let joined = parsed.phrase_from(found.last.plus(1)).filter(|&p| parsed.phrase(p).titled);
    if let Some(minister) = joined.filter(|_| is_portfolio && parsed.word_is(found.last, "and")) {
        return Some(minister);
    }
    // "urged restraint": one bare noun is no speaker.
    let bare = found.kind == PhraseKind::Other
        && found.last == found.first.plus(1)
        && !parsed.can(found.first, WordClass::CAPITAL)
        && !parsed.word(found.first).ends_with('s');
    let fits = match found.kind {
        _ if bare => false,
        PhraseKind::Pronoun => parsed.word_is(found.first, "he") || parsed.word_is(found.first, "she"),
        _ => true,
    };
    // "“…,” said a source involved in it": behind a quotation, only a speaker can follow.
    let behind_quote = verb > 0 && parsed.is_quote(verb.minus(1));
    (fits && (behind_quote || !parsed.is_verb(found.last))).then_some(phrase)
}

/// Replaces a role by the name in apposition to it: "His spokesman, Stéphane Dujarric, said".
pub(super) fn with_name(parsed: &ParsedSentence<'_>, who: SpeakerRef) -> SpeakerRef {
    let SpeakerRef::Phrase(index) = who else { return who };
    // "said Clerks of Leeds’s chief economist, Jon Orr": the office of a body that looks like a name.
    let office = |p: &Phrase| {
        let head = p.last.minus(1);
        p.kind == PhraseKind::Name
            && parsed.can(head, WordClass::ROLE)
            && !parsed.can(head, WordClass::CAPITAL)
            && (p.first..head).any(|at| parsed.can(at, WordClass::POSSESSIVE))
    };
    // "A driver, who gave only his first name, Ned, said"
    let given = |p: &Phrase| {
        parsed.word_is(p.core.minus(1), "name") && parsed.can(p.first, WordClass::POSS) && p.core == p.last
    };
    let role = parsed.phrases.get(index).filter(|p| p.kind == PhraseKind::Role || office(p) || given(p));
    let Some(role) = role else { return who };
    let is_given = given(role);
    let name = parsed.phrase_from(role.last.plus(1)).filter(|_| parsed.is(role.last, TokenKind::Comma));
    let closed = |name: &usize| {
        parsed.phrases.get(*name).is_some_and(|p| {
            (p.is_full_name() || is_given && p.kind == PhraseKind::Name)
                && (parsed.is(p.last, TokenKind::Comma)
                    || parsed.is(p.last, TokenKind::Stop)
                    || p.last == parsed.items.len())
        })
    };
    name.filter(closed).map_or(who, SpeakerRef::Phrase)
}

/// "went on to say", "kept asking"
pub(super) fn keeps(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    ["went", "on", "continued", "continues", "kept", "keeps", "began", "started"]
        .iter()
        .any(|w| parsed.word_is(at, w))
        || is_quoted_as(parsed, at)
        || is_overheard(parsed, at)
        || parsed.word_is(at, "as") && is_quoted_as(parsed, at.minus(1))
        || is_behind_quoted(parsed, at)
}

/// "KCNA quoted Kim as saying", at "as": the one who is quoted speaks.
fn is_behind_quoted(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let quoted = at.checked_sub(1).and_then(|last| ending_at(parsed, last));
    let verb = quoted.and_then(|p| parsed.phrase(p).first.checked_sub(1));
    parsed.word_is(at, "as")
        && parsed.can(at.plus(1), WordClass::ING)
        && parsed.can(at.plus(1), WordClass::CUE)
        && verb.is_some_and(|verb| is_quoting(parsed, verb))
}

/// Returns the one whom others quote as saying something, and the item at which those begin: "the paper quoted Ada Cole as
/// saying".
fn quoted_before(parsed: &ParsedSentence<'_>, verb: usize) -> Option<(SpeakerRef, usize)> {
    let lead = verb.checked_sub(1).filter(|&lead| is_behind_quoted(parsed, lead))?;
    let quoted = ending_at(parsed, lead.checked_sub(1)?)?;
    let quoting = parsed.phrase(quoted).first.checked_sub(1)?;
    let others = quoting.checked_sub(1).and_then(|last| ending_at(parsed, last));
    Some((SpeakerRef::Phrase(quoted), others.map_or(quoting, |p| parsed.phrase(p).first)))
}

fn is_quoting(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    ["quoted", "cited", "quotes", "cites", "quoting", "citing"].iter().any(|w| parsed.word_is(at, w))
}

/// Whether the verb at `at` only names the one who is quoted: "KCNA quoted Kim as saying".
pub(super) fn quotes_as(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let behind = parsed.phrase_from(at.plus(1)).map_or(0, |p| parsed.phrase(p).last);
    is_quoting(parsed, at) && is_behind_quoted(parsed, behind)
}

/// "The man could be heard saying", at "heard".
fn is_overheard(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let heard = ["heard", "overheard", "recorded", "filmed"];
    heard.iter().any(|w| parsed.word_is(at, w)) && parsed.can(at.plus(1), WordClass::ING)
}

/// "He was quoted as saying", at "quoted".
pub(super) fn is_quoted_as(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    parsed.word_is(at.plus(1), "as") && ["quoted", "cited", "reported"].iter().any(|w| parsed.word_is(at, w))
}

/// "he all but accused them"
fn all_but(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    parsed.word_is(at, "but") && parsed.word_is(at.minus(1), "all")
        || parsed.word_is(at, "all") && parsed.word_is(at.plus(1), "but")
}

pub(super) fn relative(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    ["who", "which"].iter().any(|w| parsed.word_is(at, w))
}

/// Returns the antecedent of "who": the phrase before it, skipping a date or a bracket.
fn antecedent(parsed: &ParsedSentence<'_>, who: usize) -> (SpeakerRef, usize) {
    let mut back = who;
    let mut found = None;
    while back > 0 && who.saturating_sub(back) < REACH {
        back = back.minus(1);
        if let Some(phrase) = parsed.phrase_at(back) {
            let sort = parsed.phrase(phrase).kind;
            found = found.or(Some(phrase));
            if matches!(sort, PhraseKind::Name | PhraseKind::Role | PhraseKind::Group) {
                found = Some(phrase);
                break;
            }
            back = parsed.phrase(phrase).first;
        } else if parsed.is_verb(back) {
            break;
        }
    }
    // "The Asheville PAC, a local organization which said": the description is of the one before it.
    let described = found.filter(|&p| parsed.phrase(p).kind == PhraseKind::Body).and_then(|p| {
        let first = parsed.phrase(p).first;
        let article = ["a", "an", "the"].iter().any(|w| parsed.word_is(first, w));
        let comma = first.checked_sub(1).filter(|&at| article && parsed.is(at, TokenKind::Comma))?;
        let small = !parsed.can(parsed.phrase(p).core.minus(1), WordClass::CAPITAL);
        ending_at(parsed, comma.checked_sub(1)?).filter(|&named| small && is_named(parsed, named))
    });
    let found = described.or(found);
    let span = parsed.item(who).map(|i| i.span).unwrap_or_default();
    let start = found.and_then(|p| parsed.phrases.get(p)).map_or(who, |p| p.first);
    (SpeakerRef::Relative(span, found), start)
}

/// Returns the phrase whose last item is `at`.
pub(super) fn ending_at(parsed: &ParsedSentence<'_>, at: usize) -> Option<usize> {
    parsed.phrase_at(at).filter(|&p| parsed.phrase(p).last == at.plus(1))
}

/// Returns the speaker before a colon: the whole phrase before it ("X: “…”"), or the subject of the clause.
pub(super) fn before_colon(parsed: &ParsedSentence<'_>, colon: usize) -> Option<(SpeakerRef, usize)> {
    // "Polls were wrong - Carl Bialik: “…”": the words before the dash are not his.
    // The same holds for what follows "from": "From the report: “…”", "More from Jones: “…”".
    let opens = |first: usize| {
        let from = || first == 1 || parsed.word_is(first.minus(2), "more");
        first == 0
            || parsed.is(first.minus(1), TokenKind::Dash)
            || parsed.word_is(first.minus(1), "from") && from()
    };
    if follows_up(parsed, colon) {
        return Some((SpeakerRef::Nobody, 0));
    }
    // "Said Ann Pell: “…”"
    let says = parsed.can(0, WordClass::CUE) && parsed.can(0, WordClass::PAST.with(WordClass::PRESENT));
    let inverted = parsed.phrase_from(1).filter(|&p| says && parsed.phrase(p).last == colon);
    if let Some(name) = inverted {
        return Some((SpeakerRef::Phrase(name), 0));
    }
    // "Ann Pell, in a post on the site: “…”", "For Ann Pell, life is simple: “…”"
    let first = usize::from(parsed.word_is(0, "for"));
    let topic = parsed.phrase_from(first).filter(|&p| {
        let phrase = parsed.phrase(p);
        let verb = (phrase.last..colon).any(|at| parsed.is_verb(at));
        phrase.kind == PhraseKind::Name && parsed.is(phrase.last, TokenKind::Comma) && (first > 0 || !verb)
    });
    if let Some(name) = topic {
        return Some((SpeakerRef::Phrase(name), 0));
    }
    // "Pell summed up the trip from the quay to a shop that has changed the trade: “…”": one clause about one person.
    let person = |p: &Phrase| match p.kind {
        PhraseKind::Name => true,
        _ => parsed.is_he_or_she(p),
    };
    let acts = |p: &&Phrase| person(p) && parsed.is_verb(p.last) && p.last < colon;
    let one = parsed.phrases.iter().filter(acts).count() == 1;
    let opening = parsed.phrase_from(0).filter(|&p| one && acts(&parsed.phrase(p)));
    if let Some(subject) =
        opening.filter(|_| parsed.is_quote(colon.plus(1)) || colon.plus(1) == parsed.items.len())
    {
        return Some((SpeakerRef::Phrase(subject), 0));
    }
    let alone = parsed.phrase_at(colon.checked_sub(1)?).filter(|&p| opens(parsed.phrase(p).first));
    alone.map(|phrase| (SpeakerRef::Phrase(phrase), 0)).or_else(|| clause_subject(parsed, colon))
}

/// "A second tweet followed": it belongs to the previous speaker.
fn follows_up(parsed: &ParsedSentence<'_>, colon: usize) -> bool {
    let follows =
        parsed.phrase_from(0).and_then(|p| parsed.phrases.get(p)).is_some_and(|p| p.last.plus(1) == colon)
            && parsed.word_is(colon.minus(1), "followed");
    follows && ["a", "another"].iter().any(|w| parsed.word_is(0, w))
}

/// Returns the subject of the clause that ends at `end`: "X did this and said".
fn clause_subject(parsed: &ParsedSentence<'_>, end: usize) -> Option<(SpeakerRef, usize)> {
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
        if matches!(phrase.kind, PhraseKind::Other) && best.is_some() {
            continue;
        }
        if relative(parsed, phrase.first) || is_time(parsed, index) {
            continue;
        }
        let after_preposition = phrase.first > 0
            && parsed.can(phrase.first.minus(1), WordClass::PREP)
            && !parsed.can(phrase.first.minus(1), WordClass::SUB);
        if after_preposition {
            continue;
        }
        let mut verb = phrase.last;
        // Skips an insertion between commas, up to the verb.
        if parsed.is(verb, TokenKind::Comma) {
            let close = (verb.plus(1)..end).find(|&at| parsed.is(at, TokenKind::Comma));
            verb = close.map_or(verb, |c| c.plus(1));
        }
        while (parsed.can(verb, WordClass::ADV) || parsed.word(verb).ends_with("ly")) && !parsed.is_verb(verb)
        {
            verb = verb.plus(1);
        }
        if verb < end && (parsed.is_verb(verb) || looks_verb(parsed, verb)) && best.is_none() {
            // "the spokesman of Heron, Heron Limited, Mr. Ned Orr, denied it, insisting"
            let put_in = parsed.phrase_from(phrase.last.plus(1)).filter(|&p| {
                let name = parsed.phrase(p);
                phrase.kind == PhraseKind::Body
                    && name.is_full_name()
                    && name.titled
                    && name.last.plus(1) == verb
            });
            best = Some((SpeakerRef::Phrase(put_in.unwrap_or(index)), phrase.first));
        }
    }
    best
}

fn looks_verb(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    let word = parsed.word(at);
    parsed.phrase_at(at).is_none()
        && (word.ends_with("ed") || word.ends_with('s'))
        && !parsed.can(at, WordClass::ING)
}

/// Returns the subject of a participle: "…, saying", "with Mattis warning".
pub(super) fn of_participle(parsed: &ParsedSentence<'_>, verb: usize) -> Option<(SpeakerRef, usize)> {
    let mut at = verb;
    while at > 0
        && parsed.phrase_at(at.minus(1)).is_none()
        && parsed.can(at.minus(1), WordClass::ADV.with(WordClass::CONJ))
    {
        at = at.minus(1);
    }
    let before = at.checked_sub(1)?;
    // "a senator saying": the phrase right before, unless the words are its own object.
    if let Some(phrase) = ending_at(parsed, before).filter(|_| at == verb) {
        let found = parsed.phrase(phrase);
        if !matches!(found.kind, PhraseKind::Other) {
            return Some((SpeakerRef::Phrase(phrase), found.first));
        }
    }
    // "with Trump tweeting that it was a farce and asking": both have the same subject.
    if at < verb && parsed.can(at, WordClass::CONJ) {
        let speaks = |i: usize| {
            parsed.can(i, WordClass::ING) && parsed.can(i, WordClass::CUE) && parsed.phrase_at(i).is_none()
        };
        let with = (at.saturating_sub(REACH)..at).rev().find(|&i| speaks(i));
        let subject = with.and_then(|i| ending_at(parsed, i.checked_sub(1)?));
        let named = subject
            .filter(|&p| parsed.phrase(p).first.checked_sub(1).is_some_and(|i| parsed.word_is(i, "with")));
        if let Some(phrase) = named {
            return Some((SpeakerRef::Phrase(phrase), parsed.phrase(phrase).first));
        }
    }
    clause_subject(parsed, at)
}
