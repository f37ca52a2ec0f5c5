// Reports that the page cannot start, has panicked, or is slow to start. Does not depend on the app.
{
  // Shown unless a script runs.
  const blocked = document.getElementById("blocked");
  blocked.hidden = true;
  // The smallest module with a SIMD instruction: the app needs SIMD.
  const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
  const SLOW_AFTER_MS = 25000;
  const INSTALL_TIMEOUT_MS = 3000;
  const canRun = () => typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(SIMD));

  // Replaces the app's files in the offline cache: a truncated file may have been stored as if it were complete.
  const refreshOfflineCache = async (responses) => {
    const installing = (await navigator.serviceWorker.getRegistration())?.installing;
    if (installing) {
      await new Promise((resolve) => {
        installing.addEventListener("statechange", resolve);
        setTimeout(resolve, INSTALL_TIMEOUT_MS);
      });
    }
    for (const name of await caches.keys()) {
      if (!name.startsWith("onrecord:")) continue;
      const cache = await caches.open(name);
      for (const { value: file } of responses) {
        if (file?.ok && (await cache.match(file.url))) await cache.put(file.url, file.clone());
      }
    }
  };
  // Reloads the page with fresh copies of the app's files.
  const reload = async () => {
    const links = [...document.querySelectorAll("link[href*='explorer']")];
    const responses = await Promise.allSettled(links.map((link) => fetch(link.href, { cache: "reload" })));
    // A browser without service workers has no offline cache.
    await refreshOfflineCache(responses).catch(() => {});
    location.reload();
  };
  const show = (id) => {
    const notice = document.getElementById(id);
    notice.hidden = false;
    notice.querySelector("button")?.addEventListener("click", reload);
    return notice;
  };

  let hasFailed = false;
  const fail = (message) => {
    // Only the first error is shown: later ones follow from it.
    if (hasFailed) return;
    hasFailed = true;
    if (/content security policy|\bcsp\b/i.test(message)) return (blocked.hidden = false);
    if (!canRun()) return show("outdated");
    const notice = show("failed");
    const report = `${message}
${location.href}
${navigator.userAgent}
${new Date().toISOString()}`;
    notice.querySelector("pre").textContent = report;
    const contact = document.querySelector("meta[name='onrecord:contact']")?.content;
    if (!contact) return;
    const link = notice.querySelector("a");
    link.href = contact.startsWith("mailto:")
      ? `${contact}?subject=${encodeURIComponent(document.title)}&body=${encodeURIComponent(report)}`
      : contact;
    link.hidden = false;
  };
  addEventListener("DOMContentLoaded", () => setTimeout(() => canRun() || fail()));
  addEventListener("onrecord:panic", (event) => fail(event.detail));
  addEventListener("unhandledrejection", (event) => fail(event.reason));
  addEventListener(
    "error",
    (event) => {
      // An inline script that fails to load is the app's own module import. Images that fail, and scripts that a host or
      // an extension has added, do not break the page.
      // WebKit tells only that the link to the module has failed.
      const { rel, src, tagName } = event.target;
      const isModule = rel === "modulepreload" || (tagName === "SCRIPT" && !src);
      const isForeign = /extension:|^ResizeObserver/.test(event.filename + event.message);
      if (isModule) fail("A script could not be loaded.");
      else if (event.message && !isForeign) fail(event.message);
    },
    true,
  );

  setTimeout(() => {
    const isWaiting = () => document.querySelector("#app[data-prerendered], #app > .loading");
    if (hasFailed || !isWaiting()) return;
    const slow = show("slow");
    // The app may take the place of the element that it was prerendered in.
    const changes = { attributes: true, childList: true, subtree: true };
    new MutationObserver(() => (slow.hidden ||= !isWaiting())).observe(document.body, changes);
  }, SLOW_AFTER_MS);
}
