//! The header of every file.

use twox_hash::XxHash32;

use super::{
    FORMAT_VERSION,
    error::{DecodeError, EncodeError},
};

const LENGTH: usize = 20;

/// The type of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Index,
    Part,
}

impl Kind {
    const fn magic(self) -> &'static [u8; 8] {
        match self {
            Self::Index => b"ONRECORD",
            Self::Part => b"ONRECPRT",
        }
    }
}

/// Returns the XXH32 checksum of some bytes. It detects damage as well as CRC-32, whose 16 KB of tables
/// hardly compress.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    XxHash32::oneshot(0, bytes)
}

/// Returns a body preceded by its header.
pub(crate) fn encode(kind: Kind, body: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let length = u32::try_from(body.len()).map_err(|_| EncodeError::TooLarge)?;
    let mut bytes = Vec::with_capacity(LENGTH.saturating_add(body.len()));
    bytes.extend_from_slice(kind.magic());
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&hash(body).to_le_bytes());
    bytes.extend_from_slice(body);
    Ok(bytes)
}

/// Removes the header from a file without reallocating.
pub(crate) fn strip(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.drain(..LENGTH.min(bytes.len()));
    bytes
}

/// Checks a file's header and returns the body and its checksum.
pub(super) fn decode(kind: Kind, bytes: &[u8]) -> Result<(&[u8], u32), DecodeError> {
    let magic = kind.magic();
    let Some(rest) = bytes.strip_prefix(magic) else {
        let begun = !bytes.is_empty() && magic.starts_with(bytes);
        return Err(if begun { cut(LENGTH, bytes.len()) } else { DecodeError::NotACorpus });
    };
    let short = || cut(LENGTH, bytes.len());
    let (version, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let found = u32::from_le_bytes(*version);
    if found != FORMAT_VERSION {
        return Err(DecodeError::Version { found });
    }
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let (checksum, body) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let (length, checksum) = (u32::from_le_bytes(*length) as usize, u32::from_le_bytes(*checksum));
    if body.len() != length {
        return Err(cut(LENGTH.saturating_add(length), bytes.len()));
    }
    if hash(body) != checksum {
        return Err(DecodeError::Checksum);
    }
    Ok((body, checksum))
}

fn cut(expected: usize, found: usize) -> DecodeError {
    DecodeError::Length { expected: expected as u64, found: found as u64 }
}
