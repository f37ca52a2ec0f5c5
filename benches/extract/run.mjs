// Measures the extractor in WebAssembly over the bundled record's articles, with paragraphs shuffled and repeated to
// ten megabytes: node run.mjs MODULE WASM ARTICLES
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { random } from "../random.mjs";

const BYTES = 10_000_000;
const RUNS = 7;
const PARAGRAPHS = 20;

const [module, wasm, folder] = process.argv.slice(2);
const { statements } = createRequire(import.meta.url)(module);
const body = (file) => readFileSync(join(folder, file), "utf8").split("\n+++\n")[1];
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
const paragraphs = files.sort().flatMap((file) => body(file).split("\n\n"));

const articles = [];
let bytes = 0;
while (bytes < BYTES) {
  const text = Array.from({ length: PARAGRAPHS }, () => paragraphs[random(paragraphs.length)]).join("\n\n");
  articles.push(text);
  bytes += Buffer.byteLength(text);
}

const rates = Array.from({ length: RUNS }, () => {
  const started = performance.now();
  const found = articles.reduce((sum, article) => sum + statements(article), 0);
  if (found === 0) throw new Error("nothing was found");
  return bytes / 1000 / (performance.now() - started);
}).sort((a, b) => a - b);
const [slowest, median, fastest] = [rates[0], rates[RUNS >> 1], rates[RUNS - 1]].map((r) => r.toFixed(1));
const file = readFileSync(wasm);
console.log(
  `extract in wasm: ${median} MB/s (median of ${RUNS} runs over ${(bytes / 1e6).toFixed(0)} MB; ` +
    `slowest ${slowest}, fastest ${fastest}); ${file.length} bytes, ${brotliCompressSync(file).length} with brotli`,
);
