//! FNV-1a: a hash that is the same in every version and on every machine, which the standard
//! library's hashers do not promise.

/// The 64-bit hash of the bytes so far.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds a byte.
    pub const fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
    }

    /// The hash of all that was added.
    #[must_use]
    pub const fn value(self) -> u64 {
        self.0
    }
}

/// The 64-bit hash of some bytes.
#[must_use]
pub fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = Fnv::default();
    bytes.into_iter().for_each(|byte| hash.add(byte));
    hash.value()
}
