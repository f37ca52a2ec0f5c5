//! Subjects with an apposition: "Susan Thornton, acting assistant secretary of …, said".

use super::{
    ParsedSentence, SpeakerRef,
    subject::{REACH, ending_at, relative},
};
use crate::{
    index::SaturatingIndex as _,
    lexicon::WordClass,
    phrases::{Phrase, PhraseKind},
    tokens::TokenKind,
};

/// Returns the phrase before an apposition that ends at `closing`: "Susan Thornton, acting assistant secretary of
/// …, said".
pub(super) fn apposed(parsed: &ParsedSentence<'_>, closing: usize) -> Option<(SpeakerRef, usize)> {
    let opening = |at: usize| match parsed.is(closing, TokenKind::Close) {
        true => parsed.is(at, TokenKind::Open),
        false if parsed.is(closing, TokenKind::Dash) => parsed.is(at, TokenKind::Dash),
        false => parsed.is(at, TokenKind::Comma),
    };
    let mut fallback = None;
    for at in (closing.saturating_sub(REACH)..closing).rev() {
        // A quotation that leads on ends the search; the title of a book ("author of “…,”") does not.
        let title = at > 0 && parsed.can(at.minus(1), WordClass::PREP);
        if parsed.is_quote(at) && parsed.is_led_on(at) && parsed.words_in(at) > 3 && !title {
            break;
        }
        if !opening(at) || at == 0 {
            continue;
        }
        let Some(phrase) = ending_at(parsed, before_bracket(parsed, at.minus(1))) else { continue };
        let candidate = (SpeakerRef::Phrase(phrase), parsed.phrase(phrase).first);
        match described(parsed, phrase, at, closing) {
            Described::Speaker(speaker) => return Some(speaker),
            Described::PerhapsSpeaker => fallback = fallback.or(Some(candidate)),
            Described::Other => {}
        }
    }
    fallback
}

/// What an insertion tells of the phrase before it.
enum Described {
    /// The speaker is known: the phrase, or one within the insertion.
    Speaker((SpeakerRef, usize)),
    /// The phrase is the speaker, unless the insertion is part of a longer one that follows another phrase.
    PerhapsSpeaker,
    /// The phrase is not the speaker.
    Other,
}

/// Returns what the insertion between the items `at` and `closing` tells of the phrase before it.
fn described(parsed: &ParsedSentence<'_>, phrase: usize, at: usize, closing: usize) -> Described {
    let found = parsed.phrase(phrase);
    let candidate = (SpeakerRef::Phrase(phrase), found.first);
    let inserted = |name: usize| (SpeakerRef::Phrase(name), found.first);
    if let Some(named) = behind_office(parsed, found, at, closing) {
        return Described::Speaker(named);
    }
    match found.kind {
        // "others – including US officials – say": the insertion is more specific.
        PhraseKind::Group if parsed.is(at, TokenKind::Dash) && parsed.word_is(at.plus(1), "including") => {
            Described::Speaker(parsed.phrase_from(at.plus(2)).map_or(candidate, inserted))
        }
        PhraseKind::Name if parsed.is_verb(found.first.wrapping_sub(1)) => Described::Other,
        // "Cory James, 22, of Flint, Mich., said": a place is inserted too.
        PhraseKind::Name | PhraseKind::Body
            if ["of", "from", "in", "at", "near"]
                .iter()
                .any(|w| parsed.word_is(found.first.wrapping_sub(1), w)) =>
        {
            Described::PerhapsSpeaker
        }
        // "minister for Housing and Traditional Affairs, Jacob Mokoena, said", "Former area councillor, Ben Mohapi,
        // said": the name is inserted.
        PhraseKind::Name => {
            Described::Speaker(put_in_name(parsed, found, at, closing).map_or(candidate, inserted))
        }
        // "One of them, 52-year-old Ned Orr, said"
        PhraseKind::Pronoun if one_of(parsed, found.first) => {
            let named = parsed.phrase_from(at.plus(1)).filter(|&p| {
                let name = parsed.phrase(p);
                name.is_full_name() && name.last == closing
            });
            Described::Speaker(named.map_or(candidate, inserted))
        }
        PhraseKind::Body => {
            Described::Speaker(behind_bodies(parsed, found, at, closing).unwrap_or(candidate))
        }
        PhraseKind::Pronoun | PhraseKind::Group => Described::Speaker(candidate),
        // "Small, who attended the rally, said"
        PhraseKind::Other if relative(parsed, at.plus(1)) => Described::Speaker(candidate),
        // The role may itself be an insertion: one comma further ahead may be the name.
        PhraseKind::Role => {
            beside_role(parsed, found, at, closing).map_or(Described::PerhapsSpeaker, Described::Speaker)
        }
        PhraseKind::Other if at > 1 && !parsed.is_verb(found.first.wrapping_sub(1)) => {
            Described::PerhapsSpeaker
        }
        PhraseKind::Other => Described::Other,
    }
}

/// Whether "one of" precedes an item.
fn one_of(parsed: &ParsedSentence<'_>, them: usize) -> bool {
    parsed.word_is(them.minus(1), "of") && parsed.word_is(them.minus(2), "one")
}

/// Returns a name that is put in behind an office: "Minister of Industry, Investment and Commerce, Senator Ann Pell, told",
/// "director of the Grain Authority, Ann Pell, said".
fn behind_office(
    parsed: &ParsedSentence<'_>,
    found: &Phrase,
    opening: usize,
    closing: usize,
) -> Option<(SpeakerRef, usize)> {
    let can_end_office = matches!(found.kind, PhraseKind::Body | PhraseKind::Other)
        || found.kind == PhraseKind::Name
            && found.name.is_some_and(|(from, to)| to == from.plus(1))
            && !found.titled;
    let start = office_start(parsed, opening).filter(|_| can_end_office)?;
    let name = parsed.phrase_from(opening.plus(1))?;
    let is_whole = parsed.phrase(name).is_full_name() && parsed.phrase(name).last == closing;
    is_whole.then_some((SpeakerRef::Phrase(name), start))
}

/// Returns the name that is put in behind an office and its body: "The Chairman, Grain Board, Lagos Branch, Mr Ned Orr,
/// said".
fn behind_bodies(
    parsed: &ParsedSentence<'_>,
    body: &Phrase,
    opening: usize,
    closing: usize,
) -> Option<(SpeakerRef, usize)> {
    let mut first = body;
    for _ in 0..3 {
        let comma = first.first.checked_sub(1).filter(|&comma| parsed.is(comma, TokenKind::Comma))?;
        first = parsed.phrases.get(ending_at(parsed, comma.checked_sub(1)?)?)?;
        if first.kind == PhraseKind::Role {
            let name = parsed.phrase_from(opening.plus(1))?;
            let is_whole = parsed.phrase(name).is_full_name() && parsed.phrase(name).last == closing;
            return is_whole.then_some((SpeakerRef::Phrase(name), first.first));
        }
        if first.kind != PhraseKind::Body {
            return None;
        }
    }
    None
}

/// Returns the name that is put in behind a role ("China's ambassador, Liu Jieyi, said"), or the one that the role
/// describes already ("Ann Pell, head of the agency, Advent, said").
fn beside_role(
    parsed: &ParsedSentence<'_>,
    role: &Phrase,
    opening: usize,
    closing: usize,
) -> Option<(SpeakerRef, usize)> {
    let put_in = parsed
        .phrase_from(opening.plus(1))
        .filter(|&p| parsed.phrase(p).kind == PhraseKind::Name && parsed.phrase(p).last == closing)?;
    // "Speaking on Grain FM, the MP for Dover, Ann Pell, said"
    let is_place = |p: usize| {
        let from = parsed.phrase(p).name.map_or(0, |(from, _)| from);
        from.checked_sub(1).is_some_and(|before| parsed.can(before, WordClass::PREP))
    };
    let described = role
        .first
        .checked_sub(2)
        .and_then(|before| ending_at(parsed, before))
        .filter(|_| parsed.is(role.first.minus(1), TokenKind::Comma))
        .filter(|&p| parsed.phrase(p).is_full_name() && !is_place(p));
    Some(match described {
        Some(name) => (SpeakerRef::Phrase(name), parsed.phrase(name).first),
        None => (SpeakerRef::Phrase(put_in), role.first),
    })
}

/// Returns the first item of the clause before item `end`, if there is an office in it: "Chief Executive Officer (Acting) of
/// the Grain Authority".
fn office_start(parsed: &ParsedSentence<'_>, end: usize) -> Option<usize> {
    let start =
        (0..end).rev().find(|&at| parsed.is_verb(at) || parsed.is_quote(at)).map_or(0, |at| at.plus(1));
    let office = WordClass::ROLE.with(WordClass::TITLE);
    let is_office = |at: usize| {
        parsed.can(at, office)
            && (at.plus(1)..end).take(4).any(|of| ["of", "for"].iter().any(|w| parsed.word_is(of, w)))
    };
    (start..end).any(is_office).then_some(start)
}

/// Returns the full name between the commas `open` and `close`, behind a phrase that only looks like a name.
fn put_in_name(parsed: &ParsedSentence<'_>, before: &Phrase, open: usize, close: usize) -> Option<usize> {
    let given = |phrase: &Phrase| phrase.name.is_some_and(|(from, _)| parsed.can(from, WordClass::GIVEN));
    // "The Chief Medical Officer, Ann Pell, said", "The Ceann Comhairle, Ann Pell, said"
    let definite = parsed.word_is(before.first, "the") && !given(before);
    if (before.titled || given(before)) && !definite {
        return None;
    }
    let joined = parsed.can(before.first.wrapping_sub(1), WordClass::CONJ);
    parsed.phrase_from(open.plus(1)).filter(|&index| {
        let name = parsed.phrase(index);
        name.is_full_name() && name.last == close && (joined || definite || given(name))
    })
}

/// Returns the item before the bracket that closes at `at`: "Sen. Claire McCaskill (D-Mo.)".
fn before_bracket(parsed: &ParsedSentence<'_>, at: usize) -> usize {
    if !parsed.is(at, TokenKind::Close) {
        return at;
    }
    (at.saturating_sub(10)..at)
        .rev()
        .find(|&i| parsed.is(i, TokenKind::Open))
        .map_or(at, |i| i.saturating_sub(1))
}
