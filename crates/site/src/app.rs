//! The compiled app, as Trunk writes it.

use crate::hash;

/// A file of the compiled app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the app's folder. All names but those of the page and of the worker's files have a hash of the
    /// content.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The app: its page, the files that the page refers to, and the worker for readers' own articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    pub(crate) shell: String,
    pub(crate) assets: Vec<Asset>,
    /// The worker for readers' own articles: its script, then its module.
    pub(crate) intake: Vec<Asset>,
}

/// The name of the app's page.
const SHELL: &str = "index.html";

/// The prefix of the worker's files, which Trunk names without a hash.
const INTAKE: &str = "intake";

/// Reports a crash of the worker to the page. Browsers report errors of scripts, but not of modules.
const BROKEN: &str = "addEventListener(\"unhandledrejection\", () => postMessage(\"broken\"));\n";

/// Starts the worker. If the page requests the script again with another query string, the module is
/// requested with the same.
const START: &str = r#"wasm_bindgen({ module_or_path: "./MODULE" + location.search });"#;

/// Returns the worker's files, named after their content, the script first.
fn named(files: &[Asset]) -> Vec<Asset> {
    let of = |name: &str| files.iter().find(|file| file.path == name);
    let (Some(script), Some(module)) = (of("intake.js"), of("intake_bg.wasm")) else { return Vec::new() };
    let hash = hash::short([script.bytes.as_slice(), module.bytes.as_slice()]);
    let wasm = format!("{INTAKE}-{hash}_bg.wasm");
    let script = [
        BROKEN.as_bytes(),
        script.bytes.as_slice(),
        format!("\n{}\n", START.replace("MODULE", &wasm)).as_bytes(),
    ]
    .concat();
    let packed = of("intake_bg.wasm.br");
    let packed = packed.map(|packed| Asset { path: format!("{wasm}.br"), bytes: packed.bytes.clone() });
    let script = Asset { path: format!("{INTAKE}-{hash}.js"), bytes: script };
    [script, Asset { path: wasm, bytes: module.bytes.clone() }].into_iter().chain(packed).collect()
}

impl App {
    /// Creates the app from the files of its folder. A record among them, as a development build has one, is left out.
    ///
    /// # Errors
    /// [`Error::NoShell`](crate::Error::NoShell) if there is no page, `index.html`.
    pub fn new(files: Vec<Asset>) -> Result<Self, crate::Error> {
        // A development build's folder also contains a record, which is not part of the app.
        let is_record = |asset: &Asset| asset.path.ends_with(".onrecord");
        let (shells, assets): (Vec<_>, Vec<_>) =
            files.into_iter().filter(|asset| !is_record(asset)).partition(|asset| asset.path == SHELL);
        let shell = shells.into_iter().next().ok_or(crate::Error::NoShell)?;
        let is_intake = |asset: &Asset| asset.path.starts_with(INTAKE);
        let (intake, assets): (Vec<_>, Vec<_>) = assets.into_iter().partition(is_intake);
        Ok(Self { shell: String::from_utf8_lossy(&shell.bytes).into_owned(), assets, intake: named(&intake) })
    }
}
