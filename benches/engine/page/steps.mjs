// What every contender is asked, in one order.

/** Filters changed one by one: each step sets one facet; nothing stands for any value. */
export const STEPS = [
  { countries: [0] },
  { speaker: 3 },
  { speaker: null },
  { days: [16000, 16400] },
  { days: [16010, 16410] },
  { kind: 1 },
  { countries: [1, 2] },
  { kind: null },
  { countries: [] },
  { days: null },
];
export const ROUNDS = 5;

/** A brush of 400 days, dragged by a day at a time. */
export const BRUSH = Array.from({ length: 200 }, (_, n) => ({ days: [16000 + n, 16400 + n] }));

/** What is typed, letter by letter. */
const TYPED = ["w1", "w2a", "w5x", "wab", "w9", "w1k w2", "w3 w4", "wf0"];
export const QUERIES = TYPED.flatMap((typed) => [...typed].map((_, n) => typed.slice(0, n + 1)));
export const PHRASES = ['"w1 w2"', '"w5x w0"', '"wa w1 w3"', '"w0 w0"'];

export const summary = (times) => {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], worst: sorted.at(-1) };
};

/** The times of what `run` does with each item, in milliseconds, and what it returned. */
export const timed = (items, run) => {
  const times = [];
  const results = [];
  for (const item of items) {
    const started = performance.now();
    results.push(run(item));
    times.push(performance.now() - started);
  }
  return { ...summary(times), results };
};
