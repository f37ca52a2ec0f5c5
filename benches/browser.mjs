// Shared by benchmarks in a browser: a file server and a headless Chromium.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const { CHROMIUM, PEERS } = process.env;
const { chromium } = createRequire(join(PEERS, "x.js"))("playwright-core");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Serves the files that `file` returns for paths; `pages` maps paths to texts. */
export const serve = async (file, { headers = {}, pages = {} } = {}) => {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    try {
      const name = path in pages ? "page.html" : file(path);
      const body = pages[path] ?? readFileSync(name);
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
};

/** Serves the app in a folder for each size, with a record of that many statements: `/100000/…`. */
export const siteOf = (site, records) => (path) => {
  const [, size, ...rest] = path.split("/");
  const name = rest.join("/") || "index.html";
  const part = /^corpus(?:-(.+))?\.onrecord$/.exec(name);
  return part ? join(records, `${size}-text`, part[1] ?? "index") : join(site, name);
};

export const launch = (...switches) =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
      "--disable-background-networking", "--disable-sync", ...switches],
  });

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
