//! The screenshots of the page in `docs/`.

use anyhow::Result;

use crate::{
    process::{command, root, run},
    tools,
};

/// Takes them again of the site in `dist/`.
///
/// # Errors
/// When the browser is missing, or a view does not come.
pub(crate) fn take() -> Result<()> {
    run(
        "take the screenshots",
        command("node")
            .arg("docs/pictures/take.mjs")
            .env("CHROMIUM", tools::browser()?.browser)
            .env("PEERS", tools::bench_peers()?)
            .env("SITE", root().join("dist"))
            .env("TO", root().join("docs")),
    )
}
