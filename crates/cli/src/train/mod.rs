//! `onrecord train`: the weights of the extractor's models, learned from annotated articles.
//!
//! Held-out articles are not used, so that they can measure the result. Settings are chosen by the
//! cross-validation that is printed: each of the four fifths is evaluated with models learned from the other
//! three.

mod calibration;
mod choices;
mod ends;
mod finds;
mod logistic;

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result};

use onrecord_extract::training::{Models, decisions};

use crate::{
    eval::Score,
    polnear::{self, FIFTHS, Line},
};

/// The arguments of `onrecord train`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// PolNeAR's articles, one a line.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder to write the tables to; without it only the cross-validation is run.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let lines = polnear::read(&args.file)?;
    let lines: Vec<_> = lines.iter().filter(|line| !line.is_held_out()).collect();
    let mut score = Score::default();
    for fifth in 1..FIFTHS {
        let (judged, seen): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.fifth() == fifth);
        let models = learn(&seen).models();
        judged.iter().for_each(|line| score.add_line(line, &models));
    }
    outln!("cross-validation over {} articles", lines.len())?;
    score.print()?;
    if let Some(folder) = &args.output {
        let Tables { ends, who, keep } = learn(&lines);
        let worth = calibration::learn(&score.judged);
        for (name, table) in [("ends", ends), ("who", who), ("keep", keep), ("worth", worth)] {
            let path = folder.join(name).with_extension("bin");
            fs::write(&path, table).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

struct Tables {
    ends: Vec<u8>,
    who: Vec<u8>,
    keep: Vec<u8>,
}

impl Tables {
    fn models(&self) -> Models {
        Models::new(&self.ends, &self.who, &self.keep, &[])
    }
}

/// How often the ends are learned: earlier decisions determine which later ones arise.
const ROUNDS: usize = 2;

/// Learns where words end, then who speaks, then whether the words were said.
fn learn(lines: &[&Line]) -> Tables {
    let mut tables = Tables { ends: Vec::new(), who: Vec::new(), keep: Vec::new() };
    for _ in 0..ROUNDS {
        let models = tables.models();
        let examples = lines.iter().flat_map(|l| ends::examples(l, decisions(&l.text, &models).ends));
        tables.ends = logistic::learn(&examples.collect::<Vec<_>>());
    }
    let models = tables.models();
    let examples = lines.iter().flat_map(|l| choices::examples(l, decisions(&l.text, &models).choices));
    tables.who = logistic::learn(&examples.collect::<Vec<_>>());
    let models = tables.models();
    let examples = lines.iter().flat_map(|l| finds::examples(l, decisions(&l.text, &models).finds));
    tables.keep = logistic::learn(&examples.collect::<Vec<_>>());
    tables
}
