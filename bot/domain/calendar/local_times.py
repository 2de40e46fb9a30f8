"""Find someone's time zone by what their clock shows: first the time, then a city if that isn't enough.

Zones with the same time today can differ in daylight saving time, so a time alone isn't always enough.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.domain.calendar.day import DAY
from bot.domain.calendar.time_zone import Zone, zones

FEWEST, MOST = 3, 8
"""How many cities to choose from."""

NAMED = 2
"""How many cities are named beside a time."""

YEAR = 400
"""Days to compare two zones over: long enough for every change of the clocks in a year."""

WELL_KNOWN = (
    *("America/New_York", "Europe/London", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"),
    *("America/Chicago", "Asia/Tokyo", "Asia/Shanghai", "America/Sao_Paulo", "Europe/Moscow"),
    *("Australia/Sydney", "Europe/Paris", "Africa/Lagos", "Asia/Jakarta", "Africa/Cairo"),
    *("Europe/Istanbul", "Asia/Dubai", "Asia/Karachi", "Asia/Dhaka", "Africa/Johannesburg"),
    *("America/Mexico_City", "America/Denver", "America/Bogota", "America/Argentina/Buenos_Aires"),
    *("Asia/Bangkok", "Asia/Seoul", "Asia/Manila", "Europe/Madrid", "Europe/Rome", "Africa/Nairobi"),
    *("Asia/Singapore", "Asia/Hong_Kong", "Europe/Athens", "Europe/Kyiv", "America/Toronto"),
    *("America/Vancouver", "America/Phoenix", "America/Caracas", "America/Halifax", "America/Santiago"),
    *("America/Lima", "Asia/Tehran", "Asia/Riyadh", "Asia/Baghdad", "Pacific/Auckland"),
    *("Australia/Brisbane", "Australia/Perth", "Australia/Adelaide", "Australia/Melbourne"),
    *("Asia/Jerusalem", "Asia/Beirut", "Africa/Casablanca", "Africa/Accra", "Europe/Lisbon"),
    *("Asia/Kathmandu", "Asia/Yangon", "Asia/Kabul", "Asia/Tashkent", "Asia/Almaty", "Asia/Colombo"),
    *("Asia/Ho_Chi_Minh", "Asia/Taipei", "Asia/Kuala_Lumpur", "Europe/Warsaw", "Europe/Amsterdam"),
    *("Europe/Helsinki", "Europe/Bucharest", "Africa/Algiers", "Africa/Kinshasa", "Africa/Addis_Ababa"),
    *("America/Guatemala", "America/Costa_Rica", "America/Edmonton", "America/Winnipeg", "America/Manaus"),
    *("America/Montevideo", "America/Panama", "America/La_Paz", "America/Santo_Domingo", "America/Havana"),
    *("America/Anchorage", "Pacific/Honolulu", "America/St_Johns", "Australia/Darwin", "Asia/Yerevan"),
    *("Asia/Baku", "Asia/Tbilisi", "Asia/Bishkek", "Asia/Vladivostok", "Asia/Novosibirsk", "Asia/Gaza"),
    *("Asia/Yekaterinburg", "Europe/Kaliningrad", "Pacific/Fiji", "Pacific/Guam", "Pacific/Port_Moresby"),
    *("Pacific/Noumea", "Pacific/Apia", "Pacific/Tahiti", "Pacific/Pago_Pago", "Atlantic/Azores"),
    *("Atlantic/Cape_Verde", "America/Nuuk", "America/Noronha", "America/Adak", "America/Miquelon"),
    *("Pacific/Norfolk", "Australia/Lord_Howe", "Pacific/Easter", "Pacific/Gambier", "Pacific/Pitcairn"),
)
"""Zones whose city people know, best known first. The others come after them."""

LIKELY: Mapping[str, tuple[str, ...]] = {
    "bg": ("Europe/Sofia",),
    "cs": ("Europe/Prague",),
    "da": ("Europe/Copenhagen",),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "el": ("Europe/Athens",),
    "en-GB": ("Europe/London", "Europe/Dublin", "Australia/Sydney", "Asia/Kolkata", "Africa/Lagos"),
    "en-US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "es-419": (
        *("America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires", "America/Caracas"),
        "America/Santiago",
    ),
    "es-ES": ("Europe/Madrid", "Atlantic/Canary"),
    "fi": ("Europe/Helsinki",),
    "fr": ("Europe/Paris", "Europe/Brussels", "America/Toronto", "Africa/Abidjan"),
    "hi": ("Asia/Kolkata",),
    "hr": ("Europe/Zagreb",),
    "hu": ("Europe/Budapest",),
    "id": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "it": ("Europe/Rome",),
    "ja": ("Asia/Tokyo",),
    "ko": ("Asia/Seoul",),
    "lt": ("Europe/Vilnius",),
    "nl": ("Europe/Amsterdam", "Europe/Brussels"),
    "no": ("Europe/Oslo",),
    "pl": ("Europe/Warsaw",),
    "pt-BR": ("America/Sao_Paulo", "America/Manaus", "America/Rio_Branco"),
    "ro": ("Europe/Bucharest", "Europe/Chisinau"),
    "ru": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Almaty", "Asia/Vladivostok"),
    "sv-SE": ("Europe/Stockholm",),
    "th": ("Asia/Bangkok",),
    "tr": ("Europe/Istanbul",),
    "uk": ("Europe/Kyiv",),
    "vi": ("Asia/Ho_Chi_Minh",),
    "zh-CN": ("Asia/Shanghai",),
    "zh-TW": ("Asia/Taipei", "Asia/Hong_Kong"),
}
"""Where people who use Discord in a language probably are. The keys are Discord's names for languages."""


_KNOWN = frozenset((*WELL_KNOWN, *(name for names in LIKELY.values() for name in names)))


@dataclass(frozen=True)
class LocalTime:
    """What clocks show now in all zones that are `offset` minutes ahead of UTC, with a few of their cities.

    `twin` says that another offset has the same time, on the day before or after.
    """

    offset: int
    shown: datetime
    cities: tuple[str, ...]
    twin: bool = False


def local_times(now: int, locale: str, first: int) -> tuple[Sequence[LocalTime], Sequence[LocalTime]]:
    """Return the times that clocks show around the world, in two lists that go from west to east.

    The first list has at most `first` times: those that are likely for the locale come before all others,
    then the best-known ones. The second list has the rest. `now` is in UTC milliseconds.
    """
    ranked = _offsets(now, locale)
    likely = {_offset(zones()[name], now) for name in LIKELY.get(locale, ())}
    times = {offset: _time(offset, names, ranked, now) for offset, names in ranked.items()}
    near = [offset for offset in ranked if offset in likely][:first]
    known = [offset for offset in ranked if offset not in likely]
    fill = first - len(near)
    ordered = [*near, *sorted(known[:fill])], sorted(known[fill:])
    return [times[offset] for offset in ordered[0]], [times[offset] for offset in ordered[1]]


def home(locales: Sequence[str]) -> str | None:
    """Return the zone of the first of these locales that leaves no doubt.

    A locale leaves no doubt if the clocks of all its likely zones always agree. Those of `en-US` don't.
    """
    for locale in locales:
        likely = LIKELY.get(locale, ())
        if likely and len({_rules(name, _ANY_DAY) for name in likely}) == 1:
            return likely[0]
    return None


def cities(offset: int, now: int, locale: str) -> Sequence[Zone]:
    """Return zones to choose from that are `offset` minutes ahead of UTC now, best known first.

    Each set of rules for the clocks has at least one, as far as there's room for MOST. If only one is
    returned, the time alone was enough. Return nothing if no zone has that offset.
    """
    names = _offsets(now, locale).get(offset, ())
    groups: dict[tuple[int, ...], str] = {}
    for name in names:
        groups.setdefault(_rules(name, now // DAY), name)
    chosen = list(groups.values())[:MOST]
    if len(chosen) > 1:
        famous = {*WELL_KNOWN, *LIKELY.get(locale, ())}
        more = [name for name in names if name not in chosen]
        wanted = max(FEWEST, sum(name in famous for name in names))
        chosen += more[: max(min(wanted, MOST) - len(chosen), 0)]
    return [zones()[name] for name in sorted(chosen, key=names.index)]


_ANY_DAY = 20_000
"""A day to compare zones from, in days since 1 January 1970."""


def _offsets(now: int, locale: str) -> Mapping[int, Sequence[str]]:
    """Return the names of all zones by offset. The likely ones come first, then the well-known ones.

    Leave out UTC, which isn't a place, and Antarctica, which few people would know themselves by.
    """
    found: dict[int, list[str]] = {}
    for name in dict.fromkeys([*LIKELY.get(locale, ()), *WELL_KNOWN, *sorted(zones())]):
        if name != "UTC" and not name.startswith("Antarctica/"):
            found.setdefault(_offset(zones()[name], now), []).append(name)
    return found


def _time(offset: int, names: Sequence[str], others: Mapping[int, object], now: int) -> LocalTime:
    twin = any(abs(offset - other) == 24 * 60 for other in others)
    shown = zones()[names[0]].at(now)
    known = [name for name in names if name in _KNOWN][:NAMED] or names[:1]
    return LocalTime(offset, shown, tuple(zones()[name].city for name in known), twin)


def _offset(zone: Zone, now: int) -> int:
    return (zone.at(now).utcoffset() or timedelta()) // timedelta(minutes=1)


@lru_cache(maxsize=500)
def _rules(name: str, day: int) -> tuple[int, ...]:
    """Return the zone's offset on each day of the coming year, which identifies its rules."""
    return tuple(_offset(zones()[name], (day + number) * DAY) for number in range(YEAR))
