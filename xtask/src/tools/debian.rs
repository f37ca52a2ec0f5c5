//! Installs Debian packages.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};

use crate::process::{command, find, output, run_logged};

/// Locked while apt-get runs, since it refuses to run twice at once.
static APT: Mutex<()> = Mutex::new(());

/// Installs packages on a Debian machine, as root or with `sudo`.
///
/// # Errors
/// When there is no apt-get, or it fails.
pub(super) fn install(packages: &[&str], usually: &str) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    if find("apt-get").is_none() {
        bail!("this machine has no apt-get");
    }
    let root = output(command("id").arg("-u")).as_deref() == Some("0");
    let apt = || {
        let mut apt = command(if root { "apt-get" } else { "sudo" });
        if !root {
            apt.args(["--non-interactive", "apt-get"]);
        }
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    let _alone = APT.lock().unwrap_or_else(PoisonError::into_inner);
    run_logged("read Debian's list of packages", "some seconds", apt().args(["update", "-qq"]))
        .and_then(|_| {
            run_logged(
                &format!("install {}, once", packages.join(", ")),
                usually,
                apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages),
            )
        })
        .map(drop)
        .with_context(|| format!("try `{by_hand}` by hand"))
}
