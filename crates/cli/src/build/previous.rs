//! The earlier site's record, whose links must keep working.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use onrecord_corpus::{Corpus, DecodeError, Draft, EncodeOptions, Part, Redirects, record_redirects};
use onrecord_model::{Speaker, SpeakerKind};
use onrecord_site::EncodedArticles;
use rustc_hash::FxHashSet;

use crate::ledger::record_of;

/// Adds redirects for ids of the record in a folder that this one does not have. It is an error if there is
/// no record and the folder was named (`named`). Articles that are in both records unchanged are not read again, as far
/// as the parts of this one, with this layout, are the same.
/// Returns the articles as they were encoded.
pub(super) fn take_over(
    dir: &Path,
    draft: &mut Draft,
    layout: &EncodeOptions,
    named: bool,
) -> Result<EncodedArticles> {
    let Some(record) = record_of(dir) else {
        ensure!(!named, "there is no site with a record in {}", dir.display());
        return Ok(EncodedArticles::default());
    };
    let encoded = EncodedArticles::new(draft, layout)?;
    // Words are not searched.
    let before = read(&record, |part, name| match part {
        Part::Words | Part::Positions => false,
        Part::Redirects | Part::Articles(_) => !encoded.has_file(name),
    });
    if let Err(error) = &before
        && let Some(DecodeError::Version { .. }) = error.downcast_ref()
    {
        errln!("warning: {error}: links of the earlier record are not redirected ({})", record.display());
        return Ok(encoded);
    }
    let before = before.with_context(|| {
        format!(
            "the earlier record in {} cannot be read, so its links cannot be redirected; build into another folder to continue without them",
            record.display()
        )
    })?;
    for replaced in record_redirects(&before, draft) {
        errln!("warning: {replaced}");
    }
    for id in namesakes(&before, draft) {
        errln!(
            "warning: nothing that the speaker `{id}` said before is in this record, and no country tells whether this is the same person: links to the one before now show this one; if they are two, state another name in people.toml"
        );
    }
    let Redirects { statements, speakers, articles } = &draft.redirects;
    let lost = statements.values().filter(|heir| heir.is_none()).count();
    if !draft.redirects.is_empty() {
        errln!(
            "redirects from earlier records: {} statements ({lost} of them gone), {} speakers, {} articles",
            statements.len(),
            speakers.len(),
            articles.len()
        );
    }
    Ok(encoded)
}

/// Returns the ids of people without a country whom both records have and who say nothing that both have: they may be
/// two of one name.
fn namesakes(before: &Corpus, draft: &Draft) -> Vec<String> {
    let placeless = |speaker: &&Speaker| speaker.country.is_none() && speaker.kind == SpeakerKind::Person;
    let now: FxHashSet<&str> = draft.speakers.iter().filter(placeless).map(|now| now.id.as_str()).collect();
    let mut may_be: BTreeSet<&str> = before
        .speakers()
        .iter()
        .filter(placeless)
        .map(|old| old.id.as_str())
        .filter(|id| now.contains(id))
        .collect();
    if may_be.is_empty() {
        return Vec::new();
    }
    let (read, same): (Vec<usize>, Vec<usize>) =
        (0..before.articles().len()).partition(|at| before.article_content(*at).is_some());
    let same: FxHashSet<_> =
        same.into_iter().filter_map(|at| before.articles().get(at)).map(|meta| meta.id).collect();
    let mut kept = FxHashSet::default();
    for article in &draft.articles {
        let is_same = same.contains(article.meta.id.as_str());
        for said in &article.statements {
            kept.insert(said.id.as_str());
            if let Some(speaker) = said.speaker.as_ref().filter(|_| is_same) {
                may_be.remove(speaker.as_str());
            }
        }
    }
    for article in read.into_iter().filter_map(|at| before.article_content(at)) {
        for said in article.statements.iter().filter(|said| kept.contains(said.id.as_str())) {
            if let Some(speaker) = &said.speaker {
                may_be.remove(speaker.as_str());
            }
        }
    }
    may_be.into_iter().map(str::to_owned).collect()
}

/// Reads the record of a site.
pub(crate) fn record_in(dir: &Path) -> Result<Corpus> {
    let record =
        record_of(dir).with_context(|| format!("there is no site with a record in {}", dir.display()))?;
    open(&record)
}

/// Reads a record with all its parts, of which the index is named.
pub(crate) fn open(index: &Path) -> Result<Corpus> {
    read(index, |_, _| true)
}

/// Reads a record with those of its parts, which are next to its index, that are `wanted` by their names.
fn read(index: &Path, wanted: impl Fn(Part, &str) -> bool) -> Result<Corpus> {
    let bytes = |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let mut corpus = Corpus::open(&bytes(index)?)?;
    // A record in one file has all of them.
    let missing: Vec<_> = corpus.parts().filter(|part| !corpus.has_part(*part)).collect();
    for part in missing {
        let name = corpus.part_file_name(part).unwrap_or_default();
        if wanted(part, &name) {
            corpus.add_part(part, bytes(&index.with_file_name(name))?)?;
        }
    }
    Ok(corpus)
}
