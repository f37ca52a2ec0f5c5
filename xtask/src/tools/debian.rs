//! Debian's packages.

use anyhow::{Context as _, Result, bail};

use crate::run::{command, find, output, run};

/// Installs packages, where this is a Debian machine on which we may.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    if find("apt-get").is_none() {
        bail!("this machine has no apt-get");
    }
    let root = output(command("id").arg("-u")).as_deref() == Some("0");
    let apt = || {
        let mut apt = command(if root { "apt-get" } else { "sudo" });
        if !root {
            apt.arg("apt-get");
        }
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run("read Debian's list of packages", apt().args(["update", "-qq"]))
        .and_then(|()| {
            run(
                &format!("install {}", packages.join(", ")),
                apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages),
            )
        })
        .with_context(|| format!("try `{by_hand}` by hand"))
}
