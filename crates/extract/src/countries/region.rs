//! States and provinces behind the name of a town: "Exeter, N.H.", "Amesbury, New Jersey".
//!
//! They tell which town is meant, and name nobody.

use onrecord_model::Country;

use crate::{
    index::SaturatingIndex as _,
    lexicon::{WordClass, is_state, lexicon},
    sentences::Item,
    tokens::TokenKind,
};

/// Regions that are cities as well: "London, New York".
const CITIES: [&str; 2] = ["New York", "Quebec"];

/// Returns the country of the town that ends before item `end`, by the state or province behind it.
pub(super) fn of_town(source: &str, items: &[Item], end: usize) -> Option<Country> {
    let (country, used) = region_behind(source, items, end)?;
    let region = items.get(end.plus(1)).zip(items.get(end.plus(used)))?;
    (!CITIES.contains(&region.0.span.cover(region.1.span).slice(source))).then_some(country)
}

/// Words before the name of a region that show it to be a place.
const PARTS: [&str; 9] =
    ["central", "coastal", "eastern", "northern", "rural", "southern", "suburban", "upstate", "western"];

/// Whether the name of items `from..to` is that of a region rather than a person's: "South Carolina" of "Columbia, South
/// Carolina", "Tennessee" of "rural Tennessee".
pub(crate) fn is_region(source: &str, items: &[Item], (from, to): (usize, usize)) -> bool {
    let before = from.checked_sub(1).and_then(|at| items.get(at));
    let part = before.is_some_and(|item| PARTS.contains(&item.span.slice(source)));
    let found =
        if part { region_at(source, items, from) } else { region_behind(source, items, from.minus(1)) };
    from > 0 && found.is_some_and(|(_, used)| from.plus(used) == to)
}

/// Returns the country of the state or province that follows the name of a town which ends before item `end`, and the
/// length of its name in items.
pub(crate) fn region_behind(source: &str, items: &[Item], end: usize) -> Option<(Country, usize)> {
    let at = end.plus(1);
    let is_town = end > 0 && items.get(end.minus(1)).is_some_and(|item| item.can(WordClass::CAPITAL));
    let comma = items.get(end).is_some_and(|item| item.is(TokenKind::Comma));
    let (country, used) = region_at(source, items, at).filter(|_| is_town && comma)?;
    // "Lagos, Ohio and Maine" is a list.
    let next = items.get(at.plus(used));
    let in_list = next.is_some_and(|next| next.can(WordClass::CONJ));
    (!in_list).then_some((country, used))
}

/// Returns the country of the state or province that is named at item `at`, and the length of its name in items.
fn region_at(source: &str, items: &[Item], at: usize) -> Option<(Country, usize)> {
    let word = |i: usize| items.get(at.plus(i)).map(|item| item.span.slice(source));
    let first = word(0)?;
    if is_state(first) || first == "Virginia" {
        return Some(("US".parse().ok()?, 1));
    }
    let (place, used) = lexicon().places.find(first, word).filter(|(place, _)| place.is_region)?;
    let mut main = place.countries.iter().filter(|(_, is_main)| *is_main);
    let (country, _) = main.next()?;
    main.next().is_none().then_some((*country, used))
}

#[cfg(test)]
mod tests {
    use onrecord_model::Span;

    use super::*;
    use crate::{quotations::match_marks, sentences::sentences, tokens::tokenize};

    #[test]
    fn states_behind_towns() {
        for (text, expected) in [
            ("Exeter, N.H., on Monday", Some("US")),
            ("Amesbury, New Jersey, on Monday", Some("US")),
            ("London, Ontario", Some("CA")),
            ("Exeter, Ohio and Maine", None),
            ("Exeter, Ada Cole", None),
            ("Exeter and Ohio", None),
        ] {
            let tokens = tokenize(text, Span::from_usize(0, text.len()));
            let sentences = sentences(&tokens, &match_marks(&tokens));
            let items = sentences.iter().next().unwrap();
            let found = region_behind(text, items, 1).map(|(country, _)| country.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
