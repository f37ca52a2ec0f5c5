"""Measures articles a second: of the command, of `extract_batch`, and of Spark, over the same articles in one run.

    python python/bench.py COMMAND [ARTICLES [FOLDER]]

COMMAND is the `onrecord` command, compiled with the same profile as the package; ARTICLES the number of articles of
4 KB, 10,000 by default; FOLDER where they are written. Figures are in docs/scaling.md.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import onrecord

sys.path.insert(0, str(Path(__file__).parent / "tests"))

NAMES = ["Ada Sorley", "Kim Brandt", "Otto Lind", "Mara Vogt", "the Harbour Board", "Jonas Reiter", "Lucia Ferro"]
ROLES = ["the mayor of Oslo", "a Canadian minister", "a spokesman for the port", "the French ambassador", "a nurse"]
SAID = [
    "we will not close the harbour before the end of the year",
    "nobody has asked the people who live there",
    "the plan is late, and it costs more than anybody said",
    "it has rained for nine days, and the road is gone",
]
TOLD = [
    "The council met for six hours on Tuesday, and most of those who had come to listen stayed until the end.",
    "A ferry has crossed the fjord every hour since 1961, and carries 400 people on a good day in summer.",
    "Reports of the accident reached the town in the evening, when the shops were closed.",
]


def articles(count):
    pick = random.Random(33)
    for number in range(count):
        lines = []
        while sum(map(len, lines)) < 4000:
            if pick.random() < 0.4:
                lines.append(f"“{pick.choice(SAID).capitalize()},” said {pick.choice(NAMES)}, {pick.choice(ROLES)}.")
            else:
                lines.append(pick.choice(TOLD))
        day = f"2021-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        yield {"id": f"harbour-{number}", "published": day, "text": "\n\n".join(lines)}


def measure(what, count, run):
    before, started = time.process_time(), time.perf_counter()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = time.process_time() - before + after.ru_utime - children.ru_utime + after.ru_stime - children.ru_stime
    print(f"{what}: {count / seconds:,.0f} articles/s, {seconds:.1f} s; {count / used:,.0f} a second of a core, {used:.1f} s")


def main(command, count=10_000, folder=None):
    folder = Path(folder or tempfile.mkdtemp(prefix="onrecord-bench-"))
    lines = folder / "articles.jsonl"
    all_of_them = list(articles(count))
    with lines.open("w") as file:
        for one in all_of_them:
            file.write(json.dumps(one) + "\n")
    print(f"{count} articles, {lines.stat().st_size / count:,.0f} bytes each: {folder}")
    # With `jsonl`, the command reads the articles of one file one after the other: in folders, side by side.
    for start in range(0, count, 500):
        part = folder / "articles" / f"{start}.jsonl"
        part.parent.mkdir(exist_ok=True)
        part.write_text("".join(json.dumps(one) + "\n" for one in all_of_them[start : start + 500]))
    site = ["export", "--no-cache", str(folder / "articles"), "-o", str(folder / "said.parquet")]
    measure("the command: export", count, lambda: subprocess.run([command, *site], check=True, capture_output=True))
    measure("extract_batch", count, lambda: onrecord.extract_batch(all_of_them))
    spark(folder, lines, count)


def spark(folder, lines, count):
    from conftest import spark_session

    from onrecord import spark as onrecord_spark

    session = spark_session("local[2]", folder)
    frame = session.read.json(str(lines)).repartition(8)
    frame.write.mode("overwrite").parquet(str(folder / "table"))
    frame = session.read.parquet(str(folder / "table"))
    warm = onrecord_spark.extract(frame.limit(100))
    warm.write.format("noop").mode("overwrite").save()
    extract = onrecord_spark.extract(frame)
    measure("Spark, extract alone", count, lambda: extract.write.format("noop").mode("overwrite").save())
    out = folder / f"out-{time.time_ns()}"
    measure("Spark, the whole record", count, lambda: onrecord_spark.write(onrecord_spark.extract(frame), str(out)))
    size = lambda name: sum(file.stat().st_size for file in (out / name).rglob("*.parquet")) / count
    print("bytes an article:", {name: round(size(name)) for name in ("articles", "statements", "speakers")})
    print("peak memory of the driver's Python:", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], *(int(number) for number in sys.argv[2:3]), *sys.argv[3:4])
