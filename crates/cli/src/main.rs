//! The entry point of the `onrecord` command.

use std::process::ExitCode;

/// Memory is allocated on many threads and kept by one, for which the system's allocator needs twice as much.
#[cfg(feature = "allocator")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord_cli::main()
}
