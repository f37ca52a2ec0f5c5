//! Compressed files next to the plain ones, for hosts that serve them: `index.html.br`, `index.html.gz`.

use std::{io::Write as _, path::Path};

use anyhow::{Context as _, Result};
use brotli::{CompressorWriter, enc::BrotliEncoderParams};
use flate2::{Compression, write::GzEncoder};
use onrecord_site::is_index;

/// Endings of compressible files; pictures are already compressed.
const ENDINGS: [&str; 9] = ["css", "html", "js", "json", "onrecord", "txt", "wasm", "webmanifest", "xml"];
/// Smaller files, in bytes, do not gain.
const LEAST: u64 = 512;
/// Larger files, in bytes, are compressed fast rather than well.
const MUCH: usize = 1 << 20;

/// Returns whether a file of this size, in bytes, is written in compressed forms too.
pub(super) fn packs(path: &str, size: u64) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.contains(&ending) && size >= LEAST
}

pub(super) fn brotli(path: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    as_brotli(bytes, if is_fetched_at_once(path, bytes) { 9 } else { 4 }).context("brotli")
}

pub(super) fn gzip(path: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let level = if is_fetched_at_once(path, bytes) { Compression::best() } else { Compression::new(4) };
    as_gzip(bytes, level).context("gzip")
}

/// Files that every reader fetches are compressed well; parts of a record and preview pages are too many for
/// that.
fn is_fetched_at_once(path: &str, bytes: &[u8]) -> bool {
    let at_once = !path.contains('/') || is_index(path);
    at_once && bytes.len() <= MUCH
}

fn as_brotli(bytes: &[u8], quality: i32) -> std::io::Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut to = CompressorWriter::with_params(Vec::new(), 1 << 16, &params);
    to.write_all(bytes)?;
    to.flush()?;
    Ok(to.into_inner())
}

fn as_gzip(bytes: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let mut to = GzEncoder::new(Vec::new(), level);
    to.write_all(bytes)?;
    to.finish()
}
