// Measures one contender at one size; `run.mjs` calls it in a page of its own each time.

import { crossfilterOf, flexSearchOf, loopOf, miniSearchOf } from "./peers.mjs";
import { BRUSH, PHRASES, QUERIES, ROUNDS, STEPS, timed } from "./steps.mjs";

const rounds = Array.from({ length: ROUNDS }, () => STEPS).flat();

const filters = (contender) => {
  const { results, ...steps } = timed(rounds, contender.ask);
  const brush = timed(BRUSH, contender.ask);
  contender.ask({ days: null, countries: [0] });
  const brushed = timed(BRUSH, contender.ask);
  const sums = [...results, ...brush.results, ...brushed.results];
  delete brush.results;
  delete brushed.results;
  return { first: contender.first, steps, brush, brushed, sums };
};

const searches = (contender) => {
  const { results, ...queries } = timed(QUERIES, contender.ask);
  return { first: contender.first, queries, found: results };
};

window.measure = {
  crossfilter: (count) => filters(crossfilterOf(count)),
  loop: (count) => filters(loopOf(count)),
  minisearch: (count) => searches(miniSearchOf(count)),
  flexsearch: (count) => searches(flexSearchOf(count)),
  engine: async (count) => {
    const { engineOf } = await import("./engine.mjs");
    const contender = await engineOf(`records/${count}-plain`, false);
    return { ...filters(contender), memory: contender.memory() };
  },
  search: async (count) => {
    const { engineOf } = await import("./engine.mjs");
    const contender = await engineOf(`records/${count}-text`, true);
    // Terms are remembered: each figure is of a record that has not been asked before.
    const { results: found, ...alone } = timed(QUERIES, contender.find);
    const again = await engineOf(`records/${count}-text`, true);
    const queries = timed(QUERIES, again.search);
    delete queries.results;
    const { first } = contender;
    return { first, queries, alone, found };
  },
  phrases: async (count) => {
    const { engineOf } = await import("./engine.mjs");
    const contender = await engineOf(`records/${count}-text`, true);
    const searching = contender.memory();
    await contender.positions();
    const phrases = timed(PHRASES, contender.search);
    delete phrases.results;
    return { first: contender.first, phrases, searching, memory: contender.memory() };
  },
};
