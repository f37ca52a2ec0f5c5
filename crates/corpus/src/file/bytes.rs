//! A reader of numbers and byte strings.

use super::error::DecodeError;

/// The bytes that have not been read yet.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

const SHORT: DecodeError = DecodeError::Content("less than it says");

impl<'b> Reader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Reads the next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], DecodeError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(SHORT)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, DecodeError> {
        self.take(1).map(|byte| byte.first().copied().unwrap_or_default())
    }

    /// Reads a little-endian 32-bit number.
    pub(super) fn word(&mut self) -> Result<u32, DecodeError> {
        let (word, rest) = self.rest.split_first_chunk().ok_or(SHORT)?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*word))
    }

    /// Reads a varint.
    pub(super) fn number(&mut self) -> Result<u32, DecodeError> {
        let mut number = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            let part = u32::from(byte & 0x7f);
            number |= part.checked_shl(shift).filter(|n| n >> shift == part).ok_or(SHORT)?;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(SHORT)
    }

    /// Reads how many items follow. Each takes at least a byte, so a larger count than bytes left is an
    /// error.
    pub(super) fn count(&mut self) -> Result<usize, DecodeError> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(SHORT) } else { Ok(count) }
    }

    /// Reads `count` varints.
    #[inline(never)]
    pub(super) fn numbers(&mut self, count: usize) -> Result<Vec<u32>, DecodeError> {
        let mut numbers = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            numbers.push(self.number()?);
        }
        Ok(numbers)
    }

    /// Reads a byte string preceded by its length.
    pub(super) fn run(&mut self) -> Result<&'b [u8], DecodeError> {
        let length = self.number()?;
        self.take(length as usize)
    }

    pub(super) fn text(&mut self) -> Result<&'b str, DecodeError> {
        std::str::from_utf8(self.run()?).map_err(|_| DecodeError::Content("a text that is not UTF-8"))
    }

    /// Returns all remaining bytes.
    pub(super) fn rest(&mut self) -> &'b [u8] {
        std::mem::take(&mut self.rest)
    }

    /// Returns an error if bytes remain.
    pub(super) fn end(self) -> Result<(), DecodeError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DecodeError::Content("bytes behind the end")) }
    }
}

/// Decodes a postcard value that takes up all bytes.
pub(super) fn value<'b, T: serde::Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, DecodeError> {
    let (value, left) =
        postcard::take_from_bytes(bytes).map_err(|_| DecodeError::Content("values out of place"))?;
    Reader::new(left).end()?;
    Ok(value)
}
