"""The sandbox's world comes from the caller."""

from pathlib import Path

import discord_sandbox
from bot.demo_world import DEMO_WORLD
from discord_sandbox import ChannelSeed, PersonSeed, Sandbox, ServerSeed, WorldSeed
from tests.e2e.sandbox.sandbox_fixture import open_sandbox

CLUB = WorldSeed(
    application_id="4194304000",
    application_name="Chess Clock",
    bot_username="clock",
    owner_id="8388608000",
    people=(
        PersonSeed("8388608000", "olga", "Olga", listed=False),
        PersonSeed("8388608001", "ben", "Ben Ash", moderator=True),
        PersonSeed("8388608002", "cleo", "Cleo Fern"),
    ),
    servers=(ServerSeed("12582912000", "Chess Club", ("8388608001", "8388608002")),),
    channels=(ChannelSeed("games", "Tonight's games"), ChannelSeed("board", "Staff", staff_only=True)),
    moderator_role="Referees",
    member_role="Players",
)


async def test_a_world_is_what_the_caller_describes() -> None:
    """The application, people, servers, channels and roles come from the seed alone."""
    async with open_sandbox(Sandbox(CLUB)) as harness:
        world, (guild,) = harness.world, harness.world["guilds"]
        assert world["application_name"] == "Chess Clock"
        assert [(each["username"], each["moderator"]) for each in world["users"]] == [
            ("ben", True),
            ("cleo", False),
        ]
        assert (guild["id"], guild["name"], guild["owner_id"]) == ("12582912000", "Chess Club", "8388608000")
        assert [each["name"] for each in guild["channels"]] == ["games", "board"]
        roles = {each["id"]: each["name"] for each in guild["roles"]}
        assert [*roles.values()] == ["@everyone", "Referees", "Players", "Chess Clock"]
        held = {each["user"]["username"]: [roles[key] for key in each["roles"]] for each in guild["members"]}
        assert held == {"olga": [], "ben": ["Referees"], "cleo": ["Players"], "clock": ["Chess Clock"]}


async def test_a_seed_says_who_sees_and_moderates() -> None:
    """Only moderators see staff channels, in the first servers and in one that's added later."""
    async with open_sandbox(Sandbox(CLUB)) as harness:
        status, added = await harness.admin.ask("POST", "/sandbox/guilds", {"name": "Second Club"})
        assert status == 201
        ben, cleo = await harness.member("ben"), await harness.member("cleo")
        world = harness.sandbox.world
        for guild_id in ("12582912000", added["id"]):
            games, board = world.channels_of(guild_id)
            assert (games["name"], board["name"]) == ("games", "board")
            for person, seen in ((ben, 200), (cleo, 403)):
                assert (await person.raw.ask("GET", f"/channels/{games['id']}"))[0] == 200
                assert (await person.raw.ask("GET", f"/channels/{board['id']}"))[0] == seen


async def test_a_saved_world_keeps_its_people(tmp_path: Path) -> None:
    """A seed fills a folder once; another seed later changes only which commands are suggested."""
    async with open_sandbox(Sandbox(CLUB, tmp_path)) as harness:
        before = harness.world
    async with open_sandbox(Sandbox(DEMO_WORLD, tmp_path)) as harness:
        assert harness.world == before | {"suggested_commands": ["learn", "start"]}


def test_the_demo_world_keeps_its_ids() -> None:
    """Saved worlds, databases and links hold these ids, so they must not change."""
    people = [(each.id, each.username) for each in DEMO_WORLD.people]
    assert people == [
        ("554634628309196800", "ines.holm"),
        ("668786805977395200", "maren"),
        ("851430290243993600", "tomasz"),
        ("1026463629332992000", "adaeze"),
    ]
    assert [each.id for each in DEMO_WORLD.servers] == ["1282671850299596800", "1285208565362995200"]
    assert DEMO_WORLD.application_id == "1280135135236198400"


def test_the_sandbox_does_not_know_the_bot() -> None:
    """No file of the sandbox mentions the bot that it was made for, not even its page."""
    folder = Path(discord_sandbox.__file__).parent
    texts = {
        path: path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    }
    assert len(texts) > 80
    assert [path for path, text in texts.items() if "lessonbot" in text.lower()] == []
