//! Embeds the compiled app in the command, if there is one: the files of the folder in `ONRECORD_APP`, or
//! else of `target/app` in the workspace, to which `cargo xtask` builds it.

use std::{env, fmt::Write as _, fs, path::PathBuf};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-env-changed=ONRECORD_APP");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let app = env::var_os("ONRECORD_APP").map_or_else(|| root.join("target/app"), PathBuf::from);
    let mut table = String::from("&[\n");
    // If there is no app yet, cargo runs this script each time.
    println!("cargo::rerun-if-changed={}", app.join("index.html").display());
    if app.join("index.html").is_file() {
        for entry in fs::read_dir(app.canonicalize()?)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_file() && !name.ends_with(".onrecord") {
                let _ = writeln!(table, "    ({name:?}, include_bytes!({:?})),", path.display().to_string());
            }
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("app.rs");
    fs::write(out, table)
}
