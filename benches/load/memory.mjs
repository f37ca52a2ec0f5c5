// How much memory a page takes, as the machine and as the browser see it.
import { readFileSync, readdirSync } from "node:fs";

const MB = 2 ** 20;

/** Of what the browser knows of its own memory, what is in use: the rest it keeps for later. */
const IN_USE = ["v8", "malloc/allocated_objects", "partition_alloc/allocated_objects", "blink_gc/main/allocated_objects"];

/** Memory of the largest process that draws a page, in MB, without the program's files, which others share. */
export const resident = () => {
  let largest = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) continue;
      // The machine may have written aside what was not used for a while: it counts as well.
      const sizes = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8").matchAll(/^(?:Pss_Anon|Pss_Shmem|SwapPss):\s+(\d+)/gm);
      largest = Math.max(largest, [...sizes].reduce((sum, [, kilobytes]) => sum + kilobytes / 1024, 0));
    } catch {
      // It has ended meanwhile.
    }
  }
  return largest;
};

/** Gives up what nothing refers to any more, as browsers do in time. */
export const collect = (page) => page.send("HeapProfiler.collectGarbage");

/**
 * What the page's process has in use, in MB, by what for; `browser` is a session with the browser. The memory of wasm
 * is no part of it.
 */
export const inUse = async (browser) => {
  const events = [];
  const gather = ({ value }) => events.push(...value);
  browser.on("Tracing.dataCollected", gather);
  await browser.send("Tracing.start", {
    traceConfig: {
      includedCategories: ["disabled-by-default-memory-infra"],
      excludedCategories: ["*"],
      memoryDumpConfig: { triggers: [] },
    },
    transferMode: "ReportEvents",
  });
  await browser.send("Tracing.requestMemoryDump", { levelOfDetail: "detailed" });
  const over = new Promise((done) => browser.once("Tracing.tracingComplete", done));
  await browser.send("Tracing.end");
  await over;
  browser.off("Tracing.dataCollected", gather);
  const dumps = events.map((event) => event.args?.dumps?.allocators).filter((one) => one?.["blink_gc/main"]);
  const sizes = dumps.map((one) => IN_USE.map((name) => Number.parseInt(one[name]?.attrs?.size?.value ?? "0", 16) / MB));
  const whole = (parts) => parts.reduce((sum, part) => sum + part, 0);
  return sizes.toSorted((a, b) => whole(b) - whole(a))[0] ?? IN_USE.map(() => 0);
};

/**
 * Lets the browser note nothing of what the page fetches for whoever drives it, which would be the driver's and not
 * the page's: up to 200 MB of bodies, and a few bytes for each request, which lie scattered and hold 60 MB an hour.
 */
export const noteNothingFetched = async (page) => {
  const sessions = page._connection.toImpl(page).delegate._networkManager._sessions;
  for (const session of sessions.keys()) {
    await session.send("Network.disable");
  }
};
