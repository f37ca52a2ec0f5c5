//! The record of the site that stood before: what links to it named must go on.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use onrecord_corpus::{Corpus, DecodeError, Draft, Redirects, record_redirects};
use onrecord_site::INDEX;

use super::ledger::record_of;

/// Notes where ids lead that the record in a folder had and this one has not. Where there must be one
/// (`named`), it is an error that there is none.
pub(super) fn take_over(dir: &Path, draft: &mut Draft, named: bool) -> Result<()> {
    let Some(record) = record_of(dir) else {
        ensure!(!named, "there is no site with a record in {}", dir.display());
        return Ok(());
    };
    let before = read(&record);
    if let Err(error) = &before
        && let Some(DecodeError::Version { .. }) = error.downcast_ref()
    {
        errln!(
            "warning: {error}: links that have other ids in this record are not led on ({})",
            record.display()
        );
        return Ok(());
    }
    let before = before.with_context(|| {
        format!(
            "the record before this one, in {}, cannot be read, so its links could not be kept; build into another folder to do without",
            record.display()
        )
    })?;
    for replaced in record_redirects(&before, draft) {
        errln!("warning: {replaced}");
    }
    let Redirects { statements, speakers, articles } = &draft.redirects;
    let lost = statements.values().filter(|heir| heir.is_none()).count();
    if !draft.redirects.is_empty() {
        errln!(
            "links of earlier records: {} statements ({lost} of them gone), {} speakers and {} articles have other ids now",
            statements.len(),
            speakers.len(),
            articles.len()
        );
    }
    Ok(())
}

/// The record of a site.
pub(crate) fn record_in(dir: &Path) -> Result<Corpus> {
    let record =
        record_of(dir).with_context(|| format!("there is no site with a record in {}", dir.display()))?;
    read(&record)
}

/// The record with all its parts.
fn read(folder: &Path) -> Result<Corpus> {
    let bytes = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut corpus = Corpus::open(&bytes(INDEX)?)?;
    for part in corpus.parts().collect::<Vec<_>>() {
        let name = part.file_name(INDEX);
        // A small record is one file.
        if folder.join(&name).is_file() {
            corpus.add_part(part, bytes(&name)?)?;
        }
    }
    Ok(corpus)
}
