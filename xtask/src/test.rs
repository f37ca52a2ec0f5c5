//! Every check, in the order in which a mistake is found soonest.

use anyhow::Result;

use crate::{
    run::{command, root, run},
    site, tools,
};

pub(crate) fn test() -> Result<()> {
    let cargo = |args: &[&str]| {
        let mut cargo = command("cargo");
        cargo.args(args);
        cargo
    };
    run("check the formatting", &mut cargo(&["fmt", "--all", "--check"]))?;
    run("lint", &mut cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))?;
    run(
        "check the documentation",
        cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    site::build(None, None)?;
    let browser = tools::browser()?;
    run(
        "test",
        cargo(&["test", "--workspace"])
            .env("ONRECORD_SITE", root().join("dist"))
            .env("ONRECORD_COMMAND", root().join("target/command/onrecord"))
            .env("ONRECORD_AXE", tools::axe()?)
            .env("CHROMIUM", browser.chromium)
            .env("CHROMEDRIVER", browser.driver),
    )
}
