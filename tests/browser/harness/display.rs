//! A virtual display for browsers that have no mode without a window.

use std::{path::Path, process::Stdio};

use anyhow::{Context as _, Result};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

/// An X server that draws into memory; it ends with this value.
pub(super) struct Display {
    /// The value of `DISPLAY` for its programs.
    pub(super) name: String,
    _process: Child,
}

impl Display {
    /// Starts Xvfb on a free number.
    pub(super) async fn start(xvfb: &Path) -> Result<Self> {
        let mut process = Command::new(xvfb)
            .args(["-displayfd", "1", "-screen", "0", "2000x1300x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", xvfb.display()))?;
        let mut lines = BufReader::new(process.stdout.take().context("no output")?).lines();
        let number = lines.next_line().await?.context("Xvfb ended before it had a display")?;
        Ok(Self { name: format!(":{number}"), _process: process })
    }
}
