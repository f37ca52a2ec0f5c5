// Uses the page continuously for a given time and reports errors and memory. Before that, requests everything that
// two hundred tabs request when they open at once.
import { spawn } from "node:child_process";
import { get } from "node:http";
import { launch, median, serve, siteOf } from "../browser.mjs";
import { random } from "../random.mjs";
import { collect, inUse, noteNothingFetched, resident } from "./memory.mjs";

const { SITE, RECORDS, COMMAND, ARTICLES } = process.env;
const MINUTES = Number(process.env.MINUTES);
const SIZE = 1_000_000;
const TABS = 200;
/** The time between memory measurements, in milliseconds. */
const APART = 60_000;

const one = (of) => of[random(of.length)];

/** Requests everything that a tab requests, and compares it with the first response. */
const tabs = async () => {
  const server = spawn(COMMAND, ["serve", ARTICLES, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const address = await new Promise((found, failed) => {
    let said = "";
    const hear = (data) => {
      said += data;
      const url = /http:\/\/[\d.]+:\d+\//.exec(said);
      if (url) found(url[0]);
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.on("exit", () => failed(new Error(said)));
  });
  const fetched = (path) =>
    new Promise((done, failed) => {
      const asked = get(address + path, { agent: false }, (answer) => {
        let bytes = 0;
        answer.on("data", (chunk) => (bytes += chunk.length));
        answer.on("end", () => (answer.statusCode === 200 ? done(bytes) : failed(new Error(`${answer.statusCode} ${path}`))));
        answer.on("error", failed);
      });
      asked.on("error", failed);
    });
  const page = await (await fetch(address)).text();
  const named = [...page.matchAll(/(?:explorer-|record\/)[\w.-]+?\.(?:js|wasm|onrecord)/g)].map(([name]) => name);
  const files = ["", "worker.js", ...new Set(named)];
  const first = await Promise.all(files.map(fetched));
  const begun = performance.now();
  const wrong = [];
  await Promise.all(
    Array.from({ length: TABS }, () =>
      Promise.all(
        files.map(async (path, at) => {
          const bytes = await fetched(path).catch((error) => error);
          if (bytes !== first[at]) wrong.push(`${path}: ${bytes} instead of ${first[at]}`);
        }),
      ),
    ),
  );
  const time = performance.now() - begun;
  server.kill();
  console.log(`${TABS} tabs: ${TABS * files.length} requests in ${(time / 1000).toFixed(1)} s, ${wrong.length} wrong`);
  if (wrong.length) throw new Error(wrong.slice(0, 5).join("; "));
};

const WORDS = ["time", "peace", "the", "sanctions", "\"the time\"", "-the", "qu", "missile test", "zzz", "a b c d e"];
const LANES = ["speaker", "country", "kind"];

/** Navigates to another view without loading the page: with one more key, or with none. */
const follow = (page, key, value) =>
  page.evaluate(([key, value]) => {
    const url = new URL(location.href);
    if (key) url.searchParams.set(key, value);
    else url.search = "";
    history.pushState(null, "", url);
    dispatchEvent(new PopStateEvent("popstate"));
  }, [key, value]);

/** Random actions of a reader. */
const acts = {
  filter: async (page) => {
    const boxes = page.locator(".facet-value__label input:visible");
    await boxes.nth(random(Math.max(1, await boxes.count()))).click();
  },
  search: async (page) => page.fill("#search", one(WORDS)),
  clear: async (page) => page.fill("#search", ""),
  zoom: async (page) => {
    const track = page.locator(".lane__track").first();
    await track.hover();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, one([-300, -120, 120, 300]));
    await page.keyboard.up("Control");
  },
  drag: async (page) => {
    const box = await page.locator(".lane__track").first().boundingBox();
    const x = box.x + box.width * 0.5;
    await page.mouse.move(x, box.y + 3);
    await page.mouse.down();
    await page.mouse.move(x + one([-200, -60, 60, 200]), box.y + 3, { steps: 5 });
    await page.mouse.up();
  },
  open: async (page) => page.locator(".statement__link:visible").nth(random(5)).click(),
  close: async (page) => page.keyboard.press("Escape"),
  // Never leaves the site.
  back: async (page) => page.evaluate(() => navigation.currentEntry.index > 1 && history.back()),
  scroll: async (page) => page.mouse.wheel(0, one([-2000, 500, 2000, 8000])),
  lanes: async (page) => follow(page, "lanes", one(LANES)),
  all: async (page) => follow(page),
};

const reader = async () => {
  const { address, close } = await serve(siteOf(SITE, RECORDS));
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(3000);
  const errors = [];
  let loaded = 0;
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("load", () => loaded++);
  page.on("crash", () => errors.push("the page has crashed"));
  await page.addInitScript(() =>
    addEventListener("TrunkApplicationStarted", ({ detail }) => (window.used = () => detail.wasm.memory.buffer.byteLength)),
  );
  await noteNothingFetched(page);
  await page.goto(`${address}${SIZE}/`, { timeout: 60_000 });
  await page.waitForSelector(".statement__link", { timeout: 60_000 });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const whole = await browser.newBrowserCDPSession();
  /** Memory by category in MB, and how it is printed. */
  const used = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const program = (await page.evaluate(() => window.used())) / 2 ** 20;
    const parts = await inUse(whole);
    const [engine, ...others] = parts;
    const other = others.reduce((sum, part) => sum + part, 0);
    const told = `program ${program.toFixed(0)}, engine of scripts ${engine.toFixed(0)}, page ${other.toFixed(0)}`;
    return { sum: program + engine + other, told: `${told}; ${of.Nodes} nodes, ${of.JSEventListeners} listeners` };
  };
  const done = {};
  const missed = {};
  const seen = [];
  const end = performance.now() + MINUTES * 60_000;
  let look = performance.now() + APART;
  while (performance.now() < end && !errors.length) {
    // If nothing is left to look at, starts again.
    const name = (await page.locator(".statement__link").count()) ? one(Object.keys(acts)) : "all";
    done[name] = (done[name] ?? 0) + 1;
    // An element that is not there at the moment cannot be pressed.
    await acts[name](page).catch(() => (missed[name] = (missed[name] ?? 0) + 1));
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))).catch(() => {});
    if (performance.now() > look) {
      look += APART;
      await collect(cdp);
      const { sum, told } = await used();
      seen.push({ used: sum, resident: resident() });
      const minute = `minute ${seen.length}: ${sum.toFixed(0)} MB in use (${told}), ${seen.at(-1).resident.toFixed(0)} MB held`;
      console.log(`${minute}, ${Object.values(done).reduce((a, b) => a + b)} acts`);
    }
  }
  // A reload would reset the page's memory.
  if (loaded > 1) errors.push(`the page was loaded ${loaded} times`);
  const told = await page.locator("#failed:not([hidden])").count();
  // Still working at the end: shows the whole record.
  await page.goto(`${address}${SIZE}/`);
  const count = await page.locator("[data-count]").first().getAttribute("data-count");
  await browser.close();
  close();
  console.log(`acts: ${JSON.stringify(done)}; not possible at the moment: ${JSON.stringify(missed)}`);
  const eighth = Math.max(1, seen.length >> 3);
  for (const [what, of] of Object.entries({ "in use": "used", "held": "resident" })) {
    const [early, late] = [seen.slice(0, eighth), seen.slice(-eighth)].map((some) => median(some.map((one) => one[of])));
    const growth = ((100 * late) / early - 100).toFixed(1);
    console.log(`memory ${what}: ${early.toFixed(0)} MB in the first minutes, ${late.toFixed(0)} MB in the last (${growth} %)`);
  }
  console.log(`errors: ${errors.length + told}${errors.length ? `, the first: ${errors[0]}` : ""}; statements at the end: ${count}`);
  if (errors.length + told > 0 || Number(count) !== SIZE) process.exitCode = 1;
};

await tabs();
await reader();
