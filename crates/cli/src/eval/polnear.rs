//! How much of PolNeAR's annotations is found.
//!
//! Found: an annotated statement and one of ours share at least half of the characters that either
//! covers. Attributed: found, and our mention overlaps the annotated source. Exact: found, with
//! the same first and last letter or digit. Recall is over annotations of speech, precision over
//! everything that we find against everything annotated.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use anyhow::Result;
use onrecord_extract::{
    Known,
    training::{Models, extract},
};
use onrecord_model::{Kind, Statement};

use super::Part;
use crate::{
    overlap::{Extent, pair},
    polnear::{Characters, Line, read},
};

#[derive(Default)]
struct Tally {
    gold: usize,
    found: usize,
    attributed: usize,
    exact: usize,
}

/// How much of the annotated articles was found so far.
#[derive(Default)]
pub(crate) struct Score {
    kinds: BTreeMap<String, Tally>,
    predicted: usize,
    predicted_found: usize,
    predicted_attributed: usize,
    /// Every statement of ours.
    pub(crate) judged: Vec<Judged>,
}

/// A statement of ours, and whether words and speaker were annotated so.
pub(crate) struct Judged {
    pub(crate) kind: Kind,
    /// The confidence that was stated.
    pub(crate) score: f32,
    pub(crate) right: bool,
}

pub(super) fn run(file: &Path, part: Option<Part>) -> Result<ExitCode> {
    let mut score = Score::default();
    for line in read(file)? {
        if part.is_none_or(|part| (part == Part::HeldOut) == line.is_held_out()) {
            score.add(&line, Models::SHIPPED);
        }
    }
    score.print();
    Ok(ExitCode::SUCCESS)
}

impl Score {
    pub(crate) fn add(&mut self, line: &Line, models: Models<'_>) {
        let known = Known { id: line.id.clone(), published: line.published };
        let article = extract(&line.text, &known, models);
        let chars = Characters::new(&line.text);
        let gold: Vec<_> = line.attributions.iter().map(|a| Extent::annotated(&a.content)).collect();
        let found: Vec<_> = article
            .statements
            .iter()
            .map(|s| Extent::new(s.spans.iter().map(|span| chars.range(*span))))
            .collect();
        let right = |i: usize, j: usize| {
            let source = Extent::annotated(&line.attributions[i].source);
            match &article.statements[j].mention {
                Some(mention) if !source.is_empty() => {
                    source.shared(&Extent::new([chars.range(mention.span())])) > 0
                }
                mention => mention.is_none() && source.is_empty(),
            }
        };
        self.predicted += found.len();
        let first = self.judged.len();
        let judged = |s: &Statement| Judged { kind: s.kind, score: s.confidence, right: false };
        self.judged.extend(article.statements.iter().map(judged));
        for (i, j) in pair(&gold, &found).into_iter().enumerate() {
            let annotation = &line.attributions[i];
            let attributed = j.is_some_and(|j| right(i, j));
            self.predicted_found += usize::from(j.is_some());
            self.predicted_attributed += usize::from(attributed);
            if let Some(j) = j.filter(|_| attributed) {
                self.judged[first + j].right = true;
            }
            if !annotation.speech {
                continue;
            }
            let edges = |extent: &Extent| extent.bounds().map(|bounds| chars.drawn_in(bounds));
            let exact = j.is_some_and(|j| edges(&gold[i]) == edges(&found[j]));
            for kind in ["all", &annotation.kind] {
                let tally = self.kinds.entry(kind.to_owned()).or_default();
                tally.gold += 1;
                tally.found += usize::from(j.is_some());
                tally.attributed += usize::from(attributed);
                tally.exact += usize::from(exact);
            }
        }
    }

    pub(crate) fn print(&self) {
        let part = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        let none = Tally::default();
        let of = |kind: &str| self.kinds.get(kind).unwrap_or(&none);
        let all = of("all");
        println!("gold {}  predicted {}", all.gold, self.predicted);
        for (name, hits, recalled) in [
            ("found", self.predicted_found, all.found),
            ("attributed", self.predicted_attributed, all.attributed),
        ] {
            let (p, r) = (part(hits, self.predicted), part(recalled, all.gold));
            println!("{name:11} P {p:.3}  R {r:.3}  F1 {:.3}", f1(p, r));
        }
        println!("confidence  statements  right");
        let mut tenths = [(0, 0); 10];
        for one in &self.judged {
            let (stated, right) = &mut tenths[((one.score * 10.0) as usize).min(9)];
            *stated += 1;
            *right += usize::from(one.right);
        }
        for (tenth, (stated, right)) in tenths.into_iter().enumerate().filter(|(_, (n, _))| *n > 0) {
            let bounds = format!("{:.1}-{:.1}", tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
            println!("{bounds:11} {stated:10}  {:.3}", part(right, stated));
        }
        for kind in ["direct", "mixed", "indirect"] {
            let t = of(kind);
            let (found, attributed, exact) =
                (part(t.found, t.gold), part(t.attributed, t.gold), part(t.exact, t.gold));
            println!(
                "{kind:9} n {:5}  found {found:.3}  attributed {attributed:.3}  exact {exact:.3}",
                t.gold
            );
        }
    }
}
