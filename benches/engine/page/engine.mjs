// Onrecord's own engine, in WebAssembly.

import init, { Record } from "./engine.js";

const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const wasm = await init();

/** The record of a folder of files that `benches/records` wrote. */
export const engineOf = async (folder, withText) => {
  const index = await bytes(`${folder}/index`);
  const started = performance.now();
  const record = new Record(index);
  const first = performance.now() - started;
  if (withText) record.add_words(await bytes(`${folder}/words`));
  const set = {
    speaker: (value) => record.speaker(value ?? -1),
    countries: (values) => record.countries(Uint32Array.from(values)),
    kind: (value) => record.kind(value ?? -1),
    days: (value) => record.days(...(value ?? [0, 0])),
  };
  const ask = (step) => {
    for (const [facet, value] of Object.entries(step)) set[facet](value);
    return record.ask();
  };
  const search = (typed) => {
    record.words(typed);
    return record.ask();
  };
  const find = (typed) => record.find(typed);
  const positions = async () => record.add_positions(await bytes(`${folder}/positions`));
  return { first, ask, search, find, positions, memory: () => wasm.memory.buffer.byteLength };
};
