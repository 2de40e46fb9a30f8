"""Finding a time zone by what the clock shows, and by a city where that leaves a doubt."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.local_times import FEWEST, LIKELY, MOST, WELL_KNOWN, cities, home, local_times
from bot.domain.calendar.time_zone import zones

ROOM = 24


def instant(text: str) -> int:
    """Return a time of UTC in milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


WINTER, SUMMER = instant("2026-12-01T17:05"), instant("2027-07-01T10:00")


@pytest.mark.parametrize("locale", ["de", "en-US", "no such language"])
@pytest.mark.parametrize("now", [WINTER, SUMMER])
def test_every_local_time_is_listed_once(now: int, locale: str) -> None:
    """Half hours and quarter hours are there, and no zone outside Antarctica is left out."""
    head, tail = local_times(now, locale, ROOM)
    assert len(head) == ROOM
    offsets = [each.offset for each in (*head, *tail)]
    here = {
        zone.at(now).utcoffset() or timedelta() for name, zone in zones().items() if "Antarctica" not in name
    }
    assert sorted(offsets) == sorted(offset // timedelta(minutes=1) for offset in here)
    assert {330, 345, 525, 570} <= set(offsets)


def test_each_time_is_what_its_cities_clocks_show() -> None:
    """In Berlin it's an hour later than in UTC in winter, and in Kathmandu 5 hours and 45 minutes."""
    shown = {
        each.offset: (f"{each.shown:%H:%M}", each.cities)
        for times in local_times(WINTER, "de", ROOM)
        for each in times
    }
    assert shown[60] == ("18:05", ("Berlin", "Vienna"))
    assert shown[345] == ("22:50", ("Kathmandu",))
    assert shown[-210] == ("13:35", ("St Johns",))


def test_likely_times_come_first() -> None:
    """Someone whose Discord is in American English probably lives in the United States."""
    head, tail = local_times(WINTER, "en-US", ROOM)
    assert [each.offset for each in head[:4]] == [-300, -360, -420, -480]
    for times in (head[4:], tail):
        assert [each.offset for each in times] == sorted(each.offset for each in times)
    assert local_times(WINTER, "ja", ROOM)[0][0].offset == 540
    assert [each.offset for each in local_times(WINTER, "en-US", 2)[0]] == [-300, -360]


def test_the_same_time_on_another_day_is_marked() -> None:
    """Honolulu and Kiritimati are 24 hours apart, so the time alone doesn't tell them apart."""
    times = [each for times in local_times(WINTER, "de", ROOM) for each in times]
    assert {each.offset for each in times if each.twin} == {-660, -600, 780, 840}


@pytest.mark.parametrize("now", [WINTER, SUMMER])
def test_a_city_is_asked_for_where_clocks_will_differ(now: int) -> None:
    """One city where the time is enough. Otherwise 3 to 8 if there are as many, all at that time now."""
    for times in local_times(now, "en-GB", ROOM):
        for each in times:
            found = cities(each.offset, now, "en-GB")
            assert 1 <= len(found) <= MOST
            assert {zone.at(now).utcoffset() for zone in found} == {timedelta(minutes=each.offset)}
            years = {
                tuple(zone.at(now + 86_400_000 * day).utcoffset() for day in range(400)) for zone in found
            }
            assert (len(found) == 1) == (len(years) == 1)


def test_the_cities_cover_each_set_of_rules() -> None:
    """At UTC+2 in winter: daylight saving time as in the EU, Egypt, Israel, Lebanon and Gaza, or none."""
    names = [zone.name for zone in cities(120, WINTER, "de")]
    assert {"Africa/Cairo", "Africa/Johannesburg", "Europe/Athens"} <= set(names)
    assert {"Asia/Jerusalem", "Asia/Beirut", "Asia/Gaza"} <= set(names)
    assert len(names) == MOST
    assert [zone.name for zone in cities(60, WINTER, "de")][:4] == [
        "Europe/Berlin",
        "Europe/Vienna",
        "Europe/Zurich",
        "Europe/Paris",
    ]
    assert len(cities(-540, WINTER, "de")) == FEWEST
    assert cities(17, WINTER, "de") == []


def test_all_zones_named_in_the_lists_exist() -> None:
    """A misspelled name would fail only for people with that language."""
    for name in sorted({*WELL_KNOWN, *(name for names in LIKELY.values() for name in names)}):
        assert ZoneInfo(name)
        assert name in zones()


@pytest.mark.parametrize(
    ("locales", "zone"),
    [
        (["de"], "Europe/Berlin"),  # Vienna and Zurich have the same rules
        (["ja", "de"], "Asia/Tokyo"),
        (["en-US", "pl"], "Europe/Warsaw"),
        (["en-US"], None),
        (["es-ES"], None),  # the Canary Islands are an hour behind
        (["xx", ""], None),
        ([], None),
    ],
)
def test_a_locale_names_a_zone_only_without_a_doubt(locales: list[str], zone: str | None) -> None:
    """Where people with it may have different clocks, they're asked."""
    assert home(locales) == zone
