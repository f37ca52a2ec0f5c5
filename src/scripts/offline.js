// Registers the service worker that keeps the site for reading offline, where the site has one. A new version waits
// until every page of the old one is closed, or until the reader asks for it.
{
  const START_TIMEOUT_MS = 10000;
  const PAUSE_AFTER_START_MS = 1000;
  const register = async () => {
    const script = document.querySelector("meta[name='onrecord:offline']")?.content;
    const workers = script && navigator.serviceWorker;
    if (!workers) return;
    const notice = document.getElementById("newer");
    const offerUpdate = (waiting) => {
      if (!waiting || !workers.controller) return;
      notice.hidden = false;
      notice.querySelector("button").onclick = () => waiting.postMessage("take over");
    };
    // Until this site's worker takes over, the page may be controlled by the worker of a site in a parent folder.
    const own = new URL(script, location).href;
    let isControlled = workers.controller?.scriptURL === own;
    workers.addEventListener("controllerchange", () => {
      if (isControlled) location.reload();
      isControlled = true;
    });
    // The page's own files come first. If the page does not start, a newer worker may repair it.
    await new Promise((resolve) => {
      addEventListener("TrunkApplicationStarted", () => setTimeout(resolve, PAUSE_AFTER_START_MS));
      setTimeout(resolve, START_TIMEOUT_MS);
    });
    const registration = await workers.register(script);
    // The browser looks for a new version when it opens the page, so one may be waiting or on its way already.
    const offerOnceInstalled = (worker) => {
      worker?.addEventListener("statechange", () => worker.state === "installed" && offerUpdate(worker));
    };
    offerUpdate(registration.waiting);
    offerOnceInstalled(registration.installing);
    registration.addEventListener("updatefound", () => offerOnceInstalled(registration.installing));
  };
  // A browser that refuses to store anything shows the page all the same.
  register().catch(() => {});
}
