// The first screen stands in the page. It is painted before the app is asked for, which it would have to share the line
// and the machine with; a frame may be held back where nobody sees it. To another view there is nothing to paint before.
const after = (event) => new Promise((done) => event(done));
const whole = after((done) => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", done) : done()));
if (document.documentElement.dataset.elsewhere !== "" && !document.hidden) {
  await whole;
  const painted = after((done) => new PerformanceObserver(done).observe({ type: "paint", buffered: true }));
  await Promise.race([painted, after((done) => setTimeout(done, 1_000))]);
}
const [code, module] = ["rel=modulepreload", "type='application/wasm'"].map((is) => document.querySelector(`link[${is}]`).href);
// Not every browser heeds a link whose medium changes; every one heeds a link that is put in.
for (const link of document.querySelectorAll("link[media='not all']")) {
  link.media = "all";
  document.head.append(link);
}
const { default: init } = await import(code);
await whole;
const wasm = await init({ module_or_path: module });
dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
