//! The app's scripts and modules, shorter than Trunk leaves them.
//!
//! Between a script and its module stand some three hundred names like `__wbg_body_0da01a9a056907d8`, whose hashes nothing
//! compresses: they become one or two letters. Functions that resemble each other stand together (`order`). And scripts
//! are minified, which Trunk's own minifier leaves undone where `import.meta` stands.

mod order;

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result, anyhow};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256, Sha384};
use wasm_encoder::{ImportSection, Module, reencode, reencode::Reencode};
use wasmparser::{ImportSectionReader, Parser};

use crate::{
    run::{command, output},
    tools,
};

/// The ending of modules' names: what stands before it, the script has as well.
const MODULE: &str = "_bg.wasm";
/// The page that names them.
const PAGE: &str = "index.html";
/// What the page with its record in one file calls the function that starts it.
const STARTS: &str = "__wbg_init";

/// Shortens all scripts and modules in the folder of an app, and tells its page what they are called now.
pub(crate) fn shorten(app: &Path) -> Result<()> {
    let mut page = fs::read_to_string(app.join(PAGE))?;
    let files = fs::read_dir(app)?.map(|file| Ok(file?.file_name().to_string_lossy().into_owned()));
    let files: Vec<String> = files.collect::<Result<_>>()?;
    for stem in files.iter().filter_map(|name| name.strip_suffix(MODULE)) {
        let [script, module] = [format!("{stem}.js"), format!("{stem}{MODULE}")].map(|name| app.join(name));
        let before = [fs::read(&script)?, fs::read(&module)?];
        let (short, names) = renamed(&order::ordered(&before[1])?)?;
        let after = [with_names(&minified(&script, stem)?, &names).into_bytes(), short];
        for (before, after) in before.iter().zip(&after) {
            page = page.replace(&integrity(before), &integrity(after));
        }
        // A name with a hash tells what the file holds: caches keep it for ever.
        let now = match stem.split_once('-') {
            Some((name, _)) => format!("{name}-{}", hash(&after)),
            None => stem.to_owned(),
        };
        for path in [&script, &module] {
            fs::remove_file(path)?;
        }
        let [code, wasm] = after;
        fs::write(app.join(format!("{now}.js")), code)?;
        fs::write(app.join(format!("{now}{MODULE}")), wasm)?;
        page = page.replace(stem, &now);
    }
    fs::write(app.join(PAGE), page)?;
    Ok(())
}

/// The first 64 bits of the SHA-256 of some bytes, in hexadecimal digits.
fn hash(files: &[Vec<u8>]) -> String {
    let hash = files.iter().fold(Sha256::new(), |hash, file| hash.chain_update(file)).finalize();
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What browsers compare a file with before they take it.
fn integrity(file: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(file)))
}

/// A script without what is there for people only. Trunk makes the page's a module, the worker's none.
fn minified(script: &Path, stem: &str) -> Result<String> {
    let mut terser = command(tools::terser()?);
    if stem.contains('-') {
        terser.arg("--module");
    }
    terser.args(["--compress", "--mangle", &format!("reserved=[{STARTS}]"), "--"]).arg(script);
    output(&mut terser).with_context(|| format!("{} cannot be minified", script.display()))
}

/// A module whose imports have short names, and these by their old ones.
fn renamed(module: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>)> {
    let mut names = Names::default();
    let mut short = Module::new();
    names
        .parse_core_module(&mut short, Parser::new(0), module)
        .map_err(|error| anyhow!("the module cannot be read: {error}"))?;
    Ok((short.finish(), names.0))
}

#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let next = short(self.0.len());
            let name = self.0.entry(import.name.to_owned()).or_insert(next);
            imports.import(import.module, name, reencode::RoundtripReencoder.entity_type(import.ty)?);
        }
        Ok(())
    }
}

/// The shortest names, one after the other: a, b, … Z, aa, ba, …
fn short(number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => letter.to_string(),
        more => format!("{letter}{}", short(more - 1)),
    }
}

/// A script in which some words have other names.
fn with_names(script: &str, names: &BTreeMap<String, String>) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    let mut rest = script;
    let mut renamed = String::with_capacity(script.len());
    while let Some(first) = rest.chars().next() {
        let is = is_word(first);
        let end = rest.find(|letter| is_word(letter) != is).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        rest = behind;
    }
    renamed
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_short_and_differ() {
        let names: Vec<_> = (0..3000).map(short).collect();
        assert_eq!([&names[0], &names[51], &names[52], &names[53]], ["a", "Z", "aa", "ba"]);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn whole_words_are_renamed() {
        let names = [("__wbg_body_1", "a"), ("__wbg_body_12", "b")];
        let names = names.into_iter().map(|(old, new)| (old.to_owned(), new.to_owned())).collect();
        let script = "const i={__wbg_body_1:()=>1,__wbg_body_12(e){},x__wbg_body_1:0,é:\"…\"};";
        assert_eq!(with_names(script, &names), "const i={a:()=>1,b(e){},x__wbg_body_1:0,é:\"…\"};");
    }

    #[test]
    fn imports_are_renamed_and_all_else_stays() {
        // One type, two imports of it from "m", and an export of the second.
        let module = |one: &[u8], two: &[u8]| {
            let import =
                |name: &[u8]| [&[1, b'm', u8::try_from(name.len()).unwrap()], name, &[0, 0]].concat();
            let imports = [vec![2], import(one), import(two)].concat();
            let section = [&[2, u8::try_from(imports.len()).unwrap()], imports.as_slice()].concat();
            [b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".as_slice(), &section, b"\x07\x05\x01\x01x\0\x01"].concat()
        };
        let (short, names) = renamed(&module(b"long_1", b"long_2")).unwrap();
        assert_eq!(short, module(b"a", b"b"));
        assert_eq!(names["long_2"], "b");
        assert!(renamed(b"\0asm\x01\0\0\0\x02\xff").is_err());
    }
}
