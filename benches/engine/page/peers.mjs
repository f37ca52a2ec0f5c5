// The contenders written in JavaScript. Each `ask` changes one facet and returns the sum of all counts.

import { BIN, BINS, COUNTRIES, FIRST_DAY, KINDS, SPEAKERS, records } from "./records.mjs";

const bin = (day) => Math.floor((day - FIRST_DAY) / BIN);

/** crossfilter2: dimensions and groups, kept up to date by each filter. */
export const crossfilterOf = (count) => {
  const made = records(count);
  const started = performance.now();
  const all = crossfilter(made);
  const by = {
    speaker: all.dimension((r) => r.speaker),
    countries: all.dimension((r) => r.country),
    kind: all.dimension((r) => r.kind),
    days: all.dimension((r) => r.day),
  };
  const groups = [by.speaker.group(), by.countries.group(), by.kind.group(), by.days.group(bin)];
  const read = () => groups.reduce((sum, group) => group.all().reduce((s, g) => s + g.value, sum), 0);
  read();
  const first = performance.now() - started;
  const set = {
    speaker: (value) => (value === null ? by.speaker.filterAll() : by.speaker.filterExact(value)),
    kind: (value) => (value === null ? by.kind.filterAll() : by.kind.filterExact(value)),
    days: (value) => (value === null ? by.days.filterAll() : by.days.filterRange(value)),
    countries: (values) => {
      if (values.length === 0) by.countries.filterAll();
      else if (values.length === 1) by.countries.filterExact(values[0]);
      else by.countries.filterFunction((c) => values.includes(c));
    },
  };
  const ask = (step) => {
    for (const [facet, value] of Object.entries(step)) set[facet](value);
    return read();
  };
  return { first, ask };
};

/** A loop over typed arrays that looks at every record once. */
export const loopOf = (count) => {
  const made = records(count);
  const started = performance.now();
  const column = (type, of) => type.from(made, of);
  const speaker = column(Uint16Array, (r) => r.speaker);
  const country = column(Uint8Array, (r) => r.country);
  const kind = column(Uint8Array, (r) => r.kind);
  const day = column(Uint16Array, (r) => r.day);
  const filter = { speaker: null, countries: [], kind: null, days: null };
  const read = () => {
    const counts = [SPEAKERS, COUNTRIES, KINDS, BINS].map((n) => new Uint32Array(n));
    const [speakers, countries, kinds, bins] = counts;
    const wanted = new Uint8Array(COUNTRIES).fill(filter.countries.length === 0 ? 1 : 0);
    for (const c of filter.countries) wanted[c] = 1;
    const s = filter.speaker ?? -1;
    const k = filter.kind ?? -1;
    const [from, to] = filter.days ?? [0, 65536];
    for (let i = 0; i < count; i++) {
      const a = s < 0 || speaker[i] === s;
      const b = wanted[country[i]] === 1;
      const c = k < 0 || kind[i] === k;
      const d = day[i] >= from && day[i] < to;
      const passed = a + b + c + d;
      if (passed === 4) {
        speakers[speaker[i]]++;
        countries[country[i]]++;
        kinds[kind[i]]++;
        bins[((day[i] - FIRST_DAY) / BIN) | 0]++;
      } else if (passed === 3) {
        if (!a) speakers[speaker[i]]++;
        else if (!b) countries[country[i]]++;
        else if (!c) kinds[kind[i]]++;
        else bins[((day[i] - FIRST_DAY) / BIN) | 0]++;
      }
    }
    return counts.reduce((sum, list) => list.reduce((s, n) => s + n, sum), 0);
  };
  read();
  const first = performance.now() - started;
  const ask = (step) => {
    Object.assign(filter, step);
    return read();
  };
  return { first, ask };
};

export const miniSearchOf = (count) => {
  const made = records(count, true);
  const started = performance.now();
  const index = new MiniSearch({ fields: ["text"] });
  index.addAll(made);
  const first = performance.now() - started;
  return { first, ask: (typed) => index.search(typed, { prefix: true, combineWith: "AND" }).length };
};

export const flexSearchOf = (count) => {
  const made = records(count, true);
  const started = performance.now();
  const index = new FlexSearch.Index({ tokenize: "forward" });
  for (const record of made) index.add(record.id, record.text);
  const first = performance.now() - started;
  return { first, ask: (typed) => index.search(typed, { limit: count }).length };
};
