"""Measures a peer over articles that run.py wrote: quotations by textacy, which reads a parse by spaCy.

    pip install "spacy>=3.8,<3.9" textacy       # in an environment of its own
    python -m spacy download en_core_web_sm     # or a package that holds this model
    python python/bench/peers.py FOLDER/articles/00000000.jsonl [ARTICLES [MODEL]]

Only what a quotation needs is loaded: no lemmas of nouns, no names. Seconds are those of this process, whose libraries are
kept to one thread. Figures are in docs/scaling.md.
"""

import json
import os
import sys
import time

for library in ("OMP", "OPENBLAS", "MKL", "BLIS"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import spacy  # noqa: E402
from textacy.extract import direct_quotations  # noqa: E402


def main(file, count="200", model="en_core_web_sm"):
    texts = [json.loads(line)["text"] for line in open(file)][: int(count)]
    parse = spacy.load(model, exclude=["ner"])
    list(direct_quotations(parse(texts[0])))
    started, quotations = time.process_time(), 0
    for document in parse.pipe(texts):
        quotations += sum(1 for _ in direct_quotations(document))
    seconds = time.process_time() - started
    size = sum(map(len, texts))
    print(f"{len(texts)} articles, {quotations} quotations: {len(texts) / seconds:.1f} articles and "
          f"{size / seconds:,.0f} characters a second of a core")


if __name__ == "__main__":
    main(*sys.argv[1:])
