//! Runs the fuzz targets.

use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{command, output, root, run, say},
    tools,
};

/// The targets, each with a folder below `fuzz/corpus`.
const TARGETS: [&str; 9] =
    ["extract", "front-matter", "days", "file", "page", "link", "decode", "people", "corrections"];

/// Runs the chosen targets, or all, for `seconds` seconds each. Needs a nightly toolchain.
pub(crate) fn fuzz(seconds: u32, chosen: &[String]) -> Result<()> {
    let nightly = output(command("cargo").args(["+nightly", "--version"])).is_some();
    // A stable compiler in nightly mode works as well.
    let pretend = env::var_os("RUSTC_BOOTSTRAP").is_some();
    if !nightly && !pretend {
        bail!(
            "fuzzing needs a nightly toolchain: `rustup toolchain install nightly`; \
             the inputs that were kept are replayed by `cargo xtask test` without one"
        );
    }
    if let Some(unknown) = chosen.iter().find(|name| !TARGETS.contains(&name.as_str())) {
        bail!("there is no target {unknown}: the targets are {}", TARGETS.join(", "));
    }
    let fuzzer = tools::cargo_fuzz()?;
    for target in TARGETS.iter().filter(|name| chosen.is_empty() || chosen.iter().any(|one| one == *name)) {
        say(&format!("fuzz {target} for {seconds} s"));
        // New inputs go into a folder of their own; those worth keeping are moved by hand.
        let found = root().join("fuzz/found").join(target);
        fs::create_dir_all(&found)?;
        let mut fuzz = command("cargo");
        if nightly {
            fuzz.arg("+nightly");
        }
        fuzz.env("PATH", tools::path_with(fuzzer.parent())?)
            .args(["fuzz", "run", target])
            .arg(&found)
            .arg(root().join("fuzz/corpus").join(target))
            .arg("--")
            .arg(format!("-max_total_time={seconds}"))
            .args(["-max_len=4096", "-timeout=10"]);
        // Tokens of a format, which random changes rarely produce.
        let words = root().join(format!("fuzz/words/{target}.dict"));
        if words.is_file() {
            fuzz.arg(format!("-dict={}", words.display()));
        }
        run(&format!("fuzz {target}"), &mut fuzz)
            .with_context(|| format!("what broke {target} lies in fuzz/artifacts/{target}"))?;
    }
    Ok(())
}
