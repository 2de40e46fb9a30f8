"""Look up cities, and their time zones, by the names people use for them in any language.

The list stays packed as bytes, because as Python objects it would take ten times the memory. It has four
parts, separated by a line with a zero byte. Fields are separated by tabs:

- cities, largest first: name, area code, time zone, population
- common names in plain form, sorted, each with its cities' positions (the byte offsets where their lines
  start)
- the same for names in other languages and alternative spellings
- areas: a code (`US`, or `US.TX` for a state), its name, then all its names in plain form
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST = 100
"""Longest plain form that's compared, in characters. One typed character can turn into eighteen."""

LARGE = 100_000
"""Smallest population for which a misspelled name still finds the city."""

LONG_NAME = 9
"""Letters from which a name with two slips still counts as misspelled rather than another name."""

BETWEEN = b"\0\n"
"""Separator between two parts of the list."""

_PLACE = re.compile(rb"\t(\d+)")


@dataclass(frozen=True, slots=True)
class City:
    """A city. `area` is its country's code, or its state's code in the United States."""

    name: str
    area: str
    country: str
    zone: str
    people: int


def plain(text: str) -> str:
    """Return the text in lower case without accents, with single spaces between words."""
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^\w+-]+|_", " ", text.casefold()).strip()[:LONGEST]


class Cities:
    """A list of cities, in the format described at the top of this file."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        cities = packed.index(BETWEEN)
        usual = packed.index(BETWEEN, cities + 1)
        other = packed.index(BETWEEN, usual + 1)
        skip = len(BETWEEN)
        self._usual, self._other = range(cities + skip, usual), range(usual + skip, other)
        rows = (line.split("\t") for line in packed[other + skip :].decode().splitlines())
        self._areas = {code: names for code, *names in rows}

    def named(self, wanted: str) -> Sequence[City]:
        """Return the cities with this name (in plain form), largest first.

        The name may be followed by its state or country: `paris texas`, `portland or`, `cordoba spain`.
        """
        words = wanted.split()
        for count in range(len(words), 0, -1):
            name, where = " ".join(words[:count]), " ".join(words[count:])
            found = [self._city(place) for place in self._called(name)]
            if fitting := [city for city in found if not where or self._is_in(city, where)]:
                return fitting
        return ()

    def begun(self, wanted: str, most: int) -> Sequence[City]:
        """Return up to `most` cities whose name starts with this text, one per zone.

        Matches on the common name come first, larger cities before smaller ones.
        """
        start, end = wanted.encode(), wanted.encode() + b"\xff"
        zones: dict[str, City] = {}
        for names in (self._usual, self._other):
            for place in self._places(names, start, end):
                city = self._city(place)
                zones.setdefault(city.zone, city)
                if len(zones) == most:
                    return [*zones.values()]
        return [*zones.values()]

    def alike(self, wanted: str, most: int) -> Sequence[City]:
        """Return up to `most` large cities whose name is this with one slip, or two in a long name.

        A slip is a wrong, missing or extra letter, or two letters that changed places.
        """
        slips = 1 if len(wanted) < LONG_NAME else 2
        near = process.extract(wanted, self._large, scorer=OSA.distance, limit=most, score_cutoff=slips)
        return [self._city(place) for *_, place in near]

    @cached_property
    def _large(self) -> Mapping[int, str]:
        """Return each large city's common name in plain form, by its position."""
        names, place = dict[int, str](), 0
        while self._packed[place] and (city := self._city(place)).people >= LARGE:
            names[place] = plain(city.name)
            place = self._packed.index(b"\n", place) + 1
        return names

    def _called(self, name: str) -> Sequence[int]:
        """Return the positions of cities with this common name, or else with this alternative name."""
        start, end = f"{name}\t".encode(), f"{name}\n".encode()
        return self._places(self._usual, start, end) or self._places(self._other, start, end)

    def _city(self, place: int) -> City:
        name, area, zone, people = self._line(place).decode().split("\t")
        country = self._areas.get(area[:2], [""])[0]
        return City(name, area, country, zone, int(people))

    def _is_in(self, city: City, where: str) -> bool:
        return any(where in self._areas.get(code, [])[1:] for code in (city.area, city.area[:2]))

    def _places(self, names: range, start: bytes, end: bytes) -> Sequence[int]:
        """Return the positions of the cities on the lines from `start` up to `end`, largest city first."""
        first, after = (names.start + bisect_left(names, each, key=self._line) for each in (start, end))
        return sorted({int(place) for place in _PLACE.findall(self._packed, first, after)})

    def _line(self, at: int) -> bytes:
        """Return the line that contains this byte."""
        return self._packed[self._packed.rfind(b"\n", 0, at) + 1 : self._packed.index(b"\n", at)]
