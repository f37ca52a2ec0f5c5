//! The setting of a story: the countries that it is about, and the one whose offices it names without the country.
//!
//! "The ministry" of a story from Windhoek is Namibia's. The dateline, the title, the publisher and every place that the
//! text names are evidence. The publisher's country counts for a story that is set there, or that names no other.

use onrecord_model::{ArticleMeta, Country, Span, SpeakerKind};
use onrecord_text::title_case;
use rustc_hash::FxHashMap;

use crate::{
    index::SaturatingIndex as _,
    lexicon::{Holder, Place, PlaceName, WordClass, lexicon},
    paragraph::Paragraph,
    phrases::PhraseKind,
    tokens::{Token, TokenKind, tokenize},
};

/// The weight of a place in the title, against one in the text.
const TITLE: u32 = 4;
/// The weight of a place in the first paragraphs.
const LEAD: u32 = 2;
/// Number of paragraphs of the lead.
const LEAD_PARAGRAPHS: usize = 3;
/// The weight of the dateline.
const DATELINE: u32 = 4;
/// The weight of the publisher.
const PUBLISHER: u32 = 2;
/// The share of all weights, in per cent, above which a story is set in one country.
const SET: u32 = 55;
/// The share, in per cent, above which everybody in a story is of its country unless words say otherwise.
const DOMINANT: u32 = 65;
/// The minimum weight of that country for groups of people, and of the country whose offices a story is about.
const EVIDENCE: u32 = 4;
/// The minimum share, in per cent, of a country that a story is prominently about.
const PROMINENT: u32 = 20;
/// The minimum share, in per cent, of the publisher's country for offices without a country to be its own.
const DOMESTIC: u32 = 35;

/// How often regions of a country must be named for it to be certain.
const OFTEN: u32 = 3;

/// Words behind the name of a town that show it to be a street's or a politician's: "Sunrise Road", "the Davis
/// administration".
const NO_PLACE_BEFORE: [&str; 12] = [
    "Road",
    "Street",
    "Avenue",
    "Lane",
    "Drive",
    "Way",
    "Boulevard",
    "Close",
    "Crescent",
    "administration",
    "campaign",
    "government",
];

/// Words behind the name of a town that show the town of the country where it is usually meant.
const OF_TOWNS: [&str; 8] =
    ["Crown", "Magistrates", "Council", "Evening", "City", "Airport", "University", "MP"];

/// Words behind the name of a town that name what only towns have: no person is called so.
const OF_TOWNS_ALONE: [&str; 3] = ["Council", "Crown", "Magistrates"];

/// Territories of the United States, which have governors and a legislature of their own.
const TERRITORIES: [&str; 5] = ["AS", "GU", "MP", "PR", "VI"];

/// A country with the words that named it, for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) country: Country,
    pub(crate) words: String,
}

/// The countries of a story.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// The weight of each country that the article names, greatest first, with the first words that named it.
    votes: Vec<(Named, u32)>,
    /// Whether more than a single town names the first of them.
    is_certain: bool,
    /// The weight of the holders of office of each country.
    held: Vec<(Country, u32)>,
    /// The country that most words and most holders of office in the story belong to.
    of_offices: Option<Named>,
    dateline: Option<Named>,
    publisher: Option<Named>,
    /// The place where the story opens, if no other country is named.
    scene: Option<Named>,
    /// The name of the publisher.
    pub(crate) publisher_name: Option<String>,
}

impl Setting {
    /// Determines the setting of an article.
    pub(crate) fn from_article(source: &str, meta: &ArticleMeta, story: &[Paragraph<'_>]) -> Self {
        let mut votes = Votes::default();
        let title = meta.title.as_deref().unwrap_or_default();
        votes.add(title, &tokens_of(title), TITLE);
        let mut holders = Holders::default();
        let mut of_holders = Votes::default();
        let mut scene = None;
        for (nth, paragraph) in story.iter().enumerate() {
            let weight = if nth < LEAD_PARAGRAPHS { LEAD } else { 1 };
            let names = people_named(paragraph);
            for name in &names {
                if let Some((country, name)) = holders.meant_by(name.slice(source)) {
                    of_holders.vote(country, weight, true, name);
                }
            }
            // "Jackson", "Charlotte": a person's name is not a place. Names are in order and do not overlap.
            let outside = |t: &&Token| {
                let next = names.partition_point(|name| name.end < t.span.end);
                !names.get(next).is_some_and(|name| name.contains(t.span))
            };
            let tokens: Vec<_> = paragraph.tokens.iter().filter(outside).copied().collect();
            votes.add(source, &tokens, weight);
            if nth < LEAD_PARAGRAPHS && scene.is_none() {
                scene = (0..tokens.len()).find_map(|at| scene_at(source, &tokens, at));
            }
        }
        let dateline = meta.dateline.as_deref().and_then(country_of_place);
        let publisher = country_of_publisher(meta);
        for (named, weight) in [(&dateline, DATELINE), (&publisher, PUBLISHER)]
            .into_iter()
            .filter_map(|(n, w)| Some((n.as_ref()?, w)))
        {
            votes.vote(named.country, weight, true, &named.words);
        }
        let held: Vec<_> =
            of_holders.countries.iter().map(|(country, vote)| (*country, vote.weight)).collect();
        of_holders.extend(&votes);
        let of_offices =
            of_holders.most().filter(|named| held.iter().any(|(country, _)| *country == named.country));
        let (votes, is_certain) = votes.ranked();
        let is_only = |named: &Named| votes.iter().all(|(other, _)| other.country == named.country);
        let scene = scene.filter(is_only);
        Self {
            scene,
            votes,
            is_certain,
            held,
            of_offices,
            dateline,
            publisher,
            publisher_name: meta.publisher.clone(),
        }
    }

    /// Returns the share of a country among all that are named, in per cent. Holders of office count for other countries
    /// only: a story of the US Congress is not set in China, however often it names China.
    fn share(&self, country: Country) -> u32 {
        let others = self.held.iter().filter(|(other, _)| *other != country).map(|(_, weight)| weight);
        let total: u32 = self.votes.iter().map(|(_, weight)| weight).chain(others).sum();
        let own =
            self.votes.iter().find(|(named, _)| named.country == country).map_or(0, |(_, weight)| *weight);
        own.saturating_mul(100).checked_div(total).unwrap_or(0)
    }

    /// Returns the country of the story, if it is hardly about any other. For groups of people, a single
    /// mention is not enough, and for others it must be in a prominent place.
    pub(crate) fn dominant(&self, kind: SpeakerKind) -> Option<&Named> {
        let needed = if kind == SpeakerKind::Group { EVIDENCE } else { LEAD };
        let weight = self.votes.first().map_or(0, |(_, weight)| *weight);
        self.home().filter(|named| weight >= needed && self.share(named.country) >= DOMINANT)
    }

    /// Returns the country of groups that are only described, such as "officials": that of the place where the story
    /// opens ("A train left the rails in Osaka.").
    pub(crate) const fn scene(&self) -> Option<&Named> {
        self.scene.as_ref()
    }

    /// Returns the country that the story is set in.
    pub(crate) fn home(&self) -> Option<&Named> {
        let first = self.votes.first().map(|(named, _)| named).filter(|_| self.is_certain)?;
        (self.share(first.country) >= SET).then_some(first)
    }

    /// Returns the country of offices that are named without one: that of the dateline or the publisher, if much of the
    /// story is about it, or else the one whose offices the story is mostly about.
    pub(crate) fn office(&self) -> Option<&Named> {
        let share = |named: &&Named| self.share(named.country);
        let dateline = self.dateline.as_ref().filter(|named| share(named) >= PROMINENT);
        let most = self.votes.first().map(|(named, _)| named.country);
        let is_prominent = |named: &&Named| {
            share(named) >= DOMESTIC || most == Some(named.country) && share(named) >= PROMINENT
        };
        let publisher = || self.publisher.as_ref().filter(is_prominent);
        dateline.or_else(publisher).or(self.of_offices.as_ref())
    }

    /// Whether a word that several countries share, such as "Senate", can mean that of `country`: the story is set or
    /// published there, much of it is about the country, or the setting is unknown.
    pub(crate) fn supports(&self, country: Country) -> bool {
        let is_territory = |named: &&Named| TERRITORIES.contains(&named.country.to_string().as_str());
        if let Some(dateline) = self.dateline.as_ref().filter(is_territory) {
            return dateline.country == country;
        }
        self.votes.is_empty() || self.is_about(country)
    }

    /// Whether the story is set or published in a country, or much of it is about that country.
    pub(crate) fn is_about(&self, country: Country) -> bool {
        let near = [self.home(), self.dateline.as_ref(), self.publisher.as_ref()];
        near.into_iter().flatten().any(|named| named.country == country) || self.share(country) >= PROMINENT
    }

    /// Returns the country that a place name means in this story.
    pub(crate) fn place(&self, place: &PlaceName) -> Option<Country> {
        if let [(country, true)] = place.countries.as_slice() {
            return Some(*country);
        }
        let has = |country: Country| place.countries.iter().any(|(c, _)| *c == country);
        let near = [self.dateline.as_ref(), self.home(), self.publisher.as_ref()];
        let near = near.into_iter().flatten().map(|named| named.country).find(|country| has(*country));
        near.or_else(|| place.countries.iter().find(|(_, main)| *main).map(|(country, _)| *country))
    }
}

/// The holders of public office whom a story has named in full. A country is named by them as it is by its places.
#[derive(Default)]
struct Holders<'s>(FxHashMap<&'s str, Option<Holder>>);

impl<'s> Holders<'s> {
    /// Returns the country and the name of the holder of office whom a name refers to. A surname alone refers to the last
    /// full name with that surname, since others may share it with a holder.
    fn meant_by(&mut self, name: &'s str) -> Option<(Country, &'static str)> {
        let holder = match name.rsplit_once(' ') {
            Some((_, surname)) => {
                let holder = lexicon().gazetteer.holder(name);
                self.0.insert(surname, holder);
                holder
            }
            None => self.0.get(name).copied().flatten(),
        };
        holder.and_then(|holder| Some((holder.country?, holder.name)))
    }
}

/// Weights by country.
#[derive(Default)]
struct Votes {
    countries: FxHashMap<Country, Vote>,
}

#[derive(Default)]
struct Vote {
    weight: u32,
    /// Its rank by first mention.
    order: usize,
    /// The first words that named it.
    words: String,
    /// Whether other words named it too.
    varied: bool,
    /// The number of times that one of its regions was named.
    regions: u32,
    /// Whether a country, its people, its capital or a body was named, rather than only towns or regions.
    strong: bool,
}

impl Votes {
    fn vote(&mut self, country: Country, weight: u32, strong: bool, words: &str) {
        let order = self.countries.len();
        let vote = self.countries.entry(country).or_insert_with(|| Vote {
            order,
            words: words.to_owned(),
            ..Vote::default()
        });
        vote.weight = vote.weight.saturating_add(weight);
        vote.strong |= strong;
        vote.varied |= vote.words != words;
    }

    /// Adds all votes of others.
    fn extend(&mut self, others: &Self) {
        for (country, vote) in &others.countries {
            self.vote(*country, vote.weight, vote.strong, &vote.words);
        }
    }

    /// Returns the country with most of the weight.
    fn most(&self) -> Option<Named> {
        let total: u32 = self.countries.values().map(|vote| vote.weight).sum();
        let is_most = |vote: &Vote| {
            vote.weight >= EVIDENCE && vote.weight.saturating_mul(100) >= total.saturating_mul(SET)
        };
        let (country, vote) = self.countries.iter().find(|(_, vote)| is_most(vote))?;
        Some(Named { country: *country, words: vote.words.clone() })
    }

    /// Adds a vote for each country that some tokens name.
    fn add(&mut self, source: &str, tokens: &[Token], weight: u32) {
        let mut at = 0;
        while at < tokens.len() {
            let found = named_at(source, tokens, at);
            let used = found.map_or(1, |found| found.len);
            let next = tokens.get(at.plus(used));
            let behind = next.map_or("", |t| t.span.slice(source));
            // "Meridian Bank": a body that only bears the name.
            let named_after = || {
                let body = WordClass::ORG.with(WordClass::BRAND);
                tokens.get(at).is_some_and(|town| town.class.is(WordClass::TOWN))
                    && next.is_some_and(|t| t.class.is(WordClass::CAPITAL) && t.class.is(body))
            };
            if let Some(CountryName { country, strong, is_region, .. }) =
                found.filter(|found| found.strong || !NO_PLACE_BEFORE.contains(&behind) && !named_after())
            {
                let first = tokens.get(at).map(|t| t.span).unwrap_or_default();
                let last = tokens.get(at.plus(used).minus(1)).map_or(first, |t| t.span);
                self.vote(country, weight, strong, first.cover(last).slice(source));
                if let Some(vote) = self.countries.get_mut(&country).filter(|_| is_region) {
                    vote.regions = vote.regions.saturating_add(1);
                }
            }
            at = at.plus(used.max(1));
        }
    }

    /// Returns the countries with their weights, greatest first, and whether more than a single town names the first.
    fn ranked(self) -> (Vec<(Named, u32)>, bool) {
        let mut all: Vec<_> = self.countries.into_iter().collect();
        all.sort_by_key(|(_, vote)| (std::cmp::Reverse(vote.weight), vote.order));
        let certain =
            all.first().is_some_and(|(_, vote)| vote.strong || vote.varied || vote.regions >= OFTEN);
        let named =
            all.into_iter().map(|(country, vote)| (Named { country, words: vote.words }, vote.weight));
        (named.collect(), certain)
    }
}

/// Returns where a paragraph names people, in order.
fn people_named(paragraph: &Paragraph<'_>) -> Vec<Span> {
    let phrases = paragraph
        .sentences
        .iter()
        .flat_map(|(parsed, _)| parsed.phrases.iter().map(move |phrase| (parsed, phrase)));
    let people = phrases.filter(|(_, phrase)| phrase.kind == PhraseKind::Name);
    let names = people.filter_map(|(parsed, phrase)| {
        let (from, to) = phrase.name?;
        Some(crate::phrases::span(parsed.items, from, to))
    });
    names.collect()
}

/// Returns the country of a place that follows a preposition such as "in" or "near": a surname rarely does.
fn scene_at(source: &str, tokens: &[Token], at: usize) -> Option<Named> {
    let word = tokens.get(at).map(|token| token.span.slice(source))?;
    let named = || named_at(source, tokens, at.plus(1)).or_else(|| main_place_at(source, tokens, at.plus(1)));
    let found = ["in", "at", "near", "outside"].contains(&word).then(named)??;
    let first = tokens.get(at.plus(1))?.span;
    let last = tokens.get(at.plus(found.len)).map_or(first, |token| token.span);
    let behind = tokens.get(at.plus(found.len).plus(1));
    let goes_on = behind.is_some_and(|t| t.kind == TokenKind::Word && t.class.is(WordClass::CAPITAL));
    (!goes_on).then(|| Named { country: found.country, words: first.cover(last).slice(source).to_owned() })
}

/// Tokens that name a country.
#[derive(Clone, Copy)]
struct CountryName {
    country: Country,
    /// Number of tokens.
    len: usize,
    /// Whether they name a country, a people, a capital or a body, rather than a town or region.
    strong: bool,
    /// Whether they name a region, such as "Texas". The name of a town can also be a surname.
    is_region: bool,
}

/// Returns the name of a country that begins with the token at `at`.
fn named_at(source: &str, tokens: &[Token], at: usize) -> Option<CountryName> {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Word && t.class.is(WordClass::CAPITAL))?;
    let first = token.span.slice(source);
    let word = |i: usize| tokens.get(at.plus(i)).map(|t| t.span.slice(source));
    if let Some((place, used)) = lexicon().gazetteer.find(first, word) {
        return match place {
            Place::Body(None) | Place::Shared(_) => None,
            place => place.country().map(|country| CountryName {
                country,
                len: used,
                strong: true,
                is_region: false,
            }),
        };
    }
    let (place, used) = lexicon().places.find(first, word)?;
    let mut main = place.countries.iter().filter(|(_, main)| *main);
    let country = match (place.countries.as_slice(), main.next(), main.next()) {
        ([(country, true)], ..) => *country,
        // "Leicester Crown Court": the town that is usually meant, in a name that shows it.
        (_, Some((country, _)), None) if word(used).is_some_and(|next| OF_TOWNS.contains(&next)) => *country,
        _ => return None,
    };
    let strong = word(used).is_some_and(|next| OF_TOWNS_ALONE.contains(&next));
    Some(CountryName { country, len: used, strong, is_region: place.is_region })
}

/// Returns the place that a name usually means, if towns of several countries have the name: "Salem".
fn main_place_at(source: &str, tokens: &[Token], at: usize) -> Option<CountryName> {
    let first = tokens.get(at).filter(|t| t.class.is(WordClass::CAPITAL))?.span.slice(source);
    let word = |i: usize| tokens.get(at.plus(i)).map(|t| t.span.slice(source));
    let (place, used) = lexicon().places.find(first, word)?;
    let (country, _) = place.countries.iter().find(|(_, is_main)| *is_main)?;
    Some(CountryName { country: *country, len: used, strong: false, is_region: place.is_region })
}

fn tokens_of(text: &str) -> Vec<Token> {
    tokenize(text, Span::from_usize(0, text.len()))
}

/// Returns the last country that a short text such as a dateline names: "WINDHOEK, Namibia", "The Namibian".
fn country_of_place(text: &str) -> Option<Named> {
    let tokens = tokens_of(text);
    let mut countries = (0..tokens.len()).filter_map(|at| named_at(text, &tokens, at));
    // "PARIS, Texas": the last name is the most specific.
    if let Some(CountryName { country, .. }) = countries.next_back() {
        return Some(Named { country, words: text.to_owned() });
    }
    // "WINDHOEK": in capitals.
    let title: Vec<String> = text.split_whitespace().map(title_case).collect();
    let title = title.join(" ");
    if title == text {
        return None;
    }
    let tokens = tokens_of(&title);
    let name = (0..tokens.len()).filter_map(|at| named_at(&title, &tokens, at)).next_back()?;
    Some(Named { country: name.country, words: text.to_owned() })
}

/// Returns the country of the publisher of an article, by its name or else by its address.
fn country_of_publisher(meta: &ArticleMeta) -> Option<Named> {
    let by_name = |name: &str| match lexicon().country_of_publisher(name) {
        Some(listed) => listed.map(|country| Named { country, words: name.to_owned() }),
        None => country_of_place(name),
    };
    let named = meta.publisher.as_deref().and_then(by_name);
    named.or_else(|| meta.url.as_deref().and_then(country_of_address))
}

/// Returns the country of a web address with a national domain: `https://example.co.za/…`.
fn country_of_address(url: &str) -> Option<Named> {
    let host = url.split("//").nth(1)?.split(['/', ':']).next()?;
    let domain = host.rsplit('.').next()?;
    let country = match domain {
        "uk" => "GB",
        // Used by sites of any country.
        "co" | "io" | "tv" | "me" | "ai" | "fm" | "ly" | "to" | "cc" => return None,
        other => other,
    };
    Some(Named { country: country.parse().ok()?, words: host.to_owned() })
}
