const unpacked = async (id) => {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
};
const [app, record] = await Promise.all(["packed-app", "packed-record"].map(unpacked));
document.querySelector("meta[name='onrecord:record']").content = URL.createObjectURL(record);
await __wbg_init({ module_or_path: await app.arrayBuffer() });
