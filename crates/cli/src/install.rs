//! Shell completions and manual pages, both generated from the flags.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result};
use clap::Command;
use clap_complete::{Shell, generate};

use crate::output;

/// The arguments of `onrecord completions`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish")]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

/// The arguments of `onrecord man`.
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  onrecord man -o ~/.local/share/man/man1 && man onrecord-build")]
pub(crate) struct Man {
    /// The folder to write the pages to: one for the program, and one for each command.
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

pub(crate) fn completions(args: &Completions, mut cli: Command) -> Result<ExitCode> {
    let mut script = Vec::new();
    generate(args.shell, &mut cli, "onrecord", &mut script);
    output::answer(&script)?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn man(args: &Man, cli: Command) -> Result<ExitCode> {
    let dir = &args.output;
    fs::create_dir_all(dir).with_context(|| format!("cannot create the folder {}", dir.display()))?;
    let cli = cli.disable_help_subcommand(true);
    clap_mangen::generate_to(cli, dir).with_context(|| format!("cannot write to {}", dir.display()))?;
    Ok(ExitCode::SUCCESS)
}
