//! Fuzzing: the promises of `attacks` against inputs that a machine makes up.

use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use crate::{
    run::{command, output, root, run, say},
    tools,
};

/// A folder below `fuzz/corpus` each.
const TARGETS: [&str; 3] = ["extract", "days", "decode"];

/// Runs each target for so many seconds, where a nightly toolchain is there.
pub(crate) fn fuzz(seconds: u32) -> Result<()> {
    let nightly = output(command("cargo").args(["+nightly", "--version"])).is_some();
    // A stable compiler that is told to be a nightly one fuzzes as well.
    let pretend = env::var_os("RUSTC_BOOTSTRAP").is_some();
    if !nightly && !pretend {
        bail!(
            "fuzzing needs a nightly toolchain: `rustup toolchain install nightly`; \
             the inputs that were kept are replayed by `cargo xtask test` without one"
        );
    }
    let fuzzer = tools::cargo_fuzz()?;
    for target in TARGETS {
        say(&format!("fuzz {target} for {seconds} s"));
        // What is found goes into a folder of its own; what is worth keeping is moved by hand.
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
        run(&format!("fuzz {target}"), &mut fuzz)
            .with_context(|| format!("what broke {target} lies in fuzz/artifacts/{target}"))?;
    }
    Ok(())
}
