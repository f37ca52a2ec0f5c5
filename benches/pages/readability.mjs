// Reads saved pages with Mozilla's readability, one object a line: node readability.mjs PACKAGES PAGE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, ...pages] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const { Readability } = require("@mozilla/readability");
const { JSDOM, VirtualConsole } = require("jsdom");

const BLOCKS = "p, li, blockquote, pre, h1, h2, h3, h4, h5, h6, figcaption, div, section, td";

/** The texts of the innermost blocks: where the paragraphs are. */
const paragraphs = (html) => {
  const { document } = new JSDOM(html).window;
  const inner = [...document.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  return inner.map((block) => block.textContent.trim()).filter(Boolean);
};

for (const page of pages) {
  const html = readFileSync(page, "utf8");
  const began = performance.now();
  try {
    const window = new JSDOM(html, { url: "https://example.org/", virtualConsole: new VirtualConsole() }).window;
    const read = new Readability(window.document).parse();
    const seconds = (performance.now() - began) / 1000;
    const article = {
      title: read?.title,
      date: read?.publishedTime?.slice(0, 10),
      publisher: read?.siteName,
      authors: read?.byline ? [read.byline] : [],
      language: read?.lang,
      paragraphs: read ? paragraphs(read.content) : [],
      seconds,
    };
    console.log(JSON.stringify(article));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error), seconds: (performance.now() - began) / 1000 }));
  }
}
