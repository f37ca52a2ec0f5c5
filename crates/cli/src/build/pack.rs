//! Files packed beside the plain ones, for hosts that send those: `index.html.br`, `index.html.gz`.

use std::{io::Write as _, path::Path};

use anyhow::{Context as _, Result};
use brotli::{CompressorWriter, enc::BrotliEncoderParams};
use flate2::{Compression, write::GzEncoder};

/// What packs well, by the end of its name; pictures are packed by themselves.
const ENDINGS: [&str; 9] = ["css", "html", "js", "json", "onrecord", "txt", "wasm", "webmanifest", "xml"];
/// Less is sent as fast as it is.
const LEAST: usize = 512;
/// More than this is packed fast rather than well.
const MUCH: usize = 1 << 20;

pub(super) fn packs(path: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.contains(&ending) && bytes.len() >= LEAST
}

/// The forms that a file is packed in, with the endings of their names.
pub(super) fn packed(path: &str, bytes: &[u8]) -> Result<[(&'static str, Vec<u8>); 2]> {
    // What every reader fetches is packed as small as can be; parts and small pages are many.
    let at_once = !path.contains('/') || path.ends_with("/corpus.onrecord");
    let (brotli, gzip) =
        if at_once && bytes.len() <= MUCH { (11, Compression::best()) } else { (4, Compression::new(4)) };
    Ok([("br", as_brotli(bytes, brotli).context("brotli")?), ("gz", as_gzip(bytes, gzip).context("gzip")?)])
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
