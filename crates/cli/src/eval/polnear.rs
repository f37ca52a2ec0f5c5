//! Compares extraction with PolNeAR's annotations. A statement counts as attributed if its mention overlaps
//! the annotated source.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use onrecord_extract::{
    Defaults,
    training::{Models, extract},
};

use super::{Part, Score, score::Asked};
use crate::{
    overlap::{Extent, pair},
    polnear::{Characters, Line, read},
};

pub(super) fn run(files: &[PathBuf], part: Option<Part>) -> Result<ExitCode> {
    let mut score = Score::default();
    for file in files {
        for line in read(file)? {
            if part.is_none_or(|part| (part == Part::HeldOut) == line.is_held_out()) {
                score.add_line(&line, Models::shipped());
            }
        }
    }
    score.print()?;
    Ok(ExitCode::SUCCESS)
}

impl Score {
    /// Adds an article, extracted with these models.
    pub(crate) fn add_line(&mut self, line: &Line, models: &Models) {
        let known = Defaults { id: line.id.as_str().into(), published: line.published };
        let article = extract(&line.text, &known, models);
        let chars = Characters::new(&line.text);
        let gold: Vec<_> = line.attributions.iter().map(|a| Extent::annotated(&a.content)).collect();
        let found: Vec<_> = article
            .statements
            .iter()
            .map(|s| Extent::new(s.spans.iter().map(|span| chars.range(*span))))
            .collect();
        let attributed = |i: usize, j: usize| {
            let source = Extent::annotated(&line.attributions[i].source);
            match &article.statements[j].mention {
                Some(mention) if !source.is_empty() => {
                    source.shared(&Extent::new([chars.range(mention.span())])) > 0
                }
                mention => mention.is_none() && source.is_empty(),
            }
        };
        let edges = |extent: &Extent| extent.bounds().map(|bounds| chars.drawn_in(bounds));
        let asked: Vec<_> =
            line.attributions.iter().map(|a| Asked { kind: &a.kind, needed: a.speech }).collect();
        self.add(&asked, &article.statements, &pair(&gold, &found), attributed, |i, j| {
            edges(&gold[i]) == edges(&found[j])
        });
    }
}
