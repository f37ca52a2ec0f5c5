//! The entry point of the `onrecord` command.

use std::process::ExitCode;

/// Many threads make what one thread keeps: the system's allocator keeps twice as much for that.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord_cli::main()
}
