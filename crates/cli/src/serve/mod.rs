//! `onrecord serve`: serves a site on this machine, and rebuilds it when its articles change.

mod guard;
mod timed;
#[cfg(feature = "watch")]
mod watch;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::{Context as _, Result, ensure};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
    routing::get,
};
use futures_util::stream;
use tokio::{
    net::TcpListener,
    sync::watch::{Receiver, channel},
};
use tower_http::services::ServeDir;

use guard::Guard;
use onrecord_site::{RECORD, ends_with_hash};
use timed::Timed;

use crate::{
    build::{self, SiteArgs},
    ledger::is_site,
    record,
};

/// The arguments of `onrecord serve`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord serve site/
      Serve a site that is already built.
  onrecord serve articles/ --watch
      Build a site from articles and serve it; rebuild and reload it when an article changes.")]
pub(crate) struct Args {
    #[command(flatten)]
    record: record::Args,
    #[command(flatten)]
    site: SiteArgs,
    /// The folder to build the site in; one in the user's cache folder by default.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Rebuild when articles, people or corrections change.
    #[cfg(feature = "watch")]
    #[arg(long, short)]
    watch: bool,
    /// The address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for all that can reach it.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// A host name to answer, besides localhost and this machine's addresses; can be repeated.
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// The port; 0 chooses a free one.
    #[arg(long, short, value_name = "PORT", default_value_t = 8000)]
    port: u16,
}

impl Args {
    /// Whether the site is rebuilt at each change.
    #[cfg(feature = "watch")]
    const fn watches(&self) -> bool {
        self.watch
    }

    #[cfg(not(feature = "watch"))]
    const fn watches(&self) -> bool {
        false
    }
}

pub(crate) fn run(args: Args) -> Result<ExitCode> {
    let built = match args.record.articles.as_slice() {
        [dir] if is_site(dir) => Some(dir.clone()),
        _ => None,
    };
    ensure!(
        built.is_none() || !args.watches(),
        "a built site has no articles to watch: name their folder instead"
    );
    let dir = match built {
        Some(dir) => dir,
        None => {
            let dir = args.output.clone().or_else(|| args.record.beside_cache("site"));
            let dir =
                dir.context("name a folder to build in with --output: this user has no cache folder")?;
            build::live(&args.record, &args.site, &dir)?;
            dir
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(Arc::new(args), &dir))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(args: Arc<Args>, dir: &Path) -> Result<()> {
    let (built, _) = channel(0_u64);
    #[cfg(feature = "watch")]
    let _watching = if args.watch { Some(watch::rebuild(&args, dir, built.clone())?) } else { None };
    let files = ServeDir::new(dir).precompressed_br().precompressed_gzip();
    let guard = Guard::new(dir, &args.host).with_context(|| format!("cannot serve {}", dir.display()))?;
    let app = Router::new()
        .route("/onrecord-live", get(move || live(built.subscribe())))
        .fallback_service(files)
        .layer(middleware::from_fn(keeping))
        .layer(middleware::from_fn(move |request, next| guard.clone().answer(request, next)));
    let address = SocketAddr::new(args.address, args.port);
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("cannot listen on {address}: choose another --port"))?;
    errln!("serving http://{}/ (press Ctrl+C to stop)", listener.local_addr()?);
    tokio::select! {
        served = axum::serve(Timed(listener), app) => served?,
        // Open event streams never end, so a graceful shutdown would wait forever.
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

/// Sends an event to the page each time the site is rebuilt.
async fn live(built: Receiver<u64>) -> Response {
    let news = stream::unfold(built, |mut built| async {
        built.changed().await.ok()?;
        Some((Ok::<_, std::convert::Infallible>(Event::default().event("built").data("")), built))
    });
    Sse::new(news).keep_alive(KeepAlive::default()).into_response()
}

/// Sets caching headers: files named after their content are cached for a year, all others are revalidated.
async fn keeping(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let keeps = response.status().is_success() && is_named_by_content(&path);
    let value = if keeps { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    response
}

/// Returns whether a file's name has the hash of its content.
fn is_named_by_content(path: &str) -> bool {
    let path = path.trim_start_matches('/');
    let (endings, name): (&[_], _) = match path.split_once('/') {
        Some((RECORD, name)) => (&[".onrecord"], name),
        Some(_) => return false,
        None => (&[".js", ".css", ".wasm"], path),
    };
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
    stem.is_some_and(|stem| ends_with_hash(stem.strip_suffix("_bg").unwrap_or(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_is_kept() {
        for (path, kept) in [
            ("/record/corpus-0123456789abcdef.onrecord", true),
            ("/record/articles-0123456789abcdef.onrecord", true),
            ("/explorer-2e57021fc73d677b_bg.wasm", true),
            ("/preview-2e57021fc73d677b.css", true),
            ("/worker.js", false),
            ("/record/notes.html", false),
            ("/article/record-x.html", false),
            ("/article/corpus-0123456789abcdef.onrecord", false),
            ("/own.css", false),
            ("/", false),
        ] {
            assert_eq!(is_named_by_content(path), kept, "{path}");
        }
    }
}
