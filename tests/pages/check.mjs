// Checks every page of a built site: its HTML with a validator, its security policy, and its JSON-LD with a
// linked-data library.
//
//   PACKAGES=folder-with-node_modules node tests/pages/check.mjs SITE

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PACKAGES, "packages.js"));
const { HtmlValidate, StaticConfigLoader } = require("html-validate");
const jsonld = require("jsonld");

const site = process.argv[2];
const pages = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html"));
const faults = [];

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
    // All resources are on the same host and named after their content.
    rules: { "require-sri": "off" },
  }),
);

// Maps every name to schema.org without fetching the vocabulary.
const documentLoader = async (documentUrl) => ({
  documentUrl,
  document: { "@context": { "@vocab": "https://schema.org/", url: { "@type": "@id" } } },
});
const schema = (name) => `https://schema.org/${name}`;
const value = (node, name) => node?.[schema(name)]?.[0]?.["@value"];
const node = (from, name) => from?.[schema(name)]?.[0];

/** Returns which of a statement's properties are missing: type, words, speaker, day or source. */
function missing(statement) {
  const article = node(statement, "isPartOf");
  const wanted = {
    type: statement?.["@type"]?.[0] === schema("Quotation"),
    words: value(statement, "text"),
    speaker: value(node(statement, "spokenByCharacter"), "name"),
    day: value(statement, "temporalCoverage"),
    source: value(article, "headline") && value(article, "datePublished"),
  };
  return Object.keys(wanted).filter((name) => !wanted[name]);
}

let statements = 0;
const lacking = {};
for (const page of pages) {
  const html = readFileSync(join(site, page), "utf8");
  const report = await validator.validateString(html, page);
  for (const { line, column, message } of report.results.flatMap((result) => result.messages)) {
    faults.push(`${page}:${line}:${column}: ${message}`);
  }
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
  if (!policy.startsWith("default-src 'none';") || /unsafe-inline|'unsafe-eval'/.test(policy)) {
    faults.push(`${page}: its policy allows more than it needs: ${policy}`);
  }
  const said = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1];
  if (!said) {
    // The explorer, the about page and redirect pages have no JSON-LD.
    if (!["index.html", "about.html"].includes(page) && !html.includes('content="noindex"')) faults.push(`${page}: no JSON-LD`);
    continue;
  }
  const [read] = await jsonld.expand(JSON.parse(said), { documentLoader });
  if (!page.startsWith("statement/")) {
    if (!value(read, "name") && !value(read, "headline")) faults.push(`${page}: the JSON-LD names nothing`);
    continue;
  }
  statements += 1;
  for (const name of missing(read)) (lacking[name] ??= []).push(page);
}
// Speakers and days may be unknown; everything else is required.
for (const name of ["type", "words", "source"]) {
  for (const page of lacking[name] ?? []) faults.push(`${page}: the JSON-LD lacks the ${name}`);
}
for (const name of ["speaker", "day"]) {
  const share = (lacking[name] ?? []).length / statements;
  if (!(share < 0.1)) faults.push(`the JSON-LD of ${lacking[name]?.length} of ${statements} statements lacks the ${name}`);
}
for (const fault of faults) console.error(fault);
console.log(`${pages.length} pages, ${statements} statements: ${faults.length} faults`);
process.exit(faults.length === 0 && statements > 0 ? 0 : 1);
