// Measures a page's memory, as seen by the operating system and by the browser.
import { readFileSync, readdirSync } from "node:fs";

const MB = 2 ** 20;

/** The browser's statistics of memory in use, without memory that it reserves for later. */
const IN_USE = ["v8", "malloc/allocated_objects", "partition_alloc/allocated_objects", "blink_gc/main/allocated_objects"];

/** Returns the memory of the largest renderer process in MB, without the program's files, which are shared. */
export const resident = () => {
  let largest = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) continue;
      // Swapped memory counts as well.
      const sizes = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8").matchAll(/^(?:Pss_Anon|Pss_Shmem|SwapPss):\s+(\d+)/gm);
      largest = Math.max(largest, [...sizes].reduce((sum, [, kilobytes]) => sum + kilobytes / 1024, 0));
    } catch {
      // The process has ended.
    }
  }
  return largest;
};

/** Runs the garbage collector. */
export const collect = (page) => page.send("HeapProfiler.collectGarbage");

/**
 * Returns the page's memory in use in MB, by category, without WebAssembly memory. `browser` is a session with the
 * browser.
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
 * Stops the browser from recording requests for the driver, which would count as the page's memory: up to 200 MB of
 * bodies, and a few bytes for each request, whose fragmentation costs 60 MB an hour.
 */
export const noteNothingFetched = async (page) => {
  const sessions = page._connection.toImpl(page).delegate._networkManager._sessions;
  for (const session of sessions.keys()) {
    await session.send("Network.disable");
  }
};
