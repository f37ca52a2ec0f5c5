// Writes the figures as docs/benchmarks.md.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { brotliCompressSync, constants } from "node:zlib";

const packed = (bytes) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(bytes, { params }).length;
};
const ms = (time) => (time === undefined ? "–" : time < 10 ? time.toFixed(2) : time.toFixed(0));
const pair = (of) => (of ? `${ms(of.median)} (${ms(of.worst)})` : "–");
const mega = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1);
const counted = (n) => n.toLocaleString("en");
const table = (head, rows) =>
  [head, head.map((_, n) => (n ? "--:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

export const report = ({ results, versions, bytes, module, to }) => {
  const sizes = Object.keys(results).map(Number);
  const row = (name, of) => [name, ...sizes.map((size) => of(results[size], size))];
  const head = (first) => [first, ...sizes.map(counted)];
  const largest = results[sizes.at(-1)];
  const times = (largest.crossfilter.steps.median / largest.engine.steps.median).toFixed(0);
  const size = (part) => (of, size) => {
    const file = bytes(size, "text", part);
    return `${mega(file.length)} (${mega(packed(file))})`;
  };
  const million = bytes(sizes.at(-1), "text", "index").length + bytes(sizes.at(-1), "text", "words").length;
  const each = million / sizes.at(-1);
  // What `bench pages` wrote stays.
  const [, pages] = (existsSync(to) ? readFileSync(to, "utf8") : "").split("\n## Saved pages\n");
  writeFileSync(
    to,
    `# Benchmarks

\`cargo xtask bench\` measures all of this but the saved pages, and writes this page. It takes about seven minutes.

Everything ran in one Chromium (${versions.chromium}, headless) on one machine (${cpus()[0].model.trim()}, ${cpus().length} cores),
each library in a page of its own: crossfilter2 ${versions.crossfilter2}, MiniSearch ${versions.minisearch}, FlexSearch ${versions.flexsearch}, and a plain
loop over JavaScript's typed arrays. All were given the same generated records: each statement has a day within ten years,
one of 2,000 speakers, 190 countries and four kinds, and for searches 15 to 34 words out of 20,000. Speakers,
countries and words follow Zipf's law. Times are in milliseconds: the median, and in brackets the worst of a
run. The sums of all counts were compared after every step, and all libraries agree.

## Filters

The filter of one facet is changed, then every count of every facet is read: speakers, countries, kinds, and
statements by month. In the largest record the median is **${times} times shorter** than crossfilter2's.

${table(head("one filter changed, all counts read"), [
  row("Onrecord", (of) => pair(of.engine.steps)),
  row("loop over typed arrays", (of) => pair(of.loop.steps)),
  row("crossfilter2", (of) => pair(of.crossfilter.steps)),
])}

${table(head("a brush of 400 days dragged by a day"), [
  row("Onrecord", (of) => pair(of.engine.brush)),
  row("loop over typed arrays", (of) => pair(of.loop.brush)),
  row("crossfilter2", (of) => pair(of.crossfilter.brush)),
])}

${table(head("the same, with a country chosen"), [
  row("Onrecord", (of) => pair(of.engine.brushed)),
  row("loop over typed arrays", (of) => pair(of.loop.brushed)),
  row("crossfilter2", (of) => pair(of.crossfilter.brushed)),
])}

The time from the bytes of the file, or from an array of objects, to the first answer. Onrecord's time is that
of a page that was just opened, whose code is not yet compiled (the median of ${largest.firsts.length} pages).

${table(head("first answer"), [
  row("Onrecord", (of) => ms(of.first)),
  row("loop over typed arrays", (of) => ms(of.loop.first)),
  row("crossfilter2", (of) => ms(of.crossfilter.first)),
])}

## Searches

Eight words and pairs of words are typed letter by letter; each letter is a query whose last word is a
prefix. Onrecord's index is made when the record is built, the others' in the browser. MiniSearch found
the same statements for each query, FlexSearch different ones for most.

${table(head("a query as it is typed"), [
  row("Onrecord, with all counts", (of) => pair(of.search.queries)),
  row("Onrecord, the search alone", (of) => pair(of.search.alone)),
  row("FlexSearch, the search alone", (of) => pair(of.flexsearch?.queries)),
  row("MiniSearch, the search alone", (of) => pair(of.minisearch?.queries)),
])}

${table(head("until the first query"), [
  row("FlexSearch, index made", (of) => ms(of.flexsearch?.first)),
  row("MiniSearch, index made", (of) => ms(of.minisearch?.first)),
])}

Phrases of the most frequent words, the worst case:

${table(head("an exact phrase, with all counts"), [row("Onrecord", (of) => pair(of.phrases.phrases))])}

## Bytes and memory

Download sizes in megabytes, and in brackets with brotli, without articles. The first screen needs only the
index; words are fetched for the first search, positions for the first phrase.

${table(head("file"), [
  row("index", size("index")),
  row("words", size("words")),
  row("positions", size("positions")),
])}

${table(head("WebAssembly memory, MB"), [
  row("filters", (of) => mega(of.engine.memory)),
  row("and searches", (of) => mega(of.phrases.searching)),
  row("and phrases", (of) => mega(of.phrases.memory)),
])}

The engine and the code that times it are a module of ${counted(module.length)} bytes, ${counted(packed(module))} with brotli.

## A hundred million

An estimate from the largest record above. Index and words take ${each.toFixed(0)} bytes a statement: for 100 million
${((each * 1e8) / 1e9).toFixed(1)} GB, more than the 4 GB of WebAssembly memory can hold with working copies, and too much to
download for a page. Filters scan columns and bitsets, so their time grows with the number of
statements: ${ms(largest.engine.steps.median * 100)} ms a step, several frames. It would take:

- **Shards by time.** A hundred records of a million statements, each as above; for a national archive, one
  for each quarter. Counts of shards add up, and rows stay in order, since shards are ranges of days. A view of
  some years needs some of them.
- **Precomputed totals for each shard.** Counts of every value, and of every pair of a speaker or country
  with a month, are a few megabytes for all shards together; they answer the first screen and every single
  choice without fetching a shard.
- **Workers.** One shard takes ${ms(largest.engine.steps.median)} ms a step and ${mega(largest.engine.memory)} MB; eight workers with a dozen shards each answer within
  ${ms((largest.engine.steps.median * 100) / 8)} ms, in ${((largest.engine.memory * 100) / 1e9).toFixed(1)} GB, if all shards are needed at once. A machine with 16 GB has that; a phone does not, and
  would show totals until the view is narrowed.
- **Words by range.** The words file would be read in pieces (HTTP ranges): the vocabulary first, then the
  postings of what is typed, a few hundred kilobytes for each query.
${pages === undefined ? "" : `\n## Saved pages\n${pages}`}`,
  );
};
