//! Requests `onrecord serve` over HTTP as a browser does.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod common;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use common::{command, folder, run, told, with_app, write};

const TALK: &str = "+++\npublished = \"2017-07-31\"\n+++\n\
                    “The time for talk is over,” said Nikki Haley, the US ambassador to the UN.\n";

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(dir: &Path, args: &[&str]) -> Self {
        let args = [&["serve", "--port", "0"], args].concat();
        let mut child = command(dir, &args).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let line = lines.find(|line| line.as_ref().unwrap().contains("serving http")).unwrap().unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        // Later output must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    fn ask(&self, path: &str, accept: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {accept}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        stream
    }

    /// Returns the header in lower case, and the body.
    fn get(&self, path: &str, accept: &str) -> (String, Vec<u8>) {
        let mut all = Vec::new();
        self.ask(path, accept).read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|at| at == b"\r\n\r\n").unwrap();
        (String::from_utf8_lossy(&all[..end]).to_lowercase(), all[end + 4..].to_vec())
    }
}

#[test]
fn a_site_is_served_compressed_and_cached() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    let Some(output) = with_app(dir.path(), &["build", "in", "-o", "site"]) else { return };
    assert!(output.status.success(), "{}", told(&output));
    let server = Server::start(dir.path(), &["site"]);
    let (head, page) = server.get("/", "identity");
    assert!(head.starts_with("http/1.1 200") && head.contains("cache-control: no-cache"), "{head}");
    assert!(String::from_utf8(page).unwrap().contains("The time for talk is over"));
    let (head, body) = server.get("/", "br, gzip");
    assert!(head.contains("content-encoding: br"), "{head}");
    assert_eq!(body, std::fs::read(dir.path().join("site/index.html.br")).unwrap());
    let names: Vec<_> = std::fs::read_dir(dir.path().join("site"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    let module = names.iter().find(|name| name.starts_with("explorer") && name.ends_with(".wasm")).unwrap();
    let (head, _) = server.get(&format!("/{module}"), "identity");
    assert!(head.contains("immutable") && head.contains("application/wasm"), "{head}");
    assert!(server.get("/worker.js", "identity").0.contains("cache-control: no-cache"));
    assert!(server.get("/nothing", "identity").0.starts_with("http/1.1 404"));
    assert!(server.get("/../onrecord.toml", "identity").0.starts_with("http/1.1 404"));
}

#[test]
fn a_watched_folder_is_rebuilt_and_pages_reload() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    if with_app(dir.path(), &["build", "in", "-o", "first"]).is_none() {
        return;
    }
    let server = Server::start(dir.path(), &["in", "--watch", "--output", "site"]);
    let page = || String::from_utf8(server.get("/", "identity").1).unwrap();
    assert!(page().contains("The time for talk is over") && page().contains("EventSource"));
    let news = server.ask("/onrecord-live", "identity");
    write(
        dir.path(),
        "in/rain.txt",
        &TALK.replace("The time for talk is over", "It rained all day and all night"),
    );
    let heard = BufReader::new(news).lines().map_while(Result::ok).any(|line| line == "event: built");
    assert!(heard && page().contains("It rained all day and all night"));
    // An error is reported, and the earlier site stays.
    write(dir.path(), "in/people.toml", "[[person]]\n");
    std::thread::sleep(Duration::from_secs(1));
    assert!(page().contains("It rained all day and all night"));
    write(dir.path(), "in/people.toml", "");
    write(
        dir.path(),
        "in/rain.txt",
        &TALK.replace("The time for talk is over", "It snowed all day and all night"),
    );
    let since = Instant::now();
    while !page().contains("It snowed") {
        assert!(since.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_missing_site_is_reported() {
    let dir = folder(&[("in/talk.txt", TALK)]);
    if with_app(dir.path(), &["build", "in", "-o", "site"]).is_none() {
        return;
    }
    let output = run(dir.path(), &["serve", "site", "--watch"]);
    assert!(told(&output).contains("a built site has no articles to watch"), "{}", told(&output));
    let server = Server::start(dir.path(), &["site"]);
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    let output = run(dir.path(), &["serve", "site", "--port", &port]);
    assert!(told(&output).contains("choose another --port"), "{}", told(&output));
}

#[test]
fn only_the_site_is_served_and_only_to_those_who_know_its_name() {
    let dir = folder(&[("in/talk.txt", TALK), ("secret.txt", "secret")]);
    if with_app(dir.path(), &["build", "in", "-o", "site"]).is_none() {
        return;
    }
    std::os::unix::fs::symlink("../secret.txt", dir.path().join("site/link.txt")).unwrap();
    std::os::unix::fs::symlink("..", dir.path().join("site/up")).unwrap();
    write(dir.path(), "site/.git/config", "secret");
    let server = Server::start(dir.path(), &["site", "--host", "desk.example"]);
    for path in ["/link.txt", "/up/secret.txt", "/up%2fsecret.txt", "/.git/config", "/%2egit/config"] {
        let (head, body) = server.get(path, "identity");
        assert!(head.starts_with("http/1.1 404") && body.is_empty(), "{path}: {head}");
    }
    for (host, status) in [("evil.example", "421"), ("desk.example", "200"), ("127.0.0.1:8000", "200")] {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(format!("HTTP/1.1 {status} ").as_bytes()), "{host}");
    }
}
