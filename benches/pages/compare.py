"""Reads saved news pages with onrecord and with other readers of pages, and writes what each got right:

    compare.py PAGES ONRECORD PACKAGES REPORT

PAGES is a folder with pages, what is right of them, and the script that scores a reader; PACKAGES has the npm packages.
The figures are the section "Saved pages" of REPORT, whose other sections stay as they are.
"""

import contextlib
import gzip
import importlib.util
import io
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import newspaper
import trafilatura

HEADING = "## Saved pages"


def timed(read, html):
    """Returns what a reader says of a page, with the seconds that it took."""
    began = time.perf_counter()
    try:
        told = read(html)
    except Exception as error:  # A reader that fails has read nothing.
        told = {"error": repr(error)}
    return told | {"seconds": time.perf_counter() - began}


def with_trafilatura(html):
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    if found is None:
        return {"error": "nothing found"}
    found = found.as_dict()
    return {
        "title": found.get("title"),
        "date": found.get("date"),
        "publisher": found.get("sitename"),
        "authors": [found["author"]] if found.get("author") else [],
        "language": found.get("language"),
        "paragraphs": (found.get("text") or "").split("\n"),
    }


def with_newspaper(html):
    article = newspaper.Article("https://example.org/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {
        "title": article.title,
        "date": article.publish_date.date().isoformat() if article.publish_date else None,
        "publisher": article.meta_site_name,
        "authors": article.authors,
        "language": article.meta_lang,
        "paragraphs": article.text.split("\n\n"),
    }


def with_readability(packages, files):
    script = Path(__file__).with_name("readability.mjs")
    run = subprocess.run(["node", script, packages, *files], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    pages, onrecord, packages, report = map(Path, sys.argv[1:])
    spec = importlib.util.spec_from_file_location("score", pages / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = json.loads((pages / "gold.json").read_text())
    peers = {
        f"trafilatura {version('trafilatura')}": with_trafilatura,
        f"newspaper4k {version('newspaper4k')}": with_newspaper,
    }
    package = json.loads((packages / "node_modules/@mozilla/readability/package.json").read_text())
    mozilla = f"readability {package['version']}"
    scored = {name: {} for name in ["onrecord", *peers, mozilla]}
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for key in gold:
            page = pages / "html" / f"{key}.html.gz"
            scored["onrecord"][key] = scorer.score(scorer.read(onrecord, page, folder), gold[key])
            html = gzip.decompress(page.read_bytes())
            files.append(Path(folder) / f"{key}.html")
            files[-1].write_bytes(html)
            for name, read in peers.items():
                scored[name][key] = scorer.score(timed(read, html.decode("utf-8", "replace")), gold[key])
        for key, told in zip(gold, with_readability(packages, files)):
            scored[mozilla][key] = scorer.score(told, gold[key])
    tables = io.StringIO()
    with contextlib.redirect_stdout(tables):
        for part in ("readability", "trafilatura"):
            scorer.table(part, list(scored), scored, [key for key in gold if gold[key]["set"] == part])
    write(report, tables.getvalue().strip().replace("\n## ", "\n### ").removeprefix("## "), len(gold))


def write(report, tables, pages):
    """Replaces the section in the report."""
    section = f"""{HEADING}

`cargo xtask bench pages` measured this on {date.today():%d %B %Y}: {pages} real English news pages as browsers saved
them, each read by all four with their defaults, in the order of installation from pip and npm. What is right was taken
from the tests of Mozilla's readability (whose own output it is, captions and notices included), and from the
annotations of trafilatura's authors. The pages are other people's, so they are not in this repository; without them,
the command says so and measures nothing.

All figures but the last two columns are per cent. **title~** also takes another headline of the page; **wrong**: another
day was given; **publ**: leniently, any part of the name or address; **auth**: all names; **P**, **R**, **F1**: words of
the story; **own¶** to **lost**: what became of its paragraphs; **lead**: the standfirst; **with**, **w/out**: parts that
must be kept, and kept out. Seconds of onrecord include the start of its process for each page.

### {tables}
"""
    text = report.read_text() if report.exists() else "# Benchmarks\n"
    before, _, behind = text.partition(f"{HEADING}\n")
    _, mark, other = behind.partition("\n## ")
    report.write_text(before.rstrip() + "\n\n" + section + (mark + other if mark else ""))


if __name__ == "__main__":
    main()
