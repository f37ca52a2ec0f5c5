//! Roles of a person: the words before a name, and the appositions beside it.

use onrecord_model::Span;
use onrecord_text::english::RELATIVES;

use super::{affiliation::affiliation, office::joins_offices, role_worth};
use crate::{
    countries::{self, CountryEvidence, Setting, region_behind},
    cues::ParsedSentence,
    index::SaturatingIndex as _,
    lexicon::{Place, WordClass},
    phrases::{Phrase, PhraseKind, is_party, is_portfolio, is_short_office, place_at, span},
    tokens::TokenKind,
};

/// A role in the article's own words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    /// The words without the article; empty if there is only a country ("China's Geng").
    pub(crate) words: Span,
    /// The body that it belongs to.
    pub(crate) affiliation: Option<Span>,
    /// The country that it speaks for.
    pub(crate) country: Option<CountryEvidence>,
    /// Whether it describes the person as somebody's relative: "her husband".
    pub(crate) is_kin: bool,
}

/// Ranks that officers keep in offices of another kind, and those offices: "spokesperson Commodore Ada Cole".
const RANKS: [&str; 14] = [
    "Admiral",
    "Brigadier",
    "Captain",
    "Colonel",
    "Commander",
    "Commodore",
    "Constable",
    "General",
    "Inspector",
    "Lieutenant",
    "Major",
    "Marshal",
    "Sergeant",
    "Superintendent",
];
const RANKED: [&str; 8] =
    ["spokesman", "spokeswoman", "spokesperson", "minister", "chairman", "ambassador", "governor", "mayor"];

/// Bodies of one country in another.
const ABROAD: [&str; 4] = ["Embassy", "embassy", "Consulate", "consulate"];

/// Maximum length of an apposition in items.
const REACH: usize = 40;

/// Returns all roles that the sentence gives to the person named by `phrase`.
pub(crate) fn roles_of(parsed: &ParsedSentence<'_>, phrase: &Phrase, setting: &Setting) -> Vec<Role> {
    let name = phrase.name.map_or(phrase.first, |(from, _)| from);
    let front = parse(parsed, own_title(parsed, role_start(parsed, phrase.first), name), name, setting);
    let behind = apposition_behind(parsed, phrase.last, setting);
    let before = apposition_before(parsed, phrase, setting);
    // "Lu Kang of the Chinese Foreign Ministry"
    let end = phrase.name.map_or(phrase.last, |(_, to)| to);
    let hangs = end < phrase.last && ["of", "from", "at"].iter().any(|w| parsed.word_is(end, w));
    let home = if hangs { parse(parsed, end.plus(1), phrase.last, setting) } else { None };
    let copula = said_to_be(parsed, phrase.last, setting);
    [behind, before, front, home, copula].into_iter().flatten().collect()
}

/// Returns the first item of the role in front of a name: that of a phrase joined to it by "and", as in "minister of mines
/// and energy Tom Alweendo".
fn role_start(parsed: &ParsedSentence<'_>, first: usize) -> usize {
    let and = first.minus(1);
    let before = parsed.phrases.get(parsed.phrase_at(and.minus(1)).unwrap_or(usize::MAX));
    let joined = |p: &&Phrase| {
        p.kind == PhraseKind::Role
            && p.last == and
            && p.core < p.last
            && ["of", "for"].iter().any(|w| parsed.word_is(p.core, w))
            // "the senator and surgeon Ada Cole"
            || p.kind == PhraseKind::Role && p.last == and && parsed.can(first, WordClass::ROLE)
            // "Health and Family Welfare Minister Ada Cole"
            || p.last == and && is_portfolios(parsed, p)
    };
    // "Speaking at President Duarte’s conference": what leads to a role is none.
    let lead = first.plus(1);
    let leads = parsed.can(lead, WordClass::PREP) && !parsed.can(first, WordClass::ROLE | WordClass::TITLE);
    let start = if leads && parsed.word(first).ends_with("ing") { lead.plus(1) } else { first };
    before.filter(|_| parsed.word_is(and, "and")).filter(joined).map_or(start, |p| p.first)
}

/// Whether a phrase only names what a minister is responsible for: "Health", "Home Affairs".
fn is_portfolios(parsed: &ParsedSentence<'_>, phrase: &Phrase) -> bool {
    (phrase.first..phrase.last).all(|at| parsed.can(at, WordClass::CAPITAL) && is_portfolio(parsed.word(at)))
}

/// Returns the first item of what belongs to the name in front of it: "Director" of "a letter to Director Ada Cole", since
/// the letter is somebody else's.
fn own_title(parsed: &ParsedSentence<'_>, first: usize, name: usize) -> usize {
    let office = WordClass::ROLE | WordClass::TITLE;
    let Some(lead) = (first..name).rev().find(|&at| parsed.can(at, WordClass::PREP)) else { return first };
    // "the Duchess of Dover’s talk with Kate Orr": the name is another’s.
    if lead.plus(1) == name {
        return name;
    }
    let of = ["of", "for"].iter().any(|w| parsed.word_is(lead, w));
    let titled = (lead.plus(1)..name).all(|at| parsed.can(at, office));
    let holder = lead.checked_sub(1).is_some_and(|before| before >= first && parsed.can(before, office));
    let definite = is_article(parsed, lead.plus(1));
    // "Department of Correction spokesman Ann Pell": the body has the preposition in its name.
    let body = lead.checked_sub(1).is_some_and(|before| {
        before >= first && parsed.can(before, WordClass::ORG) && parsed.can(before, WordClass::CAPITAL)
    });
    let others = if of {
        titled || parsed.can(name.minus(1), office) && !holder && !body
    } else {
        parsed.can(name.minus(1), office) && !(holder && definite)
    };
    if others && name > lead.plus(1) { lead.plus(1) } else { first }
}

/// "Ali Hassan Musa, 44, is a baker."
fn said_to_be(parsed: &ParsedSentence<'_>, last: usize, setting: &Setting) -> Option<Role> {
    let comma = |at: usize| parsed.is(at, TokenKind::Comma);
    let aged = comma(last) && parsed.is(last.plus(1), TokenKind::Number) && comma(last.plus(2));
    // "said Ada Cole, who is director of the park"
    let who = last.plus(usize::from(comma(last)));
    let relative = parsed.word_is(who, "who");
    let verb = match () {
        () if aged => last.plus(3),
        () if relative => who.plus(1),
        () => last,
    };
    let is = ["is", "was"].iter().any(|w| parsed.word_is(verb, w));
    if !is || !relative && !is_article(parsed, verb.plus(1)) {
        return None;
    }
    let role = parsed.phrases.get(parsed.phrase_from(verb.plus(1))?)?;
    let end = joined_matter(parsed, role).unwrap_or(role.last);
    (role.kind == PhraseKind::Role).then(|| parse(parsed, role.first, end, setting)).flatten()
}

/// Returns the end of what a role is about if that has two names: "adviser to Tom and Ann Pell", "director of the Inland Air
/// and Marine Branch".
fn joined_matter(parsed: &ParsedSentence<'_>, role: &Phrase) -> Option<usize> {
    let about = role.core < role.last && parsed.can(role.last.minus(1), WordClass::CAPITAL);
    let joined = parsed.phrases.get(parsed.phrase_from(role.last.plus(1))?)?;
    let office = parsed.can(joined.first, WordClass::ROLE | WordClass::TITLE);
    let named = matches!(joined.kind, PhraseKind::Name | PhraseKind::Body) && !office;
    let closes = !parsed.items.get(joined.last).is_some_and(|item| item.is_word());
    (about && named && closes && parsed.word_is(role.last, "and")).then_some(joined.last)
}

/// Verbs of a relative clause that names a person's affiliation: "who studies bursts at the University of California".
const BELONGING: [&str; 16] = [
    "studies",
    "works",
    "worked",
    "lives",
    "teaches",
    "heads",
    "headed",
    "leads",
    "led",
    "runs",
    "governed",
    "represents",
    "represented",
    "chairs",
    "directs",
    "is",
];

/// The country of a relative clause: "…, whose party governed Pakistan until 2022,".
fn relative_clause(parsed: &ParsedSentence<'_>, start: usize, setting: &Setting) -> Option<Role> {
    let end = start.plus(REACH).min(parsed.items.len());
    let clause = || start..end;
    let stop = clause().find(|&at| parsed.is_quote(at) || parsed.is(at, TokenKind::Stop)).unwrap_or(end);
    let verb = (start..stop).find(|&at| BELONGING.iter().any(|w| parsed.word_is(at, w)))?;
    let near = verb <= start.plus(4);
    let place = (verb.plus(1)..stop).find(|&at| ["at", "in", "from"].iter().any(|w| parsed.word_is(at, w)));
    let direct = !parsed.word_is(verb, "is") && parsed.phrase_from(verb.plus(1)).is_some();
    let from = place.map(|at| at.plus(1)).or_else(|| direct.then(|| verb.plus(1))).filter(|_| near)?;
    let country = countries::of_role(parsed.source, parsed.items, from, stop, setting)?;
    let nowhere = Span::new(country.words.start, country.words.start);
    Some(Role { words: nowhere, affiliation: None, country: Some(country), is_kin: false })
}

/// "…, an expert on Korea at Yonsei University,"
fn apposition_behind(parsed: &ParsedSentence<'_>, last: usize, setting: &Setting) -> Option<Role> {
    let mut start = last;
    if !(parsed.is(start, TokenKind::Comma)
        || parsed.is(start, TokenKind::Open)
        || parsed.is(start, TokenKind::Dash))
    {
        return None;
    }
    start = start.plus(1);
    // "Nora Hill, 41, a nurse"
    if parsed.is(start, TokenKind::Number) && parsed.is(start.plus(1), TokenKind::Comma) {
        start = start.plus(2);
    }
    if is_party(parsed.word(start)) {
        return party(parsed, start);
    }
    if ["who", "whose"].iter().any(|w| parsed.word_is(start, w)) {
        return relative_clause(parsed, start, setting);
    }
    while parsed.can(start, WordClass::ADV) && parsed.phrase_from(start).is_none() {
        start = start.plus(1);
    }
    // "Ann Visser, from Johannesburg, …", "Cory James, of Flint, Mich.,"
    if ["of", "from", "in", "at"].iter().any(|w| parsed.word_is(start, w)) {
        let end = (start..start.plus(REACH).min(parsed.items.len())).find(|&at| {
            parsed.is(at, TokenKind::Comma) || !parsed.items.get(at).is_some_and(|i| i.is_word())
        })?;
        return parse(parsed, start.plus(1), end, setting).filter(|role| role.country.is_some());
    }
    let role = parsed.phrases.get(parsed.phrase_from(start)?)?;
    // The complement of the role may contain a name: "an adviser to Obama".
    let before_name = role.name.is_none_or(|(from, _)| from >= role.core);
    let has_role =
        parsed.items.get(role.first..role.core).unwrap_or_default().iter().any(|i| i.can(WordClass::ROLE));
    // "a radio astronomer at West Virginia University": an article introduces who somebody is.
    let described = ["a", "an"].iter().any(|w| parsed.word_is(role.first, w));
    if !(before_name && (has_role || described)) || is_enumeration(parsed, role) {
        return None;
    }
    // "Bob Lee of Greenpeace, an environmental group that opposes the dam,"
    let bodies =
        ["group", "tank", "charity", "company", "union", "organization", "organisation", "firm", "nonprofit"];
    if described && bodies.iter().any(|w| parsed.word_is(role.core.minus(1), w)) {
        return None;
    }
    if let Some(role) = joined_adjectives(parsed, role).filter(|_| described && !has_role) {
        return parse(parsed, role.0, role.1, setting);
    }
    let end = end_of_apposition(parsed, role, start);
    let read = parse(parsed, role.first, end, setting);
    let own = read.and_then(|read| read.country);
    // "The head of the Danish Embassy in Tripoli, Libya," is of Denmark.
    let abroad = (role.first..end).any(|at| ABROAD.contains(&parsed.word(at)));
    let country = own
        .filter(|_| abroad)
        .or_else(|| place_behind(parsed, end, setting))
        .or(own)
        .or_else(|| country_of_second_office(parsed, end, setting));
    if !described || has_role {
        return read.map(|read| Role { country, ..read });
    }
    // A role that the lexicon does not know: "a radio astronomer at West Virginia University".
    let words = span(parsed.items, role.first.plus(1), end);
    Some(Role { words, affiliation: affiliation(parsed, role.first, end), country, is_kin: false })
}

/// Whether a phrase with an owner is one of several: "Cole, his secretary, his driver and a guide".
fn is_enumeration(parsed: &ParsedSentence<'_>, role: &Phrase) -> bool {
    let next = role.last.plus(1);
    let owned = |at: usize| parsed.can(at, WordClass::POSS) && !parsed.can(at, WordClass::CAPITAL);
    owned(role.first) && parsed.is(role.last, TokenKind::Comma) && owned(next)
}

/// Returns the items of a role behind two adjectives, the second of which may have the form of a verb: "fierce and loyal elder
/// of the tribe", "fierce and unbending elder".
fn joined_adjectives(parsed: &ParsedSentence<'_>, role: &Phrase) -> Option<(usize, usize)> {
    let second = role.last.plus(1);
    let behind = second.plus(usize::from(parsed.can(second, WordClass::ING)));
    let next = [second, behind].into_iter().find_map(|at| parsed.phrases.get(parsed.phrase_from(at)?))?;
    let joined = parsed.word_is(role.last, "and") && role.core == role.last;
    (joined && next.kind == PhraseKind::Role).then_some((role.first, next.last))
}

/// The party of a US politician: "Rep. Ada Cole (D-Va.)".
fn party(parsed: &ParsedSentence<'_>, at: usize) -> Option<Role> {
    let words = span(parsed.items, at, at.plus(1));
    let country = Some(CountryEvidence { country: "US".parse().ok()?, words });
    let nowhere = Span::new(words.start, words.start);
    Some(Role { words: nowhere, affiliation: None, country, is_kin: false })
}

/// Returns where an apposition from `start` ends whose first phrase is a role.
fn end_of_apposition(parsed: &ParsedSentence<'_>, role: &Phrase, start: usize) -> usize {
    let ends = |&at: &usize| {
        parsed.is(at, TokenKind::Comma)
            || parsed.is(at, TokenKind::Stop)
            || parsed.is(at, TokenKind::Dash)
            || parsed.is(at, TokenKind::Close)
            || parsed.is(at, TokenKind::Semicolon)
            || parsed.is_quote(at)
            || parsed.is_verb(at)
            || ["who", "whose", "which"].iter().any(|w| parsed.word_is(at, w))
            || parsed.can(at, WordClass::CONJ)
                && at >= role.last
                && joined_matter(parsed, role).is_none()
                && !joins_offices(parsed, at)
    };
    let reach = role.core..start.plus(REACH).min(parsed.items.len());
    let end = { reach }.find(ends).unwrap_or(parsed.items.len());
    // "Ada Cole, Duchess of Dover’s talk with": the office ends before what its holder owns.
    let office = |at: usize| parsed.can(at, WordClass::ROLE | WordClass::TITLE);
    // "governor of Russia’s Belgorod region", "head of Ukraine’s negotiating team"
    let has_parts = |mark: usize| {
        let parts = [
            "region",
            "party",
            "team",
            "office",
            "wing",
            "branch",
            "arm",
            "delegation",
            "district",
            "province",
        ];
        (mark.plus(1)..end.min(mark.plus(5))).any(|at| parts.iter().any(|w| parsed.word_is(at, w)))
    };
    let owned = (role.first.plus(1)..end).find(|&at| parsed.can(at, WordClass::POSSESSIVE)).filter(|&mark| {
        !has_parts(mark)
            && parsed.can(mark.minus(1), WordClass::CAPITAL)
            && (role.first..mark).any(office)
            && !(mark..role.core.max(mark)).any(office)
    });
    owned.unwrap_or(end)
}

/// Returns the country that follows the place of an office: "a surgeon at the University of Lund, Sweden,".
fn place_behind(parsed: &ParsedSentence<'_>, end: usize, setting: &Setting) -> Option<CountryEvidence> {
    let first = end.plus(1);
    // "a baker from Amesbury, New Jersey,"
    if let Some((country, used)) = region_behind(parsed.source, parsed.items, end) {
        return Some(CountryEvidence { country, words: span(parsed.items, first, first.plus(used)) });
    }
    let (place, used) = place_at(parsed.source, parsed.items, first, parsed.items.len())
        .filter(|_| parsed.is(end, TokenKind::Comma) && parsed.can(end.minus(1), WordClass::CAPITAL))?;
    let last = first.plus(used);
    let closed = !parsed.items.get(last).is_some_and(|item| item.is_word());
    (matches!(place, Place::Name(_)) && closed)
        .then(|| countries::of_role(parsed.source, parsed.items, first, last, setting))
        .flatten()
}

/// Returns the country behind the second of two offices: "a creator and manager in Australia,".
fn country_of_second_office(
    parsed: &ParsedSentence<'_>,
    end: usize,
    setting: &Setting,
) -> Option<CountryEvidence> {
    let ends = |&at: &usize| {
        parsed.is(at, TokenKind::Comma)
            || parsed.is(at, TokenKind::Stop)
            || parsed.is_verb(at)
            || parsed.is_quote(at)
    };
    let close = (end..end.plus(REACH).min(parsed.items.len())).find(ends)?;
    let joined = parsed.word_is(end, "and") && !parsed.is_verb(close) && !parsed.is_quote(close);
    joined.then(|| countries::of_role(parsed.source, parsed.items, end.plus(1), close, setting)).flatten()
}

/// "The US ambassador to the UN, Nikki Haley,"
fn apposition_before(parsed: &ParsedSentence<'_>, phrase: &Phrase, setting: &Setting) -> Option<Role> {
    let mut before = phrase.first;
    while before > 0 && is_courtesy(parsed, before.minus(1)) {
        before = before.minus(1);
    }
    let comma = before.checked_sub(1).filter(|&at| parsed.is(at, TokenKind::Comma))?;
    let role = parsed.phrases.get(parsed.phrase_at(comma.checked_sub(1)?)?)?;
    let first = role_start(parsed, role.first);
    // "The chairman of the authority, Ada Cole said": without a second comma where the sentence begins with the role.
    let closed = parsed.is(phrase.last, TokenKind::Comma)
        || parsed.is(phrase.last, TokenKind::Stop)
        || phrase.last >= parsed.items.len()
        || first == 0 && parsed.is_verb(phrase.last);
    let is_role = role.kind == PhraseKind::Role || first < role.first;
    (closed && is_role && role.last == comma).then(|| parse(parsed, first, role.last, setting)).flatten()
}

/// Parses items `first..last` as a role; returns `None` if they contain neither a role nor a country.
fn parse(parsed: &ParsedSentence<'_>, first: usize, last: usize, setting: &Setting) -> Option<Role> {
    let (first, last) = without_lead_and_rest(parsed, first, last);
    if first >= last {
        return None;
    }
    let items = parsed.items.get(first..last)?;
    let kin = (first..last).find(|&at| RELATIVES.iter().any(|w| parsed.word_is(at, w)));
    // "The son of Cuban immigrants" is not of Cuba, and "German's brother" is no German.
    let owned = kin.is_some_and(|kin| (first..kin).any(|at| parsed.can(at, WordClass::POSSESSIVE)));
    let end = if owned { first } else { kin.unwrap_or(last) };
    let country = countries::of_role(parsed.source, parsed.items, first, end, setting);
    let is_role = items
        .iter()
        .any(|i| i.can(WordClass::ROLE | WordClass::TITLE) || is_short_office(i.span.slice(parsed.source)));
    if !is_role && country.is_none() {
        return None;
    }
    let words = if is_role {
        span(parsed.items, first, last)
    } else {
        Span::new(items.first()?.span.start, items.first()?.span.start)
    };
    let affiliation = affiliation(parsed, first, last).filter(|_| kin.is_none());
    Some(Role { words, affiliation, country, is_kin: kin.is_some() })
}

/// Narrows items `first..last` to the role's own words: without articles, owners and courtesies, and without what leads to
/// somebody else.
fn without_lead_and_rest(parsed: &ParsedSentence<'_>, first: usize, last: usize) -> (usize, usize) {
    let (mut first, mut last) = (first, last);
    // "Her solicitor", but "Her Majesty’s inspector"
    let is_owner =
        |at: usize| parsed.can(at, WordClass::POSS) && !parsed.can(at.plus(2), WordClass::POSSESSIVE);
    // "there is no denying state epidemiologist Ada Cole", "the new mayor"
    let is_lead = |at: usize| {
        is_article(parsed, at)
            || parsed.word(at).ends_with("-year-old")
            || ["new", "also"].contains(&parsed.word(at))
            || ["Honour", "Honor", "Worship", "Excellency", "Holiness", "Highness"].contains(&parsed.word(at))
            || parsed.can(at, WordClass::ING) && parsed.can(at, WordClass::CUE)
    };
    while first < last
        && parsed.can(first, WordClass::DET.with(WordClass::POSS))
        && (!parsed.can(first, WordClass::CAPITAL.with(WordClass::ADJ)) || is_owner(first))
        || first < last && is_lead(first)
    {
        first = first.plus(1);
    }
    // "a Navy veteran herself"
    let reflexive = |at: usize| ["himself", "herself", "themselves"].iter().any(|w| parsed.word_is(at, w));
    while last > first
        && (parsed.can(last.minus(1), WordClass::PREP)
            || reflexive(last.minus(1))
            || parsed.is(last.minus(1), TokenKind::Comma)
            || parsed.is(last.minus(1), TokenKind::Colon))
    {
        last = last.minus(1);
    }
    // "The candidate Dr."
    // "spokesperson Const.": a rank behind an office.
    let rank = |at: usize| {
        let is_short = parsed.word(at).ends_with('.') || parsed.word(at).len() <= 4;
        parsed.can(at, WordClass::TITLE) && is_short && parsed.can(at.minus(1), WordClass::ROLE)
            || RANKS.contains(&parsed.word(at)) && RANKED.iter().any(|w| parsed.word_is(at.minus(1), w))
    };
    while last > first.plus(1) && rank(last.minus(1)) {
        last = last.minus(1);
    }
    while last > first && is_courtesy(parsed, last.minus(1)) {
        last = last.minus(1);
    }
    (first, last)
}

fn is_courtesy(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    role_worth::is_courtesy(onrecord_text::lowercase(parsed.word(at)).trim_end_matches('.'))
}

fn is_article(parsed: &ParsedSentence<'_>, at: usize) -> bool {
    ["a", "an", "the"].iter().any(|w| parsed.word_is(at, w))
}
