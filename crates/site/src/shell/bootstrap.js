// Requests the app after the first paint, so that the prerendered screen need not share bandwidth and processor with
// it. A hidden page may never paint, and a link to another view has nothing prerendered: then it does not wait.
const after = (event) => new Promise((done) => event(done));
const whole = after((done) => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", done) : done()));
if (document.documentElement.dataset.elsewhere !== "" && !document.hidden) {
  await whole;
  const painted = after((done) => new PerformanceObserver(done).observe({ type: "paint", buffered: true }));
  await Promise.race([painted, after((done) => setTimeout(done, 1_000))]);
}
const [code, module] = ["rel=modulepreload", "type='application/wasm'"].map((is) => document.querySelector(`link[${is}]`).href);
// Not all browsers react to a changed `media`, but all react to an inserted link.
for (const link of document.querySelectorAll("link[media='not all']")) {
  link.media = "all";
  document.head.append(link);
}
const { default: init } = await import(code);
await whole;
const wasm = await init({ module_or_path: module });
dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
