pub(crate) fn is_day_word(word: &str) -> bool {
    ["today", "yesterday", "tonight", "overnight"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

pub(crate) fn is_day_lead(word: &str) -> bool {
    ["last", "this", "earlier", "late", "early"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

pub(crate) fn is_period(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "week" | "month" | "year" | "night" | "morning" | "afternoon" | "evening" | "weekend" | "summer" | "spring" | "fall" | "winter"
    ) || lower.ends_with("day") && lower.len() > 5
}
