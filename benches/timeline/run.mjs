// Measures the page's timeline compared with vis-timeline in one headless Chromium: the time to the first timeline, and
// the time for a frame while it is moved.
import { join } from "node:path";
import { launch, median, serve, siteOf } from "../browser.mjs";

const { PEERS, SITE, RECORDS } = process.env;
const SIZES = process.env.SIZES.split(",").map(Number);
/** How often a page is opened. */
const OPENED = 5;
/** The number of frames. */
const FRAMES = 120;
/** The number of items for vis-timeline, which needs minutes for more. */
const PEER_SIZE = 10_000;

const PEER = `<!doctype html><script src="/peers/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script><div id="v"></div>`;
const site = siteOf(SITE, RECORDS);
const file = (path) => (path.startsWith("/peers/") ? join(PEERS, "node_modules", path.slice("/peers/".length)) : site(path));
const { address, close } = await serve(file, { pages: { "/peer": PEER } });
const browser = await launch();
const fixed = (value) => value.toFixed(1);

/** Returns the time to the first frame with lanes: after record and app were loaded, and after navigation. */
const first = async (size) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    addEventListener("TrunkApplicationStarted", () => (window.started = performance.now()));
    new MutationObserver((_, observer) => {
      if (!document.querySelector(".lane")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => (window.drawn = performance.now())));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${address}${size}/`);
  await page.waitForFunction(() => window.drawn);
  const times = await page.evaluate(() => {
    const [record] = performance.getEntriesByType("resource").filter((entry) => /corpus(-\w+)?\.onrecord$/.test(entry.name));
    return { all: window.drawn, since: window.drawn - Math.max(record.responseEnd, window.started) };
  });
  await context.close();
  return times;
};

/** Returns the times of a drag: of the page's own code, and between frames. */
const frames = async (size) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}${size}/?from=2017-03-01&to=2017-05-30`);
  await page.waitForSelector("#app:not([aria-busy]) .lane__track");
  const box = await page.locator(".lane__track").first().boundingBox();
  await page.mouse.move(box.x + 900 * 0.5, box.y + 3);
  await page.mouse.down();
  await page.mouse.move(box.x + 900 * 0.4, box.y + 3);
  const times = await page.evaluate(async ({ x, y, count }) => {
    const body = document.querySelector(".timeline__body");
    const busy = [];
    const apart = [];
    if (!body.classList.contains("timeline__body--moving")) throw new Error("nothing moves");
    let last = await new Promise(requestAnimationFrame);
    for (let at = 0; at < count; at++) {
      const now = await new Promise(requestAnimationFrame);
      apart.push(now - last);
      last = now;
      const begun = performance.now();
      body.dispatchEvent(new PointerEvent("pointermove", { clientX: x + 200 * Math.sin(at / 10), clientY: y, pointerId: 1, bubbles: true }));
      busy.push(performance.now() - begun);
    }
    return { busy, apart };
  }, { x: box.x + 400, y: box.y + 3, count: FRAMES });
  await page.close();
  return times;
};

const peer = async (size) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}peer`);
  const times = await page.evaluate(async (size) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const items = Array.from({ length: size }, (_, id) => ({
      id, group: (id * 7919) % 20, start: new Date(Date.UTC(2017, 0, 1) + ((id * 104_729) % 365) * 864e5), content: `s${id % 20}`, type: "point",
    }));
    const groups = Array.from({ length: 20 }, (_, id) => ({ id, content: `g${id}` }));
    let begun = performance.now();
    const timeline = new vis.Timeline(document.getElementById("v"), new vis.DataSet(items), new vis.DataSet(groups), { stack: false, height: 600 });
    await frame();
    const first = performance.now() - begun;
    const pans = [];
    for (let at = 0; at < 5; at++) {
      begun = performance.now();
      const { start, end } = timeline.getWindow();
      const by = (end - start) / 10;
      timeline.setWindow(+start + by, +end + by, { animation: false });
      timeline.redraw();
      await frame();
      pans.push(performance.now() - begun);
    }
    return { first, pans };
  }, size);
  await page.close();
  return times;
};

console.log("first timeline, median of", OPENED, "cold pages; frames of a drag,", FRAMES);
for (const size of SIZES) {
  const opened = [];
  for (let at = 0; at < OPENED; at++) opened.push(await first(size));
  const { busy, apart } = await frames(size);
  console.log(
    `${size} statements: drawn ${fixed(median(opened.map((one) => one.since)))} ms after record and program were there,`,
    `${fixed(median(opened.map((one) => one.all)))} ms after the navigation;`,
    `a frame takes ${fixed(median(busy))} ms, at worst ${fixed(Math.max(...busy))},`,
    `and frames are ${fixed(median(apart))} ms apart, at worst ${fixed(Math.max(...apart))}`,
  );
}
const { first: drawn, pans } = await peer(PEER_SIZE);
console.log(`vis-timeline, ${PEER_SIZE} items: drawn after ${fixed(drawn)} ms, a pan takes ${fixed(median(pans))} ms`);
await browser.close();
close();
