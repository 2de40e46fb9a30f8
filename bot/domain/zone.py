"""Time zones by what people call them: a city, a country, a part of a name, an abbreviation, or the time
that their clock shows.

Names, countries and remarks are those of the IANA time zone database, as the package tzdata ships them.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import ZoneNotFound

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

    @property
    def city(self) -> str:
        """What it is called after: `Buenos Aires` of `America/Argentina/Buenos_Aires`."""
        return self.name.rsplit("/", 1)[-1].replace("_", " ")

    def at(self, instant: int) -> datetime:
        """The local time at an instant in milliseconds of UTC."""
        return datetime.fromtimestamp(instant / 1000, UTC).astimezone(ZoneInfo(self.name))


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


@cache
def _written() -> Mapping[str, str]:
    """Every name that can be written, older ones such as `US/Pacific` included, by its plain form.

    Names without a part of the world are left out, but for UTC: `EST` would be a zone without summer time.
    """
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    return {_plain(name): name for name in names}


def find(typed: str, now: int) -> str:
    """The name of the zone meant by a name, old or new, or by a city or country that has just one.

    `now` is an instant in milliseconds of UTC. Raises ZoneNotFound with near ones.
    """
    wanted = _plain(typed)
    if exact := _written().get(wanted):
        return exact
    called = [zone.name for zone in zones().values() if wanted in (_plain(zone.city), _plain(zone.country))]
    if len(called) == 1:
        return called[0]
    near = called or [zone.name for zone in suggest(typed, now)]
    if not near:
        names = {_plain(zone.city): zone.name for zone in zones().values()}
        near = [names[city] for city in difflib.get_close_matches(wanted, names, n=3, cutoff=0.7)]
    raise ZoneNotFound(typed, tuple(near[:3]))


def suggest(typed: str, now: int, first: Sequence[str] = ()) -> Sequence[Zone]:
    """At most 25 zones that fit what was typed so far, best first; none when nothing fits.

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
    return [zones().get(name) or Zone(name) for name in names[:MOST]]


def _ranked(wanted: str, now: int) -> Sequence[str]:
    """The zones that fit, best first; well-known ones before others that fit as well."""
    ranked = [(zone.name, rank) for zone in zones().values() if (rank := _rank(zone, wanted, now))]
    return [name for name, _ in sorted(ranked, key=lambda pair: (-pair[1], pair[0] not in COMMON, pair[0]))]


def _once(wanted: str) -> Sequence[str]:
    """Older names of a zone by their city: Kiev, Calcutta."""
    return tuple(name for name in _written().values() if _plain(Zone(name).city).startswith(wanted))


def _rank(zone: Zone, wanted: str, now: int) -> int:
    city, country = _plain(zone.city), _plain(zone.country)
    if city.startswith(wanted):
        return 4
    if country.startswith(wanted) or (3 <= len(wanted) <= 4 and wanted in _abbreviations(zone, now)):
        return 3
    everything = f" {_plain(zone.name)} {country} {_plain(zone.remark)}"
    if f" {wanted}" in everything:
        return 2
    return int(all(f" {word}" in everything for word in wanted.split()))


def _abbreviations(zone: Zone, now: int) -> frozenset[str]:
    """What the zone's time is called now and half a year from now: `cet` and `cest`."""
    moments = (zone.at(now), zone.at(now + 182 * 86_400_000))
    return frozenset(str(moment.tzname()).casefold() for moment in moments)


def _where(fits: Callable[[datetime], bool], now: int) -> Sequence[str]:
    """The zones whose local time now is fitting, well-known ones first."""
    names = [zone.name for zone in zones().values() if fits(zone.at(now))]
    return sorted(names, key=lambda name: (name not in COMMON, name))


def _apart(one: int, other: int) -> int:
    """Minutes between two minutes of the day, the shorter way round the clock."""
    gap = abs(one - other) % 1440
    return min(gap, 1440 - gap)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Lower case without accents, words separated by one blank; some countries by their usual name."""
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    plain = re.sub(r"[^\w+-]+|_", " ", bare.casefold()).strip()
    return _ALSO.get(plain, plain)
