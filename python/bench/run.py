"""Measures the command, `extract_batch` and Spark over the same articles, in one run.

    python python/bench/run.py COMMAND [ARTICLES [ROUNDS [FOLDER]]]

COMMAND is the `onrecord` command, compiled with the same profile as the package; ARTICLES the number of articles of
4 KB, 10,000 by default; FOLDER where they are written. Spark is a cluster of two workers of one core on this machine,
and has run a job before it is measured. What is compared takes turns, ROUNDS times; the sum of all rounds is printed.

Seconds of a processor are those of all processes that take part, from /proc: they are fair on a machine that does other
things, too, where seconds of a clock are not. Figures are in docs/scaling.md.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import onrecord
from onrecord import spark as onrecord_spark

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from conftest import spark_session, two_workers  # noqa: E402

FIRST = "Ada Kim Otto Mara Jonas Lucia Peter Ines Omar Ruth Hana Lars Nadia Igor Clara Samuel".split()
LAST = "Sorley Brandt Lind Vogt Reiter Ferro Okafor Haas Lehmann Pires Novak Silva Tanaka Walsh Moreau Berg".split()
ROLES = ["the mayor of Oslo", "a Canadian minister", "a spokesman for the port", "the French ambassador", "a nurse", ""]
SAID = [
    "we will not close the {thing} before the end of {month}",
    "nobody has asked the {count} people who live by the {thing}",
    "the plan for the {thing} is late, and it costs {count} million more than anybody said in {month}",
    "it has rained for {count} days, and the {thing} is gone",
]
TOLD = [
    "The council met for {count} hours, and most of those who had come for the {thing} stayed until the end.",
    "A ferry has crossed the fjord every hour since {month}, and carries {count} people on a good day.",
    "Reports of the accident at the {thing} reached the town in {month}, when {count} shops were closed.",
]
THINGS = "harbour road bridge school market mill ferry station hospital dam".split()
MONTHS = "January February March April May June July August September October November December".split()


def articles(count):
    """Articles of 4 KB: speakers by Zipf's law, with surnames alone and with roles, and words that seldom repeat."""
    pick = random.Random(33)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    weights = [1 / rank for rank in range(1, len(people) + 1)]
    for number in range(count):
        lines, size = [], 0
        while size < 4000:
            words = {"thing": pick.choice(THINGS), "month": pick.choice(MONTHS), "count": pick.randint(2, 900)}
            if pick.random() < 0.4:
                name = pick.choices(people, weights)[0]
                name, role = (name.split()[1], "") if pick.random() < 0.3 else (name, pick.choice(ROLES))
                line = f"“{pick.choice(SAID).format(**words).capitalize()},” said {name}{f', {role}' if role else ''}."
            else:
                line = pick.choice(TOLD).format(**words)
            lines.append(line)
            size += len(line) + 2
        day = f"2021-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        yield {"id": f"harbour-{number}", "published": day, "text": "\n\n".join(lines)}


class Watch:
    """Adds up the seconds of a processor of all processes below this one, those that end meanwhile among them."""

    def __enter__(self):
        self.seconds, self.ended = {}, threading.Event()
        self.before = sum(self.look().values())
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self):
        while not self.ended.wait(0.5):
            self.look()

    def look(self):
        parents, seconds = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(folder.name)] = int(fields[1])
            seconds[int(folder.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        def ours(process):
            while process and process != os.getpid():
                process = parents.get(process)
            return bool(process)

        self.seconds.update({process: used for process, used in seconds.items() if ours(process)})
        return self.seconds

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
        self.used = sum(self.look().values()) - self.before


class Measured:
    def __init__(self, count):
        self.count = count
        self.sums = defaultdict(lambda: [0, 0.0, 0.0])

    def run(self, what, step):
        started = time.perf_counter()
        with Watch() as watch:
            step()
        seconds = time.perf_counter() - started
        one = self.sums[what]
        one[0] += self.count
        one[1] += seconds
        one[2] += watch.used
        print(f"  {what}: {seconds:.1f} s, {watch.used:.1f} s of a core", flush=True)

    def print(self):
        for what, (count, seconds, cpu) in self.sums.items():
            print(f"{what}: {count / cpu:,.0f} articles a second of a core ({cpu:.1f} s), {count / seconds:,.0f} a second")


def main(command, count=10_000, rounds=2, folder=None):
    folder = Path(folder or tempfile.mkdtemp(prefix="onrecord-bench-"))
    folder.mkdir(exist_ok=True)
    # In parts, since the command reads the articles of one file one after the other.
    parts = []
    source, size = articles(count), 0
    for start in range(0, count, 500):
        part = folder / "articles" / f"{start:08}.jsonl"
        part.parent.mkdir(exist_ok=True)
        lines = [json.dumps(next(source)) for _ in range(min(500, count - start))]
        size += sum(map(len, lines))
        part.write_text("\n".join(lines) + "\n")
        parts.append(part)
    print(f"{count} articles of {size / count:,.0f} bytes: {folder}", flush=True)
    measured = Measured(count)

    def batches():
        for some in range(0, len(parts), 20):
            texts = [json.loads(line) for part in parts[some : some + 20] for line in part.open()]
            onrecord.extract_batch(texts)

    def run(*arguments):
        subprocess.run([command, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    export = ["export", "--no-cache", str(folder / "articles"), "-o", str(folder / "said.parquet")]
    extract = ["extract", "--format", "jsonl", *map(str, parts)]
    with two_workers(folder, "2g") as (url, _):
        memory = {"spark.executor.memory": "1g", "spark.driver.memory": "512m"}
        session = spark_session(url, folder / "local", java="", **memory)
        schema = "id string, published string, text string"
        frame = session.read.schema(schema).json(str(folder / "articles")).repartition(8)
        frame.write.mode("overwrite").parquet(str(folder / "table"))
        frame = session.read.parquet(str(folder / "table"))
        onrecord_spark.write(onrecord_spark.extract(frame.limit(200)), str(folder / f"warm-{time.time_ns()}"))
        found = onrecord_spark.extract(frame)
        for turn in range(rounds):
            measured.run("the command, extract", lambda: run(*extract))
            measured.run("extract_batch", batches)
            measured.run("Spark, extract", lambda: found.write.format("noop").mode("overwrite").save())
            measured.run("the command, export", lambda: run(*export))
            out = folder / f"out-{time.time_ns()}"
            measured.run("Spark, the whole record", lambda: onrecord_spark.write(onrecord_spark.extract(frame), str(out)))
        measured.print()
        size = lambda name: sum(file.stat().st_size for file in (out / name).rglob("*.parquet")) / count
        print("bytes an article:", {name: round(size(name)) for name in ("articles", "statements", "speakers")})
        driver(session)
        session.stop()


def driver(session):
    """Prints what the driver holds at most after its memory was tidied, and what its process has taken."""
    beans = session._jvm.java.lang.management.ManagementFactory.getMemoryPoolMXBeans()
    held = {bean.getName(): bean.getCollectionUsage() for bean in beans}
    held = {name: use.getUsed() >> 20 for name, use in held.items() if use}
    process = session.sparkContext._gateway.proc.pid
    peak = [line.split()[1] for line in Path(f"/proc/{process}/status").open() if line.startswith("VmHWM")]
    print(f"the driver: {held} MB of its heap after collections, {int(peak[0]) >> 10} MB at most as a process")


if __name__ == "__main__":
    main(sys.argv[1], *(int(number) for number in sys.argv[2:4]), *sys.argv[4:5])
