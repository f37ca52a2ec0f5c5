// Measures the query engine and other libraries in one headless Chromium, and writes the report.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, serve } from "../browser.mjs";
import { report } from "./report.mjs";

const { PEERS, MODULE, RECORDS, REPORT } = process.env;
const SIZES = process.env.SIZES.split(",").map(Number);
const page = join(dirname(fileURLToPath(import.meta.url)), "page");
/** The largest size for the other search libraries, which need minutes and gigabytes for more. */
const SEARCHED = [10_000, 100_000];
/** How often a page is opened to measure its first answer. */
const OPENED = 7;

const file = (path) => {
  const [, folder, ...rest] = path.split("/");
  if (folder === "peers") return join(PEERS, "node_modules", ...rest);
  if (folder === "records") return join(RECORDS, ...rest);
  if (path.startsWith("/engine.js") || path.startsWith("/engine_bg")) return join(MODULE, path);
  return join(page, path === "/" ? "index.html" : path);
};
// Only cross-origin isolated pages have timers with a resolution of five microseconds.
const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const { address, close } = await serve(file, { headers });
const browser = await launch("--js-flags=--max-old-space-size=8000");
const measure = async (what, size) => {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(0);
  tab.on("pageerror", (error) => console.error(error));
  await tab.goto(address);
  await tab.waitForFunction(() => window.measure);
  const result = await tab.evaluate(([what, size]) => window.measure[what](size), [what, size]);
  await tab.close();
  console.error(what, size, JSON.stringify({ ...result, sums: undefined, found: undefined }));
  return result;
};

const results = {};
for (const size of SIZES) {
  const of = {};
  for (const what of ["crossfilter", "loop", "engine"]) of[what] = await measure(what, size);
  // Different sums would mean that different things were measured.
  for (const peer of ["crossfilter", "loop"]) {
    const wrong = of.engine.sums.findIndex((sum, n) => sum !== of[peer].sums[n]);
    if (wrong >= 0) throw new Error(`${peer} counts otherwise at step ${wrong}: ${of[peer].sums[wrong]}, not ${of.engine.sums[wrong]}`);
  }
  of.search = await measure("search", size);
  of.firsts = [];
  for (let n = 0; n < OPENED; n++) {
    of.phrases = await measure("phrases", size);
    of.firsts.push(of.phrases.first);
  }
  of.first = of.firsts.sort((a, b) => a - b)[OPENED >> 1];
  for (const what of SEARCHED.includes(size) ? ["minisearch", "flexsearch"] : []) {
    of[what] = await measure(what, size);
    of[what].same = of[what].found.filter((found, n) => found === of.search.found[n]).length;
  }
  results[size] = of;
}
const versions = { chromium: browser.version() };
for (const peer of ["crossfilter2", "minisearch", "flexsearch"]) {
  versions[peer] = JSON.parse(readFileSync(join(PEERS, "node_modules", peer, "package.json"))).version;
}
await browser.close();
close();
const bytes = (size, what, part) => readFileSync(join(RECORDS, `${size}-${what}`, part));
report({ results, versions, bytes, module: readFileSync(join(MODULE, "engine_bg.wasm")), to: REPORT });
