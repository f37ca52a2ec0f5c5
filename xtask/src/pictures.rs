//! The pictures of the page in `docs/`.

use anyhow::Result;

use crate::{
    run::{command, root, run},
    tools,
};

/// Takes them anew of the site in `dist/`.
pub(crate) fn take() -> Result<()> {
    run(
        "take the pictures",
        command("node")
            .arg("docs/pictures/take.mjs")
            .env("CHROMIUM", tools::browser()?.browser)
            .env("PEERS", tools::bench_peers()?)
            .env("SITE", root().join("dist"))
            .env("TO", root().join("docs")),
    )
}
