// All files of one version are in one cache: a page gets the app and the record that it was built with, or neither.
// VERSION is the SHA-256 of the page, which refers to all other files by names made from their content.
const NAME = `onrecord:${registration.scope}:`;
const PAGE = new URL("./", registration.scope).href;
const at = (path) => new URL(path, registration.scope).href;
const all = new Set([...KEPT, ...LATER].map(at));
const NAMED_BY_CONTENT = /-[0-9a-f]{16}(_bg)?\.\w+$/;

const digest = async (bytes) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const keep = async () => {
  const page = await fetch(PAGE, { cache: "reload" });
  // While a site is being replaced, the page may be of another version than this worker.
  if (!page.ok || (await digest(await page.clone().arrayBuffer())) !== VERSION) throw new Error("another version's page");
  const cache = await caches.open(NAME + VERSION);
  await carryOver(cache);
  const there = new Set((await cache.keys()).map((request) => request.url));
  await cache.addAll(KEPT.map(at).filter((file) => !there.has(file)));
  await cache.put(PAGE, page);
};

// Files named by their content are the same in every version: those that an earlier version stored are not fetched again.
const carryOver = async (cache) => {
  const earlier = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== NAME + VERSION);
  for (const name of earlier) {
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!NAMED_BY_CONTENT.test(request.url) || !all.has(request.url)) continue;
      const stored = await old.match(request);
      if (stored) await cache.put(request, stored);
    }
  }
};

const forget = async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== NAME + VERSION);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
};

// The explorer's link for a preview page, used when that page cannot be fetched.
const place = (path) => {
  const [, kind, name] = /^(statement|speaker|country|article)\/([^/]+)\.html$/.exec(path) ?? [];
  return kind && !name.includes("==") ? `${PAGE}?${kind}=${name.replace(/=([0-9A-F]{2})/g, "%$1")}` : PAGE;
};

const answer = async (request) => {
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  // If the cache is unavailable, the page comes from the server.
  const cache = await caches.open(NAME + VERSION).catch(() => undefined);
  const isPage = address === PAGE || address === PAGE + "index.html";
  const known = await cache?.match(isPage ? PAGE : address);
  // A reload, or a request with another query string, means that the cached copy is broken.
  const anew = request.cache === "reload" || (url.search && !isPage);
  if (known && !anew) return known;
  try {
    const found = await fetch(request);
    // Without storage space, the response is used but not stored.
    if (cache && found.ok && all.has(address)) await cache.put(address, found.clone()).catch(() => {});
    return found;
  } catch (error) {
    if (known) return known;
    if (request.mode !== "navigate" || isPage || !address.startsWith(PAGE)) throw error;
    return Response.redirect(place(address.slice(PAGE.length)));
  }
};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forget()));
addEventListener("message", (event) => event.data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const ours = event.request.method === "GET" && event.request.url.startsWith(PAGE);
  if (ours) event.respondWith(answer(event.request));
});
