// Runs before the first paint: tells style sheets and the page around a frame what kind of view the address asks for.

// The page holds the first screen of the default view. For any other view, style sheets hide it.
if (location.search.length > 1) document.documentElement.dataset.elsewhere = "";

// An embedded page is as high as its content, and reports that height to the page that embeds it.
if (new URLSearchParams(location.search).get("embed") === "1") {
  document.documentElement.dataset.embed = "";
  const reportHeight = () =>
    parent.postMessage({ type: "onrecord:height", height: document.documentElement.offsetHeight }, "*");
  if (parent !== window) new ResizeObserver(reportHeight).observe(document.documentElement);
}
