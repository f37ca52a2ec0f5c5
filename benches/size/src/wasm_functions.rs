//! The functions of a WebAssembly module.

use anyhow::Result;
use wasmparser::{FunctionBody, Parser, Payload, TypeRef};

/// Returns how many functions a module imports, which are numbered first, and the bodies of its own.
///
/// # Errors
/// When the bytes are no module.
pub(crate) fn functions(module: &[u8]) -> Result<(u32, Vec<FunctionBody<'_>>)> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    Ok((imported, bodies))
}
