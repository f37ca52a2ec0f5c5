//! Rebuilds the site when its articles change.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use notify_debouncer_mini::{Debouncer, new_debouncer, notify};
use tokio::sync::watch::{Sender, channel};

use super::Args;
use crate::build;

/// Changes within this time of each other lead to one build.
const DEBOUNCE: Duration = Duration::from_millis(300);

/// Rebuilds for as long as the returned watcher lives; counts the builds in `built`.
pub(super) fn rebuild(
    args: &Arc<Args>,
    dir: &Path,
    built: Sender<u64>,
) -> Result<Debouncer<notify::RecommendedWatcher>> {
    let (changed, mut changes) = channel(());
    let own = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let mut watcher = new_debouncer(DEBOUNCE, move |events: notify_debouncer_mini::DebounceEventResult| {
        // Changes inside the site's own folder are ignored.
        if events.is_ok_and(|events| events.iter().any(|event| !event.path.starts_with(&own))) {
            changed.send_replace(());
        }
    })?;
    for path in args.record.watched().chain(args.site.watched(&args.record)) {
        let path = path.canonicalize().with_context(|| format!("cannot watch {}", path.display()))?;
        watcher.watcher().watch(&path, notify::RecursiveMode::Recursive)?;
    }
    let (args, dir) = (Arc::clone(args), dir.to_owned());
    tokio::spawn(async move {
        while changes.changed().await.is_ok() {
            let (args, dir) = (Arc::clone(&args), dir.clone());
            let again = tokio::task::spawn_blocking(move || build::live(&args.record, &args.site, &dir));
            match again.await {
                Ok(Ok(())) => built.send_modify(|count| *count += 1),
                Ok(Err(error)) => errln!("error: {error:#}"),
                Err(error) => errln!("error: {error}"),
            }
        }
    });
    Ok(watcher)
}
