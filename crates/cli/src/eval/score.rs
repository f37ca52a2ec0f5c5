//! Precision and recall against annotations.
//!
//! Found: an annotated and an extracted statement share at least half of the characters that either covers.
//! Attributed: found, with the annotated speaker. Exact: found, with the same first and last letter or digit.
//! Recall counts the annotations that must be found; precision counts everything extracted against everything
//! annotated.

use std::{collections::BTreeMap, io};

use onrecord_model::{QuoteKind, Statement};

#[derive(Clone, Copy, Default)]
struct Tally {
    gold: usize,
    found: usize,
    attributed: usize,
    exact: usize,
}

/// The score over all articles so far.
#[derive(Default)]
pub(crate) struct Score {
    kinds: BTreeMap<String, Tally>,
    predicted: usize,
    predicted_found: usize,
    predicted_attributed: usize,
    /// All extracted statements.
    pub(crate) judged: Vec<Judged>,
}

/// An extracted statement, and whether words and speaker are right.
pub(crate) struct Judged {
    pub(crate) kind: QuoteKind,
    /// The stated confidence.
    pub(crate) score: f32,
    pub(crate) right: bool,
}

/// An annotated statement.
pub(super) struct Asked<'a> {
    /// The annotated kind: direct, mixed or indirect.
    pub(super) kind: &'a str,
    /// Whether it counts as missed if it is not found.
    pub(super) needed: bool,
}

impl Score {
    /// Adds an article's annotations, each with the extracted statement that matches it.
    pub(super) fn add(
        &mut self,
        asked: &[Asked<'_>],
        statements: &[Statement],
        pairs: &[Option<usize>],
        attributed: impl Fn(usize, usize) -> bool,
        exact: impl Fn(usize, usize) -> bool,
    ) {
        let first = self.judged.len();
        let judged = |s: &Statement| Judged { kind: s.kind, score: s.confidence, right: false };
        self.judged.extend(statements.iter().map(judged));
        self.predicted += statements.len();
        for (i, (annotation, found)) in asked.iter().zip(pairs).enumerate() {
            let attributed = found.filter(|j| attributed(i, *j));
            self.predicted_found += usize::from(found.is_some());
            self.predicted_attributed += usize::from(attributed.is_some());
            if let Some(j) = attributed {
                self.judged[first + j].right = true;
            }
            if !annotation.needed {
                continue;
            }
            let exact = found.is_some_and(|j| exact(i, j));
            for kind in ["all", annotation.kind] {
                let tally = self.kinds.entry(kind.to_owned()).or_default();
                tally.gold += 1;
                tally.found += usize::from(found.is_some());
                tally.attributed += usize::from(attributed.is_some());
                tally.exact += usize::from(exact);
            }
        }
    }

    /// Returns the rates over all kinds: found, and attributed.
    pub(super) fn overall(&self) -> [Rates; 2] {
        let all = self.tally("all");
        [(self.predicted_found, all.found), (self.predicted_attributed, all.attributed)].map(
            |(hits, recalled)| Rates {
                precision: part(hits, self.predicted),
                recall: part(recalled, all.gold),
            },
        )
    }

    /// Returns the number of annotations of a kind that must be found, and the shares that were found,
    /// attributed and exact.
    pub(super) fn kind(&self, kind: &str) -> (usize, [f64; 3]) {
        let tally = self.tally(kind);
        (tally.gold, [tally.found, tally.attributed, tally.exact].map(|n| part(n, tally.gold)))
    }

    fn tally(&self, kind: &str) -> Tally {
        self.kinds.get(kind).copied().unwrap_or_default()
    }

    pub(crate) fn print(&self) -> io::Result<()> {
        outln!("gold {}  predicted {}", self.tally("all").gold, self.predicted)?;
        for (name, rates) in ["found", "attributed"].into_iter().zip(self.overall()) {
            let Rates { precision, recall } = rates;
            outln!("{name:11} P {precision:.3}  R {recall:.3}  F1 {:.3}", rates.f1())?;
        }
        outln!("confidence  statements  right")?;
        let mut tenths = [(0, 0); 10];
        for one in &self.judged {
            let (stated, right) = &mut tenths[((one.score * 10.0) as usize).min(9)];
            *stated += 1;
            *right += usize::from(one.right);
        }
        for (tenth, (stated, right)) in tenths.into_iter().enumerate().filter(|(_, (n, _))| *n > 0) {
            let bounds = format!("{:.1}-{:.1}", tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
            outln!("{bounds:11} {stated:10}  {:.3}", part(right, stated))?;
        }
        for kind in ["direct", "mixed", "indirect"] {
            let (n, [found, attributed, exact]) = self.kind(kind);
            outln!("{kind:9} n {n:5}  found {found:.3}  attributed {attributed:.3}  exact {exact:.3}")?;
        }
        Ok(())
    }
}

/// Precision and recall.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rates {
    precision: f64,
    recall: f64,
}

impl Rates {
    pub(super) fn f1(self) -> f64 {
        let (p, r) = (self.precision, self.recall);
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn part(a: usize, b: usize) -> f64 {
    a as f64 / b.max(1) as f64
}
