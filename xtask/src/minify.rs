//! The app's script, minified by terser: the minifier of Trunk does not read `export { … as default }`, with which every
//! script of wasm-bindgen ends, and leaves the file as it is.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::{
    process::{command, run_logged},
    tools,
};

/// Minifies each module script of a page in place, and states its new hash where the page states the old one.
const SCRIPT: &str = r#"
const { createHash } = require("node:crypto");
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const [packages, folder] = process.argv.slice(1);
const { minify } = require(join(packages, "node_modules/terser"));
const hash = (text) => createHash("sha384").update(text).digest("base64");
(async () => {
  const file = join(folder, "index.html");
  let page = readFileSync(file, "utf8");
  for (const [, name] of page.matchAll(/<link [^>]*href=\.\/([^ ]+\.js) [^>]*rel=modulepreload>/g)) {
    const script = join(folder, name);
    const written = readFileSync(script, "utf8");
    // What pages in one file call (`crates/site/src/single.js`).
    const mangle = { reserved: ["__wbg_init"] };
    const { code } = await minify(written, { module: true, ecma: 2020, compress: { passes: 2 }, mangle });
    writeFileSync(script, code);
    page = page.replaceAll(hash(written), hash(code));
  }
  writeFileSync(file, page);
})();
"#;

/// Minifies the script of the app in a folder, as Trunk wrote it.
///
/// # Errors
/// When terser cannot be installed, or does not understand the script.
pub(crate) fn scripts(folder: &Path) -> Result<()> {
    let packages = tools::terser()?;
    let mut node = command("node");
    node.args(["-e", SCRIPT]).arg(packages).arg(folder);
    run_logged("minify the app's script", "a second", &mut node)
        .map(drop)
        .context("the app cannot be minified")
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::*;

    #[test]
    fn a_script_is_shorter_and_its_hash_is_stated() {
        let folder = env::temp_dir().join(format!("onrecord-minify-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        // The hash of the script below, by `openssl dgst -sha384 -binary | base64`.
        let old = "DyHSoj7BmG10I4ve2vExAHOdFnHVlbaFE56WsqMmPrasJtUEbI/bXZFnXF+sVLbL";
        let page = format!("<link crossorigin href=./app.js integrity=sha384-{old} rel=modulepreload>");
        fs::write(folder.join("index.html"), page).unwrap();
        fs::write(
            folder.join("app.js"),
            "function start() {\n    return 1 + 1;\n}\nexport { start as default };\n",
        )
        .unwrap();
        scripts(&folder).unwrap();
        assert_eq!(
            fs::read_to_string(folder.join("app.js")).unwrap(),
            "function t(){return 2}export{t as default};"
        );
        let page = fs::read_to_string(folder.join("index.html")).unwrap();
        assert!(page.contains("integrity=sha384-") && !page.contains(old), "{page}");
        fs::remove_dir_all(folder).unwrap();
    }
}
