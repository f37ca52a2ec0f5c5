// The made-up records of `benches/records`, number by number.

/** Mulberry32, by Tommy Ettinger. */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** Draws numbers from 0, the nth as often as 1 / (n + 1). */
const zipf = (count, next) => {
  const shares = new Float64Array(count);
  let sum = 0;
  for (let n = 0; n < count; n++) shares[n] = sum += 1 / (n + 1);
  return () => {
    const point = next() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shares[middle] < point) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

export const SPEAKERS = 2000;
export const COUNTRIES = 190;
export const KINDS = 4;
export const FIRST_DAY = 15000;
export const BIN = 30;
export const BINS = 122;

export const records = (count, withText) => {
  const next = random(42);
  const [speaker, country, word] = [SPEAKERS, COUNTRIES, 20000].map((n) => zipf(n, next));
  return Array.from({ length: count }, (_, id) => {
    const record = { id, speaker: speaker(), text: "" };
    if (withText) {
      const words = Array.from({ length: 15 + Math.floor(next() * 20) }, () => "w" + word().toString(36));
      record.text = words.join(" ");
    }
    record.day = FIRST_DAY + Math.floor(next() * 3650);
    record.country = country();
    record.kind = Math.floor(next() * KINDS);
    return record;
  });
};
