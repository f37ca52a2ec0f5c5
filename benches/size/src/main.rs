//! Prints what each crate has of a WebAssembly module's code, by the names of its functions: `cargo xtask size` calls it.

mod wasm_functions;

use std::{collections::BTreeMap, env, fs};

use anyhow::{Context as _, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use wasm_functions::functions;

/// Crates with fewer bytes than this are counted together.
const SMALL: usize = 2000;

fn main() -> Result<()> {
    let module = env::args_os().nth(1).context("name a WebAssembly module")?;
    let code = fs::read(&module)
        .with_context(|| format!("{} cannot be read: run `cargo xtask build`", module.display()))?;
    println!("{:>10}  crate, before wasm-opt", "raw");
    for (name, bytes) in weights(&code)? {
        println!("{bytes:>10}  {name}");
    }
    Ok(())
}

/// Returns crates with the bytes of their functions, the largest first.
fn weights(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let (imported, bodies) = functions(module)?;
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(all) = section.as_known() else { continue };
        for name in all {
            let Name::Function(functions) = name? else { continue };
            for function in functions {
                let function = function?;
                names.insert(function.index, function.name);
            }
        }
    }
    let mut weights: BTreeMap<String, usize> = BTreeMap::new();
    for (index, body) in (imported..).zip(bodies) {
        let name = crate_of(names.get(&index).copied().unwrap_or_default());
        // The binding describes types by functions that it removes afterwards.
        if name != DESCRIPTIONS {
            *weights.entry(name).or_default() += body.range().len();
        }
    }
    let (large, small): (Vec<_>, Vec<_>) = weights.into_iter().partition(|(_, bytes)| *bytes >= SMALL);
    let mut all = large;
    all.push(("others".to_owned(), small.iter().map(|(_, bytes)| bytes).sum()));
    all.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(all)
}

const DESCRIPTIONS: &str = "__wbindgen_describe";

/// Returns the crate in which a function was written; a generic one counts for its author, not for its users.
fn crate_of(symbol: &str) -> String {
    if symbol.starts_with(DESCRIPTIONS) {
        return DESCRIPTIONS.to_owned();
    }
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let words: String = name.trim_start_matches(['<', '&', '[', '(']).to_owned();
    let end = words.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(words.len());
    words.get(..end).unwrap_or_default().trim_start_matches("dyn ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_crates() {
        for (symbol, name) in [
            ("_ZN3yew9scheduler5start17h0123456789abcdefE", "yew"),
            ("_RNvXs6_NtNtCsgXGp5Oqx2Ny_4core3fmt5floatdNtB7_5Debug3fmt", "f64"),
            ("__wbindgen_describe_abc", DESCRIPTIONS),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(crate_of(symbol), name);
        }
    }
}
