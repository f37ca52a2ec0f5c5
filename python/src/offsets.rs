//! Offsets in bytes as offsets in characters, as Python counts them.

/// The number of bytes for which the characters before are remembered.
const BLOCK: usize = 64;

/// Converts offsets of a text.
pub(crate) enum Offsets<'t> {
    /// Bytes, or a text in which each byte is a character.
    Same,
    /// The text, and the number of characters before each block of [`BLOCK`] bytes.
    Characters(&'t [u8], Vec<u32>),
}

impl<'t> Offsets<'t> {
    /// Counts the characters of `text`, unless bytes are asked for.
    pub(crate) fn new(text: &'t str, in_bytes: bool) -> Self {
        if in_bytes || text.is_ascii() {
            return Self::Same;
        }
        let mut count = 0;
        let before = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = count;
            count += characters(block);
            before
        });
        let before = before.collect();
        Self::Characters(text.as_bytes(), before)
    }

    /// Returns the offset of a byte on a character boundary.
    pub(crate) fn at(&self, byte: u32) -> u32 {
        let Self::Characters(text, before) = self else { return byte };
        let byte = (byte as usize).min(text.len());
        let block = byte / BLOCK;
        let begun = text.get(block * BLOCK..byte).map_or(0, characters);
        match before.get(block) {
            Some(count) => count + begun,
            // The end of a text of whole blocks.
            None => {
                before.last().map_or(0, |count| count + text.chunks(BLOCK).next_back().map_or(0, characters))
            }
        }
    }
}

/// Returns how many characters begin in these bytes.
fn characters(bytes: &[u8]) -> u32 {
    let begins = bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
    u32::try_from(begins).unwrap_or(u32::MAX)
}
