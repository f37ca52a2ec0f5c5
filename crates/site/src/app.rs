//! The compiled app, as Trunk writes it.

use crate::hash;

/// A file of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name, which holds a hash of what is in it.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The app: its page, and the files that this names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    pub(crate) shell: String,
    pub(crate) assets: Vec<Asset>,
    /// What is fetched by those who add articles of their own: a script, which stands first, and its module.
    pub(crate) intake: Vec<Asset>,
}

/// The page that is filled in.
const SHELL: &str = "index.html";

/// Names of the worker's files begin with this; Trunk gives them no hash.
const INTAKE: &str = "intake";

/// Tells the page that the worker has broken down, which a browser tells of a script only, not of a module.
const BROKEN: &str = "addEventListener(\"unhandledrejection\", () => postMessage(\"broken\"));\n";

/// Starts the worker. Where the page asks for its script once more, by another address, so it does for its module.
const START: &str = r#"wasm_bindgen({ module_or_path: "./MODULE" + location.search });"#;

/// The worker's files under names that tell what they hold, the one that starts it in front.
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
    /// The app of these files.
    ///
    /// # Errors
    /// Where its page is missing.
    pub fn new(files: Vec<Asset>) -> Result<Self, crate::Error> {
        // A record that a development build has beside the page is not the app's.
        let is_record = |asset: &Asset| asset.path.ends_with(".onrecord");
        let (shells, assets): (Vec<_>, Vec<_>) =
            files.into_iter().filter(|asset| !is_record(asset)).partition(|asset| asset.path == SHELL);
        let shell = shells.into_iter().next().ok_or(crate::Error::NoShell)?;
        let is_intake = |asset: &Asset| asset.path.starts_with(INTAKE);
        let (intake, assets): (Vec<_>, Vec<_>) = assets.into_iter().partition(is_intake);
        Ok(Self { shell: String::from_utf8_lossy(&shell.bytes).into_owned(), assets, intake: named(&intake) })
    }
}
