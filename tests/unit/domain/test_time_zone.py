"""Time zones are found by what people call them."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.cities import read_cities
from bot.domain.calendar import time_zone as zone
from bot.domain.calendar.city import LONGEST
from bot.domain.calendar.time_zone import COMMON, MOST, find, suggest, zones
from bot.errors.user import ZoneNotFound

SUMMER = 1_785_585_600_000  # 2026-08-01 12:00 UTC

CITIES = read_cities()


def names(typed: str) -> list[str]:
    """The names suggested in summer."""
    return [zone.name for zone in suggest(typed, SUMMER, CITIES)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ber", "Europe/Berlin"),
        ("sao p", "America/Sao_Paulo"),
        ("São", "America/Sao_Paulo"),
        ("europe/ber", "Europe/Berlin"),
        ("nepal", "Asia/Kathmandu"),
        ("germany", "Europe/Berlin"),
        ("usa", "America/Chicago"),
        ("UK", "Europe/London"),
        ("CET", "Europe/Berlin"),
        ("est", "America/New_York"),
        ("mountain denver", "America/Denver"),
        ("14:00", "Africa/Johannesburg"),
        ("17:31", "Asia/Kolkata"),
        ("+5:30", "Asia/Kolkata"),
        ("UTC-7", "America/Los_Angeles"),
        ("us/pacific", "US/Pacific"),
        ("kiev", "Europe/Kiev"),
        ("", "UTC"),
    ],
)
def test_a_zone_is_suggested_by_city_country_name_abbreviation_clock_or_offset(
    typed: str, first: str
) -> None:
    """What people know of their zone leads to it; well-known ones come before others that fit as well."""
    assert names(typed)[0] == first


def test_midnight_is_near_on_both_sides() -> None:
    """A clock at one minute to midnight fits one that shows midnight."""
    assert "Asia/Vladivostok" not in names("23:59")
    assert "Asia/Kamchatka" in names("23:59")


def test_what_was_used_before_comes_first() -> None:
    """Before you type anything, your own zone comes first, and nothing comes twice."""
    shown = [zone.name for zone in suggest("", SUMMER, CITIES, ("Asia/Tokyo", "Asia/Kathmandu"))]
    assert shown[:3] == ["Asia/Tokyo", "Asia/Kathmandu", "UTC"]
    assert len(shown) == len(set(shown)) == MOST


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_at_most_what_discord_shows(typed: str) -> None:
    """No text breaks it, and what it suggests exists."""
    shown = names(typed)
    assert len(shown) <= MOST
    assert set(shown) <= available_timezones()


def test_every_zone_is_found_by_its_name() -> None:
    """New names and old ones, in whatever case."""
    for name in [*zones(), "US/Pacific", "Asia/Calcutta"]:
        assert find(name.lower(), SUMMER, CITIES) == name
    assert set(COMMON) <= set(zones())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("San Francisco", "America/Los_Angeles"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Delhi", "Asia/Kolkata"),
        ("Mumbai", "Asia/Kolkata"),
        ("Bombay", "Asia/Kolkata"),
        ("Boston", "America/New_York"),
        ("Cape Town", "Africa/Johannesburg"),
        ("Saigon", "Asia/Ho_Chi_Minh"),
        ("Vienna", "Europe/Vienna"),
        ("Peking", "Asia/Shanghai"),
        ("Мюнхен", "Europe/Berlin"),
        ("Malmö", "Europe/Stockholm"),
        ("malmo", "Europe/Stockholm"),
        ("Paris, Texas", "America/Chicago"),
        ("portland OR", "America/Los_Angeles"),
        ("Portland, Maine", "America/New_York"),
        ("London, Canada", "America/Toronto"),
        ("Boston, USA", "America/New_York"),
        ("Boston, England", "Europe/London"),
        ("Kiev", "Europe/Kyiv"),
        ("Islamabad", "Asia/Karachi"),
    ],
)
def test_a_city_that_people_live_in_has_its_zone(typed: str, name: str) -> None:
    """By its usual name, in other languages, without accents, or with where it is."""
    assert find(typed, SUMMER, CITIES) == name


@pytest.mark.parametrize(
    ("typed", "first", "city"),
    [
        ("san fran", "America/Los_Angeles", "San Francisco"),
        ("mumb", "Asia/Kolkata", "Mumbai"),
        ("San Fransisco", "America/Los_Angeles", "San Francisco"),
    ],
)
def test_a_city_is_suggested_under_its_own_name(typed: str, first: str, city: str) -> None:
    """Half typed or misspelled: people look for their city, not for the one its zone is called after."""
    suggested = suggest(typed, SUMMER, CITIES)
    assert (suggested[0].name, suggested[0].city) == (first, city)
    assert len({zone.name for zone in suggested}) == len(suggested)


def test_a_name_of_cities_in_several_zones_is_asked_about() -> None:
    """None of them is much larger than the others."""
    with pytest.raises(ZoneNotFound) as refused:
        find("Richmond", SUMMER, CITIES)
    assert len(refused.value.near) > 1


@pytest.mark.parametrize(("typed", "name"), [("Berlin", "Europe/Berlin"), ("japan", "Asia/Tokyo")])
def test_a_city_or_a_country_with_one_zone_is_enough(typed: str, name: str) -> None:
    """Nobody has to know the name."""
    assert find(typed, SUMMER, CITIES) == name


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Berln", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("EST", "America/New_York"),
        ("+2", "Africa/Johannesburg"),
    ],
)
def test_an_unclear_name_is_refused_with_near_ones(typed: str, near: str) -> None:
    """`EST` in particular: as a zone of its own it would never have summer time."""
    with pytest.raises(ZoneNotFound) as refused:
        find(typed, SUMMER, CITIES)
    assert refused.value.asked == typed
    assert refused.value.near[0] == near


def test_nonsense_has_no_near_ones() -> None:
    """Nothing is made up, such as Narita for Narnia."""
    for typed in ("xyzzy", "Narnia", "Mordor", "x"):
        with pytest.raises(ZoneNotFound) as refused:
            find(typed, SUMMER, CITIES)
        assert refused.value.near == ()


@pytest.mark.parametrize("typed", [":", "()", "\N{SLIGHTLY SMILING FACE}", "\N{COMBINING ACUTE ACCENT}"])
def test_signs_alone_name_no_zone(typed: str) -> None:
    """Nothing is left of them in the plain form, and UTC, which has no country, isn't meant by nothing."""
    with pytest.raises(ZoneNotFound):
        find(typed, SUMMER, CITIES)


def test_a_keystroke_normalizes_what_was_typed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zones' own names are in plain form already, and nothing that was typed is remembered."""
    names("berlin")
    counted: list[str] = []
    plain = zone._plain
    monkeypatch.setattr(zone, "_plain", lambda text: counted.append(text) or plain(text))
    names("ber")
    assert counted == ["ber"]
    assert not hasattr(plain, "cache_info")
    assert len(plain("\ufdfa" * 6000)) == LONGEST
