"""Find time zones by city, country, part of a name, abbreviation, or the current local time.

Names, countries and remarks come from the IANA time zone database in the tzdata package.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.calendar.city import Cities, plain
from bot.domain.calendar.day import DAY
from bot.errors.user import ZoneNotFound

CLEARLY = 4
"""How many times larger a city must be than its namesakes to be the one meant: Birmingham in England, not in
Alabama."""

BEGUN = 3
"""Letters to type before cities are suggested: too many cities start with fewer."""

MOST = 25
"""Suggestions that are still quicker to look through than to type on."""

COMMON = (
    *("UTC", "Europe/London", "Europe/Berlin", "Europe/Athens", "Europe/Istanbul", "Asia/Dubai"),
    *("Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo"),
    *("Australia/Sydney", "Pacific/Auckland", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg"),
    *("America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/Mexico_City", "Pacific/Honolulu", "America/Bogota"),
)
"""Zones suggested before you type anything: one well-populated zone per hour."""

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
    """A time zone: its name, its country, and the database's remark on which part of the country uses it."""

    name: str
    country: str = ""
    remark: str = ""
    found: str = ""  # the city whose name matched, if one did

    @property
    def city(self) -> str:
        """Return the city that matched, or else the one in its name: `New York` for `America/New_York`."""
        return self.found or self.name.rsplit("/", 1)[-1].replace("_", " ")

    def at(self, instant: int) -> datetime:
        """Return the local time at an instant in UTC milliseconds."""
        return datetime.fromtimestamp(instant / 1000, UTC).astimezone(_rules(self.name))


@cache
def _rules(name: str) -> ZoneInfo:
    # ZoneInfo only keeps eight zones alive. Rereading the others took most of the time of a search by local
    # time.
    return ZoneInfo(name)


@cache
def zones() -> Mapping[str, Zone]:
    """Return UTC and every zone in use somewhere, by name, without their older names."""
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
    """A zone with its names already in plain form, so each keystroke only has to normalize what was typed."""

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
    """Return every name you can type, including older ones such as `US/Pacific`, by its plain form.

    Leave out names without a region, except UTC: `EST`, for example, is a zone that never has summer time.
    """
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    return {_plain(name): name for name in names}


def find(typed: str, now: int, known: Cities) -> str:
    """Return the zone that's meant by a zone name (old or new), or by a city or country with just one zone.

    `now` is in UTC milliseconds. `known` has the cities that aren't in any zone's name. Raises ZoneNotFound
    with similar zones as suggestions.
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
    enough = len(wanted) >= BEGUN or any(c.isdigit() for c in wanted)
    near = called or ([zone.name for zone in suggest(typed, now, known)] if enough else [])
    raise ZoneNotFound(typed, tuple(dict.fromkeys(near))[:3])


def suggest(typed: str, now: int, known: Cities, first: Sequence[str] = ()) -> Sequence[Zone]:
    """Return at most MOST zones that match what's been typed so far, best first; none if nothing matches.

    `now` is in UTC milliseconds. A time such as `14:05` finds the zones where it's that time now, give or
    take two minutes; `+2` or `UTC+2` finds the zones with that offset. Before anything is typed, return the
    zones in `first`, then one per hour.
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
    """Return the zones with these names, then the zones of matching cities, labeled with the city's name."""
    fitting = [*known.named(wanted), *(known.begun(wanted, MOST) if len(wanted) >= BEGUN else ())]
    found = {name: zones().get(name) or Zone(name) for name in names}
    for each in fitting or (known.alike(wanted, 3) if not names else ()):
        found.setdefault(each.zone, Zone(each.zone, each.country, found=each.name))
    return [*found.values()][:MOST]


def _ranked(wanted: str, now: int) -> Sequence[str]:
    """Return the names of matching zones, best first; on a tie, well-known zones come first."""
    ranked = [(row.zone.name, rank) for row in _table() if (rank := _rank(row, wanted, now))]
    return [name for name, _ in sorted(ranked, key=lambda pair: (-pair[1], pair[0] not in COMMON, pair[0]))]


def _once(wanted: str) -> Sequence[str]:
    """Return zones whose older name has a matching city: Kiev, Calcutta."""
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
    """Return each zone's abbreviations in both seasons, such as `cet` and `cest`."""
    moments = (day * DAY, (day + 182) * DAY)
    return {
        name: frozenset(str(zone.at(moment).tzname()).casefold() for moment in moments)
        for name, zone in zones().items()
    }


def _where(fits: Callable[[datetime], bool], now: int) -> Sequence[str]:
    """Return the zones whose local time now satisfies `fits`, well-known ones first."""
    names = [zone.name for zone in zones().values() if fits(zone.at(now))]
    return sorted(names, key=lambda name: (name not in COMMON, name))


def _apart(one: int, other: int) -> int:
    """Return how many minutes apart two times of day are, going the shorter way around the clock."""
    gap = abs(one - other) % 1440
    return min(gap, 1440 - gap)


def _plain(text: str) -> str:
    """Return the text in plain form, with everyday country names replaced by the database's (`uk`:
    `britain`).
    """
    words = plain(text)
    return _ALSO.get(words, words)
