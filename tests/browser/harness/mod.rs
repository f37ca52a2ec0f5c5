//! Runs scenarios: each on a page of its own, in a fresh profile of a browser that is kept for the next one.

mod browser;
mod differences;
mod display;
mod faulty_server;
mod page;
mod pool;
mod site;

use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
    pin::Pin,
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, Result};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::Runtime;

pub(crate) use browser::Browser;
pub(crate) use faulty_server::{Fault, How, NO_RECORD};
pub(crate) use page::{LAYOUT_SHIFTS, PRERENDERED, Page};
pub(crate) use site::{Record, story};

use browser::{Programs, Session};
use pool::Pool;
use site::{Served, Sites};

/// The longest time that is spent on describing a failure.
const REPORT: Duration = Duration::from_secs(10);

/// A scenario under way.
type Run = Pin<Box<dyn Future<Output = Result<()>>>>;

/// One thing that readers do, in one browser.
pub(crate) struct Scenario {
    pub(crate) module: &'static str,
    pub(crate) name: &'static str,
    pub(crate) browser: Browser,
    pub(crate) site: fn() -> Served,
    /// What this browser is started with, see [`Session::start`].
    pub(crate) switches: &'static [&'static str],
    pub(crate) run: fn(Page) -> Run,
}

inventory::collect!(Scenario);

/// Defines a scenario that every browser runs: its name, the site, and what is done on a page of that site.
///
/// Switches (in brackets behind the site) give the scenario a browser of its own that is started with them.
macro_rules! scenario {
    ($name:ident, $site:expr, |$page:ident| $body:block) => {
        crate::harness::scenario!($name, $site, [], |$page| $body);
    };
    ($name:ident, $site:expr, [$($switch:expr),*], |$page:ident| $body:block) => {
        crate::harness::in_one_browser!(Chromium, $name, $site, [$($switch),*], |$page| $body);
        crate::harness::in_one_browser!(Firefox, $name, $site, [$($switch),*], |$page| $body);
        crate::harness::in_one_browser!(WebKit, $name, $site, [$($switch),*], |$page| $body);
    };
}
pub(crate) use scenario;

/// Defines a scenario for the one browser that has the switches, or the commands, that it takes.
macro_rules! in_one_browser {
    ($browser:ident, $name:ident, $site:expr, [$($switch:expr),*], |$page:ident| $body:block) => {
        inventory::submit! {
            crate::harness::Scenario {
                module: module_path!(),
                name: stringify!($name),
                browser: crate::harness::Browser::$browser,
                site: || $site.into(),
                switches: &[$($switch),*],
                run: |$page| Box::pin(async move { $body anyhow::Ok(()) }),
            }
        }
    };
}
pub(crate) use in_one_browser;

/// Runs the scenarios that the arguments and `ONRECORD_BROWSER` select.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let only = env::var("ONRECORD_BROWSER").unwrap_or_default();
    let only: Vec<&str> = only.split(',').filter(|name| !name.is_empty()).collect();
    if let Some(unknown) = only.iter().find(|name| !["chromium", "firefox", "webkit"].contains(*name)) {
        eprintln!(
            "ONRECORD_BROWSER has \"{unknown}\": give chromium, firefox or webkit, or leave it out for all"
        );
        return ExitCode::FAILURE;
    }
    let harness = match Harness::new() {
        Ok(harness) => Arc::new(harness),
        Err(error) => {
            eprintln!("the browser tests cannot begin: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let selected = |scenario: &&Scenario| only.is_empty() || only.contains(&scenario.browser.name());
    let mut scenarios: Vec<&'static Scenario> =
        inventory::iter::<Scenario>.into_iter().filter(selected).collect();
    scenarios.sort_by_key(|scenario| (scenario.module, scenario.name, scenario.browser.name()));
    let trials = scenarios.into_iter().map(|scenario| trial(scenario, &harness)).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    harness.runtime.block_on(harness.pool.close());
    conclusion.exit_code()
}

fn trial(scenario: &'static Scenario, harness: &Arc<Harness>) -> Trial {
    let module = scenario.module.split_once("::").map_or(scenario.module, |(_, module)| module);
    let name = format!("{module}::{}::in_{}", scenario.name, scenario.browser.name());
    let harness = Arc::clone(harness);
    Trial::ignorable_test(name.clone(), move || harness.run(scenario, &name))
}

/// What all scenarios share.
struct Harness {
    runtime: Runtime,
    pool: Pool,
    sites: Arc<Sites>,
}

impl Harness {
    fn new() -> Result<Self> {
        // A client of a web socket must have chosen its cryptography, though nothing is encrypted here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self { runtime: Runtime::new()?, pool: Pool::default(), sites: Arc::new(Sites::new()?) })
    }

    /// Runs a scenario, or says why it cannot run.
    fn run(&self, scenario: &Scenario, name: &str) -> Result<Completion, Failed> {
        let tools = || {
            let programs = scenario.browser.programs()?;
            Ok((programs, Tools { site: named("ONRECORD_SITE")?, command: named("ONRECORD_COMMAND")? }))
        };
        let (programs, tools) = match tools() {
            Ok(tools) => tools,
            Err(missing) => {
                let missing: String = missing;
                return Ok(Completion::ignored_with(missing));
            }
        };
        let module = scenario.module.rsplit("::").next().unwrap_or_default();
        let differs = differences::of_webkit(module, scenario.name);
        if let Some(differs) = differs.filter(|_| scenario.browser == Browser::WebKit) {
            return Ok(Completion::ignored_with(differs));
        }
        let failed = |error: anyhow::Error| Failed::from(format!("{error:?}"));
        let session = match self.runtime.block_on(self.pool.take(scenario, &programs)) {
            Ok(session) => session,
            Err(error) if page::lacks_command(&error) => {
                return Ok(Completion::ignored_with(error.to_string()));
            }
            Err(error) => return Err(failed(error)),
        };
        // A scenario that panics leaves its browser to the next one all the same.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            self.runtime.block_on(async {
                let page = Page::new(&session, &self.sites, &tools, (scenario.site)()).await?;
                (scenario.run)(page).await
            })
        }));
        let lacks_command = matches!(&outcome, Ok(Err(error)) if page::lacks_command(error));
        let passed = matches!(outcome, Ok(Ok(())));
        if !passed && !lacks_command {
            self.runtime.block_on(describe(&session, name));
        }
        self.runtime.block_on(self.pool.give_back(session, scenario));
        match outcome {
            Err(panic) => resume_unwind(panic),
            Ok(Ok(())) => Ok(Completion::Completed),
            Ok(Err(error)) if lacks_command => {
                Ok(Completion::ignored_with(format!("needs another browser or driver: {error}")))
            }
            Ok(Err(error)) => Err(failed(error)),
        }
    }
}

/// Reports where a scenario has failed, and saves a picture of the page.
async fn describe(session: &Session, name: &str) {
    let report = async {
        let address = session.driver.current_url().await?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed");
        fs::create_dir_all(&folder)?;
        let picture = folder.join(format!("{}.png", name.replace("::", "-")));
        session.driver.screenshot(&picture).await?;
        anyhow::Ok(format!("at {address}, see {}", picture.display()))
    };
    match tokio::time::timeout(REPORT, report).await.context("the browser does not answer") {
        Ok(Ok(report)) => eprintln!("{name} failed {report}"),
        Ok(Err(error)) | Err(error) => eprintln!("{name} failed, and nothing more is known: {error:#}"),
    }
}

/// What the scenarios test.
pub(crate) struct Tools {
    /// The folder of the built site.
    site: PathBuf,
    /// The `onrecord` command, with the app in it.
    command: PathBuf,
}

/// The file or folder that a variable of the environment names.
fn named(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .ok_or_else(|| format!("{variable} names nothing: `cargo xtask test browser` sets it"))
}

impl Browser {
    /// Where the browser and its driver are, or which variable does not say it.
    fn programs(self) -> Result<Programs, String> {
        let ([browser, driver], display) = match self {
            Self::Chromium => (["CHROMIUM", "CHROMEDRIVER"], None),
            Self::Firefox => (["FIREFOX", "GECKODRIVER"], None),
            Self::WebKit => (["WEBKIT", "WEBKITDRIVER"], Some("XVFB")),
        };
        let display = display.map(named).transpose()?;
        Ok(Programs { browser: named(browser)?, driver: named(driver)?, display })
    }
}
