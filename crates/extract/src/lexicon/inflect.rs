//! Inflection of English verbs and nouns, from rows such as `write:wrote:written` or `quip+`.

use super::WordClass;

/// Returns all forms of a verb with their classes.
pub(super) fn forms(row: &str) -> Vec<(String, WordClass)> {
    let mut parts = row.split(':');
    let lemma = parts.next().unwrap_or_default();
    let (lemma, is_noun) = lemma.strip_prefix('-').map_or((lemma, false), |lemma| (lemma, true));
    let (lemma, doubled) = lemma.strip_suffix('+').map_or((lemma, false), |l| (l, true));
    let stem = if doubled { format!("{lemma}{}", last(lemma)) } else { lemma.to_owned() };
    let regular = || match lemma.strip_suffix('y') {
        Some(rest) if !ends_in_vowel(rest) => format!("{rest}ied"),
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ => format!("{stem}ed"),
    };
    let past = parts.next().map_or_else(regular, str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let ing = match lemma.strip_suffix('e') {
        Some(rest) if !rest.ends_with('e') && rest.len() > 1 => format!("{rest}ing"),
        _ => format!("{stem}ing"),
    };
    let mut all = vec![(past, WordClass::PAST), (participle, WordClass::PARTICIPLE)];
    if !is_noun {
        all.insert(0, (lemma.to_owned(), WordClass::BASE));
        all.insert(1, (plural(lemma), WordClass::PRESENT));
        all.push((ing, WordClass::ING));
    }
    // "labelled", "signalling": British spelling.
    if !doubled && ["abel", "gnal", "nsel", "ncel", "avel", "odel"].iter().any(|end| lemma.ends_with(end)) {
        all.push((format!("{lemma}led"), WordClass::PAST.with(WordClass::PARTICIPLE)));
        all.push((format!("{lemma}ling"), WordClass::ING));
    }
    all
}

/// Returns the plural of a noun or the -s form of a verb.
pub(super) fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(rest) if !ends_in_vowel(rest) => format!("{rest}ies"),
        _ if word.ends_with("man") => format!("{}men", word.trim_end_matches("man")),
        _ if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn last(word: &str) -> char {
    word.chars().next_back().unwrap_or_default()
}

fn ends_in_vowel(word: &str) -> bool {
    matches!(last(word), 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_inflect() {
        for (row, all) in [
            ("write:wrote:written", "write writes wrote written writing"),
            ("quip+", "quip quips quipped quipped quipping"),
            ("deny", "deny denies denied denied denying"),
            ("say:said", "say says said said saying"),
            ("argue", "argue argues argued argued arguing"),
            ("see:saw:seen", "see sees saw seen seeing"),
            ("label", "label labels labeled labeled labeling labelled labelling"),
            ("-light:lit", "lit lit"),
        ] {
            let got: Vec<_> = forms(row).into_iter().map(|(form, _)| form).collect();
            assert_eq!(got.join(" "), all);
        }
    }
}
