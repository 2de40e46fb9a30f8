"""Time zones by what people call them: a city, a country, a part of a name, an abbreviation, or the time
that their clock shows.

Names, countries and remarks are those of the IANA time zone database, as the package tzdata ships them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.calendar.city import Cities, plain
from bot.errors import ZoneNotFound

CLEARLY = 4
"""How many times more people make clear which city of a name is meant: Birmingham in England, not Alabama."""

BEGUN = 3
"""Letters from which on cities are suggested: fewer begin too many."""

DAY = 86_400_000  # milliseconds

MOST = 25
"""Suggestions that Discord shows."""

COMMON = (
    *("UTC", "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "Asia/Dubai"),
    *("Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo"),
    *("Australia/Sydney", "Pacific/Auckland", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg"),
    *("America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/Mexico_City", "Pacific/Honolulu", "America/Bogota"),
)
"""What is suggested before anything is typed: one of each hour where many people live."""

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_ALSO = {
    "usa": "united states",
    "us": "united states",
    "uk": "britain",
    "england": "britain",
    "holland": "netherlands",
}


@dataclass(frozen=True)
class Zone:
    """A time zone: its name, its country, and which part of the country the database says it is for."""

    name: str
    country: str = ""
    remark: str = ""
    found: str = ""  # the city that led to it

    @property
    def city(self) -> str:
        """The city that led to it, else the one it's called after: `New York` of `America/New_York`."""
        return self.found or self.name.rsplit("/", 1)[-1].replace("_", " ")

    def at(self, instant: int) -> datetime:
        """The local time at an instant in milliseconds of UTC."""
        return datetime.fromtimestamp(instant / 1000, UTC).astimezone(_rules(self.name))


@cache
def _rules(name: str) -> ZoneInfo:
    # ZoneInfo itself keeps just eight, and reading the others again took most of a search by the clock.
    return ZoneInfo(name)


@cache
def zones() -> Mapping[str, Zone]:
    """The zones that are in use somewhere, and UTC, by name; older names of theirs are not among them."""
    folder = files("tzdata") / "zoneinfo"
    countries = dict(_rows((folder / "iso3166.tab").read_text("utf-8")))
    found = {"UTC": Zone("UTC", remark="Coordinated Universal Time GMT")}
    for code, _, name, *remark in _rows((folder / "zone.tab").read_text("utf-8")):
        found[name] = Zone(name, countries[code], *remark)
    return found


def _rows(table: str) -> Sequence[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]


@dataclass(frozen=True)
class _Row:
    """A zone with its names in plain form, so that a keystroke normalizes nothing but what was typed."""

    zone: Zone
    city: str
    country: str
    everything: str


@cache
def _table() -> Sequence[_Row]:
    return [
        _Row(zone, _plain(zone.city), country, f" {_plain(zone.name)} {country} {_plain(zone.remark)}")
        for zone in zones().values()
        for country in [_plain(zone.country)]
    ]


@cache
def _written() -> Mapping[str, str]:
    """Every name that can be written, older ones such as `US/Pacific` included, by its plain form.

    Names without a part of the world are left out, but for UTC: `EST` would be a zone without summer time.
    """
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    return {_plain(name): name for name in names}


def find(typed: str, now: int, known: Cities) -> str:
    """Return the name of the zone meant by a name, old or new, or by a city or country that has just one.

    `now` is an instant in milliseconds of UTC, and `known` are the cities that people may name besides those
    in zones' own names. Raises ZoneNotFound with near ones.
    """
    wanted = _plain(typed)
    if exact := _written().get(wanted):
        return exact
    called = [row.zone.name for row in _table() if wanted and wanted in (row.city, row.country)]
    if len(called) == 1:
        return called[0]
    cities = known.named(wanted)
    elsewhere = next((each for each in cities if each.zone != cities[0].zone), None)
    if cities and (elsewhere is None or cities[0].people >= CLEARLY * elsewhere.people):
        return cities[0].zone
    near = called or [zone.name for zone in suggest(typed, now, known)]
    raise ZoneNotFound(typed, tuple(dict.fromkeys(near))[:3])


def suggest(typed: str, now: int, known: Cities, first: Sequence[str] = ()) -> Sequence[Zone]:
    """Return at most 25 zones that fit what was typed so far, best first; none when nothing fits.

    `now` is an instant in milliseconds of UTC; a time such as `14:05` finds the zones where it is that time
    (give or take two minutes), `+2` or `UTC+2` those that are so many hours ahead. Before anything is typed:
    those in `first`, then one of each hour.
    """
    wanted = _plain(typed)
    bare = typed.replace(" ", "")
    if not wanted:
        names: Sequence[str] = tuple(dict.fromkeys([*first, *COMMON]))
    elif clock := _CLOCK.fullmatch(bare):
        shown = int(clock[1]) * 60 + int(clock[2])
        names = _where(lambda here: _apart(here.hour * 60 + here.minute, shown) <= 2, now)
    elif offset := _OFFSET.fullmatch(bare):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)) * (-1 if offset[1] == "-" else 1)
        names = _where(lambda here: here.utcoffset() == ahead, now)
    else:
        exact = [name for name in (_written().get(wanted),) if name]
        names = tuple(dict.fromkeys([*exact, *_ranked(wanted, now)])) or _once(wanted)
        return _with_cities(names, wanted, known)
    return [zones().get(name) or Zone(name) for name in names[:MOST]]


def _with_cities(names: Sequence[str], wanted: str, known: Cities) -> Sequence[Zone]:
    """Return the zones of these names, then those of cities that fit, each under its city's name."""
    fitting = [*known.named(wanted), *(known.begun(wanted, MOST) if len(wanted) >= BEGUN else ())]
    found = {name: zones().get(name) or Zone(name) for name in names}
    for each in fitting or (known.alike(wanted, 3) if not names else ()):
        found.setdefault(each.zone, Zone(each.zone, each.country, found=each.name))
    return [*found.values()][:MOST]


def _ranked(wanted: str, now: int) -> Sequence[str]:
    """The zones that fit, best first; well-known ones before others that fit as well."""
    ranked = [(row.zone.name, rank) for row in _table() if (rank := _rank(row, wanted, now))]
    return [name for name, _ in sorted(ranked, key=lambda pair: (-pair[1], pair[0] not in COMMON, pair[0]))]


def _once(wanted: str) -> Sequence[str]:
    """Older names of a zone by their city: Kiev, Calcutta."""
    return tuple(name for city, name in _cities_written() if city.startswith(wanted))


@cache
def _cities_written() -> Sequence[tuple[str, str]]:
    return [(_plain(Zone(name).city), name) for name in _written().values()]


def _rank(row: _Row, wanted: str, now: int) -> int:
    if row.city.startswith(wanted):
        return 4
    if row.country.startswith(wanted):
        return 3
    if 3 <= len(wanted) <= 4 and wanted in _abbreviations(now // DAY)[row.zone.name]:
        return 3
    if f" {wanted}" in row.everything:
        return 2
    return int(all(f" {word}" in row.everything for word in wanted.split()))


@lru_cache(maxsize=2)
def _abbreviations(day: int) -> Mapping[str, frozenset[str]]:
    """What each zone's time is called that day and half a year later: `cet` and `cest`."""
    moments = (day * DAY, (day + 182) * DAY)
    return {
        name: frozenset(str(zone.at(moment).tzname()).casefold() for moment in moments)
        for name, zone in zones().items()
    }


def _where(fits: Callable[[datetime], bool], now: int) -> Sequence[str]:
    """The zones whose local time now is fitting, well-known ones first."""
    names = [zone.name for zone in zones().values() if fits(zone.at(now))]
    return sorted(names, key=lambda name: (name not in COMMON, name))


def _apart(one: int, other: int) -> int:
    """Minutes between two minutes of the day, the shorter way round the clock."""
    gap = abs(one - other) % 1440
    return min(gap, 1440 - gap)


def _plain(text: str) -> str:
    """Lower case without accents, words separated by one blank; some countries by their usual name."""
    words = plain(text)
    return _ALSO.get(words, words)
