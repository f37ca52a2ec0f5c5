//! Files in a zip archive, each unpacked within a limit.

use std::{collections::BTreeMap, io::Read as _};

use anyhow::{Context as _, Result, ensure};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

/// The most files of an archive.
const MAX_FILES: usize = 100_000;

/// A zip archive in memory.
pub struct Zip<'b> {
    archive: ZipSliceArchive<&'b [u8]>,
    files: BTreeMap<String, (ZipArchiveEntryWayfinder, CompressionMethod)>,
}

impl std::fmt::Debug for Zip<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.files.keys()).finish()
    }
}

impl<'b> Zip<'b> {
    /// Reads the list of an archive's files.
    ///
    /// # Errors
    /// If it is no zip archive, is cut short, has a damaged list, or has more than 100,000 files.
    pub fn open(bytes: &'b [u8]) -> Result<Self> {
        let archive = ZipArchive::from_slice(bytes).context("it is no zip archive, or is cut short")?;
        let mut files = BTreeMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().context("the list of its files is damaged")? {
            ensure!(files.len() < MAX_FILES, "it has more than {MAX_FILES} files");
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            files.entry(name).or_insert((entry.wayfinder(), entry.compression_method()));
        }
        Ok(Self { archive, files })
    }

    /// Returns the names of all files, as the archive has them, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns the bytes of a file that is stored as it is, or `None` if it is compressed, damaged or not there.
    #[must_use]
    pub fn stored(&self, name: &str) -> Option<&[u8]> {
        let (wayfinder, method) = self.files.get(name)?;
        let entry = self.archive.get_entry(*wayfinder).ok()?;
        (*method == CompressionMethod::STORE).then(|| entry.data())
    }

    /// Unpacks a file.
    ///
    /// # Errors
    /// If there is none, it is damaged, is encrypted or compressed in another way than Deflate, or has more than
    /// `limit` bytes. The message names the file.
    pub fn read(&self, name: &str, limit: usize) -> Result<Vec<u8>> {
        let (wayfinder, method) = self.files.get(name).with_context(|| format!("it has no {name}"))?;
        let entry = self.archive.get_entry(*wayfinder).with_context(|| format!("its {name} is damaged"))?;
        let mut unpacked = Vec::new();
        let most = (limit as u64).saturating_add(1);
        match *method {
            CompressionMethod::STORE => entry.data().take(most).read_to_end(&mut unpacked),
            CompressionMethod::DEFLATE => {
                DeflateDecoder::new(entry.data()).take(most).read_to_end(&mut unpacked)
            }
            _ => anyhow::bail!(
                "its {name} is packed in a way that this program does not support, or encrypted"
            ),
        }
        .with_context(|| format!("its {name} is damaged"))?;
        ensure!(unpacked.len() <= limit, "its {name} unpacks to more than {} MB", limit >> 20);
        Ok(unpacked)
    }
}
