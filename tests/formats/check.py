"""Checks that files of other programs can be read, and that other programs read what the command writes.

    python tests/formats/check.py COMMAND ARTICLES

COMMAND is the `onrecord` command, ARTICLES a folder of articles. Needs warcio, duckdb, pandas and pyarrow.
"""

import csv
import gzip
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

COMMAND, ARTICLES = (str(Path(argument).resolve()) for argument in sys.argv[1:3])

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{title}</title>
<meta property="article:published_time" content="2017-07-31T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1><p>WASHINGTON — “The time for talk is over,” said Nikki Haley, the US ambassador to the
United Nations, on Sunday. She spoke of {word} at length, and of what the Council had done in the years before.</p>
<p>The members of the Council have met four times in a month, and nothing has come of it so far.</p></article>
</body></html>"""


def run(*arguments, ok=True):
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True)
    assert (done.returncode == 0) == ok, f"{arguments}: {done.returncode}\n{done.stderr}"
    return done.stdout


def archive(file, gzipped):
    """Writes an archive of pages in several encodings, and of responses that are not pages."""

    def page(title, word, charset="utf-8"):
        return PAGE.format(title=title, word=word, charset=charset).encode(charset)

    def chunked(body):
        pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
        return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"

    html = ("Content-Type", "text/html; charset=utf-8")
    answers = [
        ("https://example.org/2017/plain.html?x=1", "200 OK", [html], page("Plain", "rain")),
        ("https://example.org/packed/", "200 OK", [html, ("Content-Encoding", "gzip")], gzip.compress(page("Packed", "snow"))),
        ("https://example.org/pieces", "200 OK", [html, ("Transfer-Encoding", "chunked")], chunked(page("Pieces", "hail"))),
        ("https://example.org/western", "200 OK", [("Content-Type", "text/html")], page("Western", "Pyöngyang", "windows-1252")),
        ("https://example.org/gone", "404 Not Found", [html], page("Gone", "fog")),
        ("https://example.org/moved", "301 Moved", [("Location", "/plain")], b""),
        ("https://example.org/picture.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n"),
        ("https://example.org/broken", "200 OK", [html, ("Content-Encoding", "gzip")], b"\x1f\x8bnot packed at all"),
        # Archives often store pages unpacked, with the original header.
        ("https://example.org/unpacked", "200 OK", [html, ("Content-Encoding", "gzip")], page("Unpacked", "dew")),
    ]
    with open(file, "wb") as out:
        writer = WARCWriter(out, gzip=gzipped)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "warcio"}))
        for url, status, headers, body in answers:
            head = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))
        resource = writer.create_warc_record(
            "https://example.org/kept", "resource", payload=io.BytesIO(page("Kept", "sleet")), warc_content_type="text/html"
        )
        writer.write_record(resource)


def web_archives(folder):
    for name, gzipped in (("crawl.warc", False), ("crawl.warc.gz", True)):
        file = folder / name
        archive(file, gzipped)
        lines = [json.loads(line) for line in run("extract", str(file), "--format", "jsonl", ok=False).splitlines()]
        articles = {one["article"]["id"]: one for one in lines if "error" not in one}
        assert sorted(articles) == ["kept", "packed", "pieces", "plain", "unpacked", "western"], sorted(articles)
        for one in articles.values():
            assert [said["text"] for said in one["statements"]][0] == "“The time for talk is over,”", one["statements"]
            assert one["article"]["published"] == "2017-07-31"
        assert articles["plain"]["article"]["url"] == "https://example.org/2017/plain.html?x=1"
        errors = [one["error"] for one in lines if "error" in one]
        assert len(errors) == 1 and "cannot be decompressed" in errors[0], errors
    # A truncated archive gives the articles before the cut.
    whole = (folder / "crawl.warc").read_bytes()
    (folder / "cut.warc").write_bytes(whole[: len(whole) // 2])
    lines = [json.loads(line) for line in run("extract", str(folder / "cut.warc"), "--format", "jsonl", ok=False).splitlines()]
    assert lines[0]["article"]["id"] == "plain" and "error" in lines[-1], lines
    # So does one that is cut in the header of a record.
    (folder / "cut.warc").write_bytes(whole[: whole.rindex(b"WARC/1") + 100])
    lines = [json.loads(line) for line in run("extract", str(folder / "cut.warc"), "--format", "jsonl", ok=False).splitlines()]
    assert lines[-1]["error"].endswith("the archive ends in the header of this record"), lines[-1]


def exports(folder):
    rows = [json.loads(line) for line in run("export", ARTICLES, "--format", "jsonl").splitlines()]
    assert len(rows) > 50
    table, columns = folder / "said.csv", folder / "said.parquet"
    run("export", ARTICLES, "-o", str(table))
    run("export", ARTICLES, "-o", str(columns))

    for row, read in zip(rows, csv.DictReader(open(table, newline="", encoding="utf-8")), strict=True):
        for key, value in row.items():
            told = "" if value is None else " ".join(value) if isinstance(value, list) else value
            # "1" and "1.0" are the same number.
            same = float(read[key]) == told if isinstance(told, float) else None
            told = str(told).lower() if isinstance(told, bool) else str(told)
            assert same or read[key] == told, (key, read[key], told)

    # Statements that corrections add have no sentence of their own.
    assert any(row["context"] for row in rows)
    assert all(row["words"].split()[0] in row["context"] for row in rows if row["context"]), "a context without its words"

    frame = pandas.read_parquet(columns)
    assert list(frame.columns) == list(rows[0]), list(frame.columns)
    for row, (_, read) in zip(rows, frame.iterrows(), strict=True):
        for key in ("id", "words", "context", "kind", "speaker", "country", "when", "article_id", "asserted"):
            told = None if pandas.isna(read[key]) else read[key]
            assert told == row[key], (key, told, row[key])
        assert list(read["about"]) == row["about"] and list(read["also_in"]) == row["also_in"]
        assert abs(read["confidence"] - row["confidence"]) < 1e-6
    assert len(pandas.read_csv(table)) == len(pandas.read_json(io.StringIO("\n".join(map(json.dumps, rows))), lines=True))

    ask = f"""select country, count(*), min("from") from '{columns}' where list_contains(about, 'KP') and "from" >= date '2017-07-01'
              group by country order by country nulls last"""
    expected = {}
    for row in rows:
        if "KP" in row["about"] and row["from"] and row["from"] >= "2017-07-01":
            known = expected.setdefault(row["country"], [0, row["from"]])
            known[0] += 1
            known[1] = min(known[1], row["from"])
    found = {country: [count, str(day)] for country, count, day in duckdb.sql(ask).fetchall()}
    assert found == expected, (found, expected)
    assert duckdb.sql(f"select count(*) from read_csv('{table}')").fetchall() == [(len(rows),)]

    linked = json.loads(run("export", ARTICLES, "--format", "json-ld"))
    assert linked["@context"] == "https://schema.org" and len(linked["@graph"]) == len(rows)
    assert {one["@type"] for one in linked["@graph"]} == {"Quotation"}


with tempfile.TemporaryDirectory() as temporary:
    web_archives(Path(temporary))
    exports(Path(temporary))
print("formats: all checks passed")
