//! Tables of expectations in `tests/`, for unit tests and integration tests.

use std::{env, fs, path::PathBuf};

/// Compares a table of expectations with the actual results. With `UPDATE_EXPECT=1` in the environment, rewrites the
/// file instead.
///
/// # Panics
/// If they differ.
#[allow(clippy::panic, clippy::unwrap_used, reason = "tests fail by panicking")]
pub(crate) fn check(table: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(table);
    let stored = fs::read_to_string(&path).unwrap();
    if stored == now {
        return;
    }
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let differ = stored.lines().zip(now.lines()).enumerate().find(|(_, (old, new))| old != new);
    let lines = || format!("{} lines instead of {}", now.lines().count(), stored.lines().count());
    let what = differ.map_or_else(lines, |(line, (old, new))| {
        format!("line {} should be\n    {old}\nand is\n    {new}", line.saturating_add(1))
    });
    panic!("{table}: {what}\nIf this is right, run the tests with UPDATE_EXPECT=1 and read the diff.");
}

/// Renders a table of examples, separated by empty lines: each a text, then the results, indented. Comments stay.
#[must_use]
pub(crate) fn examples(table: &str, results: impl Fn(&str) -> Vec<String>) -> String {
    let render = |example: &str| {
        let texts = example.lines().take_while(|line| !line.starts_with("  "));
        let text = texts.collect::<Vec<_>>().join("\n");
        if text.lines().all(|line| line.starts_with('#')) {
            return text;
        }
        let results = results(&text).into_iter().map(|line| format!("\n  {line}"));
        text.clone() + &results.collect::<String>()
    };
    let examples = table.trim_end().split("\n\n").map(render).collect::<Vec<_>>();
    examples.join("\n\n") + "\n"
}
