// Takes a picture of each view, wide and narrow, light and dark, and combines them on a contact sheet.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, serve } from "../../benches/browser.mjs";

const { SITE, TO } = process.env;

/** Each view: its name, its link, and an action. */
const VIEWS = [
  ["The record", ""],
  ["An article", "?statement=2017-07-30-washington-answers~y7488vx2"],
  ["A speaker", "?speaker=nikki-haley"],
  ["A country", "?country=CN"],
  ["Side by side", "?compare=US,CN"],
  ["Days and words", "?q=missile&from=2017-07-24&to=2017-08-09"],
  ["Five days", "?from=2017-07-28&to=2017-08-01"],
  ["The guided tour", "?tour=2"],
  ["An embed", "?speaker=donald-trump&embed=1"],
  [
    "A quote card",
    "?statement=2017-07-30-washington-answers~y7488vx2",
    async (page) => {
      await page.getByText("Quote card").click();
      await page.getByText("Quote card").evaluate((element) => element.scrollIntoView({ block: "center" }));
    },
  ],
  [
    "All filters",
    "",
    async (page) => {
      const filters = page.locator(".filters__summary");
      if (!(await page.locator(".filters").evaluate((element) => element.open))) await filters.click();
    },
  ],
  ["Nothing left", "?speaker=liu-jieyi&country=US"],
  ["The keys", "", (page) => page.keyboard.press("?")],
  [
    "Own articles",
    "?q=snows",
    async (page) => {
      await page.setInputFiles("#user-articles input[type=file]", {
        name: "snow.txt",
        mimeType: "text/plain",
        buffer: Buffer.from('+++\ntitle = "Snow"\npublished = "2017-07-30"\n+++\n“It snows,” said Nikki Haley, the US ambassador.\n'),
      });
      await page.waitForSelector(".user-articles__list a");
      await page.evaluate(() => document.querySelector("#user-articles").scrollIntoView());
    },
  ],
  ["No record", "", undefined, /corpus[^/]*\.onrecord/],
];
const LOOKS = [1440, 768, 360].flatMap((width) => ["light", "dark"].map((scheme) => [width, scheme]));
const HEIGHT = 900;
/** The scale of pictures on the sheet. */
const SCALE = 0.2;

const taken = async (browser, address, [, link, act, missing], [width, colorScheme]) => {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme, reducedMotion: "reduce", locale: "en-US" });
  const page = await context.newPage();
  if (missing) await page.route(missing, (route) => route.fulfill({ status: 404 }));
  await page.goto(address + link);
  const alive = missing ? ".failure" : link.includes("embed") ? "#app:not([data-prerendered]) .statement" : "#app:not([data-prerendered]) #user-articles";
  await page.waitForSelector(alive, { state: "attached" });
  await act?.(page);
  // Fonts, parts of the record and animations have settled.
  await page.waitForTimeout(600);
  const picture = await page.screenshot();
  await context.close();
  return picture;
};

const { address, close } = await serve((path) => join(SITE, path.endsWith("/") ? `${path}index.html` : path));
const browser = await launch();
const rows = [];
for (const view of VIEWS) {
  const pictures = [];
  for (const look of LOOKS) pictures.push(await taken(browser, address, view, look));
  const image = (picture, at) =>
    `<img width="${LOOKS[at][0] * SCALE}" height="${HEIGHT * SCALE}" src="data:image/png;base64,${picture.toString("base64")}">`;
  rows.push(`<h2>${view[0]}</h2>${pictures.map(image).join("")}`);
  if (rows.length === 2) writeFileSync(join(TO, "explorer.png"), pictures[0]);
}
const style = `body{margin:0;padding:12px;display:grid;grid-template-columns:90px repeat(${LOOKS.length},auto);gap:10px;background:#888;width:max-content}h2{font:bold 14px sans-serif;color:#fff;margin:0}img{display:block}`;
const sheet = await browser.newPage({ viewport: { width: 1400, height: 1000 }, deviceScaleFactor: 1.25 });
await sheet.setContent(`<style>${style}</style>${rows.join("")}`);
writeFileSync(join(TO, "views.png"), await sheet.locator("body").screenshot());
await browser.close();
close();
