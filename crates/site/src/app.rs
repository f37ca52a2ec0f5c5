//! The compiled app, as Trunk writes it.

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
}

/// The page that is filled in.
const SHELL: &str = "index.html";

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
        Ok(Self { shell: String::from_utf8_lossy(&shell.bytes).into_owned(), assets })
    }
}
