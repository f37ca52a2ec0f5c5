//! Circles among the top-level modules of a crate.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, is_library, source::Source};

/// Modules with those that they use.
type Graph<'s> = BTreeMap<&'s str, BTreeSet<&'s str>>;

/// Returns, for each crate, the modules that use each other in a circle.
pub(super) fn circles(sources: &[Source]) -> Vec<Finding> {
    let mut crates: BTreeMap<&str, Vec<(Vec<&str>, &Source)>> = BTreeMap::new();
    for source in sources.iter().filter(|source| is_library(&source.path)) {
        let Some((folder, file)) = split(&source.path) else { continue };
        crates.entry(folder).or_default().push((modules(file), source));
    }
    let circle = |(folder, files): (&&str, &Vec<(Vec<&str>, &Source)>)| {
        let circle = circle(&graph(files))?;
        Some(Finding {
            rule: "circle",
            path: (*folder).to_owned(),
            message: format!("modules use each other in a circle: {}", circle.join(", ")),
        })
    };
    crates.iter().filter_map(circle).collect()
}

/// Returns the folder of a crate's sources, and the file in it.
fn split(path: &str) -> Option<(&str, &str)> {
    let start = if path.starts_with("src/") { 0 } else { path.find("/src/")? + 1 };
    Some((path.get(..start + 3)?, path.get(start + 4..)?))
}

/// Returns the names of the module that a file holds, from the crate down; none for its root.
fn modules(file: &str) -> Vec<&str> {
    let mut names: Vec<_> = file.trim_end_matches(".rs").split('/').collect();
    if names.last() == Some(&"mod") || matches!(names.as_slice(), ["lib" | "main"]) {
        names.pop();
    }
    names
}

fn graph<'s>(files: &[(Vec<&'s str>, &'s Source)]) -> Graph<'s> {
    let tops: BTreeSet<&str> = files.iter().filter_map(|(names, _)| names.first().copied()).collect();
    let mut graph = Graph::new();
    for (names, source) in files {
        let Some(own) = names.first() else { continue };
        let used = used(&source.tokens, names.len());
        let others = used.into_iter().filter(|name| name != own && tops.contains(name));
        graph.entry(own).or_default().extend(others);
    }
    graph
}

/// Returns the first names of all paths that begin at the crate's root, in a module this deep.
fn used(tokens: &[String], depth: usize) -> Vec<&str> {
    let mut used = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let is_first =
            index.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|sign| sign != "::");
        let after = match token.as_str() {
            "crate" if is_first => Some(index + 1),
            "super" if is_first => {
                let mut at = index;
                let mut ups = 1;
                while let [sign, word] = tokens.get(at + 1..at + 3).unwrap_or_default()
                    && sign == "::"
                    && word == "super"
                {
                    ups += 1;
                    at += 2;
                }
                (ups >= depth).then_some(at + 1)
            }
            _ => None,
        };
        if let Some(after) = after
            && tokens.get(after).is_some_and(|sign| sign == "::")
        {
            heads(tokens.get(after + 1..).unwrap_or_default(), &mut used);
        }
    }
    used
}

/// Adds the first name of a path, or of each path between braces.
fn heads<'t>(tokens: &'t [String], heads: &mut Vec<&'t str>) {
    if tokens.first().is_none_or(|sign| sign != "{") {
        heads.extend(tokens.first().map(String::as_str));
        return;
    }
    let mut depth = 0_usize;
    for pair in tokens.windows(2) {
        let [sign, next] = pair else { continue };
        match sign.as_str() {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return;
        }
        if depth == 1 && matches!(sign.as_str(), "{" | ",") {
            heads.push(next);
        }
    }
}

/// Returns the modules of a circle, or `None` if there is none.
fn circle<'s>(graph: &Graph<'s>) -> Option<Vec<&'s str>> {
    // Modules without uses, or without users, are removed until only circles and the paths between them are left.
    let mut left = graph.clone();
    loop {
        let used: BTreeSet<_> = left.values().flatten().copied().collect();
        let before = left.len();
        left.retain(|name, uses| !uses.is_empty() && used.contains(name));
        let names: BTreeSet<_> = left.keys().copied().collect();
        for uses in left.values_mut() {
            uses.retain(|name| names.contains(name));
        }
        if left.len() == before && left.values().all(|uses| !uses.is_empty()) {
            break;
        }
    }
    (!left.is_empty()).then(|| left.into_keys().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_from_the_root_are_found() {
        let used_in = |text: &str, depth: usize| {
            let source = Source::new(String::new(), text);
            used(&source.tokens, depth).join(" ")
        };
        assert_eq!(used_in("use crate::{a::{self, x}, b, C}; fn f() { crate::d::g() }", 1), "a b C d");
        assert_eq!(used_in("use super::a; use super::super::b; use x::super_;", 2), "b");
        assert_eq!(used_in("use super::{a, b::C};", 1), "a b");
    }

    #[test]
    fn only_circles_are_left() {
        let graph = |edges: &[(&'static str, &[&'static str])]| {
            edges.iter().map(|(name, uses)| (*name, uses.iter().copied().collect())).collect::<Graph<'_>>()
        };
        assert_eq!(circle(&graph(&[("a", &["b"]), ("b", &["c"]), ("c", &[])])), None);
        let found = circle(&graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b", "d"]), ("d", &[])]));
        assert_eq!(found, Some(vec!["b", "c"]));
    }
}
