//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md that a compiler does not check.
//!
//! Each rule reads sources as text without comments and strings. What breaks a rule today and is known to is listed in
//! `xtask/tidy-exceptions.txt`, one `rule path` a line; a line whose file has been put right is an error too, so that the
//! list only shrinks.

mod imports;
mod source;

use std::{collections::BTreeSet, env, fs, path::Path};

use anyhow::{Context as _, Result, bail};

use crate::process::{command, output, root};
use source::Source;

/// A Rust file has at most this many lines.
const LONGEST: usize = 600;

/// The findings of a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    rule: &'static str,
    /// The file, or the crate's folder, from the root of the workspace.
    path: String,
    message: String,
}

/// Checks every rule over all files that git knows, or would add.
///
/// # Errors
/// When a rule is broken, or an exception is not needed.
pub(crate) fn check() -> Result<()> {
    let findings = findings(&root(), &machine_folders());
    let list = root().join("xtask/tidy-exceptions.txt");
    let exceptions = fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let wrong = without_exceptions(&findings, &exceptions);
    if wrong.is_empty() {
        return Ok(());
    }
    bail!("cargo xtask tidy:\n{}", wrong.join("\n"))
}

/// Returns findings that no exception names, and exceptions that name no finding.
fn without_exceptions(findings: &[Finding], exceptions: &str) -> Vec<String> {
    let listed: BTreeSet<&str> =
        exceptions.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let name = |finding: &Finding| format!("{} {}", finding.rule, finding.path);
    let found: BTreeSet<String> = findings.iter().map(name).collect();
    let wrong = findings
        .iter()
        .filter(|finding| !listed.contains(name(finding).as_str()))
        .map(|finding| format!("{}: {} ({})", finding.path, finding.message, finding.rule));
    let unneeded = listed
        .iter()
        .filter(|line| !found.contains(**line))
        .map(|line| format!("xtask/tidy-exceptions.txt: \"{line}\" is not broken any more: remove the line"));
    wrong.chain(unneeded).collect()
}

fn findings(root: &Path, machine: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut sources = Vec::new();
    for path in tracked(root) {
        // Binary files, and links to nowhere.
        let Ok(text) = fs::read_to_string(root.join(&path)) else { continue };
        findings.extend(names_machine(&path, &text, machine));
        if path.ends_with(".rs") {
            findings.extend(is_long(&path, &text));
            sources.push(Source::new(path, &text));
        } else if path.starts_with("crates/") && path.ends_with("/Cargo.toml") {
            findings.extend(depends_on_app(&path, &text));
        }
    }
    findings.extend(sources.iter().flat_map(touches_browser));
    findings.extend(sources.iter().filter_map(has_thread_state));
    findings.extend(sources.iter().filter_map(uses_app));
    findings.extend(imports::circles(&sources));
    findings.sort();
    findings
}

/// Returns all files that git knows or would add, from the root.
fn tracked(root: &Path) -> Vec<String> {
    let mut git = command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root);
    let listed = output(&mut git).unwrap_or_default();
    listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()
}

/// Returns whether a file belongs to the app or to one of the crates, tests, examples and build scripts left out.
fn is_library(path: &str) -> bool {
    path.starts_with("src/") || path.starts_with("crates/") && path.contains("/src/")
}

/// Only `src/platform` and `crates/worker` use the browser's interfaces.
fn touches_browser(source: &Source) -> Option<Finding> {
    const CRATES: [&str; 6] =
        ["gloo", "js_sys", "serde_wasm_bindgen", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];
    let may = source.path.starts_with("src/platform") || source.path.starts_with("crates/worker/");
    let used = CRATES.into_iter().find(|name| source.has_word(name))?;
    (is_library(&source.path) && !may).then(|| Finding {
        rule: "browser",
        path: source.path.clone(),
        message: format!("only src/platform and crates/worker use {used}: call a function of src/platform"),
    })
}

/// Only `src/platform` keeps state of a thread.
fn has_thread_state(source: &Source) -> Option<Finding> {
    let may = source.path.starts_with("src/platform");
    (is_library(&source.path) && !may && source.has_word("thread_local")).then(|| Finding {
        rule: "thread-local",
        path: source.path.clone(),
        message: "only src/platform has thread_local!: pass the value as an argument".to_owned(),
    })
}

/// No crate depends on the app, which is the package at the root; only the command may, where a feature asks for it, to
/// draw the first screen of a site.
fn depends_on_app(path: &str, manifest: &str) -> Option<Finding> {
    let names_app = |line: &&str| {
        let line = line.split('#').next().unwrap_or_default().trim();
        line.strip_prefix("onrecord").is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
            || line.strip_suffix(']').is_some_and(|table| table.ends_with("dependencies.onrecord"))
    };
    let line = manifest.lines().find(names_app)?;
    let may = path == "crates/cli/Cargo.toml" && line.contains("optional = true");
    (!may).then(|| Finding {
        rule: "app",
        path: path.to_owned(),
        message: "a crate depends on the app: move what it needs into a crate".to_owned(),
    })
}

/// Only one module of the command uses the app.
fn uses_app(source: &Source) -> Option<Finding> {
    let may = source.path.starts_with("src/") || source.path == "crates/cli/src/build/prerender.rs";
    (is_library(&source.path) && !may && source.has_word("explorer")).then(|| Finding {
        rule: "app",
        path: source.path.clone(),
        message: "only crates/cli/src/build/prerender.rs uses the app".to_owned(),
    })
}

fn is_long(path: &str, text: &str) -> Option<Finding> {
    let lines = text.lines().count();
    (lines > LONGEST).then(|| Finding {
        rule: "length",
        path: path.to_owned(),
        message: format!("{lines} lines, and at most {LONGEST} are allowed: cut the file by idea"),
    })
}

/// No file names a folder of the machine that it was written on.
fn names_machine(path: &str, text: &str, machine: &[String]) -> Option<Finding> {
    let (line, folder) = text.lines().zip(1..).find_map(|(line, number)| {
        machine.iter().find(|folder| line.contains(folder.as_str())).map(|folder| (number, folder))
    })?;
    Some(Finding {
        rule: "machine",
        path: path.to_owned(),
        message: format!("line {line} names {folder}, a folder of one machine"),
    })
}

/// Returns the folders of this machine that no file may name: the home folder, and the workspace.
fn machine_folders() -> Vec<String> {
    let folders = [env::home_dir(), Some(root())].into_iter().flatten();
    // Not the root of all folders, as the home of a user without one.
    let folders = folders.filter(|folder| folder.components().count() > 1);
    folders.map(|folder| format!("{}/", folder.display())).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A workspace of these files, which git would add.
    fn tree(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = env::temp_dir().join(format!("onrecord-tidy-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        assert!(command("git").args(["init", "--quiet"]).current_dir(&root).status().unwrap().success());
        root
    }

    /// The rules that are broken in such a workspace, with the files.
    fn broken(name: &str, files: &[(&str, &str)]) -> Vec<String> {
        let root = tree(name, files);
        let found = findings(&root, &["/home/someone/".to_owned()]);
        fs::remove_dir_all(root).unwrap();
        found.into_iter().map(|finding| format!("{} {}", finding.rule, finding.path)).collect()
    }

    #[test]
    fn only_the_platform_touches_the_browser() {
        let uses = "use web_sys::Window;\n";
        let files = [
            ("src/platform/dom.rs", uses),
            ("crates/worker/src/main.rs", uses),
            ("crates/view/src/lib.rs", "// web_sys is not used here.\nconst NAME: &str = \"web_sys\";\n"),
            ("src/filters/list.rs", "fn now() -> f64 {\n    js_sys::Date::now()\n}\n"),
            ("crates/text/src/lib.rs", "use gloo::timers::callback::Timeout;\n"),
            ("tests/browser/main.rs", uses),
        ];
        assert_eq!(
            broken("browser", &files),
            ["browser crates/text/src/lib.rs", "browser src/filters/list.rs"]
        );
    }

    #[test]
    fn only_the_platform_keeps_state_of_a_thread() {
        let state = "thread_local! {\n    static X: u8 = const { 1 };\n}\n";
        let files = [("src/platform/mod.rs", state), ("src/view.rs", state), ("crates/view/src/x.rs", state)];
        assert_eq!(
            broken("thread", &files),
            ["thread-local crates/view/src/x.rs", "thread-local src/view.rs"]
        );
    }

    #[test]
    fn no_crate_depends_on_the_app() {
        let depends = |line: &str| format!("[package]\nname = \"x\"\n\n{line}\n");
        let files = [
            ("crates/a/Cargo.toml", depends("[dependencies]\nonrecord = { path = \"../..\" }")),
            ("crates/b/Cargo.toml", depends("[dev-dependencies.onrecord]\npath = \"../..\"")),
            ("crates/c/Cargo.toml", depends("[dependencies]\nonrecord-model.workspace = true")),
            ("benches/d/Cargo.toml", depends("[dependencies]\nonrecord.workspace = true")),
            (
                "crates/cli/Cargo.toml",
                depends("[dependencies]\nonrecord = { path = \"../..\", optional = true }"),
            ),
            ("crates/cli/src/build/prerender.rs", "use explorer::prerender;\n".to_owned()),
            ("crates/cli/src/serve.rs", "use explorer::prerender;\n".to_owned()),
        ];
        let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
        assert_eq!(
            broken("app", &files),
            ["app crates/a/Cargo.toml", "app crates/b/Cargo.toml", "app crates/cli/src/serve.rs"]
        );
        let needed = depends("[dependencies]\nonrecord = { path = \"../..\" }");
        assert_eq!(broken("app-cli", &[("crates/cli/Cargo.toml", &needed)]), ["app crates/cli/Cargo.toml"]);
    }

    #[test]
    fn no_import_runs_in_a_circle() {
        let files = [
            ("src/lib.rs", "mod a;\nmod b;\nmod c;\n"),
            ("src/a.rs", "use crate::b::B;\n"),
            ("src/b/mod.rs", "mod inner;\n"),
            ("src/b/inner.rs", "use super::super::c::C;\n"),
            ("src/c.rs", "#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n"),
            ("crates/x/src/lib.rs", "mod a;\nmod b;\npub use a::A;\n"),
            ("crates/x/src/a.rs", "use crate::{A, b::{self, B}};\n"),
            ("crates/x/src/b.rs", "fn b() {\n    super::a::call();\n}\n"),
        ];
        assert_eq!(broken("circle", &files), ["circle crates/x/src"]);
    }

    #[test]
    fn no_file_is_long_or_names_a_machine() {
        let long = "// A line.\n".repeat(LONGEST + 1);
        let files = [
            ("src/long.rs", long.as_str()),
            ("src/not.rs", &long[11..]),
            ("README.md", "Look into /home/someone/articles.\n"),
            ("docs/guide.md", "Look into ~/articles.\n"),
        ];
        assert_eq!(broken("length", &files), ["length src/long.rs", "machine README.md"]);
    }

    #[test]
    fn exceptions_only_shrink() {
        let finding =
            |path: &str| Finding { rule: "length", path: path.to_owned(), message: "601 lines".to_owned() };
        let found = [finding("a.rs"), finding("b.rs")];
        assert!(without_exceptions(&found, "# Known:\nlength a.rs\nlength b.rs\n").is_empty());
        assert_eq!(
            without_exceptions(&found, "length a.rs\nlength c.rs\n"),
            [
                "b.rs: 601 lines (length)",
                "xtask/tidy-exceptions.txt: \"length c.rs\" is not broken any more: remove the line"
            ]
        );
    }
}
