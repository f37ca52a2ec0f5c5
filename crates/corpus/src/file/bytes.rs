//! Numbers and runs of bytes, read one behind the other.

use super::error::DecodeError;

/// What is left to read.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
}

const SHORT: DecodeError = DecodeError::Content("less than it says");

impl<'b> Reader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], DecodeError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(SHORT)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, DecodeError> {
        self.take(1).map(|byte| byte.first().copied().unwrap_or_default())
    }

    /// Four bytes, the lowest first.
    pub(super) fn word(&mut self) -> Result<u32, DecodeError> {
        let (word, rest) = self.rest.split_first_chunk().ok_or(SHORT)?;
        self.rest = rest;
        Ok(u32::from_le_bytes(*word))
    }

    /// A number in seven bits a byte.
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

    /// How many things follow, each of which takes at least a byte: never more than there are bytes.
    pub(super) fn count(&mut self) -> Result<usize, DecodeError> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(SHORT) } else { Ok(count) }
    }

    /// So many numbers.
    #[inline(never)]
    pub(super) fn numbers(&mut self, count: usize) -> Result<Vec<u32>, DecodeError> {
        let mut numbers = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            numbers.push(self.number()?);
        }
        Ok(numbers)
    }

    /// A run of bytes behind its length.
    pub(super) fn run(&mut self) -> Result<&'b [u8], DecodeError> {
        let length = self.number()?;
        self.take(length as usize)
    }

    pub(super) fn text(&mut self) -> Result<&'b str, DecodeError> {
        std::str::from_utf8(self.run()?).map_err(|_| DecodeError::Content("a text that is not UTF-8"))
    }

    /// All that is left.
    pub(super) fn rest(&mut self) -> &'b [u8] {
        std::mem::take(&mut self.rest)
    }

    /// Refuses what is left.
    pub(super) fn end(self) -> Result<(), DecodeError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DecodeError::Content("bytes behind the end")) }
    }
}

/// A value that postcard wrote, and nothing behind it.
pub(super) fn value<'b, T: serde::Deserialize<'b>>(bytes: &'b [u8]) -> Result<T, DecodeError> {
    let (value, left) =
        postcard::take_from_bytes(bytes).map_err(|_| DecodeError::Content("values out of place"))?;
    Reader::new(left).end()?;
    Ok(value)
}
