//! Every check, in the order in which a mistake is found soonest.

use anyhow::Result;

use crate::{
    run::{command, root, run},
    site, supply, tools,
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
    supply::check()?;
    // With an address, or pictures, feed and map would be left out.
    site::build(None, Some("https://onrecord.example/"))?;
    run(
        "check the pages",
        command("node").args(["tests/pages/check.mjs", "dist"]).env("PACKAGES", tools::page_checkers()?),
    )?;
    run(
        "check forms with other programs",
        command(tools::python()?).arg("tests/formats/check.py").arg("target/command/onrecord").arg("corpus"),
    )?;
    let (chromium, firefox) = (tools::browser()?, tools::firefox()?);
    run(
        "test",
        cargo(&["test", "--workspace"])
            .env("ONRECORD_SITE", root().join("dist"))
            .env("ONRECORD_COMMAND", root().join("target/command/onrecord"))
            .env("ONRECORD_AXE", tools::axe()?)
            .env("CHROMIUM", chromium.browser)
            .env("CHROMEDRIVER", chromium.driver)
            .env("FIREFOX", firefox.browser)
            .env("GECKODRIVER", firefox.driver),
    )
}
