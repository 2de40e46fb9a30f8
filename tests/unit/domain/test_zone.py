"""Time zones are found by what people call them."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import zone
from bot.domain.zone import COMMON, MOST, find, suggest, zones
from bot.errors import ZoneNotFound

SUMMER = 1_785_585_600_000  # 2026-08-01 12:00 UTC


def names(typed: str) -> list[str]:
    """The names suggested in summer."""
    return [zone.name for zone in suggest(typed, SUMMER)]


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
    """Before anything is typed one's own zone leads, and nothing comes twice."""
    shown = [zone.name for zone in suggest("", SUMMER, ("Asia/Tokyo", "Asia/Kathmandu"))]
    assert shown[:3] == ["Asia/Tokyo", "Asia/Kathmandu", "UTC"]
    assert len(shown) == len(set(shown)) == MOST


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_gives_at_most_what_discord_shows(typed: str) -> None:
    """No text breaks it, and what it suggests exists."""
    shown = names(typed)
    assert len(shown) <= MOST
    assert set(shown) <= available_timezones()


def test_every_zone_is_found_by_its_name() -> None:
    """New names and old ones, in whatever case."""
    for name in [*zones(), "US/Pacific", "Asia/Calcutta"]:
        assert find(name.lower(), SUMMER) == name
    assert set(COMMON) <= set(zones())


@pytest.mark.parametrize(("typed", "name"), [("Berlin", "Europe/Berlin"), ("japan", "Asia/Tokyo")])
def test_a_city_or_a_country_with_one_zone_is_enough(typed: str, name: str) -> None:
    """Nobody has to know the name."""
    assert find(typed, SUMMER) == name


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Berln", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("EST", "America/New_York"),
        ("+2", "Africa/Johannesburg"),
        ("kiev", "Europe/Kiev"),
    ],
)
def test_an_unclear_name_is_refused_with_near_ones(typed: str, near: str) -> None:
    """`EST` in particular: as a zone of its own it would never have summer time."""
    with pytest.raises(ZoneNotFound) as refused:
        find(typed, SUMMER)
    assert refused.value.asked == typed
    assert refused.value.near[0] == near


def test_nonsense_has_no_near_ones() -> None:
    """Nothing is made up."""
    with pytest.raises(ZoneNotFound) as refused:
        find("xyzzy", SUMMER)
    assert refused.value.near == ()


def test_a_keystroke_normalizes_what_was_typed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The zones' own names are in plain form already, and nothing that was typed is remembered."""
    names("berlin")
    counted: list[str] = []
    plain = zone._plain
    monkeypatch.setattr(zone, "_plain", lambda text: counted.append(text) or plain(text))
    names("ber")
    assert counted == ["ber"]
    assert not hasattr(plain, "cache_info")
    assert len(plain("\ufdfa" * 6000)) == zone.LONGEST
