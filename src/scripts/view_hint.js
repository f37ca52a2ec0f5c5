// Runs before the first paint: tells style sheets and the page around a frame what kind of view the address asks for.

// The page holds the first screen of the default view. For any other view, style sheets hide it.
if (location.search.length > 1) document.documentElement.dataset.elsewhere = "";

// An embedded page is as high as its content, and reports that height to the page that embeds it: the one that the
// browser names as the referrer, and no other.
if (new URLSearchParams(location.search).get("embed") === "1") {
  document.documentElement.dataset.embed = "";
  const host = document.referrer && new URL(document.referrer).origin;
  const reportHeight = () =>
    parent.postMessage({ type: "onrecord:height", height: document.documentElement.offsetHeight }, host);
  if (parent !== window && host) new ResizeObserver(reportHeight).observe(document.documentElement);
}
