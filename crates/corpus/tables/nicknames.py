#!/usr/bin/env python3
"""Makes nicknames.txt: given names with the nicknames that stand for them.

    python3 nicknames.py NAMES > nicknames.txt

NAMES is `nicknames/names.csv` of the Python package nicknames 1.0.1.
"""

import collections
import csv
import sys

HEADER = """\
# Given names, each with the nicknames that stand for it.
#
# Made by `nicknames.py` from the table of https://github.com/carltonnorthern/nicknames (Apache License 2.0), as the Python
# package nicknames 1.0.1 has it.
"""

short = collections.defaultdict(list)
with open(sys.argv[1], newline="", encoding="utf-8") as table:
    for row in csv.DictReader(table):
        name, nickname = row["name1"].strip().lower(), row["name2"].strip().lower()
        plain = name.isalpha() and nickname.isalpha() and len(nickname) > 1 and name != nickname
        if row["relationship"] == "has_nickname" and plain and nickname not in short[name]:
            short[name].append(nickname)

print(HEADER, end="")
for name in sorted(short):
    print(f"{name}: {' '.join(short[name])}")
