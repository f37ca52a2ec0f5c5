//! Checks of requests: the host must be a name of this server, and the file must be inside the site.
//!
//! A foreign page can let its own host name resolve to this machine ("DNS rebinding") and then read the site. Browsers
//! send that name as the host, so requests for unknown names are refused. IP addresses are accepted, since they cannot
//! be rebound.

use std::{
    borrow::Cow,
    net::IpAddr,
    path::{Component, Path, PathBuf},
};

use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use percent_encoding::percent_decode_str;

/// The names and paths that requests may use.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// The site's folder, without links.
    root: PathBuf,
    /// Further names that are served.
    names: Vec<String>,
}

impl Guard {
    pub(super) fn new(dir: &Path, names: &[String]) -> std::io::Result<Self> {
        Ok(Self { root: dir.canonicalize()?, names: names.to_vec() })
    }

    /// Answers a request, or refuses it.
    pub(super) async fn answer(self, request: Request, next: Next) -> Response {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        if !host.or_else(|| request.uri().host()).is_some_and(|host| self.serves(host)) {
            let words = "This server does not serve this name: give it by `onrecord serve --host NAME`.\n";
            return (StatusCode::MISDIRECTED_REQUEST, words).into_response();
        }
        if !self.is_inside(request.uri().path()) {
            return StatusCode::NOT_FOUND.into_response();
        }
        next.run(request).await
    }

    /// Returns whether a host, with or without a port, is this server.
    fn serves(&self, host: &str) -> bool {
        let (name, rest) = match host.strip_prefix('[') {
            Some(address) => address.split_once(']').unwrap_or((host, "")),
            None => host.split_once(':').map_or((host, ""), |(name, _)| (name, &host[name.len()..])),
        };
        let is_port = rest.is_empty()
            || rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
        let is_known = name.eq_ignore_ascii_case("localhost")
            || name.parse::<IpAddr>().is_ok()
            || self.names.iter().any(|known| known.eq_ignore_ascii_case(name));
        is_port && is_known
    }

    /// Returns whether the file at a path, and each compressed form of it, is inside the site and not hidden.
    fn is_inside(&self, path: &str) -> bool {
        let decoded = decoded(path);
        let path = Path::new(decoded.trim_start_matches('/'));
        let hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        if path.components().any(|part| hidden(part) && part.as_os_str() != ".well-known") {
            return false;
        }
        let file = self.root.join(path);
        let file = if file.is_dir() { file.join("index.html") } else { file };
        ["", ".br", ".gz"].iter().all(|ending| {
            let mut file = file.clone().into_os_string();
            file.push(ending);
            Path::new(&file).canonicalize().map_or(true, |target| target.starts_with(&self.root))
        })
    }
}

/// Decodes percent-encoding in a path.
fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_somebody_else_is_not_served() {
        let guard = Guard { root: PathBuf::new(), names: vec!["desk.example".to_owned()] };
        for host in [
            "localhost",
            "LOCALHOST:8000",
            "127.0.0.1:8000",
            "192.168.0.7",
            "[::1]:8000",
            "[::1]",
            "Desk.example:1",
        ] {
            assert!(guard.serves(host), "{host}");
        }
        for host in [
            "",
            "x",
            "evil.example:8000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[::1",
            "localhost:x",
        ] {
            assert!(!guard.serves(host), "{host}");
        }
    }

    #[test]
    fn paths_are_decoded() {
        assert_eq!(decoded("/a%2Fb%20%c3%a9"), "/a/b é");
        assert_eq!(decoded("/100%/%zz%4"), "/100%/%zz%4");
    }
}
